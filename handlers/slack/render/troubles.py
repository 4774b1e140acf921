"""What somebody reads who can open a channel to Staffel again."""

from bot.domain.company.organisation import Organisation
from bot.domain.delivery.troubles import (
    ANSWERS,
    MAILBOX,
    NOBODY,
    REFUSED,
    STRANGE,
    Trouble,
    concerned,
)
from handlers.slack.render.content import Content, Reader
from handlers.slack.render.rich import Bold, Channel, element, joined, paragraph, plain, rich
from handlers.words import msg

_MENDS = {
    "not_in_channel": msg("Staffel is not in {channel}, so nothing reaches it. Type {invite} there."),
    "channel_not_found": msg(
        "Staffel cannot see {channel}: it is private and Staffel is not in it, or it was deleted. Type {invite}"
        " there, or give the department another channel."
    ),
    "is_archived": msg(
        "{channel} is archived, so nothing reaches it. Unarchive it, or give the department another channel."
    ),
}
_NOBODY = msg(
    "Nobody belongs to it any more, so nobody can accept what is handed to it. Add people to its user group, or to its"
    " members in org.yaml."
)
_MAILBOX = {
    "login": msg("The mailbox does not take Staffel's password any more, so its mail does not come in."),
    "folder": msg("A folder of the mailbox is missing, so its mail does not come in."),
    "unreachable": msg("The mailbox cannot be reached, so its mail does not come in."),
}
_MEND_MAILBOX = msg("Have a look at the settings STAFFEL_IMAP_…; Staffel tries again by itself.")
_STRANGE = msg(
    "A mail in the mailbox could not be taken in. It is marked there with a flag: have a look at it, and at the log of"
    " Staffel. Marked as unread, it is tried again."
)
_ANSWERS = {
    REFUSED: msg(
        "A mail server did not take an answer to somebody without Slack, so they do not know of it."
    ),
    "smtp_settings": msg("The mail server does not let Staffel in, so answers to people without Slack wait."),
    "smtp_sender_refused": msg(
        "The mail server does not let Staffel write from its address, so answers to people without Slack wait."
    ),
    "smtp_unreachable": msg("Answers to people without Slack have not got out for over an hour."),
}
_MEND_ANSWERS = msg(
    "staffel outbox list tells more, and what is set aside goes out with staffel outbox retry. Have a look at the"
    " settings STAFFEL_SMTP_… too."
)
_OTHERS = msg("Staffel may not write in {channel} ({error}). Allow it in the channel's settings.")
_INVITE = "/invite @Staffel"


def trouble_told(trouble: Trouble, waiting: int, organisation: Organisation, reader: Reader) -> Content:
    """Return what is wrong with a channel and how to mend it; `waiting` messages go out when that is done."""
    words = reader.words
    if about_mail := _about_mail(trouble):
        line = joined([element(words(sentence)) for sentence in about_mail], " ")
        return Content(plain(line), paragraph(line))
    names = [one.name for one in concerned(trouble, organisation)]
    if trouble.error == NOBODY:
        line = joined([element(Bold(", ".join(names))), element(words(_NOBODY))])
        return Content(plain(line), paragraph(line))
    sentence = rich(
        words(_MENDS.get(trouble.error, _OTHERS)),
        channel=Channel(trouble.channel),
        invite=Bold(_INVITE),
        error=trouble.error,
    )
    left = words.many(
        "{n} message waits and goes out by itself then.",
        "{n} messages wait and go out by themselves then.",
        waiting,
    )
    later = words("What is sent there until then waits, and goes out by itself.")
    lines = [joined([element(Bold(", ".join(names))), sentence]), element(left if waiting else later)]
    return Content(plain(joined(lines, " ")), paragraph(*lines))


def _about_mail(trouble: Trouble) -> list[str]:
    """Return the sentences about mail that does not come in or go out; none if the trouble is another one."""
    if trouble.channel == MAILBOX:
        return [_MAILBOX[trouble.error], _MEND_MAILBOX]
    if trouble.channel == ANSWERS:
        return [_ANSWERS[trouble.error], _MEND_ANSWERS]
    return [_STRANGE] if trouble.channel == STRANGE else []
