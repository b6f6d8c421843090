"""`{coauthors}`: somebody's co-authors, with number and years of joint papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes

from groupsite.directives.chart import Bar, bar_chart
from groupsite.directives.entries import cell, table
from groupsite.directives.lists import SHARED
from groupsite.directives.options import RecordDirective, Use, option_spec
from groupsite.kinds.people.identities import OTHER
from groupsite.kinds.people.names import TWO, Name
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from groupsite.build.context import DocumentContext
    from groupsite.build.nodes import record_chart
    from groupsite.kinds.papers.paper import Author, Paper

#: Option to draw the years.
_CHART: Final = "chart"
_COLUMNS: Final = ("name", "place", "papers", "first", "last")


@dataclass
class CoAuthor:
    """A co-author and the joint papers."""

    #: Id of the person; empty for a name that nobody is declared with.
    person: str
    #: The fullest form of the name.
    name: str
    #: Years of the joint papers that have a date.
    years: list[int] = field(default_factory=list)
    #: Number of joint papers.
    papers: int = 0


def coauthors(papers: Iterable[Paper], person: str) -> list[CoAuthor]:
    """The co-authors of *person* on *papers*, those with most joint papers first.

    Different forms of a name are merged where they cannot be confused; somebody of whom
    the entry says who it is stays apart from others of that name.
    """
    papers = list(papers)
    forms = _forms([a for a in paper.authors if _is_only_a_name(a)] for paper in papers)
    by_key: dict[tuple[str, ...], CoAuthor] = {}
    for paper in papers:
        others = {_key(author, forms): author for author in reversed(paper.authors)}
        for key, author in reversed(others.items()):
            if author.person == person:
                continue
            name = forms[author.name] if _is_only_a_name(author) else author.name
            coauthor = by_key.setdefault(key, CoAuthor(author.person, name))
            coauthor.papers += 1
            if paper.date:
                coauthor.years.append(paper.date.year)
    return sorted(
        by_key.values(),
        key=lambda coauthor: (-coauthor.papers, _sort_name(coauthor.name)),
    )


def new_and_old(papers: Iterable[Paper], person: str) -> dict[int, tuple[int, int]]:
    """Year → how many co-authors it has who are new, and how many who are not.

    Years without papers are left out, and papers without a date.
    """
    papers = list(papers)
    forms = _forms([a for a in paper.authors if _is_only_a_name(a)] for paper in papers)
    by_year: dict[int, set[tuple[str, ...]]] = {}
    for paper in papers:
        others = {_key(a, forms) for a in paper.authors if a.person != person}
        if paper.date:
            by_year.setdefault(paper.date.year, set()).update(others)
    known: set[tuple[str, ...]] = set()
    counts = {}
    for year, names in sorted(by_year.items()):
        counts[year] = len(names - known), len(names & known)
        known |= names
    return counts


def _is_only_a_name(author: Author) -> bool:
    return not author.person and not author.id


def _key(author: Author, forms: Mapping[str, str]) -> tuple[str, ...]:
    """What one co-author has alone: the person, the identity, or the name."""
    if author.person:
        return (author.person,)
    if author.id == OTHER:
        return ("", author.id, *Name.of(author.family, author.given).words)
    return ("", author.id) if author.id else ("", "", forms[author.name])


def _forms(papers: Iterable[list[Author]]) -> dict[str, str]:
    """Each printed name → the fullest form of the same person's name.

    ``A. Smith`` is Anna Smith unless there is also an Alan Smith, or both are authors
    of the same paper.
    """
    names: dict[str, Name] = {}
    #: Name → numbers of the papers that print it.
    printed: dict[str, set[int]] = {}
    for number, authors in enumerate(papers):
        for author in authors:
            names[author.name] = Name.of(author.family, author.given)
            printed.setdefault(author.name, set()).add(number)

    def fits(a: str, b: str) -> bool:
        return a == b or (names[a].fits(names[b]) and printed[a].isdisjoint(printed[b]))

    return {
        name: fullest
        for group in _similar(names)
        for name, fullest in _fullest(group, fits).items()
    }


def _similar(names: Mapping[str, Name]) -> Iterable[list[str]]:
    """Group names that might match, as comparing all pairs of thousands is slow."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, parsed in names.items():
        groups.setdefault(parsed.drawer, []).append(name)
    return groups.values()


def _fullest(group: list[str], fits: Callable[[str, str], bool]) -> dict[str, str]:
    """Each name of a group → the fullest form that is certainly the same person's."""
    alike = {name: {other for other in group if fits(name, other)} for name in group}
    # a form is clear if all the forms it fits also fit each other
    clear = {
        name
        for name, fitting in alike.items()
        if all(fitting <= alike[other] for other in fitting)
    }
    return {
        name: max(sorted(fitting & clear), key=_fullness) if name in clear else name
        for name, fitting in alike.items()
    }


def _fullness(name: str) -> tuple[int, int]:
    """Sort key: more letters, ``ü`` being as long as ``ue``, then more accents."""
    length = len(name) + sum(letter in TWO for letter in name.lower())
    return length, sum(not letter.isascii() for letter in name)


def _sort_name(name: str) -> tuple[str, ...]:
    parsed = Name.parse(name)
    return (parsed.family, *parsed.given)


class CoAuthors(RecordDirective):
    """A table of co-authors that visitors can sort, and a chart of the years."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    argument = Use("id of the person; the owner of the site without one", "doe-jane")
    uses: ClassVar = {
        **{name: SHARED[name] for name in ("since", "until")},
        _CHART: Use("draws how many there are in each year, and how many are new"),
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return the table; nothing, and a warning, if the person is unknown."""
        context = self.context
        missing = "a person is missing: write {coauthors} and a person's id"
        person = self.record("person", missing, context.settings.owner)
        if person is None:
            return []
        where = (("person", (person.id,)),)
        since, until = self.period()
        papers = context.select(Query("paper", where, since, until))
        people = coauthors(papers, person.id)
        if not people:
            return []
        chart = self.flag(_CHART) and _chart(new_and_old(papers, person.id), context)
        return [*([chart] if chart else []), _table(people, context)]


def _chart(
    counts: Mapping[int, tuple[int, int]], context: DocumentContext
) -> record_chart | None:
    """The years as bars; None for a single one."""
    settings = context.settings
    bars = [Bar(str(year), both) for year, both in counts.items() if sum(both)]
    return (
        bar_chart(
            bars,
            {name: settings.phrase(f"coauthors.{name}") for name in ("new", "known")},
            settings.phrase("coauthors.chart"),
            settings.phrase("filter.year"),
            settings,
        )
        if bars[1:]
        else None
    )


def _table(people: list[CoAuthor], context: DocumentContext) -> nodes.table:
    phrase = context.settings.phrase
    head = [phrase(f"coauthors.{name}") for name in _COLUMNS]
    rows = (nodes.row("", *_cells(coauthor, context)) for coauthor in people)
    return table(head, rows, "coauthors", "sortable")


def _cells(coauthor: CoAuthor, context: DocumentContext) -> list[nodes.entry]:
    person: Any = context.get("person", coauthor.person) if coauthor.person else None
    place = person.place if _has_place(person) else ""
    name: nodes.Node = nodes.Text(coauthor.name)
    if person is not None:
        name = context.reference("person", coauthor.person)
    years = (
        [str(min(coauthor.years)), str(max(coauthor.years))]
        if coauthor.years
        else ["", ""]
    )
    texts = [place, str(coauthor.papers), *years]
    return [cell(name), *(cell(nodes.Text(text)) for text in texts)]


def _has_place(person: Any) -> bool:
    return person is not None and bool(person.place)
