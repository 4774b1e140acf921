// Checkboxes and radio buttons.

import { h, uid } from "./dom.js";
import { change } from "./elements.js";
import { current, keyOf } from "./form.js";
import { textNodes } from "./mrkdwn.js";

const group = (type) => (data, block, ctx, naming) => {
  const value = current(ctx.form, block, data);
  const chosen = new Set(Array.isArray(value) ? value : [value]);
  const name = uid("choice");
  const boxes = (data.options ?? []).map((option, at) => h("input", {
    type, name, id: at === 0 && naming.id ? naming.id : uid("option"), value: option.value, checked: chosen.has(option.value), "data-focus": `${keyOf(block, data)}/${option.value}`,
  }));
  const picked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const rows = boxes.map((box, at) => row(box, data.options[at]));
  const role = type === "radio" ? "radiogroup" : "group";
  const props = { class: "choices", role, "aria-labelledby": naming.labelledby, "aria-label": naming.labelledby ? undefined : naming.label, "aria-describedby": naming.describedby, "data-action-id": data.action_id };
  const node = h("div", { ...props, onchange: () => change(node, data, block, ctx, type === "radio" ? picked()[0] ?? null : picked()) }, rows);
  return node;
};

function row(box, option) {
  // The description explains the box; it is not part of its name.
  const hint = option.description && h("small", { id: uid("hint") }, textNodes(option.description));
  if (hint) box.setAttribute("aria-describedby", hint.id);
  return h("div", { class: "choice" }, box, h("div", {}, h("label", { for: box.id }, textNodes(option.text)), hint));
}

export const choices = { checkboxes: group("checkbox"), radio_buttons: group("radio") };
