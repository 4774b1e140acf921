"""The prompt to the author of a message, and what takes its place when it is answered."""

from bot.domain.company.organisation import Organisation
from bot.domain.mail.watching import Watch
from bot.domain.matter.handoff import Handoff
from bot.domain.prompting.noticing import SECOND_OPINION
from bot.domain.prompting.prompts import Outcome, Prompt
from handlers.slack.render.blocks import Choice, actions, button, overflow
from handlers.slack.render.buttons import MORE
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import Bold, Channel, Line, Link, Said, joined, paragraph, plain, rich, text
from handlers.slack.render.states import department_name
from handlers.words import msg

MAKE, ACCEPTED, DISMISS, UNDO = "make_handoff", "already_accepted", "not_a_handoff", "undo_prompt"
MUTE, UNMUTE = "mute_prompts", "unmute_prompts"

_ANSWERS = {
    Outcome.ACCEPTED: msg("Good, then it is in hand."),
    Outcome.DISMISSED: msg("All right: there will be no more questions about this message."),
    Outcome.TURNED: msg("You have made a handoff of it already."),
}
_MUTED = msg("All right: no more questions about your messages. /handoff settings is the way back.")


def prompt_beside(prompt: Prompt, organisation: Organisation, reader: Reader) -> Content:
    """Return the prompt as it stands beside its message."""
    return _asking(_question(prompt, organisation, reader), prompt, reader)


def prompt_later(prompt: Prompt, organisation: Organisation, reader: Reader, link: str) -> Content:
    """Return the prompt as it comes in the author's own conversation; `link` leads to the message."""
    about = rich(
        reader.words("About {message} in {channel}:"),
        message=Link(link, reader.words("your message")),
        channel=Channel(prompt.about.channel),
    )
    return _asking(joined([about, _question(prompt, organisation, reader)], " "), prompt, reader)


def prompt_about_mail(
    prompt: Prompt, watch: Watch | None, organisation: Organisation, reader: Reader
) -> Content:
    """Return the question about a mail that nobody has answered; without a watch its subject was let go."""
    words, subject = reader.words, (watch and watch.subject) or ""
    template = (
        words("Your mail “{subject}”, {department} in copy, has no answer yet. Has someone there taken it?")
        if subject
        else words("A mail of yours, {department} in copy, has no answer yet. Has someone there taken it?")
    )
    department = Bold(department_name(organisation, prompt.about.department))
    ask = rich(template, subject=Said(subject), department=department)
    return _asking(joined([ask, text(words("Only answers to all were seen."))], " "), prompt, reader)


def answered_prompt(prompt: Prompt, reader: Reader) -> Content:
    """Return what stands in the place of a prompt that was answered, with a way back."""
    line = text(reader.words(_ANSWERS[prompt.outcome]))
    undo = [] if prompt.outcome is Outcome.TURNED else actions([_undo(prompt, reader)])
    return Content(plain(line), [*paragraph(line), *undo])


def turned_prompt(handoff: Handoff, organisation: Organisation, reader: Reader) -> Content:
    """Return what stands in the place of a prompt from which a handoff was made."""
    line = rich(
        reader.words("{handoff} is offered to {department}. Until somebody there accepts, it is yours."),
        handoff=Bold(handoff.name),
        department=department_name(organisation, handoff.to_department),
    )
    return Content(plain(line), paragraph(line))


def muted(reader: Reader) -> Content:
    """Return what stands in the place of a prompt whose reader wants no more of them, with a way back."""
    line = text(reader.words(_MUTED))
    return Content(plain(line), [*paragraph(line), *actions([button(reader.words("Undo"), UNMUTE, "")])])


def unmuted(reader: Reader) -> Content:
    """Return what is said when somebody wants to be asked again."""
    line = text(
        reader.words("You will be asked again when a message sounds thrown over, twice a day at most.")
    )
    return Content(plain(line), paragraph(line))


def _question(prompt: Prompt, organisation: Organisation, reader: Reader) -> Line:
    asked = _asked(prompt, organisation, reader)
    if prompt.about.cue != SECOND_OPINION:
        return asked
    return joined([asked, text(reader.words("A language model thinks so, and may be wrong."))], " ")


def _asked(prompt: Prompt, organisation: Organisation, reader: Reader) -> Line:
    department = organisation.department(prompt.about.department)
    if department is None:
        template = reader.words(
            "Sounds as if this went to another department by mail or ticket. Has someone there taken it?"
        )
        return text(template)
    template = reader.words(
        "Sounds as if this went to {department} by mail or ticket. Has someone there taken it?"
    )
    return rich(template, department=Bold(department.name))


def _asking(line: Line, prompt: Prompt, reader: Reader) -> Content:
    return Content(plain(line), [*paragraph(line), *_buttons(prompt, reader)])


def _buttons(prompt: Prompt, reader: Reader) -> list[Json]:
    words, value = reader.words, str(prompt.id)
    behind = [
        Choice(words("Not a handoff"), f"{DISMISS}:{value}"),
        Choice(words("Do not ask me such things"), f"{MUTE}:{value}"),
    ]
    return actions(
        [
            button(words("Make it a handoff"), MAKE, value, "primary"),
            button(words("Yes, they have it"), ACCEPTED, value),
            overflow(MORE, behind),
        ]
    )


def _undo(prompt: Prompt, reader: Reader) -> Json:
    return button(reader.words("Undo"), UNDO, str(prompt.id))
