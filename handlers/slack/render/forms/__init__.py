"""The forms: `open_form`, and one for each turn under `turn_form`."""

from collections.abc import Callable, Mapping

from bot.domain.company.organisation import Organisation
from bot.domain.matter.handoff import Handoff
from bot.domain.matter.transitions import Action
from handlers.slack.render.content import Json, Reader
from handlers.slack.render.forms.accepting import accept_form, restate_form
from handlers.slack.render.forms.asking import answer_form, ask_form
from handlers.slack.render.forms.confirming import confirm_form
from handlers.slack.render.forms.departments import suggestions
from handlers.slack.render.forms.handing_on import hand_on_form
from handlers.slack.render.forms.inputs import TICKED, Values
from handlers.slack.render.forms.opening import open_form
from handlers.slack.render.forms.rerouting import reroute_form
from handlers.slack.render.forms.saying import saying_form
from handlers.slack.render.forms.waiting import wait_form

__all__ = ["TICKED", "WORDLESS", "Values", "open_form", "suggestions", "turn_form"]

_FORMS: Mapping[Action, Callable[[Handoff, Organisation, Reader, Values, str], Json]] = {
    Action.ACCEPT: accept_form,
    Action.ASK_INFORMATION: ask_form,
    Action.ANSWER_INFORMATION: answer_form,
    Action.REROUTE: reroute_form,
    Action.HAND_ON: hand_on_form,
    Action.WAIT: wait_form,
    Action.CONFIRM: confirm_form,
    Action.RESTATE_NEXT_STEP: restate_form,
}
WORDLESS = frozenset({Action.AGREE, Action.POKE})
"""What is done at once: there is nothing to ask."""


def turn_form(
    action: Action,
    handoff: Handoff,
    organisation: Organisation,
    reader: Reader,
    *,
    metadata: str,
    values: Values | None = None,
) -> Json:
    """Return the form of `action`; its `callback_id` is the action, `values` are what was typed so far.

    Raises KeyError for one that is WORDLESS.
    """
    if form := _FORMS.get(action):
        return form(handoff, organisation, reader, values or {}, metadata)
    return saying_form(action, handoff, organisation, reader, values or {}, metadata=metadata)
