"""A partner in a shared channel takes part in its handoffs, and other people of other companies do not."""

from bot.domain.company.department import Kind
from bot.domain.matter.handoff import State
from tests.flows.office import Office, read


async def with_partner(office: Office, *members: str) -> None:
    """Let the IT be another company's, with people who are here through its channel only."""
    async with office.storage.unit_of_work.write() as work:
        company = await work.organisations.get(office.slack.team_id)
        changed = {"kind": Kind.PARTNER, "members": members, "lead": None}
        departments = tuple(
            one.model_copy(update=changed) if one.key == "it" else one for one in company.departments
        )
        after = company.model_copy(update={"departments": departments})
        await work.organisations.save(office.slack.team_id, after)


async def test_a_partner_accepts_and_nobody_else_of_another_company_does(office: Office) -> None:
    for user, name in (("U0PIA", "Pia Partner"), ("U0STRAN", "Stran Ger")):
        await office.slack.people.hire(user, name, team="T0PARTNER", locale="en-US")
    pia, stranger = office.pia, office.stran
    await with_partner(office, "U0PIA")
    for person in (pia, stranger):
        await person.join("C0IT")
    card = await office.offer(office.ben, "it", "New switch")
    await stranger.click(card, "accept_handoff")
    assert "another company" in read(await office.whispered(stranger, "C0IT"))
    assert (await office.handoff(1)).state is State.OFFERED
    await pia.click(card, "accept_handoff")
    await office.seen(pia, "C0IT", "@U0PIA")
    assert (await office.handoff(1)).assignee == "U0PIA"


async def test_a_partner_reads_the_brief_and_nothing_that_was_said_inside(office: Office) -> None:
    await office.slack.people.hire("U0PIA", "Pia Partner", is_restricted=True, locale="en-US")
    await with_partner(office, "U0PIA")
    card = await office.offer(office.ben, "logistics", "New labels", details="Size 4 x 6")
    await office.priya.click(card, "more", "reroute_handoff:1")
    await office.form(office.priya, "reroute_handoff")
    office.priya.fill(department="it", reason="Ben forgot it again")
    await office.priya.submit()
    await office.pia.join("C0IT")
    there = await office.seen(office.pia, "C0IT", "New labels", "Size 4 x 6")
    assert "forgot" not in read(there)
    ack = await office.pia.command("/handoff show H-1", channel="C0IT")
    assert "Size 4 x 6" in read(ack.body)
    assert "forgot" not in read(ack.body)
    other = await office.offer(office.ben, "accounting", "Refund")
    assert other
    ack = await office.pia.command("/handoff show H-2", channel="C0IT")
    assert "shown to those who take part" in read(ack.body)
