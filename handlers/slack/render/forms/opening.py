"""The form to offer a piece of work to another department."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from bot.domain.company.department import Department
from bot.domain.company.needs import Need
from bot.domain.company.organisation import Organisation
from bot.domain.guest.brief import Guesses
from bot.domain.matter.roles import departments_for
from bot.domain.proposing.routing import Proposal
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.departments import department_input, sender_input
from handlers.slack.render.forms.hints import Hints
from handlers.slack.render.forms.inputs import Values, people_input, text_input, tick, time_input
from handlers.slack.render.forms.modal import modal
from handlers.slack.render.forms.needs import need_input
from handlers.slack.render.forms.proposing import asked_back, proposal_lines
from handlers.slack.render.rich import element, paragraph
from handlers.words import Words, words_in


def open_form(
    organisation: Organisation,
    values: Values,
    reader: Reader,
    *,
    metadata: str,
    notice: str = "",
    proposal: Proposal | None = None,
    marks: Mapping[str, str] = MappingProxyType({}),
    guesses: Guesses = MappingProxyType({}),
    asks: Sequence[Need] = (),
) -> Json:
    """Return the form with what was typed so far; the needs of the chosen or proposed department follow its name.

    `notice` is a sentence at the top, such as what has changed since it was opened; `marks` are the words from which
    fields were filled, so that the sender looks at them; `guesses` are proposals of the language model for empty fields.
    `asks` is what the department is likely to ask back for.
    """
    words, hints = reader.words, Hints(reader.words, reader.when, marks, guesses)
    chosen = organisation.department(str(values.get("department", "")))
    proposed = organisation.department(proposal.department) if proposal else None
    department = chosen or proposed
    blocks = [
        *paragraph(element(notice)),
        *hints.way_back(),
        department_input(
            organisation.departments,
            chosen and chosen.key,
            words("To which department?"),
            reader,
            dispatch=True,
            optional=proposed is not None,
        ),
        *proposal_lines(organisation, values, proposal, reader, guessed="department" in guesses),
        *sender_input(_own(organisation, reader), values.get("from_department"), reader),
        *(asked_back(department, asks, reader) if department else []),
        *(need_inputs(department, values, hints, reader) if department else []),
        *(_brief_inputs(values, words, hints) if values or guesses else _empty_inputs(words.language)),
    ]
    return modal("open_handoff", words("New handoff"), words("Hand over"), blocks, reader, metadata=metadata)


def _own(organisation: Organisation, reader: Reader) -> list[Department]:
    return departments_for(reader.user, organisation, reader.membership) if reader.user else []


def need_inputs(department: Department, values: Values, hints: Hints, reader: Reader) -> list[Json]:
    """Return a field for everything that the department has to know to start."""
    fields = {f"need.{need.key}": need for need in department.needs}
    return [
        need_input(
            need,
            values.get(field),
            reader,
            mark=hints.under(field),
            optional=True if hints.stands_in(field) else None,
        )
        for field, need in fields.items()
    ]


@cache
def _empty_inputs(language: str) -> list[Json]:
    # Most forms open empty, and people wait for them.
    words = words_in(language)
    return _brief_inputs({}, words, Hints(words, str))


def _brief_inputs(values: Values, words: Words, hints: Hints) -> list[Json]:
    return [*_what(values, words, hints), *_for_whom(values, words, hints)]


def _what(values: Values, words: Words, hints: Hints) -> list[Json]:
    """Return the fields for what is wanted, why, and by when."""
    typed = values.get
    return [
        text_input(
            "summary",
            words("What is it about?"),
            typed("summary"),
            hint=hints.under(
                "summary", words("One sentence that makes sense to somebody who knows nothing about it.")
            ),
            optional=hints.stands_in("summary"),
            multiline=False,
            dispatch=True,
        ),
        text_input("details", words("Details"), typed("details"), dispatch=True),
        text_input(
            "why_now",
            words("Why now?"),
            typed("why_now"),
            hint=hints.under("why_now", words("Who is waiting, and for what?")),
        ),
        text_input(
            "done_when",
            words("Done when"),
            typed("done_when"),
            hint=hints.under("done_when", words("How will both of you see that it is finished?")),
        ),
        time_input("due", words("Due"), typed("due"), hint=hints.under("due")),
        text_input(
            "if_then",
            words("If something changes"),
            typed("if_then"),
            hint=words("What could come up, and what then?"),
        ),
    ]


def _for_whom(values: Values, words: Words, hints: Hints) -> list[Json]:
    """Return the fields for whom it matters to, how much, and who may see it."""
    typed = values.get
    return [
        text_input(
            "customer",
            words("Customer"),
            typed("customer"),
            hint=hints.under("customer"),
            multiline=False,
            dispatch=True,
        ),
        {
            **tick(
                "urgent",
                words("Urgency"),
                words("Urgent: it cannot wait until tomorrow"),
                typed("urgent"),
                hint=hints.under("urgent"),
            ),
            "dispatch_action": True,
        },
        tick(
            "moment_that_matters",
            words("Moment that matters"),
            words("It matters to the customer: we talk first"),
            typed("moment_that_matters"),
        ),
        people_input(
            "confidential",
            words("Confidential: only for"),
            people if isinstance(people := typed("confidential"), list) else [],
            hint=words(
                "Only you and these people of the department see it. Its card shows the number alone."
            ),
        ),
    ]
