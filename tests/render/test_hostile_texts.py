"""Whatever people type, Slack takes what we send, and nothing in it takes effect."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Event
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.lists import Listing, Page
from bot.domain.matter.transitions import Action
from bot.domain.nudging.gathering import ROWS, Gathered, Reminder
from bot.domain.nudging.ladders import LadderKind
from bot.domain.nudging.preferences import Preferences
from bot.errors import Fact
from bot.services.look_up import Desk
from bot.services.see_preferences import Preferred
from handlers.slack.render.card import card
from handlers.slack.render.content import Reader
from handlers.slack.render.direct import direct
from handlers.slack.render.forms import WORDLESS, open_form, turn_form
from handlers.slack.render.forms.nudge_settings import nudge_settings_form
from handlers.slack.render.help import help_text
from handlers.slack.render.home import home
from handlers.slack.render.lines import line
from handlers.slack.render.lists import found, listing
from handlers.slack.render.notes import source_note
from handlers.slack.render.notice import kept_form, notice, notice_form, whole_text
from handlers.slack.render.nudges.message import nudges
from handlers.slack.render.reasons import reason
from handlers.slack.render.settings import settings as what_holds
from handlers.slack.render.show import show
from tests.company import ANNA, COMPANY, DORA, MONDAY
from tests.render.hostile import ATTACKS, LARGE, SMALL, events, handoffs, people, reminders, texts
from tests.render.limits import check_message, check_view
from tests.render.seen import reader

readers = st.builds(reader, st.sampled_from(["de", "en"]), st.sampled_from([None, ANNA, DORA]))
pages = st.builds(
    Page,
    st.lists(handoffs, max_size=3).map(lambda some: tuple(some * 20)),
    st.integers(0, 500),
    st.integers(0, 90),
)
values = st.dictionaries(
    st.sampled_from(
        [
            "department",
            "summary",
            "details",
            "due",
            "urgent",
            "needs",
            "need.need_3",
            "until",
            "reason",
            "answer",
        ]
    ),
    st.one_of(
        texts, st.integers(-(10**12), 10**12), st.lists(st.sampled_from(["yes", "need_1", "need_39", "x"]))
    ),
)
# Shrinking a page of handoffs full of texts takes minutes and tells no more than the first failure.
some = settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
few = settings(some, max_examples=15)


@some
@given(handoffs, readers, st.sampled_from([None, 1, 4]))
def test_a_card_is_taken(handoff: Handoff, reads: Reader, hop: int | None) -> None:
    check_message(card(handoff, SMALL, reads, hop=hop))


@some
@given(handoffs, events, readers, st.sampled_from([None, "https://hansen.slack.com/archives/C0ACC/p1"]))
def test_a_line_a_private_message_and_a_note_are_taken(
    handoff: Handoff, event: Event, reads: Reader, link: str | None
) -> None:
    check_message(line(event, handoff, SMALL, reads))
    check_message(direct(event, handoff, SMALL, reads, link))
    check_message(source_note(handoff, SMALL, reads))


@some
@given(handoffs, st.lists(events, max_size=40), readers)
def test_the_whole_story_is_taken(handoff: Handoff, history: Sequence[Event], reads: Reader) -> None:
    check_message(show(handoff, history, SMALL, reads, {ANNA: "<!channel> *Anna*"}))


@few
@given(st.lists(reminders(), min_size=1, max_size=ROWS).map(tuple), readers)
def test_a_batch_of_nudges_is_taken(rows: tuple[Reminder, ...], reads: Reader) -> None:
    links = {row.handoff.number: "https://hansen.slack.com/archives/C0ACC/p1" for row in rows}
    check_message(nudges(Gathered(10**9, SMALL, rows, 10**6), reads, links))


@few
@given(pages, texts, readers)
def test_lists_are_taken(page: Page, text: str, reads: Reader) -> None:
    links = {handoff.number: "https://hansen.slack.com/archives/C0ACC/p1" for handoff in page.handoffs}
    check_message(found(page, text, SMALL, reads, links))
    for which in Listing:
        check_message(listing(page, which, SMALL, reads, links))


@few
@given(pages, pages, pages, readers, st.sampled_from([DORA, "U0STRANGER"]))
def test_app_home_is_taken(mine: Page, from_me: Page, queue: Page, reads: Reader, user: str) -> None:
    check_view(home(Desk(mine, from_me, queue, SMALL), user, reads))


@some
@given(handoffs, values, readers, st.sampled_from([SMALL, LARGE]))
@pytest.mark.parametrize("action", sorted(frozenset(Action) - WORDLESS))
def test_every_form_is_taken(
    action: Action,
    handoff: Handoff,
    typed: dict[str, str | int | list[str]],
    reads: Reader,
    organisation: Organisation,
) -> None:
    check_view(turn_form(action, handoff, organisation, reads, metadata="128", values=typed))


@some
@given(values, st.sampled_from(["d0", "d149", "gone"]), texts, readers, st.sampled_from([SMALL, LARGE]))
def test_the_form_of_a_new_handoff_is_taken(
    typed: dict[str, str | int | list[str]], chosen: str, text: str, reads: Reader, organisation: Organisation
) -> None:
    check_view(
        open_form(organisation, {**typed, "department": chosen}, reads, metadata="x" * 3000, notice=text)
    )


facts: st.SearchStrategy[dict[str, Fact]] = st.fixed_dictionaries(
    {},
    optional={
        "handoff": texts,
        "department": texts,
        "by": people,
        "accountable": people,
        "people": st.just(f"{ANNA} {DORA}"),
        "state": st.sampled_from(["accepted", "closed", "x"]),
        "activity": st.sampled_from(["accepted", "withdrawn", "x"]),
        "limit": st.integers(),
    },
)


@some
@given(
    st.sampled_from(["not_yours", "moved_on", "no_such_handoff", "need_missing", "?"]), facts, texts, readers
)
def test_a_refusal_is_taken(key: str, known: dict[str, Fact], text: str, reads: Reader) -> None:
    sentence = reason(key, known, reads)
    check_message(notice(sentence))
    check_view(kept_form(sentence, [text, "x" * 3000], reads))
    check_view(notice_form(notice(sentence), reads))
    if text:
        check_message(whole_text(text * 2, reads))


PAUSED = Preferences(paused_until=MONDAY + timedelta(days=9), silent=frozenset(LadderKind))
PREFERRED = Preferred(PAUSED, {f"d{number}": PAUSED for number in range(150)})


@pytest.mark.parametrize("language", ["de", "en"])
def test_help_and_settings_are_taken(language: str) -> None:
    for organisation in (SMALL, LARGE, COMPANY):
        check_message(help_text(organisation, reader(language)))
        check_view(nudge_settings_form(PREFERRED, organisation, reader(language, DORA), metadata="x" * 3000))
        check_message(what_holds(organisation, PREFERRED, DORA, reader(language)))
        check_message(what_holds(organisation, PREFERRED, ANNA, reader(language)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_mention_in_a_department_s_name_mentions_nobody(attack: str) -> None:
    sentence = reason("not_yours", {"handoff": "H-1", "department": attack, "people": DORA}, reader())
    mentioned = [
        element["user_id"]
        for block in notice(sentence).blocks
        for section in block["elements"]  # type: ignore[attr-defined]
        for element in section["elements"]
        if element["type"] == "user"
    ]
    assert mentioned == [DORA]
