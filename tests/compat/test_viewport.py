"""How many viewports a page has; those of our pages: `tests/output/test_head.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.compat.viewport import without_viewport
from tests.compat.upstream import assert_still_there, plain_site

if TYPE_CHECKING:
    from pathlib import Path


def test_a_viewport_is_dropped_and_all_else_stays() -> None:
    """With the line that it stands on, wherever it is named."""
    tags = ['<meta name="a" content="1">', '<meta content="2" property="b">']
    viewport = '<meta content="width=device-width" name="Viewport">'

    assert without_viewport("\n".join(tags)) == "\n".join(tags)
    assert without_viewport("\n".join([tags[0], viewport, tags[1]])) == "\n".join(tags)
    assert without_viewport(viewport) == ""


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """A page of plain Sphinx has two."""
    site = plain_site(tmp_path, {"index.rst": "Home\n====\n"})
    found = site.build(config={"html_theme": "basic"}).page().cssselect
    two = len(found("meta[name=viewport]")) > 1

    assert_still_there("compat/viewport.py", {"a second viewport": two})
