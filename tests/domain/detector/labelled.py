"""Sentences with what people say they are, and how well the detector agrees."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from bot.domain.detector.deciding import Detection, Kind, Unsure, classify
from bot.domain.detector.directory import Called, Directory

DATA = Path(__file__).parents[2] / "data" / "detection"

PARTS = ("given", "dev", "held_out", "fresh", "voices")
"""given and dev were at hand when the rules were made, voices when they were widened; the others are `APART`.

`offices` is no part: it is unseen, and nothing is held to it, so that nobody is tempted to make rules for it.
"""

APART = PARTS[2:4]
"""held_out was written before the rules, fresh after them; no rule was made for either, but their errors were seen."""

COMPANY = Directory.of(
    [
        Called("sales", ("sales", "Vertrieb"), ("Angebot", "Rabatt", "quote"), ("C0SALES", "S0SALES")),
        Called("service", ("service", "Kundendienst"), ("Reklamation", "Beschwerde"), ("C0SERVICE",)),
        Called("accounting", ("accounting", "Buchhaltung"), ("Rechnung", "Gutschrift"), ("C0ACC", "S0ACC")),
        Called("logistics", ("logistics", "Logistik"), ("Lieferung", "Versand"), ("C0LOG",)),
        Called("it", ("it", "IT"), ("Zugang", "Passwort", "password"), ("C0IT",)),
        Called("legal", ("legal", "Recht"), ("Vertrag", "Datenschutz", "contract"), ("C0LEGAL",)),
    ]
)


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence; `department` is None where it names none, "?" where nobody looked."""

    language: str
    kind: Kind
    department: str | None
    text: str

    def detected(self) -> Detection:
        return classify(self.text, COMPANY)


def apart() -> list[Sentence]:
    """Return the sentences of all parts that no rule was changed for."""
    return [one for part in APART for one in sentences(part)]


def sentences(part: str) -> list[Sentence]:
    """Return the sentences of `tests/data/detection/<part>.tsv`."""
    rows = (line.split("\t") for line in (DATA / f"{part}.tsv").read_text("utf-8").splitlines())
    return [
        Sentence(language, Kind(kind), None if department == "-" else department, text.replace("\\n", "\n"))
        for language, kind, department, text in rows
    ]


@dataclass(frozen=True)
class Share:
    """`k` of `n`, with its Wilson interval at 95 %."""

    k: int
    n: int

    @property
    def value(self) -> float:
        return self.k / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        z2 = 1.96**2
        middle = (self.k + z2 / 2) / (self.n + z2)
        half = 1.96 / (self.n + z2) * sqrt(self.k * (self.n - self.k) / self.n + z2 / 4)
        return middle - half, middle + half

    def told(self) -> str:
        """Return the share as a person reads it."""
        low, high = self.interval
        return f"{self.value:.3f} ({self.k} of {self.n}; {low:.2f} to {high:.2f})"


def precision(of: Iterable[Sentence]) -> Share:
    """Return which share of the prompts is right."""
    prompted = [one.kind is Kind.FIRE_AND_FORGET for one in of if one.detected().prompt]
    return Share(sum(prompted), len(prompted))


def recall(of: Iterable[Sentence]) -> Share:
    """Return which share of what is fire-and-forget is prompted."""
    wanted = [one.detected().prompt for one in of if one.kind is Kind.FIRE_AND_FORGET]
    return Share(sum(wanted), len(wanted))


def departments_right(of: Iterable[Sentence]) -> Share:
    """Return how often the department is right, of the fire-and-forget that name one."""
    named = [
        one.detected().department == one.department
        for one in of
        if one.kind is Kind.FIRE_AND_FORGET and one.department not in {None, "?"}
    ]
    return Share(sum(named), len(named))


def report(part: str, of: Sequence[Sentence]) -> Iterator[str]:
    """Yield the lines of a report: figures, confusion, and each error with the cue that decided."""
    yield from figures(part, of)
    yield "  unsure where nobody is asked: thrown, not"
    for unsure in Unsure:
        thrown, n = in_doubt(of, unsure)
        yield f"    {unsure:<28}{thrown:>5}{n - thrown:>5}"
    yield from _by_cue(of)


def in_doubt(of: Iterable[Sentence], unsure: Unsure) -> tuple[int, int]:
    """Return of how many sentences the rules are unsure in this way: those that are fire-and-forget, and all."""
    doubtful = [one.kind is Kind.FIRE_AND_FORGET for one in of if one.detected().unsure is unsure]
    return sum(doubtful), len(doubtful)


def figures(part: str, of: Sequence[Sentence]) -> Iterator[str]:
    """Yield the lines of a report that count: shares with their intervals, and which kinds were confused."""
    yield f"{part}: {len(of)} sentences"
    yield f"  precision of the prompt   {precision(of).told()}"
    yield f"  recall of the prompt      {recall(of).told()}"
    named = departments_right(of)
    yield f"  department, if named      {named.told() if named.n else 'not labelled'}"
    confused = Counter((one.kind, one.detected().kind) for one in of)
    yield "  labelled as       " + "".join(f"{kind:>17}" for kind in Kind)
    for label in Kind:
        yield f"  {label:<18}" + "".join(f"{confused[label, kind]:>17}" for kind in Kind)


def _by_cue(of: Sequence[Sentence]) -> Iterator[str]:
    yield "  cues that led to a prompt: right, wrong"
    prompts = [
        (str(one.detected().cue), one.kind is Kind.FIRE_AND_FORGET) for one in of if one.detected().prompt
    ]
    counted = Counter(prompts)
    for cue in sorted({cue for cue, _ in prompts}):
        yield f"    {cue:<28}{counted[cue, True]:>5}{counted[cue, False]:>5}"
    for one in of:
        found = one.detected()
        if found.kind is not one.kind or found.prompt is not (one.kind is Kind.FIRE_AND_FORGET):
            asked = " and asks" if found.prompt else ""
            yield f"  {one.kind} taken for {found.kind}{asked} ({found.cue}): {one.text!r}"
