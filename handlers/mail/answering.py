"""Brings answers to people without Slack; everything else goes its way to Slack."""

import ssl

from bot.domain.company.mail_names import HANDOFF
from bot.domain.delivery.messages import MessageKind
from bot.domain.delivery.outbox import OutboxRow, Sent
from bot.errors import NeedlessError, StaffelError
from bot.ports import Clock, Sender, UnitOfWork
from bot.services.answer_mail import begin_answer
from handlers.mail.answers import written
from handlers.mail.post import Post
from handlers.mail_settings import MailSettings

_PORTS = {"tls": 465, "starttls": 587, "none": 25}


class AnswerSender:
    """Fulfils the port `Sender`: answers go by mail, everything else by the way of `others`."""

    def __init__(self, unit_of_work: UnitOfWork, clock: Clock, post: Post | None, others: Sender) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._post = post
        self._others = others

    async def send(self, row: OutboxRow) -> Sent:
        """Bring the message on its way; raise TryLaterError, PermanentError or NeedlessError."""
        if row.kind is not MessageKind.ANSWER:
            return await self._others.send(row)
        if self._post is None:
            raise NeedlessError("no_mail_server")
        answer = await begin_answer(self._unit_of_work, row, self._post.domain)
        mail = written(answer, self._post.sender, self._post.answers_to, self._clock())
        await self._post.send(mail, answer.to)
        return Sent(row.to, answer.message_id)


def post_of(settings: MailSettings, seconds: float) -> Post | None:
    """Return the mail server for answers, if one is set; it may be silent for `seconds`.

    Raises StaffelError if a setting does not fit the others.
    """
    if settings.smtp_host is None:
        return None
    if settings.mail_domain is None:
        raise StaffelError("STAFFEL_MAIL_DOMAIN is missing: only mail that comes in is answered")
    return Post(
        host=settings.smtp_host,
        port=settings.smtp_port or _PORTS[settings.smtp_security],
        sender=sender_of(settings) or "",
        answers_to=f"{HANDOFF}@{settings.mail_domain}",
        seconds=seconds,
        tls=None if settings.smtp_security == "none" else ssl.create_default_context(),
        implicit=settings.smtp_security == "tls",
        login=_login(settings),
    )


def sender_of(settings: MailSettings) -> str | None:
    """Return the address that answers come from; None if there are none."""
    if settings.smtp_host is None:
        return None
    return settings.smtp_from or f"{HANDOFF}@{settings.mail_domain}"


def _login(settings: MailSettings) -> tuple[str, str] | None:
    user, password = settings.smtp_user, settings.smtp_password
    if (user is None) != (password is None):
        raise StaffelError("STAFFEL_SMTP_USER and STAFFEL_SMTP_PASSWORD belong together")
    if user is None or password is None:
        return None
    if settings.smtp_security == "none":
        raise StaffelError("STAFFEL_SMTP_PASSWORD needs TLS: it would go over the wire in clear")
    return user, password.get_secret_value()
