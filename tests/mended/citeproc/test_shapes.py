"""How often a style is asked for what items lack, and that they lose nothing by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
    model,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

import groupsite
from groupsite.kinds.papers.showing.processor import Processor
from tests.compat.upstream import assert_still_there

if TYPE_CHECKING:
    import pytest

STYLE: Final = Path(groupsite.__file__).parent / "styles" / "apa.csl"
ITEM: Final = {
    "type": "article-journal",
    "title": "On time",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2024]]},
    "container-title": "Journal",
    "volume": "7",
}
WORDS: Final = st.sampled_from(["7", "7-9", "TR-7", "A word", "two"])
DATES: Final = st.sampled_from(
    [
        {"date-parts": [[2024]]},
        {"date-parts": [[2024, 5]]},
        {"date-parts": [[2024, 5, 3]], "circa": True},
        {"date-parts": [[2024], [2025]]},
    ]
)
NAMES: Final = st.sampled_from([[{"family": "Doe"}], [{"literal": "A body"}] * 3])
TYPES: Final = ("article-journal", "chapter", "report", "thesis", "webpage")
VALUES: Final = {
    **dict.fromkeys(("title", "container-title", "publisher", "URL"), WORDS),
    **dict.fromkeys(("volume", "number", "page", "edition", "genre"), WORDS),
    **dict.fromkeys(("author", "editor", "translator"), NAMES),
    **dict.fromkeys(("issued", "accessed"), DATES),
}


@st.composite
def alike(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Items of one type with values for the same variables."""
    names = draw(st.sets(st.sampled_from(sorted(VALUES)), min_size=3))
    of_one_type = {
        "type": st.just(draw(st.sampled_from(TYPES))),
        **{name: VALUES[name] for name in names},
    }
    items = st.lists(st.fixed_dictionaries(of_one_type), min_size=2, max_size=4)
    return draw(items)


@settings(max_examples=30)
@given(alike())
def test_what_was_cited_before_changes_nothing(items: list[dict[str, Any]]) -> None:
    """The line is that of a processor that has seen no other item."""
    *_, last = [_PROCESSOR.render(item) for item in items]
    assert last == Processor(STYLE, "en-GB").render(items[-1])


#: It has seen the items of all examples so far.
_PROCESSOR: Final = Processor(STYLE, "en-GB")


def test_nothing_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The conditions of the second item are known from the first one."""
    asked = conditions(monkeypatch)
    processor = Processor(STYLE, "en-GB")
    first = processor.render(ITEM)
    before = len(asked)

    assert processor.render({**ITEM, "title": "On place"}) == first.replace(
        "time", "place"
    )
    assert before > 5
    assert len(asked) == before


def test_the_defect_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain citeproc-py asks for as much again."""
    asked = conditions(monkeypatch)
    counts = []
    style = CitationStylesStyle(str(STYLE), "en-GB", validate=False)
    for _ in range(2):
        source = CiteProcJSON([{**ITEM, "id": "a"}])
        lines = CitationStylesBibliography(style, source, formatter.plain)
        lines.register(Citation([CitationItem("a")]))
        lines.bibliography()
        counts.append(len(asked))

    again = counts[1] == 2 * counts[0]
    assert_still_there("mended/citeproc/shapes.py", {"conditions asked again": again})


def conditions(patch: pytest.MonkeyPatch) -> list[Any]:
    """The conditions that are tried from now on."""
    asked: list[Any] = []
    render = model.If.render

    def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        asked.append(self)
        return render(self, *args, **kwargs)

    patch.setattr(model.If, "render", counted)
    return asked
