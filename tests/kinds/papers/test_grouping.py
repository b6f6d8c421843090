"""The order of types in lists of papers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.kinds.papers.grouping import GROUPS
from groupsite.model.parts import Group
from groupsite.model.wording import PHRASES
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ["misc", "preprint", "own-type", "phdthesis", "book", "article"]


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ([], ["article", "book", "phdthesis", "preprint", "own-type", "misc"]),
        (
            ["preprint", "misc"],
            ["preprint", "misc", "article", "book", "phdthesis", "own-type"],
        ),
        (
            ["own-type"],
            ["own-type", "article", "book", "phdthesis", "preprint", "misc"],
        ),
    ],
)
def test_types_stand_in_an_order(types: Sequence[str], expected: list[str]) -> None:
    """That of the site, then ours, then what nobody has named; the rest last."""
    settings = bare_settings(types=tuple(types), phrases=PHRASES)
    context: Any = SimpleNamespace(settings=settings)
    groups = []
    for name in NAMES:
        paper: Any = SimpleNamespace(type=name, state="published")
        group = GROUPS["type"](paper, context)
        assert isinstance(group, Group)
        groups.append(group)

    assert [g.id for g in sorted(groups, key=lambda g: g.rank)] == expected
