"""What ORCID and OpenAlex list of the people of a site, compared with its entries.

Lists are wrong as often as sites are: they have works of namesakes, one version of two,
the year of another one. What only one of them says, and what nothing else speaks for, is
a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from groupsite.kinds.people.names import Name
from groupsite.model.text import fold, join_words
from groupsite.online.client import ServiceError
from groupsite.online.listings import listing_of, numbers_of, title_of
from groupsite.online.same import likeness
from groupsite.online.services import openalex
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from groupsite.kinds.people.person import Person
    from groupsite.model.positions import Located, Position
    from groupsite.online.find import Asker
    from groupsite.online.listings import ListedWork, Listing
    from groupsite.online.ours import Ours
    from groupsite.online.work import Contributor, Work

#: What is found: a work that the site does not have, one of somebody else, another year,
#: a preprint that lists have as a paper, an ORCID iD that nobody has.
Kind = Literal["missing", "foreign", "year", "published", "orcid"]
#: Years that a work may be listed before somebody comes, or after somebody has gone.
_AROUND: Final = 1


@dataclass(frozen=True)
class Finding:
    """Something in which a list and the site differ."""

    kind: Kind
    position: Position
    #: What differs and what to do, in words for authors.
    message: str
    #: Whether it may be the list that is wrong.
    is_doubt: bool
    #: Key of the entry, if it is about one.
    key: str = ""
    #: Ids of the people whose lists these are.
    people: tuple[str, ...] = ()
    #: DOI or arXiv number of the work.
    number: str = ""


class Audit(NamedTuple):
    """All findings by file and line, and which lists did not answer."""

    findings: list[Finding]
    failed: list[str]


def audit(
    people: Sequence[Located[Person]],
    entries: Sequence[Ours],
    client: Asker,
    owner: str = "",
) -> Audit:
    """Compare the entries of a site with the lists of its people.

    :param people: those who have an ORCID iD and whose works the site shows.
    :param owner: id of the person whose works belong here from all years.
    """
    auditor = _Auditor(entries, client, owner)
    for person in people:
        auditor.compare(person)
    findings = [*auditor.findings, *auditor.missing()]
    findings.sort(key=lambda one: (one.position, one.message))
    return Audit(findings, list(dict.fromkeys(auditor.failed)))


class _Missing(NamedTuple):
    """A work that the site does not have."""

    work: ListedWork
    person: Located[Person]
    is_doubt: bool
    may_be: str


class _Auditor:
    """Compares one list after the other."""

    def __init__(self, entries: Sequence[Ours], client: Asker, owner: str) -> None:
        self._entries = [one for one in entries if not one.paper.cited_only]
        self._client = client
        self._owner = owner
        self._missing: list[_Missing] = []
        self.findings: list[Finding] = []
        self.failed: list[str] = []
        self._by: dict[str, Ours] = {}
        for ours in self._entries:
            titles = {f"title {title_of(work)}" for work in ours.titled}
            self._by |= dict.fromkeys([*numbers_of(ours.work), *titles], ours)

    def compare(self, person: Located[Person]) -> None:
        """Compare the list of one person."""
        listing = listing_of(person.record.links.orcid, self._client)
        self.failed += listing.failed
        if not listing.is_known:
            message = f"`{person.record.id}`: ORCID does not know {person.record.links.orcid}: check it"  # fmt: skip
            self._note(
                "orcid", person.at("links.orcid"), message, people=(person.record.id,)
            )
            return
        theirs = [one for one in self._entries if person.record.id in one.paper.people]
        known = _Surroundings(person.record, theirs)
        seen: set[str] = set()
        for work in listing.works:
            ours = self._entry(work)
            if ours:
                seen.add(ours.key)
                self._compare_dates(ours, work, person.record)
            elif work.is_paper and self._belongs_here(person.record, work):
                is_sure = "ORCID" in work.sources or known.has(work)
                like = self._alike(work)
                self._missing.append(
                    _Missing(work, person, not is_sure or bool(like), like)
                )
        if not listing.failed:
            unlisted = [o for o in theirs if o.key not in seen and o.is_looked_after]
            self._doubt_authors(unlisted, person.record, listing)

    def missing(self) -> Iterator[Finding]:
        """The works that the site does not have, each once for all people."""
        groups: dict[str, list[_Missing]] = {}
        for one in self._missing:
            groups.setdefault(_id(one.work), []).append(one)
        for number, group in groups.items():
            best = group[0].work.best
            where = group[0].person
            names = [one.person.record.display_name for one in group]
            lists = list(dict.fromkeys(s for one in group for s in one.work.sources))
            is_doubt = all(one.is_doubt for one in group)
            what = f"“{decode_plain(best.title)}”{_year(best)}"
            said = f"{join_words(lists, 'and')} {'lists' if len(lists) == 1 else 'list'} {what} for {join_words(names, 'and')}"  # fmt: skip
            if group[0].may_be:
                todo = f"it may be `{group[0].may_be}`"
            elif is_doubt:
                todo = "it may be a namesake's: no co-author and no place is one that is known here"
            else:
                todo = (
                    f"groupsite add {number}"
                    if number[0].isdigit()
                    else "add it by hand"
                )
            yield Finding(
                "missing",
                where.at("links.orcid"),
                f"{said}; {todo}",
                is_doubt,
                people=tuple(one.person.record.id for one in group),
                number=number if number[0].isdigit() else "",
            )

    def _entry(self, work: ListedWork) -> Ours | None:
        """The entry of a work: by its numbers, or else by its title."""
        titles = {f"title {title}" for title in work.titles}
        return next(
            (
                self._by[key]
                for key in (*sorted(work.numbers), *sorted(titles))
                if key in self._by
            ),
            None,
        )

    def _alike(self, work: ListedWork) -> str:
        """The key of an entry with nearly the title of a work."""
        for ours in self._entries:
            for version in work.versions:
                pairs = ((mine, version) for mine in ours.titled)
                if any(likeness(*pair).title >= 0.9 for pair in pairs):
                    return ours.key
        return ""

    def _belongs_here(self, person: Person, work: ListedWork) -> bool:
        """Whether it is of the time in which somebody belongs to the group."""
        if person.id == self._owner or not work.years:
            return True
        times = person.memberships
        return any(
            (time.start is None or year >= time.start.year - _AROUND)
            and (time.end is None or year <= time.end.year + _AROUND)
            for time in times
            for year in work.years
        )

    def _compare_dates(self, ours: Ours, work: ListedWork, person: Person) -> None:
        """Note another year, and a preprint that lists have as a paper."""
        papers = [one for one in work.versions if not one.is_preprint]
        if ours.is_preprint:
            named = [one for one in papers if one.journal or one.booktitle]
            if named:
                best = max(named, key=lambda one: bool(one.doi))
                where = decode_plain(best.journal or best.booktitle)
                message = f"{best.source} lists it in {where}{_year(best)}; groupsite update {ours.key}"  # fmt: skip
                self._note(
                    "published", ours.position, message, ours, is_doubt=not best.doi
                )
            return
        mine = ours.paper.date.year if ours.paper.date else None
        said: dict[int, list[str]] = {}
        for one in papers:
            if one.date:
                said.setdefault(one.date.year, []).append(one.source)
        if mine is None or not said or mine in said:
            return
        year, sources = max(said.items(), key=lambda pair: len({*pair[1]}))
        lists = list(dict.fromkeys(sources))
        message = f"its year is {mine}, and {year} in {join_words(lists, 'and')}"
        # one is that of the issue, the other one that of the page on the web
        is_doubt = abs(year - mine) == 1 or len(said) > 1
        message += "; see whether one is that of print" if is_doubt else ": check it"
        self._note("year", ours.located.at("year"), message, ours, is_doubt=is_doubt)

    def _doubt_authors(
        self, unlisted: Iterable[Ours], person: Person, listing: Listing
    ) -> None:
        """Note entries that may be those of a namesake."""
        together = {_who(one) for work in listing.works for one in work.authors}
        own = _called(person)
        for ours in unlisted:
            others = {_who(one) for one in ours.work.authors} - own
            identity = self._identity(ours, person)
            if identity and identity != person.links.orcid:
                message = f"OpenAlex says that {person.display_name} of this paper is https://orcid.org/{identity}, not https://orcid.org/{person.links.orcid}; if it is somebody else, write that ORCID iD as the author's `id`"  # fmt: skip
                self._note(
                    "foreign", ours.located.at("author"), message, ours, is_doubt=False
                )
            elif not identity and not others & together:
                message = f"neither ORCID nor OpenAlex lists it for {person.display_name}, and nobody on it is a co-author there: is it a namesake's?"  # fmt: skip
                self._note(
                    "foreign", ours.located.at("author"), message, ours, is_doubt=True
                )

    def _identity(self, ours: Ours, person: Person) -> str:
        """The ORCID iD that OpenAlex gives the author of that name; ``""`` for none."""
        if not ours.work.doi:
            return ""
        try:
            answer = self._client.ask(openalex.question(ours.work.doi))
        except ServiceError as error:
            self.failed.append(str(error))
            return ""
        work = openalex.parse(answer) if answer is not None else None
        names = [Name.parse(name) for name in (person.name, *person.aliases)]
        found = {
            one.orcid
            for one in (work.authors if work else ())
            if any(name.fits(Name.of(one.family, one.given)) for name in names)
        }
        return found.pop() if len(found) == 1 else ""

    def _note(
        self,
        kind: Kind,
        position: Position,
        message: str,
        ours: Ours | None = None,
        *,
        is_doubt: bool = False,
        people: tuple[str, ...] = (),
    ) -> None:
        key = ours.key if ours else ""
        message = f"entry `{key}`: {message}" if key else message
        finding = Finding(kind, position, message, is_doubt, key, people)
        if all(one.message != message for one in self.findings):
            self.findings.append(finding)


class _Surroundings:
    """With whom and where somebody works, as the site knows it."""

    def __init__(self, person: Person, theirs: Iterable[Ours]) -> None:
        self._own = _called(person)
        everybody = {_who(one) for ours in theirs for one in ours.work.authors}
        self._people = everybody - self._own
        places = [place for one in person.affiliations for place in one.place]
        self._places = [
            words
            for place in places
            for part in re.split("[,;]", place)[:1]
            if (words := _words(part))
        ]

    def has(self, work: ListedWork) -> bool:
        """Whether a co-author or a place of a work is one of these."""
        others = {_who(one) for one in work.authors} - self._own
        if others & self._people:
            return True
        return any(
            words <= _words(place)
            for one in work.authors
            if _who(one) in self._own
            for place in one.places
            for words in self._places
        )


def _who(one: Contributor) -> tuple[str, str]:
    """Family name and first initial, as they can be compared."""
    name = Name.of(one.family, one.given)
    return name.family, "".join(name.given)[:1]


def _called(person: Person) -> set[tuple[str, str]]:
    """All names of a person."""
    names = map(Name.parse, (person.name, *person.aliases))
    return {(name.family, "".join(name.given)[:1]) for name in names}


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text))) - {"the", "of", "de", "di", "und", "and"}


def _year(work: Work) -> str:
    return f" ({work.date.year})" if work.date else ""


def _id(work: ListedWork) -> str:
    """What names a work: its best number, or else its title."""
    best = work.best
    return (
        best.doi.lower()
        or best.arxiv
        or next(iter(sorted(work.numbers)), title_of(best))
    )
