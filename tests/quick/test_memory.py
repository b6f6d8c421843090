"""Documents that wait for their writer are few, and come from their files otherwise."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

from groupsite.quick import memory

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from docutils import nodes
    from sphinx.application import Sphinx

    from tests.conftest import Site


def test_pages_are_the_same_from_files(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first documents are held, the others are read again."""
    pages = {f"{name}.md": f"---\norphan: true\n---\n\n# {name}\n" for name in "abcdef"}
    held: list[int] = []

    def count(app: Sphinx, _env: object) -> None:
        held.append(len(getattr(app.env, memory._NAMES[0])))

    def watch(app: Sphinx) -> None:
        app.connect("env-updated", count)

    every = make_site(files=pages).build(on_app=watch).files()
    monkeypatch.setattr(memory, "_MOST", 20_000)
    few = make_site(files=pages).build(on_app=watch).files()

    assert few == every
    assert held[0] > held[1] > 0


def test_documents_go_when_they_are_written(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that come from files do not wait for the collector; a last one may stay."""
    monkeypatch.setattr(memory, "_MOST", 0)
    pages = {f"{name}.md": f"---\norphan: true\n---\n\n# {name}\n" for name in "abcdef"}
    seen: list[ref[nodes.Node]] = []
    alive: list[int] = []

    def note(_app: Sphinx, document: nodes.document, _docname: str) -> None:
        gc.disable()
        seen.append(ref(document.children[0]))

    def count(_app: Sphinx, _exception: Exception | None) -> None:
        alive.append(sum(one() is not None for one in seen))

    def watch(app: Sphinx) -> None:
        app.connect("doctree-resolved", note)
        app.connect("build-finished", count)

    try:
        make_site(files=pages).build(on_app=watch)
    finally:
        gc.enable()
    assert alive[0] <= 2 < len(seen)
