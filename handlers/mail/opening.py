"""Opens the ways in for mail that are set."""

import ssl
from contextlib import AsyncExitStack
from datetime import timedelta
from ipaddress import ip_network

from bot.errors import StaffelError
from handlers.mail.answering import sender_of
from handlers.mail.fetching import Fetcher
from handlers.mail.imap import Account
from handlers.mail.postman import Postman
from handlers.mail.smtp import Listening, listening_for_mail
from handlers.mail_settings import MailSettings
from handlers.slack.edge import Edge

MEGABYTE = 1_000_000


async def open_mail(
    stack: AsyncExitStack, settings: MailSettings, edge: Edge, workspace: str, seconds: float
) -> int | None:
    """Take mail as the settings say, until the stack ends; return the listener's port, if there is one.

    Raises StaffelError if a setting does not fit the others, or the port is taken.
    """
    if settings.mail_domain is None:
        if settings.mail_port is not None or settings.imap_host is not None:
            raise StaffelError("STAFFEL_MAIL_DOMAIN is missing: mail is taken for departments at that domain")
        return None
    postman = Postman(
        edge.unit_of_work,
        workspace,
        edge.clock,
        edge.wake,
        domain=settings.mail_domain,
        authserv_id=settings.mail_authserv_id,
        answers_from=sender_of(settings),
    )
    if settings.imap_host is not None:
        fetcher = Fetcher(
            postman,
            account(settings),
            edge.unit_of_work,
            workspace,
            edge.clock,
            most_bytes=settings.mail_megabytes * MEGABYTE,
            per_hour=settings.mail_per_hour,
            department=settings.imap_department,
        )
        await stack.enter_async_context(fetcher.fetching(timedelta(seconds=settings.imap_seconds), seconds))
    if settings.mail_port is None:
        return None
    return await stack.enter_async_context(listening_for_mail(postman, listening(settings), seconds))


def listening(settings: MailSettings) -> Listening:
    """Return how to listen; raise StaffelError if a password would go over the wire in clear."""
    password = settings.mail_password
    login = (settings.mail_user or "", password.get_secret_value()) if password else None
    tls = _tls(settings)
    if login and tls is None:
        raise StaffelError(
            "STAFFEL_MAIL_PASSWORD needs STAFFEL_MAIL_TLS_CERTIFICATE: it is asked for under TLS only"
        )
    return Listening(
        host=settings.mail_host,
        port=settings.mail_port or 0,
        lmtp=settings.mail_protocol == "lmtp",
        hostname=settings.mail_domain or "",
        relays=tuple(ip_network(one) for one in settings.relays()),
        most_bytes=settings.mail_megabytes * MEGABYTE,
        per_hour=settings.mail_per_hour,
        tls=tls,
        tls_required=settings.mail_tls == "required",
        login=login,
    )


def account(settings: MailSettings) -> Account:
    """Return the mailbox to fetch from; raise StaffelError if nobody can log in to it."""
    if settings.imap_user is None or settings.imap_password is None:
        raise StaffelError("STAFFEL_IMAP_USER and STAFFEL_IMAP_PASSWORD are missing: a mailbox asks for them")
    return Account(
        host=settings.imap_host or "",
        port=settings.imap_port,
        security=settings.imap_security,
        user=settings.imap_user,
        password=settings.imap_password.get_secret_value(),
        folder=settings.imap_folder,
        done=settings.imap_done,
    )


def _tls(settings: MailSettings) -> ssl.SSLContext | None:
    if settings.mail_tls_certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.mail_tls_certificate, settings.mail_tls_key)
    except (OSError, ssl.SSLError) as error:
        raise StaffelError(f"STAFFEL_MAIL_TLS_CERTIFICATE cannot be used: {error}") from error
    return context
