// The bar of the practice workspace itself: its clock, its weather, and whether the bot is there.

import { h, icon, keyed } from "./dom.js";
import { writeMail } from "./mail.js";
import { menuButton } from "./popup.js";
import { attempt } from "./notices.js";
import { changed, state, watch } from "./state.js";
import { format, now } from "./time.js";
import { say } from "./words.js";

const SLOW_SECONDS = 2;
const STATES = { slow: SLOW_SECONDS, rate_limited: true, offline: true };

/** Build the bar and keep its clock going. */
export function buildBar(bar) {
  const bot = h("span", { class: "bot-state", role: "status", "data-testid": "bot-state" });
  const clock = h("time", { class: "clock", "data-testid": "clock" });
  const skip = menuButton(h("button", { type: "button", class: "button small" }), skips);
  const weather = menuButton(h("button", { type: "button", class: "button small" }), weathers);
  const mail = h("button", { type: "button", class: "button small", onclick: writeMail });
  const on = h("span", { class: "weather-on", role: "status", "data-testid": "weather" });
  bar.append(bot, h("span", { class: "grow" }), mail, clock, skip, on, weather);
  watch(() => draw({ bar, bot, mail, clock, skip, weather, on }));
  setInterval(() => tick(clock), 1000);
}

function draw({ bar, bot, mail, clock, skip, weather, on }) {
  bar.setAttribute("aria-label", say("practice"));
  relabel(bot, state.connected ? "bot_connected" : "bot_missing");
  bot.classList.toggle("off", !state.connected);
  mail.hidden = !state.mail;
  named(mail, "mail", say("mail"));
  named(skip, "forward", say("skip"));
  named(weather, "cloud", say("weather"));
  const active = Object.keys(STATES).filter((name) => state.weather[name]);
  keyed(on, active.map((name) => ({ key: name, data: say(name) })), (word) => h("span", { class: "warn-chip" }, word));
  bar.classList.toggle("stormy", active.length > 0);
  tick(clock);
}

function relabel(node, key) {
  if (node.textContent !== say(key)) node.replaceChildren(h("i", { class: "dot" }), h("span", { class: "bar-word" }, say(key)));
}

function named(button, sign, word) {
  if (button.getAttribute("aria-label") === word) return;
  button.setAttribute("aria-label", word);
  button.replaceChildren(icon(sign), h("span", { class: "bar-word" }, word));
}

function tick(clock) {
  const shown = format(now(), { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
  if (clock.textContent === shown) return;
  clock.textContent = shown;
  clock.setAttribute("datetime", new Date(now() * 1000).toISOString());
}

const skips = () => [["hour", "hour"], ["next_morning", "next_morning"], ["next_monday", "next_monday"]].map(([to, word]) => ({ label: say(word), lead: icon("clock"), action: () => attempt("skip", { to }) }));

function weathers() {
  const one = (name) => ({ label: say(name), hint: say(`${name}_help`), checked: Boolean(state.weather[name]), several: true, action: () => set({ [name]: state.weather[name] ? 0 : STATES[name] }) });
  return [...Object.keys(STATES).map(one), { label: say("clear_weather"), action: () => set({ slow: 0, rate_limited: false, offline: false }) }];
}

async function set(wish) {
  const wanted = Object.fromEntries(Object.entries(wish).map(([name, value]) => [name, name === "slow" ? Number(value) : Boolean(value)]));
  const answer = await attempt("weather", wanted);
  if (answer.ok) state.weather = { ...state.weather, ...wanted };
  changed();
}
