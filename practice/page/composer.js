// Where one writes: Enter sends, Shift+Enter breaks the line, "/", "@" and "#" offer what there is.

import { h, icon, uid } from "./dom.js";
import { shareMail } from "./mail.js";
import { attempt } from "./notices.js";
import { menuButton, popup } from "./popup.js";
import { HOME, channelOf, dmOf, nameOf, resnapshot, state, watch } from "./state.js";
import { row, suggest } from "./suggestions.js";
import { say } from "./words.js";

const MOST = 40000;

/** A composer for the channel, or for the open thread. */
export function composer({ thread = false } = {}) {
  const list = h("div", { class: "popup listbox", role: "listbox", id: uid("suggestions") });
  const field = h("textarea", { rows: 1, maxlength: MOST, "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id, "data-testid": thread ? "thread-composer" : "composer" });
  const bolt = h("button", { type: "button", class: "icon-button" }, icon("bolt"));
  const mail = thread ? null : h("button", { type: "button", class: "icon-button", onclick: shareMail }, icon("mail"));
  const send = h("button", { type: "submit", class: "icon-button send" }, icon("send"));
  const join = h("button", { type: "button", class: "button primary join", onclick: enter });
  const node = h("form", { class: "composer", onsubmit: (event) => (event.preventDefault(), submit(box)) }, join, h("div", { class: "composer-box" }, h("div", { class: "composer-field" }, field), h("div", { class: "row" }, bolt, mail, h("span", { class: "grow" }), send)));
  const box = { field, list, thread, offer: null, active: 0, close: null, drafts: new Map(), place: "" };
  menuButton(bolt, shortcuts);
  listen(box);
  watch(() => draw(box, node, { bolt, mail, send, join }));
  return node;
}

function shortcuts() {
  const global = state.shortcuts.filter((each) => each.type === "global");
  if (!global.length) return [{ heading: say("no_results") }];
  return [{ heading: say("shortcuts") }, ...global.map((each) => ({ label: each.name, hint: each.description, lead: icon("bolt"), action: () => attempt("shortcut", { callback_id: each.callback_id }) }))];
}

// Everybody may read a public channel; to write one joins it.
async function enter() {
  const { as, channel } = state;
  if ((await attempt("join", { channel })).ok) await resnapshot(as);
}

function draw(box, node, { bolt, mail, send, join }) {
  node.hidden = state.channel === HOME || !state.channel;
  const stranger = channelOf(state.channel)?.is_member === false;
  join.hidden = !stranger;
  join.textContent = stranger ? say("join", channelOf(state.channel).name) : "";
  join.nextElementSibling.hidden = stranger;
  const place = `${state.as}/${state.channel}/${box.thread ? state.thread : ""}`;
  // Every place keeps its own draft, as it does for every person.
  if (place !== box.place) {
    box.drafts.set(box.place, box.field.value);
    box.field.value = box.drafts.get(place) ?? "";
    box.place = place;
    grow(box.field);
  }
  const name = channelOf(state.channel) ? `#${channelOf(state.channel).name}` : nameOf(dmOf(state.channel)?.user ?? "");
  const label = box.thread ? say("reply") : say("message_to", name);
  box.field.placeholder = label;
  box.field.setAttribute("aria-label", label);
  if (mail) mail.hidden = !channelOf(state.channel);
  for (const [button, word] of [[bolt, "shortcuts"], [mail, "share_mail"], [send, "send"]].filter(([button]) => button)) {
    button.setAttribute("aria-label", say(word));
    button.title = say(word);
  }
}

function listen(box) {
  const { field } = box;
  field.addEventListener("input", () => (grow(field), look(box)));
  field.addEventListener("click", () => look(box));
  field.addEventListener("blur", () => box.close?.());
  field.addEventListener("keydown", (event) => key(box, event));
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}

function key(box, event) {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (box.close && step) point(box, (box.active + step + box.offer.found.length) % box.offer.found.length);
  else if (box.close && event.key === "Escape") box.close();
  else if (box.close && event.key === "Tab") pick(box, box.active);
  // A command written out in full is meant to be sent, not completed once more.
  else if (box.close && event.key === "Enter" && !exact(box)) pick(box, box.active);
  else if (event.key === "Enter" && !event.shiftKey) submit(box);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const exact = (box) => box.offer.found[box.active].text === box.field.value.trim();

function look(box) {
  const offer = suggest(box.field.value, box.field.selectionStart);
  if (!offer) return box.close?.();
  box.offer = offer;
  if (!box.close) {
    box.close = popup(box.field, box.list, { onclose: () => closed(box) });
  }
  box.list.setAttribute("aria-label", offer.title);
  point(box, 0);
}

function closed(box) {
  box.close = null;
  box.field.removeAttribute("aria-activedescendant");
}

function point(box, active) {
  box.active = active;
  const rows = box.offer.found.map((each, at) => row(each, at, at === active, `${box.list.id}-${at}`, (chosen) => pick(box, chosen)));
  box.list.replaceChildren(h("div", { class: "menu-heading", "aria-hidden": "true" }, box.offer.title), ...rows);
  rows[active].scrollIntoView({ block: "nearest" });
  box.field.setAttribute("aria-activedescendant", rows[active].id);
}

function pick(box, at) {
  const { field, offer } = box;
  const text = `${offer.found[at].text} `;
  field.setRangeText(text, offer.from, field.selectionStart, "end");
  box.close?.();
  field.focus();
  grow(field);
}

async function submit(box) {
  const { field } = box;
  const text = field.value.trim();
  if (!text) return;
  box.close?.();
  const { place } = box;
  const fields = { channel: state.channel, text, ...(box.thread ? { thread_ts: state.thread } : {}) };
  field.value = "";
  grow(field);
  const answer = await attempt(isCommand(text) ? "command" : "say", fields);
  if (answer.ok) return;
  // Nobody should have to type it again.
  if (box.place === place && !field.value) field.value = text;
}

// As in Slack: what begins with a slash is an order, even one that nobody knows.
const isCommand = (text) => /^\/[^\s/]+(\s|$)/.test(text);
