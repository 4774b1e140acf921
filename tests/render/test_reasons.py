"""Why something cannot be: said kindly, with what was kept and what to do next."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot
import handlers
from bot.domain.matter.commands import Accept, AskInformation, Command, Finish, Reroute, Wait
from bot.domain.matter.decide import decide
from bot.domain.matter.decision import Turn
from bot.errors import Fact, InvalidFieldsError, RefusedError
from handlers.slack.render.notice import kept_form, notice, whole_text
from handlers.slack.render.reasons import REASONS, reason
from tests.company import ANNA, BEN, CEM, COMPANY, DORA, KIM, LARS, MONDAY
from tests.domain.story import Story, accepted, closed, declined
from tests.render.limits import check_view
from tests.render.seen import reader, seen

RAISING = {
    "problem",
    "Problem",
    "RefusedError",
    "NotAllowedError",
    "WrongStateError",
    "NotFoundError",
    "reason",
}
ALREADY = {
    "action": "accept_handoff",
    "state": "accepted",
    "accountable": DORA,
    "by": DORA,
    "activity": "accepted",
    "handoff": "H-128",
}


def refused(story: Story, who: str, command: Accept | Finish, language: str = "de") -> str:
    with pytest.raises(RefusedError) as refusal:
        decide(Turn(story.handoff, COMPANY, who, MONDAY), command)
    return seen(notice(reason(refusal.value.reason, refusal.value.facts, reader(language, who))))


def wrong(story: Story, who: str, command: Command, language: str = "de") -> dict[str, str]:
    with pytest.raises(InvalidFieldsError) as invalid:
        decide(Turn(story.handoff, COMPANY, who, MONDAY), command)
    reads = reader(language, who)
    return {
        field: reason(problem.reason, problem.facts, reads)
        for field, problem in invalid.value.problems.items()
    }


def said(key: str, language: str = "de", user: str | None = None, **facts: Fact) -> str:
    return seen(notice(reason(key, facts, reader(language, user))))


def test_every_reason_has_its_sentence() -> None:
    keys = {key for room in (bot, handlers) for key in _reasons_in(Path(room.__path__[0]))}
    assert {"missing", "moved_on", "not_yours", "in_no_department"} <= keys
    assert keys <= REASONS


def test_whoever_may_not_reads_whom_to_ask() -> None:
    assert refused(Story(), LARS, Accept()) == (
        "Bei H-128 ist dafür jemand anders gefragt, darum wurde nichts geändert. "
        "Frag @U0CEM oder jemanden in der Abteilung Buchhaltung."
    )
    assert refused(accepted(), BEN, Finish("fertig"), "en") == (
        "H-128 is waiting for somebody else to do this, so nothing was changed. Ask @U0DORA, @U0CEM."
    )


def test_the_second_of_two_reads_who_was_faster() -> None:
    assert said("moved_on", user=CEM, **ALREADY) == (
        "@U0DORA war schneller und hat H-128 angenommen. "
        "Es wurde nichts geändert. Sie liegt jetzt bei @U0DORA."
    )


def test_the_second_of_two_clicks_reads_that_it_is_done() -> None:
    assert said("moved_on", "en", DORA, **ALREADY).startswith(
        "You have done that already: H-128 is accepted."
    )


def test_whoever_asked_back_reads_what_it_waits_for() -> None:
    story = Story().then(DORA, AskInformation("Netto?"))
    with pytest.raises(RefusedError) as refusal:
        decide(Turn(story.handoff, COMPANY, DORA, MONDAY), Accept())
    facts = {**refusal.value.facts, "by": DORA, "activity": "information_asked"}
    assert seen(notice(reason("moved_on", facts, reader(user=DORA)))) == (
        "H-128 ist inzwischen weiter: wartet auf Antwort. Es wurde nichts geändert. Sie liegt jetzt bei @U0ANNA."
    )


def test_who_comes_too_late_reads_where_it_stands() -> None:
    assert refused(closed(), DORA, Accept()) == (
        "H-128 ist inzwischen weiter: abgeschlossen. Es wurde nichts geändert."
    )


def test_problems_of_a_field_say_what_to_do() -> None:
    assert reason("missing", {}, reader()) == "Bitte füll das aus."
    assert reason("too_long", {"limit": 140, "length": 150}, reader("en")) == (
        "At most 140 characters, please; these are 150."
    )
    assert reason("need_missing", {"department": "R&D <Labor>"}, reader()) == (
        "Ohne das kann die Abteilung R&D <Labor> nicht anfangen."
    )


def test_whoever_clicks_accept_on_their_own_handoff_reads_that_somebody_else_does() -> None:
    assert refused(Story(by=KIM, to="logistics"), KIM, Accept()) == (
        "Deine eigene Übergabe nimmt jemand anders in der Abteilung Logistik an, darum wurde nichts geändert."
    )
    assert refused(Story(), ANNA, Accept(), "en") == (
        "Your own handoff is accepted by somebody else in Buchhaltung, so nothing was changed."
    )


@pytest.mark.parametrize(
    ("story", "who", "sentence"),
    [
        (Story(), DORA, "Von dort kommt sie. Lehn sie stattdessen ab, mit einem Grund."),
        (Story(), ANNA, "Von dort kommt sie. Bitte wähl eine andere Abteilung, oder zieh sie zurück."),
        (declined(), ANNA, "Von dort kommt sie. Bitte wähl eine andere Abteilung, oder zieh sie zurück."),
    ],
)
def test_nobody_passes_it_on_to_where_it_came_from(story: Story, who: str, sentence: str) -> None:
    assert wrong(story, who, Reroute("sales", "Ist eure")) == {"department": sentence}


def test_a_question_needs_a_tick_or_words() -> None:
    assert wrong(Story(), DORA, AskInformation(), "en") == {
        "question": "Tick what is missing, or write your question."
    }
    assert wrong(Story(to="logistics"), LARS, AskInformation(), "en") == {"question": "Please fill this in."}


def test_a_due_day_in_the_year_9999_is_taken_for_a_slip() -> None:
    far = datetime(9999, 12, 31, tzinfo=UTC)
    assert wrong(accepted(), DORA, Wait(far, "Post")) == {
        "until": "Das ist sehr weit weg. Bitte wähl eine Zeit in den nächsten zehn Jahren."
    }


def test_rerouting_to_where_it_is_says_so() -> None:
    with pytest.raises(InvalidFieldsError) as invalid:
        decide(Turn(Story().handoff, COMPANY, DORA, MONDAY), Reroute("accounting", "Hm"))
    problem = invalid.value.problems["department"]
    assert reason(problem.reason, problem.facts, reader("en")) == (
        "It is there already. Please choose another department."
    )


def test_an_unknown_reason_still_says_that_nothing_was_changed() -> None:
    assert (
        said("brand_new")
        == "Das hat nicht geklappt, und es wurde nichts geändert. Bitte versuch es noch einmal."
    )


def test_a_form_that_cannot_be_taken_gives_back_what_was_typed() -> None:
    view = kept_form(reason("moved_on", ALREADY, reader(user=CEM)), ["Ich buche *heute*", "", "x"], reader())
    check_view(view)
    assert "submit" not in view
    assert "Ich buche *heute*" in str(view)
    assert "Das hattest du geschrieben:" in str(view)


def test_a_text_too_long_for_the_form_comes_back_whole() -> None:
    text = "Satz. " * 1200
    assert text.strip().replace(" ", "") in seen(whole_text(text, reader())).replace("\n", "").replace(
        " ", ""
    )


def test_people_are_named_by_mention_and_nobody_else() -> None:
    text = said("not_yours", handoff="H-1", department="<@U0EVIL>", people=ANNA)
    assert "@U0ANNA oder jemanden in der Abteilung <\u2060@U0EVIL>" in text


def _reasons_in(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _name(node.func) in RAISING:
                # Checks.problem(field, reason) has its reason second, all others first.
                position = 1 if _name(node.func) == "problem" else 0
                for argument in node.args[position : position + 1]:
                    yield from _keys_in(argument)


def _keys_in(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=one, orelse=other):
            yield from (*_keys_in(one), *_keys_in(other))


def _name(function: ast.expr) -> str:
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
