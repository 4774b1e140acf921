// Things that open beside a control: menus and lists. They live in the browser's top layer, so that no
// scrolling pane cuts them off, but stay beside their anchor in the document, so that Tab order and modals work.

import { h } from "./dom.js";

/** Show panel beside anchor until told to close, Escape, or a click or focus elsewhere. Returns close(). */
export function popup(anchor, panel, { onclose, wide = false } = {}) {
  panel.setAttribute("popover", "manual");
  anchor.after(panel);
  panel.showPopover();
  place(anchor, panel, wide);
  const outside = (event) => !panel.contains(event.target) && !anchor.contains(event.target) && close();
  const follow = () => (anchor.isConnected ? place(anchor, panel, wide) : close());
  // Lists fill and shrink while they are open.
  const size = new ResizeObserver(follow);
  const close = () => {
    size.disconnect();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("focusin", outside);
    removeEventListener("scroll", follow, true);
    removeEventListener("resize", follow);
    panel.remove();
    onclose?.();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("focusin", outside);
  addEventListener("scroll", follow, true);
  addEventListener("resize", follow);
  size.observe(panel);
  return close;
}

function place(anchor, panel, wide) {
  const at = anchor.getBoundingClientRect();
  if (wide) Object.assign(panel.style, { width: `${at.width}px`, maxWidth: "none" });
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = at.bottom + 4 + height <= innerHeight || at.top < height;
  panel.style.left = `${Math.max(6, Math.min(at.left, innerWidth - width - 6))}px`;
  panel.style.top = `${Math.max(6, below ? Math.min(at.bottom + 4, innerHeight - height - 6) : at.top - height - 4)}px`;
}

/** Make button open a menu of items() = [{label, hint?, action, checked?, several?, danger?, lead?, tail?} | {heading}]. */
export function menuButton(button, items, { label } = {}) {
  let close = null;
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  const open = () => {
    const panel = menu(items(), label ?? button.getAttribute("aria-label") ?? button.textContent, () => close?.());
    button.setAttribute("aria-expanded", "true");
    close = popup(button, panel, { onclose: closed });
    panel.addEventListener("keydown", (event) => menuKey(event, panel, () => (button.focus(), close?.())));
    (panel.querySelector("[aria-checked=true]") ?? panel.querySelector("button"))?.focus();
  };
  const closed = () => {
    close = null;
    button.setAttribute("aria-expanded", "false");
  };
  button.addEventListener("click", () => (close ? close() : open()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || close) return;
    event.preventDefault();
    open();
  });
  return button;
}

function menu(items, label, close) {
  const entries = items.map((item) => (item.heading ? h("div", { class: "menu-heading", role: "presentation" }, item.heading) : entry(item, close)));
  return h("div", { class: "popup menu", role: "menu", "aria-label": label }, entries);
}

function entry(item, close) {
  const kind = item.checked === undefined ? "" : item.several ? "checkbox" : "radio";
  const choose = (event) => {
    // Focus goes back first: what the action opens can then give it back in turn. And it goes before the menu
    // closes, because a message's tools hide, and take no focus, once nothing in them is open.
    event.currentTarget.closest(".menu").previousElementSibling?.focus();
    close();
    item.action();
  };
  const props = { type: "button", class: `menu-item${item.danger ? " danger" : ""}`, role: `menuitem${kind}`, tabindex: "-1", onclick: choose };
  if (kind) props["aria-checked"] = String(item.checked);
  return h("button", props, item.lead, h("span", { class: "menu-text" }, h("span", {}, item.label), item.hint && h("small", {}, item.hint)), item.tail);
}

function menuKey(event, panel, leave) {
  const buttons = [...panel.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 };
  if (event.key in steps) buttons[steps[event.key] % buttons.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") leave();
  else if (event.key.length === 1 && event.key !== " ") jump(buttons, at, event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// Typing a letter goes to the next entry that begins with it, as menus do everywhere.
function jump(buttons, at, letter) {
  const order = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
  order.find((each) => each.textContent.trim().toLowerCase().startsWith(letter.toLowerCase()))?.focus();
}
