"""Forms back into commands: one builder for each `callback_id`."""

from collections.abc import Callable, Collection, Mapping
from zoneinfo import ZoneInfo

from bot.domain.guest.brief import holding
from bot.domain.matter.commands import (
    Accept,
    Agree,
    AnswerInformation,
    AskInformation,
    Command,
    Confirm,
    CorrectReadBack,
    Decline,
    Finish,
    HandOn,
    OpenHandoff,
    Poke,
    Reopen,
    Reroute,
    RestateNextStep,
    Wait,
    Withdraw,
)
from bot.domain.matter.handoff import Brief
from bot.domain.matter.transitions import Action
from bot.domain.proposing.routing import Routed
from handlers.slack.metadata import Opening
from handlers.slack.values import Typed, chosen, instant, line, needs, text

Builder = Callable[[Typed, ZoneInfo], Command]

TURNS: Mapping[Action, Builder] = {
    Action.ACCEPT: lambda typed, zone: Accept(text(typed, "next_step"), instant(typed, "by_when", zone)),
    Action.ASK_INFORMATION: lambda typed, _: AskInformation(text(typed, "question"), chosen(typed, "needs")),
    Action.ANSWER_INFORMATION: lambda typed, _: AnswerInformation(text(typed, "answer"), needs(typed)),
    Action.DECLINE: lambda typed, _: Decline(text(typed, "reason")),
    Action.REROUTE: lambda typed, _: Reroute(text(typed, "department"), text(typed, "reason")),
    Action.AGREE: lambda _typed, _zone: Agree(),
    Action.POKE: lambda _typed, _zone: Poke(),
    Action.WAIT: lambda typed, zone: Wait(instant(typed, "until", zone), text(typed, "reason")),
    Action.CORRECT_READ_BACK: lambda typed, _: CorrectReadBack(text(typed, "reason")),
    Action.RESTATE_NEXT_STEP: lambda typed, zone: RestateNextStep(
        text(typed, "next_step"), instant(typed, "by_when", zone)
    ),
    Action.HAND_ON: lambda typed, zone: HandOn(
        department=text(typed, "department"),
        summary=line(typed, "summary"),
        details=text(typed, "details"),
        done_when=text(typed, "done_when"),
        due=instant(typed, "due", zone),
    ),
    Action.FINISH: lambda typed, _: Finish(text(typed, "result")),
    Action.CONFIRM: lambda typed, _: Confirm(
        text(typed, "thanks"), thanks_public=bool(typed.get("thanks_public"))
    ),
    Action.REOPEN: lambda typed, _: Reopen(text(typed, "reason")),
    Action.WITHDRAW: lambda typed, _: Withdraw(text(typed, "reason")),
}


def opening(typed: Typed, zone: ZoneInfo, carried: Opening, shown: Collection[str]) -> OpenHandoff:
    """Return the command that the form of a new handoff stands for; `shown` are its fields.

    Where nothing was chosen or typed, what was proposed holds.
    """
    typed = {**holding(carried.guesses, shown), **typed}
    brief = Brief(
        summary=line(typed, "summary"),
        details=text(typed, "details"),
        why_now=text(typed, "why_now"),
        done_when=text(typed, "done_when"),
        if_then=text(typed, "if_then"),
        customer=line(typed, "customer"),
        due=instant(typed, "due", zone),
        urgent=bool(typed.get("urgent")),
        moment_that_matters=bool(typed.get("moment_that_matters")),
        needs=needs(typed),
    )
    proposal = carried.proposal
    department = text(typed, "department") or (proposal.department if proposal else "")
    routed = Routed(proposal, department, line(typed, "exception")) if proposal else None
    people = chosen(typed, "confidential") or None
    own = text(typed, "from_department") or None
    return OpenHandoff(
        department,
        brief,
        carried.source,
        chosen=people,
        routed=routed,
        from_department=own,
        watched=carried.watched,
        prompted=bool(carried.answer_to) or carried.watched is not None,
    )
