// A mail, as from the person's mail program: it goes to the company's mail server, not into Slack.

import { h, uid } from "./dom.js";
import { complain, notify } from "./notices.js";
import { perform, state } from "./state.js";
import { say } from "./words.js";

/** Open the form; it closes when the mail was taken, and says why if it was not. */
export function writeMail() {
  const title = uid("mail");
  const to = h("input", { type: "email", name: "to", required: true, list: title + "-to" });
  const subject = h("input", { type: "text", name: "subject", required: true, maxlength: 200 });
  const text = h("textarea", { name: "text", required: true, rows: 6 });
  const cancel = h("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("cancel"));
  const send = h("button", { type: "submit", class: "button primary" }, say("send"));
  const form = h("form", { onsubmit: (event) => (event.preventDefault(), submit(dialog, send, { to: to.value, subject: subject.value, text: text.value })) },
    h("header", {}, h("h2", { id: title }, say("mail"))),
    h("div", { class: "notice-slot", role: "alert" }),
    h("div", { class: "modal-body" },
      h("p", { class: "hint" }, say("mail_help")),
      field("mail_to", to), h("datalist", { id: title + "-to" }, state.mail.map((address) => h("option", { value: address }))),
      field("mail_subject", subject), field("mail_text", text)),
    h("footer", {}, cancel, send));
  const dialog = h("dialog", { class: "modal", "aria-labelledby": title, "data-testid": "mail" }, form);
  const opener = document.activeElement;
  dialog.addEventListener("close", () => (dialog.remove(), opener?.focus?.()));
  document.body.append(dialog);
  dialog.showModal();
}

function field(word, input) {
  input.id = uid("mail");
  return h("div", { class: "block" }, h("label", { for: input.id }, say(word)), input);
}

async function submit(dialog, button, mail) {
  button.disabled = true;
  const answer = await perform("mail", mail);
  button.disabled = false;
  if (!answer.ok) return complain(answer);
  dialog.close();
  notify(say("mail_sent"));
}
