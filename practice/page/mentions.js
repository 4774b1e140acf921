// References inside texts: people, channels, groups, links, dates. Shared by mrkdwn, rich text and markdown.

import { h } from "./dom.js";
import { channelOf, nameOf, state } from "./state.js";
import { fillDate } from "./time.js";

// javascript:, data: and whatever comes next must never become a link.
const SAFE = /^(https?:|mailto:|tel:|slack:)/i;

/** A link if its scheme is harmless, otherwise just its label. */
export function link(url, label) {
  const shown = label?.length ? label : [url];
  if (!SAFE.test(url)) return h("span", { class: "unsafe" }, label?.length ? label : `<${url}>`);
  const own = url.match(/\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})(?:\?|$)/);
  // A permalink of this workspace opens here, as whoever is reading.
  if (own && url.startsWith(location.origin)) return h("a", { href: `#as=${state.as}&channel=${own[1]}&ts=${own[2]}.${own[3]}` }, shown);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
}

/** @Somebody, marked when it is the reader. */
export function userMention(id) {
  return h("span", { class: `mention${id === state.as ? " mine" : ""}`, "data-user": id }, `@${nameOf(id)}`);
}

/** #channel, leading there. */
export function channelMention(id, label) {
  const channel = channelOf(id);
  const name = `#${channel?.name ?? label ?? id}`;
  if (!channel) return h("span", { class: "mention" }, name);
  return h("a", { class: "mention", href: `#as=${state.as}&channel=${id}` }, name);
}

/** @group of a user group. */
export function groupMention(id, label) {
  const handle = state.usergroups.find((each) => each.id === id)?.handle;
  return h("span", { class: "mention" }, handle ? `@${handle}` : label ?? `@${id}`);
}

/** @here, @channel, @everyone. */
export const broadcast = (range) => h("span", { class: "mention mine" }, `@${range}`);

/** A moment in the reader's zone and words; the fallback where it is none. */
export function dateMention(ts, pattern, url, fallback) {
  if (!Number.isFinite(ts) || Math.abs(ts) > 1e11) return h("span", {}, fallback ?? "");
  const time = h("time", { datetime: new Date(ts * 1000).toISOString(), title: fallback }, fillDate(ts, pattern));
  return url ? link(url, [time]) : time;
}
