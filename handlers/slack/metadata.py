"""What a form carries along unseen, in Slack's `private_metadata`: at most 3000 characters, and back with each answer."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, field, replace

from bot.domain.guest.brief import Guess, Guesses
from bot.domain.matter.handoff import Source
from bot.domain.proposing.routing import Proposal
from bot.domain.text import clean, shorten
from bot.errors import NotAllowedError, StaffelError

_MOST = 3000
_MARK = 60


class MalformedPayloadError(StaffelError):
    """A payload that none of our messages and forms can have caused; nothing is done for it."""


@contextmanager
def well_formed() -> Iterator[None]:
    """Turn whatever is wrong with the shape of a payload into MalformedPayloadError."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise MalformedPayloadError(f"{type(error).__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class Turning:
    """Carried by a form about one handoff; `by` is for whom it was opened, `home`: from App Home."""

    handoff: int
    by: str
    home: bool = False

    def written(self) -> str:
        """Return it as private metadata."""
        return json.dumps(asdict(self))


def turning(metadata: str) -> Turning:
    """Return what `Turning.written` wrote; raise MalformedPayloadError for anything else."""
    with well_formed():
        told = json.loads(metadata)
        return Turning(int(told["handoff"]), str(told["by"]), bool(told["home"]))


def own_turning(metadata: str, user: str, action: str) -> Turning:
    """Return what the form of `user` carries; raise NotAllowedError if it was opened for somebody else."""
    carried = turning(metadata)
    if carried.by != user:
        raise NotAllowedError("not_your_form", action=action, handoff=f"H-{carried.handoff}")
    return carried


@dataclass(frozen=True, slots=True)
class Opening:
    """Carried by the form of a new handoff.

    `source` is the message it is made from; `kept` are answers to the needs of departments that were chosen before,
    for the sender who comes back to one of them. `channel` is where the form was asked for, `proposal` what the form
    proposes. `answer_to` is where Slack takes an answer to the prompt that led here. `marks` are the words of the
    sender's text that fields were read from. `watched` is the id of that prompt, if it was about a mail.
    `guesses` are the language model's proposals that the form shows; they hold where their field is left empty.
    """

    source: Source | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    channel: str | None = None
    proposal: Proposal | None = None
    answer_to: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    watched: int | None = None
    guesses: Guesses = field(default_factory=dict)

    def with_guesses(self, guesses: Guesses) -> "Opening":
        """Return it with as many of the proposals as what was typed leaves room for, the longest left out."""
        fitting = dict(guesses)
        while len((told := replace(self, guesses=fitting))._json(self.kept)) > _MOST and fitting:
            del fitting[max(fitting, key=lambda name: len(str(fitting[name].value)))]
        return told

    def written(self) -> str:
        """Return it as private metadata; the longest answers are left out if there is no room for all."""
        kept = dict(self.kept)
        while len(text := self._json(kept)) > _MOST and kept:
            del kept[max(kept, key=lambda key: len(kept[key]))]
        return text

    def _json(self, kept: Mapping[str, str]) -> str:
        source = self.source and [self.source.channel, self.source.ts, self.source.permalink]
        proposal = self.proposal and astuple(self.proposal)
        carried = {
            "source": source,
            "kept": dict(kept),
            "channel": self.channel,
            "proposal": proposal,
            "answer_to": self.answer_to,
            "marks": {name: shorten(words, _MARK) for name, words in self.marks.items()},
            "watched": self.watched,
            "guesses": {name: [guess.value, guess.words] for name, guess in self.guesses.items()},
        }
        return json.dumps(carried, ensure_ascii=False)


def opening(metadata: str) -> Opening:
    """Return what `Opening.written` wrote; raise MalformedPayloadError for anything else."""
    with well_formed():
        told = json.loads(metadata)
        kept = {str(key): str(text) for key, text in told["kept"].items()}
        source = Source(*told["source"]) if told["source"] else None
        channel = str(told["channel"]) if told["channel"] else None
        marks = {str(name): clean(str(words)) for name, words in told["marks"].items()}
        watched = int(told["watched"]) if told["watched"] else None
        return Opening(
            source,
            kept,
            channel,
            _proposal(told["proposal"]),
            str(told["answer_to"]),
            marks,
            watched,
            {str(name): _guess(*guess) for name, guess in told["guesses"].items()},
        )


def _guess(value: object, words: object) -> Guess:
    return Guess(value if isinstance(value, int) else clean(str(value)), clean(str(words)))


def _proposal(told: list[object] | None) -> Proposal | None:
    if told is None:
        return None
    department, because, rule, alike = told
    return Proposal(str(department), clean(str(because)), str(rule), int(str(alike)))
