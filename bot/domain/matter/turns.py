"""One function for each turn a handoff can take; whether it may be taken was decided before (decide.py)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.checks import Checks
from bot.domain.matter.commands import (
    Accept,
    AnswerInformation,
    AskInformation,
    Confirm,
    CorrectReadBack,
    Decline,
    Finish,
    Reopen,
    RestateNextStep,
    Wait,
    Withdraw,
)
from bot.domain.matter.decision import Decision, Draft, Turn
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Brief, Handoff, Question, State
from bot.domain.matter.opening import check_answers
from bot.domain.matter.read_back import read_back_wanted


def accept(turn: Turn, command: Accept) -> Decision:
    """Make the actor the assignee, with their next step where the department asks for it."""
    department = turn.organisation.department(turn.handoff.to_department)
    wanted = department is not None and read_back_wanted(turn.handoff, department)
    return _read_back(
        turn, command, Activity.ACCEPTED, wanted=wanted, state=State.ACCEPTED, assignee=turn.actor, round=None
    )


def ask_information(turn: Turn, command: AskInformation) -> Decision:
    """Give the matter back to the requester for what is missing, and remember where it was.

    A need that the department no longer has, from a form opened earlier, is not asked for.
    """
    department = turn.organisation.department(turn.handoff.to_department)
    needs = tuple(key for key in command.needs if department and department.need(key))
    checks = Checks()
    if not needs and not command.question:
        checks.problem("question", "nothing_asked" if department and department.needs else "missing")
    checks.lengths({"question": command.question})
    checks.done()
    question = Question(turn.actor, command.question, needs)
    after = turn.change(state=State.NEEDS_INFO, resume=turn.handoff.state, question=question)
    draft = _draft(turn, after)
    # One entry a need, since the log's detail is one need's key; people read one line of it.
    for position, need in enumerate(needs or ("",)):
        said = {"question": command.question, "needs": " ".join(needs)} if position == 0 else {}
        draft.log(Activity.INFORMATION_ASKED, detail=need, **said)
    draft.tell_channel()
    draft.tell(after.requester)
    return draft.decision()


def answer_information(turn: Turn, command: AnswerInformation) -> Decision:
    """Add the answers to the brief and put the matter back where it was."""
    answers = {key: text for key, text in command.needs.items() if text}
    checks = Checks()
    if not answers:
        checks.filled("answer", command.answer)
    checks.lengths({"answer": command.answer, **{f"need.{key}": text for key, text in answers.items()}})
    if receiver := turn.organisation.department(turn.handoff.to_department):
        check_answers(checks, answers, receiver)
    checks.done()
    before = turn.handoff
    asked_by = before.question.asked_by if before.question else None
    after = turn.change(
        state=before.resume or State.OFFERED, resume=None, question=None, brief=_with_needs(turn, answers)
    )
    draft = _draft(turn, after)
    draft.log(Activity.INFORMATION_ANSWERED, answer=command.answer, needs=" ".join(answers))
    draft.tell_channel()
    draft.tell(asked_by, after.assignee, after.requester)
    return draft.decision()


def decline(turn: Turn, command: Decline) -> Decision:
    """Give the matter back to the requester, with the reason."""
    _reason_given(command.reason)
    declined = {"state": State.DECLINED, "round": None}
    return _simple(turn, Activity.DECLINED, command.reason, turn.handoff.requester, **declined)


def wait(turn: Turn, command: Wait) -> Decision:
    """Pause the matter until a day; the requester learns until when and why."""
    checks = Checks()
    if command.until is None:
        checks.problem("until", "missing")
    checks.in_future("until", command.until, turn.now)
    checks.filled("reason", command.reason)
    checks.lengths({"reason": command.reason})
    checks.done()
    after = turn.change(waiting_until=command.until, waiting_for=command.reason)
    draft = _draft(turn, after)
    draft.log(Activity.WAITING, reason=command.reason, until=_written(command.until))
    draft.tell_channel()
    draft.tell(after.requester)
    return draft.decision()


def correct_read_back(turn: Turn, command: CorrectReadBack) -> Decision:
    """Tell the assignee what was meant; the matter stays with them, and their next step is marked."""
    _reason_given(command.reason)
    told = turn.handoff.assignee
    return _simple(turn, Activity.READ_BACK_CORRECTED, command.reason, told, next_step_corrected=True)


def restate_next_step(turn: Turn, command: RestateNextStep) -> Decision:
    """Replace the assignee's next step by another one of theirs, which the requester reads."""
    return _read_back(turn, command, Activity.NEXT_STEP_RESTATED, wanted=True, next_step_corrected=False)


def finish(turn: Turn, command: Finish) -> Decision:
    """Say what came out; now the requester is asked whether it is solved."""
    checks = Checks()
    checks.filled("result", command.result)
    checks.lengths({"result": command.result})
    checks.done()
    after = turn.change(state=State.DONE, result=command.result, waiting_until=None, waiting_for="")
    draft = _draft(turn, after)
    draft.log(Activity.FINISHED, result=command.result)
    draft.tell_channel()
    draft.tell(after.requester, after.assignee)
    return draft.decision()


def confirm(turn: Turn, command: Confirm) -> Decision:
    """Close the loop; the thanks reach the assignee."""
    checks = Checks()
    if command.thanks_public:
        checks.filled("thanks", command.thanks)
    checks.lengths({"thanks": command.thanks})
    checks.done()
    after = turn.change(state=State.CLOSED, ended_as=Activity.CONFIRMED.value)
    draft = _draft(turn, after)
    public = "yes" if command.thanks_public else None
    draft.log(Activity.CONFIRMED, thanks=command.thanks, thanks_public=public)
    draft.tell_channel()
    draft.tell(after.assignee, after.requester)
    return draft.decision()


def reopen(turn: Turn, command: Reopen) -> Decision:
    """Say what is missing; the matter is the assignee's again."""
    _reason_given(command.reason)
    return _simple(turn, Activity.REOPENED, command.reason, turn.handoff.assignee, state=State.ACCEPTED)


def withdraw(turn: Turn, command: Withdraw) -> Decision:
    """Take the matter back for good; the reason is optional, whoever worked on it is told."""
    checks = Checks()
    checks.lengths({"reason": command.reason})
    checks.done()
    told = turn.handoff.assignee or (turn.handoff.question and turn.handoff.question.asked_by)
    changes = {
        "state": State.WITHDRAWN,
        "resume": None,
        "round": None,
        "question": None,
        "waiting_until": None,
        "waiting_for": "",
        "ended_as": Activity.WITHDRAWN.value,
    }
    return _simple(turn, Activity.WITHDRAWN, command.reason, told or None, **changes)


def _read_back(
    turn: Turn, command: Accept | RestateNextStep, activity: Activity, *, wanted: bool, **changes: Any
) -> Decision:
    checks = Checks()
    if wanted:
        checks.filled("next_step", command.next_step)
    checks.lengths({"next_step": command.next_step})
    checks.in_future("by_when", command.by_when, turn.now)
    checks.done()
    after = turn.change(next_step=command.next_step, by_when=command.by_when, **changes)
    draft = _draft(turn, after)
    draft.log(activity, next_step=command.next_step, by_when=_written(command.by_when))
    draft.tell_channel()
    draft.tell(after.requester)
    return draft.decision()


def _simple(turn: Turn, activity: Activity, reason: str, told: str | None, **changes: Any) -> Decision:
    draft = _draft(turn, turn.change(**changes))
    draft.log(activity, reason=reason)
    draft.tell_channel()
    draft.tell(told, turn.handoff.requester)
    return draft.decision()


def _draft(turn: Turn, after: Handoff) -> Draft:
    return Draft(after, turn.actor, turn.now)


def _reason_given(reason: str) -> None:
    checks = Checks()
    checks.filled("reason", reason)
    checks.lengths({"reason": reason})
    checks.done()


def _with_needs(turn: Turn, answers: dict[str, str]) -> Brief:
    brief = turn.handoff.brief
    return replace(brief, needs={**brief.needs, **answers})


def _written(at: datetime | None) -> str:
    return at.isoformat() if at else ""
