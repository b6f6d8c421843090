"""JSON Schemas for editors: what they find, of all that a build finds, and what they let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest

from docs.generating.shapes import keys
from groupsite.extension import KINDS
from groupsite.kinds.people.person import Person
from groupsite.sources.yaml.editors import edge_fields, editor_schema
from tests.kinds.test_fields import (
    FIELDS,
    JUNK,
    NEEDED,
    RECORDS,
    load,
    name_of,
    put,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from groupsite.sources.yaml.editors import Keys
    from tests.kinds.test_fields import Field

EDGES: Final = {kind.name: kind.links.edges for kind in KINDS}
FIELD: Final = pytest.mark.parametrize("field", FIELDS, ids=name_of)


def schema_of(kind: str, **ids: list[str]) -> dict[str, Any]:
    """The schema of the file of a kind, where there are these records."""
    record = RECORDS[kind][0]
    return editor_schema(record, edge_fields(record, EDGES[kind]), ids, {})


SCHEMAS: Final = {kind: jsonschema.Draft7Validator(schema_of(kind)) for kind in RECORDS}


def is_right(kind: str, *records: dict[str, Any]) -> bool:
    """Whether an editor has nothing to say of a file with these records."""
    return bool(SCHEMAS[kind].is_valid([*records]))


@pytest.mark.parametrize("kind", RECORDS)
def test_they_are_schemas(kind: str) -> None:
    """Of the draft that editors know."""
    jsonschema.Draft7Validator.check_schema(SCHEMAS[kind].schema)


@FIELD
def test_what_is_right_passes(field: Field) -> None:
    """A record with everything, and one whose field is written and empty."""
    assert is_right(field.kind, field.record)
    is_key = isinstance(field.path[-1], str)
    if is_key and field.path not in NEEDED and field.owner == field.path:
        assert is_right(field.kind, put(field.record, field.path, None))


def broken() -> list[tuple[Field, dict[str, Any]]]:
    """Records with one fault each: junk, a key that nobody knows, what is missing."""
    cases = [
        (field, put(field.record, field.path, junk))
        for field in FIELDS
        for junk in JUNK.values()
    ]
    for field in FIELDS:
        misspelt = (*field.path[:-1], f"{field.path[-1]}x")
        if isinstance(field.path[-1], str):
            cases.append((field, put(field.record, misspelt, "word")))
        if field.path in NEEDED or field.owner != field.path:
            cases.append((field, without(field.record, field.path)))
    return cases


def test_they_find_what_builds_find(tmp_path: Path) -> None:
    """At least four of five; and of what builds let pass, they mark next to nothing."""
    found, missed, wrong, fine = 0, [], [], 0
    for field, record in broken():
        says, is_marked = (
            load(field, tmp_path, record).problems,
            not is_right(field.kind, record),
        )
        if says and is_marked:
            found += 1
        elif says:
            missed.append((name_of(field), says[0].message))
        elif is_marked:
            wrong.append((name_of(field), record))
        else:
            fine += 1

    assert found >= 0.8 * (found + len(missed)), missed
    assert len(wrong) <= 0.01 * (fine + len(wrong)), wrong
    assert found > 500


def test_ids_are_those_that_there_are() -> None:
    """One that is not there is marked at its key, and editors complete the others."""
    schema = schema_of("talk", person=["doe-jane", "roe-richard"], paper=["doe2024"])
    validator = jsonschema.Draft7Validator(schema)
    talk = {"id": "a", "title": "A", "people": "doe-jane", "paper": ["doe2024"]}

    assert validator.is_valid([talk])
    assert validator.is_valid(
        [{**talk, "grant": "any", "people": ["roe-richard", "doe-jane"]}]
    )
    (error,) = validator.iter_errors([{**talk, "people": ["doe-jane", "nobody"]}])
    assert list(error.path) == [0, "people"]
    people = schema["items"]["properties"]["people"]["anyOf"]
    assert people[0] == {"enum": ["doe-jane", "roe-richard"]}


def test_edges_are_found_wherever_they_are() -> None:
    """Below keys of their own, by the names that authors write."""
    assert edge_fields(Person, EDGES["person"]) == {
        ("memberships", "supervisors"): "person",
        ("memberships", "lead_supervisor"): "person",
        ("memberships", "grant"): "grant",
    }
    assert edge_fields(RECORDS["cv"][0], EDGES["cv"])["education", "paper"] == "paper"


@pytest.mark.parametrize("kind", RECORDS)
def test_every_key_that_names_a_record_is_an_edge(kind: str) -> None:
    """Editors complete its ids, and the build checks them."""
    record = RECORDS[kind][0]
    named = {keys for keys, alias in _aliases(record) if alias in ("Ids", "OtherId")}

    assert named <= edge_fields(record, EDGES[kind]).keys()


def _aliases(shape: type[Any], above: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """All keys of a record, with the names of the types of their values."""
    for key in keys(shape):
        yield (*above, key.name), key.alias
        if key.shape:
            yield from _aliases(key.shape, (*above, key.name))


def test_keys_say_what_they_mean() -> None:
    """In Markdown, and as plain text for editors that show no other."""
    record = RECORDS["talk"][0]
    said = {("people",): "Who gives it: ``ID``.", ("links", "url"): "Where it leads."}
    properties = editor_schema(record, {}, {}, said)["items"]["properties"]

    people = properties["people"]
    assert people["description"] == "Who gives it: ID."
    assert people["markdownDescription"] == "Who gives it: ``ID``."
    assert "description" not in properties["title"]
    target = properties["links"]["additionalProperties"]["anyOf"][1]
    assert target["properties"]["url"]["description"] == "Where it leads."


def test_what_looks_like_a_number_is_a_text() -> None:
    """Authors need no quotes: the reader takes it as it stands."""
    record = {"id": "a", "title": 1984, "place": 12, "date": 2024, "note": True}
    assert is_right("talk", record)
    assert not is_right("talk", {**record, "date": 24})
