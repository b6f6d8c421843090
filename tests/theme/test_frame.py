"""What the site's own frame builds on: it tells when a theme changes it.

`theme/layout.html` takes the place of templates of the themes.
When this test fails after an update, read what has changed there, mend our templates
where it matters, then write down the new state here.
"""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pydata_sphinx_theme
import pytest
import sphinx
import sphinx_book_theme

from tests.conftest import REPOSITORY

_PYDATA: Final = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme"
_BOOK: Final = Path(sphinx_book_theme.__file__).parent / "theme/sphinx_book_theme"
_BASIC: Final = Path(sphinx.__file__).parent / "themes/basic"

#: The templates whose place ours take, as they were when ours were written.
REPLACED: Final = {
    _PYDATA / "layout.html": "1f98508aa73a49d0",
    _PYDATA / "search.html": "098d19aa34f7874c",
    _BOOK / "layout.html": "2cd2fbbe2caedf3a",
}


@pytest.mark.parametrize("path", REPLACED, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_templates_of_the_themes_are_those_that_ours_replace(path: Path) -> None:
    """Whoever updates a theme sees that its frame has changed."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]

    assert digest == REPLACED[path], f"{path.parent.name} has changed {path.name}"


def test_the_versions_that_the_templates_name_are_installed() -> None:
    """The comment of the frame says which versions of the themes it answers."""
    text = (REPOSITORY / "groupsite/theme/layout.html").read_text("utf-8")
    named = dict(
        re.findall(r"(sphinx-book-theme|pydata-sphinx-theme) (\d[\d.]*\d)", text)
    )

    assert named == {name: version(name) for name in named}
    assert len(named) == 2


def test_the_blocks_that_the_frame_fills_are_there() -> None:
    """Sphinx's own layout has each block that ours overrides."""
    text = (REPOSITORY / "groupsite/theme/layout.html").read_text("utf-8")
    ours = set(re.findall(r"\{%-? block (\w+)", text)) - {"docs_body"}
    layout = (_BASIC / "layout.html").read_text("utf-8")

    assert ours <= set(re.findall(r"\{%-? *block (\w+)", layout))
