"""Text objects, options and confirmation dialogs."""

from practice.blockkit.rules import Rule, array, boolean, by_type, every, one_of, pattern, shape, string


def plain(longest: int, shortest: int = 1) -> Rule:
    """Take a plain_text object."""
    return by_type(
        {
            "plain_text": shape(
                {"type": one_of("plain_text"), "text": string(longest, shortest)}, {"emoji": boolean}
            )
        }
    )


def text(longest: int) -> Rule:
    """Take a plain_text or mrkdwn object."""
    written = string(longest)
    return by_type(
        {
            "plain_text": shape({"type": one_of("plain_text"), "text": written}, {"emoji": boolean}),
            "mrkdwn": shape({"type": one_of("mrkdwn"), "text": written}, {"verbatim": boolean}),
        }
    )


BLOCK_ID = string(255, 0)
ACTION_ID = string(255)
URL = every(string(3000), pattern(r"[a-z][a-z0-9+.\-]*:.+", "must be a valid URL"))

CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
LINK_OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
OPTIONS = array(OPTION, 1, 100)
OPTION_GROUPS = array(shape({"label": plain(75), "options": OPTIONS}), 1, 100)
