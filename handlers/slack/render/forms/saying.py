"""The forms that ask for one text: why, or with what result."""

from dataclasses import dataclass

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.transitions import Action
from handlers.slack.render.briefs import SHORT
from handlers.slack.render.chain import parts_line
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Values, text_input
from handlers.slack.render.forms.modal import matter, modal
from handlers.slack.render.rich import Said, rich
from handlers.words import msg


@dataclass(frozen=True, slots=True)
class Saying:
    """What a form calls itself and asks; `shows` is the field of the handoff that is shown above."""

    title: str
    submit: str
    field: str
    label: str
    hint: str = ""
    optional: bool = False
    shows: tuple[str, str] | None = None


_SAYINGS = {
    Action.DECLINE: Saying(
        msg("Decline"),
        msg("Decline"),
        "reason",
        msg("Why not?"),
        msg("The sender gets it back and reads this. Who could help instead?"),
    ),
    Action.REOPEN: Saying(
        msg("Not solved"),
        msg("Give back"),
        "reason",
        msg("What is still missing?"),
        shows=("result", msg("Result: {text}")),
    ),
    Action.WITHDRAW: Saying(
        msg("Withdraw"),
        msg("Withdraw"),
        "reason",
        msg("Why?"),
        msg("Whoever worked on it is told."),
        optional=True,
    ),
    Action.FINISH: Saying(
        msg("Done"),
        msg("Done"),
        "result",
        msg("What came out of it?"),
        msg("The sender then confirms that it is solved."),
        shows=("done_when", msg("Done when: {text}")),
    ),
    Action.CORRECT_READ_BACK: Saying(
        msg("Not what I meant"),
        msg("Send"),
        "reason",
        msg("What did you mean?"),
        msg("It stays accepted. Whoever accepted it reads this and says a new next step."),
        shows=("next_step", msg("Next step: “{text}”")),
    ),
}


def saying_form(
    action: Action,
    handoff: Handoff,
    organisation: Organisation,
    reader: Reader,
    values: Values,
    *,
    metadata: str,
) -> Json:
    """Return the form of `action`; raise KeyError for an action that asks for more than one text."""
    saying, words = _SAYINGS[action], reader.words
    parts = parts_line(handoff, reader) if action is Action.FINISH else []
    blocks = [
        *matter(handoff, organisation, reader, _shown(saying, handoff, reader), parts),
        text_input(
            saying.field,
            words(saying.label),
            values.get(saying.field),
            hint=words(saying.hint),
            optional=saying.optional,
        ),
    ]
    return modal(action.value, words(saying.title), words(saying.submit), blocks, reader, metadata=metadata)


def _shown(saying: Saying, handoff: Handoff, reader: Reader) -> list[Json]:
    if saying.shows is None:
        return []
    field, template = saying.shows
    text = str(getattr(handoff, field, None) or getattr(handoff.brief, field, ""))
    return rich(reader.words(template), text=Said(text, SHORT.text)) if text else []
