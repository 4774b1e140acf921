// Select menus of Block Kit: where their options come from. How they look and feel is combobox.js.

import { combobox } from "./combobox.js";
import { avatar } from "./people.js";
import { change } from "./elements.js";
import { current, keyOf } from "./form.js";
import { channelOf, dmOf, nameOf, perform, person, state } from "./state.js";
import { say } from "./words.js";

// Slack hands an external option back with its text; we only keep values, so remember what we were offered.
const offered = new Map();

function select(source, many = false) {
  return (data, block, ctx, naming) => {
    const value = current(ctx.form, block, data);
    const values = many ? value ?? [] : value ? [value] : [];
    const max = many ? data.max_selected_items : 1;
    const keep = (chosen, node) => change(node, data, block, ctx, many ? chosen.map((each) => each.value) : chosen[0]?.value ?? null);
    return combobox({
      id: naming.id, labelledby: naming.labelledby, describedby: naming.describedby, label: naming.label ?? data.placeholder?.text ?? say("select"),
      placeholder: data.placeholder?.text ?? say("select"), focusKey: keyOf(block, data), actionId: data.action_id, many, max, required: block.type === "input" && !block.optional,
      clearable: block.type !== "input" || Boolean(block.optional), chosen: values.map((each) => source.find(each, data)), search: (query) => source.search(query, data, block, ctx), keep,
    });
  };
}

const option = (each) => ({ value: each.value, label: each.text?.text ?? each.value, hint: each.description?.text });
const grouped = (data) => data.option_groups?.map((group) => ({ label: group.label?.text, options: group.options.map(option) })) ?? [{ options: (data.options ?? []).map(option) }];

/** Groups with only those options that contain the words typed. */
function narrowed(groups, query) {
  const wanted = query.trim().toLowerCase();
  const fits = (each) => `${each.label} ${each.hint ?? ""}`.toLowerCase().includes(wanted);
  return groups.map((group) => ({ ...group, options: group.options.filter(fits) })).filter((group) => group.options.length);
}

const fixed = {
  search: (query, data) => narrowed(grouped(data), query),
  find: (value, data) => grouped(data).flatMap((group) => group.options).find((each) => each.value === value) ?? { value, label: value },
};

const external = {
  async search(query, data, block, ctx) {
    if (query.length < (data.min_query_length ?? 3)) return null;
    const answer = await perform("suggest", { container: ctx.container, block_id: block.block_id, action_id: data.action_id, query });
    const groups = grouped(answer);
    for (const each of groups.flatMap((group) => group.options)) offered.set(each.value, each);
    return groups;
  },
  find: (value, data) => [data.initial_option, ...(data.initial_options ?? [])].filter(Boolean).map(option).find((each) => each.value === value) ?? offered.get(value) ?? { value, label: value },
};

const ofPerson = (each) => ({ value: each.id, label: each.real_name, hint: each.title, lead: avatar(each) });
const people = {
  search: (query) => narrowed([{ options: state.people.map(ofPerson) }], query),
  find: (value) => (person(value) ? ofPerson(person(value)) : { value, label: value }),
};

const ofChannel = (each) => ({ value: each.id, label: `#${each.name}`, hint: each.topic });
const channels = {
  search: (query) => narrowed([{ options: state.channels.map(ofChannel) }], query),
  find: (value) => (channelOf(value) ? ofChannel(channelOf(value)) : { value, label: value }),
};

const ofDm = (each) => ({ value: each.id, label: nameOf(each.user) });
const conversations = {
  search(query, data) {
    const include = data.filter?.include ?? ["public", "im"];
    const dms = state.dms.filter((each) => !data.filter?.exclude_bot_users || each.user !== state.bot?.id);
    const groups = [include.includes("public") && { label: say("channels"), options: state.channels.map(ofChannel) }, include.includes("im") && { label: say("direct_messages"), options: dms.map(ofDm) }];
    return narrowed(groups.filter(Boolean), query);
  },
  find: (value) => (dmOf(value) ? ofDm(dmOf(value)) : channels.find(value)),
};

export const selects = {
  static_select: select(fixed), multi_static_select: select(fixed, true), external_select: select(external), multi_external_select: select(external, true),
  users_select: select(people), multi_users_select: select(people, true), channels_select: select(channels), multi_channels_select: select(channels, true),
  conversations_select: select(conversations), multi_conversations_select: select(conversations, true),
};
