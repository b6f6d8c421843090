"""The site that is looked at: `GROUPSITE_SITE`, or the one of this repository."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import lxml.html
import pytest

from tests.conftest import REPOSITORY
from tests.content.building import PLACES, build
from tests.sharing import alone

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass
class Checked:
    """A site that has been built in two places."""

    here: Path
    there: Path

    @property
    def out(self) -> Path:
        """The pages that are looked at."""
        return self.here / "out"

    @cached_property
    def files(self) -> dict[str, Path]:
        """The files of the output by their paths."""
        return {
            path.relative_to(self.out).as_posix(): path
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }

    @cached_property
    def pages(self) -> dict[str, HtmlElement]:
        """Parsed pages by address."""
        return {
            name: lxml.html.document_fromstring(path.read_bytes())
            for name, path in self.files.items()
            if name.endswith(".html") and not name.startswith("_static/")
        }

    @cached_property
    def documents(self) -> dict[str, HtmlElement]:
        """The pages that do not only lead elsewhere."""
        moved = "meta[http-equiv=refresh]"
        return {n: page for n, page in self.pages.items() if not page.cssselect(moved)}

    @cached_property
    def base(self) -> str:
        """The path of the site on its host."""
        canonical = self.pages["index.html"].cssselect("link[rel=canonical]")
        return urlsplit(canonical[0].get("href")).path if canonical else "/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The site, built once for all tests."""
    source = Path(os.environ.get("GROUPSITE_SITE", REPOSITORY)).resolve()
    with alone(tmp_path_factory, "content") as root:
        if not root.exists():
            build(source, root)
    return Checked(*(root / place.folder for place in PLACES))
