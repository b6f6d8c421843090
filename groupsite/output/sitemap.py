"""``sitemap.xml`` and ``robots.txt`` for search engines.

The sitemap (https://www.sitemaps.org/protocol.html) lists all pages except those that
ask not to be indexed, whether or not this build has written them. ``lastmod`` is the
day of the last change to the files of a page: its own document, and those of its
records. robots.txt follows RFC 9309.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from docutils import nodes

from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import Export
from groupsite.build.site import site_of
from groupsite.model.files import gives
from groupsite.output.history import last_changes
from groupsite.output.page import UNINDEXED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

    from groupsite.build.site import Site
    from groupsite.model.graph import Graph, Key

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: The day of a file that git does not know; later than all days.
_UNKNOWN: Final = "?"
#: Kind → kinds whose files have what pages show of it, where that is not the kind alone:
#: the label of a topic is a setting, and news have the title of their paper.
_FILES_OF: Final[dict[str, tuple[str, ...]]] = {"topic": (), "news": ("news", "paper")}


def note_unindexed(app: Sphinx, doctree: nodes.document) -> None:
    """Note that a document asks not to be indexed, at ``doctree-read``."""
    for meta in doctree.findall(nodes.meta):
        words = meta.get("content", "").lower().replace(",", " ").split()
        if meta.get("name", "").lower() == "robots" and {"noindex", "none"} & {*words}:
            docname = app.env.current_document.docname
            groupsite_domain(app.env).document(docname).unindexed = True


def map_files(app: Sphinx) -> dict[str, Export]:
    """Both files as exports, for a site that has an address."""
    if not app.config.html_baseurl:
        return {}
    site = site_of(app)
    days = last_changes(Path(app.srcdir))
    said = hashlib.blake2b(repr(sorted(days.items())).encode(), digest_size=16)
    digest = site.basis + said.hexdigest()
    files = {SITEMAP: Export(partial(_sitemap, site, days), digest)}
    if not gives(ROBOTS, site.settings):
        address = site.addresses.file(SITEMAP)
        text = f"User-agent: *\nAllow: /\n\nSitemap: {address}\n"
        files[ROBOTS] = Export(text.encode)
    return files


def _sitemap(site: Site, days: Mapping[str, str]) -> bytes:
    generated = {name for pages in site.pages.values() for name in pages.values()}
    for split in site.splits.values():
        generated |= {part.docname for part in split.parts[1:]}
    root = ET.Element("urlset", {"xmlns": _SCHEMA})
    for docname in sorted(site.env.found_docs):
        data = site.documents.get(docname)
        if docname not in UNINDEXED and not (data and data.unindexed):
            url = ET.SubElement(root, "url")
            ET.SubElement(url, "loc").text = site.addresses.page(docname)
            own = site.env.doc2path(docname, base=False).as_posix()
            files = [own] if docname not in generated else []
            if day := _last_change(site, docname, files, days):
                ET.SubElement(url, "lastmod").text = day
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _last_change(
    site: Site, docname: str, files: list[str], days: Mapping[str, str]
) -> str:
    """The day of the last change to *files* and those of the records on a page.

    :returns: ``""`` if a file has no such day, or there are none.
    """
    graph, data = site.graph, site.documents.get(docname)
    newest = graph.memo("newest files", lambda: _newest(graph, days))
    last = max(newest.values(), default="")
    latest = max((days.get(file, _UNKNOWN) for file in files), default="")
    for query in data.queries if data else ():
        # where no file is newer, there is nothing to look for
        if last <= latest:
            break
        kinds = _FILES_OF.get(query.kind, (query.kind,))
        if all(newest[kind] <= latest for kind in kinds):
            continue
        records = graph.select(query)
        keys = [(query.kind, record.id) for record in records]
        if query.kind == "news":
            keys += [("paper", item.paper) for item in records]
        latest = max([latest, *_days(graph, keys, days)])
    return "" if latest == _UNKNOWN else latest


def _newest(graph: Graph, days: Mapping[str, str]) -> dict[str, str]:
    """Kind → the day of the last change to the files of its records; ``""`` without any."""
    return {
        kind: max(
            _days(graph, ((kind, name) for name in graph.nameable(kind)), days),
            default="",
        )
        for kind in graph.kinds
    }


def _days(graph: Graph, keys: Iterable[Key], days: Mapping[str, str]) -> Iterator[str]:
    """The days of the last changes to the files of those of *keys* that exist."""
    for key in keys:
        located = graph.located(*key)
        if located is not None:
            yield days.get(located.position.path, _UNKNOWN)
