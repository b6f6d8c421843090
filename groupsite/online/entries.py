"""Reads entries that somebody has pasted: BibTeX, RIS, CSL-JSON. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.reading.biblatex import bibtex_type, plain_date
from groupsite.kinds.papers.reading.dated import month_of
from groupsite.kinds.papers.reading.links import arxiv_of, verbatim
from groupsite.kinds.papers.reading.people import people_in
from groupsite.kinds.papers.reading.servers import is_server, server_of
from groupsite.model.doi import doi_of_address
from groupsite.model.names import split_name
from groupsite.model.problems import Subtype
from groupsite.model.text import printable
from groupsite.online import contributors
from groupsite.online.csl import work_of
from groupsite.online.pages import placed
from groupsite.online.reading import date_in, date_of, items, text
from groupsite.online.texts import is_balanced, of_html, of_plain, of_tex
from groupsite.online.titles import joined
from groupsite.online.work import Contributor, Work
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.reader import parse_bibtex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.dates import PartialDate
    from groupsite.sources.bibtex.reader import BibEntry

#: An accent and its letter, in braces or without.
_ACCENT: Final = re.compile(
    r"\{\\[\"'`^~=.](?:\s*\{\\?\w\}|\s*\\?\w)\}|\\[\"'`^~=.](?:\{\\?\w\}|\w)"
    r"|\{\\[uvHckdbr](?:\s*\{\w\}|\s+\w)\}|\\[uvHckdbr]\{\w\}"
    r"|\{\\(?:ss|o|O|l|L|ae|AE|oe|OE|aa|AA|i|j)(?:\{\})?\}|\\(?:ss|o|O|l|L|aa|AA)\{\}"
)
_RIS: Final = re.compile(r"^([A-Z][A-Z\d])\s{1,2}-\s?(.*)$")
_RIS_TYPES: Final = {
    "JOUR": "article", "EJOUR": "article", "JFULL": "article", "MGZN": "article",
    "CONF": "inproceedings", "CPAPER": "inproceedings", "CHAP": "incollection",
    "ECHAP": "incollection", "ENCYC": "incollection", "BOOK": "book", "EBOOK": "book",
    "EDBOOK": "book", "THES": "phdthesis", "RPRT": "techreport",
}  # fmt: skip
_TYPES: Final = frozenset([
    "article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual",
    "mastersthesis", "misc", "phdthesis", "proceedings", "techreport", "unpublished",
])  # fmt: skip


def of_bibtex(source: str) -> list[tuple[str, int, Work]]:
    """Key, line and work of each entry that has a title."""
    entries = parse_bibtex(source, "").entries
    works = ((e.key, e.position.line, work_of_entry(e)) for e in entries)
    return [(key, line, work) for key, line, work in works if work.title]


def faults_of_bibtex(source: str) -> list[tuple[int, str]]:
    """Line and message of each fault in *source* that cost something."""
    problems = parse_bibtex(source, "").problems
    return [(p.position.line, p.message) for p in problems if p.subtype is Subtype.BIB]


def of_csl(answer: Any) -> list[tuple[str, int, Work]]:
    """Id, line and work of each item that has a title."""
    listed = (
        items(answer, "items")
        if isinstance(answer, dict) and "items" in answer
        else items(answer)
    )
    works = ((text(item, "id"), 1, work_of(item, "the entry")) for item in listed)
    return [(key, line, work) for key, line, work in works if work is not None]


def of_ris(source: str) -> list[tuple[str, int, Work]]:
    """Id, line and work of each record that has a title."""
    records: list[tuple[int, dict[str, list[str]]]] = []
    last = ""
    for number, line in enumerate(source.splitlines(), 1):
        found = _RIS.match(line.strip("\ufeff"))
        if found and found[1] == "TY":
            records.append((number, {}))
        if found and records:
            last = found[1]
            records[-1][1].setdefault(last, []).append(found[2].strip())
        elif records and last and line.strip():  # a value over several lines
            records[-1][1][last][-1] += f" {line.strip()}"
    works = ((_first(r, "ID"), line, _of_record(r)) for line, r in records)
    return [(key, line, work) for key, line, work in works if work.title]


def work_of_entry(entry: BibEntry) -> Work:
    """The work of an entry in BibTeX; its title stays as somebody has written it."""
    kind = bibtex_type(entry)
    form = {"conference": "inproceedings"}.get(kind, kind if kind in _TYPES else "misc")
    journal = _text(entry, "journal", "journaltitle")
    title, written = _title(entry)
    place, doubts = placed(
        _plain(entry, "pages"),
        _plain(entry, "eid", "article-number", "articleno"),
        form,
    )
    server = (
        server_of(entry) if is_server(decode_plain(journal)) or form == "misc" else ""
    )
    return Work(
        source="the entry",
        type="misc" if server else form,
        title=title,
        title_is_written=written,
        authors=_people(entry.get("author")),
        has_more_authors=people_in(entry.get("author")).names[-1:] == ["others"],
        editors=_people(entry.get("editor")),
        journal=journal if form == "article" and not server else "",
        booktitle=_text(entry, "booktitle"),
        series=_text(entry, "series"),
        volume="" if server else _plain(entry, "volume"),
        number="" if server else _plain(entry, "number", "issue"),
        pages=place.pages,
        eid=place.eid,
        edition=_plain(entry, "edition"),
        publisher="" if server else _text(entry, "publisher"),
        address=_text(entry, "address", "location"),
        school=_text(entry, "school", "institution"),
        genre=_text(entry, "type", "howpublished")
        if form in ("misc", "techreport") and not server
        else "",
        date=_date(entry),
        doi=doi_of_address(verbatim(entry.get("doi")))
        or doi_of_address(verbatim(entry.get("url"))),
        arxiv=re.sub(r"v\d+$", "", arxiv_of(entry)),
        arxiv_class=_plain(entry, "primaryclass"),
        isbn=_plain(entry, "isbn"),
        pmid=_plain(entry, "pmid"),
        pmcid=_plain(entry, "pmcid"),
        hal=_plain(entry, "hal_id"),
        url="" if entry.get("doi") else verbatim(entry.get("url")),
        abstract=of_tex(entry.get("abstract")),
        is_preprint=bool(server),
        server=server,
        doubts=tuple(doubts),
    )


def _title(entry: BibEntry) -> tuple[str, bool]:
    """The title, and whether its braces are to be kept."""
    raw = " ".join(printable(entry.get("title")).split())
    subtitle = of_tex(entry.get("subtitle"))
    inner = raw
    while inner.startswith("{") and _closes_last(inner):
        inner = inner[1:-1].strip()
    if inner != raw or "{" not in inner or "<" in inner or not is_balanced(inner):
        return joined(of_tex(inner), subtitle), False
    kept = _ACCENT.sub(lambda accent: decode_plain(accent[0]), inner)
    return joined(kept, subtitle), True


def _closes_last(title: str) -> bool:
    """Whether the first brace is closed by the last one."""
    depth = 0
    for index, sign in enumerate(title):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return index == len(title) - 1
    return False


def _people(field: str) -> tuple[Contributor, ...]:
    return tuple(one for one in map(_name, people_in(field).names) if one is not None)


def _name(name: str) -> Contributor | None:
    if name.lower() == "others":
        return None
    if name.startswith("{") and _closes_last(name):
        return contributors.group(decode_plain(name))
    family, given, suffix = "", "", ""
    parts = split_name(name)
    given, family, suffix = (decode_plain(part) for part in parts)
    if not given:
        return contributors.unsplit(family)
    return contributors.person(family, given, suffix)


def _text(entry: BibEntry, *names: str) -> str:
    return next(
        filter(None, (of_tex(entry.get(name).strip("{}")) for name in names)), ""
    )


def _plain(entry: BibEntry, *names: str) -> str:
    return next(filter(None, (decode_plain(entry.get(name)) for name in names)), "")


def _date(entry: BibEntry) -> PartialDate | None:
    written = decode_plain(entry.get("date"))
    if written and (date := date_in(plain_date(written))):
        return date
    year = date_in(decode_plain(entry.get("year")))
    month = month_of(entry.get("month")) if entry.get("month") else 0
    return replace(year, month=month) if year and month and not year.month else year


def _of_record(record: dict[str, list[str]]) -> Work:
    """The work of a record in RIS."""
    form = _RIS_TYPES.get(_first(record, "TY"), "misc")
    venue = of_html(_first(record, "T2", "JO", "JF", "JA", "BT"))
    span = "-".join(filter(None, [_first(record, "SP"), _first(record, "EP")]))
    place, doubts = placed(
        span, _first(record, "C7") if form == "article" else "", form
    )
    part = form in ("inproceedings", "incollection")
    publisher = of_plain(_first(record, "PB"))
    thesis = form in ("phdthesis", "techreport")
    doi = doi_of_address(_first(record, "DO")) or doi_of_address(_first(record, "UR"))
    server = is_server(decode_plain(venue)) or is_server(decode_plain(publisher))
    date = (part.strip() for part in _first(record, "DA", "PY", "Y1").split("/"))
    return Work(
        source="the entry",
        type="misc" if server else form,
        title=of_html(_first(record, "TI", "T1", "CT")),
        authors=_listed(record, "AU", "A1"),
        editors=_listed(record, "ED", "A2") if part or form == "book" else (),
        journal=venue if form == "article" and not server else "",
        booktitle=venue if part else "",
        series=of_html(_first(record, "T3")) if part or form == "book" else "",
        volume=_first(record, "VL"),
        number=_first(record, "IS"),
        pages=place.pages,
        eid=place.eid,
        publisher="" if thesis or form == "article" or server else publisher,
        address=of_plain(_first(record, "CY")) if part or form == "book" else "",
        school=publisher if thesis else "",
        date=date_of(*date) or date_in(_first(record, "PY", "Y1")),
        doi=doi,
        isbn=_first(record, "SN") if part or form == "book" else "",
        url="" if doi else _first(record, "UR"),
        abstract=of_html(_first(record, "AB", "N2")),
        is_preprint=server,
        doubts=tuple(doubts),
    )


def _first(record: dict[str, list[str]], *tags: str) -> str:
    return next((v for tag in tags for v in record.get(tag, ()) if v), "")


def _listed(record: dict[str, list[str]], *tags: str) -> tuple[Contributor, ...]:
    return tuple(_in_turn(value for tag in tags for value in record.get(tag, ())))


def _in_turn(names: Iterable[str]) -> list[Contributor]:
    found = []
    for name in names:
        family, comma, rest = name.partition(",")
        given, _, suffix = rest.partition(",")
        one = (
            contributors.person(family, given, suffix)
            if comma
            else contributors.unsplit(name)
        )
        if one is not None:
            found.append(one)
    return found
