"""Records of .yml files in the folder `groupsite_data`, and their links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.parts import Loaded
from groupsite.sources.yaml.datafile import data_file, field_edges
from groupsite.sources.yaml.fields import STRICT, Id, Texts
from tests.conftest import bare_settings
from tests.drawing import drawn

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Boat:
    """A record that links to others."""

    __pydantic_config__: ClassVar = STRICT

    id: Id
    crew: Texts = ()
    owner: str = ""
    harbour: Texts = ()


load = data_file("boats.yml", Boat)


@pytest.mark.parametrize(
    ("data", "name"),
    [("", "boats.yml"), ("a", "a/boats.yml"), ("a/b", "a/b/boats.yml")],
)
def test_the_file_is_in_the_folder(tmp_path: Path, data: str, name: str) -> None:
    """The file is found in the folder, and messages name it with the folder."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("- id: ark\n- id: [a]\n", "utf-8")

    records, problems, _ = load(bare_settings(tmp_path, data=data))

    assert [str(located.position) for located in records] == [f"{name}:1"]
    assert [str(problem.position) for problem in problems] == [f"{name}:2"]


@pytest.mark.parametrize("name", ["", "boats.yaml", "boats.yml/x"])
def test_no_file_is_no_record(tmp_path: Path, name: str) -> None:
    """The file may be missing; a folder of its name is none."""
    if name:
        path = tmp_path / "a" / name
        path.parent.mkdir(parents=True)
        path.write_text("- id: ark\n", "utf-8")

    assert load(bare_settings(tmp_path, data="a")) == Loaded([], [])


EDGES = field_edges(crew="person", owner="person", harbour="place")


def test_every_name_is_an_edge_with_its_line(tmp_path: Path) -> None:
    """Lists, single texts and texts without brackets lead to the line of the name."""
    text = """\
- id: ark
  owner: noah
  crew:
    - shem
    - ham
  harbour: ararat
- id: raft
  crew: [tom, huck,
    jim]
"""
    (tmp_path / "boats.yml").write_text(text, "utf-8")
    records = load(bare_settings(tmp_path)).records

    found = [
        (kind, i, located.at(field).line)
        for located in records
        for kind, i, field in EDGES(located.record)
    ]
    assert found == [
        ("person", "shem", 4),
        ("person", "ham", 5),
        ("person", "noah", 2),
        ("place", "ararat", 6),
        ("person", "tom", 8),
        ("person", "huck", 8),
        ("person", "jim", 9),
    ]


names = st.lists(st.sampled_from("abc")).map(tuple)
boats = st.builds(Boat, id=st.just("x"), crew=names, owner=st.sampled_from(["", "a"]))


@given(boats)
@drawn()
def test_no_name_is_lost_or_doubled(boat: Boat) -> None:
    """Each name of a field is one edge of that field, an empty text is none."""
    edges = [(field.partition("[")[0], i) for _, i, field in EDGES(boat)]

    expected = [("crew", i) for i in dict.fromkeys(boat.crew)]
    assert edges == [*expected, *[("owner", boat.owner)] * bool(boat.owner)]
