// Live events. A lost connection is tried again with growing pauses, then everything is read anew.

import { HOME, changed, channelOf, dmOf, go, loadMessages, markRead, resnapshot, setClock, state } from "./state.js";
import { notify } from "./notices.js";

let socket = null;
let pause = 250;

/** Follow the workspace as this person; a running stream of somebody else ends. Resolves when events flow, or cannot. */
export function follow(as) {
  return new Promise((resolve) => connect(as, resolve));
}

function connect(as, resolve) {
  const before = socket;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}/practice/stream?as=${encodeURIComponent(as)}`);
  socket = mine;
  before?.close();
  mine.onopen = () => (resolve(), opened(mine));
  mine.onmessage = ({ data }) => mine === socket && receive(JSON.parse(data));
  mine.onclose = () => (resolve(), mine === socket && lost(as));
}

async function opened(mine) {
  pause = 250;
  if (state.online) return;
  state.online = true;
  // Whatever happened in between was never sent to us.
  try {
    await resnapshot(state.as);
  } catch {
    return mine.close();
  }
  // A workspace that began anew may not have this conversation any more.
  if (mine === socket) await loadMessages().catch(() => go({ channel: "", thread: null }));
}

function lost(as) {
  state.online = false;
  changed();
  setTimeout(() => as === state.as && follow(as), pause);
  pause = Math.min(pause * 2, 8000);
}

const handlers = {
  message: (event) => put(event),
  message_changed: (event) => put(event),
  message_deleted: (event) => drop(event),
  ephemeral: (event) => put(event),
  ephemeral_changed: (event) => put(event),
  ephemeral_deleted: (event) => drop(event),
  views: ({ views }) => (state.views = views ?? []),
  home: ({ view }) => (state.home = view),
  unread: ({ channel, count }) => unread(channel, count),
  channel: () => resnapshot(state.as).catch(() => {}),
  clock: (event) => setClock(event),
  weather: ({ type, ...weather }) => (state.weather = { ...state.weather, ...weather }),
  connected: ({ value }) => (state.connected = value),
  notice: ({ text }) => notify(text),
};

function receive(event) {
  state.news++;
  handlers[event.type]?.(event);
  changed();
}

function unread(id, count) {
  const place = channelOf(id) ?? dmOf(id);
  if (!place) return;
  place.unread = count;
  if (id === state.channel && count) markRead();
}

function put({ type, channel, message }) {
  if (channel !== state.channel || state.channel === HOME) return;
  if (type.startsWith("ephemeral")) message.is_ephemeral = true;
  const root = message.thread_ts;
  if (!root || root === message.ts || message.subtype === "thread_broadcast") upsert(state.messages, message);
  if (root && root === state.thread) upsert(state.replies, message);
  if (message.ts === state.thread) upsert(state.replies, message);
}

function upsert(list, message) {
  const at = list.findIndex((each) => each.ts === message.ts);
  if (at >= 0) list[at] = message;
  else list.push(message);
  list.sort((a, b) => Number(a.ts) - Number(b.ts));
}

function drop({ channel, message, ts }) {
  if (channel !== state.channel) return;
  const gone = (each) => each.ts === (message?.ts ?? ts);
  state.messages = state.messages.filter((each) => !gone(each));
  state.replies = state.replies.filter((each) => !gone(each));
}

document.addEventListener("visibilitychange", markRead);
