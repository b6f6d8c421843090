"""The graph of all records: lookups, links in both directions, queries and digests.

Generic over `RecordKind`. A graph is made in every build and never pickled. News only
exists after documents are read, and is added to a second, complete graph.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final, TypeVar

from groupsite.model.dates import PartialDate
from groupsite.model.problems import Problem, Subtype
from groupsite.model.query import Query, limited
from groupsite.model.text import did_you_mean, hyphenated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Edge
    from groupsite.model.positions import Located
    from groupsite.model.settings import Settings

T = TypeVar("T")

#: Sorts before all dates.
_BEFORE_ALL: Final = PartialDate(0)

#: Key of a record: (kind, id).
Key = tuple[str, str]


class Graph:
    """Records of all kinds, and the links between them."""

    def __init__(
        self, kinds: Iterable[RecordKind[Any]], day: PartialDate = _BEFORE_ALL
    ) -> None:
        #: The day of the site: what is over, and what is still to come.
        self.day = day
        self.kinds: dict[str, RecordKind[Any]] = {kind.name: kind for kind in kinds}
        self._records: dict[str, dict[str, Located[Any]]] = {n: {} for n in self.kinds}
        #: Records that can be named, but are in no list: see `Source.listed`.
        self._unlisted: dict[str, dict[str, Located[Any]]] = {n: {} for n in self.kinds}
        self._lost: dict[str, frozenset[str]] = {}
        self._links: dict[Key, dict[str, dict[str, None]]] = {}
        self._ordered: dict[str, list[Any]] = {}
        self._digests: dict[Key, bytes] = {}
        self._answers: dict[Query, bytes] = {}
        self._memos: dict[str, Any] = {}
        #: Kinds → results that are made of their records alone, see `memo`.
        self._memos_of: dict[tuple[str, ...], dict[str, Any]] = {}
        #: Query → its records.
        self._selected: dict[Query, list[Any]] = {}
        self._whole_digests: dict[Key, bytes] = {}
        self._named: dict[Key, tuple[Key, ...]] = {}
        self._shown: dict[Query, list[tuple[Key, ...]]] = {}
        #: Kinds, and the kind and the names of a query → see `concerns`.
        self._concerned: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}

    # -- filling ------------------------------------------------------------------

    def add(self, kind: str, records: Iterable[Located[Any]]) -> list[Problem]:
        """Add records; those whose id is taken are left out and reported.

        One that is listed takes the place of one that is not.
        """
        problems = []
        known, listed = self._records[kind], self.kinds[kind].source.listed
        for located in records:
            if not listed(located.record):
                self._unlisted[kind].setdefault(located.record.id, located)
                continue
            first = known.setdefault(located.record.id, located)
            if first is not located:
                message = (
                    f"{kind} `{located.record.id}` exists already, in {first.position};"
                    " this one was left out"
                )
                problems.append(Problem(located.position, message, Subtype.DUPLICATE))
        return problems

    def lose(self, kind: str, ids: frozenset[str]) -> None:
        """Note records that were left out: their authors know, see `is_lost`."""
        self._lost[kind] = self._lost.get(kind, frozenset()) | ids

    def complete(self, settings: Settings) -> list[Problem]:
        """Derive and complete the records that depend on others, then link them all."""
        problems = []
        for kind in self.kinds.values():
            problems += self.add(kind.name, kind.source.derive(self))
            if kind.source.complete is not None:
                for key, located in self._records[kind.name].items():
                    record, record_problems = kind.source.complete(
                        located, self, settings
                    )
                    problems += record_problems
                    self._records[kind.name][key] = located.having(record)
        for kind in self.kinds.values():
            for located in self._records[kind.name].values():
                problems += self._link(kind, located)
        return problems

    def _link(self, kind: RecordKind[Any], located: Located[Any]) -> list[Problem]:
        record = located.record
        problems = []
        for edge in kind.links.edges(record):
            if self._leads_nowhere(edge):
                if fault := self.unknown(edge.kind, edge.id):
                    message = f"{kind.name} `{record.id}`: {fault}"
                    at = located.at(edge.field)
                    problems.append(Problem(at, message, Subtype.LINK))
                continue
            here, there = (kind.name, record.id), (edge.kind, edge.id)
            self._neighbours(here, edge.kind)[edge.id] = None
            self._neighbours(there, kind.name)[record.id] = None
        return problems

    def _leads_nowhere(self, edge: Edge) -> bool:
        """Whether *edge* names a record that should exist, but does not."""
        if edge.kind not in self.kinds or self.get(edge.kind, edge.id) is not None:
            return False
        # while no record of an open kind is declared, its ids still relate others
        return bool(self._records[edge.kind]) or not self.kinds[edge.kind].links.open

    def _neighbours(self, key: Key, kind: str) -> dict[str, None]:
        return self._links.setdefault(key, {}).setdefault(kind, {})

    def extended(self, kind: str, records: Iterable[Located[Any]]) -> Graph:
        """A new graph with *records* of *kind* added; their links are not checked."""
        graph = Graph(self.kinds.values(), self.day)
        graph._records = {**self._records, kind: {}}
        graph._unlisted = self._unlisted
        graph._lost = self._lost
        graph.add(kind, records)
        graph._links = {
            key: {name: dict(ids) for name, ids in links.items()}
            for key, links in self._links.items()
        }
        for located in graph._records[kind].values():
            graph._link(graph.kinds[kind], located)
        graph._keep(self, kind)
        return graph

    def _keep(self, before: Graph, kind: str) -> None:
        """Take over from *before* what new records of *kind* leave as it is."""
        self._ordered = {n: r for n, r in before._ordered.items() if n != kind}
        self._digests = {k: d for k, d in before._digests.items() if k[0] != kind}
        self._memos_of = {n: m for n, m in before._memos_of.items() if kind not in n}
        if any(key[0] == kind for keys in before._named.values() for key in keys):
            return
        self._named = dict(before._named)
        self._whole_digests = dict(before._whole_digests)

        def apart(query: Query) -> bool:
            return not self.concerns(query, (kind,))

        self._selected = {q: s for q, s in before._selected.items() if apart(q)}
        self._answers = {q: a for q, a in before._answers.items() if apart(q)}
        self._shown = {q: s for q, s in before._shown.items() if apart(q)}

    def memo(self, name: str, make: Callable[[], T], of: tuple[str, ...] = ()) -> T:
        """The result of *make*, called only once per *name* and graph.

        :param of: kinds, if it is made of their records and the links between them
            alone: then graphs that are `extended` by others know it as well.
        """
        memos = self._memos_of.setdefault(of, {}) if of else self._memos
        if name not in memos:
            memos[name] = make()
        return memos[name]

    # -- lookups ------------------------------------------------------------------

    def get(self, kind: str, record_id: str) -> Any | None:
        """The record, or None."""
        located = self.located(kind, record_id)
        return located.record if located else None

    def located(self, kind: str, record_id: str) -> Located[Any] | None:
        """The record with its position, or None."""
        listed = self._records.get(kind, {}).get(record_id)
        return listed or self._unlisted.get(kind, {}).get(record_id)

    def ids(self, kind: str) -> list[str]:
        """Ids of all records of *kind*, in the order of their files."""
        return list(self._records.get(kind, ()))

    def nameable(self, kind: str) -> list[str]:
        """The same, and ids of those that can be named without being in a list."""
        return [*dict.fromkeys((*self.ids(kind), *self._unlisted.get(kind, ())))]

    def all(self, kind: str) -> list[Any]:
        """All records of *kind* in their kind's order."""
        if kind not in self._ordered:
            records = [located.record for located in self._records[kind].values()]
            self._ordered[kind] = sorted(records, key=self.kinds[kind].order)
        return self._ordered[kind]

    def values(self, kind: str, option: str) -> frozenset[str]:
        """All values that records of *kind* have for an option of their list."""
        values = self.kinds[kind].list.options[option].values
        return self.memo(
            f"{option} of {kind}",
            lambda: frozenset(v for record in self.all(kind) for v in values(record)),
            of=(kind,),
        )

    def is_lost(self, kind: str, record_id: str) -> bool:
        """Whether a record is not there since something is wrong with it.

        That has been said at its own line, and need not be at all that name it.
        """
        return record_id in self._lost.get(kind, ())

    def meant(self, kind: str, written: str) -> str:
        """The id that *written* is: where it has blanks, its record has hyphens."""
        written = written.strip()
        record_id = hyphenated(written)
        known = self.get(kind, record_id) is not None or self.is_lost(kind, record_id)
        return record_id if known else written

    def unknown(self, kind: str, record_id: str) -> str:
        """``there is no paper `x`; did you mean `y`?``; empty where it `is_lost`."""
        if self.is_lost(kind, record_id):
            return ""
        hint = did_you_mean(record_id, self.nameable(kind))
        return f"there is no {kind} `{record_id}`{hint}"

    def linked(self, kind: str, record_id: str, other: str) -> list[str]:
        """Ids of the records of kind *other* that are linked to this one."""
        return list(self._links.get((kind, record_id), {}).get(other, ()))

    def concerns(self, query: Query, kinds: tuple[str, ...]) -> bool:
        """Whether records of *kinds* may be in the answer of *query*, or decide on it.

        What the records in the answer name is another question.
        """
        asked = (query.kind, *[name for name, _ in query.where])
        answer = self._concerned.get((kinds, asked))
        if answer is None:
            answer = any(self._decides(kind, *asked) for kind in kinds)
            self._concerned[kinds, asked] = answer
        return answer

    def _decides(self, deciding: str, kind: str, *names: str) -> bool:
        """Whether *deciding* is among what a query for *kind* by *names* depends on."""
        asked = self.kinds[kind]
        known = {*self.kinds, *asked.list.options}
        of, questions = {kind}, asked.links.questions
        for name in names:
            of.update(questions[name].of if name in questions else (name,))
        passes_on = bool(self.kinds[deciding].links.passes_on)
        return passes_on or deciding in of or not of <= known

    def select(self, query: Query) -> list[Any]:
        """The answer of *query*: its records, in their kind's order."""
        answer = self._selected.get(query)
        if answer is None:
            answer = self._selected[query] = self._select(query)
        return answer

    def _select(self, query: Query) -> list[Any]:
        kind = self.kinds[query.kind]
        related = self._related(query)
        if not related:  # as for most of what a page asks about its record
            return []
        since = PartialDate.parse(query.since) if query.since else None
        until = PartialDate.parse(query.until) if query.until else None
        options = kind.list.options
        chosen = [(options[n].values, v) for n, v in query.where if n in options]
        answer = []
        for record in related:
            date = kind.date(record)
            within = date.within(since, until) if date else query.undated
            if (since or until) and not within:
                continue
            if all(not set(of(record)).isdisjoint(values) for of, values in chosen):
                answer.append(record)
        if query.when:
            answer = self._timely(answer, kind, query.when)
        return limited(answer, kind.date, query.limit)

    def _timely(
        self, records: list[Any], kind: RecordKind[Any], when: str
    ) -> list[Any]:
        """What is still to come, the next one first, or what is not, in its order."""
        until = kind.list.until or kind.date
        ends = [(until(record), record) for record in records]
        coming = [(e, r) for e, r in ends if e and not self.day.certainly_after(e)]
        if when == "upcoming":
            coming.sort(key=lambda pair: kind.date(pair[1]) or pair[0])
            return [record for _, record in coming]
        kept = {id(record) for _, record in coming}
        return [record for record in records if id(record) not in kept]

    def _related(self, query: Query) -> list[Any]:
        """The records with the ids and relations in *query*, in order."""
        kind = self.kinds[query.kind]
        options = kind.list.options
        related = [clause for clause in query.where if clause[0] not in options]
        records = self.all(kind.name)
        if not related or not records:
            return records
        ids = set.intersection(*(self._having(kind.name, *r) for r in related))
        if not ids:
            return []
        rank = self.memo(
            f"rank of {kind.name}",
            lambda: {r.id: n for n, r in enumerate(records)},
            of=(kind.name,),
        )
        return [records[n] for n in sorted(rank[i] for i in ids if i in rank)]

    def _having(self, kind: str, name: str, values: Iterable[str]) -> set[str]:
        """Ids of the records of *kind* that are one of *values*, or related to one."""
        if name == kind:
            return set(values)
        question = self.kinds[kind].links.questions.get(name)
        if question is not None:
            return {i for value in values for i in question.answers(self, value)}
        direct = name in self.kinds[kind].links.direct
        related: set[str] = set()
        for value in values:
            links = self._links.get((name, value), {})
            related.update(links.get(kind, ()))
            for via, ids in links.items():
                if via not in self.kinds or direct:
                    continue
                if name in self.kinds[via].links.passes_on:
                    related.update(*(self.linked(via, i, kind) for i in ids))
        return related

    # -- digests ------------------------------------------------------------------

    def digest(self, query: Query) -> bytes:
        """A digest that changes whenever anything shown by the answer of *query* does.

        It covers the records of the answer, their order, and the records that they
        name, but not line numbers. It also covers whether the records that the query
        names exist, and whether any of their kind do, since lists report those that do
        not, unless they are lost.
        """
        answer = self._answers.get(query)
        if answer is None:
            # without the names of its fields, which take as long again
            asked = tuple.__repr__(query)
            digest = hashlib.blake2b(asked.encode(), digest_size=16)
            for name, ids in query.where:
                known = (
                    self.values(query.kind, name)
                    if name in self.kinds[query.kind].list.options
                    else self._records.get(name, {}).keys()
                )
                exist = [bool(known), *(wanted in known for wanted in ids)]
                exist += [self.is_lost(name, wanted) for wanted in ids]
                digest.update(repr(exist).encode())
            for record in self.select(query):
                digest.update(self._whole_digest((query.kind, record.id)))
            for name, ids in query.where:
                for key in ids if name == query.kind else ():
                    if key in self._unlisted[name]:
                        digest.update(self.own_digest((name, key)))
            answer = self._answers[query] = digest.digest()
        return answer

    def digest_of_all(self) -> bytes:
        """A digest that changes whenever that of any query may."""
        digest = hashlib.blake2b(repr(self.day).encode(), digest_size=16)
        for kind in self.kinds:
            ids = (self.ids(kind), [*self._unlisted[kind]])
            digest.update(repr((kind, ids, sorted(self._lost.get(kind, ())))).encode())
            for record_id in self.nameable(kind):
                digest.update(self.own_digest((kind, record_id)))
        return digest.digest()

    def _whole_digest(self, key: Key) -> bytes:
        """Digest of a record and those it names, cached: there may be thousands."""
        if key not in self._whole_digests:
            digest = hashlib.blake2b(digest_size=16)
            for shown in self._with_named(key):
                digest.update(self.own_digest(shown))
            self._whole_digests[key] = digest.digest()
        return self._whole_digests[key]

    def shown(self, query: Query) -> list[tuple[Key, ...]]:
        """For each record in the answer of *query*: its key, and keys that it names."""
        if query not in self._shown:
            answer = self.select(query)
            self._shown[query] = [self._with_named((query.kind, r.id)) for r in answer]
        return self._shown[query]

    def _with_named(self, key: Key) -> tuple[Key, ...]:
        """*key*, and the keys that its record names in fields or text."""
        if key not in self._named:
            kind, record = self.kinds[key[0]], self.get(*key)
            edges = ((edge.kind, edge.id) for edge in kind.links.edges(record))
            named = dict.fromkeys([key, *edges, *kind.links.mentions(record)])
            self._named[key] = tuple(named)
        return self._named[key]

    def own_digest(self, key: Key) -> bytes:
        """Digest of a record alone, cached, as many records may name it."""
        if key not in self._digests:
            text = repr(self.get(*key)).encode()
            self._digests[key] = hashlib.blake2b(text, digest_size=16).digest()
        return self._digests[key]
