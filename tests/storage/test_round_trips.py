"""Whatever people write comes back as it was written, from both databases."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.company.department import Department, Kind, Office, ReadBack
from bot.domain.company.needs import Need
from bot.domain.company.organisation import (
    Organisation,
    Rule,
    RuleCondition,
    SummarySettings,
    WorkspaceSettings,
)
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Brief, Handoff, Question, Round, Source, SourceState, State
from bot.domain.text import one_line
from storage.columns import UnstorableError
from storage.database import Storage
from tests.storage.examples import HANSEN, NOW, a_handoff, an_event

many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# All but NUL and surrogates, which bot.domain.text.clean takes out: emoji, right-to-left, quotes, controls.
TEXT = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=60)
WORD = st.text(st.characters(exclude_categories=["Cc"], codec="utf-8"), min_size=1, max_size=20).filter(
    str.strip
)
WORDS = WORD.map(one_line).filter(bool)
KEY = st.from_regex(r"[a-z0-9][a-z0-9_]{0,10}", fullmatch=True)
USER = st.from_regex(r"[UW][A-Z0-9]{1,10}", fullmatch=True)
CHANNEL = st.from_regex(r"[CGD][A-Z0-9]{1,10}", fullmatch=True)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-11))])
MOMENT = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES)  # noqa: DTZ001  # bounds have none
COUNT = st.integers(0, 2**31 - 1)


def texts(keys: st.SearchStrategy[str] = TEXT) -> st.SearchStrategy[Mapping[str, str]]:
    return st.dictionaries(keys, TEXT, max_size=4)


briefs = st.builds(
    Brief,
    *[TEXT] * 6,
    due=st.none() | MOMENT,
    urgent=st.booleans(),
    moment_that_matters=st.booleans(),
    needs=texts(),
)
handoffs = st.builds(
    Handoff,
    workspace=st.just(HANSEN),
    number=st.just(0),
    state=st.sampled_from(State),
    requester=TEXT,
    from_department=TEXT,
    to_department=TEXT,
    brief=briefs,
    opened_at=MOMENT,
    changed_at=MOMENT,
    state_since=MOMENT,
    delivered_at=st.none() | MOMENT,
    poked_at=st.none() | MOMENT,
    next_nudge_at=st.none() | MOMENT,
    version=COUNT,
    events=COUNT,
    hop=COUNT,
    assignee=st.none() | TEXT,
    resume=st.none() | st.sampled_from(State),
    question=st.none() | st.builds(Question, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple)),
    next_step=TEXT,
    by_when=st.none() | MOMENT,
    waiting_until=st.none() | MOMENT,
    waiting_for=TEXT,
    result=TEXT,
    ended_as=TEXT,
    parent=st.none() | COUNT,
    round=st.none() | st.builds(Round, TEXT, TEXT, TEXT, *[st.lists(TEXT, max_size=2).map(tuple)] * 3),
    handed_on=COUNT,
    chosen=st.none() | st.lists(USER, max_size=3).map(tuple),
    trail=st.lists(TEXT, max_size=3).map(tuple),
    source=st.none() | st.builds(Source, TEXT, TEXT, TEXT, st.sampled_from(SourceState)),
)
events = st.builds(Event, st.just(0), st.sampled_from(Activity), MOMENT, TEXT, TEXT, TEXT, TEXT, texts())

needs = st.builds(
    Need,
    key=KEY,
    label=st.dictionaries(st.sampled_from(["de", "en"]), WORDS, min_size=1),
    required=st.booleans(),
)
departments = st.builds(
    Department,
    key=KEY,
    name=WORDS,
    channel=CHANNEL,
    office=st.sampled_from(Office),
    kind=st.sampled_from(Kind),
    lead=st.none() | USER,
    members=st.lists(USER, max_size=4, unique=True).map(tuple),
    usergroup=st.none() | st.just("S0ACC"),
    language=st.sampled_from([None, "de", "en"]),
    timezone=st.sampled_from([None, "Asia/Kathmandu"]),
    hours=st.sampled_from([{"mon-fri": "09:00-17:00"}, {"sun": "8:00-12:00, 13:00-17:00"}]),
    assignment=st.sampled_from(["channel", "rotation", "U0DORA"]),
    read_back=st.sampled_from(ReadBack),
    topics=st.lists(WORDS, max_size=3).map(tuple),
    needs=st.lists(needs, max_size=3, unique_by=lambda need: need.key).map(tuple),
)


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    own = draw(st.lists(departments, min_size=1, max_size=4, unique_by=lambda department: department.key))
    rules = st.builds(
        Rule,
        when=st.builds(
            RuleCondition,
            topic=st.lists(WORDS, max_size=2).map(tuple),
            channel=st.none() | CHANNEL,
            urgent=st.none() | st.booleans(),
        ),
        to=st.sampled_from([department.key for department in own]),
        owner=st.none() | USER,
        reviewed=st.none() | st.dates(),
    )
    workspace = WorkspaceSettings(
        language=draw(st.sampled_from(["de", "en"])),
        admins=tuple(draw(st.lists(USER, max_size=3))),
        summary=SummarySettings(channel=draw(st.none() | CHANNEL), day="fri", time="16:30"),
    )
    return Organisation(
        workspace=workspace, departments=tuple(own), rules=tuple(draw(st.lists(rules, max_size=3)))
    )


@pytest.fixture(autouse=True)
async def company(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, Organisation())


@many
@given(handoff=handoffs)
async def test_a_handoff_comes_back_as_it_was(storage: Storage, handoff: Handoff) -> None:
    async with storage.unit_of_work.write() as work:
        stored = a_handoff(await work.handoffs.next_number(HANSEN))
        await work.handoffs.add(stored)
        changed = replace(handoff, number=stored.number, version=0)
        await work.handoffs.save(changed)
        found = await work.handoffs.get(HANSEN, stored.number)
    assert found == replace(changed, version=1)
    times = (found.opened_at, found.changed_at, found.by_when, found.waiting_until, found.brief.due)
    assert {at.tzinfo for at in times if at} == {UTC}


@many
@given(log=st.lists(events, min_size=1, max_size=4))
async def test_a_log_comes_back_as_it_was(storage: Storage, log: list[Event]) -> None:
    numbered = [replace(event, sequence=sequence) for sequence, event in enumerate(log)]
    async with storage.unit_of_work.write() as work:
        number = await work.handoffs.next_number(HANSEN)
        await work.handoffs.add(a_handoff(number))
        await work.handoffs.log(HANSEN, number, numbered)
        assert await work.handoffs.history(HANSEN, number) == numbered


@many
@given(organisation=organisations())
async def test_an_organisation_comes_back_as_it_was(storage: Storage, organisation: Organisation) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, Organisation())
        await work.organisations.save(HANSEN, organisation)
    async with storage.unit_of_work.read() as work:
        assert await work.organisations.get(HANSEN) == organisation


@pytest.mark.parametrize("text", ["a\0b", "half an emoji \ud83c", "\udf89"])
@pytest.mark.parametrize("field", ["requester", "brief", "result"])
async def test_what_no_database_could_keep_is_refused_by_both(
    storage: Storage, text: str, field: str
) -> None:
    changes: dict[str, Any] = {field: Brief("", needs={"key": text}) if field == "brief" else text}
    async with storage.unit_of_work.write() as work:
        with pytest.raises(UnstorableError, match="cannot be stored"):
            await work.handoffs.add(a_handoff(**changes))
        await work.handoffs.add(a_handoff(result=r"what looks like one is none: \u0000 \ud83c"))


async def test_a_time_without_a_zone_is_refused_by_both(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        with pytest.raises(UnstorableError, match="without a zone"):
            await work.handoffs.add(a_handoff(opened_at=NOW.replace(tzinfo=None)))


async def test_an_error_of_the_database_does_not_tell_what_people_wrote(storage: Storage) -> None:
    async with storage.unit_of_work.write() as work:
        await work.handoffs.add(a_handoff(1))
        await work.handoffs.log(HANSEN, 1, [an_event(1)])
    with pytest.raises(Exception, match=r"(?i)unique") as broken:
        async with storage.unit_of_work.write() as work:
            await work.handoffs.log(HANSEN, 1, [an_event(1, reason="geheim")])
    assert "geheim" not in str(broken.value)
