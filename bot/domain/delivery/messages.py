"""Outgoing messages as data. What they say is rendered at the edge, from the state at the time of sending."""

from dataclasses import dataclass
from enum import StrEnum


class MessageKind(StrEnum):
    """What kind of message leaves for Slack."""

    CARD = "card"  # the one card of a hop, posted once and updated ever after
    LINE = "line"  # one event in the card's thread
    POKE = "poke"  # the same, once its channel may be reached
    DIRECT = "direct"  # one event, to one person
    SOURCE_NOTE = "source_note"  # in the thread of the message that the handoff was made from
    ROUND = "round"  # to the few who talk before a fourth hop, as ids with commas between
    TALK = "talk"  # to the two who talk first, as ids with a comma between; `event` is the hop
    NUDGES = "nudges"  # what waits for one person or department, gathered; about many, `event` is the batch
    SUMMARY = "summary"  # a week's silo summary; about no handoff, `event` is the posting's id
    MAIL = "mail"  # what to say about a mail that is held; about no handoff, `event` is the mail's id
    ANSWER = "answer"  # by mail, to somebody without Slack; `to` stands for their address
    TROUBLE = "trouble"  # to one person who can mend a channel; about no handoff, `event` is the trouble's id
    ASKED = "asked"  # to the one who is asked to accept a hop; `event` is the hop
    RULES = "rules"  # to one who looks after routing rules; about no handoff, `event` is the month, as 202611
    PROMPT = "prompt"  # to the author of a message, seen by nobody else; `event` is the prompt's id
    OFFER = (
        "offer"  # to one person: may Staffel notice in that channel? `event` is the id of the noticed channel
    )
    NOTICING = (
        "noticing"  # to a channel: it is on here; `event` as above, `hop` counts how often it was switched on
    )
    CUE_OFF = "cue_off"  # to an admin: a cue was switched off by itself; `event` is that one's id


_ON_THEIR_OWN = frozenset(
    {MessageKind.POKE, MessageKind.PROMPT, MessageKind.OFFER, MessageKind.NOTICING, MessageKind.CUE_OFF}
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message to `to` (a channel or a person) about one handoff; `event` is the entry it tells of."""

    kind: MessageKind
    to: str
    number: int
    hop: int
    event: int = 0

    @property
    def key(self) -> str:
        """Return what makes the message unique in its workspace: a second one with this key is not sent."""
        match self.kind:
            case MessageKind.CARD:
                return card_key(self.number, self.hop)
            case MessageKind.SOURCE_NOTE:
                return f"source_note:{self.number}"
            case MessageKind.NUDGES:
                return f"nudges:{self.to}:{self.event}"
            case MessageKind.NOTICING:
                return f"noticing:{self.event}:{self.hop}"
            case _:
                return f"{self.kind}:{self.number}:{self.event}:{self.to}"

    @property
    def lane(self) -> str:
        """Return the lane in which order is kept: one handoff in one conversation.

        What waits for the morning of its reader must not hold up what is about something else.
        """
        if self.kind in _ON_THEIR_OWN:
            return self.key
        return f"{self.number}:{self.to}"


def to_person(to: str) -> bool:
    """Return whether a message to `to` goes to a person, not into a channel."""
    return to.startswith(("U", "W"))


def card_key(number: int, hop: int) -> str:
    """Return the key of the one card of a hop."""
    return f"card:{number}:{hop}"
