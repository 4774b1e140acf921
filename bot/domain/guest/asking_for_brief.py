"""How the language model is asked for a brief."""

from collections.abc import Iterable

from bot.domain.company.department import Department
from bot.domain.guest.brief import ToldBrief
from bot.domain.guest.inquiry import Inquiry, Task

_MOST_DEPARTMENTS = 40
_MOST_TOPICS = 8

_INSTRUCTION = """\
The data is a request that somebody wants to hand over to another department of their company. Fill in a form from it, \
in the language of the request. Leave a field empty rather than guess.
department: the key of the department that has to do the work. department_words: the words of the request that say so.
summary: what is wanted, in one sentence. why_now: who is waiting and why it matters now. done_when: how one sees that \
it is finished.
due_words, customer_words, urgent_words: the exact words of the request that say by when, for which customer, and that \
it is urgent.
answers: for each need of the department that the request answers, its key and the exact words of the answer.
Copy words exactly as they stand. Compute nothing: write no number and no date that is not in the request.
The departments, each with its key, its name, its topics and its needs:
{departments}"""


def asking_for_brief(text: str, departments: Iterable[Department]) -> Inquiry[ToldBrief]:
    """Return the inquiry; nobody waits for its answer, since the form stands already."""
    lines = "\n".join(map(_line, list(departments)[:_MOST_DEPARTMENTS]))
    return Inquiry(Task.BRIEF, _INSTRUCTION.format(departments=lines), text, ToldBrief)


def _line(department: Department) -> str:
    needs = "; ".join(
        f"{need.key} = {' / '.join(dict.fromkeys(need.label.values()))}" for need in department.needs
    )
    topics = ", ".join(department.topics[:_MOST_TOPICS])
    return f"- {department.key}: {department.name} ({topics}). Needs: {needs or 'none'}"
