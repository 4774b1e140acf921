"""Slack's rules for Block Kit, in one place: what would be refused there is refused here."""

from typing import Any

from practice.blockkit.layouts import SURFACES
from practice.blockkit.rules import Problems, Rule, array, boolean, by_type, one_of, shape, string
from practice.blockkit.texts import plain
from practice.values import Json

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
LONGEST_MARKDOWN = 12_000
MOST_CHARTS = 2


def check_blocks(blocks: object, surface: str, path: str = "/blocks") -> list[str]:
    """Return what Slack would say against these blocks in a `message`, `modal` or `home`."""
    problems = Problems()
    most = MOST_IN_MESSAGE if surface == "message" else MOST_IN_VIEW
    array(by_type(SURFACES[surface]), 0, most)(blocks, path, problems)
    if not problems.found and isinstance(blocks, list):
        _together(blocks, path, problems)
    return problems.found


def _together(blocks: list[Json], path: str, problems: Problems) -> None:
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    for name in dict.fromkeys(name for name in ids if ids.count(name) > 1):
        problems.add(f"block_id must be unique: {name}", path)
    if _count(blocks, "table") > 1:
        problems.add("only_one_table_allowed", path)
    if _count(blocks, "data_visualization") > MOST_CHARTS:
        problems.add(f"no more than {MOST_CHARTS} data_visualization blocks allowed", path)
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > LONGEST_MARKDOWN:
        problems.add(f"markdown blocks must be less than {LONGEST_MARKDOWN + 1} characters together", path)


def _count(blocks: list[Json], kind: str) -> int:
    return sum(block["type"] == kind for block in blocks)


def _blocks(surface: str) -> Rule:
    def rule(value: Any, path: str, problems: Problems) -> None:
        problems.found += check_blocks(value, surface, path)

    return rule


def _frame(kind: str, required: dict[str, Rule], optional: dict[str, Rule]) -> Rule:
    ids: dict[str, Rule] = {
        "callback_id": string(255, 0),
        "external_id": string(255, 0),
        "private_metadata": string(3000, 0),
    }
    return shape({"type": one_of(kind), "blocks": _blocks(kind), **required}, {**ids, **optional})


_SWITCHES: dict[str, Rule] = dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), boolean)
_VIEW = by_type(
    {
        "modal": _frame(
            "modal", {"title": plain(24)}, {"submit": plain(24), "close": plain(24), **_SWITCHES}
        ),
        "home": _frame(
            "home", {}, {"title": plain(24), "submit": plain(24), "close": plain(24), **_SWITCHES}
        ),
    }
)


def check_view(view: object) -> list[str]:
    """Return what Slack would say against this modal or home tab."""
    problems = Problems()
    _VIEW(view, "/view", problems)
    if (
        isinstance(view, dict)
        and not problems.found
        and view["type"] == "modal"
        and not view.get("submit")
        and _count(view["blocks"], "input")
    ):
        problems.add("missing required field: submit", "/view")
    return problems.found
