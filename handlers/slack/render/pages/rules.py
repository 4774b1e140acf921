"""The routing rules that lead to a department, for whoever looks after it; and the form of one."""

from collections.abc import Mapping
from datetime import datetime, time

from bot.domain.company.department import Department
from bot.domain.company.organisation import Organisation, Rule
from bot.domain.company.rules import Uses
from handlers.slack.render import limits
from handlers.slack.render.blocks import Choice, actions, button, overflow, plain_text, section
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.departments import department_input
from handlers.slack.render.forms.inputs import TICKED, channel_input, text_input, tick
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.pages import names
from handlers.slack.render.rich import cut, literal, paragraph, text
from handlers.slack.render.rules import conditions_told

_SHOWN = 90
"""Rules on the page; Slack takes a hundred blocks."""
_CONDITIONS = 600
_NOON = time(12)


def rules_page(
    department: Department,
    organisation: Organisation,
    reader: Reader,
    *,
    uses: Mapping[str, Uses],
    metadata: str,
    removed: Rule | None = None,
) -> Json:
    """Return the page; `removed` is a rule that was removed just now, and can be brought back."""
    words, theirs = reader.words, organisation.rules_to(department.key)
    ask = words("These rules propose {department} while senders write.", department=literal(department.name))
    order = words("The first that matches wins, over all departments; a new one stands last.")
    kept = words(
        "An import of org.yaml puts the file's rules in their place: whoever keeps the file exports it first."
    )
    nothing = words("No rule leads to you yet. Senders find you by your name and topics.")
    rest = len(theirs) - _SHOWN
    blocks = [
        *(_removed(removed, organisation, reader) if removed else []),
        *paragraph(text(f"{ask} {order}" if theirs else nothing)),
        *(
            _rule(rule, at, organisation, uses.get(rule.mark, Uses()), reader)
            for at, rule in enumerate(theirs[:_SHOWN])
        ),
        *(paragraph(text(words.many("and {n} more", "and {n} more", rest))) if rest > 0 else []),
        *actions([button(words("Add a rule"), names.ADD_RULE, department.key)]),
        *paragraph(text(kept)),
    ]
    return {
        "type": "modal",
        "callback_id": names.RULES_PAGE,
        "title": plain_text(words("Rules"), limits.VIEW_TITLE),
        "close": plain_text(words("Close"), limits.VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": blocks[: limits.BLOCKS_IN_VIEW],
    }


def rule_form(rule: Rule | None, organisation: Organisation, reader: Reader, *, metadata: str) -> Json:
    """Return the form of a rule; empty for a new one."""
    words, when = reader.words, rule.when if rule else None
    one_a_line = words("One a line; one of them is enough.")
    blocks = [
        text_input(
            "topic", words("Words in the request"), "\n".join(when.topic) if when else "", hint=one_a_line
        ),
        text_input("customer", words("Customers"), "\n".join(when.customer) if when else "", hint=one_a_line),
        tick(
            "urgent",
            words("Urgent"),
            words("Only what is urgent"),
            TICKED if when and when.urgent else None,
        ),
        channel_input(
            "channel", words("Only from this channel"), when.channel if when else None, optional=True
        ),
        department_input(
            organisation.departments,
            when.from_department if when else None,
            words("Only from this department"),
            reader,
            optional=True,
        ),
    ]
    name = words("Change rule") if rule else words("New rule")
    return modal(names.EDIT_RULE, name, words("Save"), blocks, reader, metadata=metadata)


def _removed(rule: Rule, organisation: Organisation, reader: Reader) -> list[Json]:
    words = reader.words
    when = literal(cut(conditions_told(rule, organisation, reader), _CONDITIONS))
    gone = words("The rule “{when}” proposes you no more.", when=when)
    return [section(gone, button(words("Undo"), names.BRING_RULE_BACK, rule.mark))]


def _rule(rule: Rule, position: int, organisation: Organisation, uses: Uses, reader: Reader) -> Json:
    words = reader.words
    told = [
        literal(cut(conditions_told(rule, organisation, reader), _CONDITIONS)),
        _reviewed(rule, reader),
        *_overridden(uses, reader),
    ]
    menu = [
        Choice(words("Change"), f"{names.EDIT_RULE}:{rule.mark}"),
        Choice(words("Still right"), f"{names.STILL_RIGHT}:{rule.mark}"),
        Choice(words("Remove"), f"{names.REMOVE_RULE}:{rule.mark}"),
    ]
    return {**section(" · ".join(told), overflow("more", menu)), "block_id": f"rule.{position}"}


def _reviewed(rule: Rule, reader: Reader) -> str:
    words = reader.words
    if rule.reviewed is None:
        return words("nobody has reviewed it yet")
    day = datetime.combine(rule.reviewed, _NOON, reader.zone)
    return words("last reviewed on {day}", day=reader.day(day))


def _overridden(uses: Uses, reader: Reader) -> list[str]:
    """Return how often senders chose otherwise, where that is in question: a few would point at people."""
    if not uses.often_overridden:
        return []
    words = reader.words
    overridden, proposed = words.number(uses.overridden), words.number(uses.proposed)
    return [
        words(
            "senders chose otherwise in {overridden} of {proposed} cases",
            overridden=overridden,
            proposed=proposed,
        )
    ]
