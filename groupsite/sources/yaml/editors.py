"""JSON Schemas of .yml files, with which editors complete keys and ids, and complain.

They say what authors write, and `shape` what becomes of it: a single value may stand for a
list, a number for a text. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

from groupsite.sources.yaml.fields import WRITTEN, Written
from groupsite.sources.yaml.shape import shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from groupsite.model.parts import Edge

#: The draft that editors know best.
DRAFT: Final = "http://json-schema.org/draft-07/schema#"
#: Keys of a record, one below the other, as written: ("memberships", "supervisors").
Keys = tuple[str, ...]

#: What stands for an id in a record that is only there to see what becomes of it.
_PROBE: Final = "probe:"
#: What YAML may take a text for.
_NUMBERS: Final[dict[str, list[str]]] = {
    "": [],
    "years": ["integer"],
    "all": ["number", "boolean"],
}
#: What the reader takes for yes and no; some are texts for editors.
_YES_OR_NO: Final = [True, False, "true", "false", "yes", "no", "on", "off"]


def editor_schema(
    record: Any,
    edges: Mapping[Keys, str],
    ids: Mapping[str, Iterable[str]],
    meanings: Mapping[Keys, str],
) -> dict[str, Any]:
    """The schema of a file of records.

    :param record: their dataclass.
    :param edges: keys whose values are ids of other records → the kind of these.
    :param ids: kind → the ids that there are; a kind that is not there may have any.
    :param meanings: keys → what they mean, in Markdown.
    """
    schema = shape_of(record).schema
    known = {keys: sorted(ids[kind]) for keys, kind in edges.items() if kind in ids}
    item = _Writer(schema.get("$defs", {}), known, meanings).written(schema, ())
    return {"$schema": DRAFT, "type": ["array", "null"], "items": item}


def edge_fields(
    record: type[Any], edges: Callable[[Any], Iterable[Edge]]
) -> dict[Keys, str]:
    """The keys of a record whose values are ids of others, with the kind of these.

    :param edges: what says which other records one is linked to.
    """
    found: dict[Keys, str] = {}
    for edge in edges(_probe(record)):
        if edge.id.startswith(_PROBE):
            keys = tuple(re.sub(r"\[\d+\]", "", edge.field).split("."))
            found[keys] = edge.kind
    return found


def _probe(record: type[Any]) -> Any:
    """A record all of whose texts are ids, however it is checked usually."""
    probe = object.__new__(record)
    for name, hint in get_type_hints(record).items():
        if name in {field.name for field in fields(record)}:
            # ids of their own: an id that two fields name may be one edge
            object.__setattr__(probe, name, _value(hint, f"{_PROBE}{name}"))
    return probe


def _value(hint: Any, text: str) -> Any:
    """A value of a type with *text* in it; None where that has no texts."""
    inner = [_value(part, text) for part in get_args(hint) if part is not type(None)]
    if hint is str:
        return text
    if is_dataclass(hint) and isinstance(hint, type):
        return _probe(hint)
    if isinstance(hint, type) and hint.__module__ == "builtins":
        return None
    if getattr(hint, "__origin__", None) is tuple:
        return tuple(part for part in inner[:1] if part is not None)
    if _is_mapping(hint):
        return {}
    return next((part for part in inner if part is not None), None)


def _is_mapping(hint: Any) -> bool:
    return "Mapping" in str(getattr(hint, "__origin__", "")) or hint is dict


class _Writer:
    """Turns the schema of a dataclass into one of what authors write."""

    def __init__(
        self,
        definitions: Mapping[str, Any],
        known: Mapping[Keys, list[str]],
        meanings: Mapping[Keys, str],
    ) -> None:
        self._definitions = definitions
        self._known = known
        self._meanings = meanings

    def written(self, node: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
        """What authors write for the value *node* below *keys*."""
        form = node.get(WRITTEN)
        rest = {key: value for key, value in node.items() if key != WRITTEN}
        if form:
            return self._formed(form, rest, keys)
        if "$ref" in rest:
            name = rest["$ref"].rpartition("/")[2]
            return self.written(self._definitions[name], keys)
        if "anyOf" in rest:
            inner = [n for n in rest["anyOf"] if n.get("type") != "null"]
            return self.written(inner[0], keys)
        if keys in self._known and rest["type"] == "string":
            return {"enum": self._known[keys]}
        return dict(self._plain(rest, keys))

    def _formed(
        self, form: Written, node: Mapping[str, Any], keys: Keys
    ) -> dict[str, Any]:
        """What authors write where that is not what the type says."""
        if form.several:
            several = self.written(node, keys)
            return {"anyOf": [several["items"], several]}
        if form.short:
            return {"anyOf": [_text(form), self.written(node, keys)]}
        return _text(form)

    def _plain(self, node: Mapping[str, Any], keys: Keys) -> Iterator[tuple[str, Any]]:
        """The parts of the schema of a value without a form of its own."""
        kind = node.get("type")
        if "enum" in node or kind == "boolean":
            yield "enum", node.get("enum", _YES_OR_NO)
            return
        if kind == "string":
            pattern = node.get("pattern", "")
            form = Written(pattern=pattern, numbers="" if pattern else "all")
            yield from _text(form).items()
            return
        yield "type", kind
        if kind == "array":
            yield "items", self.written(node["items"], keys)
        if kind == "object":
            yield from self._object(node, keys)
        if "minItems" in node:
            yield "minItems", node["minItems"]

    def _object(self, node: Mapping[str, Any], keys: Keys) -> Iterator[tuple[str, Any]]:
        """The parts of the schema of what has keys."""
        needed = node.get("required", [])
        if "description" in node:
            yield "description", node["description"].partition("\n\n")[0]
        if "properties" in node:
            yield (
                "properties",
                {
                    name: {
                        **(inner if name in needed else _or_nothing(inner)),
                        **_hover(self._meanings.get((*keys, name), "")),
                    }
                    for name, value in node["properties"].items()
                    for inner in [self.written(value, (*keys, name))]
                },
            )
            if "additionalProperties" not in node:
                yield "additionalProperties", False
            yield "required", needed
        if isinstance(node.get("additionalProperties"), dict):
            inner = self.written(node["additionalProperties"], keys)
            yield "additionalProperties", _or_nothing(inner)


def _text(form: Written) -> dict[str, Any]:
    """The schema of a text, which the reader takes as it stands, even if it is `12`."""
    schema: dict[str, Any] = {"type": ["string", *_NUMBERS[form.numbers]]}
    if form.numbers == "years":
        schema |= {"minimum": 1000, "maximum": 9999}
    return schema | ({"pattern": form.pattern} if form.pattern else {})


def _hover(meaning: str) -> dict[str, str]:
    """What editors show beside a key; some of them know plain text alone."""
    if not meaning:
        return {}
    return {"description": meaning.replace("`", ""), "markdownDescription": meaning}


def _or_nothing(node: dict[str, Any]) -> dict[str, Any]:
    """*node*, or no value at all: a key without one is as if it were not written."""
    if "enum" in node:
        return {**node, "enum": [*node["enum"], None]}
    if "anyOf" in node:
        return {**node, "anyOf": [*node["anyOf"], {"type": "null"}]}
    kind = node["type"]
    kinds = kind if isinstance(kind, list) else [kind]
    return {**node, "type": [*kinds, "null"]}
