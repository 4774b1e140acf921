// What the page knows. Views read it and draw; only this module and the stream's events change it.

import { act, getMessages, getSnapshot } from "./api.js";
import { speak } from "./words.js";

export const HOME = "home";

export const state = {
  as: "", team: { name: "" }, bot: null, people: [], channels: [], dms: [], usergroups: [], commands: [], shortcuts: [],
  mail: null, weather: {}, views: [], home: null, connected: false, online: true, skew: 0,
  channel: "", messages: [], thread: null, target: null, replies: [], unreadFrom: null, loaded: false,
  // Counts events, so that an answer older than an event can be told from a fresh one.
  news: 0,
};

const watchers = [];
let planned = false;

/** Draw again whenever something has changed. */
export const watch = (draw) => watchers.push(draw);

/** Plan one redraw; changes of the same moment share it. */
export function changed() {
  if (planned) return;
  planned = true;
  queueMicrotask(() => {
    planned = false;
    for (const draw of watchers) draw();
  });
}

export const person = (id) => state.people.find((each) => each.id === id);
export const me = () => person(state.as);
export const channelOf = (id) => state.channels.find((each) => each.id === id);
export const dmOf = (id) => state.dms.find((each) => each.id === id);
export const isBotDm = (id) => Boolean(state.bot) && dmOf(id)?.user === state.bot.id;

/** Name of a user, the bot included. */
export function nameOf(id) {
  if (state.bot && id === state.bot.id) return state.bot.name;
  if (id === "USLACKBOT") return "Slackbot";
  return person(id)?.real_name ?? id;
}

/** Let the acting person do something. */
export const perform = (name, fields) => act(state.as, name, fields);

/** Read who acts and what is open from the address, so that a reload and a second window keep their place. */
export function readAddress() {
  const fields = new URLSearchParams(location.hash.slice(1));
  return { as: fields.get("as") ?? "", channel: fields.get("channel") ?? "", thread: fields.get("thread"), target: fields.get("ts") };
}

/** Write it; following the address (main.js) then does the loading. */
export function go(fields) {
  const next = { as: state.as, channel: state.channel, thread: state.thread, ...fields };
  const filled = Object.entries(next).filter(([, value]) => value);
  location.hash = new URLSearchParams(filled).toString();
}

/** Everything anew for one person: on arrival, on a switch, after a lost connection. */
export async function resnapshot(as) {
  const fresh = await upToDate(() => getSnapshot(as));
  state.as = fresh.me;
  for (const name of ["team", "bot", "people", "channels", "dms", "usergroups", "commands", "shortcuts"]) state[name] = fresh[name] ?? state[name];
  for (const name of ["mail", "weather", "views", "home", "connected"]) state[name] = fresh[name];
  setClock(fresh.clock);
  speak(me()?.locale);
  changed();
}

// Ask again if something happened while the answer was on its way: it may be older than what we know already.
async function upToDate(ask) {
  for (let tries = 0; ; tries++) {
    const before = state.news;
    const answer = await ask();
    if (before === state.news || tries > 4) return answer;
  }
}

/** The practice clock, kept as a difference to this computer's. */
export const setClock = (clock) => {
  state.skew = clock.now - Date.now() / 1000;
};

/** Load the open channel and thread. */
export async function loadMessages() {
  const { as, channel, thread } = state;
  if (!channel || channel === HOME) return;
  const [messages, replies] = await upToDate(() => Promise.all([getMessages(as, channel), thread ? getMessages(as, channel, thread) : []]));
  // A quick second click may have moved on while we waited.
  if (as !== state.as || channel !== state.channel) return;
  state.messages = messages;
  if (thread === state.thread) state.replies = replies;
  state.loaded = true;
  markRead();
  changed();
}

/** Tell the server that the newest message was seen, if somebody is looking. */
export function markRead() {
  const newest = state.messages.filter((each) => !each.is_ephemeral).at(-1);
  const here = channelOf(state.channel) ?? dmOf(state.channel);
  if (!newest || !here?.unread || document.hidden) return;
  if (state.unreadFrom === null) state.unreadFrom = firstUnread(here.unread);
  here.unread = 0;
  perform("read", { channel: state.channel, ts: newest.ts });
}

function firstUnread(count) {
  const others = topLevel(state.messages).filter((each) => !each.is_ephemeral && each.user !== state.as);
  return others.at(-count)?.ts ?? null;
}

/** Messages that stand in the channel itself, not only in a thread. */
export const topLevel = (messages) => messages.filter((each) => !each.thread_ts || each.thread_ts === each.ts || each.subtype === "thread_broadcast");
