// The emoji a work message is likely to use. Others stay readable as :name:.

const EMOJI = {
  alarm_clock: "⏰", arrow_right: "➡️", arrow_left: "⬅️", arrows_counterclockwise: "🔄", baby: "👶", ballot_box_with_check: "☑️",
  bar_chart: "📊", bell: "🔔", bulb: "💡", calendar: "📅", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉",
  clap: "👏", clipboard: "📋", clock9: "🕘", construction: "🚧", desert_island: "🏝️", email: "✉️", envelope: "✉️", eyes: "👀",
  exclamation: "❗", face_with_thermometer: "🤒", fire: "🔥", grey_question: "❔", handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️",
  heavy_minus_sign: "➖", heavy_plus_sign: "➕", hourglass: "⌛", hourglass_flowing_sand: "⏳", house: "🏠", inbox_tray: "📥",
  incoming_envelope: "📨", information_source: "ℹ️", joy: "😂", large_blue_circle: "🔵", large_green_circle: "🟢", large_orange_circle: "🟠",
  large_yellow_circle: "🟡", leftwards_arrow_with_hook: "↩️", link: "🔗", lock: "🔒", mailbox: "📫", mega: "📣", memo: "📝",
  moneybag: "💰", muscle: "💪", no_entry: "⛔", no_entry_sign: "🚫", no_bell: "🔕", ok_hand: "👌", outbox_tray: "📤", package: "📦",
  palm_tree: "🌴", paperclip: "📎", partying_face: "🥳", pause_button: "⏸️", phone: "☎️", point_right: "👉", pray: "🙏", pushpin: "📌",
  question: "❓", raised_hands: "🙌", red_circle: "🔴", relaxed: "☺️", repeat: "🔁", rocket: "🚀", rotating_light: "🚨", runner: "🏃",
  slightly_smiling_face: "🙂", smile: "😄", snail: "🐌", speech_balloon: "💬", star: "⭐", stop_sign: "🛑", sunny: "☀️", tada: "🎉",
  thinking_face: "🤔", thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", ticket: "🎫", timer_clock: "⏲️", truck: "🚚",
  turtle: "🐢", warning: "⚠️", wave: "👋", white_check_mark: "✅", white_circle: "⚪", wrench: "🔧", x: "❌", zap: "⚡", zzz: "💤",
};

/** The sign for a short name, or the short name as people type it. */
export const emoji = (name) => EMOJI[name] ?? `:${name}:`;

/** Replace the :names: we know in a plain text; anything else between colons stays, as in 09:00:30. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]{1,40}):/g, (all, name) => EMOJI[name] ?? all);
