"""The site itself, built once for all tests that look at its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import lxml.html
import pytest

from groupsite.domain import groupsite_domain
from tests.conftest import REPOSITORY, Built, Site

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

    from groupsite.graph import Graph
    from groupsite.papers.record import Author

#: Addresses of the old site, and the new ones that they lead to.
MOVED: Final = {
    "research.html": "research/index.html",
    "software.html": "research/software.html",
    "teaching.html": "research/teaching.html",
}
#: Settings that do not come from the machine that runs the tests.
CONFIG: Final = {"nitpicky": True, "html_baseurl": "https://mehrhardt.github.io/"}


@dataclass(frozen=True)
class Item:
    """A news item as it stands in its file."""

    page: str
    date: str
    options: dict[str, str]
    body: str


@dataclass
class Whole:
    """The site as it is built."""

    site: Site
    built: Built
    #: All records.
    graph: Graph
    #: Parsed pages by address; those that only lead elsewhere are not among them.
    pages: dict[str, HtmlElement] = field(default_factory=dict)

    def article(self, address: str) -> HtmlElement:
        """The content of a page."""
        (article,) = self.pages[address].cssselect("main .bd-article")
        return article

    def item(self, item: Item) -> HtmlElement:
        """A news item in its place."""
        (li,) = self.article(item.page).cssselect(f"[data-id='{item.options['id']}']")
        return li

    def record(self, kind: str, record_id: str) -> Any:
        """A record that exists."""
        record = self.graph.get(kind, record_id)
        assert record is not None, record_id
        return record

    def name(self, author: Author) -> str:
        """The name that an author goes by: the person's, where one is known."""
        if author.person:
            return str(self.record("person", author.person).display_name)
        return author.name


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The site, built once for all tests of it; any warning is an error."""
    site = Site(REPOSITORY)
    site.build_dir = tmp_path_factory.mktemp("whole")
    graphs: list[Graph] = []

    def keep(app: Sphinx, _error: Exception | None) -> None:
        graphs.append(groupsite_domain(app.env).whole_graph)

    def listen(app: Sphinx) -> None:
        app.connect("build-finished", keep)

    built = site.build(config=CONFIG, on_app=listen)
    result = Whole(site, built, graphs[0])
    for path in sorted(built.outdir.rglob("*.html")):
        address = path.relative_to(built.outdir).as_posix()
        if address not in MOVED and not address.startswith("_static/"):
            page = lxml.html.document_fromstring(path.read_bytes())
            result.pages[address] = page
    return result
