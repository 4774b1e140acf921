// rich_text blocks: what Slack's own composer makes, and what bots use for lists.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, dateMention, groupMention, link, userMention } from "./mentions.js";

/** The nodes of a rich_text block. */
export const richText = (block) => (block.elements ?? []).map((part) => PARTS[part.type]?.(part) ?? null);

const PARTS = {
  rich_text_section: (part) => h("div", { class: "rich-section" }, pieces(part)),
  rich_text_quote: (part) => h("blockquote", {}, pieces(part)),
  rich_text_preformatted: (part) => h("pre", {}, (part.elements ?? []).map((each) => each.text ?? each.url ?? "")),
  rich_text_list: list,
};

function list(part) {
  const indent = Math.min(Number(part.indent ?? 0), 8);
  const items = (part.elements ?? []).map((each) => h("li", {}, each.type === "rich_text_list" ? list(each) : pieces(each)));
  const start = part.offset ? Number(part.offset) + 1 : undefined;
  return h(part.style === "ordered" ? "ol" : "ul", { class: `rich-list indent-${indent}`, start }, items);
}

const pieces = (part) => (part.elements ?? []).map(piece);

function piece(element) {
  const styles = element.style ?? {};
  const wrap = [["code", "code"], ["bold", "b"], ["italic", "i"], ["strike", "s"], ["underline", "u"]];
  return wrap.reduce((node, [style, tag]) => (styles[style] ? h(tag, {}, node) : node), leaf(element));
}

function leaf(element) {
  switch (element.type) {
    case "text": return lines(element.text ?? "");
    case "link": return link(element.url ?? "", element.text ? [element.text] : undefined);
    case "user": return userMention(element.user_id);
    case "channel": return channelMention(element.channel_id);
    case "usergroup": return groupMention(element.usergroup_id);
    case "broadcast": return broadcast(element.range);
    case "emoji": return emoji(element.name);
    case "date": return dateMention(Number(element.timestamp), element.format ?? "{date}", element.url, element.fallback);
    case "color": return h("code", {}, element.value);
    default: return element.text ?? "";
  }
}

const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));
