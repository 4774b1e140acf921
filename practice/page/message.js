// One message: who, when, what, its thread, and what can be done with it.

import { drawBlocks } from "./blocks.js";
import { h, icon, uid } from "./dom.js";
import { emoji } from "./emoji.js";
import { collect } from "./form.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { avatar, botAvatar } from "./people.js";
import { attempt, confirmed } from "./notices.js";
import { menuButton } from "./popup.js";
import { go, nameOf, perform, person, state } from "./state.js";
import { clockTime, format } from "./time.js";
import { editor } from "./editor.js";
import { say } from "./words.js";

// Longer texts fold; nobody scrolls through 40 000 characters to reach the next message.
const LONG = 3000;

const forms = new Map();

/** The node of a message. `compact` leaves out author and avatar, `pane` tells list from thread. */
export function messageNode({ message, compact, pane, editing }) {
  const head = uid("by");
  const bot = isBot(message);
  const who = bot ? { name: message.username ?? state.bot?.name ?? "Bot" } : person(message.user) ?? { id: message.user, name: nameOf(message.user) };
  const classes = ["message", compact && "compact", message.is_ephemeral && "ephemeral", bot && "by-bot"].filter(Boolean).join(" ");
  const face = bot ? botAvatar() : avatar(who);
  return h("article", { class: classes, "data-ts": message.ts, tabindex: "-1", "aria-labelledby": head },
    h("div", { class: "gutter" }, compact ? timeLink(message) : face),
    h("div", { class: "message-main" },
      message.is_ephemeral && h("div", { class: "only-you" }, icon("eye"), say("only_you")),
      h("header", { id: head, class: compact ? "visually-hidden" : "" }, h("b", { class: "author" }, who.real_name ?? who.name), bot && h("span", { class: "app-badge" }, say("app")), " ", timeLink(message)),
      editing ? editor(message) : body(message),
      threadSummary(message, pane)),
    editing || isGone(message) ? null : tools(message, pane));
}

const isBot = (message) => Boolean(message.bot_id) || message.user === state.bot?.id;
const isGone = (message) => message.subtype === "tombstone";

function timeLink(message) {
  const ts = Number(message.ts);
  return h("time", { datetime: new Date(ts * 1000).toISOString(), title: format(ts, { dateStyle: "full", timeStyle: "medium" }) }, clockTime(ts));
}

function body(message) {
  const node = h("div", { class: "message-body" });
  if (isGone(message)) return h("div", { class: "message-body gone" }, say("deleted"));
  if (message.blocks?.length) drawBlocks(node, message.blocks, context(message));
  else node.append(...(message.mrkdwn === false ? plain(message.text ?? "") : mrkdwn(message.text ?? "")));
  if (message.edited && !isBot(message)) node.append(h("small", { class: "edited" }, ` ${say("edited")}`));
  for (const each of message.attachments ?? []) node.append(attachment(each, message));
  for (const each of message.files ?? []) node.append(file(each));
  if (message.reactions?.length) node.append(h("div", { class: "reactions" }, message.reactions.map(reaction)));
  return node.textContent.length > LONG ? folded(node) : node;
}

/** What an interactive element in this message needs to act. */
function context(message) {
  const place = { type: "message", channel: state.channel, ts: message.ts };
  const key = `${state.as}/${place.channel}/${place.ts}`;
  if (!forms.has(key)) forms.set(key, new Map());
  const form = forms.get(key);
  const act = (block, element, detail) => perform("click", { container: place, block_id: block.block_id, action_id: element.action_id, ...detail, values: collect(form, message.blocks) });
  return { container: place, form, act };
}

function attachment(data, message) {
  const color = /^#?[0-9a-f]{6}$/i.test(data.color ?? "") ? `#${data.color.replace("#", "")}` : undefined;
  const node = h("div", { class: "attachment", style: color && `border-color:${color}` }, data.pretext && mrkdwn(data.pretext), data.title && h("b", {}, mrkdwn(data.title)), !data.blocks && mrkdwn(data.text ?? data.fallback ?? ""));
  if (data.blocks) {
    const inside = h("div");
    drawBlocks(inside, data.blocks, context(message));
    node.append(inside);
  }
  return node;
}

function file(data) {
  const url = data.url_private ?? data.permalink ?? "";
  const name = data.title || data.name || data.id;
  const open = /^(https?:|\/)/.test(url) ? h("a", { href: url, target: "_blank", rel: "noopener" }, name) : name;
  if (String(data.mimetype).startsWith("image/") && url) return h("figure", {}, h("figcaption", {}, name), h("img", { class: "picture", src: url, alt: data.alt_txt ?? name }));
  const mail = data.filetype === "email" && [h("b", {}, data.subject ?? name), h("div", {}, addresses(data.from), data.to?.length ? ` → ${addresses(data.to)}` : ""), h("p", {}, plain(String(data.plain_text ?? data.preview_plain_text ?? "").slice(0, 1000), false))];
  return h("div", { class: "file", "aria-label": say("as_file", name) }, mail || open);
}

const addresses = (some) => (some ?? []).map((each) => each.original ?? each.address).join(", ");

const reaction = (each) => h("span", { class: "reaction", title: (each.users ?? []).map(nameOf).join(", ") }, emoji(each.name), " ", each.count);

function folded(node) {
  const id = (node.id = uid("long"));
  node.classList.add("folded");
  const more = h("button", { type: "button", class: "link", "aria-expanded": "false", "aria-controls": id, onclick: toggle }, say("show_more"));
  function toggle() {
    const open = !node.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = say(open ? "show_less" : "show_more");
  }
  return h("div", {}, node, more);
}

function threadSummary(message, pane) {
  if (!message.reply_count || pane === "thread") return null;
  const faces = (message.reply_users ?? []).slice(0, 3).map((id) => (id === state.bot?.id ? botAvatar("small") : avatar(person(id) ?? { id, name: id }, "small")));
  return h("button", { type: "button", class: "thread-link", "data-focus": "thread", onclick: () => go({ thread: message.ts }) }, faces, say("replies", message.reply_count));
}

function tools(message, pane) {
  const reply = pane === "list" && !message.is_ephemeral && h("button", { type: "button", class: "icon-button", "data-focus": "reply", "aria-label": say("reply_in_thread"), title: say("reply_in_thread"), onclick: () => go({ thread: message.thread_ts ?? message.ts }) }, icon("reply"));
  const more = actions(message).length && menuButton(h("button", { type: "button", class: "icon-button", "data-focus": "more", "aria-label": say("more_actions"), title: say("more_actions") }, icon("more")), () => actions(message));
  return h("div", { class: "tools" }, reply, more || null);
}

function actions(message) {
  if (message.is_ephemeral) return [];
  const { ts } = message;
  const { channel } = state;
  const shortcuts = state.shortcuts.filter((each) => each.type === "message").map((each) => ({ label: each.name, hint: state.bot?.name, lead: icon("bolt"), action: () => attempt("message_shortcut", { callback_id: each.callback_id, channel, ts }) }));
  if (message.user !== state.as || isBot(message)) return shortcuts;
  return [...shortcuts, { label: say("edit"), action: () => document.dispatchEvent(new CustomEvent("edit-message", { detail: ts })) }, { label: say("delete"), danger: true, action: () => remove(channel, ts) }];
}

async function remove(channel, ts) {
  const words = { title: say("delete"), text: say("delete_sure"), confirm: say("delete"), deny: say("cancel"), style: "danger" };
  if (await confirmed(words)) attempt("delete", { channel, ts });
}
