// The bot's Home tab.

import { drawBlocks } from "./blocks.js";
import { h } from "./dom.js";
import { collect } from "./form.js";
import { HOME, perform, state, watch } from "./state.js";
import { say } from "./words.js";

const forms = new Map();

/** The pane that shows the home view while its tab is open. */
export function buildHome(pane) {
  const blocks = h("div", { class: "home-blocks" });
  const empty = h("p", { class: "empty" });
  pane.append(blocks, empty);
  let asked = "";
  watch(() => {
    pane.hidden = state.channel !== HOME;
    if (pane.hidden) return void (asked = "");
    // Opening the tab is an event for the bot, once for every visit.
    if (asked !== state.as) perform("open_home", {});
    asked = state.as;
    pane.setAttribute("aria-label", say("home"));
    empty.hidden = Boolean(state.home);
    empty.textContent = say("home_empty");
    drawBlocks(blocks, state.home?.blocks ?? [], context());
  });
}

function context() {
  const { as } = state;
  if (!forms.has(as)) forms.set(as, new Map());
  const form = forms.get(as);
  const container = { type: "view", get view_id() { return state.home?.id; } };
  const act = (block, element, detail) => perform("click", { container: { type: "view", view_id: state.home?.id }, block_id: block.block_id, action_id: element.action_id, ...detail, values: collect(form, state.home?.blocks) });
  return { container, form, act };
}
