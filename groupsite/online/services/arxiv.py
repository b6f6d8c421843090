"""arXiv, by OAI-PMH and, where that fails, by its Atom interface. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.doi import doi_of_text
from groupsite.online import contributors
from groupsite.online.question import Question
from groupsite.online.reading import date_in
from groupsite.online.texts import of_tex, plain
from groupsite.online.work import Notification, Work
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from groupsite.online.work import Contributor

_RAW: Final = "{http://arxiv.org/OAI/arXivRaw/}"
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_OURS: Final = "{http://arxiv.org/schemas/atom}"
_NUMBER: Final = re.compile(r"arxiv\.org/abs/(?P<number>.+?)(?:v\d+)?$")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_BEHALF: Final = re.compile(r"^(?:on behalf of|for) (?=the )", re.IGNORECASE)
_WITHDRAWN: Final = re.compile(
    r"\b(?:this (?:paper|submission|article) )?(?:has been )?withdrawn\b", re.IGNORECASE
)


def question(number: str) -> Question:
    """Ask for a number, without its version."""
    query = {
        "verb": "GetRecord",
        "metadataPrefix": "arXivRaw",
        "identifier": f"oai:arXiv.org:{number}",
    }
    return Question("arxiv", "/oai", query, form="xml")


def atom(number: str) -> Question:
    """Ask the Atom interface for a number."""
    query = {"id_list": number, "max_results": "1"}
    return Question("arxiv-atom", "/api/query", query, form="xml", unknown=(400, 404))


def parse(answer: Any) -> Work | None:
    """The work in the answer to `question`; None if there is no such number."""
    record = answer.find(f".//{_RAW}arXivRaw")
    if record is None:
        return None
    versions = record.findall(f"{_RAW}version")
    last = versions[-1] if versions else None
    empty = last is not None and _text(last, f"{_RAW}source_type") == "I"
    authors = _names(_text(record, f"{_RAW}authors"))
    date = _text(versions[0], f"{_RAW}date") if versions else ""
    return _work(
        _text(record, f"{_RAW}id"),
        _text(record, f"{_RAW}title"),
        authors,
        date,
        _text(record, f"{_RAW}categories").partition(" ")[0],
        _text(record, f"{_RAW}doi"),
        _text(record, f"{_RAW}abstract"),
        reference=_text(record, f"{_RAW}journal-ref"),
        withdrawn=empty or bool(_WITHDRAWN.match(_text(record, f"{_RAW}comments"))),
    )


def parse_atom(answer: Any) -> Work | None:
    """The work in the answer to `atom`; None if there is no such number."""
    entry = answer.find(f"{_ATOM}entry")
    found = _NUMBER.search(_text(entry, f"{_ATOM}id")) if entry is not None else None
    if entry is None or found is None:  # an entry that tells an error
        return None
    category = entry.find(f"{_OURS}primary_category")
    names = (_text(a, f"{_ATOM}name") for a in entry.findall(f"{_ATOM}author"))
    return _work(
        found["number"],
        _text(entry, f"{_ATOM}title"),
        [one for one in map(contributors.unsplit, names) if one is not None],
        _text(entry, f"{_ATOM}published"),
        category.get("term", "") if category is not None else "",
        _text(entry, f"{_OURS}doi"),
        _text(entry, f"{_ATOM}summary"),
        reference=_text(entry, f"{_OURS}journal_ref"),
        withdrawn=bool(_WITHDRAWN.match(_text(entry, f"{_OURS}comment"))),
    )


def _work(
    number: str,
    title: str,
    authors: list[Contributor],
    date: str,
    category: str,
    doi: str,
    abstract: str,
    *,
    reference: str,
    withdrawn: bool,
) -> Work | None:
    written = of_tex(title)
    if not written:
        return None
    dois = (doi_of_text(part) for part in doi.split())
    return Work(
        source="arXiv",
        title=written,
        authors=tuple(authors),
        date=date_in(date),
        arxiv=plain(number),
        arxiv_class=plain(category),
        abstract=of_tex(abstract),
        is_preprint=True,
        server="arXiv",
        published=tuple(dict.fromkeys(d.lower() for d in dois if d)),
        appeared=plain(reference),
        notices=(Notification("retraction"),) if withdrawn else (),
    )


def _names(written: str) -> list[Contributor]:
    """The authors in one text: affiliations in brackets are no part of it."""
    text = decode_plain(written)
    while _BRACKETS.search(text):
        text = _BRACKETS.sub("", text)
    names = re.split(r"\s*,\s+(?!(?:Jr|Sr|I{2,3}|IV)\b)(?:and\s+)?|\s+and\s+", text)
    behalf = (_BEHALF.sub("", name.strip()) for name in names)
    found = (contributors.unsplit(re.sub(r"^the\s+", "", name)) for name in behalf)
    return [one for one in found if one is not None]


def _text(element: Any, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())
