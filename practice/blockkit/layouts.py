"""Blocks, and which of them each surface takes."""

from practice.blockkit.charts import CHART, COLUMN, ROWS
from practice.blockkit.elements import (
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    ONE_PICTURE,
    SLACK_FILE,
)
from practice.blockkit.rules import (
    Rule,
    anything,
    array,
    boolean,
    by_type,
    every,
    one_of,
    refuse_if,
    shape,
    string,
)
from practice.blockkit.texts import BLOCK_ID, URL, plain, text
from practice.values import Json


def _block(kind: str, required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    return shape({"type": one_of(kind), **required}, {"block_id": BLOCK_ID, **(optional or {})})


def _twice(block: Json) -> bool:
    names = [element["action_id"] for element in block["elements"] if element.get("action_id")]
    return len(set(names)) < len(names)


TWICE = refuse_if(_twice, "action_id must be unique within a block", "elements")
PARTS = by_type({f"rich_text_{kind}": anything for kind in ("section", "list", "quote", "preformatted")})
TEXT_OR_IMAGE = by_type({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)})

BLOCKS: dict[str, Rule] = {
    "section": every(
        _block(
            "section",
            {},
            {
                "text": text(3000),
                "fields": array(text(2000), 1, 10),
                "accessory": by_type(IN_SECTION),
                "expand": boolean,
            },
        ),
        refuse_if(lambda b: not b.get("text") and not b.get("fields"), "missing required field: text"),
    ),
    "header": _block("header", {"text": plain(150)}, {"level": anything}),
    "divider": _block("divider", {}),
    "image": every(
        _block(
            "image",
            {"alt_text": string(2000)},
            {"image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000)},
        ),
        ONE_PICTURE,
    ),
    "context": _block("context", {"elements": array(TEXT_OR_IMAGE, 1, 10)}),
    "actions": every(_block("actions", {"elements": array(by_type(IN_ACTIONS), 1, 25)}), TWICE),
    "context_actions": every(
        _block("context_actions", {"elements": array(by_type(IN_CONTEXT_ACTIONS), 1, 5)}), TWICE
    ),
    "input": _block(
        "input",
        {"label": plain(2000), "element": by_type(IN_INPUT)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": _block("rich_text", {"elements": array(PARTS, 1, 1000)}),
    "markdown": _block("markdown", {"text": string(12_000)}),
    "video": _block(
        "video",
        {"alt_text": string(2000), "title": plain(199), "thumbnail_url": URL, "video_url": URL},
        {
            "author_name": string(49),
            "description": plain(199),
            "provider_icon_url": URL,
            "provider_name": string(255),
            "title_url": URL,
        },
    ),
    "table": _block("table", {"rows": ROWS}, {"column_settings": array(COLUMN, 0, 20)}),
    "data_visualization": _block("data_visualization", {"title": string(50), "chart": CHART}),
}
EVERYWHERE = ("section", "header", "divider", "image", "context", "actions", "input", "rich_text", "video")
SURFACES: dict[str, dict[str, Rule]] = {
    "message": BLOCKS,
    "modal": {kind: BLOCKS[kind] for kind in EVERYWHERE},
    "home": {kind: BLOCKS[kind] for kind in EVERYWHERE},
}
