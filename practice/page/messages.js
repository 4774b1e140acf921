// The list of a channel and the pane of a thread: order, days, keyboard, and where the scroll bar rests.

import { h, icon, keyed } from "./dom.js";
import { composer } from "./composer.js";
import { messageNode } from "./message.js";
import { HOME, changed, go, state, topLevel, watch } from "./state.js";
import { dayKey, prettyDay } from "./time.js";
import { say } from "./words.js";

// Messages of one author within these seconds stand together under one name.
const TOGETHER = 300;

let editing = null;
document.addEventListener("edit-message", ({ detail }) => {
  const before = editing;
  editing = detail;
  changed();
  if (!detail) queueMicrotask(() => document.querySelector(`article[data-ts="${before}"]`)?.focus());
});

/** The channel's messages. */
export function buildList(list) {
  keys(list);
  stayAtEnd(list);
  let shown = "";
  watch(() => {
    list.hidden = state.channel === HOME;
    list.setAttribute("aria-label", say("messages"));
    list.setAttribute("aria-busy", String(!state.loaded));
    const place = `${state.as}/${state.channel}`;
    const stick = place !== shown || atEnd(list);
    shown = place;
    if (list.hidden) return;
    draw(list, topLevel(state.messages), "list");
    if (stick) list.scrollTop = list.scrollHeight;
  });
}

// A picture is as high as it is only once it is there: who was at the end stays there.
function stayAtEnd(list) {
  let resting = true;
  list.addEventListener("scroll", () => (resting = atEnd(list)));
  list.addEventListener("load", () => resting && (list.scrollTop = list.scrollHeight), true);
}

const atEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 120;

/** The pane on the right with one thread. */
export function buildThread(pane) {
  const title = h("h2", { id: "thread-title" });
  const close = h("button", { type: "button", class: "icon-button", onclick: leave }, icon("close"));
  const list = h("div", { class: "messages", role: "log", "aria-labelledby": "thread-title" });
  pane.append(h("header", { class: "pane-head" }, title, close), list, composer({ thread: true }));
  keys(list);
  stayAtEnd(list);
  pane.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && leave());
  let shown = "";
  watch(() => {
    pane.hidden = !state.thread;
    document.body.classList.toggle("thread-open", Boolean(state.thread));
    if (pane.hidden) return void (shown = "");
    title.textContent = say("thread");
    close.setAttribute("aria-label", say("close"));
    const fresh = shown !== state.thread;
    const stick = fresh || atEnd(list);
    shown = state.thread;
    draw(list, state.replies, "thread");
    if (stick) list.scrollTop = list.scrollHeight;
    if (fresh) pane.querySelector("textarea").focus();
  });
}

function leave() {
  const { thread } = state;
  go({ thread: null });
  document.querySelector(`#messages article[data-ts="${thread}"]`)?.focus();
}

function draw(list, messages, pane) {
  const items = [];
  let before = null;
  for (const message of messages) {
    const day = dayKey(Number(message.ts));
    const newDay = !before || dayKey(Number(before.ts)) !== day;
    if (newDay) items.push({ key: `day-${day}`, data: { day: prettyDay(Number(message.ts)) } });
    const unread = pane === "list" && message.ts === state.unreadFrom;
    if (unread) items.push({ key: "new", data: { unread } });
    const compact = !newDay && !unread && together(before, message);
    items.push({ key: `${state.as}/${message.ts}`, data: { message, compact, pane, editing: editing === message.ts } });
    before = message;
  }
  if (!items.length && state.loaded) items.push({ key: "empty", data: { empty: say("empty") } });
  keyed(list, items, (data) => (data.message ? messageNode(data) : divider(data)));
  roving(list);
}

function divider({ day, unread, empty }) {
  if (empty) return h("p", { class: "empty" }, empty);
  return h("div", { class: unread ? "divider new" : "divider", role: "separator", "aria-label": unread ? say("new") : day }, h("span", {}, unread ? say("new") : day));
}

function together(before, message) {
  const plainKind = (each) => !each.is_ephemeral && each.subtype !== "tombstone" && !each.bot_id;
  return plainKind(before) && plainKind(message) && before.user === message.user && Number(message.ts) - Number(before.ts) < TOGETHER;
}

// One Tab stop for the whole list; arrows walk from message to message.
function roving(list) {
  const articles = [...list.querySelectorAll("article")];
  const stop = articles.find((each) => each.contains(document.activeElement)) ?? articles.at(-1);
  for (const each of articles) each.tabIndex = each === stop ? 0 : -1;
}

function keys(list) {
  list.addEventListener("keydown", (event) => {
    const here = event.target;
    if (!here.matches("article")) return;
    const articles = [...list.querySelectorAll("article")];
    const at = articles.indexOf(here);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: articles.length - 1 };
    const next = articles[steps[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  list.addEventListener("focusin", () => roving(list));
}
