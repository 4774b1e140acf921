"""`python -m handlers.locale` brings the catalogues up to the source; for developers, the bot never runs it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from handlers.words import DOMAIN, KEYWORDS, LOCALES

LOCALE = Path(__file__).parent
SOURCE = LOCALE.parent


def extracted() -> Catalog:
    """Return the messages that stand in the source of handlers/."""
    # Without the time of day, or two people who add a sentence each would always meet in the first lines.
    template = Catalog(project="Staffel", creation_date=datetime(2026, 1, 1, tzinfo=UTC))
    found = extract_from_dir(SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, _, message, _, _ in sorted(found, key=lambda item: (item[0], item[1])):
        template.add(message, locations=[(f"handlers/{file}", 0)])
    return template


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of `language` stands."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def update(language: str, template: Catalog) -> list[str]:
    """Bring one catalogue up to `template`; return the messages that still want a translation."""
    path = catalogue_path(language)
    catalogue = Catalog(locale=language, domain=DOMAIN, project="Staffel")
    if path.exists():
        catalogue = read_po(path.open("rb"), locale=language, domain=DOMAIN)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        if language == "en" and message.id:  # the message ids are English
            message.string = message.id
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=110, omit_header=False, include_lineno=False, sort_by_file=True)
    return [str(message.id) for message in catalogue if message.id and not _translated(message)]


def _translated(message: Message) -> bool:
    return bool(message.string) and all(
        message.string if isinstance(message.string, tuple | list) else [True]
    )


def main() -> None:
    """Update both catalogues and say what is left to translate."""
    template = extracted()
    for language in LOCALES:
        for missing in update(language, template):
            sys.stdout.write(f"{language}: {missing}\n")


if __name__ == "__main__":
    main()
