"""The made-up group, built once in a run of the tests, for all that look at its pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import lxml.html
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from groupsite.build.domain import groupsite_domain
from tests.conftest import Site
from tests.sharing import alone
from tests.sites import new_lab

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from lxml.html import HtmlElement

    from groupsite.model.graph import Graph

#: What is built beside conf.py's own settings.
CONFIG: Final = {"nitpicky": True}


@dataclass
class Lab:
    """The made-up group as it is built; nobody writes to it."""

    srcdir: Path
    outdir: Path
    doctrees: Path
    #: All records.
    graph: Graph

    @cached_property
    def parsed(self) -> dict[str, HtmlElement]:
        """All that is HTML, by address."""
        paths = sorted(self.outdir.rglob("*.html"))
        found = {path.relative_to(self.outdir).as_posix(): path for path in paths}
        return {
            address: lxml.html.document_fromstring(path.read_bytes())
            for address, path in found.items()
            if not address.startswith("_static/")
        }

    @property
    def moved(self) -> dict[str, HtmlElement]:
        """Pages that only lead elsewhere."""
        refresh = "meta[http-equiv=refresh]"
        return {name: p for name, p in self.parsed.items() if p.cssselect(refresh)}

    @cached_property
    def pages(self) -> dict[str, HtmlElement]:
        """All other pages."""
        moved = self.moved
        return {name: p for name, p in self.parsed.items() if name not in moved}

    def article(self, address: str) -> HtmlElement:
        """The content of a page."""
        (article,) = self.pages[address].cssselect("main .bd-article")
        return article

    def record(self, kind: str, record_id: str) -> Any:
        """A record that exists."""
        record = self.graph.get(kind, record_id)
        assert record is not None, record_id
        return record

    def themes(self) -> list[str]:
        """Ids of the topics that have a page."""
        topics = [topic.id for topic in self.graph.all("topic")]
        return [t for t in topics if f"research/{t}.html" in self.pages]


def build_lab(factory: pytest.TempPathFactory) -> Lab:
    """The lab; the first worker that asks builds it. Any warning is an error."""
    with alone(factory, "lab") as folder:
        site = Site(folder)
        outdir, doctrees = site.build_dir / "html", site.build_dir / "doctrees"
        done = site.build_dir / "done"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            new_lab(folder)
            site.build(config=CONFIG)
            done.touch()
    mine = factory.mktemp("lab")
    shutil.copy(doctrees / "environment.pickle", mine)
    return Lab(folder, outdir, doctrees, _graph(folder, mine))


def _graph(srcdir: Path, doctrees: Path) -> Graph:
    """All records of a site that has been built."""
    with patch_docutils(srcdir), docutils_namespace():
        app = Sphinx(srcdir, srcdir, doctrees, doctrees, "dummy", CONFIG, status=None)
        return groupsite_domain(app.env).whole_graph
