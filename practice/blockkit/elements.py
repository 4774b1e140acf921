"""Elements: what can be clicked, chosen and typed into."""

from practice.blockkit.rules import (
    Rule,
    anything,
    array,
    boolean,
    every,
    one_of,
    pattern,
    refuse_if,
    shape,
    string,
    whole,
)
from practice.blockkit.texts import (
    ACTION_ID,
    CONFIRM,
    LINK_OPTION,
    OPTION,
    OPTION_GROUPS,
    OPTIONS,
    RICH_OPTION,
    URL,
    plain,
)
from practice.values import Json

PLACEHOLDER = plain(150)
LONGEST_INPUT = 3000
DATE = pattern(r"\d{4}-\d{2}-\d{2}", "must be a date of the form YYYY-MM-DD")
TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d", "must be a time of the form HH:mm")
IDS = array(string(255), 0, 100)


def _element(
    kind: str, required: dict[str, Rule] | None = None, optional: dict[str, Rule] | None = None
) -> Rule:
    common = {
        "action_id": ACTION_ID,
        "confirm": CONFIRM,
        "focus_on_load": boolean,
        "placeholder": PLACEHOLDER,
    }
    return shape({"type": one_of(kind), **(required or {})}, {**common, **(optional or {})})


def _offered(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(option for group in groups for option in group["options"])]


def _same(one: Json, other: Json) -> bool:
    return bool(one["value"] == other["value"] and one["text"]["text"] == other["text"]["text"])


def _unknown_initial(element: Json) -> bool:
    chosen = [
        *(element.get("initial_options") or []),
        *([element["initial_option"]] if element.get("initial_option") else []),
    ]
    return any(not any(_same(one, option) for option in _offered(element)) for one in chosen)


STRANGE_INITIAL = refuse_if(_unknown_initial, "initial option(s) must match one of the options")
ONE_SOURCE = refuse_if(
    lambda e: bool(e.get("options")) == bool(e.get("option_groups")),
    "exactly one of options and option_groups is required",
)


def _menu(kind: str, **more: Rule) -> Rule:
    return every(
        _element(kind, {}, {"options": OPTIONS, "option_groups": OPTION_GROUPS, **more}),
        ONE_SOURCE,
        STRANGE_INITIAL,
    )


def _choices(kind: str, **more: Rule) -> Rule:
    return every(_element(kind, {"options": array(RICH_OPTION, 1, 10)}, more), STRANGE_INITIAL)


def _typed(kind: str, **more: Rule) -> Rule:
    lengths: dict[str, Rule] = {"initial_value": string(LONGEST_INPUT, 0), "dispatch_action_config": anything}
    return _element(kind, {}, {**lengths, **more})


TOO_LONG_INITIAL = refuse_if(
    lambda e: len(e.get("initial_value") or "") > (e.get("max_length") or LONGEST_INPUT),
    "initial_value is longer than max_length",
    "initial_value",
)
CROSSED_LENGTHS = refuse_if(
    lambda e: (e.get("min_length") or 0) > (e.get("max_length") or LONGEST_INPUT),
    "min_length must not exceed max_length",
    "min_length",
)
MOST_CHOSEN = {"max_selected_items": whole(1, 100)}
EXTERNAL = {"min_query_length": whole(0, 100)}
CONVERSATION = {"default_to_current_conversation": boolean, "filter": anything}
ANSWERING = {"response_url_enabled": boolean}

BUTTON = _element(
    "button",
    {"text": plain(75)},
    {
        "value": string(2000),
        "url": URL,
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
SLACK_FILE = every(
    shape({}, {"id": string(255), "url": URL}),
    refuse_if(lambda f: bool(f.get("id")) == bool(f.get("url")), "exactly one of id and url is required"),
)
ONE_PICTURE = refuse_if(
    lambda i: bool(i.get("image_url")) == bool(i.get("slack_file")),
    "exactly one of image_url and slack_file is required",
)
IMAGE = every(
    shape({"type": one_of("image"), "alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE}),
    ONE_PICTURE,
)

MENUS: dict[str, Rule] = {
    "static_select": _menu("static_select", initial_option=OPTION),
    "multi_static_select": _menu("multi_static_select", initial_options=array(OPTION, 1, 100), **MOST_CHOSEN),
    "external_select": _element("external_select", {}, {"initial_option": OPTION, **EXTERNAL}),
    "multi_external_select": _element(
        "multi_external_select", {}, {"initial_options": array(OPTION, 1, 100), **EXTERNAL, **MOST_CHOSEN}
    ),
    "users_select": _element("users_select", {}, {"initial_user": string(255)}),
    "multi_users_select": _element("multi_users_select", {}, {"initial_users": IDS, **MOST_CHOSEN}),
    "channels_select": _element("channels_select", {}, {"initial_channel": string(255), **ANSWERING}),
    "multi_channels_select": _element("multi_channels_select", {}, {"initial_channels": IDS, **MOST_CHOSEN}),
    "conversations_select": _element(
        "conversations_select", {}, {"initial_conversation": string(255), **CONVERSATION, **ANSWERING}
    ),
    "multi_conversations_select": _element(
        "multi_conversations_select", {}, {"initial_conversations": IDS, **CONVERSATION, **MOST_CHOSEN}
    ),
    "checkboxes": _choices("checkboxes", initial_options=array(RICH_OPTION, 1, 10)),
    "radio_buttons": _choices("radio_buttons", initial_option=RICH_OPTION),
    "datepicker": _element("datepicker", {}, {"initial_date": DATE}),
    "timepicker": _element("timepicker", {}, {"initial_time": TIME, "timezone": string(255)}),
}
MOMENT: dict[str, Rule] = {
    "datetimepicker": _element(
        "datetimepicker", {}, {"initial_date_time": whole(1_000_000_000, 9_999_999_999)}
    )
}
TYPED: dict[str, Rule] = {
    "plain_text_input": every(
        _typed(
            "plain_text_input",
            multiline=boolean,
            min_length=whole(0, LONGEST_INPUT),
            max_length=whole(1, LONGEST_INPUT),
        ),
        CROSSED_LENGTHS,
        TOO_LONG_INITIAL,
    ),
    "email_text_input": _typed("email_text_input"),
    "url_text_input": _typed("url_text_input"),
    "number_input": _element(
        "number_input",
        {"is_decimal_allowed": boolean},
        {
            "initial_value": string(100),
            "min_value": string(100),
            "max_value": string(100),
            "dispatch_action_config": anything,
        },
    ),
    "rich_text_input": _typed("rich_text_input", initial_value=anything),
    "file_input": _element(
        "file_input", {}, {"filetypes": array(string(20), 1, 100), "max_files": whole(1, 10)}
    ),
}
OVERFLOW: dict[str, Rule] = {"overflow": _element("overflow", {"options": array(LINK_OPTION, 1, 5)})}
BUTTONS: dict[str, Rule] = {
    "button": BUTTON,
    "workflow_button": _element(
        "workflow_button", {"text": plain(75), "workflow": anything}, {"style": one_of("primary", "danger")}
    ),
}

IN_ACTIONS = {**BUTTONS, **OVERFLOW, **MENUS, **MOMENT}
IN_SECTION = {**BUTTONS, **OVERFLOW, **MENUS, "image": IMAGE}
IN_INPUT = {**MENUS, **MOMENT, **TYPED}

FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
IN_CONTEXT_ACTIONS: dict[str, Rule] = {
    "feedback_buttons": shape(
        {"type": one_of("feedback_buttons"), "positive_button": FEEDBACK, "negative_button": FEEDBACK},
        {"action_id": ACTION_ID},
    ),
    "icon_button": _element(
        "icon_button",
        {"icon": one_of("trash"), "text": plain(75)},
        {"value": string(2000), "visible_to_user_ids": IDS, "accessibility_label": string(75)},
    ),
}
