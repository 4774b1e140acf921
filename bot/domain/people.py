"""A person as Slack knows them; only what is needed to speak to them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a workspace; `locale` and `timezone` are Slack's, empty where Slack told none."""

    user: str
    name: str
    locale: str = ""
    timezone: str = ""
    deleted: bool = False


def language_of(person: Person | None, default: str) -> str:
    """Return the language to speak to a person in: German for any German locale, English for others."""
    if person is None or not person.locale:
        return default
    return "de" if person.locale.lower().startswith("de") else "en"
