"""What is asked about a mail: who sent it, who takes it in, whether it is an acceptance."""

from bot.domain.company.organisation import Organisation
from bot.domain.mail.records import MailRecord, Outcome, Reason
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.transitions import Action
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.buttons import may
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import Bold, Line, Part, Said, joined, paragraph, plain, rich
from handlers.slack.render.states import department_name
from handlers.words import msg

TAKE_IN, DENY, ACCEPT_BY_MAIL = "take_in_mail", "deny_mail", "accept_by_mail"

_SHOWN = 600
_ASKS = {
    Reason.UNVERIFIED: (
        msg("A mail to {department} bears your address, and it is not certain that it comes from you."),
        msg("Did you send this? Until you say so, nothing comes of it."),
    ),
    Reason.OWN_DEPARTMENT: (
        msg("Your mail to {department} went to your own department."),
        msg("Shall it be a handoff all the same? Until you say so, nothing comes of it."),
    ),
    Reason.STRANGER: (
        msg("A mail from {sender} to {department}, who cannot hand over here."),
        msg("Nobody owns it yet. Whoever takes it in owns it until somebody accepts it."),
    ),
}
_YES = {
    Reason.UNVERIFIED: msg("Yes, I sent it"),
    Reason.OWN_DEPARTMENT: msg("Make it a handoff"),
    Reason.STRANGER: msg("Take it in"),
}
_NO = {Reason.UNVERIFIED: msg("No"), Reason.OWN_DEPARTMENT: msg("No"), Reason.STRANGER: msg("Not for us")}
_BECAME = {
    (Reason.UNVERIFIED, Outcome.OFFERED): msg("You sent the mail to {department}; it is {handoff} now."),
    (Reason.UNVERIFIED, Outcome.APPENDED): msg("You sent the mail to {department}; it belongs to {handoff}."),
    (Reason.UNVERIFIED, Outcome.DENIED): msg(
        "You did not send the mail to {department}: nothing came of it."
    ),
    (Reason.OWN_DEPARTMENT, Outcome.OFFERED): msg("Your mail to your own department is {handoff} now."),
    (Reason.OWN_DEPARTMENT, Outcome.APPENDED): msg("Your mail to your own department belongs to {handoff}."),
    (Reason.OWN_DEPARTMENT, Outcome.DENIED): msg("Nothing came of your mail to your own department."),
    (Reason.STRANGER, Outcome.OFFERED): msg("The mail from {sender} was taken in; it is {handoff} now."),
    (Reason.STRANGER, Outcome.APPENDED): msg("The mail from {sender} was taken in; it belongs to {handoff}."),
    (Reason.STRANGER, Outcome.DENIED): msg("The mail from {sender} was not for us: nothing came of it."),
}
_EXPIRED = msg("Nobody said anything about the mail from {sender}, so its text was let go.")


def mail_told(record: MailRecord, organisation: Organisation, reader: Reader) -> Content:
    """Return the question about a mail that is held, or what became of it."""
    facts: dict[str, Part] = {
        "sender": Said(record.sender, 200),
        "department": department_name(organisation, record.department) or reader.words("us"),
        "handoff": Bold(f"H-{record.number}"),
    }
    if record.outcome is Outcome.HELD:
        return _question(record, facts, reader)
    became = _BECAME.get((Reason(record.reason), record.outcome), _EXPIRED)
    line = rich(reader.words(became), **facts)
    return Content(plain(line), paragraph(line))


def acceptance_offer(
    event: Event, handoff: Handoff, organisation: Organisation, reader: Reader
) -> tuple[Line, list[Json]]:
    """Return the question whether a mail of the reader's was an acceptance, with its button; empty where it is none."""
    theirs = event.activity is Activity.MAILED and event.said.get("accepts") and event.actor == reader.user
    if not theirs or not may(Action.ACCEPT, handoff, organisation, reader):
        return [], []
    ask = rich(reader.words("That sounds as if you take it. Nothing is accepted until you say so here."))
    accept = button(reader.words("Accept"), ACCEPT_BY_MAIL, f"{handoff.number}:{event.sequence}", "primary")
    return ask, actions([accept])


def _question(record: MailRecord, facts: dict[str, Part], reader: Reader) -> Content:
    reason, mail = Reason(record.reason), record.mail
    happened, ask = (rich(reader.words(sentence), **facts) for sentence in _ASKS[reason])
    says = joined(
        [rich("{subject}", subject=Bold(mail.subject)), rich("{text}", text=Said(mail.text, _SHOWN))], "\n"
    )
    files = rich("{files}", files=Said(mail.named(), _SHOWN))
    buttons = [
        button(reader.words(_YES[reason]), TAKE_IN, str(record.id), "primary"),
        button(reader.words(_NO[reason]), DENY, str(record.id)),
    ]
    lines = [happened, says, files, ask]
    return Content(plain(joined([happened, ask], " ")), [*paragraph(*lines), *actions(buttons)])
