"""Matches the authors of papers to people.

An author is who the entry says (`Author.id`), or else the only person whose name fits.
What is not certain is reported, and links to nobody.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from groupsite.kinds.people.identities import OTHER, Identities, issuer
from groupsite.kinds.people.names import Name, NameIndex
from groupsite.model.names import split_name
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


class _People(NamedTuple):
    """Those who may be meant."""

    names: NameIndex
    identities: Identities
    #: Who was found for authors so far: most write several papers.
    known: dict[Author, _Match]


class _Match(NamedTuple):
    """An author, and what is uncertain about the person."""

    author: Author
    doubt: str = ""


def with_people(
    located: Located[Paper], graph: Records, settings: Settings
) -> tuple[Paper, list[Problem]]:
    """The paper with its authors matched to people, and what is uncertain."""
    paper = located.record
    people = _people(graph)
    matches = [_once_matched(author, people, settings) for author in paper.authors]
    authors, twice = _once([match.author for match in matches], people.names)
    doubts = [match.doubt for match in matches if match.doubt] + twice
    position = located.at("author")
    return replace(paper, authors=authors), [
        Problem(position, f"entry `{paper.id}`: {doubt}", Subtype.AUTHOR)
        for doubt in doubts
    ]


def unclaimed(entries: Iterable[Located[Paper]], graph: Records) -> Iterator[Problem]:
    """Suggestions: identities of authors that may belong to a person of that name."""
    people = _people(graph)
    seen: set[str] = set()
    for located in entries:
        for author in located.record.authors:
            by = issuer(author.id)
            if author.person or by == "id" or author.id in seen:
                continue
            seen.add(author.id)
            found = people.names.find(_name(author))
            if len(found) == 1 and not people.identities.has(found[0], by):
                where = "`orcid`" if by == "orcid" else "`aliases`"
                message = (
                    f"entry `{located.record.id}`: author {author.name} is `{author.id}`, "
                    f"who is nobody; if it is `{found[0]}`, add this to the {where} there"
                )
                yield Problem(located.at("author"), message, Subtype.AUTHOR)


def _people(graph: Records) -> _People:
    def both() -> _People:
        people = list(graph.all("person"))
        return _People(NameIndex(people), Identities(people), {})

    return graph.memo("people", both)


def _name(author: Author) -> Name:
    return Name.of(author.family, author.given, author.suffix)


def _once_matched(written: Author, people: _People, settings: Settings) -> _Match:
    if written not in people.known:
        people.known[written] = _matched(written, people, settings)
    return people.known[written]


def _matched(written: Author, people: _People, settings: Settings) -> _Match:
    if written.id:
        return _identified(written, people.identities, settings.people)
    author = _known(written, people.names)
    name = _name(author)
    found = people.names.find(name)
    if len(found) > 1:
        return _Match(author, _question(author, name, found, people.names))
    return _Match(replace(author, person="".join(found)))


def _identified(author: Author, identities: Identities, file: str) -> _Match:
    """The author who has an identity, whatever the name.

    :param file: name of the people file.
    """
    person = identities.person(author.id)
    known = identities.ids
    if person or author.id == OTHER or issuer(author.id) != "id" or not known:
        return _Match(replace(author, person=person))
    hint = did_you_mean(author.id, known)
    return _Match(
        author,
        f"author {author.name} has the id `{author.id}`, which nobody in {file} has"
        f"{hint} (write the id of a person there, an ORCID iD, or `{OTHER}` for somebody "
        "who is not there)",
    )


def _question(author: Author, name: Name, found: list[str], names: NameIndex) -> str:
    """Who of several people is meant, and how to say it."""
    people = " or ".join(f"`{person}`" for person in found)
    if names.is_shared(name, found):
        parts = f"family={author.family}, given={author.given}, id={found[0]}"
        advice = (
            f"write `{parts}` to say who it is, or repeat `{author.name}` in the "
            "`aliases` of the one who is meant wherever nothing is said"
        )
    else:
        advice = "write the given names in full, or add this form to the aliases of one of them"
    return f"author {author.name} may be {people}; {advice}"


def _known(author: Author, names: NameIndex) -> Author:
    """The author; one who may be two is a person if people.yml knows the name.

    ``García Márquez, Gabriel José`` is put in braces by `plain_names`.
    """
    if author.given or "," not in author.family:
        return author
    parts = split_name(author.family)
    if len(names.find(Name.of(parts.family, parts.given))) != 1:
        return author
    name = f"{parts.given} {parts.family}"
    return replace(
        author, name=name, family=parts.family, given=parts.given, body=False
    )


def _once(
    authors: list[Author], names: NameIndex
) -> tuple[tuple[Author, ...], list[str]]:
    """The authors, each person under one name, and who is named twice.

    Jane Doe is not also the J. Doe beside her.
    """
    named = [author.person for author in authors if author.person]
    if len({*named}) == len(named):  # as in nearly all lists
        return tuple(authors), []
    groups: dict[str, list[Author]] = {}
    for author in authors:
        if author.person:
            groups.setdefault(author.person, []).append(author)
    doubts: list[str] = []
    strangers: set[Author] = set()
    for person, group in groups.items():
        if len(group) == 1:
            continue
        near = {a: 9 if a.id else names.near(_name(a)).get(person, 0) for a in group}
        surest = max(group, key=near.__getitem__)
        strangers |= {a for a in group if near[a] < near[surest]}
        both = " and ".join(author.name for author in group)
        doubts.append(
            f"authors {both} are both `{person}`; remove one, or if they are two, write "
            f"`family=…, given=…, id={OTHER}` for who is not"
        )
    return tuple(
        replace(a, person="") if a in strangers else a for a in authors
    ), doubts
