// Times as the acting person reads them: in their zone, in their language, on the practice workspace's clock.

import { state, me } from "./state.js";
import { say } from "./words.js";

/** Seconds since 1970 on the practice clock. */
export const now = () => Date.now() / 1000 + state.skew;

/** Format a timestamp in the acting person's zone and language. */
export function format(ts, options) {
  const person = me();
  return new Intl.DateTimeFormat(person?.locale ?? "en", { timeZone: person?.tz, ...options }).format(new Date(ts * 1000));
}

/** "2026-11-24" of a timestamp in the person's zone: equal keys are the same day. */
export function dayKey(ts) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: me()?.tz }).format(new Date(ts * 1000));
}

/** 09:05, or 9:05 AM where people write it so. */
export const clockTime = (ts) => format(ts, { hour: "2-digit", minute: "2-digit" });

const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** A long date, or today, yesterday, tomorrow. */
export function prettyDay(ts, options = DATES.date_long) {
  const day = dayKey(ts);
  const near = { today: 0, yesterday: -86400, tomorrow: 86400 };
  const word = Object.keys(near).find((name) => dayKey(now() + near[name]) === day);
  return word ? say(word) : format(ts, options);
}

/** Slack's date tokens ({date_short_pretty} {time} …) filled in for one timestamp. */
export function fillDate(ts, pattern) {
  return pattern.replace(/\{(\w+)\}/g, (token, name) => {
    if (name === "ago") return ago(ts);
    if (name === "day_divider_pretty") return prettyDay(ts);
    if (name.endsWith("_pretty")) return DATES[name.slice(0, -7)] ? prettyDay(ts, DATES[name.slice(0, -7)]) : token;
    return DATES[name] ? format(ts, DATES[name]) : token;
  });
}

function ago(ts) {
  const words = new Intl.RelativeTimeFormat(me()?.locale ?? "en", { numeric: "auto" });
  const seconds = ts - now();
  const [unit, size] = [["day", 86400], ["hour", 3600], ["minute", 60]].find(([, s]) => Math.abs(seconds) >= s) ?? ["second", 1];
  return words.format(Math.round(seconds / size), unit);
}

/** "2026-11-24T09:00" in the person's zone, as a datetime-local field wants it. */
export function toLocal(ts) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat("sv-SE", { timeZone: me()?.tz, ...parts }).format(new Date(ts * 1000)).replace(" ", "T");
}

/** The timestamp of "2026-11-24T09:00" in the person's zone; two rounds settle the hour that clocks jump over. */
export function fromLocal(text) {
  const wanted = Date.parse(`${text}:00Z`) / 1000;
  let guess = wanted;
  for (let round = 0; round < 2; round++) guess += wanted - Date.parse(`${toLocal(guess)}:00Z`) / 1000;
  return Math.round(guess);
}
