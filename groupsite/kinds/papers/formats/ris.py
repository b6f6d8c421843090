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
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.dates import PartialDate

#: CSL type → RIS type; others are ``GEN``. Zotero takes what it does not know for an
#: article in a journal: ``UNPB`` is not used.
_TYPES: Final = {
    "article": "MANSCPT",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "graphic": "ART",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
#: RIS tag → CSL variables, the first that is known; in the order of the file.
_TAGS: Final = {
    "T2": ("container-title", "event-title"),
    "T3": ("collection-title",),
    "J2": ("container-title-short",),
    "PB": ("publisher",),
    "CY": ("publisher-place", "event-place"),
    "VL": ("volume",),
    "IS": ("issue",),
    "M3": ("genre",),
    "ET": ("edition", "version"),
    "SE": ("chapter-number",),
    "SN": ("ISBN", "ISSN", "number"),
    "DO": ("DOI",),
    "DB": ("archive",),
    "AN": ("archive_location",),
    "UR": ("URL",),
    "LA": ("language",),
    "AB": ("abstract",),
}
#: Type → tags that have a meaning of their own in it.
_OWN: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "BOOK": {"T2": ("collection-title",), "T3": (), "M1": ("collection-number",)},
    "CHAP": {"SV": ("collection-number",)},
    "CONF": {
        "T2": ("event-title", "container-title"),
        "C3": ("container-title",),
        "C1": ("publisher-place",),
        "CY": ("event-place",),
    },
    "JOUR": {"SN": ("ISSN", "ISBN")},
    "PAT": {"SN": ("number",)},
    "RPRT": {"SN": ("number",), "T2": ("collection-title",), "T3": ()},
    "STAND": {"SN": ("number",)},
}


def ris_piece(paper: Paper) -> str:
    """The record of a paper, with the ends of lines that RIS asks for."""
    return "".join(f"{line}\r\n" for line in _lines(paper))


def ris_file(records: Iterable[str]) -> bytes:
    """The records, with an empty line between two."""
    return "\r\n".join(records).encode()


def _lines(paper: Paper) -> Iterator[str]:
    item = csl_item(paper)
    kind = _TYPES.get(item["type"], "GEN")
    yield f"TY  - {kind}"
    tags = [("ID", paper.id), ("TI", item["title"])]
    editor = "A3" if kind == "BOOK" else "A2"  # who has the series of a book is A2
    for tag, variable in (("AU", "author"), (editor, "editor"), ("A4", "translator")):
        tags += [(tag, _name(person)) for person in item.get(variable, ())]
    if paper.date:
        tags += [("PY", paper.year), ("DA", _date(paper.date))]
    if paper.details.accessed:
        tags += [("Y2", _date(paper.details.accessed))]
    own = {**_TAGS, **_OWN.get(kind, {})}
    tags += [(tag, _first(item, names)) for tag, names in own.items()]
    first, last = paper.imprint.page_range
    tags += [("SP", first or item.get("page", "")), ("EP", last)]
    for tag, text in tags:
        if text:
            yield f"{tag}  - {' '.join(str(text).split())}"
    yield "ER  - "


def _date(date: PartialDate) -> str:
    """``2024/07/01``, with both slashes however precise it is."""
    return "/".join([*(f"{part:02}" for part in date.parts), "", ""][:3])


def _first(item: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((item[name] for name in names if name in item), "")


def _name(person: dict[str, str]) -> str:
    """``Family, Given, Suffix``, or the name of an organisation."""
    parts = (person.get(part, "") for part in ("family", "given", "suffix"))
    body = person.get("literal", "")
    return undivided(body) if body else ", ".join(filter(None, parts))
