// Slack's mrkdwn as DOM nodes. One pass from left to right with a short stack, so that 40 000 hostile
// characters cost no more than 40 000 kind ones.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, dateMention, groupMention, link, userMention } from "./mentions.js";

const STYLES = { "*": "b", _: "i", "~": "s" };
const TOKEN = /`([^`\n]+)`|<([^<>\n]+)>|(https?:\/\/[^\s<>|`]+[^\s<>|`.,;:!?)*_~'"])|:([a-z0-9_+-]{1,40}):|([*_~])|(\n)/g;

/** Slack escapes exactly three characters in texts; this takes that back. */
export const unescape = (text) => text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);

/** A text object of Block Kit: plain text literally, mrkdwn formatted. */
export function textNodes(text) {
  if (!text) return [];
  if (typeof text === "string") return [text];
  if (text.type === "mrkdwn") return mrkdwn(text.text ?? "");
  return plain(text.text ?? "", text.emoji !== false);
}

/** Plain text: only emoji names and line breaks mean something. */
export function plain(text, signs = true) {
  const shown = signs ? text.replace(/:([a-z0-9_+-]{1,40}):/g, (_, name) => emoji(name)) : text;
  return shown.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));
}

/** Nodes for a whole mrkdwn text: fences, quotes, lines. */
export function mrkdwn(text) {
  return text.split("```").flatMap((part, at, all) => {
    const fenced = at % 2 === 1 && at < all.length - 1;
    if (fenced) return [h("pre", {}, unescape(part.replace(/^\n|\n$/g, "")))];
    return part === "" ? [] : paragraphs(at % 2 ? `\`\`\`${part}` : trimmed(part, at, all.length));
  });
}

// A fence is a block of its own: the line break beside it would show as an empty line.
function trimmed(part, at, count) {
  const head = at > 0 && part.startsWith("\n") ? 1 : 0;
  const tail = at < count - 1 && part.endsWith("\n") ? part.length - 1 : part.length;
  return part.slice(head, Math.max(head, tail));
}

function paragraphs(text) {
  const groups = [];
  let rest = false;
  for (const line of text.split("\n")) {
    const mark = rest ? null : line.match(/^(?:&gt;&gt;&gt;|>>>|&gt;|>) ?/);
    rest ||= Boolean(mark && /^(?:&gt;&gt;&gt;|>>>)/.test(line));
    const quoted = rest || Boolean(mark);
    const last = groups.at(-1);
    const bare = mark ? line.slice(mark[0].length) : line;
    if (last && last.quoted === quoted) last.lines.push(bare);
    else groups.push({ quoted, lines: [bare] });
  }
  return groups.flatMap(({ quoted, lines }) => (quoted ? [h("blockquote", {}, inline(lines.join("\n")))] : inline(lines.join("\n"))));
}

/** One run of text without fences and quotes. */
export function inline(text) {
  const stack = [{ mark: "", nodes: [] }];
  let from = 0;
  for (const found of text.matchAll(TOKEN)) {
    put(stack, unescape(text.slice(from, found.index)));
    from = found.index + found[0].length;
    take(stack, found, text);
  }
  put(stack, unescape(text.slice(from)));
  flatten(stack, 0);
  return stack[0].nodes;
}

function take(stack, found, text) {
  const [all, code, reference, url, name, mark, newline] = found;
  if (code) put(stack, h("code", {}, unescape(code)));
  else if (reference) put(stack, referenceNode(reference));
  else if (url) put(stack, link(unescape(url), [unescape(url)]));
  else if (name) put(stack, emoji(name));
  else if (newline) {
    // Bold and the like end with the line.
    flatten(stack, 0);
    put(stack, h("br"));
  } else if (mark) toggle(stack, mark, text[found.index - 1] ?? " ", text[found.index + 1] ?? " ");
  else put(stack, all);
}

const put = (stack, node) => node !== "" && stack.at(-1).nodes.push(node);
const isSpace = (sign) => /\s/.test(sign);
const isWord = (sign) => /[\p{L}\p{N}]/u.test(sign);

function toggle(stack, mark, before, after) {
  const open = stack.findIndex((frame) => frame.mark === mark);
  if (open > 0 && !isSpace(before) && !isWord(after) && (stack[open].nodes.length || stack.length > open + 1)) {
    flatten(stack, open);
    const { nodes } = stack.pop();
    put(stack, h(STYLES[mark], {}, nodes));
  } else if (open < 0 && !isSpace(after) && !isWord(before)) stack.push({ mark, nodes: [] });
  else put(stack, mark);
}

// Marks that never closed were only signs.
function flatten(stack, depth) {
  while (stack.length > depth + 1) {
    const { mark, nodes } = stack.pop();
    stack.at(-1).nodes.push(mark, ...nodes);
  }
}

function referenceNode(body) {
  const [target, label] = cut(body, "|");
  const shown = label === undefined ? undefined : unescape(label);
  if (target.startsWith("@")) return userMention(target.slice(1));
  if (target.startsWith("#")) return channelMention(target.slice(1), shown);
  if (target.startsWith("!")) return special(target.slice(1), shown);
  return link(unescape(target), shown === undefined ? undefined : plain(shown));
}

function special(target, label) {
  const [kind, ...rest] = target.split("^");
  if (kind === "date") return dateMention(Number(rest[0]), unescape(rest[1] ?? ""), rest[2] && unescape(rest[2]), label);
  if (kind === "subteam") return groupMention(rest[0], label);
  return broadcast(kind);
}

function cut(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
