"""The feeds of a site as files, and where pages announce them.

Which kinds of records have a feed stands in their tables (`RecordKind.feed`). A feed has
the newest records with their full content; its dates are those of the records and its
ids never change, so two builds of the same sources make the same file.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from groupsite.build.addresses import addresses_of, base_of
from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import Export
from groupsite.build.version import code_version
from groupsite.incremental.digests import places_digest
from groupsite.model.query import Query
from groupsite.output.feeds import atom, jsonfeed
from groupsite.output.feeds.content import contents
from groupsite.output.feeds.feed import Feed, Item, tag_uri

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from groupsite.build.domain import GroupsiteDomain
    from groupsite.model.dates import PartialDate
    from groupsite.model.graph import Graph
    from groupsite.model.kinds import RecordKind

#: A feed has so many of the newest records.
MOST: Final = 30
#: Year of the ids of a site that does not say who mints them.
_YEAR: Final = 2026
_FORMATS: Final[dict[str, tuple[str, Callable[[Feed, str], bytes]]]] = {
    "atom": (atom.MIME, atom.atom),
    "json": (jsonfeed.MIME, jsonfeed.json_feed),
}


class Announced(NamedTuple):
    """A feed as the head of a page names it."""

    path: str
    mime: str
    title: str


def feed_files(app: Sphinx) -> dict[str, Export]:
    """``feeds/news.atom``, ``feeds/news.json``, … ."""
    files = {}
    for kind in _kinds(app):
        digest = _digest(app, kind)
        for ending, (_, write) in _FORMATS.items():
            path = _path(kind, ending)
            files[path] = Export(partial(_write, app, kind, path, write), digest)
    return files


def announced(app: Sphinx) -> list[Announced]:
    """The feeds that there are, in all formats."""
    return [
        Announced(_path(kind, ending), mime, _title(app, kind))
        for kind in _kinds(app)
        for ending, (mime, _) in _FORMATS.items()
    ]


def _kinds(app: Sphinx) -> list[RecordKind[Any]]:
    """The kinds of which there is a feed; none where the site has no address."""
    domain = groupsite_domain(app.env)
    if not domain.settings.feeds or not base_of(app):
        return []
    kinds = domain.graph.kinds.values()
    return [kind for kind in kinds if kind.feed and _newest(kind, domain)]


def _path(kind: RecordKind[Any], ending: str) -> str:
    return f"feeds/{kind.feed_name}.{ending}"


def _title(app: Sphinx, kind: RecordKind[Any]) -> str:
    settings, key = groupsite_domain(app.env).settings, f"feed.{kind.feed_name}"
    site = app.config.project
    if key in settings.phrases:
        return settings.phrase(key, site=site)
    return f"{site}: {settings.phrase(f'list.{kind.name}')}"


def _write(
    app: Sphinx, kind: RecordKind[Any], path: str, write: Callable[[Feed, str], bytes]
) -> bytes:
    graph = groupsite_domain(app.env).whole_graph
    feed = graph.memo(f"feed of {kind.name}", lambda: _feed(app, kind))
    return write(feed, addresses_of(app).file(path))


def _newest(kind: RecordKind[Any], domain: GroupsiteDomain) -> list[Any]:
    """The newest records that have a date, the last change first."""
    graph = domain.whole_graph

    def find() -> list[Any]:
        dated = [(_dates(kind, r, graph), r) for r in graph.all(kind.name)]
        found = [(dates[1], record) for dates, record in dated if dates]
        found.sort(key=lambda pair: pair[0], reverse=True)
        return [record for _, record in found[:MOST]]

    return graph.memo(f"newest of {kind.name}", find)


def _dates(
    kind: RecordKind[Any], record: Any, graph: Graph
) -> tuple[PartialDate, PartialDate] | None:
    """When a record became known, and when it last changed."""
    if kind.feed is not None and kind.feed.dates is not None:
        return kind.feed.dates(record, graph)
    date = kind.date(record)
    return (date, date) if date else None


def _feed(app: Sphinx, kind: RecordKind[Any]) -> Feed:
    domain = groupsite_domain(app.env)
    addresses, source = addresses_of(app), kind.feed
    assert source is not None
    records = _newest(kind, domain)
    authority = _authority(app)
    home = _list_page(kind, domain)
    url = addresses.page(home) if home else addresses.base
    html = contents(app, kind, records, f"feeds/{kind.feed_name}")
    items = [
        Item(
            id=tag_uri(authority, f"{kind.feed_name}/{quote(record.id)}"),
            title=source.title(record, domain.settings)
            if source.title
            else kind.title(record),
            url=addresses.record(kind.name, record.id) or url,
            content=content,
            published=dates[0],
            updated=dates[1],
            authors=tuple(source.authors(record)),
            tags=tuple(source.tags(record, domain.settings)),
        )
        for record, content in zip(records, html, strict=True)
        if (dates := _dates(kind, record, domain.whole_graph))
    ]
    return Feed(
        id=tag_uri(authority, kind.feed_name),
        title=_title(app, kind),
        url=url,
        site=addresses.base,
        author=app.config.author or app.config.project,
        language=app.config.language,
        items=tuple(items),
    )


def _authority(app: Sphinx) -> str:
    """Who mints the ids; the host of the site where conf.py does not say."""
    written = groupsite_domain(app.env).settings.feed_authority
    host = urlsplit(base_of(app)).hostname or ""
    return written or f"{host},{_YEAR}"


def _list_page(kind: RecordKind[Any], domain: GroupsiteDomain) -> str:
    """The document that shows all records of *kind*; empty where none does."""
    every = Query(kind.name)
    pages = (n for n, data in domain.documents.items() if every in data.queries)
    return min(pages, default="")


def _digest(app: Sphinx, kind: RecordKind[Any]) -> str:
    """Changes whenever a feed of *kind* does, whatever it shows."""
    domain = groupsite_domain(app.env)
    graph = domain.whole_graph
    homes = [
        domain.homes.get(key, ())[:1]
        for keys in graph.shown(Query(kind.name))
        for key in keys
    ]
    config = app.config
    parts = (
        code_version(),
        domain.settings,
        (config.html_baseurl, config.project, config.author, config.language),
        [graph.digest(Query(name)) for name in (kind.name, "news")],
        homes,
        config.html_math_renderer,
        [
            (n, app.env.all_docs.get(n))
            for n, d in sorted(domain.documents.items())
            if d.records
        ],
        _list_page(kind, domain),
        places_digest(app.env),
        sorted((uri, name) for uri, (_, name) in app.env.images.items()),
    )
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
