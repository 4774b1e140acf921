"""What the pages and their forms carry along unseen."""

import json
from dataclasses import asdict, dataclass

from pydantic import ValidationError

from bot.domain.company.needs import Need
from handlers.slack.metadata import well_formed

_MOST = 3000  # characters that Slack takes


@dataclass(frozen=True, slots=True)
class Page:
    """Carried by a department's page and its forms: which department, which need, and what was removed last."""

    department: str
    need: str = ""
    removed: str = ""
    position: int = 0

    def written(self) -> str:
        """Return it as private metadata; a removed need that is too long for it cannot be brought back."""
        whole = json.dumps(asdict(self), ensure_ascii=False)
        return whole if len(whole) <= _MOST else json.dumps(asdict(Page(self.department, self.need)))

    def removed_need(self) -> Need | None:
        """Return the need that was removed last, if it is known."""
        try:
            return Need.model_validate_json(self.removed) if self.removed else None
        except ValidationError:
            return None


def carried(metadata: str) -> Page:
    """Return what `Page.written` wrote; raise MalformedPayloadError for anything else."""
    with well_formed():
        return Page(**json.loads(metadata))
