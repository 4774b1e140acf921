"""What is read of a message: its author's words, as far as the author is one of us. Nothing of it is kept or logged."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.slack.edge import Body

_SLACKBOT = "USLACKBOT"
_OF_PEOPLE = frozenset({None, "file_share", "thread_broadcast"})
"""The subtypes of what people write; all others tell that something happened."""

READ_OF_IT = 4_000
"""As many characters are read: who has thrown a matter says so sooner, and a long paste must not hold up others."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message; `mailed_to` are the addresses that a mail went to, if it is one that was shared."""

    channel: str
    ts: str
    thread_ts: str | None
    author: str
    text: str
    mailed_to: tuple[str, ...] = ()


def heard(body: Body, message: Body) -> Heard | None:
    """Return what is read of `message`, the event itself or what it became; None if nobody of us has written it."""
    if not by_people(message) or is_from_outside(body["team_id"], message):
        return None
    author, mail = next(iter(authors_of(message)), None), shared_mail(message)
    if author is None:
        return None
    text = message.get("text") or ""
    if mail:
        text = "\n".join(filter(None, (text, mail.get("subject"), mail.get("plain_text"))))
    thread_ts = message.get("thread_ts")
    return Heard(
        channel=body["event"]["channel"],
        ts=message["ts"],
        thread_ts=thread_ts if thread_ts != message["ts"] else None,
        author=author,
        text=text[:READ_OF_IT],
        mailed_to=_addresses(mail) if mail else (),
    )


def by_people(message: Body) -> bool:
    """Return whether a message is of a kind that people write; that an app wrote it is told by its `bot_id`."""
    return message.get("subtype") in _OF_PEOPLE


def is_from_outside(team: str, message: Body) -> bool:
    """Return whether somebody of another company wrote it, in a channel that both share."""
    teams = {message.get(name) for name in ("team", "user_team", "source_team")} - {None, ""}
    return not teams <= {team}


def shared_mail(message: Body) -> Body | None:
    """Return the mail that was shared with a message, as Slack tells of it, if there is one."""
    files: Sequence[Body] = message.get("files") or ()
    return next((file for file in files if "email" in (file.get("mode"), file.get("filetype"))), None)


def authors_of(message: Body) -> tuple[str, ...]:
    """Return whose words a message is; of an app's, of which nobody is the author, none."""
    mail = shared_mail(message)
    author = _sharer(message, mail) if mail else _writer(message)
    return (author,) if author else ()


def _writer(message: Body) -> str | None:
    return None if message.get("bot_id") else message.get("user")


def _sharer(message: Body, mail: Body) -> str | None:
    """Return who shared a mail: Slack posts some of them in its own name, and tells in the file whose it is."""
    people = (message.get("user"), mail.get("user"))
    return next((user for user in people if user and user != _SLACKBOT), None)


def _addresses(mail: Body) -> tuple[str, ...]:
    told = [*(mail.get("to") or ()), *(mail.get("cc") or ())]
    return tuple(str(one.get("address") or "") for one in told)
