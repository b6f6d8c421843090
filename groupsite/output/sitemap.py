"""What search engines ask a site for: ``sitemap.xml`` and ``robots.txt``.

The sitemap (https://www.sitemaps.org/protocol.html) has every page but those that ask
not to be indexed, whichever of them this build has written. ``lastmod`` is the day of
the last change of what a page shows: of its own document and of its records, by git.
robots.txt follows RFC 9309.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from docutils import nodes

from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import Export
from groupsite.build.site import site_of
from groupsite.model.files import gives
from groupsite.output.history import History
from groupsite.output.page import UNINDEXED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from groupsite.build.site import Site
    from groupsite.model.graph import Key

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
    site = site_of(app)
    files = {SITEMAP: Export(partial(_sitemap, site))}
    if not gives(ROBOTS, site.settings):
        address = site.addresses.file(SITEMAP)
        text = f"User-agent: *\nAllow: /\n\nSitemap: {address}\n"
        files[ROBOTS] = Export(text.encode)
    return files


def _sitemap(site: Site) -> bytes:
    changes = Changes(site)
    root = ET.Element("urlset", {"xmlns": _SCHEMA})
    for docname in sorted(site.env.found_docs):
        data = site.documents.get(docname)
        if docname not in UNINDEXED and not (data and data.unindexed):
            url = ET.SubElement(root, "url")
            ET.SubElement(url, "loc").text = site.addresses.page(docname)
            day = changes.day(docname)
            if day:
                ET.SubElement(url, "lastmod").text = day
    changes.save()
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


class Changes:
    """When what a page shows was last changed."""

    def __init__(self, site: Site) -> None:
        self._site = site
        cache = Path(site.app.doctreedir, "groupsite-history.json")
        self._history = History(Path(site.app.srcdir), cache)
        self._days: dict[Key, str] = {}

    def save(self) -> None:
        """Keep what git has said for the next build."""
        self._history.save()

    def day(self, docname: str) -> str:
        """``YYYY-MM-DD``; empty where something in it is not known."""
        days = [self._day_of(*key) for key in self._shown(docname)]
        if docname not in self._generated:
            path = Path(self._site.env.doc2path(docname, base=False)).as_posix()
            days.append(self._history.file(path))
        return _latest(days)

    @cached_property
    def _generated(self) -> set[str]:
        """Documents that hold nothing but the name of a record."""
        return {name for pages in self._site.pages.values() for name in pages.values()}

    def _shown(self, docname: str) -> set[Key]:
        """The records that a page shows."""
        graph, data = self._site.graph, self._site.documents.get(docname)
        keys = {
            (query.kind, record.id)
            for query in (data.queries if data else ())
            for record in graph.select(query)
            if query.kind != "topic"  # a setting, and no page shows more than its name
        }
        # an item shows the title of its paper
        papers = {
            item.paper for k, i in keys if k == "news" and (item := graph.get(k, i))
        }
        return keys | {("paper", key) for key in papers if key}

    def _day_of(self, kind: str, record_id: str) -> str:
        """The day of a record: of its lines, up to the next of its kind."""
        key = (kind, record_id)
        if key not in self._days:
            located = self._site.graph.located(kind, record_id)
            assert located is not None
            path, line = located.position.path, located.position.line
            starts = self._starts[kind, path]
            following = bisect_right(starts, line)
            end = starts[following] - 1 if following < len(starts) else None
            self._days[key] = _latest(self._history.lines(path)[line - 1 : end])
        return self._days[key]

    @cached_property
    def _starts(self) -> dict[tuple[str, str], list[int]]:
        """Kind and file → the lines at which records begin.

        A record may stand within one of another kind: the award of a paper.
        """
        starts: dict[tuple[str, str], list[int]] = {}
        graph = self._site.graph
        for kind in graph.kinds:
            for record_id in graph.ids(kind):
                located = graph.located(kind, record_id)
                assert located is not None
                position = located.position
                starts.setdefault((kind, position.path), []).append(position.line)
        return {key: sorted(lines) for key, lines in starts.items()}


def _latest(days: Sequence[str]) -> str:
    """The latest of *days*; empty where one of them is, or where there are none."""
    return max(days, default="") if all(days) else ""
