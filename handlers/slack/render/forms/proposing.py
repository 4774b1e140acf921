"""What is proposed to the sender, with the reason; the choice stays theirs.

The proposal stands beside the menu and not in it: what Slack shows in a field after an update is not always what it sends (ADR 26).
"""

from collections.abc import Sequence

from bot.domain.company.department import Department
from bot.domain.company.needs import Need
from bot.domain.company.organisation import Organisation
from bot.domain.proposing.routing import Proposal
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.inputs import Values, text_input
from handlers.slack.render.rich import Bold, Line, Said, joined, paragraph, rich, text


def proposal_lines(
    organisation: Organisation,
    values: Values,
    proposal: Proposal | None,
    reader: Reader,
    *,
    guessed: bool = False,
) -> list[Json]:
    """Return which department is proposed and why; beside another choice, a field for its reason.

    Who has chosen it already needs no proposal. `guessed`: the language model proposes it.
    """
    department = organisation.department(proposal.department) if proposal else None
    chosen = values.get("department")
    if proposal is None or department is None or chosen == department.key:
        return []
    taken = reader.words("If you choose nothing else, it goes there.") if not chosen else ""
    said = _guessed if guessed else _proposed
    lines = paragraph(joined([said(proposal, department.name, reader), text(taken)], " "))
    if not proposal.rule or not chosen:
        return lines
    return [*lines, _why_otherwise(department.name, values, reader)]


def _proposed(proposal: Proposal, department: str, reader: Reader) -> Line:
    words = reader.words
    if not proposal.because:
        return rich(words("Proposal: {department}, by a rule of your company."), department=Bold(department))
    because = rich(
        words("Proposal: {department} – because: {words}"),
        department=Bold(department),
        words=Said(proposal.because),
    )
    before = words.many("as in {n} handoff before", "as in {n} handoffs before", proposal.alike)
    return joined([because, text(before if proposal.alike else "")], ", ")


def _guessed(proposal: Proposal, department: str, reader: Reader) -> Line:
    proposed = rich(
        reader.words("Proposal of the language model: {department}."), department=Bold(department)
    )
    because = (
        rich(reader.words("Because: {words}."), words=Said(proposal.because)) if proposal.because else []
    )
    return joined([proposed, because], " ")


def asked_back(department: Department, needs: Sequence[Need], reader: Reader) -> list[Json]:
    """Return for what the department will most likely ask back; nothing where nothing speaks for it."""
    labels = ", ".join(need.label_in(reader.words.language) for need in needs)
    template = reader.words("{department} asks mostly: {needs}")
    return paragraph(rich(template, department=department.name, needs=Bold(labels))) if labels else []


def _why_otherwise(department: str, values: Values, reader: Reader) -> Json:
    return text_input(
        "exception",
        reader.words("Why not {department}?", department=department),
        values.get("exception"),
        hint=reader.words("If you say it, the rule gets better. Whoever looks after it reads this."),
        multiline=False,
    )
