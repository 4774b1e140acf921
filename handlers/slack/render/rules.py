"""What somebody reads who looks after routing rules: those that want a look, each with the reason."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.domain.company.organisation import Organisation, Rule
from bot.domain.company.rules import Suspect
from handlers.slack.render.blocks import actions, button
from handlers.slack.render.content import Content, Json, Reader
from handlers.slack.render.rich import Bold, Line, Said, element, joined, paragraph, plain, rich, text
from handlers.slack.render.states import department_name

REVIEW = "review_rule"
_SHOWN = 10
_NOON = time(12)


def rules_told(suspects: Sequence[Suspect], organisation: Organisation, reader: Reader) -> Content:
    """Return the rules that want a look, with a button for each that is still right."""
    words = reader.words
    if not suspects:
        done = text(words("Your routing rules are looked after. Thank you!"))
        return Content(plain(done), paragraph(done))
    heading = element(Bold(words("Do these routing rules still hold?")))
    blocks: list[Json] = paragraph(heading)
    for number, suspect in enumerate(suspects[:_SHOWN]):
        blocks += paragraph(_rule(suspect.rule, organisation, reader), joined(_reasons(suspect, reader)))
        still_right = button(words("Still right"), f"{REVIEW}.{number}", suspect.rule.mark)
        blocks += actions([still_right])
    rest = len(suspects) - _SHOWN
    more = words.many("{n} more waits behind these.", "{n} more wait behind these.", rest) if rest > 0 else ""
    how = words("What is not right any more is changed by the department's lead, in App Home.")
    blocks += paragraph(text(" ".join(part for part in (more, how) if part)))
    return Content(plain(heading), blocks)


def conditions_told(rule: Rule, organisation: Organisation, reader: Reader) -> str:
    """Return when the rule matches, as typed: to be escaped by whoever shows it."""
    words, when = reader.words, rule.when
    conditions = [*when.topic, *when.customer]
    if when.channel:
        conditions.append(words("from a certain channel"))
    if when.urgent:
        conditions.append(words("urgent"))
    if when.from_department:
        conditions.append(department_name(organisation, when.from_department))
    return ", ".join(conditions) or words("always")


def _rule(rule: Rule, organisation: Organisation, reader: Reader) -> Line:
    when = conditions_told(rule, organisation, reader)
    return rich("{when} → {to}", when=Said(when, 600), to=Bold(department_name(organisation, rule.to)))


def _reasons(suspect: Suspect, reader: Reader) -> list[Line]:
    words, uses, reviewed = reader.words, suspect.uses, suspect.rule.reviewed
    reasons = []
    if suspect.not_reviewed and reviewed is None:
        reasons.append(text(words("nobody has reviewed it yet")))
    elif suspect.not_reviewed and reviewed:
        day = datetime.combine(reviewed, _NOON, reader.zone)
        reasons.append(text(words("last reviewed on {day}", day=reader.day(day))))
    if uses.often_overridden:
        often = words("senders chose otherwise in {overridden} of {proposed} cases")
        reasons.append(
            rich(often, overridden=words.number(uses.overridden), proposed=words.number(uses.proposed))
        )
    return reasons
