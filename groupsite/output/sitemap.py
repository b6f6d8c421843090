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
from groupsite.build.version import code_version
from groupsite.incremental.digests import records_digest
from groupsite.model.files import gives
from groupsite.output.history import last_changes
from groupsite.output.page import UNINDEXED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from groupsite.build.site import Site

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


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
    files = {SITEMAP: Export(partial(_sitemap, site, days), _digest(site, days))}
    if not gives(ROBOTS, site.settings):
        address = site.addresses.file(SITEMAP)
        text = f"User-agent: *\nAllow: /\n\nSitemap: {address}\n"
        files[ROBOTS] = Export(text.encode)
    return files


def _digest(site: Site, days: Mapping[str, str]) -> str:
    """Of everything that the map says, and when documents were read: they say the rest."""
    domain = groupsite_domain(site.env)
    graph = domain.graph
    names = [(kind, name) for kind in graph.kinds for name in graph.ids(kind)]
    located = (graph.located(*key) for key in names)
    paths = [each.position.path for each in located if each is not None]
    shown = (
        *(names, paths, sorted(days.items()), sorted(site.env.found_docs)),
        *(sorted(site.env.all_docs.items()), site.addresses.base, code_version()),
    )
    digest = hashlib.blake2b(records_digest(domain), digest_size=16)
    digest.update(repr(shown).encode())
    return digest.hexdigest()


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
            files = _sources_of_records(site, docname)
            if docname not in generated:
                files.add(Path(site.env.doc2path(docname, base=False)).as_posix())
            dates = {days.get(file, "") for file in files}
            if dates and all(dates):
                ET.SubElement(url, "lastmod").text = max(dates)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _sources_of_records(site: Site, docname: str) -> set[str]:
    """The files of the records that a page shows."""
    graph, data = site.graph, site.documents.get(docname)
    keys = {
        (query.kind, record.id)
        for query in (data.queries if data else ())
        for record in graph.select(query)
        if query.kind != "topic"  # a setting, of which pages only show the label
    }
    # a news item shows the title of its paper
    papers = {item.paper for k, i in keys if k == "news" and (item := graph.get(k, i))}
    keys |= {("paper", key) for key in papers if key}
    located = (graph.located(*key) for key in keys)
    return {each.position.path for each in located if each is not None}
