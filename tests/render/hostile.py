"""Texts that try to take effect, and organisations and handoffs full of them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.company.department import Department, Office
from bot.domain.company.needs import Need
from bot.domain.company.organisation import Organisation
from bot.domain.matter.events import Activity, Event
from bot.domain.matter.handoff import Brief, Handoff, Question, Source, State
from bot.domain.nudging.gathering import Reminder, Snoozed
from bot.domain.nudging.ladders import LadderKind, Reach
from bot.domain.nudging.nudges import Nudge, foot_of
from bot.domain.nudging.standing import standing_of
from tests.company import ANNA, DORA, MONDAY, WORKSPACE

ATTACKS = (
    "<!channel> alle mal herschauen",
    "<@U0EVIL> <#C0EVIL> <!subteam^S0EVIL|@leads>",
    "*fett* _schräg_ ~durch~ `code` ```block``` > Zitat",
    "<https://evil.example|Deine Bank> https://evil.example",
    "&amp; &lt;!here&gt; &",
    ":tada: {who} {0} %s {handoff!r} }{",
    "\u202etxet desrever\u202c \u2066offen",
    "שלום עולם <!here>",
    "مرحبا \u200f\u061c",
    "a\x00b\x07c\ud800d",
    "\n\n  eins\r\nzwei\t\n",
    "👩‍👩‍👧‍👦" * 400,
    "x" * 3200,
    "& " * 1600,
    "",
    "   ",
)

texts = st.one_of(st.sampled_from(ATTACKS), st.text(max_size=60))
ENDS_OF_TIME = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
times = st.one_of(
    st.none(),
    st.sampled_from(ENDS_OF_TIME),
    st.integers(-4000, 4000).map(lambda hours: MONDAY + timedelta(hours=hours)),
)
keys = st.sampled_from([f"need_{number}" for number in range(40)])

NEEDS = tuple(
    Need(
        key=f"need_{number}",
        label={"de": "M" * 70 + f" {number}", "en": f"<!here> *{number}*"},
        required=number < 20,
    )
    for number in range(40)
)


def department(number: int, needs: tuple[Need, ...] = ()) -> Department:
    """Return a department whose name wants to be markup."""
    name = f"{number} <!channel> *שם* :tada: " + "W" * 45
    return Department(
        key=f"d{number}", name=name, channel=f"C0D{number}", office=Office.BACK, lead=DORA, needs=needs
    )


SMALL = Organisation(departments=(department(0, NEEDS), department(1), department(2)))
LARGE = Organisation(departments=tuple(department(number, NEEDS) for number in range(150)))

briefs = st.builds(
    Brief,
    summary=texts,
    details=texts,
    why_now=texts,
    done_when=texts,
    if_then=texts,
    customer=texts,
    due=times,
    urgent=st.booleans(),
    moment_that_matters=st.booleans(),
    needs=st.dictionaries(keys, texts, max_size=40),
)
sources = st.builds(
    Source,
    channel=st.sampled_from(["C0SALES", "D0X", "evil>"]),
    ts=st.just("1764000000.000100"),
    permalink=st.sampled_from(
        ["", "https://hansen.slack.com/archives/C0SALES/p1", "javascript:alert(1)", "https://"]
    ),
)
people = st.sampled_from([ANNA, DORA, "person-7f3a", "<!channel>"])
handoffs = st.builds(
    Handoff,
    workspace=st.just(WORKSPACE),
    number=st.integers(1, 10**9),
    state=st.sampled_from(State),
    requester=people,
    from_department=st.sampled_from(["d1", "gone"]),
    to_department=st.sampled_from(["d0", "d2", "gone"]),
    brief=briefs,
    opened_at=st.just(MONDAY),
    changed_at=st.just(MONDAY),
    state_since=st.just(MONDAY),
    hop=st.integers(1, 4),
    assignee=st.one_of(st.none(), people),
    resume=st.sampled_from([None, State.OFFERED, State.ACCEPTED]),
    question=st.one_of(st.none(), st.builds(Question, people, texts, st.lists(keys, unique=True).map(tuple))),
    next_step=texts,
    next_step_corrected=st.booleans(),
    by_when=times,
    waiting_until=times,
    waiting_for=texts,
    result=texts,
    ended_as=st.sampled_from(["", "confirmed", "closed_unconfirmed", "withdrawn"]),
    source=st.one_of(st.none(), sources),
)
said = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("question", "answer", "next_step", "reason", "result", "thanks"), texts),
        **dict.fromkeys(
            ("by_when", "until"), st.one_of(times.map(lambda at: at.isoformat() if at else ""), texts)
        ),
        "needs": st.lists(keys).map(" ".join),
        "thanks_public": st.just("yes"),
        "department": st.sampled_from(["d1", "gone", ""]),
    },
)
instants: st.SearchStrategy[datetime] = st.integers(0, 4000).map(
    lambda hours: MONDAY - timedelta(hours=hours)
)
events = st.builds(
    Event,
    sequence=st.integers(1, 99),
    activity=st.sampled_from(Activity),
    at=instants,
    actor=st.one_of(people, st.just("")),
    from_department=st.just("d1"),
    to_department=st.sampled_from(["d0", "gone"]),
    detail=texts,
    said=said,
)


@st.composite
def reminders(draw: st.DrawFn) -> Reminder:
    """Return a row of a batch, of a matter that still waits or has long moved on."""
    handoff = draw(handoffs)
    foot = foot_of(standing_of(handoff))
    holding = draw(st.booleans()) and foot
    kind, since = (foot.kind, foot.since) if foot and holding else (draw(st.sampled_from(LadderKind)), MONDAY)
    instead_of = draw(st.none() | st.sampled_from(Reach))
    nudge = Nudge(handoff.number, kind, since, draw(st.integers(0, 3)), ANNA, MONDAY, instead_of=instead_of)
    return Reminder(nudge, handoff, draw(st.none() | st.builds(Snoozed, times)))
