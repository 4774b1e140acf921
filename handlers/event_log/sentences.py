"""What is wrong with a row, in a sentence that says what to write instead."""

from collections.abc import Iterator, Mapping

from bot.domain.company.organisation import Organisation
from bot.domain.event_log.faults import BadLogError
from bot.domain.event_log.rows import COLUMNS, EXPORTED, BadRow
from handlers.org_file.problems import did_you_mean
from handlers.words import msg, words_in

_IMPORTED = msg("Imported: {case}")

_SENTENCES: Mapping[str, str] = {
    "cells": f"has {{cells}} cells instead of {len(COLUMNS)}",
    "case_id": "case_id {case!r} cannot be taken: 1 to 100 characters, the first of them no blank and none of = + - @",
    "case_number": "case_id {case!r} has too high a number for a handoff",
    "activity": "there is no activity {activity!r}{near}",
    "time": "timestamp {time!r} is no time; write it like 2026-11-24T09:30:00+01:00",
    "naive_time": "timestamp {time!r} has no offset; write it like 2026-11-24T09:30:00+01:00",
    "far_time": "timestamp {time!r} is not between the years 1970 and 2199",
    "out_of_order": "is earlier than the row above; sort the file by time",
    "department": "there is no department {department!r} in this workspace; see `staffel org export`",
    "actor": "actor {actor!r} is no user id: 1 to 100 characters, none of them a blank",
    "child": "detail {case!r} is no case_id; for handed_on it names the case that was opened for the next part",
    "no_part": "detail {part!r} is no case of this log or workspace; a part that was handed on comes in with its whole",
    "second_whole": "detail {part!r} was handed on before; a case is a part of one other case at most",
    "circle": "detail {part!r} leads in a circle: the cases that it is a part of are parts of each other",
    "need": "detail {detail!r} is no key of a need; leave it empty if the question was about none",
    "detail": "detail has to be empty for {activity}",
    "not_opened": "a case begins with opened, not with {activity}",
    "not_offered": "after {after} the case has to be offered first",
    "offered_later": "the first offer has to be at the same instant as opened",
    "cannot_follow": "{activity} cannot follow here; the case was {after} last",
    "other_sender": "from_department has to stay {sender}, the requester's, in the whole case",
    "other_receiver": "to_department has to be {receiver}, where the case lies; only offered leads elsewhere",
    "unreadable": "{why}; from here on nothing was looked at",
    "other_case": "another handoff of this workspace is called so ({known}); give the case another id",
}


def summary_template(organisation: Organisation) -> str:
    """Return the summary of an imported handoff in the workspace's language, with a place for its `{case}`."""
    return words_in(organisation.workspace.language)(_IMPORTED)


def sentences(error: BadLogError) -> Iterator[str]:
    """Yield a line for each of the first bad rows, and one for how many there are."""
    yield from map(_sentence, error.first)
    if (more := error.count - len(error.first)) > 0:
        yield f"… and {more} more bad {'row' if more == 1 else 'rows'}"
    yield "Nothing was imported."


def _sentence(row: BadRow) -> str:
    facts = {name: value[:60] if isinstance(value, str) else value for name, value in row.facts.items()}
    near = did_you_mean(str(facts.get("activity", "")), EXPORTED)
    of_case = f" ({row.case[:60]})" if row.case.isprintable() and row.case else ""
    return f"line {row.line}{of_case}: {_SENTENCES[row.reason].format(**facts, near=near)}"
