"""The first run: from channels to departments in three steps, each of them kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.company.department import Office
from handlers.slack.render.blocks import Choice, header
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import channels_input, people_input, person_input, radio, text_input
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.pages import names
from handlers.slack.render.pages.words import OFFICES
from handlers.slack.render.rich import paragraph, text

MOST = 19
"""Departments in one go: five blocks each, of a hundred."""


@dataclass(frozen=True, slots=True)
class Found:
    """A channel that shall become a department: what Slack knows of it."""

    channel: str
    name: str
    people: tuple[str, ...]


def choose_channels(reader: Reader) -> Json:
    """Return the first step: the channels in which departments work."""
    words = reader.words
    blocks = [
        *paragraph(
            text(words("Step 1 of 3: In which channels do your departments work? Each becomes a department."))
        ),
        channels_input(
            "channels",
            words("Channels"),
            most=MOST,
            hint=words("Invite Staffel into private ones first: /invite @Staffel"),
        ),
    ]
    return modal(names.FIRST_DEPARTMENTS, words("Set up Staffel"), words("Next"), blocks, reader, metadata="")


def looking(reader: Reader) -> Json:
    """Return what stands there while Slack is asked for names and people."""
    words = reader.words
    blocks = paragraph(text(words("One moment: looking at who is in these channels …")))
    view = modal(names.NAME_DEPARTMENTS, words("Set up Staffel"), words("Next"), blocks, reader, metadata="")
    return {key: value for key, value in view.items() if key != "submit"}


def name_departments(found: Sequence[Found], reader: Reader) -> Json:
    """Return the second step: what the departments are called, who belongs to them and who leads them."""
    words = reader.words
    intro = words("Step 2 of 3: Is this right? You can change everything later.")
    blocks = [*paragraph(text(intro)), *(block for one in found for block in _department(one, reader))]
    return modal(names.NAME_DEPARTMENTS, words("Set up Staffel"), words("Next"), blocks, reader, metadata="")


def _department(found: Found, reader: Reader) -> list[Json]:
    words, channel = reader.words, found.channel
    offices = [Choice(words(name), office.value) for office, name in OFFICES.items()]
    return [
        header(f"#{found.name}"),
        text_input(f"name.{channel}", words("Name"), _title(found.name), optional=False, multiline=False),
        radio(f"office.{channel}", words("Where does it stand?"), offices, Office.BACK),
        person_input(f"lead.{channel}", words("Who leads it?"), None),
        people_input(f"members.{channel}", words("People"), found.people),
    ]


def _title(channel: str) -> str:
    """Return a name for a channel's: team-kundendienst becomes Kundendienst."""
    plain = channel.removeprefix("team-").removeprefix("abt-").replace("-", " ").replace("_", " ")
    return plain[:1].upper() + plain[1:]
