// The table block: the first row is the head, cells are text, numbers or rich text.

import { h } from "./dom.js";
import { richText } from "./richtext.js";

/** The node of a table block; wide tables scroll by themselves instead of widening the page. */
export function table(block) {
  const [head = [], ...body] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  const row = (tag) => (cells) => h("tr", {}, cells.map((cell, at) => h(tag, { class: look(settings[at]), scope: tag === "th" ? "col" : undefined }, content(cell))));
  return h("div", { class: "scroll", tabindex: "0", role: "group" }, h("table", {}, h("thead", {}, row("th")(head)), h("tbody", {}, body.map(row("td")))));
}

function look(setting) {
  const align = ["center", "right"].includes(setting?.align) ? setting.align : "left";
  return `${align}${setting?.is_wrapped ? " wrapped" : ""}`;
}

const content = (cell) => (cell?.type === "rich_text" ? richText(cell) : String(cell?.text ?? cell?.value ?? ""));
