// Modals: the top of the person's stack of views, in one dialog.

import { drawBlocks, showErrors } from "./blocks.js";
import { h, icon, keyed, uid } from "./dom.js";
import { collect, problems, prune } from "./form.js";
import { textNodes } from "./mrkdwn.js";
import { complain, hush } from "./notices.js";
import { changed, perform, state, watch } from "./state.js";
import { say } from "./words.js";

const forms = new Map();
let opener = null;
let shown = null;

const title = h("h2", { id: uid("modal") });
const body = h("div", { class: "modal-body" });
const foot = h("footer");
const drop = h("button", { type: "button", class: "icon-button", onclick: () => close(true) }, icon("close"));
const form = h("form", { novalidate: true, onsubmit: submit }, h("header", {}, title, drop), h("div", { class: "notice-slot", role: "alert" }), body, foot);
const dialog = h("dialog", { class: "modal", "aria-labelledby": title.id, "data-testid": "modal" }, form);

/** Put the dialog into the page and show what is on the stack. */
export function buildModal() {
  document.body.append(dialog);
  form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.requestSubmit());
  // Escape asks the bot's view to close; the dialog itself follows when the stack does.
  dialog.addEventListener("cancel", (event) => (event.preventDefault(), close(false)));
  watch(draw);
}

const top = () => state.views.at(-1);

function formOf(view) {
  if (!forms.has(view.id)) forms.set(view.id, new Map());
  return forms.get(view.id);
}

function draw() {
  const view = top();
  if (!view) return leave();
  const fresh = shown?.id !== view.id;
  for (const id of [...forms.keys()]) if (!state.views.some((each) => each.id === id)) forms.delete(id);
  if (fresh) enter();
  shown = view;
  prune(formOf(view), view.blocks);
  title.replaceChildren(...textNodes(view.title));
  drop.setAttribute("aria-label", say("close"));
  keyed(foot, [{ key: view.id, data: [view.submit, view.close, say("cancel")] }], () => buttons(view));
  drawBlocks(body, view.blocks, context(view));
  if (fresh) first()?.focus();
}

function enter() {
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  hush();
  body.replaceChildren();
  foot.replaceChildren();
  body.scrollTop = 0;
  form.removeAttribute("aria-busy");
}

function leave() {
  if (!dialog.open) return;
  shown = null;
  dialog.close();
  // The button that opened the modal may have been replaced meanwhile.
  const back = opener?.isConnected && opener !== document.body ? opener : document.querySelector("main textarea");
  back?.focus();
}

const first = () => body.querySelector("input:not([type=hidden]), textarea, button, a") ?? foot.querySelector("button.primary") ?? drop;

function buttons(view) {
  const cancel = h("button", { type: "button", class: "button", onclick: () => close(false) }, view.close ? textNodes(view.close) : say("cancel"));
  const send = view.submit && h("button", { type: "submit", class: "button primary" }, textNodes(view.submit));
  return h("div", { class: "row" }, h("span", { class: "grow" }), cancel, send);
}

function context(view) {
  const container = { type: "view", view_id: view.id };
  // The blocks may have been updated since this was drawn: ask for the values of what is there now.
  const blocks = () => state.views.find((each) => each.id === view.id)?.blocks ?? [];
  const act = (block, element, detail) => perform("click", { container, block_id: block.block_id, action_id: element.action_id, ...detail, values: collect(formOf(view), blocks()) });
  return { container, form: formOf(view), act };
}

async function submit(event) {
  event.preventDefault();
  const view = top();
  if (!view?.submit || form.getAttribute("aria-busy")) return;
  hush();
  const refused = problems(formOf(view), view.blocks);
  showErrors(body, refused);
  if (Object.keys(refused).length) return;
  const answer = await busy(() => perform("submit", { view_id: view.id, values: collect(formOf(view), view.blocks) }));
  if (shown?.id !== view.id) return;
  if (answer.errors) showErrors(body, answer.errors);
  else complain(answer);
}

async function busy(work) {
  form.setAttribute("aria-busy", "true");
  const button = foot.querySelector("[type=submit]");
  button?.setAttribute("aria-disabled", "true");
  try {
    return await work();
  } finally {
    form.removeAttribute("aria-busy");
    button?.removeAttribute("aria-disabled");
  }
}

/** One step back, or with the cross in the corner out of all of them. */
async function close(everything) {
  const view = top();
  if (!view) return;
  complain(await perform("close", { view_id: view.id, everything }));
  // Should the stream be away just now, the person must still get out.
  if (top()?.id !== view.id) return;
  state.views = everything ? [] : state.views.slice(0, -1);
  changed();
}
