// Mails: one as from the person's mail program, which goes to the company's mail server; or one that was sent
// elsewhere, shared into the channel that is open.

import { h, uid } from "./dom.js";
import { complain, notify } from "./notices.js";
import { perform, state } from "./state.js";
import { say } from "./words.js";

/** Write to a department, by mail. */
export function writeMail() {
  const offered = h("datalist", { id: uid("mail-to") }, state.mail.map((address) => h("option", { value: address })));
  const to = h("input", { type: "email", name: "to", required: true, list: offered.id });
  mailForm({ word: "mail", help: "mail_help", act: "mail", done: "mail_sent", addresses: [["mail_to", to, offered]], more: {} });
}

/** Show a mail to everybody in the channel, as Slack does when one is shared. */
export function shareMail() {
  const to = h("input", { type: "text", name: "to", required: true });
  const cc = h("input", { type: "text", name: "cc" });
  mailForm({ word: "share_mail", help: "share_mail_help", act: "share_mail", addresses: [["mail_to", to], ["mail_cc", cc]], more: { channel: state.channel } });
}

/** Open the form; it closes when the mail was taken, and says why if it was not. */
function mailForm({ word, help, act, done, addresses, more }) {
  const title = uid("mail");
  const subject = h("input", { type: "text", name: "subject", required: true, maxlength: 200 });
  const text = h("textarea", { name: "text", required: true, rows: 6 });
  const cancel = h("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("cancel"));
  const send = h("button", { type: "submit", class: "button primary" }, say("send"));
  const form = h("form", { onsubmit: (event) => (event.preventDefault(), submit({ dialog, button: send, act, done, mail: { ...Object.fromEntries(new FormData(form)), ...more } })) },
    h("header", {}, h("h2", { id: title }, say(word))),
    h("div", { class: "notice-slot", role: "alert" }),
    h("div", { class: "modal-body" },
      h("p", { class: "hint" }, say(help)),
      addresses.map(([label, input, list]) => [field(label, input), list]),
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

async function submit({ dialog, button, act, done, mail }) {
  button.disabled = true;
  const answer = await perform(act, mail);
  button.disabled = false;
  if (!answer.ok) return complain(answer);
  dialog.close();
  if (done) notify(say(done));
}
