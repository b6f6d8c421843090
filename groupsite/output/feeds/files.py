"""Writes the feeds of a site, and lists them for the heads of pages.

`RecordKind.feed` says which kinds have a feed. A feed has the newest records with their
full content. Its dates are those of the records and its ids never change, so two builds
of the same sources write the same file.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from groupsite.build.exports import Export
from groupsite.build.site import site_of
from groupsite.model.query import Query
from groupsite.output.feeds import atom, jsonfeed
from groupsite.output.feeds.content import contents
from groupsite.output.feeds.feed import Feed, Item, tag_uri

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from groupsite.build.site import Site
    from groupsite.model.dates import PartialDate
    from groupsite.model.graph import Graph
    from groupsite.model.kinds import RecordKind

#: Maximum number of records in a feed.
MOST: Final = 30
#: Year in the ids of a site that does not set `groupsite_feed_authority`.
_YEAR: Final = 2026
_FORMATS: Final[dict[str, tuple[str, Callable[[Feed, str], bytes]]]] = {
    "atom": (atom.MIME, atom.atom),
    "json": (jsonfeed.MIME, jsonfeed.json_feed),
}


class Announced(NamedTuple):
    """A feed as announced in the head of a page."""

    path: str
    mime: str
    title: str


def feed_files(app: Sphinx) -> dict[str, Export]:
    """The feeds as exports, by path: ``feeds/news.atom`` and so on."""
    files, site = {}, site_of(app)
    for kind in _kinds(site):
        for ending, (_, write) in _FORMATS.items():
            path = _path(kind, ending)
            make = partial(_write, site, kind, path, write)
            files[path] = Export(make, site.basis)
    return files


def announced(site: Site) -> list[Announced]:
    """All feeds of the site, in all formats."""
    return [
        Announced(_path(kind, ending), mime, _title(site, kind))
        for kind in _kinds(site)
        for ending, (mime, _) in _FORMATS.items()
    ]


def _kinds(site: Site) -> list[RecordKind[Any]]:
    """The kinds that have a feed; none if the site has no address."""
    if not site.settings.feeds or not site.addresses.base:
        return []
    kinds = site.graph.kinds.values()
    return [kind for kind in kinds if kind.feed and _has_dates(site, kind)]


def _has_dates(site: Site, kind: RecordKind[Any]) -> bool:
    graph = site.graph
    return any(_dates(kind, record, graph) for record in graph.all(kind.name))


def _path(kind: RecordKind[Any], ending: str) -> str:
    return f"feeds/{kind.feed_name}.{ending}"


def _title(site: Site, kind: RecordKind[Any]) -> str:
    key = f"feed.{kind.feed_name}"
    if key in site.settings.phrases:
        return site.phrase(key, site=site.name)
    return f"{site.name}: {site.phrase(f'list.{kind.name}')}"


def _write(
    site: Site, kind: RecordKind[Any], path: str, write: Callable[[Feed, str], bytes]
) -> bytes:
    feed = site.graph.memo(f"feed of {kind.name}", lambda: _feed(site, kind))
    return write(feed, site.addresses.file(path))


def _newest(site: Site, kind: RecordKind[Any]) -> list[Any]:
    """The newest dated records, by date of their last change."""
    graph = site.graph

    def find() -> list[Any]:
        dated = [(_dates(kind, r, graph), r) for r in graph.all(kind.name)]
        by_change = [(dates[1], record) for dates, record in dated if dates]
        by_change.sort(key=lambda pair: pair[0], reverse=True)
        return [record for _, record in by_change[:MOST]]

    return graph.memo(f"newest of {kind.name}", find)


def _dates(
    kind: RecordKind[Any], record: Any, graph: Graph
) -> tuple[PartialDate, PartialDate] | None:
    """The dates when a record was first published and last changed."""
    if kind.feed is not None and kind.feed.dates is not None:
        return kind.feed.dates(record, graph)
    date = kind.date(record)
    return (date, date) if date else None


def _feed(site: Site, kind: RecordKind[Any]) -> Feed:
    addresses, config, source = site.addresses, site.app.config, kind.feed
    assert source is not None
    records = _newest(site, kind)
    authority = _authority(site)
    home = _list_page(site, kind)
    url = addresses.page(home) if home else addresses.base
    html = contents(site, kind, records, f"feeds/{kind.feed_name}")
    items = [
        Item(
            id=tag_uri(authority, f"{kind.feed_name}/{quote(record.id)}"),
            title=source.title(record, site.settings)
            if source.title
            else kind.title(record),
            url=addresses.record(kind.name, record.id) or url,
            content=content,
            published=dates[0],
            updated=dates[1],
            authors=tuple(source.authors(record)),
            tags=tuple(source.tags(record, site.settings)),
        )
        for record, content in zip(records, html, strict=True)
        if (dates := _dates(kind, record, site.graph))
    ]
    return Feed(
        id=tag_uri(authority, kind.feed_name),
        title=_title(site, kind),
        url=url,
        site=addresses.base,
        author=config.author or site.name,
        language=config.language,
        items=tuple(items),
    )


def _authority(site: Site) -> str:
    """Authority for the ids: as set in conf.py, or else the host of the site."""
    host = urlsplit(site.addresses.base).hostname or ""
    return site.settings.feed_authority or f"{host},{_YEAR}"


def _list_page(site: Site, kind: RecordKind[Any]) -> str:
    """The document that lists all records of *kind*, or ``""``."""
    every = Query(kind.name)
    pages = {n for n, data in site.documents.items() if every in data.queries}
    for split in site.splits.values():
        if split.directive == kind.list.directive:
            pages.add(split.parts[0].docname)
    return min(pages, default="")
