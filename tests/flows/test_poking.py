"""A sender asks in the receiver's channel who can take a matter over."""

from tests.flows.office import Office, read


async def test_a_sender_asks_in_the_channel_who_can_take_it_over_and_once_a_day_is_enough(
    office: Office,
) -> None:
    anna, dora = office.anna, office.dora
    await office.offer(anna, "accounting", "Gutschrift für Müller")
    await office.delivered()
    await anna.command("/handoff show H-1", channel="C0ALLE")
    whole = await office.whispered(anna, "C0ALLE")
    await anna.click(whole, "poke_handoff")
    asked = await office.seen(dora, "C0ACC", "H-1", "@U0ANNA fragt, wer das übernehmen kann.")
    assert asked["subtype"] == "thread_broadcast"

    await anna.click(whole, "poke_handoff")
    await office.slack.until(lambda: "Einmal am Arbeitstag reicht." in read(anna.messages("C0ALLE")))
