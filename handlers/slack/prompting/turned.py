"""What stands in the place of a prompt once a handoff was made from it."""

from dataclasses import replace

from bot.domain.matter.handoff import Handoff
from handlers.slack.answers import tell
from handlers.slack.edge import Caller, Edge, known_now
from handlers.slack.render.prompts.prompt import turned_prompt


async def tell_where_asked(edge: Edge, caller: Caller, handoff: Handoff, answer_to: str) -> None:
    """Put what came of it in the place of the prompt; Slack takes that for half an hour."""
    known = await known_now(edge, caller)
    content = turned_prompt(handoff, known.organisation, known.reader(edge.clock(), caller.user))
    tell(edge, replace(caller, response_url=answer_to), content, replace=True)
