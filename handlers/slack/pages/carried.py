"""What the pages and their forms carry along unseen."""

import json
from dataclasses import asdict, dataclass
from typing import TypeVar

from pydantic import ValidationError

from bot.domain.company.needs import Need
from bot.domain.company.organisation import Rule
from bot.domain.values import Value
from handlers.slack.metadata import well_formed

_Removed = TypeVar("_Removed", bound=Value)
_MOST = 3000  # characters that Slack takes


@dataclass(frozen=True, slots=True)
class Page:
    """Carried by a department's pages and their forms: which department, which need or rule, and what was removed last."""

    department: str
    need: str = ""
    rule: str = ""
    removed: str = ""
    position: int = 0

    def written(self) -> str:
        """Return it as private metadata; what was removed and is too long for it cannot be brought back."""
        whole = json.dumps(asdict(self), ensure_ascii=False)
        return (
            whole if len(whole) <= _MOST else json.dumps(asdict(Page(self.department, self.need, self.rule)))
        )

    def removed_need(self) -> Need | None:
        """Return the need that was removed last, if it is known."""
        return self._removed(Need)

    def removed_rule(self) -> Rule | None:
        """Return the rule that was removed last, if it is known."""
        return self._removed(Rule)

    def _removed(self, of: type[_Removed]) -> _Removed | None:
        try:
            return of.model_validate_json(self.removed) if self.removed else None
        except ValidationError:
            return None


def carried(metadata: str) -> Page:
    """Return what `Page.written` wrote; raise MalformedPayloadError for anything else."""
    with well_formed():
        return Page(**json.loads(metadata))
