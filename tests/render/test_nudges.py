"""What people read of nudges: why, whose it is now, and what they can do about it; kind, short, without blame."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.company.organisation import Organisation
from bot.domain.matter.commands import AskInformation, Reroute
from bot.domain.matter.handoff import Brief, Handoff
from bot.domain.nudging.gathering import Gathered, Snoozed
from bot.domain.nudging.ladders import LadderKind, Reach
from handlers.slack.render.nudges.message import nudges
from tests.company import ANNA, CEM, COMPANY, DORA, FRIDAY, MONDAY, NINA
from tests.domain.story import Story, accepted, asked, closed, declined, done
from tests.render.nudging import batch, outdated, reminder
from tests.render.seen import reader

LATER = "[Morgen erinnern] ⋯ In einer Stunde · Nächsten Montag · An einem anderen Tag … · Nichts mehr davon"
SATURDAY = FRIDAY + timedelta(days=1)


def offered(*, moment_that_matters: bool = False) -> Handoff:
    """Anna's offer, whose card stands in the channel of the Buchhaltung."""
    handoff = replace(Story().handoff, delivered_at=MONDAY)
    return replace(handoff, brief=replace(handoff.brief, moment_that_matters=moment_that_matters))


def paused() -> Handoff:
    """Dora's pause is over."""
    return replace(accepted().handoff, brief=Brief("Gutschrift für Müller"), state_since=FRIDAY)


def test_a_channel_reads_what_nobody_there_has_accepted_and_silences_nothing() -> None:
    assert batch(reminder(offered(), "C0ACC"), reader=reader()) == (
        "Noch nicht angenommen\n"
        "H-128 · Gutschrift für Müller\n"
        "H-128 hat hier noch niemand angenommen. Sie liegt also noch bei @U0ANNA.\n"
        "[Annehmen] [Rückfrage] ⋯ Details und Verlauf · Warum sehe ich das?"
    )


def test_a_lead_can_accept_it_or_find_somebody() -> None:
    assert batch(reminder(offered(), CEM, rung=1), reader=reader(user=CEM)) == (
        "Wartet auf dich\n"
        "H-128 · Gutschrift für Müller\n"
        "H-128 hat in der Abteilung Buchhaltung noch niemand angenommen. Sie liegt also noch bei @U0ANNA."
        " Wer könnte sie übernehmen?\n"
        f"[Annehmen] {LATER} · Warum sehe ich das?"
    )


def test_the_sender_can_nudge_the_department_or_offer_it_elsewhere() -> None:
    row = reminder(offered(), ANNA, rung=2)
    assert batch(row, reader=reader(user=ANNA)) == (
        "Du wartest auf\n"
        "H-128 · Gutschrift für Müller\n"
        "H-128 hat in der Abteilung Buchhaltung noch niemand angenommen. Sie liegt also noch bei dir.\n"
        "[Anstupsen] [Anders übergeben]"
        " ⋯ Morgen erinnern · Nächsten Montag · An einem anderen Tag … · Nichts mehr davon · Warum sehe ich das?"
    )
    assert "Buchhaltung has not accepted H-128 yet; it is still yours.\n[Nudge] [Offer elsewhere]" in batch(
        row, reader=reader("en", ANNA)
    )


# Who reads it, of which matter, when; and what they read between the title and the buttons, with the first buttons.
ROWS = {
    "asked before acceptance": (
        asked().handoff,
        ANNA,
        MONDAY,
        "@U0DORA braucht deine Antwort, um mit H-128 weiterzukommen. Sie liegt noch bei dir.\n[Antworten]",
        "@U0DORA needs your answer to go on with H-128. It is still yours.\n[Answer]",
    ),
    "asked after acceptance": (
        accepted().then(DORA, AskInformation("Netto?")).handoff,
        ANNA,
        MONDAY,
        "@U0DORA braucht deine Antwort, um mit H-128 weiterzukommen. Sie liegt bei @U0DORA.\n[Antworten]",
        "@U0DORA needs your answer to go on with H-128. It is with @U0DORA.\n[Answer]",
    ),
    "declined": (
        declined().handoff,
        ANNA,
        MONDAY,
        "H-128 wurde in der Abteilung Buchhaltung abgelehnt. Sie liegt wieder bei dir:"
        " Möchtest du sie anders übergeben oder zurückziehen?\n[Anders übergeben] [Zurückziehen]",
        "Buchhaltung has declined H-128; it is yours again. Offer it elsewhere, or withdraw it?"
        "\n[Offer elsewhere] [Withdraw]",
    ),
    "due soon": (
        accepted().handoff,
        DORA,
        MONDAY,
        "H-128 ist am Fr 27.11., 12:00 fällig und liegt bei dir.\n[Erledigt]",
        "H-128 is due Fri 27 Nov, 12:00, and it is with you.\n[Done]",
    ),
    "overdue": (
        accepted().handoff,
        DORA,
        SATURDAY,
        "H-128 war am Fr 27.11., 12:00 fällig und liegt bei dir. Wenn es länger dauert, hilft ein Wort an @U0ANNA."
        "\n[Erledigt]",
        "H-128 was due Fri 27 Nov, 12:00, and it is with you. If it takes longer, a word to @U0ANNA helps.\n[Done]",
    ),
    "overdue, for the lead": (
        accepted().handoff,
        CEM,
        SATURDAY,
        "H-128 war am Fr 27.11., 12:00 fällig und liegt bei @U0DORA. Kannst du helfen?\n[Erledigt]",
        "H-128 was due Fri 27 Nov, 12:00; it is with @U0DORA. Could you help?\n[Done]",
    ),
    "done": (
        done().handoff,
        ANNA,
        MONDAY,
        "@U0DORA ist mit H-128 fertig. Ist es gelöst? Bis du das sagst, liegt sie bei dir.\n[Bestätigen]",
        "@U0DORA is done with H-128. Is it solved? Until you say so, it is yours.\n[Confirm]",
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_why_and_whose_it_is_and_offers_what_helps(row: str) -> None:
    handoff, who, now, german, english = ROWS[row]
    for language, expected in (("de", german), ("en", english)):
        text = batch(reminder(handoff, who), reader=reader(language, who, now))
        assert f"H-128 · Gutschrift für Müller\n{expected} " in text


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            DORA,
            "Die Pause von H-128 ist vorbei, und sie liegt bei dir. Kann es weitergehen?\n[Erledigt] [Warten bis …]",
        ),
        (CEM, "Die Pause von H-128 ist vorbei. Sie liegt bei @U0DORA.\n[Erledigt]"),
    ],
)
def test_the_end_of_a_pause_is_told(who: str, expected: str) -> None:
    row = outdated(paused(), LadderKind.PAUSED, FRIDAY, who)
    assert expected in batch(row, reader=reader(user=who, now=FRIDAY))


def test_before_it_closes_by_itself_the_sender_learns_that_it_will() -> None:
    first = batch(reminder(done().handoff, ANNA), reader=reader("en", ANNA))
    last = batch(reminder(done().handoff, ANNA, rung=1), reader=reader("en", ANNA))
    assert "closes by itself" not in first
    assert "If nobody answers, it closes by itself." in last


@pytest.mark.parametrize(
    ("handoff", "who", "whom"),
    [
        (offered(moment_that_matters=True), ANNA, CEM),
        (offered(moment_that_matters=True), CEM, ANNA),
        (Story(brief=replace(offered().brief, moment_that_matters=True)).handoff, ANNA, CEM),
    ],
)
def test_where_it_matters_to_the_customer_a_call_helps_more(handoff: Handoff, who: str, whom: str) -> None:
    row = reminder(replace(handoff, delivered_at=MONDAY), who)
    text = batch(row, reader=reader("en", who))
    assert f"It matters to the customer: a call to @{whom} helps more than another message." in text


INSTEAD = [
    (
        offered(),
        ANNA,
        Reach.LEAD,
        "Für die Abteilung Buchhaltung ist in Staffel keine Leitung eingetragen, darum kommt das zu dir."
        " @U0NINA kann eine eintragen.",
    ),
    (offered(), NINA, Reach.LEAD, "Du kannst sie in der Organisationsdatei eintragen."),
    (offered(), NINA, Reach.DEPARTMENT, "Die Abteilung Buchhaltung gibt es in Staffel nicht mehr"),
    (
        done().handoff,
        CEM,
        Reach.REQUESTER,
        "@U0ANNA ist nicht mehr da, darum kommt das zu dir. @U0NINA kann an der Stelle handeln.",
    ),
    (done().handoff, NINA, Reach.REQUESTER, "Du kannst an der Stelle handeln."),
    (accepted().handoff, CEM, Reach.ASSIGNEE, "@U0DORA ist nicht mehr da, darum kommt das zu dir"),
]


@pytest.mark.parametrize(("handoff", "who", "instead_of", "expected"), INSTEAD)
def test_whoever_is_told_instead_of_somebody_else_learns_why_and_how_to_mend_it(
    handoff: Handoff, who: str, instead_of: Reach, expected: str
) -> None:
    row = reminder(handoff, who, instead_of=instead_of)
    assert expected in batch(row, reader=reader(user=who))


def test_an_admin_who_is_told_instead_can_offer_it_elsewhere() -> None:
    row = reminder(offered(), NINA, instead_of=Reach.LEAD)
    assert "[Weiterleiten] [Morgen erinnern]" in batch(row, reader=reader(user=NINA))


def test_what_waits_for_you_comes_before_what_you_wait_for() -> None:
    waits, for_you = offered(), replace(done().handoff, number=7)
    text = batch(reminder(waits, ANNA), reminder(for_you, ANNA), reader=reader(user=ANNA))
    assert (
        text.index("Wartet auf dich") < text.index("H-7") < text.index("Du wartest auf") < text.index("H-128")
    )


def test_what_was_snoozed_says_until_when_and_has_a_way_back() -> None:
    until = reminder(accepted().handoff, DORA, snoozed=Snoozed(FRIDAY))
    forever = reminder(accepted().handoff, DORA, snoozed=Snoozed(None))
    title = "Wartet auf dich\nH-128 · Gutschrift für Müller"
    assert batch(until, reader=reader(user=DORA)) == (
        f"{title} – du hörst am Fr 27.11., 12:00 wieder davon\n[Rückgängig]"
    )
    assert batch(forever, reader=reader(user=DORA)) == f"{title} – du hörst nichts mehr davon\n[Rückgängig]"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (accepted().handoff, "ist schon weiter: angenommen · Verantwortlich: @U0DORA"),
        (closed().handoff, "ist schon weiter: abgeschlossen"),
        (
            Story().then(CEM, Reroute("it", "Lizenz")).handoff,
            "ist schon weiter: jetzt der Abteilung IT angeboten",
        ),
    ],
)
def test_what_has_moved_on_says_so_and_asks_for_nothing(now: Handoff, expected: str) -> None:
    row = outdated(now, LadderKind.NOT_ACCEPTED, MONDAY, CEM)
    assert batch(row, reader=reader(user=CEM)).endswith(f"H-128 · Gutschrift für Müller {expected}")


def test_the_rest_is_one_click_away() -> None:
    row = reminder(offered(), ANNA)
    assert batch(row, reader=reader(user=ANNA), total=3).endswith("\n[2 weitere zeigen]")
    assert batch(row, reader=reader("en", ANNA), total=2).endswith("\n[Show 1 more]")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "1 Übergabe wartet auf dich. Du wartest auf 2 Übergaben."),
        ("en", "1 handoff waits for you. You wait for 2 handoffs."),
    ],
)
def test_a_notification_counts_what_waits(language: str, expected: str) -> None:
    rows = (reminder(done().handoff, ANNA), reminder(offered(), ANNA), reminder(offered(), ANNA))
    assert nudges(Gathered(1, COMPANY, rows, 3), reader(language, ANNA), {}).text == expected


def test_a_notification_counts_what_the_message_has_no_room_for() -> None:
    rows = (reminder(offered(), "C0ACC"), reminder(offered(), "C0ACC"))
    gathered = Gathered(1, COMPANY, rows, 9)
    assert nudges(gathered, reader("de"), {}).text == (
        "2 Übergaben sind noch nicht angenommen. Es gibt 7 weitere."
    )


def test_the_notification_of_a_single_one_says_it_all() -> None:
    content = nudges(Gathered(1, COMPANY, (reminder(offered(), "C0ACC"),), 1), reader("en"), {})
    assert content.text == "Nobody here has accepted H-128 yet; it is still with <@U0ANNA>."


def without_accounting() -> Organisation:
    others = tuple(one for one in COMPANY.departments if one.key != "accounting")
    return COMPANY.model_copy(update={"departments": others})


def test_of_a_department_that_is_no_more_the_row_says_what_helps_and_offers_nothing_in_vain() -> None:
    closed_down = without_accounting()
    assert batch(reminder(offered(), ANNA, rung=2), reader=reader(user=ANNA), organisation=closed_down) == (
        "Du wartest auf\n"
        "H-128 · Gutschrift für Müller\n"
        "H-128 hat in der Abteilung accounting noch niemand angenommen. Sie liegt also noch bei dir."
        " accounting gibt es in Staffel nicht mehr, dort kann sie also niemand annehmen:"
        " Übergib sie anders, oder zieh sie zurück.\n"
        "[Anders übergeben] [Zurückziehen]"
        " ⋯ Morgen erinnern · Nächsten Montag · An einem anderen Tag … · Nichts mehr davon · Warum sehe ich das?"
    )
    in_its_channel = batch(reminder(offered(), "C0ACC"), reader=reader(), organisation=closed_down)
    assert in_its_channel.endswith(
        " accounting gibt es in Staffel nicht mehr; @U0ANNA kann sie einer anderen Abteilung übergeben.\n"
        "⋯ Details und Verlauf · Warum sehe ich das?"
    )
