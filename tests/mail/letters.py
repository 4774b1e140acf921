"""Mails as the tests write them."""

from bot.domain.company.people import Person
from bot.domain.mail.headers import Headers
from bot.domain.mail.judging import Arrival
from bot.domain.mail.mail import Attachment, Mail
from tests.company import ANNA, BEN, CEM, DORA, MIRA, SOFIA

ADDRESSES = {
    ANNA: "anna@hansen.example",
    BEN: "ben@hansen.example",
    SOFIA: "sofia@hansen.example",
    CEM: "cem@hansen.example",
    DORA: "dora@hansen.example",
    MIRA: "mira@hansen.example",
}
STAFF = [Person(user, user.removeprefix("U0").title(), email=address) for user, address in ADDRESSES.items()]
CUSTOMER = "kunde@mueller.example"


def letter(
    text: str = "Bitte die Gutschrift buchen.",
    *,
    sender: str = ADDRESSES[ANNA],
    subject: str = "Gutschrift für Müller",
    message_id: str = "<1@hansen.example>",
    answers: str = "",
    files: tuple[Attachment, ...] = (),
    **fields: str,
) -> Mail:
    """Return a mail of Anna's, or of somebody else; `fields` are further header fields, _ stands for -."""
    headers = [("From", sender), ("Subject", subject), ("Message-ID", message_id)]
    headers += [("In-Reply-To", answers)] if answers else []
    headers += [(name.replace("_", "-"), value) for name, value in fields.items()]
    return Mail(Headers([*filter(lambda field: field[1], headers)]), text, files)


def arrival(
    mail: Mail | None = None,
    *,
    to: str | None = "accounting",
    vouched: bool = True,
    in_copy: bool = False,
    return_path: str | None = ADDRESSES[ANNA],
    is_answered: bool = False,
) -> Arrival:
    """Return a mail at one of our addresses."""
    mail = mail or letter()
    return Arrival(
        mail, to, return_path, vouched=vouched, in_copy=in_copy, size=1000, is_answered=is_answered
    )
