"""How somebody wants to be nudged, and the channels of the departments that they lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.nudging.preferences import Preferences
from bot.ports import UnitOfWork
from bot.services.request import Request


@dataclass(frozen=True, slots=True)
class Preferred:
    """`channels` are the preferences of the channels of departments that the person leads, by a department's key.

    Departments that share a channel share its preferences: they stand under the first one's key.
    """

    own: Preferences = field(default_factory=Preferences)
    channels: Mapping[str, Preferences] = field(default_factory=dict)

    def led(self, organisation: Organisation) -> list[Department]:
        """Return the departments of those keys."""
        return [department for department in organisation.departments if department.key in self.channels]


async def see_preferences(unit_of_work: UnitOfWork, request: Request) -> Preferred:
    """Return the actor's preferences, and those of the departments that they lead."""
    async with unit_of_work.read() as work:
        organisation = await work.organisations.get(request.workspace)
        channels = {
            one.channel: one for one in reversed(organisation.departments) if one.lead == request.actor
        }
        own = await work.nudges.preferences(request.workspace, request.actor)
        led = {
            one.key: await work.nudges.preferences(request.workspace, channel)
            for channel, one in channels.items()
        }
        return Preferred(own, led)
