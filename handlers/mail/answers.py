"""What somebody without Slack reads in their mailbox."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from bot.domain.mail.answering import Answer
from bot.domain.mail.threads import answer_fields
from bot.domain.matter.events import Activity
from handlers.words import msg, words_in

_POLICY = SMTP.clone(cte_type="7bit")
_SAID = {
    Activity.OPENED: msg("Thank you, the mail has arrived: as {name}, in {department}."),
    Activity.ACCEPTED: msg("{name} was accepted by {department}."),
    Activity.FINISHED: msg("{name} is done, says {department}."),
}
_MORE = {
    Activity.OPENED: msg("Whatever is to be added can be sent as an answer to this mail."),
    Activity.ACCEPTED: msg("Whatever is to be added can be sent as an answer to this mail."),
    Activity.FINISHED: msg("If anything is missing, an answer to this mail reaches the right people."),
}
_BY_ITSELF = msg("This mail was sent automatically.")


def written(answer: Answer, sender: str, answers_to: str, now: datetime) -> bytes:
    """Return the mail, ready to be sent from the address `sender`; answers to it go to `answers_to`."""
    words = words_in(answer.language)
    said = words(_SAID[answer.about], name=answer.name, department=answer.department)
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(answer.department, addr_spec=sender)
    mail["To"] = Address(addr_spec=answer.to)
    mail["Reply-To"] = Address(addr_spec=answers_to)
    mail["Subject"] = f"Re: {answer.subject or answer.name}"
    mail["Date"] = now
    mail["Message-ID"] = answer.message_id
    mail.set_content(f"{said}\n\n{words(_MORE[answer.about])}\n\n-- \n{words(_BY_ITSELF)}\n")
    return _fields(answer) + mail.as_bytes()


def _fields(answer: Answer) -> bytes:
    """Return the fields that the library would not write as they are: it encodes long ids, which nobody finds again."""
    fields = answer_fields(answer.thread).items()
    return "".join(f"{name}: " + value.replace(" ", "\r\n ") + "\r\n" for name, value in fields).encode()
