"""Finds the work that somebody means: who is asked first, and who next.

A service that does not answer is noted, and another one asked; only what is told to be
unknown is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol

from groupsite.kinds.papers.reading.servers import is_final
from groupsite.model.text import join_words
from groupsite.online.client import ServiceError
from groupsite.online.contributors import written_out
from groupsite.online.same import is_said_same, likeness
from groupsite.online.services import (
    arxiv,
    biorxiv,
    crossref,
    datacite,
    doi,
    googlebooks,
    hal,
    openlibrary,
    pubmed,
)
from groupsite.online.work import completed
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.online.pasted import Pasted
    from groupsite.online.question import Question
    from groupsite.online.work import Work

_ARXIV_DOI: Final = re.compile(r"10\.48550/arxiv\.(.+?)(?:v\d+)?", re.IGNORECASE)
_BIORXIV: Final = ("bioRxiv", "medRxiv")
#: What a published work takes over from its preprint.
_FROM_PREPRINT: Final = ("arxiv", "arxiv_class", "hal", "abstract")
#: What a record of a publisher takes over from one that only points to it.
_FROM_INDEX: Final = (
    "pmid", "pmcid", "hal", "arxiv", "arxiv_class", "abstract", "notices",
)  # fmt: skip


#: What came of a question; ``empty`` if there is a record, but of no work with a title.
Outcome = Literal["found", "unknown", "empty", "failed"]


class Asker(Protocol):
    """What answers questions: the client."""

    def ask(self, question: Question) -> Any:
        """The answer, None if there is no such thing; ServiceError if there is none."""


class Asked(NamedTuple):
    """One question, and what came of it."""

    service: str
    outcome: Outcome
    #: Why a service has not answered, in words for authors.
    message: str = ""


@dataclass(frozen=True)
class Found:
    """What has been found of a work that somebody means."""

    pasted: Pasted
    #: The one to write first: the published version, with what its preprint adds. Then
    #: its earlier versions.
    works: tuple[Work, ...]
    #: All questions in order.
    asked: tuple[Asked, ...]
    #: What does not fit together, in words for authors.
    doubts: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[str, ...]:
        """What services that did not answer had to say, each once."""
        messages = (one.message for one in self.asked if one.outcome == "failed")
        return tuple(dict.fromkeys(messages))

    @property
    def is_incomplete(self) -> bool:
        """Whether somebody may know more who did not answer, and nobody else has since."""
        for one in reversed(self.asked):
            if one.outcome != "unknown":
                return one.outcome == "failed"
        return False

    @property
    def fault(self) -> str:
        """Why there is no work; ``""`` if there is one."""
        if self.works:
            return ""
        what = f"{_NAMES[self.pasted.kind]} {self.pasted.value}"
        if self.failed:
            return f"{what}: {'; '.join(self.failed)}"
        empty = [one.service for one in self.asked if one.outcome == "empty"]
        if empty:
            return f"{what}: what {_listed(empty)} has is no work with a title"
        services = dict.fromkeys(one.service for one in self.asked)
        return (
            f"{what} is unknown to {_listed(list(services))}: check for typing errors"
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What has happened to the work since it appeared, in words for authors."""
        return tuple(
            _notice(work, notice.kind, notice.doi)
            for work in self.works[:1]
            for notice in work.notices
        )


_NAMES: Final = {
    "doi": "the DOI", "short": "the short DOI", "arxiv": "the arXiv number",
    "pmid": "the PMID", "pmcid": "the number", "isbn": "the ISBN", "hal": "the HAL id",
    "entry": "the entry",
}  # fmt: skip
_SAID: Final = {
    "retraction": "has been retracted",
    "concern": "has an expression of concern",
    "correction": "has been corrected",
}


def find(pasted: Pasted, client: Asker) -> Found:
    """The work that is meant, after asking as many services as it takes."""
    finder = _Finder(client)
    works = finder.works(pasted)
    return Found(pasted, tuple(works), tuple(finder.asked), tuple(finder.doubts))


class _Finder:
    """Asks, and notes what comes of it."""

    def __init__(self, client: Asker) -> None:
        self._client = client
        self.asked: list[Asked] = []
        self.doubts: list[str] = []

    def works(self, pasted: Pasted) -> list[Work]:
        """The versions of the work, the one to write first."""
        if pasted.work is not None:
            return self._of_entry(pasted.work)
        by: dict[str, Callable[[str], Work | None]] = {
            "doi": self._by_doi,
            "short": self._by_short,
            "arxiv": self._by_arxiv,
            "pmid": self._by_pmid,
            "pmcid": self._by_pmcid,
            "isbn": self._by_isbn,
            "hal": self._by_hal,
        }
        work = by[pasted.kind](pasted.value)
        return self._with_versions(work) if work else []

    def _ask(
        self,
        question: Question,
        parse: Callable[[Any], Work | None],
        nothing: Outcome = "unknown",
    ) -> Work | None:
        """The work in the answer to *question*; None if there is none, for any reason.

        :param nothing: what it means if there is no work in an answer.
        """
        _, answer = self._answer(question)
        if answer is None:
            return None
        work = parse(answer)
        self._note(question, "found" if work else nothing)
        return work

    def _answer(self, question: Question) -> tuple[bool, Any]:
        """Whether a service has answered, and its answer."""
        try:
            answer = self._client.ask(question)
        except ServiceError as error:
            self.asked.append(Asked(question.title, "failed", str(error)))
            return False, None
        if answer is None:
            self._note(question, "unknown")
        return True, answer

    def _note(self, question: Question, outcome: Outcome) -> None:
        self.asked.append(Asked(question.title, outcome))

    def _by_doi(self, value: str) -> Work | None:
        if number := _ARXIV_DOI.fullmatch(value):
            return self._by_arxiv(number[1])
        agency = self._agency(value)
        if agency == doi.UNKNOWN:
            return None
        ways = {
            "crossref": (crossref.question, crossref.parse),
            "datacite": (datacite.question, datacite.parse),
            "doi": (doi.question, doi.parse),
        }
        order = {
            "crossref": ("crossref", "doi"),
            "datacite": ("datacite", "doi"),
            "": ("crossref", "datacite", "doi"),
        }
        for name in order.get(agency, ("doi",)):
            question, parse = ways[name]
            work = self._ask(question(value), parse, "empty")
            if work or self.asked[-1].outcome == "empty":
                return work
        return None

    def _agency(self, value: str) -> str:
        """Who has registered a DOI; ``""`` if nobody says it."""
        question = doi.agency(value)
        _, answer = self._answer(question)
        agency = doi.parse_agency(answer) if answer is not None else ""
        if agency == doi.UNKNOWN:
            self._note(question, "unknown")
        return agency

    def _by_short(self, value: str) -> Work | None:
        question = doi.handle(value)
        _, answer = self._answer(question)
        whole = doi.parse_handle(answer) if answer is not None else ""
        if answer is not None and not whole:
            self._note(question, "unknown")
        return self._by_doi(whole) if whole else None

    def _by_arxiv(self, number: str) -> Work | None:
        work = self._ask(arxiv.question(number), arxiv.parse)
        work = work or self._ask(arxiv.atom(number), arxiv.parse_atom)
        if work or self.asked[-1].outcome != "failed":
            return work
        return self._ask(datacite.question(f"10.48550/arXiv.{number}"), datacite.parse)

    def _by_pmid(self, pmid: str) -> Work | None:
        later: tuple[str, ...] = ()

        def parse(answer: Any) -> Work | None:
            nonlocal later
            later = pubmed.updated(answer)
            return pubmed.parse(answer)

        work = self._ask(pubmed.question(pmid), parse)
        if work and work.is_preprint and later:
            paper = self._ask(pubmed.question(later[0]), pubmed.parse)
            if paper and paper.doi:
                work = replace(work, published=(paper.doi, *work.published))
        return self._at_publisher(work)

    def _by_pmcid(self, pmcid: str) -> Work | None:
        work = self._ask(pubmed.central(pmcid), pubmed.parse_central)
        return self._at_publisher(replace(work, pmcid=pmcid) if work else None)

    def _by_isbn(self, isbn: str) -> Work | None:
        work = self._ask(
            openlibrary.question(isbn), lambda answer: openlibrary.parse(answer, isbn)
        ) or self._ask(
            googlebooks.question(isbn), lambda answer: googlebooks.parse(answer, isbn)
        )
        if work:
            return work

        def parse(answer: Any) -> Work | None:
            books = [w for w in crossref.parse_list(answer) if w.type == "book"]
            return books[0] if len(books) == 1 else None

        return self._ask(crossref.of_isbn(isbn), parse)

    def _by_hal(self, number: str) -> Work | None:
        return self._at_publisher(self._ask(hal.question(number), hal.parse))

    def _at_publisher(self, work: Work | None) -> Work | None:
        """The record of the DOI of *work*, which knows more than an index does."""
        if work is None or not work.doi:
            return work
        record = self._known(work, self._by_doi, work.doi)
        if record is None:
            return work
        if not is_said_same(record, work) and not likeness(work, record).is_same:
            self._other(work, work.doi, record)
            return replace(work, doi="")
        known = completed(_with_names(record, work), work, *_FROM_INDEX)
        return replace(known, published=work.published or record.published)

    def _with_versions(self, work: Work) -> list[Work]:
        """*work* and its versions, the published one first."""
        if not work.is_preprint:
            return [_with_arxiv(work)]
        if work.server in _BIORXIV and work.doi and not work.published:
            known = self._ask(biorxiv.question(work.doi, work.server), biorxiv.parse)
            work = completed(work, known, "published") if known else work
        for target in work.published:
            if not is_final(target):
                continue
            paper = self._by_doi(target)
            if paper is None or paper.is_preprint:
                continue
            if is_said_same(work, paper):
                paper = completed(_with_arxiv(paper), work, *_FROM_PREPRINT)
                return [_with_names(paper, work), work]
            self._other(work, target, paper)
        return [work]

    def _of_entry(self, entry: Work) -> list[Work]:
        """What somebody has pasted, with its gaps filled."""
        by = self._by_doi if entry.doi else self._by_arxiv
        record = self._known(entry, by, entry.doi or entry.arxiv)
        if record is None:
            return [entry]
        if not is_said_same(entry, record) and not likeness(entry, record).is_same:
            self._other(entry, entry.doi or entry.arxiv, record)
            return [replace(entry, doi="", arxiv="" if not entry.doi else entry.arxiv)]
        return [completed(entry, _with_arxiv(record))]

    def _known(
        self, work: Work, by: Callable[[str], Work | None], value: str
    ) -> Work | None:
        """The record of an identifier that *work* has; that there is none is noted."""
        start = len(self.asked)
        record = by(value) if value else None
        if value and all(one.outcome == "unknown" for one in self.asked[start:]):
            services = _listed([one.service for one in self.asked[start:]])
            self.doubts.append(
                f"{work.source} gives {value}, which is unknown to {services}: check it"
            )
        return record

    def _other(self, work: Work, value: str, record: Work) -> None:
        """Note that an identifier leads to another work."""
        self.doubts.append(
            f"{work.source} gives {value} for “{decode_plain(work.title)}”, but that is "
            f"“{decode_plain(record.title)}”: it was left out"
        )


def _with_arxiv(work: Work) -> Work:
    """*work* with the arXiv number of its preprint, if its record names one."""
    numbers = filter(None, map(_ARXIV_DOI.fullmatch, work.preprints))
    number = next((match[1] for match in numbers), "")
    return work if work.arxiv or not number else replace(work, arxiv=number)


def _with_names(work: Work, other: Work) -> Work:
    """*work* with the given names that *other* writes out."""
    return replace(work, authors=written_out(work.authors, other.authors))


def _notice(work: Work, kind: str, where: str) -> str:
    what = work.doi or work.arxiv or work.pmid
    told = f": see https://doi.org/{where}" if where else ""
    said = (
        "has been withdrawn"
        if kind == "retraction" and work.is_preprint
        else _SAID[kind]
    )
    return f"{what} {said}{told}"


def _listed(names: list[str]) -> str:
    return join_words(list(dict.fromkeys(names)), "and")
