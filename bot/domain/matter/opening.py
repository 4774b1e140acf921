"""The decision to offer a piece of work to another department."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.checks import Checks
from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation
from bot.domain.matter.commands import OpenHandoff
from bot.domain.matter.confidential import check_chosen
from bot.domain.matter.decision import Decision, Draft
from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import Brief, Handoff, State
from bot.errors import RefusedError


def open_handoff(
    command: OpenHandoff,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    actor: str,
    now: datetime,
) -> Decision:
    """Return the offered handoff with its card; raise InvalidFieldsError or RefusedError."""
    sender, receiver = check_opening(command, organisation, actor, now)
    handoff = Handoff(
        workspace=workspace,
        number=number,
        state=State.OFFERED,
        requester=actor,
        from_department=sender.key,
        to_department=receiver.key,
        channel=receiver.channel,
        brief=command.brief,
        opened_at=now,
        changed_at=now,
        state_since=now,
        source=command.source,
        chosen=command.chosen,
    )
    return offered(handoff, actor, now)


def offered(handoff: Handoff, actor: str, now: datetime) -> Decision:
    """Return a new handoff with the beginning of its log and its card."""
    draft = Draft(handoff, actor, now)
    due = handoff.brief.due
    draft.log(Activity.OPENED, detail=due.isoformat() if due else "")
    draft.log(Activity.OFFERED)
    draft.card()
    draft.confide()
    draft.receipt()
    draft.note_at_source()
    return draft.decision()


def check_opening(
    command: OpenHandoff, organisation: Organisation, actor: str, now: datetime
) -> tuple[Department, Department]:
    """Return sender and receiver if the command can be taken; raise InvalidFieldsError or RefusedError."""
    checks = Checks()
    sender = organisation.sender(actor, command.department)
    if command.from_department and sender is not None:
        sender = organisation.department(command.from_department)
        if sender is None or not sender.has(actor):
            checks.problem("from_department", "not_your_department")
            raise checks.error()
    if sender is None:
        raise RefusedError("in_no_department")
    _check_brief(checks, command.brief, now)
    if command.routed:
        checks.lengths({"exception": command.routed.reason})
    receiver = organisation.department(command.department)
    if receiver is None:
        checks.problem("department", "department_gone")
        raise checks.error()
    if not command.by_mail:
        _check_receiver(checks, command.brief, sender, receiver)
    check_chosen(checks, command.chosen, receiver, actor)
    checks.done()
    return sender, receiver


def _check_brief(checks: Checks, brief: Brief, now: datetime) -> None:
    checks.filled("summary", brief.summary)
    checks.lengths(
        {
            "summary": brief.summary,
            "details": brief.details,
            "why_now": brief.why_now,
            "done_when": brief.done_when,
            "if_then": brief.if_then,
            "customer": brief.customer,
            **{f"need.{key}": text for key, text in brief.needs.items()},
        }
    )
    checks.in_future("due", brief.due, now)


def _check_receiver(checks: Checks, brief: Brief, sender: Department, receiver: Department) -> None:
    if sender.key == receiver.key and not brief.why_now:
        checks.problem("department", "own_department")
    for need in receiver.required_needs():
        if not brief.needs.get(need.key):
            checks.problem(f"need.{need.key}", "need_missing", department=receiver.name)
    check_answers(checks, brief.needs, receiver)


def check_answers(checks: Checks, answers: Mapping[str, str], receiver: Department) -> None:
    """Note a problem for every answer that is none to its need."""
    for key, text in answers.items():
        need = receiver.need(key)
        if reason := need.problem(text) if need else "":
            checks.problem(f"need.{key}", reason)
