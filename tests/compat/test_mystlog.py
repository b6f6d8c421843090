"""What a build says of MyST, which is nothing unless something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.compat.upstream import assert_still_there, plain_site
from tests.conftest import TOCTREE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site


def test_settings_of_myst_are_not_told(make_site: Callable[..., Site]) -> None:
    """What is wrong with one of them still is."""
    site = make_site(files={"index.md": f"# Home\n{TOCTREE}"})
    assert not any("MdParserConfig" in line for line in _lines(site.build().status))

    wrong = site.try_build(clean=True, config={"myst_heading_anchors": 99})
    assert any("myst configuration invalid" in line for line in wrong.warnings)


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """A build with MyST alone tells them all."""
    site = plain_site(tmp_path, {"index.md": "# Home\n"}, ("myst_parser",))
    told = any("MdParserConfig(" in line for line in _lines(site.build().status))

    assert_still_there("compat/mystlog.py", {"a line of settings": told})


def _lines(status: str) -> list[str]:
    return [line for line in status.splitlines() if line.startswith("myst v")]
