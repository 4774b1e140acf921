// A list to choose from by typing: the ARIA combobox pattern, for one choice or several.

import { h, icon, uid } from "./dom.js";
import { popup } from "./popup.js";
import { say } from "./words.js";

// Long enough not to ask the bot for every letter, short enough not to be felt.
const PAUSE = 150;

/**
 * Options: chosen [{value, label}], search(query) => groups (or a promise of them; null: type more),
 * keep(chosen, node) => promise of false if the choice was taken back, many, max, clearable.
 */
export function combobox(options) {
  const list = h("div", { class: "popup listbox", role: "listbox", id: uid("list"), "aria-multiselectable": options.many ? "true" : undefined, "aria-label": options.label });
  const input = h("input", {
    type: "text", role: "combobox", class: "combo-input", id: options.id ?? uid("combo"), placeholder: options.placeholder, autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", "aria-describedby": options.describedby, "aria-label": options.labelledby ? undefined : options.label,
    "aria-required": options.required ? "true" : undefined, "data-focus": options.focusKey, "data-action-id": options.actionId,
  });
  const chips = h("span", { class: "chips" });
  const node = h("div", { class: `combo${options.many ? " many" : ""}` }, chips, input, icon("chevron", "combo-mark"));
  const box = { ...options, node, list, input, chips, chosen: [...options.chosen], active: -1, asked: 0, close: null };
  show(box);
  listen(box);
  return node;
}

function show(box) {
  if (box.many) {
    box.chips.replaceChildren(...box.chosen.map((each) => chip(box, each)));
    box.input.value = "";
    box.input.placeholder = box.chosen.length ? "" : box.placeholder;
  } else box.input.value = box.chosen[0]?.label ?? "";
}

function chip(box, each) {
  const drop = () => settle(box, box.chosen.filter((other) => other !== each));
  return h("span", { class: "chip" }, each.label, h("button", { type: "button", "aria-label": say("remove", each.label), onmousedown: (event) => event.preventDefault(), onclick: drop }, icon("close")));
}

function listen(box) {
  const { input } = box;
  input.addEventListener("click", () => open(box));
  input.addEventListener("focus", () => input.select());
  input.addEventListener("input", () => {
    clearTimeout(box.timer);
    box.timer = setTimeout(() => open(box, input.value), box.close && input.value ? PAUSE : 0);
  });
  input.addEventListener("keydown", (event) => key(box, event));
  input.addEventListener("blur", () => {
    if (!box.many && box.clearable && input.value === "" && box.chosen.length) settle(box, []);
    else if (box.many) input.value = "";
    else show(box);
  });
}

function key(box, event) {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) {
    if (box.close) move(box, moves[event.key]);
    else open(box);
  } else if (event.key === "Enter" && box.close) box.found?.[box.active] && choose(box, box.found[box.active]);
  else if (event.key === "Enter") open(box);
  else if (event.key === "Escape" && box.close) box.close();
  else if (event.key === "Backspace" && box.many && !box.input.value && box.chosen.length) settle(box, box.chosen.slice(0, -1));
  else {
    if (event.key === "Tab") box.close?.();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

async function open(box, query = "") {
  const turn = ++box.asked;
  if (!box.close) {
    box.close = popup(box.node, box.list, { wide: true, onclose: () => closed(box) });
    box.input.setAttribute("aria-expanded", "true");
  }
  const groups = await box.search(query);
  // A slow answer to an older question must not overwrite a newer one.
  if (turn === box.asked && box.close) fill(box, groups);
}

function closed(box) {
  box.close = null;
  box.asked++;
  clearTimeout(box.timer);
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

function fill(box, groups) {
  box.found = groups?.flatMap((group) => group.options) ?? [];
  const taken = new Set(box.chosen.map((each) => each.value));
  const entries = box.found.map((each) => entry(box, each, taken.has(each.value)));
  let at = 0;
  const shown = (groups ?? []).map((group) => {
    const own = entries.slice(at, (at += group.options.length));
    return group.label ? h("div", { role: "group", "aria-label": group.label }, h("div", { class: "menu-heading", "aria-hidden": "true" }, group.label), own) : own;
  });
  const empty = groups ? say("no_results") : say("type_more");
  box.list.replaceChildren(...(box.found.length ? shown.flat() : [h("div", { class: "menu-heading" }, empty)]));
  box.entries = entries;
  box.active = -1;
  if (entries.length) point(box, Math.max(0, box.found.findIndex((each) => taken.has(each.value))));
}

function entry(box, each, taken) {
  const pick = (event) => {
    // The field keeps the focus, otherwise its blur would close the list before the click arrives.
    event.preventDefault();
    choose(box, each);
  };
  return h("div", { class: "menu-item", role: "option", id: uid("option"), "aria-selected": String(taken), "data-value": each.value, onmousedown: (event) => event.preventDefault(), onclick: pick },
    each.lead, h("span", { class: "menu-text" }, h("span", {}, each.label), each.hint && h("small", {}, each.hint)), taken && icon("check"));
}

const move = (box, step) => box.entries?.length && point(box, (box.active + step + box.entries.length) % box.entries.length);

function point(box, at) {
  box.entries[box.active]?.classList.remove("active");
  box.active = at;
  box.entries[at].classList.add("active");
  box.entries[at].scrollIntoView({ block: "nearest" });
  box.input.setAttribute("aria-activedescendant", box.entries[at].id);
}

function choose(box, each) {
  const has = box.chosen.some((other) => other.value === each.value);
  if (!box.many) return settle(box, [each]);
  if (!has && box.max && box.chosen.length >= box.max) return box.close?.();
  return settle(box, has ? box.chosen.filter((other) => other.value !== each.value) : [...box.chosen, each]);
}

async function settle(box, chosen) {
  const before = box.chosen;
  box.close?.();
  box.chosen = chosen;
  show(box);
  box.input.select();
  if ((await box.keep(chosen, box.node)) !== false) return;
  box.chosen = before;
  show(box);
}
