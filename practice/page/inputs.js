// Fields that are typed: text, numbers, addresses, dates and times.

import { h } from "./dom.js";
import { change, send } from "./elements.js";
import { current, keyOf } from "./form.js";
import { fromLocal, toLocal } from "./time.js";
import { say } from "./words.js";

// The counter appears when it begins to matter.
const NEAR_LIMIT = 0.8;
// What Slack's own fields hold at most.
const MOST = 3000;

function common(data, block, ctx, naming) {
  return {
    id: naming.id, "data-focus": keyOf(block, data), "data-action-id": data.action_id, placeholder: data.placeholder?.text,
    "aria-describedby": naming.describedby, "aria-label": naming.labelledby ? undefined : naming.label ?? data.placeholder?.text ?? data.action_id,
    "aria-required": block.type === "input" && !block.optional ? "true" : undefined,
  };
}

function text(data, block, ctx, naming) {
  const props = { ...common(data, block, ctx, naming), value: String(current(ctx.form, block, data) ?? ""), maxlength: data.max_length ?? MOST, autocomplete: "off" };
  const node = data.multiline ? h("textarea", { ...props, rows: 4 }) : h("input", { ...props, type: TYPES[data.type] ?? "text", inputmode: MODES[data.type] });
  listen(node, data, block, ctx);
  return counted(node, data.max_length ?? MOST);
}

const TYPES = { email_text_input: "email", url_text_input: "url" };
// A number field of the browser would swallow what it cannot read, and nobody could say what is wrong with it.
const MODES = { number_input: "decimal" };

function listen(node, data, block, ctx) {
  const triggers = data.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tells = block.type !== "input" || block.dispatch_action;
  const tell = () => send(node, data, block, ctx, { selected: node.value });
  node.addEventListener("input", () => {
    ctx.form.set(keyOf(block, data), node.value);
    if (tells && triggers.includes("on_character_entered")) tell();
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !tells || data.multiline || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault();
    tell();
  });
}

function counted(node, max) {
  const counter = h("span", { class: "counter", "aria-live": "polite" });
  const count = () => (counter.textContent = node.value.length >= max * NEAR_LIMIT ? String(max - node.value.length) : "");
  node.addEventListener("input", count);
  count();
  return h("div", { class: "counted" }, node, counter);
}

const picker = (type) => (data, block, ctx, naming) => {
  const keep = (event) => change(event.currentTarget, data, block, ctx, event.currentTarget.value || null);
  return h("input", { ...common(data, block, ctx, naming), type, value: current(ctx.form, block, data) ?? "", onchange: keep });
};

function moment(data, block, ctx, naming) {
  const value = current(ctx.form, block, data);
  const keep = (event) => change(event.currentTarget, data, block, ctx, event.currentTarget.value ? fromLocal(event.currentTarget.value) : null);
  return h("input", { ...common(data, block, ctx, naming), type: "datetime-local", value: value ? toLocal(Number(value)) : "", onchange: keep });
}

const file = (data, block, ctx, naming) => h("input", { ...common(data, block, ctx, naming), type: "file", disabled: true, title: say("unknown_block", data.type) });

export const inputs = {
  plain_text_input: text, email_text_input: text, url_text_input: text, number_input: text,
  datepicker: picker("date"), timepicker: picker("time"), datetimepicker: moment, file_input: file,
};
