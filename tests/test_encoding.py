"""What Slack gets is the JSON that was meant, whatever characters people or forgers use."""

import json

from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.encoding import encoded

characters = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | characters,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(characters, inner, max_size=4),
    max_leaves=10,
)


@given(values)
def test_it_reads_as_what_was_written(value: object) -> None:
    assert json.loads(encoded(value)) == value


def test_it_is_plain_utf_8() -> None:
    assert encoded({"text": "Müller 🤝"}) == '{"text":"Müller 🤝"}'.encode()


def test_half_a_character_is_escaped() -> None:
    assert encoded("a\ud800b") == rb'"a\ud800b"'
