// Interactive elements of Block Kit. Each type has one function (element, block, ctx, naming) => node.
//
// ctx tells where the element stands: {container, form, act(block, element, detail)}.
// naming ties a field to its label, hint and error: {id, labelledby, describedby, label}.

import { h, icon, uid } from "./dom.js";
import { choices } from "./choices.js";
import { keyOf } from "./form.js";
import { inputs } from "./inputs.js";
import { textNodes } from "./mrkdwn.js";
import { complain, confirmed, hush } from "./notices.js";
import { menuButton } from "./popup.js";
import { selects } from "./selects.js";
import { say } from "./words.js";

/** The node of an element; an unknown one becomes a placeholder that names its type. */
export function element(data, block, ctx, naming = {}) {
  const draw = DRAWERS[data?.type];
  return draw ? draw(data, block, ctx, naming) : h("span", { class: "unknown" }, say("unknown_block", data?.type ?? "?"));
}

/** Keep a new value and tell the bot where it wants to hear of it. Resolves with false if the person took it back. */
export async function change(node, data, block, ctx, value) {
  const key = keyOf(block, data);
  const before = ctx.form.get(key);
  ctx.form.set(key, value);
  const tells = block.type !== "input" || block.dispatch_action;
  if (!tells || (await send(node, data, block, ctx, { selected: value }))) return true;
  if (before === undefined) ctx.form.delete(key);
  else ctx.form.set(key, before);
  return false;
}

/** Send an act to the bot, after its confirm dialog, with a sign of progress. False: taken back. */
export async function send(node, data, block, ctx, detail) {
  if (data.confirm && !(await confirmed(data.confirm))) return false;
  hush();
  node.setAttribute("aria-busy", "true");
  const answer = await ctx.act(block, data, detail);
  node.removeAttribute("aria-busy");
  complain(answer);
  return true;
}

const label = (data) => data.accessibility_label ?? undefined;

function button(data, block, ctx) {
  const props = { class: `button ${data.style ?? ""}`, "data-focus": keyOf(block, data), "data-action-id": data.action_id, "aria-label": label(data) };
  const press = (event) => send(event.currentTarget, data, block, ctx, { value: data.value });
  // Slack opens the link and tells the bot as well.
  if (/^https?:\/\//i.test(data.url ?? "")) return h("a", { ...props, href: data.url, target: "_blank", rel: "noopener noreferrer", onclick: press }, textNodes(data.text));
  return h("button", { ...props, type: "button", onclick: press }, textNodes(data.text));
}

function overflow(data, block, ctx) {
  const node = h("button", { type: "button", class: "button overflow", "data-focus": keyOf(block, data), "data-action-id": data.action_id, "aria-label": label(data) ?? say("more_actions") }, icon("more"));
  const pick = (option) => {
    if (/^https?:\/\//i.test(option.url ?? "")) window.open(option.url, "_blank", "noopener");
    return send(node, data, block, ctx, { selected: option.value });
  };
  return menuButton(node, () => (data.options ?? []).map((option) => ({
    label: textNodes(option.text), hint: option.description && textNodes(option.description), action: () => pick(option),
  })));
}

function iconButton(data, block, ctx) {
  const name = data.icon === "trash" ? "trash" : "more";
  const press = (event) => send(event.currentTarget, data, block, ctx, { value: data.value });
  return h("button", { type: "button", class: "button quiet", "data-focus": keyOf(block, data), "data-action-id": data.action_id, "aria-label": label(data) ?? data.text?.text, onclick: press }, icon(name), textNodes(data.text));
}

function feedback(data, block, ctx) {
  const group = uid("feedback");
  const one = (choice) => choice && h("button", { type: "button", class: "button quiet", "aria-label": choice.accessibility_label, onclick: (event) => send(event.currentTarget, data, block, ctx, { value: choice.value }) }, textNodes(choice.text));
  return h("span", { class: "feedback", id: group }, one(data.positive_button), one(data.negative_button));
}

const DRAWERS = { button, overflow, icon_button: iconButton, feedback_buttons: feedback, workflow_button: button, ...inputs, ...choices, ...selects };
