"""Any organisation that could stand in a file, for Hypothesis."""

from hypothesis import HealthCheck, settings
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
from bot.domain.text import one_line

unhurried = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
"""For tests with organisations: however slow the machine is, that fails nothing."""

TROUBLE = [
    "no",
    "NO",
    "null",
    "~",
    "10:00",
    "1e3",
    "0x1F",
    "- a",
    "a: b",
    "#x",
    "*a",
    "&a",
    "!x",
    "'",
    '"',
    "%",
    "<<",
    "=",
    "é\u2028",
]
"""Texts that YAML likes to take for something else."""

user_ids = st.from_regex(r"[UW][A-Z0-9]{1,10}", fullmatch=True)
channel_ids = st.from_regex(r"[CGD][A-Z0-9]{1,10}", fullmatch=True)
group_ids = st.from_regex(r"S[A-Z0-9]{1,10}", fullmatch=True)
keys = st.from_regex(r"[a-z0-9][a-z0-9_]{0,10}", fullmatch=True)
zones = st.sampled_from(["Europe/Berlin", "Europe/London", "Asia/Kathmandu", "UTC"])
languages = st.sampled_from(["de", "en"])
_written = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=75)
labels = (_written | st.sampled_from(TROUBLE)).map(one_line).filter(bool)
hours = st.sampled_from(
    [
        {"mon-fri": "09:00-17:00"},
        {"mon": "8:00-12:00, 13:00-17:00", "sat-sun": "10:00-11:30"},
        {"fri": "00:00-23:59"},
    ]
)
summaries = st.builds(
    SummarySettings,
    channel=st.none() | channel_ids,
    day=st.sampled_from(["mon", "fri", "sun"]),
    time=st.sampled_from(["09:00", "10:00", "23:59"]),
)
workspaces = st.builds(
    WorkspaceSettings,
    language=languages,
    timezone=zones,
    holidays=st.sampled_from([None, "NO", "DE", "DE-BW", "US-CA", "FR"]),
    admins=st.lists(user_ids, max_size=3).map(tuple),
    summary=summaries,
)
needs = st.builds(
    Need, key=keys, label=st.dictionaries(languages, labels, min_size=1, max_size=2), required=st.booleans()
)


@st.composite
def departments(draw: st.DrawFn, key: str) -> Department:
    """Return a department in which somebody can accept."""
    group = draw(st.none() | group_ids)
    lead = draw(st.none() | user_ids)
    alone = group is None and lead is None
    members = () if group else tuple(draw(st.lists(user_ids, min_size=alone, max_size=4)))
    somebody = user_ids if group else st.sampled_from([*members, *([lead] if lead else [])])
    assignment = draw(st.sampled_from(["channel", "rotation", "least-busy"]) | somebody)
    return Department(
        key=key,
        name=draw(labels),
        channel=draw(channel_ids),
        office=draw(st.sampled_from(Office)),
        kind=draw(st.sampled_from(Kind)),
        lead=lead,
        members=members,
        usergroup=group,
        language=draw(st.none() | languages),
        timezone=draw(st.none() | zones),
        hours=draw(hours),
        assignment=assignment,
        deputy=draw(st.none() | somebody) if assignment.startswith(("U", "W")) else None,
        read_back=draw(st.sampled_from(ReadBack)),
        topics=tuple(draw(st.lists(labels, max_size=3))),
        mail=tuple(f"post.{number}{key.encode().hex()[:50]}" for number in range(draw(st.integers(0, 2)))),
        needs=tuple(draw(st.lists(needs, max_size=3, unique_by=lambda need: need.key))),
    )


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """Return an organisation whose rules name its own departments."""
    known = draw(st.lists(keys, max_size=4, unique=True))
    conditions = st.builds(
        RuleCondition,
        topic=st.lists(labels, max_size=2).map(tuple),
        customer=st.lists(labels, max_size=2).map(tuple),
        channel=st.none() | channel_ids,
        urgent=st.none() | st.booleans(),
        from_department=st.sampled_from([None, *known]),
    )
    rules = st.builds(
        Rule,
        when=conditions,
        to=st.sampled_from(known or ["none"]),
        owner=st.none() | user_ids,
        reviewed=st.none() | st.dates(),
    )
    return Organisation(
        workspace=draw(workspaces),
        departments=tuple(draw(departments(key)) for key in known),
        rules=tuple(draw(st.lists(rules, max_size=3))) if known else (),
    )
