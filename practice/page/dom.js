// Whatever people and bots wrote enters the page through text nodes and checked attributes: nothing in
// this page parses HTML, so there is nothing to escape and nothing to forget.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "indeterminate"]);

/** An element with properties ("onclick" listens, true/false set or leave out an attribute) and children. */
export function h(tag, props, ...children) {
  return dress(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props, ...children) {
  return dress(document.createElementNS(SVG, tag), props, children);
}

function dress(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let count = 0;
/** An id that is unique on this page, for labels and descriptions. */
export const uid = (prefix = "x") => `${prefix}-${++count}`;

const ICONS = {
  bolt: "M9 1 3 9h4l-1 6 7-9H9z",
  chart: "M2 14h12M4 12V8M8 12V3M12 12V6",
  check: "m3 8 4 4 6-8",
  chevron: "m4 6 4 4 4-4",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3l2 2",
  close: "m4 4 8 8M12 4l-8 8",
  cloud: "M5 12a3 3 0 0 1-.3-6A4 4 0 0 1 12 7a2.5 2.5 0 0 1 0 5z",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  forward: "m3 4 5 4-5 4zM8 4l5 4-5 4z",
  hash: "M6 2 5 14M11 2l-1 12M2.5 6h11M2 10.5h11",
  mail: "M2 3.5h12v9H2zM2 4l6 5 6-5",
  menu: "M2 4h12M2 8h12M2 12h12",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  reply: "M2.5 3h11v7.5h-6L4 13.5v-3H2.5z",
  send: "M2 2.5 14 8 2 13.5 4 8zM4 8h5",
  trash: "M3 4.5h10M6 4V2.5h4V4M4.5 4.5l.5 9h6l.5-9",
};

/** A small drawn sign; decoration only, its button carries the name. */
export function icon(name, extra = "") {
  return svg("svg", { class: `icon ${extra}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/**
 * Make parent's children match items [{key, data}], rendering only what is new or has changed.
 *
 * Untouched nodes stay where they are, so that an open menu, a caret or a screen reader's place survives an
 * update; where a focused node is replaced, focus goes to the same control in its successor.
 */
export function keyed(parent, items, render) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map(({ key, data }) => {
    const print = JSON.stringify(data) ?? "";
    const before = old.get(String(key));
    if (before && before.print === print) return before;
    const node = render(data, key);
    node.dataset.key = key;
    node.print = print;
    return node;
  });
  place(parent, nodes, old);
}

function place(parent, nodes, old) {
  const active = document.activeElement;
  const held = [...old.values()].find((node) => node !== active && node.contains(active));
  const lost = held && !nodes.includes(held);
  const mark = lost && { key: held.dataset.key, focus: active.dataset.focus, range: selection(active) };
  const kept = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!kept.has(node)) node.remove();
  let next = parent.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
  if (lost) refocus(nodes.find((node) => node.dataset.key === mark.key), mark);
}

function refocus(node, { focus, range }) {
  if (!node) return;
  const same = focus && [...node.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === focus);
  const target = same ?? (node.tabIndex >= -1 && node.hasAttribute("tabindex") ? node : null);
  target?.focus({ preventScroll: true });
  if (same && range) same.setSelectionRange?.(...range);
}

function selection(node) {
  // Reading the selection of a date or number field throws in some browsers.
  try {
    return node.selectionStart === null || node.selectionStart === undefined ? null : [node.selectionStart, node.selectionEnd];
  } catch {
    return null;
  }
}
