"""Digests of what documents show: equal as long as the result would be.

A document notes the records that it shows. What else depends on other records or
documents, such as the head and the frame of its page, is collected by the event
``groupsite-shown``: its handlers return values to be compared.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sphinx import addnodes

from groupsite.build.domain import Home, groupsite_domain
from groupsite.build.pieces import made_by
from groupsite.incremental.frame import frame_of, settings_of
from groupsite.incremental.ledger import Answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.contributions import DocumentData
    from groupsite.build.domain import GroupsiteDomain
    from groupsite.model.graph import Key
    from groupsite.model.query import Query

#: Event that collects what the page of a document shows besides the document: any value
#: whose `repr` changes whenever the page does.
SHOWN: Final = "groupsite-shown"
#: Event that collects what every page shows, in the same way.
EVERYWHERE: Final = "groupsite-shown-everywhere"
#: Where the data of our domain has the `records_digest` that its documents were read at.
RECORDS: Final = "records"
#: Domains whose links lead to records: ours, and sphinxcontrib-bibtex's.
OF_RECORDS: Final = frozenset(["groupsite", "cite"])


def records_digest(domain: GroupsiteDomain) -> bytes:
    """Digest of all file-derived records: while it is equal, all answers are."""

    def find() -> bytes:
        splits = repr(sorted(domain.splits.items())).encode()
        return _digest([domain.graph.digest_of_all(), splits])

    return domain.graph.memo("all records", find)


def read_digest(domain: GroupsiteDomain, docname: str) -> bytes:
    """Digest of all file-derived answers that a document shows, and of their parts."""
    known = domain.document(docname).digest
    if known is not None and domain.data.get(RECORDS) == records_digest(domain):
        return known
    data = domain.document(docname)
    answers = map(domain.graph.digest, data.queries)
    own, every = domain.splits.get(docname), dict.fromkeys(domain.splits.values())
    splits = every if data.rests else filter(None, [own])
    seen = [split.seen_from(docname) for split in splits]
    return _digest([*answers, *([repr(seen).encode()] if seen else [])])


def settings_digest(app: Sphinx) -> str:
    """Digest of the settings that affect what a builder writes."""
    return _hex(settings_of(app))


def places_digest(env: BuildEnvironment) -> bytes:
    """Digest of the targets and titles of links in other domains; after reading."""
    graph = groupsite_domain(env).whole_graph
    return graph.memo("places of links", lambda: _places_digest(env))


def _places_digest(env: BuildEnvironment) -> bytes:
    domains = [
        domain for domain in env.domains.sorted() if domain.name not in OF_RECORDS
    ]
    places = [sorted(map(repr, domain.get_objects())) for domain in domains]
    headings = [
        # MyST's headings: line, id, title
        (name, [(slug, *place[1:]) for slug, place in slugs.items()])
        for name, metadata in sorted(env.metadata.items())
        if isinstance(slugs := metadata.get("myst_slugs"), dict)
    ]
    return _digest([repr((places, headings)).encode()])


class AnswerDigests:
    """Digests of the answers that documents show, and of where their records are.

    Those of an earlier build hold while nothing has changed. What a document is answered
    about records from files, not about news, holds until it is read again, as it is
    whenever that changes, or one of its records is at home in another place.

    :param before: what that build has found.
    """

    def __init__(self, app: Sphinx, before: Answers) -> None:
        self._env, self._domain = app.env, groupsite_domain(app.env)
        settings = (made_by(self._domain), settings_of(app), self._declared)
        # documents contribute records and homes when they are read
        read_at = sorted(app.env.all_docs.items())
        made_of = (records_digest(self._domain), settings, read_at)
        self._basis, self._settings = map(_hex, (made_of, settings))
        same = before.basis == self._basis
        self._homes = before.homes if same else self._homes_of_files()
        self._documents = dict(before.documents) if same else {}
        stays = before.settings == self._settings and not any(
            self._homes.get(key, home) != home for key, home in before.homes.items()
        )
        self._apart = {
            docname: (read, digest)
            for docname, (read, digest) in (before.apart.items() if stays else ())
            if app.env.all_docs.get(docname, 0) == read
        }
        #: Digests of homes, by the record whose answer they belong to.
        self._known_homes: dict[Key, bytes] = {}

    def noted(self) -> Answers:
        """What this build has found."""
        lasting = (self._settings, self._homes, self._apart)
        return Answers(self._basis, self._documents, *lasting)

    def of(self, docname: str) -> str:
        """The digest of all that a document shows."""
        if docname not in self._documents:
            graph, queries = self._domain.whole_graph, self._queries(docname)
            declared = [q for q in queries if graph.concerns(q, self._declared)]
            parts = [self._apart_of(docname).encode(), *self._parts(declared)]
            self._documents[docname] = _digest(parts).hex()
        return self._documents[docname]

    def _apart_of(self, docname: str) -> str:
        """The digest of what is asked of records from files alone."""
        if docname in self._apart:
            return self._apart[docname][1]
        graph, queries = self._domain.whole_graph, self._queries(docname)
        apart = [q for q in queries if not graph.concerns(q, self._declared)]
        digest = _digest(self._parts(apart)).hex()
        shown = (keys for query in apart for keys in graph.shown(query))
        if not any(kind in self._declared for keys in shown for kind, _ in keys):
            self._apart[docname] = self._env.all_docs.get(docname, 0), digest
        return digest

    def _queries(self, docname: str) -> Iterable[Query]:
        return self._domain.document(docname).queries

    def _parts(self, queries: Iterable[Query]) -> Iterator[bytes]:
        """Digests of answers, and of the homes of the records in them."""
        graph = self._domain.whole_graph
        for query in queries:
            yield graph.digest(query)
            yield from map(self._homes_of, graph.shown(query))

    def _homes_of(self, keys: tuple[Key, ...]) -> bytes:
        """Digest of the homes of a record and of the records that it names."""
        if keys[0] not in self._known_homes:
            homes = [self._domain.homes.get(key, ())[:1] for key in keys]
            self._known_homes[keys[0]] = _digest([repr(homes).encode()])
        return self._known_homes[keys[0]]

    @cached_property
    def _declared(self) -> tuple[str, ...]:
        """Kinds of the records that documents declare."""
        documents = self._domain.documents.values()
        return tuple(sorted({kind for data in documents for kind in data.records}))

    def _homes_of_files(self) -> dict[str, str]:
        """The first home of each record from a file."""
        graph, homes = self._domain.whole_graph, self._domain.homes
        kinds = sorted(graph.kinds.keys() - {*self._declared})
        keys = [(kind, name) for kind in kinds for name in graph.nameable(kind)]
        nowhere = [Home(0, "", "")]
        return {" ".join(key): "#".join(homes.get(key, nowhere)[0][1:]) for key in keys}


class WrittenDigests:
    """Digests of everything that each document shows, as written by one builder.

    :param before: what an earlier build has found.
    """

    def __init__(self, app: Sphinx, before: Answers) -> None:
        self._app = app
        self._env = app.env
        self._domain = groupsite_domain(app.env)
        #: What documents ask for, kept for the next build.
        self.answers = AnswerDigests(app, before)

    def of(self, docname: str) -> str:
        """The digest of a document, including the targets of its links."""
        domain, data = self._domain, self._domain.document(docname)
        # all homes of its subjects determine where the page is in the site
        about = [domain.homes.get(anchor[:2]) for anchor in domain.about(docname)]
        shown = (
            # time of reading: another builder may have read a newer source
            self._env.all_docs.get(docname),
            self._env.events.emit(SHOWN, docname),
            self._pictures.get(docname),
            about,
        )
        answers = self.answers.of(docname).encode()
        parts = [self._everywhere, repr(shown).encode(), answers]
        if self._names_places(data):
            parts.append(places_digest(self._env))
        return _digest(parts).hex()

    def _names_places(self, data: DocumentData) -> bool:
        """Whether a document, or news that it shows, links to other domains."""
        if data.links or not self._linking:
            return data.links
        return any(query.kind in self._linking for query in data.queries)

    @cached_property
    def _linking(self) -> set[str]:
        """Kinds of records declared in documents with such links."""
        documents = self._domain.documents.values()
        return {kind for data in documents if data.links for kind in data.records}

    @cached_property
    def _pictures(self) -> dict[str, list[tuple[str, str]]]:
        """Document → its pictures: path, and name of the copy."""
        pictures: dict[str, list[tuple[str, str]]] = {}
        for path, (docnames, name) in sorted(self._env.images.items()):
            for docname in docnames:
                pictures.setdefault(docname, []).append((path, name))
        return pictures

    @cached_property
    def _everywhere(self) -> bytes:
        """Digest of what every page shows: frame, navigation, values of kinds."""
        env, graph = self._env, self._domain.whole_graph
        names = {name for names in env.toctree_includes.values() for name in names}
        titles = [env.titles[n].pformat() for n in sorted(names & env.titles.keys())]
        toctrees = [
            (name, toctree.pformat())
            for name in sorted(env.toctree_includes)
            for toctree in env.tocs[name].findall(addnodes.toctree)
        ]
        values = [
            kind.everywhere(graph) for kind in graph.kinds.values() if kind.everywhere
        ]
        shown = (values, frame_of(self._app), env.events.emit(EVERYWHERE))
        return _digest([repr((titles, toctrees, *shown)).encode()])


def _hex(value: object) -> str:
    return _digest([repr(value).encode()]).hex()


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(part)
    return digest.digest()
