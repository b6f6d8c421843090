"""Field by field, of every kind that is read from YAML: a wrong one costs itself alone.

The fields, and what is right for them, come from the dataclasses.
"""

from __future__ import annotations

import copy
import json
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from groupsite.extension import KINDS
from groupsite.sources.yaml.datafile import YamlFile
from groupsite.sources.yaml.shape import shape_of
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from groupsite.model.parts import Loaded
    from groupsite.sources.yaml.shape import Fault

#: Keys, and numbers in lists.
Place = tuple[str | int, ...]

#: The records of .yml files, and those files, as the kinds themselves say.
RECORDS: Final[dict[str, tuple[type[Any], str]]] = {
    kind.name: (kind.source.load.record, kind.source.load.path)
    for kind in KINDS
    if isinstance(kind.source.load, YamlFile)
}
#: One of these is right for any text.
TEXTS: Final = (
    "word",
    "https://example.org/x",
    "0000-0002-1825-0097",
    "2024",
    "talk",
    "12/3456",
    "14:00",
)
#: What is wrong for most fields; an empty list within a list for all.
JUNK: Final[dict[str, Any]] = {
    "a word": "gibberish",
    "a list": [["y"]],
    "keys": {"zz": ["y"]},
    "a script": "javascript:alert(1)",
    "a date with a slash": "2025/7",
}
#: Without these there is no record.
NEEDED: Final = {("id",), ("name",), ("title",), ("from",)}


class Field(NamedTuple):
    """A field of a kind of record, in a record that has it."""

    kind: str
    path: Place
    record: dict[str, Any]
    #: What cannot be without it; itself where it is not needed.
    owner: Place
    is_date: bool
    #: Whether it has a form of its own: an address, a number, a word of a few.
    is_formed: bool


def resolved(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The shape itself, without references and without “or nothing”."""
    while True:
        if "$ref" in node:
            node = definitions[node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node:
            node = next(n for n in node["anyOf"] if n.get("type") != "null")
        else:
            return node


def leaves(
    node: dict[str, Any], definitions: dict[str, Any], path: Place = ()
) -> Iterator[tuple[Place, dict[str, Any], Place]]:
    """Path and shape of each value in a record that has everything once.

    And what cannot be without it; itself where it is not needed.
    """
    shape = resolved(node, definitions)
    if shape.get("type") == "array":
        yield from leaves(shape["items"], definitions, (*path, 0))
    elif "properties" in shape and shape["title"] != "PartialDate":
        for name, inner in shape["properties"].items():
            for at, leaf, owner in leaves(inner, definitions, (*path, name)):
                needed = name in shape.get("required", ()) and owner == at
                yield at, leaf, path if needed else owner
    elif isinstance(shape.get("additionalProperties"), dict):
        yield from leaves(shape["additionalProperties"], definitions, (*path, "slides"))
    else:
        yield path, shape, path


def candidates(shape: dict[str, Any]) -> tuple[str, ...]:
    """Values of which one is right."""
    if _is_date(shape):
        return ("2024-05",)
    if shape.get("type") == "boolean":
        return ("true",)
    return tuple(filter(None, shape.get("enum", ()))) or TEXTS


def put(record: dict[str, Any], path: Place, value: Any) -> dict[str, Any]:
    """A copy of *record* with *value* at *path*."""
    record = copy.deepcopy(record)
    place: Any = record
    for part, after in pairwise(path):
        if isinstance(part, int):
            if len(place) <= part:
                place.append([] if isinstance(after, int) else {})
            place = place[part]
        else:
            place = place.setdefault(part, [] if isinstance(after, int) else {})
    if isinstance(path[-1], int) and len(place) <= path[-1]:
        place.append(value)
    else:
        place[path[-1]] = value
    return record


def without(record: dict[str, Any], path: Place) -> dict[str, Any]:
    """A copy of *record* without what is at *path*."""
    record = copy.deepcopy(record)
    place: Any = record
    for part in path[:-1]:
        place = place[part]
    del place[path[-1]]
    return record


def full_records(kind: str) -> list[Field]:
    """All fields of *kind*, in one record, or in two where some exclude each other."""
    record_type: Any = RECORDS[kind][0]
    shape = shape_of(record_type)
    schema = shape.schema
    todo = list(leaves(schema, schema.get("$defs", {})))
    # needed ones first: what they belong to cannot be without them
    todo.sort(key=lambda leaf: leaf[0] == leaf[2])
    base: dict[str, Any] = {"id": "word"}
    fields: list[Field] = []
    while todo:
        record, left, taken = base, [], []
        for path, leaf, owner in todo:
            tried = ((value, put(record, path, value)) for value in candidates(leaf))
            right = [(v, r) for v, r in tried if _fits(shape.check(r, {}).faults)]
            if not right:
                left.append((path, leaf, owner))
                continue
            value, record = right[0]
            taken.append((path, leaf, owner, value))
            if owner != path and left == []:
                base = put(base, path, value)
        assert taken, f"nothing is right for {left}"
        todo = left
        fields += [
            Field(kind, path, record, owner, _is_date(leaf), value != "word")
            for path, leaf, owner, value in taken
        ]
    return fields


def _fits(faults: list[Fault]) -> bool:
    """Whether nothing is wrong but what is missing yet."""
    return all("is missing" in fault.message for fault in faults)


def _is_date(shape: dict[str, Any]) -> bool:
    return shape.get("title") == "PartialDate"


FIELDS: Final = [field for kind in RECORDS for field in full_records(kind)]


def name_of(field: Field) -> str:
    """``person-memberships.0.from``."""
    return f"{field.kind}-{'.'.join(map(str, field.path))}"


def load(field: Field, folder: Path, *records: dict[str, Any]) -> Loaded:
    """What is read of a file with these records, each value on a line of its own."""
    name = RECORDS[field.kind][1]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "word").touch()  # a picture beside it
    # JSON is YAML
    path.write_text("".join(f"- {json.dumps(r, indent=2)}\n" for r in records), "utf-8")
    settings = bare_settings(folder, people="group/people.yml", data="research")
    return kind_of(field).source.load(settings)


def kind_of(field: Field) -> Any:
    """The kind of the record."""
    return next(kind for kind in KINDS if kind.name == field.kind)


def line_of(record: dict[str, Any], path: Place) -> int:
    """The line of what stands at *path* in a file that begins with *record*."""
    marked = put(record, path, "@MARK@")
    lines = f"- {json.dumps(marked, indent=2)}".splitlines()
    return 1 + next(n for n, line in enumerate(lines) if "@MARK@" in line)


def test_all_kinds_of_yaml_are_here() -> None:
    """The others are read from elsewhere."""
    others = {"paper", "topic", "news", "post"}
    assert {kind.name for kind in KINDS} - others == set(RECORDS)


@pytest.mark.parametrize("field", FIELDS, ids=name_of)
def test_a_record_with_everything_is_right(field: Field, tmp_path: Path) -> None:
    """Nothing is said of it, and the field is not as it would be without."""
    loaded = load(field, tmp_path, field.record)
    assert loaded.problems == []
    assert len(loaded.records) == 1


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
@pytest.mark.parametrize(
    "field", [field for field in FIELDS if field.path not in NEEDED], ids=name_of
)
def test_a_wrong_value_costs_its_field(field: Field, junk: Any, tmp_path: Path) -> None:
    """One message at its line; the record is as it would be without the field."""
    loaded = load(field, tmp_path, put(field.record, field.path, junk))
    line = line_of(field.record, field.path)
    said = [problem.position.line for problem in loaded.problems]
    if isinstance(junk, str) and line not in said:
        # a text as good as any; that it is another one may be wrong elsewhere
        # a semester and a profile at DBLP look like this
        may_be = (field.kind, field.path[-1]) in {
            ("course", "year"),
            ("person", "dblp"),
        }
        is_other = may_be and junk == "2025/7"
        assert is_other or not (field.is_date or field.is_formed)
        assert len(loaded.records) == 1
        return
    expected = load(field, tmp_path, without(field.record, field.owner))

    (problem,) = loaded.problems
    assert problem.position.line == line
    assert expected.problems == []
    assert [asdict(found.record) for found in loaded.records] == [
        asdict(found.record) for found in expected.records
    ]
    assert len(loaded.records) == 1


@pytest.mark.parametrize("field", FIELDS, ids=name_of)
def test_an_unknown_key_costs_nothing(field: Field, tmp_path: Path) -> None:
    """Beside any other one; the message lists those that are known there."""
    parents = [n for n, part in enumerate(field.path) if isinstance(part, str)]
    path = (*field.path[: parents[-1]], "zzz")
    loaded = load(field, tmp_path, put(field.record, path, "word"))
    expected = load(field, tmp_path, field.record)

    (problem,) = loaded.problems
    assert "zzz" in problem.message
    assert loaded.records[0].record == expected.records[0].record
