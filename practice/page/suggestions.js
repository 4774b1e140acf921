// What the composer offers while one types: commands after "/", people and groups after "@", channels after "#".

import { h, icon } from "./dom.js";
import { avatar } from "./people.js";
import { state } from "./state.js";
import { say } from "./words.js";

const starts = (text, query) => text.toLowerCase().startsWith(query.toLowerCase());

function commands(query) {
  return state.commands.filter((each) => starts(each.command, query)).map((each) => ({
    text: each.command, label: each.command, usage: each.usage_hint, hint: each.description, lead: icon("bolt"),
  }));
}

function names(query) {
  const people = state.people.filter((each) => starts(each.name, query) || each.real_name.toLowerCase().split(/\s+/).some((word) => starts(word, query)));
  const groups = state.usergroups.filter((each) => starts(each.handle, query));
  return [...people.map((each) => ({ text: `@${each.name}`, label: each.real_name, hint: each.title, lead: avatar(each, "small") })), ...groups.map((each) => ({ text: `@${each.handle}`, label: `@${each.handle}`, hint: each.name }))];
}

const channels = (query) => state.channels.filter((each) => starts(each.name, query)).map((each) => ({ text: `#${each.name}`, label: `#${each.name}`, hint: each.topic, lead: icon("hash") }));

/** What fits at the caret: {from, found} or null; `from` is where the chosen text will go. */
export function suggest(text, caret) {
  const before = text.slice(0, caret);
  const command = before.match(/^\/[\w-]*$/);
  const name = before.match(/(?:^|\s)([@#])([\p{L}\p{N}._-]*)$/u);
  if (!command && !name) return null;
  const found = command ? commands(command[0]) : name[1] === "@" ? names(name[2]) : channels(name[2]);
  const from = command ? 0 : caret - name[2].length - 1;
  return found.length ? { from, found, title: say(command ? "commands" : "names") } : null;
}

/** A row of the list; the first line of a command shows how to use it. */
export function row(each, at, active, id, pick) {
  return h("div", { class: `menu-item${active ? " active" : ""}`, role: "option", id, "aria-selected": String(active), onmousedown: (event) => event.preventDefault(), onclick: () => pick(at) },
    each.lead, h("span", { class: "menu-text" }, h("span", {}, each.label, each.usage && h("code", { class: "usage" }, each.usage)), each.hint && h("small", {}, each.hint)));
}
