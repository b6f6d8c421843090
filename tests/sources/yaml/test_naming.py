"""The ids of records: what is written is kept, what is missing is made of the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.text import slug
from groupsite.sources.yaml.naming import naming
from tests.drawing import drawn

FORM = "`id`: write lower-case letters and digits, with single hyphens between"


@pytest.mark.parametrize(
    ("written", "kept", "advised"),
    [
        ("Maths", "Maths", "maths"),
        ("a_b", "a_b", "a-b"),
        ("a b", "a-b", "a-b"),
        ("Müller", "Müller", "muller"),
        ("-a", "-a", "a"),
        ("?", "?", ""),
    ],
)
def test_a_word_is_kept(written: str, kept: str, advised: str) -> None:
    """Others may name the record by it; the message says what to write."""
    hint = f": `{advised}`" if advised else ""
    assert naming({"id": written}) == (kept, f"{FORM}{hint}")


@pytest.mark.parametrize("key", ["name", "title"])
@pytest.mark.parametrize("text", ["On Things", ["On Things", "More"]])
@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({}, "is missing"),
        ({"id": None}, "is missing"),
        ({"id": " "}, "is missing"),
        ({"id": ["x"]}, "should be a text"),
        ({"id": {"x": "y"}}, "should be a text"),
    ],
)
def test_an_id_is_made_of_the_name(
    key: str, text: object, written: dict[str, object], fault: str
) -> None:
    """The message says which one to write."""
    message = f"`id` {fault}: write `id: on-things`"
    assert naming({**written, key: text}) == ("on-things", message)


@pytest.mark.parametrize(
    "value", [{}, {"id": ""}, {"name": "?"}, {"title": {"a": "b"}}]
)
def test_nothing_can_be_made_of_nothing(value: dict[str, object]) -> None:
    """Then the record is lost."""
    assert naming(value).id is None


@given(st.text(min_size=1))
@drawn()
def test_an_id_is_one_word(written: str) -> None:
    """Whatever is written, and it is right exactly if it is a slug."""
    record_id, fault = naming({"id": written, "name": "n"})

    assert record_id is not None
    assert record_id.split() == [record_id]
    assert (not fault) == (slug(written) == written)
