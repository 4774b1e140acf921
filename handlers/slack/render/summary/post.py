"""The whole post, and the short answer with the same figures to one person."""

from dataclasses import dataclass

from handlers.slack.render.blocks import header
from handlers.slack.render.content import Content, Json
from handlers.slack.render.rich import joined, paragraph, plain, text
from handlers.slack.render.summary.buttons import buttons
from handlers.slack.render.summary.gaps import blind_spots, changes, withheld
from handlers.slack.render.summary.heatmap import in_words
from handlers.slack.render.summary.phrased import who_phrased
from handlers.slack.render.summary.points import last_week, points
from handlers.slack.render.summary.sentence import first_sentence
from handlers.slack.render.summary.table import table
from handlers.slack.render.summary.thanks import thanks
from handlers.slack.render.summary.told import Told


@dataclass(frozen=True, slots=True)
class Picture:
    """The heatmap as it stands in Slack: `file` is its id, None if it could not be drawn or uploaded."""

    file: str | None


def summary_post(told: Told, picture: Picture | None = None) -> Content:
    """Return the post; `picture` is None where there is none to show."""
    sentence = first_sentence(told)
    blocks = [
        header(title(told)),
        *paragraph(sentence),
        *(_shown(told, picture) if picture else []),
        *([table(told)] if told.summary.flows else []),
        *points(told),
        *who_phrased(told),
        *last_week(told),
        *changes(told),
        *thanks(told),
        *blind_spots(told),
        *paragraph(withheld(told)),
        *buttons(told),
    ]
    return Content(plain(joined([text(f"{title(told)}:"), sentence], " ")), blocks)


def title(told: Told) -> str:
    """Return whose summary it is, and of which week."""
    scope = told.summary.scope
    title = told.words("Handoffs in {week} ({days})", week=told.week(), days=told.days())
    return f"{told.name(scope)}: {title}" if scope else title


def _shown(told: Told, picture: Picture) -> list[Json]:
    if picture.file is None:
        missing = told.words("The picture could not be made this time; the figures are complete.")
        return paragraph(text(missing))
    return [{"type": "image", "alt_text": in_words(told), "slack_file": {"id": picture.file}}]
