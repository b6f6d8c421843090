"""What search engines ask a site for: ``sitemap.xml`` and ``robots.txt``.

The sitemap (https://www.sitemaps.org/protocol.html) has every page but those that ask
not to be indexed, whichever of them this build has written. ``lastmod`` is the day of
the last change of what a page shows: of its own document and of its records, by git.
robots.txt follows RFC 9309.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from docutils import nodes

from groupsite.addresses import addresses_of
from groupsite.domain import GroupsiteDomain, groupsite_domain
from groupsite.exports import Export
from groupsite.metadata.history import History
from groupsite.pages.notfound import PAGE as NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from groupsite.core.positions import Located

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def note_unindexed(app: Sphinx, doctree: nodes.document) -> None:
    """At ``doctree-read``: note a document that asks not to be indexed."""
    for meta in doctree.findall(nodes.meta):
        words = meta.get("content", "").lower().replace(",", " ").split()
        if meta.get("name", "").lower() == "robots" and {"noindex", "none"} & {*words}:
            docname = app.env.current_document.docname
            groupsite_domain(app.env).document(docname).unindexed = True


def map_files(app: Sphinx) -> dict[str, Export]:
    """Both files, for a site that has an address."""
    if not app.config.html_baseurl:
        return {}
    files = {SITEMAP: Export(partial(_sitemap, app))}
    extra = groupsite_domain(app.env).settings.extra
    if not any((folder / ROBOTS).exists() for folder in extra):  # the author's own
        address = addresses_of(app).file(SITEMAP)
        text = f"User-agent: *\nAllow: /\n\nSitemap: {address}\n"
        files[ROBOTS] = Export(text.encode)
    return files


def _sitemap(app: Sphinx) -> bytes:
    addresses, changes = addresses_of(app), Changes(app)
    root = ET.Element("urlset", {"xmlns": _SCHEMA})
    documents = groupsite_domain(app.env).documents
    for docname in sorted(app.env.found_docs):
        data = documents.get(docname)
        if docname != NOT_FOUND and not (data and data.unindexed):
            url = ET.SubElement(root, "url")
            ET.SubElement(url, "loc").text = addresses.page(docname)
            day = changes.day(docname)
            if day:
                ET.SubElement(url, "lastmod").text = day
    changes.save()
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


class Changes:
    """When what a page shows was last changed."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._domain: GroupsiteDomain = groupsite_domain(app.env)
        cache = Path(app.doctreedir, "groupsite-history.json")
        self._history = History(Path(app.srcdir), cache)
        #: File → the lines at which its records begin.
        self._starts: dict[str, list[int]] = {}

    def save(self) -> None:
        """Keep what git has said for the next build."""
        self._history.save()

    def day(self, docname: str) -> str:
        """``YYYY-MM-DD``; empty where something in it is not known."""
        days: list[str] = []
        if docname not in self._generated():
            path = Path(self._app.env.doc2path(docname, base=False)).as_posix()
            days += self._history.lines(path) or [""]
        for located in self._shown(docname):
            days += self._lines(located) or [""]
        return max(days, default="") if all(days) else ""

    def _generated(self) -> set[str]:
        """Documents that hold nothing but the name of a record."""
        return {
            name for pages in self._domain.pages.values() for name in pages.values()
        }

    def _shown(self, docname: str) -> Iterator[Located[Any]]:
        """The records that a page shows, as far as they are written in files."""
        graph, data = self._domain.whole_graph, self._domain.documents.get(docname)
        keys = {
            (query.kind, record.id)
            for query in (data.queries if data else ())
            for record in graph.select(query)
        }
        for kind, record_id in sorted(keys):
            located = graph.located(kind, record_id)
            if located is not None and located.position.path != "conf.py":
                yield located

    def _lines(self, located: Located[Any]) -> list[str]:
        """The days of the lines of a record: up to the next one of its file."""
        path, line = located.position.path, located.position.line
        starts = self._starts_of(path)
        following = bisect_right(starts, line)
        end = starts[following] - 1 if following < len(starts) else None
        return self._history.lines(path)[line - 1 : end]

    def _starts_of(self, path: str) -> list[int]:
        if not self._starts:
            graph = self._domain.whole_graph
            for kind in graph.kinds:
                for record_id in graph.ids(kind):
                    located = graph.located(kind, record_id)
                    if located is not None:
                        position = located.position
                        self._starts.setdefault(position.path, []).append(position.line)
            for lines in self._starts.values():
                lines.sort()
        return self._starts.get(path, [])
