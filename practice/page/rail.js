// The left rail: who acts, channels, direct messages, apps.

import { h, icon, keyed } from "./dom.js";
import { avatar, botAvatar, switcher } from "./people.js";
import { HOME, dmOf, go, isBotDm, nameOf, person, resnapshot, state, watch } from "./state.js";
import { attempt } from "./notices.js";
import { say } from "./words.js";

const PARTS = ["channels", "apps", "direct_messages"];
const parts = {};

/** Build the rail into its place and keep it up to date. */
export function buildRail(rail) {
  for (const name of PARTS) {
    parts[name] = { title: h("h2", { id: `rail-${name}` }), list: h("ul", { "aria-labelledby": `rail-${name}` }) };
  }
  parts.team = h("div", { class: "team" });
  rail.append(parts.team, h("div", { class: "you-wrap" }, switcher()), h("div", { class: "places" }, PARTS.map((name) => [parts[name].title, parts[name].list])));
  // On a phone the rail is a drawer over the page; a choice closes it.
  rail.addEventListener("click", (event) => event.target.closest("a, .place") && closeRail());
  rail.addEventListener("keydown", (event) => event.key === "Escape" && closeRail());
  watch(draw);
}

/** Open the drawer (narrow screens only). */
export function openRail() {
  document.body.classList.add("rail-open");
  document.querySelector("#rail .you").focus();
}

function closeRail() {
  if (!document.body.classList.contains("rail-open")) return;
  document.body.classList.remove("rail-open");
  document.getElementById("open-rail").focus();
}

function draw() {
  document.getElementById("rail").setAttribute("aria-label", say("menu"));
  parts.team.replaceChildren(h("b", {}, state.team.name), h("small", {}, say("practice")));
  for (const name of PARTS) parts[name].title.textContent = say(name);
  const unread = [...state.channels, ...state.dms].reduce((sum, each) => sum + (each.unread || 0), 0);
  document.title = `${unread ? `(${unread}) ` : ""}${state.team.name} – ${say("title")}`;
  fill(parts.channels.list, [...state.channels].sort((a, b) => b.is_member - a.is_member).map((each) => ({ ...each, kind: "channel" })));
  fill(parts.direct_messages.list, state.people.filter((each) => each.id !== state.as).map(dmPlace));
  fill(parts.apps.list, state.bot ? [botPlace()] : []);
}

function dmPlace(who) {
  const dm = state.dms.find((each) => each.user === who.id);
  return { kind: "dm", id: dm?.id, user: who.id, name: nameOf(who.id), unread: dm?.unread ?? 0, status: who.status_text };
}

function botPlace() {
  const dm = state.dms.find((each) => each.user === state.bot.id);
  return { kind: "bot", id: dm?.id, user: state.bot.id, name: state.bot.name, unread: dm?.unread ?? 0, home: state.channel === HOME };
}

function fill(list, places) {
  keyed(list, places.map((place) => ({ key: place.user ?? place.id, data: { ...place, here: isHere(place), as: state.as } })), (place) => h("li", {}, placeNode(place)));
}

const isHere = (place) => place.home || Boolean(place.id && place.id === state.channel);

function placeNode(place) {
  const sign = place.kind === "channel" ? icon("hash") : place.kind === "bot" ? botAvatar("small") : avatar(person(place.user), "small");
  const inside = [sign, h("span", { class: "place-name" }, place.name), place.status && h("small", { title: place.status }, "•"), badge(place.unread)];
  const props = { class: `place${place.unread ? " unread" : ""}${place.is_member === false ? " stranger" : ""}`, "aria-current": place.here ? "page" : undefined, "data-focus": place.user ?? place.id };
  if (place.id) return h("a", { ...props, href: `#as=${place.as}&channel=${place.id}`, "data-channel": place.id }, inside);
  return h("button", { ...props, type: "button", onclick: () => openDm(place.user) }, inside);
}

const badge = (count) => (count ? h("span", { class: "badge", "aria-label": say("unread", count) }, count > 99 ? "99+" : count) : null);

/** Open the direct conversation with a user, the bot included. */
async function openDm(user) {
  const answer = await attempt("open_dm", { user });
  if (!answer.ok) return;
  if (!dmOf(answer.channel)) await resnapshot(state.as);
  go({ channel: answer.channel, thread: null });
}

/** The head of the open place: its name, topic, and for the bot its two tabs. */
export function buildHead(head) {
  watch(() => {
    const { title, topic } = place();
    const tabs = state.channel === HOME || isBotDm(state.channel);
    keyed(head, [{ key: "head", data: [title, topic, tabs, state.channel, say("home")] }], () => h("div", { class: "head-in" }, h("h1", {}, title), tabs ? tabList() : topic && h("p", { class: "topic" }, topic)));
  });
}

function place() {
  const channel = state.channels.find((each) => each.id === state.channel);
  if (channel) return { title: `# ${channel.name}`, topic: channel.topic };
  if (state.channel === HOME) return { title: state.bot?.name ?? "" };
  const dm = state.dms.find((each) => each.id === state.channel);
  return { title: dm ? nameOf(dm.user) : "", topic: person(dm?.user)?.title };
}

function tabList() {
  const dm = state.dms.find((each) => each.user === state.bot.id)?.id;
  const tab = (name, target, here) => h("button", { type: "button", role: "tab", "aria-selected": String(here), "data-focus": `tab-${name}`, onclick: () => (target ? go({ channel: target, thread: null }) : openDm(state.bot.id)) }, say(name));
  return h("div", { class: "tabs", role: "tablist", "aria-label": state.bot.name }, tab("home", HOME, state.channel === HOME), tab("messages", dm, state.channel !== HOME));
}
