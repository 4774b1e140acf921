"""What the language model adds to what rules found, by the same question and the same checks as in the form."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain.company.organisation import Organisation
from bot.domain.guest.answering import parsed
from bot.domain.guest.asking import asked
from bot.domain.guest.asking_for_brief import asking_for_brief
from bot.domain.guest.brief import Guesses, guesses_in, still_open
from bot.domain.guest.names import known_names
from bot.domain.guest.placeholders import hide
from bot.domain.time.calendar import OFFICE_HOURS, Calendar
from bot.errors import ModelError
from bot.ports.language_model import LanguageModel
from handlers.model_settings import ModelSettings
from tests.domain.reading.by_rules import zone_of
from tests.domain.reading.judging import Read
from tests.domain.reading.labelled import Found, Request

_NEED = "need."


async def read_by_both(
    requests: Sequence[Request], company: Organisation, rules: Read, model: LanguageModel
) -> tuple[Read, int]:
    """Return what rules and model find together, and how often the model gave no answer that could be used."""
    read: dict[str, Found] = {}
    unanswered = 0
    for request in requests:
        try:
            guesses = await _guesses(request, company, model)
        except (ModelError, ValueError):  # no answer, or none in the shape that was asked for
            unanswered, guesses = unanswered + 1, {}
        read[request.id] = _together(rules[request.id], guesses, request, company)
    return read, unanswered


async def _guesses(request: Request, company: Organisation, model: LanguageModel) -> Guesses:
    others = [one for one in company.departments if one.key != request.sender]
    inquiry = asking_for_brief(request.text, others)
    limits = ModelSettings().limits()
    material, put_away = hide(inquiry.material, inquiry.names, known_names(()))
    call = asked(inquiry, material, tokens=limits.answer_tokens, seconds=limits.patience(waits=False))
    told = parsed((await model.answer(call)).text, inquiry.shape, put_away.restore)
    calendar = Calendar(OFFICE_HOURS, zone_of(request))
    return guesses_in(told, request.text, others, request.now, calendar)


def _together(rules: Found, guesses: Guesses, request: Request, company: Organisation) -> Found:
    """Return what rules found, and of the guesses those for what they left open."""
    given = {field for field in ("department", "due", "urgent", "customer") if getattr(rules, field)}
    answered = {_NEED + key for key in rules.answers}
    key = rules.department or str(guesses["department"].value if "department" in guesses else "")
    added = still_open(guesses, given | answered, company.department(key))
    due, customer = added.get("due"), added.get("customer")
    answers = {field[len(_NEED) :]: str(one.value) for field, one in added.items() if field.startswith(_NEED)}
    return Found(
        department=key or None,
        due=_minute(int(due.value), request) if due else rules.due,
        urgent=rules.urgent or "urgent" in added,
        customer=str(customer.value) if customer else rules.customer,
        answers={**answers, **rules.answers},
    )


def _minute(seconds: int, request: Request) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone_of(request)).strftime("%Y-%m-%dT%H:%M")
