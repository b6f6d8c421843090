"""A title is rendered once, however many pages name it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Site


def test_titles_are_rendered_once(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page itself, those beside it and those below it show the same."""
    rendered: Counter[str] = Counter()
    render = StandaloneHTMLBuilder.render_partial

    def note(builder: StandaloneHTMLBuilder, node: Any) -> Any:
        if isinstance(node, nodes.title):
            rendered[node.astext()] += 1
        return render(builder, node)

    monkeypatch.setattr(StandaloneHTMLBuilder, "render_partial", note)
    part = "---\nmenu: true\n---\n\n# Part\n\n```{toctree}\na\nb\nc\n```\n"
    pages = {f"{name}.md": f"# Page {name}\n" for name in "abc"}
    make_site(files={"part.md": part, **pages}).build()

    assert {"Part", "Page a", "Page b", "Page c"} <= rendered.keys()
    assert set(rendered.values()) == {1}
