// Puts the parts together and follows the address: #as=U0DORA&channel=C0ACC.

import { buildBar } from "./bar.js";
import { composer } from "./composer.js";
import { icon } from "./dom.js";
import { buildHome } from "./home.js";
import { buildList, buildThread } from "./messages.js";
import { buildModal } from "./modal.js";
import { hush, notify } from "./notices.js";
import { buildHead, buildRail, openRail } from "./rail.js";
import { HOME, changed, isBotDm, loadMessages, readAddress, resnapshot, state, watch } from "./state.js";
import { follow } from "./stream.js";
import { say } from "./words.js";

const place = (id) => document.getElementById(id);

function build() {
  buildRail(place("rail"));
  buildHead(place("head"));
  buildList(place("messages"));
  buildHome(place("home"));
  place("write").append(composer());
  buildThread(place("thread"));
  buildBar(place("bar"));
  buildModal();
  const menu = place("open-rail");
  menu.append(icon("menu"));
  menu.addEventListener("click", openRail);
  watch(() => {
    menu.setAttribute("aria-label", say("menu"));
    place("offline").hidden = state.online;
    place("offline").textContent = state.online ? "" : say("reconnecting");
  });
}

async function arrive() {
  const wanted = readAddress();
  const withBot = isBotDm(state.channel);
  const switched = !state.as || (wanted.as && wanted.as !== state.as);
  if (switched) await become(wanted.as || sessionStorage.getItem("as"));
  const channel = known(wanted.channel) ? wanted.channel : somewhere(withBot);
  if (channel !== wanted.channel || state.as !== wanted.as) {
    // The address was incomplete: complete it without an extra step in the history.
    const fields = { as: state.as, channel, ...(wanted.target ? { ts: wanted.target } : {}) };
    return void location.replace(`#${new URLSearchParams(fields)}`);
  }
  await open(channel, wanted.thread);
  document.querySelector(`#messages article[data-ts="${CSS.escape(wanted.target ?? "")}"]`)?.focus();
}

async function become(as) {
  state.views = [];
  try {
    if (!as) await resnapshot("");
    const who = as || state.as;
    // First the stream, then the snapshot: what happens in between is then known twice, not never.
    await follow(who);
    await resnapshot(who);
  } catch (error) {
    if (!as) throw error;
    return become("");
  }
  sessionStorage.setItem("as", state.as);
}

const known = (id) => id === HOME || state.channels.some((each) => each.id === id) || state.dms.some((each) => each.id === id);

// Where to land: the place one was in, if the new person has it too, otherwise where something waits.
function somewhere(withBot) {
  if (known(state.channel)) return state.channel;
  if (withBot) return state.dms.find((each) => isBotDm(each.id))?.id ?? HOME;
  return (state.channels.find((each) => each.unread) ?? state.channels[0])?.id ?? HOME;
}

let shown = "";

async function open(channel, thread) {
  const moved = shown !== `${state.as}/${channel}`;
  shown = `${state.as}/${channel}`;
  if (moved) hush();
  if (moved) Object.assign(state, { messages: [], loaded: channel === HOME, unreadFrom: null });
  if (moved || thread !== state.thread) state.replies = [];
  Object.assign(state, { channel, thread });
  changed();
  await loadMessages();
  if (moved && !thread && !state.views.length && document.activeElement === document.body) document.querySelector("#write textarea").focus();
}

const tell = (error) => notify(String(error.message ?? error));
// One after another: a fast second click must not overtake a slow first one.
let steps = Promise.resolve();
const step = () => (steps = steps.then(arrive).catch(tell));
addEventListener("hashchange", step);
build();
// A permalink comes as a query; the address proper is the hash.
if (location.search) history.replaceState(null, "", `/#${new URLSearchParams(location.search)}`);
step();
