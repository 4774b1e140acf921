// Editing one's own message in place.

import { h } from "./dom.js";
import { unescape } from "./mrkdwn.js";
import { attempt } from "./notices.js";
import { channelOf, nameOf, person, state } from "./state.js";
import { say } from "./words.js";

/** A message's text as somebody typed it: names instead of ids. The server turns it back. */
function asTyped(text) {
  return unescape(text.replace(/<([@#!]|https?:)([^<>|]*)(\|[^<>]*)?>/g, (all, sign, body, label) => {
    if (sign === "@") return `@${person(body)?.name ?? nameOf(body).toLowerCase()}`;
    if (sign === "#") return `#${channelOf(body)?.name ?? label?.slice(1) ?? body}`;
    if (sign === "!") return body.startsWith("subteam^") ? `@${state.usergroups.find((each) => each.id === body.slice(8))?.handle ?? body}` : all;
    return sign + body;
  }));
}

/** The field that replaces the message's body while it is edited. */
export function editor(message) {
  const field = h("textarea", { class: "edit-field", rows: 3, value: asTyped(message.text ?? ""), "aria-label": say("edit"), "data-focus": "edit" });
  const done = () => document.dispatchEvent(new CustomEvent("edit-message", { detail: null }));
  const save = async () => {
    const text = field.value.trim();
    if (text) await attempt("edit", { channel: state.channel, ts: message.ts, text });
    done();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  queueMicrotask(() => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  return h("div", { class: "editing" }, field, h("div", { class: "row" }, h("button", { type: "button", class: "button", onclick: done }, say("cancel")), h("button", { type: "button", class: "button primary", onclick: save }, say("save"))));
}
