"""Where Staffel notices fire-and-forget messages: in channels that have opted in, and only there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.company.department import Kind
from bot.domain.company.membership import Membership
from bot.domain.company.organisation import Organisation
from bot.domain.delivery.messages import Message, MessageKind
from bot.domain.mail.watching import PLACE
from bot.domain.matter.roles import is_admin
from bot.errors import NotAllowedError

SECOND_OPINION = "second-opinion"
"""The cue of prompts that a language model has led to: counted, and switched off, as any other."""


class Consent(StrEnum):
    """What a channel has said."""

    ASKED = "asked"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class NoticedChannel:
    """One channel that Staffel was invited to; `by` is who invited it, or decided; `times` it was switched on so often.

    `second_opinion`: a language model may be asked about its messages, where the rules are unsure.
    """

    id: int
    channel: str
    consent: Consent
    by: str | None
    since: datetime
    times: int = 0
    second_opinion: bool = False


@dataclass(frozen=True, slots=True)
class Noticing:
    """What is on in a workspace; `without` are cues that are switched off.

    `second_opinions` are the channels about whose messages a language model may be asked.
    """

    on: bool = True
    channels: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    second_opinions: frozenset[str] = frozenset()

    def hears(self, channel: str) -> bool:
        """Return whether messages of a channel are looked at; mails are, since their senders have put us in copy."""
        return self.on and (channel in self.channels or channel == PLACE)

    def asks(self, channel: str, cue: str) -> bool:
        """Return whether authors of messages in a channel are asked when this cue was found."""
        allowed = cue != SECOND_OPINION or channel in self.second_opinions
        return self.hears(channel) and allowed and cue not in self.without


@dataclass(frozen=True, slots=True)
class CueOff:
    """A cue that was switched off since `dismissed` of `shown` prompts were; `until` it was switched on again."""

    id: int
    cue: str
    since: datetime
    shown: int
    dismissed: int
    until: datetime | None = None
    by: str | None = None


def deciders(organisation: Organisation, channel: str) -> tuple[str, ...]:
    """Return who may say yes for a channel: the leads of its departments and the named admins.

    For a channel of no department any lead may. Partners decide nothing: what is said there is the company's.
    """
    own = [one for one in organisation.departments if one.kind is Kind.INTERNAL]
    its = [one for one in organisation.departments if one.channel == channel]
    leads = [one.lead for one in (its or own) if one.lead and one in own]
    return tuple(dict.fromkeys([*leads, *organisation.workspace.admins]))


def may_decide(user: str, membership: Membership, organisation: Organisation, channel: str) -> bool:
    """Return whether somebody may decide for a channel; Slack's own admins may as well, guests never."""
    if membership not in {Membership.MEMBER, Membership.ADMIN}:
        return False
    return user in deciders(organisation, channel) or is_admin(user, organisation, membership)


def check_decider(user: str, membership: Membership, organisation: Organisation, channel: str) -> None:
    """Raise NotAllowedError unless `user` may decide for the channel."""
    if not may_decide(user, membership, organisation, channel):
        people = deciders(organisation, channel)
        raise NotAllowedError("not_yours_to_switch", people=" ".join(people[:3]) or None)


def asked(organisation: Organisation, channel: str) -> tuple[str, ...]:
    """Return who is asked about a channel whose inviter may not decide: those who are nearest to it."""
    people = deciders(organisation, channel)
    its = {one.lead for one in organisation.departments if one.channel == channel}
    nearest = tuple(person for person in people if person in its)
    return nearest or organisation.workspace.admins or people


def offers(place: NoticedChannel, to: tuple[str, ...]) -> list[Message]:
    """Return the question to each of these, which shows the present state as long as it stands."""
    return [Message(MessageKind.OFFER, person, number=0, hop=0, event=place.id) for person in to]


def told_in_channel(place: NoticedChannel) -> Message:
    """Return the line that tells the channel that it is on, since the last time it was switched on."""
    return Message(MessageKind.NOTICING, place.channel, number=0, hop=place.times, event=place.id)


def told_of_cue(off: CueOff, organisation: Organisation) -> list[Message]:
    """Return what admins are told when a cue was switched off by itself."""
    admins = organisation.workspace.admins
    return [Message(MessageKind.CUE_OFF, admin, number=0, hop=0, event=off.id) for admin in admins]
