"""The data_visualization and table blocks."""

from practice.blockkit.rules import (
    Rule,
    anything,
    array,
    boolean,
    by_type,
    every,
    number,
    one_of,
    refuse_if,
    shape,
    string,
)
from practice.values import Json

LABEL = string(20)
POINTS = array(shape({"label": LABEL, "value": number}), 1, 20)
SERIES = array(shape({"name": LABEL, "data": POINTS}), 1, 6)
AXES = shape({"categories": array(LABEL, 1, 20)}, {"x_label": string(50), "y_label": string(50)})


def _names_twice(chart: Json) -> bool:
    names = [series["name"] for series in chart["series"]]
    return len(set(names)) < len(names)


def _strange_labels(chart: Json) -> bool:
    categories = set(chart["axis_config"]["categories"])
    return any({point["label"] for point in series["data"]} != categories for series in chart["series"])


def _axes_chart(kind: str) -> Rule:
    return every(
        shape({"type": one_of(kind), "series": SERIES, "axis_config": AXES}),
        refuse_if(_names_twice, "series names must be unique", "series"),
        refuse_if(_strange_labels, "data labels must match the categories", "series"),
    )


CHART = by_type(
    {
        "pie": shape(
            {"type": one_of("pie"), "segments": array(shape({"label": LABEL, "value": number}), 1, 6)}
        ),
        **{kind: _axes_chart(kind) for kind in ("bar", "area", "line")},
    }
)

CELL = by_type(
    {
        "raw_text": shape({"type": one_of("raw_text"), "text": string(3000)}),
        "raw_number": shape({"type": one_of("raw_number"), "value": number}, {"text": string(3000)}),
        "rich_text": shape({"type": one_of("rich_text"), "elements": anything}, {"block_id": anything}),
    }
)
ROWS = array(array(CELL, 1, 20), 1, 100)
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
