"""How often a style is searched."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from citeproc import model

from tests.compat.upstream import assert_still_there
from tests.mended.citeproc.rendering import Case

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

LINE = Case(
    '<names variable="author"><name initialize-with="."/></names>',
    {"author": [{"family": "Doe", "given": "Jane"}] * 3},
    "J. Doe, J. Doe, J. Doe",
)


def searches(patch: pytest.MonkeyPatch, render: Callable[[], str]) -> Counter[Any]:
    """How often *render* has an element searched for the same."""
    found: Counter[Any] = Counter()
    search = model.CitationStylesElement.xpath_search

    def counted(self: Any, expression: str) -> Any:
        found[self.getroottree().getpath(self), expression] += 1
        return search(self, expression)

    patch.setattr(model.CitationStylesElement, "xpath_search", counted)
    assert render() == LINE.expected
    return found


def test_an_element_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked for again is known."""
    assert set(searches(monkeypatch, LINE.mended).values()) == {1}


def test_the_defect_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain citeproc-py searches for the same dozens of times in one line."""
    (_, times), *_ = searches(monkeypatch, LINE.plain).most_common()

    assert_still_there("mended/citeproc/search.py", {"a repeated search": times > 12})
