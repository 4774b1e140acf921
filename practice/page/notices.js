// Short words from Slack itself ("… failed because the app did not respond") and questions before an act.

import { h, icon, uid } from "./dom.js";
import { textNodes } from "./mrkdwn.js";
import { perform } from "./state.js";
import { say } from "./words.js";

/** Tell something that went wrong: inside the open modal, otherwise at the foot of the page. */
export function notify(text) {
  const shown = String(text);
  const slot = document.querySelector("dialog[open] .notice-slot") ?? document.getElementById("notices");
  if (slot.textContent.includes(shown)) return;
  const drop = h("button", { type: "button", class: "icon-button", "aria-label": say("close"), onclick: () => notice.remove() }, icon("close"));
  const notice = h("div", { class: "notice" }, h("span", {}, shown), drop);
  slot.replaceChildren(notice);
}

/** Forget what was told; a new try speaks for itself. */
export function hush() {
  for (const slot of document.querySelectorAll("#notices, dialog[open] .notice-slot")) slot.replaceChildren();
}

/** Let the acting person do something, and say so if it was refused. */
export async function attempt(name, fields) {
  hush();
  const answer = await perform(name, fields);
  complain(answer);
  return answer;
}

/** Say what was refused. What reached the bot (it has an ack_ms) is told by Slack's own notice instead. */
export function complain(answer) {
  if (!answer.ok && !answer.errors && answer.ack_ms === undefined) notify(answer.error ?? say("failed"));
}

/** Ask with a confirm object of Block Kit; resolves with true or false. */
export function confirmed(question) {
  return new Promise((resolve) => {
    const title = uid("confirm");
    const text = uid("confirm");
    const deny = h("button", { type: "button", class: "button", onclick: () => dialog.close() }, textNodes(question.deny), question.deny ? null : say("cancel"));
    const yes = h("button", { type: "button", class: `button ${question.style === "danger" ? "danger" : "primary"}`, onclick: () => dialog.close("yes") }, textNodes(question.confirm), question.confirm ? null : say("confirm_yes"));
    const dialog = h("dialog", { class: "modal small", role: "alertdialog", "aria-labelledby": title, "aria-describedby": text },
      h("h2", { id: title }, textNodes(question.title)),
      h("div", { id: text, class: "confirm-text" }, textNodes(question.text)),
      h("footer", {}, deny, yes));
    const opener = document.activeElement;
    dialog.addEventListener("close", () => {
      dialog.remove();
      opener?.focus?.();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    (question.style === "danger" ? deny : yes).focus();
  });
}
