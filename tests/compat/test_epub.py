"""E-books after a change of conf.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.compat.upstream import assert_still_there, plain_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

CONFIG: Final = {"copyright": "us", "version": "1"}
CHANGED: Final = {**CONFIG, "epub_show_urls": "no"}


def test_another_setting_causes_no_warning(make_site: Callable[..., Site]) -> None:
    """The note of the settings of before is no part of the book."""
    site = make_site()
    site.build("epub", config=CONFIG)
    built = site.build("epub", config=CHANGED)

    assert (built.outdir / ".buildinfo.bak").is_file()


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """Plain Sphinx does not know what it has kept."""
    site = plain_site(tmp_path, {"index.rst": "Home\n====\n"})
    site.build("epub", config=CONFIG)
    said = " ".join(site.try_build("epub", config=CHANGED).warnings)

    assert_still_there("compat/epub.py", {".buildinfo.bak": ".buildinfo.bak" in said})
