"""`python -m tests.domain.reading`: how well requests are read, by rules and, where one is set, with a language model."""

import asyncio

from handlers.model.opening import model_of
from handlers.model_settings import ModelSettings
from tests.domain.reading.by_model import read_by_both
from tests.domain.reading.by_rules import read_by_rules
from tests.domain.reading.judging import report
from tests.domain.reading.labelled import company, requests


async def lines() -> list[str]:
    """Return the report."""
    known, of = company(), requests()
    rules = {one.id: read_by_rules(one, known) for one in of}
    told = ["Rules alone", *report(of, rules, errors=True)]
    settings = ModelSettings()
    if not settings.has_model:
        return [*told, "No model is set (OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL), so none was asked."]
    async with model_of(settings) as model:
        both, unanswered = await read_by_both(of, known, rules, model)
        silent = f"no usable answer to {unanswered} of {len(of)}"
        return [*told, f"Rules and {model.name} ({silent})", *report(of, both, errors=True)]


if __name__ == "__main__":
    print("\n".join(asyncio.run(lines())))  # noqa: T201
