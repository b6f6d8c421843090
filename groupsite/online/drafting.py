"""Writes a work as an entry of a .bib file: `Work` → `Draft`.

Nothing is invented: what the services have not said is not there, and what somebody
should look at is said. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.model.text import spelling
from groupsite.online.capitals import protected
from groupsite.online.texts import of_plain
from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from groupsite.online.known import KnownPeople
    from groupsite.online.work import Contributor, Work

#: What an entry of each type has, beside author, title and year.
_NEEDED: Final = {
    "article": ("journal",),
    "inproceedings": ("booktitle",),
    "incollection": ("booktitle", "publisher"),
    "book": ("publisher",),
    "phdthesis": ("school",),
    "mastersthesis": ("school",),
    "techreport": ("institution",),
}
#: Words in names that BibTeX would take for more than one name, or for commas.
_AND: Final = re.compile(r"\band\b|,", re.IGNORECASE)


class Drafted(NamedTuple):
    """An entry to be written, and what its author should know."""

    draft: Draft
    #: Sentences without a full stop: what is lacking or doubtful.
    notes: tuple[str, ...]


def drafted(
    work: Work,
    people: KnownPeople | None = None,
    braced: Collection[str] = (),
    preprint: Work | None = None,
) -> Drafted:
    """The entry for *work*.

    :param people: those of people.yml, who are called as they are there.
    :param braced: words that have braces in other titles of the file.
    :param preprint: its earlier version, whose title is kept if it was another one.
    """
    fields = {name: value for name, value in _fields(work, people, braced) if value}
    if preprint and spelling(_shown(preprint)) != spelling(_shown(work)):
        fields["preprint_title"] = _title(preprint, braced)
    draft = Draft(work.type, fields)
    return Drafted(draft, tuple(_notes(work, draft)))


def _fields(
    work: Work, people: KnownPeople | None, braced: Collection[str]
) -> Iterable[tuple[str, str]]:
    """All fields in their order; those without a value are left out."""
    report = work.type == "techreport"
    final = not work.is_preprint
    yield "author", _authors(work, people)
    yield "title", _title(work, braced)
    yield "journal", work.journal if final else ""
    yield "booktitle", work.booktitle if final else ""
    yield "series", work.series
    yield "school", "" if report else work.school
    yield "institution", work.school if report else ""
    yield "type", of_plain(work.genre) if report else ""
    yield "edition", of_plain(work.edition)
    yield "volume", of_plain(work.volume)
    yield "number", of_plain(work.number)
    yield "eid", of_plain(work.eid)
    yield "pages", "" if work.eid else of_plain(work.pages)
    yield "publisher", "" if work.type == "article" else work.publisher
    yield "address", work.address
    yield "editor", _names(work.editors, people)
    yield "howpublished", _how(work)
    yield "year", str(work.date.year) if work.date else ""
    yield "isbn", _bare(work.isbn)
    yield "doi", _bare(work.doi)
    yield "eprint", _bare(work.arxiv)
    yield "archiveprefix", "arXiv" if work.arxiv else ""
    yield "primaryclass", _bare(work.arxiv_class) if work.arxiv else ""
    yield "pmid", _bare(work.pmid)
    yield "pmcid", _bare(work.pmcid)
    yield "hal_id", _bare(work.hal)
    yield "url", "" if work.doi or work.arxiv else _bare(work.url)
    yield "abstract", work.abstract


def _how(work: Work) -> str:
    """How a work is published that has no type of its own."""
    if work.type != "misc":
        return ""
    server = work.server if work.is_preprint and not work.arxiv else ""
    return of_plain(server or work.genre)


def _bare(text: str) -> str:
    """An identifier or address without what would end the field, or the entry."""
    return re.sub(r"[{}\s\\]", "", text)


def _shown(work: Work) -> str:
    return decode_plain(work.title)


def _title(work: Work, braced: Collection[str]) -> str:
    return work.title if work.title_is_written else protected(work.title, braced).text


def _names(listed: Iterable[Contributor], people: KnownPeople | None) -> str:
    called: Callable[[Contributor], Contributor] = people.called if people else _same
    return " and ".join(_name(called(one)) for one in listed)


def _authors(work: Work, people: KnownPeople | None) -> str:
    names = _names(work.authors, people)
    return f"{names} and others" if names and work.has_more_authors else names


def _same(one: Contributor) -> Contributor:
    return one


def _name(one: Contributor) -> str:
    """``Family, Given``, ``Family, Jr, Given``, ``{The Group}``."""
    family, given, suffix = map(of_plain, (one.family, one.given, one.suffix))
    if one.group:
        return f"{{{family}}}"
    if _AND.search(family):
        family = f"{{{family}}}"
    if not given:
        # of several words: a group that is not called one
        return f"{{{family}}}" if " " in family and family[0] != "{" else family
    if _AND.search(given):
        given = f"{{{given}}}"
    return ", ".join(filter(None, [family, suffix, given]))


def _notes(work: Work, draft: Draft) -> Iterable[str]:
    """What is lacking and what is doubtful."""
    if not work.title_is_written and protected(work.title).shouted:
        yield "its title was all in capitals: see which of its words are acronyms"
    lacking = [
        name
        for name in ("author", "title", *_NEEDED.get(work.type, ()), "year")
        if not draft.fields.get(name) and not (name == "author" and work.editors)
    ]
    if lacking:
        names = " and ".join(f"`{name}`" for name in lacking)
        yield f"{work.source} has no {names}"
    if work.type == "article" and not (work.volume or work.pages or work.eid):
        yield f"{work.source} has no volume and no pages yet"
    for one in work.authors:
        if not one.given and not one.group:
            yield f"{work.source} has no given name of {one.family}"
    yield from work.doubts
