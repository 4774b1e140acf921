"""Proposals beside the handoffs that came of them, and what earlier handoffs tell about words."""

from bot.domain.company.rules import Uses
from bot.domain.proposing.likeness import Accepted
from bot.domain.proposing.routing import Proposal, Routed
from storage.database import Storage
from tests.storage.examples import HANSEN, a_company, a_handoff

REFUND = Proposal("accounting", "Gutschrift", "aaaa")


async def routed(storage: Storage, *those: Routed) -> None:
    async with storage.unit_of_work.write() as work:
        await work.organisations.save(HANSEN, a_company())
        for number, one in enumerate(those, 1):
            await work.handoffs.add(a_handoff(number))
            await work.routings.add(HANSEN, number, one)


async def test_what_was_proposed_and_chosen_is_kept_as_it_was(storage: Storage) -> None:
    told = Routed(REFUND, "it", "Das Portal ist kaputt")
    await routed(storage, told)
    async with storage.unit_of_work.read() as work:
        assert await work.routings.of(HANSEN, 1) == told
        assert await work.routings.of(HANSEN, 2) is None


async def test_uses_and_exceptions_are_counted_for_each_rule(storage: Storage) -> None:
    await routed(
        storage,
        Routed(REFUND, "it", "Portal"),
        Routed(REFUND, "accounting"),
        Routed(Proposal("it", "Server", "bbbb"), "it"),
        Routed(Proposal("it", "Drucker"), "sales"),  # of topics alone there is no rule to count for
    )
    async with storage.unit_of_work.read() as work:
        assert await work.routings.uses(HANSEN) == {"aaaa": Uses(2, 1), "bbbb": Uses(1, 0)}


async def test_only_what_was_accepted_and_holds_a_word_is_found_the_latest_first(storage: Storage) -> None:
    await routed(storage)
    async with storage.unit_of_work.write() as work:
        await work.handoffs.add(a_handoff(1, summary="Kündigungsfrist", assignee="U0TOM"))
        await work.handoffs.add(a_handoff(2, summary="Kündigungsfrist und Vertrag"))
        await work.handoffs.add(
            a_handoff(3, summary="Vertrag und Kündigungsfristen", assignee="U0TOM", to_department="legal")
        )
        await work.handoffs.add(a_handoff(4, summary="Server", assignee="U0JAN"))
        secret = a_handoff(5, summary="Vertrag", assignee="U0TOM", chosen=("U0TOM",))
        await work.handoffs.add(secret)
    async with storage.unit_of_work.read() as work:
        found = await work.routings.accepted_with(HANSEN, ["kundigungsfrist", "vertrag"], limit=9)
        assert found == [
            Accepted("legal", frozenset({"vertrag"})),
            Accepted("accounting", frozenset({"kundigungsfrist"})),
        ]
        assert len(await work.routings.accepted_with(HANSEN, ["kundigungsfrist", "vertrag"], limit=1)) == 1
        assert await work.routings.accepted_with(HANSEN, [], limit=9) == []
