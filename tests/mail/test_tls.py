"""STARTTLS and a login, where they are asked for."""

import smtplib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import StaffelError
from bot.ports import UnitOfWork
from handlers.mail.opening import listening
from handlers.mail.postman import Postman
from handlers.mail.smtp import listening_for_mail
from handlers.mail_settings import MailSettings
from tests.company import ANNA
from tests.mail.letters import ADDRESSES
from tests.mail.sending import ACCOUNTING, Server, message

CERTIFICATE = Path(__file__).parent.parent / "data" / "mail" / "server.pem"
"""Of staffel.example, signed by itself; it opens nothing but the listener of these tests."""
WITH_TLS = {"STAFFEL_MAIL_DOMAIN": "staffel.example", "STAFFEL_MAIL_TLS_CERTIFICATE": str(CERTIFICATE)}
WITH_LOGIN = {**WITH_TLS, "STAFFEL_MAIL_USER": "relay", "STAFFEL_MAIL_PASSWORD": "geheim"}


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@asynccontextmanager
async def server_with(postman: Postman, uow: UnitOfWork, settings: dict[str, str]) -> AsyncIterator[Server]:
    how = replace(listening(MailSettings.model_validate(settings)), port=0)
    async with listening_for_mail(postman, how, 5) as port:
        yield Server(port, uow)


def deliver(client: smtplib.SMTP) -> int:
    client.sendmail(ADDRESSES[ANNA], [ACCOUNTING], message().as_bytes())
    return 250


async def test_mail_comes_in_under_tls_and_not_without(postman: Postman, uow: UnitOfWork) -> None:
    async with server_with(postman, uow, WITH_TLS) as server:
        with pytest.raises(smtplib.SMTPException, match="530"):
            await server.talk(deliver)

        def under_tls(client: smtplib.SMTP) -> int:
            client.starttls(context=trusting())
            return deliver(client)

        assert await server.talk(under_tls) == 250
    assert len(await server.handoffs()) == 1


async def test_tls_may_be_offered_only(postman: Postman, uow: UnitOfWork) -> None:
    async with server_with(postman, uow, {**WITH_TLS, "STAFFEL_MAIL_TLS": "offered"}) as server:
        assert await server.talk(deliver) == 250


async def test_where_a_login_is_asked_for_nobody_gets_in_without(postman: Postman, uow: UnitOfWork) -> None:
    async with server_with(postman, uow, WITH_LOGIN) as server:

        def login(password: str) -> int:
            with smtplib.SMTP("127.0.0.1", server.port, timeout=60) as client:
                client.starttls(context=trusting())
                client.login("relay", password)
                return deliver(client)

        def anonymous(client: smtplib.SMTP) -> int:
            client.starttls(context=trusting())
            return deliver(client)

        with pytest.raises(smtplib.SMTPAuthenticationError):
            await server.talk(lambda _: login("falsch"))
        with pytest.raises(smtplib.SMTPException, match="530"):
            await server.talk(anonymous)
        assert await server.talk(lambda _: login("geheim")) == 250


def test_a_password_without_tls_is_refused_at_the_start() -> None:
    in_clear = {name: value for name, value in WITH_LOGIN.items() if "TLS" not in name}
    with pytest.raises(StaffelError, match="STAFFEL_MAIL_TLS_CERTIFICATE"):
        listening(MailSettings.model_validate(in_clear))


def test_a_certificate_that_is_none_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("none")
    with pytest.raises(StaffelError, match="STAFFEL_MAIL_TLS_CERTIFICATE cannot be used"):
        listening(MailSettings.model_validate({"STAFFEL_MAIL_TLS_CERTIFICATE": str(tmp_path / "none.pem")}))
