"""A thank-you closes the loop: for the one who did the work, or before their whole channel."""

from tests.flows.office import Json, Office, read


async def confirmed(office: Office, **typed: str | list[str]) -> Json:
    """Let Ben confirm what Priya has done; return the card."""
    ben, priya = office.ben, office.priya
    card = await office.offer(ben, "logistics", "Pallet for Smith")
    await priya.click(card, "accept_handoff")
    await priya.click(await office.seen(priya, "C0LOG", "Accountable: @U0PRIYA"), "finish_handoff")
    await office.form(priya, "finish_handoff")
    priya.fill(result="Sent today")
    await priya.submit()
    await ben.click(await office.told(ben, "Sent today"), "confirm_handoff")
    await office.form(ben, "confirm_handoff")
    ben.fill(**typed)
    assert not (await ben.submit()).errors
    await office.told(office.priya, "That was quick")
    await office.delivered()
    return card


async def test_a_public_thank_you_is_read_in_the_channel_of_whoever_did_the_work(office: Office) -> None:
    card = await confirmed(office, thanks="That was quick", thanks_public=["yes"])
    thanked = await office.seen(office.lars, "C0LOG", "Thanks to @U0PRIYA", "That was quick")
    assert thanked["subtype"] == "thread_broadcast"
    assert thanked["thread_ts"] == card["ts"]


async def test_a_private_thank_you_stays_between_the_two(office: Office) -> None:
    card = await confirmed(office, thanks="That was quick")
    thread = office.lars.messages("C0LOG", thread_ts=card["ts"])
    assert "has confirmed that it is solved." in read(thread)
    assert "That was quick" not in read([thread, office.lars.messages("C0LOG")])
