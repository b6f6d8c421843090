"""Papers as RIS, which all reference managers read.

The tags are those of Research Information Systems' specification of 2011, as EndNote,
Zotero and Mendeley read it: `A1` and its kin are its older names and not used.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.kinds.papers.formats.names import undivided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from groupsite.kinds.papers.paper import Paper

#: CSL type → RIS type; others are ``GEN``.
_TYPES: Final = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "manuscript": "UNPB",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "report": "RPRT",
    "software": "COMP",
    "speech": "SLIDE",
    "thesis": "THES",
    "webpage": "ELEC",
}
#: RIS tag → CSL variables, the first that is known; in the order of the file.
_TAGS: Final = {
    "T2": ("container-title", "event-title"),
    "T3": ("collection-title",),
    "PB": ("publisher",),
    "CY": ("publisher-place", "event-place"),
    "VL": ("volume",),
    "IS": ("issue", "number"),
    "M3": ("genre",),
    "ET": ("edition",),
    "SE": ("chapter-number",),
    "DO": ("DOI",),
    "UR": ("URL",),
    "LA": ("language",),
    "AB": ("abstract",),
}


def ris_file(papers: Iterable[Paper]) -> bytes:
    """The papers as records of RIS, with the ends of lines that it asks for."""
    records = ("".join(f"{line}\r\n" for line in _record(paper)) for paper in papers)
    return "\r\n".join(records).encode()


def _record(paper: Paper) -> Iterator[str]:
    item = csl_item(paper)
    yield f"TY  - {_TYPES.get(item['type'], 'GEN')}"
    tags = [("ID", paper.id), ("TI", item["title"])]
    for tag, variable in (("AU", "author"), ("A2", "editor"), ("A4", "translator")):
        tags += [(tag, _name(person)) for person in item.get(variable, ())]
    if paper.date:
        year, month, day = (*paper.date.parts, 0, 0)[:3]
        date = f"{year}/{month:02}/{day:02}" if day else f"{year}/{month:02}/"
        tags += [("PY", paper.year), ("DA", date if month else f"{year}//")]
    tags += [(tag, _first(item, names)) for tag, names in _TAGS.items()]
    first, last = paper.imprint.page_range
    tags += [("SP", first or item.get("page", "")), ("EP", last)]
    tags += [("SN", item.get("ISBN") or item.get("ISSN", ""))]
    for tag, text in tags:
        if text:
            yield f"{tag}  - {' '.join(str(text).split())}"
    yield "ER  - "


def _first(item: dict[str, Any], names: Iterable[str]) -> str:
    return next((item[name] for name in names if name in item), "")


def _name(person: dict[str, str]) -> str:
    """``Family, Given, Suffix``, or the name of an organisation."""
    parts = (person.get(part, "") for part in ("family", "given", "suffix"))
    body = person.get("literal", "")
    return undivided(body) if body else ", ".join(filter(None, parts))
