"""Of a confidential handoff nothing that somebody wrote is left for others, and nothing is said in the channel."""

from dataclasses import replace

import pytest

from bot.domain.matter.commands import Accept, AskInformation, Confirm, Decline, Finish, HandOn, Reroute
from bot.domain.matter.confidential import as_seen_by, veiled
from bot.domain.matter.handoff import Brief, Source
from bot.errors import InvalidFieldsError
from tests.company import ANNA, BEN, CEM, COMPANY, DORA, JAN, NINA, REFUND
from tests.domain.story import Story, told

MARKER = "Geheimwort"


def confided() -> Story:
    """Anna has handed over for Dora alone."""
    return Story(chosen=(DORA,))


def test_nothing_that_was_written_is_left() -> None:
    brief = Brief(MARKER, MARKER, MARKER, MARKER, MARKER, MARKER, needs={"customer_no": MARKER})
    story = Story(brief=brief, chosen=(DORA,))
    story.then(DORA, AskInformation(question=MARKER))
    handoff = replace(
        story.handoff,
        next_step=MARKER,
        waiting_for=MARKER,
        result=MARKER,
        source=Source("C0SALES", "17.4", MARKER),
    )
    assert MARKER in str(handoff)
    assert MARKER not in str(veiled(handoff))


@pytest.mark.parametrize("user", [BEN, CEM, NINA, JAN, None])
def test_others_see_it_veiled(user: str | None) -> None:
    handoff = confided().handoff
    assert as_seen_by(user, handoff, COMPANY) == veiled(handoff)
    for trusted in (ANNA, DORA):
        assert as_seen_by(trusted, handoff, COMPANY) is handoff


def test_what_is_not_confidential_is_seen_as_it_is() -> None:
    handoff = Story().handoff
    assert as_seen_by(BEN, handoff, COMPANY) is handoff


def test_no_line_stands_in_the_channel_and_the_chosen_are_told_instead() -> None:
    story = confided()
    assert told(story.last) == {("card", "C0ACC"), ("direct", DORA), ("direct", ANNA)}
    for who, command in ((DORA, Accept("Ich buche")), (DORA, Finish("Gebucht")), (ANNA, Confirm("Danke"))):
        story.then(who, command)
        assert "line" not in {kind for kind, _ in told(story.last)}
    assert told(confided().then(DORA, Decline("Nicht ich")).last) == {("card", "C0ACC"), ("direct", ANNA)}


def test_it_goes_on_to_a_lead_and_nowhere_without_one() -> None:
    assert confided().then(DORA, Reroute("it", "Fehler dort")).handoff.chosen == (JAN,)
    part = confided().then(DORA, Accept("Ich buche")).then(DORA, HandOn("it", "Freischalten")).last.child
    assert part
    assert part.handoff.chosen == (JAN,)
    leaderless = tuple(
        one.model_copy(update={"lead": None}) if one.key == "it" else one for one in COMPANY.departments
    )
    story = confided()
    story.organisation = COMPANY.model_copy(update={"departments": leaderless})
    with pytest.raises(InvalidFieldsError, match="confidential_without_lead"):
        story.then(DORA, Reroute("it", "Fehler dort"))


@pytest.mark.parametrize("chosen", [(), (BEN,), (DORA, BEN)])
def test_only_people_of_the_receiver_are_chosen(chosen: tuple[str, ...]) -> None:
    with pytest.raises(InvalidFieldsError, match="chosen_elsewhere"):
        Story(brief=REFUND, chosen=chosen)


def test_nobody_confides_in_themselves_alone() -> None:
    """They could not accept it, and nobody else there could see it."""
    both = tuple(
        one.model_copy(update={"members": (*one.members, ANNA)}) if one.key == "accounting" else one
        for one in COMPANY.departments
    )
    company = COMPANY.model_copy(update={"departments": both})
    with pytest.raises(InvalidFieldsError, match="confidential_own"):
        Story(chosen=(ANNA,), organisation=company)
    assert Story(chosen=(ANNA, DORA), organisation=company).handoff.chosen == (ANNA, DORA)


def test_it_does_not_go_on_to_a_lead_who_sent_it() -> None:
    led = tuple(
        one.model_copy(update={"lead": {"it": ANNA, "logistics": DORA}.get(one.key, one.lead)})
        for one in COMPANY.departments
    )
    story = confided()
    story.organisation = COMPANY.model_copy(update={"departments": led})
    with pytest.raises(InvalidFieldsError, match="confidential_own"):
        story.then(DORA, Reroute("it", "Fehler dort"))
    story.then(DORA, Accept("Ich buche"))
    with pytest.raises(InvalidFieldsError, match="confidential_own"):
        story.then(DORA, HandOn("logistics", "Palette"))
