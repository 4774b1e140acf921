"""Why something cannot be: a sentence for every reason of bot/, with what was kept and what to do next.

A sentence is left out where its facts are absent, so one reason can say more or less.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from string import Formatter

from bot.domain.matter.events import Activity
from bot.domain.matter.handoff import ENDED, State
from bot.domain.matter.transitions import Action
from bot.errors import Fact
from handlers.slack.render.content import Reader
from handlers.slack.render.rich import literal
from handlers.slack.render.states import STATES
from handlers.words import msg

_SENTENCES: dict[str, tuple[str, ...]] = {
    "missing": (msg("Please fill this in."),),
    "too_long": (msg("At most {limit} characters, please; these are {length}."),),
    "in_past": (msg("This time has passed. Please choose one that is still to come."),),
    "too_far": (msg("That is very far away. Please choose a time within the next ten years."),),
    "nothing_asked": (msg("Tick what is missing, or write your question."),),
    "department_gone": (msg("This department no longer exists. Please choose another one."),),
    "not_your_department": (
        msg("You do not belong to this department any more. Please choose another one."),
    ),
    "own_department": (
        msg("This is your own department. If you mean it, say under “Why now?” why it needs a handoff."),
    ),
    "made_already": (
        msg(
            "There is {handoff} of it already. If it shall be two, begin at the message itself, or with /handoff."
        ),
    ),
    "need_missing": (msg("{department} needs this to start."),),
    "no_number": (msg("Please give a number, as in 1200.50."),),
    "no_date": (msg("Please choose a day."),),
    "no_choice": (msg("That is not one of the choices any more. Please choose again."),),
    "no_person": (msg("Please choose a person."),),
    "no_link": (msg("Please give the whole address, as in https://files.example/plan."),),
    "already_there": (msg("It is there already. Please choose another department."),),
    "decline_instead": (msg("That is where it came from. Decline it instead, with a reason."),),
    "withdraw_instead": (
        msg("That is where it came from. Please choose another department, or withdraw it."),
    ),
    "poked_already": (
        msg("{handoff} was asked about already: {at}. Once a business day is enough."),
        msg("You can ask again from {again} on; a call helps sooner."),
    ),
    "agreed_already": (msg("You have said yes to {handoff} already; it waits for the other side."),),
    "talked_already": (msg("{handoff} is past that: somebody has it."), msg("It is with {accountable} now.")),
    "nobody_there": (
        msg("Nobody is known there whom you could talk to about {handoff}; ask whoever looks after Staffel."),
    ),
    "no_batch": (msg("Please choose at least one, or pause everything below."),),
    "window_turned": (msg("The end has to come after the beginning."),),
    "in_no_department": (
        msg("You do not belong to a department yet, so nothing has happened."),
        msg("Ask whoever looks after Staffel here to add you; then try again."),
    ),
    "not_yours": (msg("{handoff} is waiting for somebody else to do this, so nothing was changed."),),
    "not_for_you": (
        msg("{handoff} is shown to those who take part in it."),
        msg("Ask whoever sent you here."),
    ),
    "confidential": (msg("{handoff} is confidential: only its sender and those who were chosen see it."),),
    "chosen_elsewhere": (msg("Please choose people of {department}."),),
    "confidential_without_lead": (
        msg("This is confidential, and {department} has no lead who could see it. Please talk to them."),
    ),
    "confidential_own": (
        msg(
            "In {department} only its sender could see this, and nobody accepts what they handed over themselves."
        ),
    ),
    "not_your_form": (msg("This form was opened for somebody else, so nothing was changed."),),
    "not_on_message": (
        msg("This button does not stand in that message, so nothing was changed."),
        msg("/handoff show {handoff} has what you can do."),
    ),
    "other_company": (
        msg("You belong to another company, so nothing has happened."),
        msg("Tell the people whom you work with here."),
    ),
    "settings_of_others": (
        msg("These settings belong to somebody else, so nothing was changed."),
        msg("Ask {people}."),
    ),
    "not_yours_to_switch": (
        msg("Only a lead or an admin can decide that, so nothing was changed."),
        msg("Ask {people}."),
    ),
    "prompt_gone": (
        msg("That was so long ago that Staffel does not know it any more. Nothing was changed."),
    ),
    "prompt_of_others": (msg("That question is for whoever wrote the message, so nothing was changed."),),
    "settings_of_admins": (
        msg("Only those who look after Staffel can change this, so nothing was changed."),
    ),
    "need_gone": (msg("Somebody has removed this meanwhile, so nothing was changed."),),
    "department_left": (msg("This department no longer exists, so nothing was changed."),),
    "not_like_this": (msg("Staffel cannot take this as it is. Please look at the hint."),),
    "hours_wrong": (msg("Please write one line for each stretch of days, as in: mon-thu 08:00-16:30"),),
    "no_zone": (msg("There is no such time zone. Write one as in Europe/Berlin."),),
    "no_region": (msg("Write a country, or a country and a state, as in DE or DE-BW."),),
    "own_handoff": (
        msg("Your own handoff is accepted by somebody else in {department}, so nothing was changed."),
    ),
    "department_removed": (
        msg("The department that {handoff} was offered to no longer exists, so nothing was changed."),
        msg("{accountable} can pass it on to another one, or withdraw it."),
    ),
    "moved_on": (msg("Nothing was changed."), msg("It is with {accountable} now.")),
    "no_such_handoff": (msg("There is no {handoff} here. /handoff list shows what is yours."),),
    "no_such_mail": (msg("This mail is not known here any more, so nothing has happened."),),
    "not_your_mail": (msg("It is for somebody else to say something about this mail; nothing was changed."),),
    "mail_settled": (msg("Somebody has said already what becomes of this mail."), msg("It is {handoff}.")),
    "no_acceptance": (msg("This mail holds no acceptance. The card of {handoff} has the button."),),
    "unknown_filter": (
        msg("Staffel does not know the filter {written} There are from: to: state: customer: and since:"),
    ),
    "unknown_department": (msg("There is no department “{written}” here."),),
    "unknown_state": (
        msg(
            "“{written}” is no state. There are open, offered, question, accepted, declined, done, closed and"
            " withdrawn."
        ),
    ),
    "unknown_day": (msg("“{written}” is no day. Write one as in since:2026-11-01."),),
    "no_such_command": (msg("Staffel does not know {command}. /handoff help shows what it can do."),),
    "no_such_department": (
        msg("There is no department “{written}” here."),
        msg("/silo department with a name shows one of these: {departments}."),
    ),
    "no_own_view": (
        msg("You do not belong to a department yet. /silo department with a name shows any of them."),
    ),
    "no_week": (msg("“{written}” is no week. Write one as in /silo week 2026-W46."),),
    "week_not_over": (msg("This week is not over yet. A week has figures when it is over."),),
    "week_forgotten": (msg("This week was too long ago. The figures of a week are kept for two years."),),
    "unsaved": (
        msg("Staffel could not do that just now, and nothing was changed. Please try again in a minute."),
    ),
    "form_not_saved": (
        msg("Could not be saved just now; your text is still here, please try again in a minute."),
    ),
    "form_not_opened": (msg("Slack took too long to open the form. Nothing is lost; please try again."),),
}
REASONS = frozenset(_SENTENCES)
_UNKNOWN = (msg("That did not work, and nothing was changed. Please try again."),)

_FASTER: dict[str, str] = {
    Activity.ACCEPTED: msg("{by} was faster and has accepted {handoff}."),
    Activity.INFORMATION_ASKED: msg("{by} was faster and has asked about {handoff}."),
    Activity.INFORMATION_ANSWERED: msg("{by} was faster and has answered about {handoff}."),
    Activity.REROUTED: msg("{by} was faster and has passed {handoff} on."),
    Activity.DECLINED: msg("{by} was faster and has declined {handoff}."),
    Activity.FINISHED: msg("{by} was faster: {handoff} is done."),
    Activity.CONFIRMED: msg("{by} was faster: {handoff} is confirmed."),
    Activity.REOPENED: msg("{by} was faster and has given {handoff} back, since it is not solved yet."),
    Activity.WITHDRAWN: msg("{by} has withdrawn {handoff} in the meantime."),
}
_MOVED_ON = msg("{handoff} has moved on in the meantime: {state}.")
_ALREADY = msg("You have done that already: {handoff} is {state}.")

_DOES = {
    Action.ACCEPT: Activity.ACCEPTED,
    Action.ASK_INFORMATION: Activity.INFORMATION_ASKED,
    Action.ANSWER_INFORMATION: Activity.INFORMATION_ANSWERED,
    Action.DECLINE: Activity.DECLINED,
    Action.FINISH: Activity.FINISHED,
    Action.CONFIRM: Activity.CONFIRMED,
    Action.REOPEN: Activity.REOPENED,
    Action.WITHDRAW: Activity.WITHDRAWN,
}
"""The turns that do not fit a second time, with what the log says after them."""

_MENTION = re.compile(r"<(?=[@#!])")


def reason(key: str, facts: Mapping[str, Fact], reader: Reader) -> str:
    """Return why, in the reader's words; people are Slack's mentions, `notice` shows them."""
    known = _known(facts, reader)
    sentences = _SENTENCES.get(key, _UNKNOWN)
    if key == "moved_on":
        sentences = (_who_was_faster(facts, reader), *sentences)
    elif key == "not_yours":
        sentences = (*sentences, _whom_to_ask(facts))
    sayable = [one for one in sentences if _has(one, known)] or _UNKNOWN
    return " ".join(reader.words(one).format(**known) for one in sayable)


def _who_was_faster(facts: Mapping[str, Fact], reader: Reader) -> str:
    by, activity = facts.get("by"), facts.get("activity")
    if by and by != reader.user:
        return _FASTER.get(str(activity), _MOVED_ON)
    second_click = by is not None and (facts.get("action"), activity) in _DOES.items()
    return _ALREADY if second_click else _MOVED_ON


def _whom_to_ask(facts: Mapping[str, Fact]) -> str:
    if facts.get("people") and facts.get("department"):
        return msg("Ask {people} or somebody in {department}.")
    return msg("Ask somebody in {department}.") if facts.get("department") else msg("Ask {people}.")


def _known(facts: Mapping[str, Fact], reader: Reader) -> dict[str, str]:
    known = {name: _shown(fact, reader) for name, fact in facts.items() if fact not in (None, "")}
    for name in ("assignee", "accountable", "by"):
        if name in known:
            known[name] = f"<@{known[name]}>"
    if people := known.get("people"):
        known["people"] = ", ".join(f"<@{person}>" for person in people.split())
    if facts.get("state") in STATES:
        known["state"] = reader.words(STATES[State(str(facts["state"]))])
    if facts.get("state") in ENDED:
        known.pop("accountable", None)
    return known


def _shown(fact: Fact, reader: Reader) -> str:
    if isinstance(fact, datetime):
        return reader.when(fact)
    # A name that looks like a mention must not become one: a word joiner breaks it.
    return _MENTION.sub("<\u2060", literal(str(fact)))


def _has(sentence: str, known: Mapping[str, str]) -> bool:
    return all(name in known for _, name, _, _ in Formatter().parse(sentence) if name)
