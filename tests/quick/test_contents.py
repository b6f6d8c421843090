"""Tables of contents stay pickled until somebody asks for them."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.quick.contents import Contents

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Site


def _saved(contents: Any) -> Any:
    return pickle.loads(pickle.dumps(contents))


def _toc(text: str) -> nodes.bullet_list:
    return nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", text)))


def test_like_any_dictionary() -> None:
    """All that was put in is there, before it was saved and after it."""
    contents = Contents(a=_toc("One"), b=_toc("Two"))
    for kept in (contents, _saved(contents)):
        assert list(kept) == ["a", "b"]
        assert kept["a"].pformat() == _toc("One").pformat()
        assert [toc.astext() for toc in kept.values()] == ["One", "Two"]
        assert kept.pop("b").astext() == "Two"
        assert kept.get("b") is None


def test_changes_are_saved() -> None:
    """Sphinx puts numbers of sections into those that are there."""
    kept = _saved(Contents(a=_toc("One")))
    kept["a"]["number"] = 1
    assert kept["a"]["number"] == 1

    again = _saved(kept)

    assert again["a"]["number"] == 1


def test_an_edit_asks_for_those_of_its_pages(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not written again is not looked at."""
    text = "---\norphan: true\n---\n\n# Page\n\n## Part\n\n## Part\n"
    site = make_site(files={f"{name}.md": text for name in "abc"})
    site.build()
    asked: set[str] = set()
    get = Contents.__getitem__

    def note(contents: Contents, docname: str) -> Any:
        asked.add(docname)
        return get(contents, docname)

    monkeypatch.setattr(Contents, "__getitem__", note)
    site.write("a.md", f"{text}\nMore.\n")
    site.build()

    assert "a" in asked
    assert asked.isdisjoint({"b", "c"})
