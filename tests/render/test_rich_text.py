"""What people type stays exactly what they typed; and what Slack marked up becomes what people saw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.render.rich import Bold, Channel, Link, Said, User, clipped, length, plain, rich, within
from handlers.slack.render.unmarked import mentioned, unmarked
from tests.render.hostile import texts


def test_a_template_is_split_at_its_placeholders() -> None:
    line = rich(
        "{who} in {where}: {said}", who=User("U0ANNA"), where=Channel("C0ACC"), said=Said("*ja* <!here>")
    )
    assert line == [
        {"type": "user", "user_id": "U0ANNA"},
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": "C0ACC"},
        {"type": "text", "text": ": "},
        {"type": "text", "text": "*ja* <!here>"},
    ]


def test_what_fills_a_placeholder_is_no_template() -> None:
    assert plain(rich("{a}", a=Said("{b} {0} {{"))) == "{b} {0} {{"


def test_a_pseudonym_is_shown_as_it_is() -> None:
    assert rich("{who}", who=User("person-7f3a")) == [{"type": "text", "text": "person-7f3a"}]


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "https://a b", "https://\u202e"])
def test_only_a_web_address_becomes_a_link(url: str | None) -> None:
    assert rich("{link}", link=Link(url, "Karte")) == rich("{link}", link=Bold("Karte"))


def test_long_words_are_cut_visibly() -> None:
    assert plain(rich("{said}", said=Said("abcdef", 4))) == "abc…"


@given(st.lists(texts, max_size=5), st.integers(2, 50))
def test_cutting_keeps_the_limit(said: list[str], limit: int) -> None:
    lines = [rich("{a}", a=Said(text)) for text in said]
    for line in lines:
        assert length(clipped(line, limit)) <= limit
    assert sum(map(length, within(lines, limit))) <= limit + 2


def test_the_fallback_text_is_escaped_once() -> None:
    assert plain(rich("{a}", a=Said("R&D <b> &amp;"))) == "R&amp;D &lt;b&gt; &amp;amp;"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Hallo <@U0ANNA>, <@U0WHO>", "Hallo @Anna Albrecht, @U0WHO"),
        ("<@U0WHO|dora>", "@dora"),
        ("in <#C0ACC|buchhaltung> und <#C0X>", "in #buchhaltung und #C0X"),
        ("<https://x.example/a?b=1&amp;c=2|hier>", "hier (https://x.example/a?b=1&c=2)"),
        ("<https://x.example>", "https://x.example"),
        ("<https://x.example|x.example>", "https://x.example"),
        ("<mailto:a@x.example|a@x.example>", "a@x.example"),
        ("<!subteam^S0ACC|@buchhaltung> <!subteam^S0X>", "@buchhaltung @S0X"),
        ("<!here> <!channel|channel>", "@here @channel"),
        ("<!date^1764000000^{date}|24. November>", "24. November"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&amp;lt;", "&lt;"),
        ("3 < 5 und <>", "3 < 5 und <>"),
    ],
)
def test_a_message_becomes_what_people_saw(source: str, seen: str) -> None:
    assert unmarked(source, {"U0ANNA": "Anna Albrecht"}) == seen


def test_the_people_in_a_message_are_found_once() -> None:
    assert mentioned("<@U0ANNA> und <@U0DORA|dora>, <@U0ANNA> <#C0ACC>") == ["U0ANNA", "U0DORA"]
