// Who acts: the avatars, and the switcher that lets one reader be several people.

import { getSnapshot } from "./api.js";
import { h, icon } from "./dom.js";
import { menuButton } from "./popup.js";
import { go, me, state, watch } from "./state.js";
import { languageOf, say } from "./words.js";

const initials = (name) => name.split(/\s+/).map((word) => [...word][0] ?? "").join("").slice(0, 2).toUpperCase();

// The company file may give colours; otherwise a name always gets the same one of twelve.
const hue = (id) => [...String(id)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);

/** A square with initials. Decoration: the name always stands beside it. */
export function avatar(who, size = "") {
  const color = /^#?[0-9a-f]{6}$/i.test(who.color ?? "") ? `#${who.color.replace("#", "")}` : `hsl(${Math.round(hue(who.id) / 30) * 30} 50% 45%)`;
  return h("span", { class: `avatar ${size}`, style: `--own:${color}`, "aria-hidden": "true" }, initials(who.real_name ?? who.name ?? "?"));
}

/** The bot's square. */
export const botAvatar = (size = "") => h("span", { class: `avatar bot ${size}`, "aria-hidden": "true" }, icon("forward"));

const subtitle = (who) => [who.title, languageOf(who.locale)].filter(Boolean).join(" · ");

// Unread marks of the others, read when the menu opens: who has something waiting is what one switches for.
const waiting = new Map();

/** The "You are" button. */
export function switcher() {
  const button = h("button", { type: "button", class: "you", "data-testid": "switcher" });
  menuButton(button, () => (readWaiting(button), state.people.map(entry)), { label: say("switch_person") });
  watch(() => drawSwitcher(button));
  return button;
}

function drawSwitcher(button) {
  const who = me();
  if (!who) return;
  const print = JSON.stringify(who) + say("you_are");
  if (button.print === print) return;
  button.print = print;
  button.setAttribute("aria-label", `${say("you_are")}: ${who.real_name}`);
  button.replaceChildren(avatar(who, "large"), h("span", { class: "menu-text" }, h("small", { class: "ends" }, h("span", {}, `${say("you_are")}:`), h("span", {}, languageOf(who.locale))), h("b", {}, who.real_name), h("small", { class: "one-line", title: who.title }, who.title)), icon("chevron"));
}

const entry = (who) => ({
  label: who.real_name, hint: subtitle(who), lead: avatar(who), checked: who.id === state.as,
  tail: h("span", { class: "badge", "data-waiting": who.id, hidden: !waiting.get(who.id) }, waiting.get(who.id) ?? ""), action: () => go({ as: who.id, thread: null }),
});

async function readWaiting(button) {
  await Promise.all(state.people.map(async (who) => {
    const snapshot = await getSnapshot(who.id).catch(() => null);
    const count = [...(snapshot?.channels ?? []), ...(snapshot?.dms ?? [])].reduce((sum, each) => sum + (each.unread || 0), 0);
    waiting.set(who.id, count);
    const badge = button.parentElement.querySelector(`[data-waiting="${who.id}"]`);
    if (badge && who.id !== state.as) {
      badge.hidden = !count;
      badge.textContent = count;
      badge.title = say("people_unread", count);
    }
  }));
}
