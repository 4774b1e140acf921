"""What a handoff says that was made of a mail."""

from bot.domain.limits import LONG, SUMMARY
from bot.domain.mail.mail import Mail
from bot.domain.matter.handoff import Brief
from bot.domain.text import clean, one_line, shorten


def brief_of(mail: Mail) -> Brief:
    """Return the brief: subject, text, and the attachments by name; where the mail says nothing, who sent it."""
    text = clean(mail.text)
    first = one_line(text.partition("\n")[0])
    return Brief(summary=shorten(mail.subject or first or mail.sender, SUMMARY), details=told(mail))


def told(mail: Mail) -> str:
    """Return what the mail says and brings along; what is too long is cut visibly, and stays whole in the mail."""
    named = clean(mail.named())
    rest = "" if mail.whole else "…"
    room = LONG - sum(len(part) + 2 for part in (shorten(named, SUMMARY * 5), rest) if part)
    parts = (shorten(clean(mail.text), room), rest, shorten(named, SUMMARY * 5))
    return "\n\n".join(filter(None, parts))
