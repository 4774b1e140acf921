"""Whether there is a language model, whether it answers, and what it has cost today; Staffel works without it."""

import asyncio
from collections.abc import Iterator

from bot.domain.guest.budget import Budget, Spent
from bot.errors import ModelError
from handlers.doctor.findings import Finding, good, odd
from handlers.model.opening import model_of
from handlers.model_settings import ModelSettings

_SECONDS = 5.0


async def check_model(settings: ModelSettings) -> Finding:
    """Return whether the model is there; no text is sent."""
    if not settings.has_model:
        return good("Language model: none is set, everything works by rules")
    async with model_of(settings) as model:
        try:
            async with asyncio.timeout(_SECONDS):
                listed = await model.is_listed(_SECONDS)
        except TimeoutError:
            return odd(
                f"Language model: {model.name} says nothing within {_SECONDS:g} seconds; rules stand in for it"
            )
        except ModelError as error:
            return _failed(model.name, error)
    if listed:
        return good(f"Language model: {model.name}")
    return odd(f"Language model: {model.name} is not among those that the server names: mend OPENAI_MODEL")


def check_spending(settings: ModelSettings, spent: Spent) -> Iterator[Finding]:
    """Yield what a workspace has spent today, where there is a model."""
    if not settings.has_model:
        return
    budget, cost = settings.budget(), spent.cost
    told = f"Language model today: {spent.inquiries} questions, {cost.tokens} of {budget.tokens} tokens{_money(budget, spent)}"
    used_up = cost.tokens >= budget.tokens or cost.micros >= budget.limit.micros
    yield odd(f"{told}: used up, rules stand in for it until tomorrow (UTC)") if used_up else good(told)


def _money(budget: Budget, spent: Spent) -> str:
    if not (budget.price_in or budget.price_out):
        return ""
    whole = f" of {budget.money:.2f}" if budget.money is not None else ""
    return f", {spent.cost.micros / 1_000_000:.2f}{whole} money"


def _failed(name: str, error: ModelError) -> Finding:
    match error.reason:
        case "status_401" | "status_403":
            mend = "refuses OPENAI_API_KEY"
        case "status_404":
            mend = "does not name its models, so that whether it is there cannot be seen from here"
        case "unreachable":
            mend = f"cannot be reached ({error.detail}): mend OPENAI_BASE_URL, or see that it runs"
        case reason:
            mend = f"does not answer as it should ({reason})"
    return odd(f"Language model: {name} {mend}")
