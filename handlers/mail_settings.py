"""The settings of mail: a listener for the company's mail server, a mailbox, either, both or none; and the way out."""

from ipaddress import ip_network
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings

from handlers.setting_checks import address, domain, filled, networks, number, one_of, text

Secret = Annotated[SecretStr, BeforeValidator(filled)]
Text = Annotated[str, BeforeValidator(filled)]
Domain = Annotated[str, BeforeValidator(domain)]
Port = Annotated[int, BeforeValidator(number(0, 65535))]
Networks = Annotated[str, BeforeValidator(networks)]
Protocol = Annotated[Literal["smtp", "lmtp"], BeforeValidator(one_of("smtp", "lmtp"))]
Tls = Annotated[Literal["required", "offered"], BeforeValidator(one_of("required", "offered"))]
Security = Annotated[Literal["tls", "starttls", "none"], BeforeValidator(one_of("tls", "starttls", "none"))]


class MailSettings(BaseSettings):
    """Mail comes in once its domain is set, through the listener's port, the mailbox, or both.

    Strangers are answered once there is a host to send through.
    """

    mail_domain: Domain | None = Field(default=None, alias="STAFFEL_MAIL_DOMAIN")
    mail_port: Port | None = Field(default=None, alias="STAFFEL_MAIL_PORT")
    mail_host: Text = Field(default="127.0.0.1", alias="STAFFEL_MAIL_HOST")
    mail_protocol: Protocol = Field(default="smtp", alias="STAFFEL_MAIL_PROTOCOL")
    mail_relays: Networks = Field(default="127.0.0.0/8 ::1", alias="STAFFEL_MAIL_RELAYS")
    mail_authserv_id: Annotated[str, BeforeValidator(text)] = Field(
        default="", alias="STAFFEL_MAIL_AUTHSERV_ID"
    )
    mail_megabytes: Annotated[int, BeforeValidator(number(1, 100))] = Field(
        default=25, alias="STAFFEL_MAIL_MEGABYTES"
    )
    mail_per_hour: Annotated[int, BeforeValidator(number(1, 100_000))] = Field(
        default=100, alias="STAFFEL_MAIL_PER_HOUR"
    )
    mail_tls_certificate: Text | None = Field(default=None, alias="STAFFEL_MAIL_TLS_CERTIFICATE")
    mail_tls_key: Text | None = Field(default=None, alias="STAFFEL_MAIL_TLS_KEY")
    mail_tls: Tls = Field(default="required", alias="STAFFEL_MAIL_TLS")
    mail_user: Text | None = Field(default=None, alias="STAFFEL_MAIL_USER")
    mail_password: Secret | None = Field(default=None, alias="STAFFEL_MAIL_PASSWORD")
    imap_host: Text | None = Field(default=None, alias="STAFFEL_IMAP_HOST")
    imap_port: Port | None = Field(default=None, alias="STAFFEL_IMAP_PORT")
    imap_security: Security = Field(default="tls", alias="STAFFEL_IMAP_SECURITY")
    imap_user: Text | None = Field(default=None, alias="STAFFEL_IMAP_USER")
    imap_password: Secret | None = Field(default=None, alias="STAFFEL_IMAP_PASSWORD")
    imap_folder: Text = Field(default="INBOX", alias="STAFFEL_IMAP_FOLDER")
    imap_done: Text | None = Field(default=None, alias="STAFFEL_IMAP_DONE")
    imap_department: Text | None = Field(default=None, alias="STAFFEL_IMAP_DEPARTMENT")
    imap_seconds: Annotated[int, BeforeValidator(number(5, 3600))] = Field(
        default=60, alias="STAFFEL_IMAP_SECONDS"
    )

    smtp_host: Text | None = Field(default=None, alias="STAFFEL_SMTP_HOST")
    smtp_port: Port | None = Field(default=None, alias="STAFFEL_SMTP_PORT")
    smtp_security: Security = Field(default="starttls", alias="STAFFEL_SMTP_SECURITY")
    smtp_user: Text | None = Field(default=None, alias="STAFFEL_SMTP_USER")
    smtp_password: Secret | None = Field(default=None, alias="STAFFEL_SMTP_PASSWORD")
    smtp_from: Annotated[str, BeforeValidator(address)] | None = Field(
        default=None, alias="STAFFEL_SMTP_FROM"
    )

    @property
    def takes_mail(self) -> bool:
        """Return whether anything is set about where mail comes from."""
        return not (self.mail_domain is None and self.mail_port is None and self.imap_host is None)

    def relays(self) -> list[str]:
        """Return the networks of the mail servers that may bring mail."""
        return [str(ip_network(one, strict=False)) for one in self.mail_relays.split()]
