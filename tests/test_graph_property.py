"""Of any site: no warning, no broken link, and both ends of each edge show it."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given

from groupsite.build.domain import groupsite_domain
from tests.conftest import Built, Site
from tests.drawing import sites
from tests.random_sites import OWNER, Sources, sources

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

    from groupsite.model.graph import Graph
    from groupsite.model.parts import Edge

pytestmark = pytest.mark.full

#: The pages that list what has no page of its own.
LISTS: Final = {
    "paper": "publications",
    "person": "people",
    "grant": "grants",
    "talk": "talks",
    "software": "software",
    "award": "awards",
    "course": "teaching",
}


class Checked:
    """A site that was built, and what its pages show."""

    def __init__(self, built: Built, graph: Graph, made: Sources) -> None:
        self.graph = graph
        self.made = made
        self.pages: dict[str, HtmlElement] = {
            path.relative_to(built.outdir).as_posix(): built.page(
                path.relative_to(built.outdir).with_suffix("").as_posix()
            )
            for path in sorted(built.outdir.rglob("*.html"))
        }
        self.outdir = built.outdir

    def place(self, kind: str, record: Any) -> str:
        """Address of what is said of a record."""
        folders = {"paper": self.made.paper_pages, "person": self.made.person_pages}
        folder = folders.get(kind, "")
        if folder and (kind == "paper" or record.memberships):
            return f"{folder}/{record.id}.html"
        if kind == "topic":
            return f"topic-{record.id}.html"
        if kind == "cv":
            return "cv.html"
        page = record.docname if kind == "news" else LISTS[kind]
        node_id = f"{kind}-{record.id}"
        # a long list has pages of decades in a folder
        pages = [f"{page}.html", *(a for a in self.pages if a.startswith(f"{page}/"))]
        found = (a for a in pages if self.pages[a].cssselect(f"[id='{node_id}']"))
        return f"{next(found, pages[0])}#{node_id}"

    def shown(self, kind: str, record: Any, on: tuple[str, Any]) -> bool:
        """Whether what is said of *on* has a link to a record, or an entry of it."""
        base, there = self.place(*on), self.place(kind, record)
        address, _, node_id = base.partition("#")
        (said,) = self.pages[address].cssselect(
            f"[id='{node_id}']" if node_id else "body"
        )
        links = {
            unquote(urljoin(base, a.get("href"))) for a in said.cssselect("a[href]")
        }
        if "#" not in there:
            links = {link.partition("#")[0] for link in links}
        of_kind = self.graph.kinds[kind]
        css = of_kind.css_class
        if "#" in there and of_kind.page.prefers_address:
            links.add(there if of_kind.page.address(record) in links else "")
        return there in links or any(
            record.id in (entry.get("data-id"), entry.get("data-key"))
            for entry in said.cssselect(f".{css}")
            if entry is not said
        )

    def silent(self, edge: Edge, here: tuple[str, Any], on: tuple[str, Any]) -> bool:
        """Whether one end says nothing of an edge on purpose."""
        kind, record = on
        if kind == "person" and not (self.made.person_pages and record.memberships):
            return True  # an entry of a list is short: it has the papers at most
        if kind == "paper" and not self.made.paper_pages and edge.kind != "person":
            return True  # it says who wrote it, and where
        if here[0] == kind == "paper" and edge.id == OWNER:
            return not self.made.person_pages  # it would lead to where one is
        if here[0] == "cv" and on[0] != "cv":
            return edge.field != "id"
        if kind == "cv" and edge.field == "id":
            return True  # all of the page is about the person
        implied = edge.id == OWNER and edge.field.startswith("people")
        return implied and on is here and kind in ("talk", "course", "grant")

    def missing(self) -> list[str]:
        """Edges that one of their ends does not show."""
        found = []
        for kind in self.graph.kinds.values():
            for record in self.graph.all(kind.name):
                for edge in kind.links.edges(record):
                    here = kind.name, record
                    there: tuple[str, Any]
                    there = edge.kind, self.graph.get(edge.kind, edge.id)
                    for on, other in ((here, there), (there, here)):
                        if self.silent(edge, here, on) or self.shown(*other, on):
                            continue
                        found.append(f"{self.place(*on)}: {other[0]} {other[1].id}")
        return found

    def doubled(self) -> list[str]:
        """Ids that a page has twice."""
        found = []
        for address, page in self.pages.items():
            ids = Counter(element.get("id") for element in page.cssselect("[id]"))
            found += [f"{address}: {name}" for name, n in ids.items() if n > 1]
        return found

    def broken(self) -> list[str]:
        """Links within the site that lead nowhere."""
        ids = {
            address: {element.get("id") for element in page.cssselect("[id]")}
            for address, page in self.pages.items()
        }
        found = []
        for address, page in self.pages.items():
            for element, _, link, _ in page.iterlinks():
                parts = urlsplit(link)
                if parts.scheme or parts.netloc or element.tag == "form":
                    continue
                path = unquote(urlsplit(urljoin(f"/{address}", link)).path)[1:]
                anchor = unquote(parts.fragment)
                known = ids.get(path, set())
                if not (self.outdir / path).is_file() or (
                    anchor and anchor not in known
                ):
                    found.append(f"{address}: {link}")
        return found


@given(sources())
@sites(25)
def test_any_site(tmp_path_factory: pytest.TempPathFactory, made: Sources) -> None:
    """A site is built without a warning, its links lead somewhere and go both ways."""
    folder = tmp_path_factory.mktemp("any")
    checked = _built(folder, made)
    problems = [*checked.doubled(), *checked.broken(), *checked.missing()]
    shutil.rmtree(folder)

    assert not problems


def _built(folder: Path, made: Sources) -> Checked:
    site = Site(folder / "site")
    made.write(site)
    graphs: list[Graph] = []

    def keep(app: Sphinx, _error: Exception | None) -> None:
        graphs.append(groupsite_domain(app.env).whole_graph)

    def listen(app: Sphinx) -> None:
        app.connect("build-finished", keep)

    return Checked(site.build(on_app=listen), graphs[0], made)
