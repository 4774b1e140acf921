"""App Home as a desk: everything that waits, or one list of it alone, and since when."""

import pytest

from tests.flows.office import Json, Office, read


async def desk(office: Office) -> Json:
    """Return Anna's desk, when something waits for her answer and something for her department."""
    await office.offer(office.anna, "accounting", "Gutschrift für Müller")
    await office.offer(office.priya, "sales", "Rabatt für Schulze")
    await office.seen(office.ben, "C0SALES", "Rabatt für Schulze")
    home = await office.anna.open_home()
    assert home is not None
    return home


@pytest.mark.parametrize(
    ("locale", "queue", "since"),
    [
        ("de-DE", "In deiner Abteilung noch nicht angenommen", "· seit "),
        ("en-GB", "Not accepted yet in your department", "· since "),
    ],
)
async def test_one_list_stands_alone_and_stays_so_until_all_are_wanted(
    office: Office, locale: str, queue: str, since: str
) -> None:
    anna = office.anna
    await anna.change(locale=locale)
    shown = await desk(office)
    assert "Gutschrift für Müller" in read(shown)
    assert f"{queue} H-2 · Rabatt für Schulze" in read(shown)
    assert read(shown).count(since) == 1
    await anna.click(shown, "show_list.queue")
    await office.slack.until(lambda: "Gutschrift für Müller" not in read(anna.home))
    assert anna.home
    assert "Rabatt für Schulze" in read(anna.home)
    await anna.click(anna.home, "show_list.")
    await office.slack.until(lambda: "Gutschrift für Müller" in read(anna.home))
