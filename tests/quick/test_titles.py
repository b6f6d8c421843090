"""A title is rendered once, however many pages name it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often Sphinx renders each title."""
    counted: Counter[str] = Counter()
    render = StandaloneHTMLBuilder.render_partial

    def note(builder: StandaloneHTMLBuilder, node: Any) -> Any:
        if isinstance(node, nodes.title):
            counted[node.astext()] += 1
        return render(builder, node)

    monkeypatch.setattr(StandaloneHTMLBuilder, "render_partial", note)
    return counted


def test_titles_are_rendered_once(
    make_site: Callable[..., Site], rendered: Counter[str]
) -> None:
    """The page itself, those beside it and those below it show the same."""
    part = "---\nmenu: true\n---\n\n# A *part*\n\n```{toctree}\na\nb\nc\n```\n"
    pages = {f"{name}.md": f"# Page `{name}`\n" for name in "abc"}
    make_site(files={"part.md": part, **pages}).build()

    assert {"A part", "Page a", "Page b", "Page c"} <= rendered.keys()
    assert set(rendered.values()) == {1}


def test_words_are_not_rendered(
    make_site: Callable[..., Site], rendered: Counter[str]
) -> None:
    """A title of words comes out the same without that, in a numbered tree as well."""
    title = 'Q & A: a < b, "x" me@example.org'
    trees = "```{toctree}\n:numbered:\na\n```\n\n```{toctree}\nb\n```\n"
    part = f"---\nmenu: true\n---\n\n# Part\n\n{trees}"
    site = make_site(
        files={"part.md": part, "a.md": f"# {title}\n", "b.md": f"# B {title}\n"}
    )
    built = site.build()

    assert f"B {title}" not in rendered
    for name, start in (("a", "1. "), ("b", "B ")):
        (shown,) = built.page(name).cssselect("head > title")
        assert shown.text_content().startswith(f"{start}Q & A: a < b, “x” me@example")
