// What was typed and chosen, apart from the nodes that show it, so that redrawing never loses it.

import { say } from "./words.js";

/** The name under which a form keeps an element's value. */
export const keyOf = (block, element) => `${block.block_id}/${element.action_id}/${element.type}`;

/** What an element holds before anybody touches it, as the server wants it: text, option value, list, or seconds. */
function initial(element) {
  if (element.initial_options) return element.initial_options.map((option) => option.value);
  if (element.initial_option) return element.initial_option.value;
  const name = Object.keys(element).find((each) => /^initial_(value|date|time|date_time|users?|channels?|conversations?)$/.test(each));
  return name ? element[name] : null;
}

const HOLDS = /(select|picker|input|checkboxes|radio_buttons)$/;

/** The elements of blocks that hold a value, with their block. */
export function fields(blocks) {
  return (blocks ?? []).flatMap((block) => {
    const elements = block.type === "input" ? [block.element] : block.type === "section" ? [block.accessory] : block.elements;
    return (elements ?? []).filter((each) => each?.action_id && HOLDS.test(each.type)).map((element) => ({ block, element }));
  });
}

/** The current value of one element. */
export const current = (form, block, element) => (form.has(keyOf(block, element)) ? form.get(keyOf(block, element)) : initial(element));

/** All values by block_id and action_id; null is what was emptied, which is not the same as never touched. */
export function collect(form, blocks) {
  const values = {};
  for (const { block, element } of fields(blocks)) {
    const value = current(form, block, element);
    (values[block.block_id] ??= {})[element.action_id] = isEmpty(value) ? null : value;
  }
  return values;
}

/** Forget values whose field, or whose option, is gone from the view; the others keep what was typed. */
export function prune(form, blocks) {
  const here = new Map(fields(blocks).map(({ block, element }) => [keyOf(block, element), element]));
  for (const [key, value] of [...form]) if (!here.has(key) || !offers(here.get(key), value)) form.delete(key);
}

function offers(element, value) {
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options);
  if (!options || value === null) return true;
  const known = new Set(options.map((option) => option.value));
  return [value].flat().every((each) => known.has(each));
}

const isEmpty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** What Slack's client itself refuses, by block_id: it never bothers the bot with it. */
export function problems(form, blocks) {
  const found = {};
  for (const { block, element } of fields(blocks)) {
    if (block.type !== "input") continue;
    const value = current(form, block, element);
    const problem = isEmpty(value) ? !block.optional && say("problem_missing") : wrong(element, value);
    if (problem) found[block.block_id] = problem;
  }
  return found;
}

function wrong(element, value) {
  if (element.type === "email_text_input") return !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && say("problem_email");
  if (element.type === "url_text_input") return !URL.canParse(value) && say("problem_url");
  if (element.type === "number_input") return wrongNumber(element, value);
  if (element.min_length && value.length < element.min_length) return say("problem_short", element.min_length);
  if (element.max_length && value.length > element.max_length) return say("problem_long", element.max_length);
  return null;
}

function wrongNumber(element, value) {
  const number = Number(String(value).replace(",", "."));
  if (!Number.isFinite(number) || (!element.is_decimal_allowed && !Number.isInteger(number))) return say("problem_number");
  const low = element.min_value !== undefined && number < Number(element.min_value);
  const high = element.max_value !== undefined && number > Number(element.max_value);
  return (low || high) && say("problem_range", element.min_value ?? "−∞", element.max_value ?? "∞");
}
