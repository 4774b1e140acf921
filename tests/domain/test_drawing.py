"""The states as they are drawn for people, and the table as the code has it."""

from pathlib import Path

from tests.drawing import arrows, drawing, read

ARCHITECTURE = Path(__file__).parents[2] / "docs" / "architecture.md"


def test_the_drawing_and_the_table_say_the_same() -> None:
    drawn, table = read(ARCHITECTURE.read_text()), set(arrows())
    assert drawn - table == set(), f"drawn, but not in the table; the drawing would be:\n{drawing()}"
    assert table - drawn == set(), f"in the table, but not drawn; the drawing would be:\n{drawing()}"


def test_the_drawing_begins_with_an_offer() -> None:
    assert "[*] --> offered: open\n" in ARCHITECTURE.read_text()


def test_what_is_printed_anew_can_be_read_again() -> None:
    assert read(drawing()) == set(arrows())
