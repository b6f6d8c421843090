"""Documents that wait for their writer are few, and come from their files otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.quick import memory

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
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
