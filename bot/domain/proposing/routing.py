"""Which department a matter belongs to, as the company's rules and departments' topics say it; a proposal, no more.

People are never looked at: not who was quick, nor who was kind (EU AI Act, Annex III 4 b). Only words, customer,
channel, urgency and the sender's department decide.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.company.organisation import Organisation, RuleCondition

_WORD = re.compile(r"\w+")
_SHORTEST = 3
"""Letters of the shortest beginning of a word that counts: "IT" has to stand alone, "Gutschrift" begins others."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of a matter while its sender writes: the texts, the channel it comes from, the sender's side."""

    text: str
    customer: str = ""
    channel: str | None = None
    urgent: bool = False
    from_department: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A department, and why; `rule` is the mark of the rule, empty where only words spoke for it.

    `alike` is how many earlier handoffs with those words it had accepted, 0 where the organisation itself says so.
    """

    department: str
    because: str = ""
    rule: str = ""
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Routed:
    """What was proposed to the sender of a handoff, what they chose, and why if they chose otherwise."""

    proposal: Proposal
    chosen: str
    reason: str = ""

    @property
    def exception(self) -> bool:
        """Return whether a person chose against a rule."""
        return bool(self.proposal.rule) and self.chosen != self.proposal.department


class Router:
    """The rules and topics of one organisation, ready for a form that changes with every word.

    First match wins. Topics match where a word of the text begins with them, so that "Gutschrift" finds
    "Gutschriften"; a topic of several words matches where all of them stand in the text.
    """

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self._rules = _Index(
            (at, topic) for at, rule in enumerate(organisation.rules) for topic in rule.when.topic
        )
        self._wordless = [at for at, rule in enumerate(organisation.rules) if not rule.when.topic]
        self._topics = _Index(
            (at, topic)
            for at, department in enumerate(organisation.departments)
            for topic in (*department.topics, department.name)
        )

    def propose(self, matter: Matter) -> Proposal | None:
        """Return where the first rule that matches sends the matter, else whose topics it names; None if neither."""
        words = _words(matter.text)
        topics = self._rules.found(words)
        for position in sorted({*self._wordless, *topics}):
            rule = self.organisation.rules[position]
            because = _because(rule.when, matter, topics.get(position, [""])[0])
            if because is not None and rule.to != matter.from_department:
                return Proposal(rule.to, because, rule.mark)
        return self._by_topics(matter, words)

    def _by_topics(self, matter: Matter, words: list[str]) -> Proposal | None:
        named = {
            self.organisation.departments[at].key: topics for at, topics in self._topics.found(words).items()
        }
        hits = Counter({key: len(topics) for key, topics in named.items() if key != matter.from_department})
        match hits.most_common(2):
            case [(key, most), *others] if not others or others[0][1] < most:
                return Proposal(key, named[key][0])
            case _:  # a tie proposes nothing: better no proposal than one by the order of the file
                return None


class _Index:
    """Topics by the word they begin with: a text asks for its own words, never for all topics."""

    def __init__(self, topics: Iterable[tuple[int, str]]) -> None:
        self._by_word: dict[str, list[tuple[int, str, list[str]]]] = {}
        for position, topic in topics:
            if words := _words(topic):
                self._by_word.setdefault(words[0], []).append((position, topic, words[1:]))

    def found(self, words: list[str]) -> dict[int, list[str]]:
        """Return the topics that stand in a text, in its order, by the position of whose they are."""
        topics: dict[int, dict[str, None]] = {}
        known = frozenset(words)
        for beginning in dict.fromkeys(word[:length] for word in words for length in _lengths(word)):
            for position, topic, others in self._by_word.get(beginning, ()):
                if all(_begins(other, known) for other in others):
                    topics.setdefault(position, {})[topic] = None
        return {position: list(found) for position, found in topics.items()}


def _lengths(word: str) -> Iterable[int]:
    return (*range(_SHORTEST, len(word)), len(word))


def _because(when: RuleCondition, matter: Matter, topic: str) -> str | None:
    """Return what made a rule match, beside its topic: empty for one without words; None if it does not match."""
    if when.channel and when.channel != matter.channel:
        return None
    if when.urgent is not None and when.urgent != matter.urgent:
        return None
    if when.from_department and when.from_department != matter.from_department:
        return None
    customer = next((one for one in when.customer if one.casefold() in matter.customer.casefold()), "")
    if when.customer and not customer:
        return None
    return topic or customer


def _begins(wanted: str, known: frozenset[str]) -> bool:
    return wanted in known or (len(wanted) >= _SHORTEST and any(word.startswith(wanted) for word in known))


def _words(text: str) -> list[str]:
    """Return the words of a text, folded but for one that is written like a short name: IT is no "it", HR no "hr"."""
    return [
        word if len(word) < _SHORTEST and word.isupper() else word.casefold() for word in _WORD.findall(text)
    ]
