"""Values that are kept between builds come back equal, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.build.pickles import read_pickle, write_pickle

if TYPE_CHECKING:
    from pathlib import Path


class Sort(Enum):
    """A value of a class that is no data class."""

    ONE = "one"


class Pair(NamedTuple):
    """A tuple with names."""

    left: object
    right: object


@dataclass(frozen=True, slots=True)
class Whole:
    """A record of several fields."""

    name: str
    parts: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class One:
    """A record of one field."""

    value: object


VALUES = st.recursive(
    st.none() | st.text() | st.integers() | st.sampled_from(Sort) | st.just(Sort),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(), inner)
        | st.builds(One, inner)
        | st.builds(Pair, inner, inner)
        | st.builds(Whole, st.text(), st.lists(inner).map(tuple))
    ),
    max_leaves=8,
)


@given(value=VALUES, head=st.text())
def test_a_value_comes_back(
    tmp_path_factory: pytest.TempPathFactory, value: object, head: str
) -> None:
    """Equal, and of the same classes."""
    path = tmp_path_factory.mktemp("kept") / "value"
    write_pickle(path, head, value)
    assert repr(read_pickle(path, head)) == repr(value)
    assert read_pickle(path, f"{head}!") is None


def test_what_two_records_share_is_kept_once(tmp_path: Path) -> None:
    """As it is one object, it stays one."""
    shared = One("shared")
    write_pickle(tmp_path / "value", "", [shared, Whole("whole", (shared,))])
    kept = read_pickle(tmp_path / "value", "")
    assert kept is not None
    first, whole = kept
    assert whole.parts[0] is first


@pytest.mark.parametrize("cut", [0, 10, 40, -1])
def test_a_damaged_file_is_none(tmp_path: Path, cut: int) -> None:
    """Wherever it is cut off, and whatever stands there."""
    path = tmp_path / "value"
    assert read_pickle(path, "") is None
    write_pickle(path, "", ["a value"])
    path.write_bytes(path.read_bytes()[:cut])
    assert read_pickle(path, "") is None
