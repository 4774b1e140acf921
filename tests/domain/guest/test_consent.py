"""What is confidential, a partner's or switched off never leaves, wherever else it comes from."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.company.department import Department, Kind, Office
from bot.domain.company.membership import Membership
from bot.domain.company.organisation import LanguageModelSettings, Organisation, WorkspaceSettings
from bot.domain.company.people import Person
from bot.domain.guest.consent import Withheld, withheld
from bot.domain.guest.inquiry import Provenance
from bot.domain.matter.handoff import Handoff, Source
from tests.storage.examples import a_handoff as matter


def department(key: str, kind: Kind = Kind.INTERNAL, *, on: bool = True) -> Department:
    return Department(
        key=key,
        name=key,
        channel=f"C0{key.upper()}",
        office=Office.BACK,
        kind=kind,
        members=(f"U0{key.upper()}",),
        language_model=on,
    )


COMPANY = Organisation(
    workspace=WorkspaceSettings(language_model=LanguageModelSettings(not_in=("C0QUIET",))),
    departments=(
        department("sales"),
        department("accounting"),
        department("hr", on=False),
        department("partner", Kind.PARTNER),
    ),
)
OPEN = Provenance("T0", "U0SALES", "C0SALES", departments=("sales", "accounting"))


def test_what_is_open_may_leave() -> None:
    assert withheld(COMPANY, OPEN) is None
    assert withheld(COMPANY, replace(OPEN, handoff=128), matter()) is None


@pytest.mark.parametrize(
    ("about", "why"),
    [
        (replace(OPEN, confidential=True), Withheld.CONFIDENTIAL),
        (replace(OPEN, departments=("sales", "partner")), Withheld.PARTNER),
        (replace(OPEN, channel="C0PARTNER"), Withheld.PARTNER),
        (replace(OPEN, user="U0PARTNER"), Withheld.PARTNER),
        (replace(OPEN, departments=("hr",)), Withheld.DEPARTMENT),
        (replace(OPEN, channel="C0HR"), Withheld.DEPARTMENT),
        (replace(OPEN, channel="C0QUIET"), Withheld.CHANNEL),
        (replace(OPEN, departments=("gone",)), Withheld.UNKNOWN),
        (replace(OPEN, handoff=9), Withheld.UNKNOWN),
    ],
)
def test_where_a_text_comes_from_keeps_it_here(about: Provenance, why: Withheld) -> None:
    assert withheld(COMPANY, about) is why


@pytest.mark.parametrize(
    ("handoff", "why"),
    [
        (matter(chosen=("U0SALES",)), Withheld.CONFIDENTIAL),
        (matter(chosen=()), Withheld.CONFIDENTIAL),
        (matter(from_department="partner"), Withheld.PARTNER),
        (matter(trail=("sales", "partner")), Withheld.PARTNER),
        (matter(trail=("hr",)), Withheld.DEPARTMENT),
        (matter(source=Source("C0QUIET", "17.4")), Withheld.CHANNEL),
    ],
)
def test_what_is_known_of_a_handoff_counts_whatever_was_told_of_it(handoff: Handoff, why: Withheld) -> None:
    assert withheld(COMPANY, replace(OPEN, handoff=128), handoff) is why


@pytest.mark.parametrize("membership", [Membership.GUEST, Membership.STRANGER])
def test_what_somebody_of_another_company_wrote_stays_here(membership: Membership) -> None:
    eva = Person("U0SALES", "Eva", membership=membership)
    assert withheld(COMPANY, OPEN, people=[eva]) is Withheld.PARTNER
    ida = replace(eva, user="U0IDA")
    assert withheld(COMPANY, replace(OPEN, authors=("U0IDA",)), people=[ida]) is Withheld.PARTNER


@pytest.mark.parametrize(
    ("author", "why"),
    [("U0PARTNER", Withheld.PARTNER), ("U0HR", Withheld.DEPARTMENT), ("U0ACCOUNTING", None), ("U0OLI", None)],
)
def test_whoever_asks_it_is_the_authors_text(author: str, why: Withheld | None) -> None:
    about = replace(OPEN, authors=(author,))
    assert withheld(COMPANY, about, people=[Person(author, "Ida")]) is why
    assert withheld(COMPANY, about) is Withheld.UNKNOWN


def test_a_workspace_can_switch_all_of_it_off() -> None:
    off = WorkspaceSettings(language_model=LanguageModelSettings(allowed=False))
    assert withheld(COMPANY.model_copy(update={"workspace": off}), OPEN) is Withheld.OFF


PLACES = st.sampled_from(["sales", "accounting", "hr", "partner", "gone"])
CHANNELS = st.sampled_from(["C0SALES", "C0HR", "C0PARTNER", "C0QUIET", "C0OTHER"])
ABOUT = st.builds(
    Provenance,
    workspace=st.just("T0"),
    user=st.sampled_from([None, "U0SALES", "U0PARTNER"]),
    channel=st.none() | CHANNELS,
    handoff=st.just(128),
    departments=st.lists(PLACES, max_size=3).map(tuple),
    confidential=st.booleans(),
)
MATTERS = st.builds(
    lambda chosen, frm, trail, source: matter(
        chosen=chosen, from_department=frm, trail=trail, source=source and Source(source, "17.4")
    ),
    st.none() | st.just(()) | st.just(("U0SALES",)),
    PLACES,
    st.lists(PLACES, max_size=3).map(tuple),
    st.none() | CHANNELS,
)


@given(ABOUT, MATTERS)
def test_nothing_leaves_that_has_anything_to_do_with_what_must_not(
    about: Provenance, handoff: Handoff
) -> None:
    places = {*about.departments, handoff.from_department, handoff.to_department, *handoff.trail}
    channels = {about.channel, handoff.source and handoff.source.channel}
    may = (
        not about.confidential
        and handoff.chosen is None
        and about.user != "U0PARTNER"
        and places <= {"sales", "accounting"}
        and channels <= {None, "C0SALES", "C0OTHER"}
    )
    assert (withheld(COMPANY, about, handoff) is None) == may
