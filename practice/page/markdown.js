// The markdown block: the part of Markdown that Slack documents for it (no HTML, so none to defuse).

import { h } from "./dom.js";
import { link } from "./mentions.js";
import { withEmoji } from "./emoji.js";

const LIST = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const TOKEN = /\\([\\`*_~[\]()#>-])|`([^`\n]+)`|!?\[([^\][\n]*)\]\(([^()\s]*)\)|\*\*(?=\S)([^\n*]+)\*\*|__(?=\S)([^\n_]+)__|~~(?=\S)([^\n~]+)~~|\*(?=\S)([^\n*]+)\*|(?<![\p{L}\p{N}])_(?=\S)([^\n_]+)_(?![\p{L}\p{N}])|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?])/gu;

/** Nodes for a markdown text. */
export function markdown(text) {
  const lines = text.split("\n");
  const nodes = [];
  while (lines.length) nodes.push(...chunk(lines));
  return nodes;
}

function chunk(lines) {
  const line = lines[0];
  if (!line.trim()) return lines.shift(), [];
  if (/^\s*```/.test(line)) return [fence(lines)];
  const heading = line.match(/^(#{1,6})\s+(.*)$/);
  if (heading) return lines.shift(), [h("div", { class: "heading", role: "heading", "aria-level": heading[1].length + 2 }, inline(heading[2]))];
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return lines.shift(), [h("hr")];
  if (/^>/.test(line)) return [h("blockquote", {}, markdown(take(lines, (each) => /^>/.test(each)).map((each) => each.replace(/^> ?/, "")).join("\n")))];
  if (LIST.test(line)) return [list(lines)];
  if (isTable(lines)) return [table(lines)];
  return [paragraph(lines)];
}

function take(lines, fits) {
  const taken = [];
  while (lines.length && fits(lines[0])) taken.push(lines.shift());
  return taken;
}

function fence(lines) {
  lines.shift();
  const body = take(lines, (line) => !/^\s*```/.test(line));
  lines.shift();
  return h("pre", {}, body.join("\n"));
}

function list(lines) {
  const rows = take(lines, (line) => LIST.test(line)).map((line) => line.match(LIST));
  const ordered = Boolean(rows[0][3]);
  const items = rows.map(([, space, , , text]) => h("li", { class: `indent-${Math.min(Math.floor(space.length / 2), 8)}` }, task(text)));
  return h(ordered ? "ol" : "ul", { class: "rich-list", start: ordered ? Number(rows[0][3]) : undefined }, items);
}

function task(text) {
  const box = text.match(/^\[([ xX])\]\s+(.*)$/);
  return box ? [box[1] === " " ? "☐ " : "☑ ", inline(box[2])] : inline(text);
}

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
const isTable = (lines) => lines[0].includes("|") && /^[\s|:-]*-[\s|:-]*$/.test(lines[1] ?? "") && lines[1].includes("|");

function table(lines) {
  const [head, , ...body] = take(lines, (line) => line.includes("|"));
  const row = (tag) => (line) => h("tr", {}, cells(line).map((cell) => h(tag, {}, inline(cell))));
  return h("div", { class: "scroll" }, h("table", {}, h("thead", {}, row("th")(head)), h("tbody", {}, body.map(row("td")))));
}

function paragraph(lines) {
  const first = lines.shift();
  const rest = take(lines, (line) => line.trim() && !/^(#{1,6}\s|>|\s*```)/.test(line) && !LIST.test(line));
  return h("p", {}, [first, ...rest].flatMap((line, at) => (at ? [h("br"), ...inline(line)] : inline(line))));
}

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(TOKEN)) {
    nodes.push(withEmoji(text.slice(from, found.index)), styled(found));
    from = found.index + found[0].length;
  }
  nodes.push(withEmoji(text.slice(from)));
  return nodes.filter((node) => node !== "");
}

function styled([, literal, code, label, target, bold, bold2, strike, italic, italic2, url]) {
  if (literal) return literal;
  if (code) return h("code", {}, code);
  if (target !== undefined) return link(target, [label]);
  if (bold ?? bold2) return h("b", {}, inline(bold ?? bold2));
  if (strike) return h("s", {}, inline(strike));
  if (italic ?? italic2) return h("i", {}, inline(italic ?? italic2));
  return link(url);
}
