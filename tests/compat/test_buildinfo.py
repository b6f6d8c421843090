"""A note of Sphinx that a killed build has cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.compat.upstream import assert_still_there, ends_in_traceback, plain_site
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site


@pytest.mark.parametrize("lines", [0, 2, 3])
def test_a_cut_note_ends_no_build(make_site: Callable[..., Site], lines: int) -> None:
    """It makes the site that a clean build makes, and a whole note."""
    site = make_site()
    note = site.build().outdir / ".buildinfo"
    whole = note.read_text("utf-8")
    note.write_text("".join(whole.splitlines(keepends=True)[:lines]), "utf-8")
    site.edit("people.md", "# People", "# New")
    rebuild(site)

    assert note.read_text("utf-8") == whole


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """Plain Sphinx ends in a traceback."""
    site = plain_site(tmp_path, {"index.rst": "Home\n====\n"})
    (site.build().outdir / ".buildinfo").write_bytes(b"")

    assert_still_there(
        "compat/buildinfo.py", {"a cut .buildinfo": ends_in_traceback(site)}
    )
