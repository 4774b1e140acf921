// Layout blocks of Block Kit. Each type has one function (block, ctx) => nodes.

import { chart } from "./charts.js";
import { h, keyed, uid } from "./dom.js";
import { element } from "./elements.js";
import { markdown } from "./markdown.js";
import { textNodes } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { table } from "./tables.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** Draw blocks into parent; blocks that have not changed keep their nodes, and with them caret and open lists. */
export function drawBlocks(parent, blocks, ctx) {
  // Names and dates inside depend on who reads.
  const items = (blocks ?? []).map((block, at) => ({ key: `${state.as}/${block.block_id ?? at}/${block.type}`, data: block }));
  keyed(parent, items, (block) => blockNode(block, ctx));
}

function blockNode(block, ctx) {
  const draw = DRAWERS[block.type];
  const kind = draw ? block.type : "unknown";
  return h("div", { class: `block block-${kind}`, "data-block-id": block.block_id, "data-block-type": block.type }, draw ? draw(block, ctx) : say("unknown_block", block.type));
}

function section(block, ctx) {
  const id = uid("section");
  const words = h("div", { class: "section-text", id }, textNodes(block.text));
  const pairs = block.fields?.length && h("div", { class: "fields" }, block.fields.map((field) => h("div", {}, textNodes(field))));
  const accessory = block.accessory && h("div", { class: "accessory" }, accessoryNode(block, ctx, id));
  return [h("div", { class: "section-main" }, block.text && words, pairs), accessory];
}

function accessoryNode(block, ctx, id) {
  const { accessory } = block;
  return accessory.type === "image" ? picture(accessory) : element(accessory, block, ctx, { label: accessory.placeholder?.text, describedby: id });
}

function picture(data, big = false) {
  const url = data.image_url ?? data.slack_file?.url ?? (data.slack_file ? `/files/${data.slack_file.id}/picture` : "");
  if (!/^(https?:|\/)/i.test(url)) return h("span", { class: "unknown" }, data.alt_text || say("unknown_block", "image"));
  const node = h("img", { src: url, alt: data.alt_text ?? "", loading: "lazy", class: big ? "picture" : "thumb", referrerpolicy: "no-referrer" });
  // The practice workspace has no internet to count on: show the words instead of a broken sign.
  node.addEventListener("error", () => node.replaceWith(h("span", { class: "unknown" }, data.alt_text || "image")));
  return node;
}

const image = (block) => h("figure", {}, block.title && h("figcaption", {}, textNodes(block.title)), picture(block, true));

const context = (block) => (block.elements ?? []).map((each) => (each.type === "image" ? picture(each) : h("span", { class: "context-text" }, textNodes(each))));

const actions = (block, ctx) => (block.elements ?? []).map((each) => element(each, block, ctx, { label: each.placeholder?.text }));

function input(block, ctx) {
  const ids = { id: uid("field"), labelledby: uid("label"), hint: uid("hint"), error: uid("error") };
  const naming = { id: ids.id, labelledby: ids.labelledby, describedby: `${ids.hint} ${ids.error}`, label: block.label?.text };
  const control = element(block.element, block, ctx, naming);
  const target = control.matches?.("[role=group], [role=radiogroup]") ? undefined : ids.id;
  if (!target) control.setAttribute("aria-labelledby", ids.labelledby);
  return [
    h("label", { id: ids.labelledby, for: target, class: "field-label" }, textNodes(block.label)),
    block.optional && h("span", { class: "optional" }, ` ${say("optional")}`),
    control,
    h("div", { class: "hint", id: ids.hint }, textNodes(block.hint)),
    h("div", { class: "field-error", id: ids.error }),
  ];
}

const DRAWERS = {
  actions, context, input, section, image,
  alert: (block) => h("div", { class: `alert ${/^\w+$/.test(block.level ?? "") ? block.level : ""}` }, textNodes(block.text)),
  context_actions: actions,
  data_visualization: chart,
  divider: () => h("hr"),
  header: (block) => h("div", { class: "heading", role: "heading", "aria-level": "3" }, textNodes(block.text)),
  markdown: (block) => markdown(block.text ?? ""),
  rich_text: richText,
  table,
};

/** Show errors under their fields and go to the first; fields without an error lose theirs. */
export function showErrors(parent, errors) {
  const wrong = [...parent.querySelectorAll("[data-block-id]")].filter((field) => {
    const problem = errors[field.dataset.blockId];
    const place = field.querySelector(".field-error");
    const control = field.querySelector("input, textarea");
    if (place) place.textContent = problem ?? "";
    if (control && problem) control.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
    return problem && place;
  });
  wrong[0]?.querySelector("input, textarea")?.focus();
  wrong[0]?.scrollIntoView({ block: "nearest" });
}
