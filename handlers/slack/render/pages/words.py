"""The words for settings that people choose between."""

from bot.domain.company.department import Office, ReadBack
from bot.domain.company.needs import NeedKind
from handlers.words import msg

NEED_KINDS: dict[NeedKind, str] = {
    NeedKind.TEXT: msg("Text"),
    NeedKind.NUMBER: msg("Number"),
    NeedKind.DATE: msg("Day"),
    NeedKind.CHOICE: msg("One of several"),
    NeedKind.PERSON: msg("Person"),
    NeedKind.LINK: msg("Link to a file or page"),
}
READ_BACKS: dict[ReadBack, str] = {
    ReadBack.WHEN_IT_MATTERS: msg("When it is urgent, matters to the customer, or something is missing"),
    ReadBack.ALWAYS: msg("Always"),
    ReadBack.NEVER: msg("Never: one click is enough"),
}
OFFICES: dict[Office, str] = {
    Office.FRONT: msg("Front office: it talks to customers"),
    Office.BACK: msg("Back office"),
}
