"""Tells what somebody has pasted: identifiers and addresses of works, or whole entries.

Pure: nobody is asked.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from groupsite.kinds.papers.reading.links import arxiv_number
from groupsite.model.doi import doi_of_address
from groupsite.model.identifiers import has_no_scheme, is_arxiv
from groupsite.model.schemes import SCHEMES
from groupsite.model.text import shortened
from groupsite.online.entries import faults_of_bibtex, of_bibtex, of_csl, of_ris

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.online.work import Work

#: What an identifier is of; ``entry`` for a whole entry.
Kind = Literal["doi", "short", "arxiv", "pmid", "pmcid", "isbn", "hal", "entry"]


class Pasted(NamedTuple):
    """One work that is meant."""

    kind: Kind
    #: The identifier as services want it: bare, without version; the key of an entry.
    value: str
    #: Line of the text, from 1.
    line: int = 1
    #: What an entry says.
    work: Work | None = None


class Unclear(NamedTuple):
    """Text that is nothing to be asked for, and why, in words for authors."""

    line: int
    message: str


class Told(NamedTuple):
    """What a text holds."""

    found: tuple[Pasted, ...]
    unclear: tuple[Unclear, ...]


class _UnclearError(Exception):
    """A text is no identifier; says why."""


_HOW: Final = (
    "write a DOI, an arXiv number, pmid:31000001, PMC6000001, an ISBN or a HAL id"
)
#: The maximum length of an identifier: addresses with a session in them are long.
_LONGEST: Final = 2_000
_SHORT: Final = re.compile(
    r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(?:10/)?([a-z\d]{3,10})/?|(?:doi:\s*)?10/([a-z\d]{3,10})",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"v\d+$")
#: Sites that show papers of arXiv.
_MIRRORS: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:alphaxiv\.org/(?:abs|overview)/|huggingface\.co/papers/"
    r"|scirate\.com/arxiv/|arxiv\.org/(?:list/|ps/|src/|e-print/))(?P<number>[^?#]+)",
    re.IGNORECASE,
)
_ARXIV_WORD: Final = re.compile(
    r"^\s*arxiv[\s:.]*(?:e-?print|preprint)?[\s:.]*", re.IGNORECASE
)
_BIORXIV: Final = re.compile(
    r"(10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d+$"
)
_PMID: Final = re.compile(r"(?:pmid|pubmed)[\s:#]*([1-9]\d{0,7})", re.IGNORECASE)
_PMCID: Final = re.compile(
    r"(?:pmcid[\s:#]*)?(PMC[1-9]\d{2,8})(?:\.\d+)?", re.IGNORECASE
)
_HAL: Final = re.compile(
    r"((?:hal|tel|inria|halshs|inserm|pasteur|cea|ird|in2p3|ensl|lirmm|ujm|cel|dumas|[a-z]{2,12})-\d{7,9})(?:v\d+)?",
    re.IGNORECASE,
)
_ISBN: Final = re.compile(
    r"(isbn(?:-?1[03])?[\s:#]*)?([\dX](?:[\s‐‑–-]?[\dX]){8,12})", re.IGNORECASE
)
#: Publishers whose addresses have the end of a DOI → the DOI.
_DERIVED: Final = (
    (r"nature\.com/articles/(?P<id>[a-z]{1,12}[\d.]+(?:-[\w-]+)?|s\d{5}-[\w-]+)", "10.1038/{}"),
    (r"elifesciences\.org/(?:articles|reviewed-preprints)/(?P<id>\d{5,6})", "10.7554/eLife.{}"),
    (r"aclanthology\.org/(?P<id>20\d\d\.[\w-]+\.\d+)", "10.18653/v1/{}"),
    (r"zenodo\.org/records?/(?P<id>\d+)", "10.5281/zenodo.{}"),
    (r"(?:papers\.)?ssrn\.com/.*abstract(?:_id)?=(?P<id>\d+)", "10.2139/ssrn.{}"),
    (r"researchsquare\.com/article/(?P<id>rs-\d+/v\d+)", "10.21203/rs.3.{}"),
    (r"preprints\.org/manuscript/(?P<id>[\d.]+/v\d+)", "10.20944/preprints{}"),
    (r"osf\.io/preprints/psyarxiv/(?P<id>\w+)", "10.31234/osf.io/{}"),
    (r"osf\.io/preprints/socarxiv/(?P<id>\w+)", "10.31235/osf.io/{}"),
    (r"(?:journals\.plos|science)\.org/.*[?&]id=(?P<id>10\.[^&]+)", "{}"),
)  # fmt: skip
_ADDRESSES: Final = tuple(
    (re.compile(rf"(?:https?://)?(?:www\.)?{pattern}", re.IGNORECASE), doi)
    for pattern, doi in _DERIVED
)


def told(text: str) -> Told:
    """What *text* holds: entries in BibTeX, RIS or CSL-JSON, or identifiers.

    Identifiers stand one to a line, or with blanks or commas between them; what follows
    a ``#`` at the beginning or behind a blank is left out.
    """
    text = text.lstrip("\ufeff")
    begin = text.lstrip()
    if re.match(r"@\s*\w+\s*[{(]|%[^\n]*\n", begin) and "@" in begin:
        entries = _entries(of_bibtex(text), "BibTeX")
        faults = tuple(Unclear(*fault) for fault in faults_of_bibtex(text))
        return entries._replace(unclear=faults or entries.unclear)
    if re.match(r"TY\s{1,2}-", begin):
        return _entries(of_ris(text), "RIS")
    if begin.startswith(("{", "[")):
        try:
            return _entries(of_csl(json.loads(begin)), "CSL-JSON")
        except (ValueError, RecursionError):
            fault = "this begins like JSON and is none: paste the whole entry"
            return Told((), (Unclear(1, fault),))
    return _lines(text)


def _entries(works: list[tuple[str, int, Work]], form: str) -> Told:
    if not works:
        fault = f"there is no entry with a title in this {form}"
        return Told((), (Unclear(1, fault),))
    return Told(
        tuple(Pasted("entry", key, line, work) for key, line, work in works), ()
    )


def _lines(text: str) -> Told:
    found: dict[tuple[str, str], Pasted] = {}
    unclear: list[Unclear] = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = re.sub(r"(?:^|\s)#.*", "", line).strip()
        for one in _parts(bare, number):
            if isinstance(one, Unclear):
                unclear.append(one)
            else:
                found.setdefault((one.kind, one.value.casefold()), one)
    if not found and not unclear:
        unclear.append(Unclear(1, f"there is nothing here: {_HOW}"))
    return Told(tuple(found.values()), tuple(unclear))


def _parts(text: str, number: int) -> Iterator[Pasted | Unclear]:
    """The identifiers in one line."""
    if not text:
        return
    try:
        yield identified(text, number)
    except _UnclearError as error:
        words = re.split(r"[\s,;]+", text.strip(" ,;"))
        if len(words) < 2:
            yield Unclear(number, str(error))
            return
        parts = [_one(word, number) for word in words]
        if all(isinstance(part, Unclear) for part in parts):
            yield Unclear(number, str(error))
        else:
            yield from parts


def _one(word: str, number: int) -> Pasted | Unclear:
    try:
        return identified(word, number)
    except _UnclearError as error:
        return Unclear(number, str(error))


def identified(text: str, line: int = 1) -> Pasted:
    """The identifier that *text* is, or the one in an address."""
    text = text.strip().rstrip(",;").strip("<>\"'` ")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    shown = shortened(text, 80)
    if len(text) > _LONGEST:
        raise _UnclearError(f"{shown!r} is too long for an identifier: {_HOW}")
    readers = (_arxiv, _doi, _pubmed, _hal, _isbn)
    for reader in readers:
        if found := reader(text):
            return Pasted(*found, line)
    raise _UnclearError(_fault(text, shown))


def _arxiv(text: str) -> tuple[Kind, str] | None:
    mirror = _MIRRORS.match(text)
    number = mirror["number"] if mirror else arxiv_number(text)
    if not number and not re.search(r"//|\s", _ARXIV_WORD.sub("", text)):
        number = re.sub(r"\.pdf$|\s*\[[\w.-]*\]$", "", _ARXIV_WORD.sub("", text))
    number = _VERSION.sub("", number)
    if not is_arxiv(number):
        return None
    if "/" in number:
        archive, _, digits = number.partition("/")
        return "arxiv", f"{archive.partition('.')[0].lower()}/{digits}"
    month, digits = number.split(".")
    if not 1 <= int(month[2:]) <= 12 or month < "0704":
        raise _UnclearError(
            f"{number!r} is no arXiv number: it begins with year and month, 2601.01234"
        )
    if len(digits) != (4 if month < "1501" else 5):
        raise _UnclearError(
            f"{number!r} is no arXiv number: there are five digits behind the full stop, "
            "and four before 2015"
        )
    return "arxiv", number


def _doi(text: str) -> tuple[Kind, str] | None:
    if short := _SHORT.fullmatch(text):
        return "short", f"10/{(short[1] or short[2]).lower()}"
    for pattern, doi in _ADDRESSES:
        if found := pattern.match(unquote(text)):
            return "doi", doi.format(found["id"])
    if _is_address(text) or "/" in text:
        doi = doi_of_address(text)
        posted = _BIORXIV.fullmatch(doi)
        return ("doi", posted[1] if posted else doi) if doi else None
    return None


def _pubmed(text: str) -> tuple[Kind, str] | None:
    if found := _PMID.fullmatch(text):
        return "pmid", found[1]
    if found := _PMCID.fullmatch(text):
        return "pmcid", found[1].upper()
    if number := SCHEMES["pubmed"].of_address(text):
        return "pmid", number
    if number := SCHEMES["pmc"].of_address(text):
        return "pmcid", number
    return None


def _hal(text: str) -> tuple[Kind, str] | None:
    if found := _HAL.fullmatch(text):
        return "hal", found[1].lower()
    page = re.sub(r"(?:/(?:document|file/[^/]*|html_references))$", "", text)
    number = SCHEMES["hal"].of_address(page)
    return ("hal", number.lower()) if number else None


def _isbn(text: str) -> tuple[Kind, str] | None:
    found = _ISBN.fullmatch(text)
    if found is None:
        return None
    number = re.sub(r"[^\dX]", "", found[2].upper())
    if len(number) not in (10, 13):
        return None
    if len(number) == 13 and not number.startswith(("978", "979")) and not found[1]:
        return None
    if not _is_checked(number):
        raise _UnclearError(
            f"{found[2]} is no ISBN: its last digit does not fit, check for typing errors"
        )
    return "isbn", number if len(number) == 13 else _isbn13(number)


def _is_checked(number: str) -> bool:
    if len(number) == 13:
        return number.isdecimal() and number == _isbn13(number[3:], number[:3])
    total = sum(
        (10 - n) * (10 if digit == "X" else int(digit))
        for n, digit in enumerate(number)
    )
    return "X" not in number[:-1] and total % 11 == 0


def _isbn13(number: str, prefix: str = "978") -> str:
    """An ISBN of ten digits as one of thirteen."""
    digits = f"{prefix}{number[:9]}"
    total = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _is_address(text: str) -> bool:
    return "://" in text or has_no_scheme(text)


def _fault(text: str, shown: str) -> str:
    """Why *text* is nothing that can be asked for."""
    if re.fullmatch(r"\d{1,9}", text):
        return f"{text} alone may be many things: write pmid:{text} if it is of PubMed"
    if _is_address(text):
        host = _host(text)
        return (
            f"the address {shown!r} holds no DOI: look for the DOI on that page"
            f"{' of ' + host if host else ''} and give that"
        )
    if text.startswith("10."):
        return f"{shown!r} is no DOI: it has a slash and an end, 10.5555/example"
    return f"{shown!r} is no identifier: {_HOW}"


def _host(text: str) -> str:
    try:
        return urlsplit(text if "://" in text else f"https://{text}").hostname or ""
    except ValueError:
        return ""
