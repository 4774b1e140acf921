"""What can be done with a summary: two things at once, the rest behind the dots."""

from handlers.slack.render.blocks import Choice, actions, button, options, overflow, plain_text
from handlers.slack.render.content import Json
from handlers.slack.render.limits import PLACEHOLDER
from handlers.slack.render.summary.table import NAMES
from handlers.slack.render.summary.told import Told

EXPLAIN_FIGURE, MY_DEPARTMENT = "explain_figure", "my_department"
SUMMARY_CSV, HOW_MEASURED = "summary_csv", "how_measured"


def buttons(told: Told) -> list[Json]:
    """Return the row of buttons; each carries the week and whose view it is, never what is shown."""
    words, which = told.words, f"{told.summary.week}:{told.summary.scope or ''}"
    figures = [Choice(words(name), f"{key}:{which}") for key, name in NAMES.items()]
    explain: Json = {
        "type": "static_select",
        "action_id": EXPLAIN_FIGURE,
        "placeholder": plain_text(words("Explain a figure"), PLACEHOLDER),
        "options": options(figures),
    }
    more = [
        Choice(words("Download as CSV"), f"{SUMMARY_CSV}:{which}"),
        Choice(words("How this is measured, and what is not"), f"{HOW_MEASURED}:{which}"),
    ]
    own = button(words("My department"), MY_DEPARTMENT, which)
    return actions([explain, own, overflow("more", more)])
