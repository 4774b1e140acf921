"""The shape of an answer as a JSON schema that strict servers take."""

from collections.abc import Mapping

from pydantic import BaseModel

Schema = dict[str, object]

# What only some servers know, or build slow grammars from. The shape checks all of it when the answer comes.
_UNSENT = frozenset({"title", "default", "minLength", "maxLength", "pattern", "format"})


def schema_of(shape: type[BaseModel]) -> Schema:
    """Return the schema of `shape`: every property required, no others, lengths in words."""
    return _strict(shape.model_json_schema())


def _strict(schema: Mapping[str, object]) -> Schema:
    kept = {key: _deeper(key, value) for key, value in schema.items() if key not in _UNSENT}
    if (longest := schema.get("maxLength")) is not None:
        told = str(schema.get("description", ""))
        kept["description"] = f"{told} At most {longest} characters.".strip()
    properties = schema.get("properties")
    if isinstance(properties, dict):
        kept |= {"required": list(properties), "additionalProperties": False}
    return kept


def _deeper(key: str, value: object) -> object:
    if key in {"properties", "$defs"} and isinstance(value, dict):
        return {name: _strict(one) for name, one in value.items()}
    if isinstance(value, dict):
        return _strict(value)
    if isinstance(value, list):
        return [_strict(one) if isinstance(one, dict) else one for one in value]
    return value
