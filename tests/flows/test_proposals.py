"""While somebody writes, a department is proposed with the reason; the choice stays theirs."""

from bot.domain.proposing.routing import Routed
from tests.flows.office import Office, fields_of, read


async def routed(office: Office, number: int) -> Routed | None:
    async with office.storage.unit_of_work.read() as work:
        return await work.routings.of(office.slack.team_id, number)


async def test_what_is_typed_behind_the_command_is_proposed_for_with_the_reason(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff Gutschrift für Müller", channel="C0ALLE")
    form = await office.form(anna, "open_handoff")
    assert "Vorschlag: Buchhaltung – weil: Gutschrift" in read(form)
    assert "need.customer_no" in fields_of(form)
    anna.fill(**{"need.customer_no": "4711"})
    assert not (await anna.submit()).errors
    await office.seen(office.dora, "C0ACC", "H-1", "Gutschrift für Müller")


async def test_while_somebody_writes_the_proposal_follows_and_nothing_typed_is_lost(office: Office) -> None:
    priya = office.priya
    await priya.command("/handoff", channel="C0ALLE")
    await office.form(priya, "open_handoff")
    priya.fill(details="Smith is waiting.")
    await priya.choose("summary", "A refund for Smith")
    await office.slack.until(lambda: "Proposal: Buchhaltung – because: refund" in read(priya.view))
    await priya.choose("summary", "A new password for Smith")
    await office.slack.until(lambda: "Proposal: IT – because: password" in read(priya.view))
    assert not (await priya.submit()).errors
    card = await office.seen(office.jan, "C0IT", "A new password for Smith")
    assert "Smith is waiting." in read(card)


async def test_a_choice_is_never_changed_and_may_be_explained(office: Office) -> None:
    anna = office.anna
    await anna.command("/handoff", channel="C0ALLE")
    await office.form(anna, "open_handoff")
    await anna.choose("department", "it")
    await anna.choose("summary", "Gutschrift im Portal geht nicht")
    await office.slack.until(lambda: "exception" in fields_of(anna.view))
    assert "Warum nicht Buchhaltung?" in read(anna.view)
    anna.fill(exception="Das Portal ist kaputt, nicht die Gutschrift")
    assert not (await anna.submit()).errors
    await office.seen(office.jan, "C0IT", "Gutschrift im Portal geht nicht")
    kept = await routed(office, 1)
    assert kept is not None
    assert (kept.proposal.department, kept.proposal.because, kept.chosen) == (
        "accounting",
        "Gutschrift",
        "it",
    )
    assert kept.exception
    assert kept.reason == "Das Portal ist kaputt, nicht die Gutschrift"


async def test_who_has_chosen_what_is_proposed_sees_no_proposal(office: Office) -> None:
    anna, priya = office.anna, office.priya
    await anna.command("/handoff accounting: Gutschrift für Müller", channel="C0ALLE")
    assert "Vorschlag" not in read(await office.form(anna, "open_handoff"))
    await priya.command("/handoff", channel="C0ALLE")
    await office.form(priya, "open_handoff")
    await priya.choose("summary", "A refund for Smith")
    await office.slack.until(lambda: "Proposal: Buchhaltung" in read(priya.view))
    await priya.choose("department", "accounting")
    await office.slack.until(lambda: "Proposal" not in read(priya.view))


async def test_without_a_rule_what_was_accepted_before_is_proposed(office: Office) -> None:
    for number in range(3):
        await office.offer(office.ben, "legal", f"Kündigungsfrist Fall {number}")
        card = await office.seen(office.petra, "C0LEGAL", f"Fall {number}")
        await office.petra.click(card, "accept_handoff", str(number + 1))
    anna = office.anna
    await anna.command("/handoff Frage zur Kündigungsfrist", channel="C0ALLE")
    form = await office.form(anna, "open_handoff")
    assert "Vorschlag: Recht – weil: Kündigungsfrist , wie in 3 früheren Übergaben" in read(form)
