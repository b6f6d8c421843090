"""Looks for the paper that a preprint has become, and for the DOI of a paper.

Those who know are asked first: the server of the preprint, then who links records, then
a search. What a server says holds if the authors agree; what is only found has to
agree in title, authors and year, each by itself, and nothing may speak for another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.reading.servers import is_final
from groupsite.model.text import join_words, spelling
from groupsite.online.client import ServiceError
from groupsite.online.evidence import Evidence, evidence
from groupsite.online.find import find
from groupsite.online.pasted import Pasted
from groupsite.online.same import is_said_same, is_surely_same, likeness
from groupsite.online.services import crossref, openalex, pubmed
from groupsite.online.venues import is_one_venue
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from groupsite.online.find import Asker, Found
    from groupsite.online.ours import Ours
    from groupsite.online.pasted import Kind
    from groupsite.online.question import Question
    from groupsite.online.work import Contributor, Work

#: Servers whose preprints PubMed has, with what they have become.
_MEDICAL: Final = ("bioRxiv", "medRxiv", "Research Square", "Preprints.org")
#: What a preprint becomes, and what has a DOI that is worth looking for.
_TYPES: Final = ("article", "inproceedings", "incollection")


@dataclass
class Sought:
    """What has come of looking for the record of an entry."""

    #: The record; None if there is none that is certain.
    work: Work | None = None
    evidence: Evidence | None = None
    #: What somebody should look at, in words for authors.
    doubts: list[str] = field(default_factory=list)
    #: Services that have not answered, in words for authors: then None is no answer.
    failed: list[str] = field(default_factory=list)


def look_for_paper(ours: Ours, client: Asker, taken: Collection[str]) -> Sought:
    """The paper that a preprint has become.

    :param taken: DOIs of other entries, in lower case.
    """
    seeker = _Seeker(ours, client, taken)
    steps = (seeker.at_server, seeker.at_openalex, seeker.at_pubmed, seeker.by_title)
    for step in steps:
        step()
        if seeker.sought.work or seeker.is_wrong:
            break
    else:
        seeker.tell_reference()
    return seeker.result()


def look_for_doi(ours: Ours, client: Asker, taken: Collection[str]) -> Sought:
    """The record of a published paper whose DOI is not known.

    :param taken: DOIs of other entries, in lower case.
    """
    seeker = _Seeker(ours, client, taken)
    seeker.by_title()
    return seeker.result()


def look_up(ours: Ours, client: Asker) -> Sought:
    """The record of the DOI of a published paper."""
    seeker = _Seeker(ours, client, ())
    seeker.by_doi()
    return seeker.result()


class _Seeker:
    """Asks for one entry, and notes what comes of it."""

    def __init__(self, ours: Ours, client: Asker, taken: Collection[str]) -> None:
        self.sought = Sought()
        #: Whether an identifier leads to another work, so that nothing can be said.
        self.is_wrong = False
        self._ours = ours
        self._client = client
        self._taken = taken
        #: The entry, and what servers say of the preprint: its newest title may be there.
        self._records = [*ours.titled]
        self._seen: set[str] = set()

    def result(self) -> Sought:
        """What has come of it, each doubt once."""
        for name in ("doubts", "failed"):
            setattr(self.sought, name, [*dict.fromkeys(getattr(self.sought, name))])
        return self.sought

    def by_doi(self) -> None:
        """Ask for the DOI of the entry."""
        doi = self._ours.work.doi
        record = self._found("doi", doi)
        if record and self._fits(record, "doi", doi):
            self._accept(record, f"{record.source} has {doi}")

    def at_server(self) -> None:
        """Ask where the preprint is."""
        work = self._ours.work
        numbers: dict[Kind, str] = {
            "arxiv": work.arxiv,
            "doi": "" if is_final(work.doi) else work.doi,
            "hal": work.hal,
            "pmid": work.pmid,
        }
        for kind, number in numbers.items():
            if not number or self.sought.work or self.is_wrong:
                continue
            found = self._ask(kind, number)
            if found.works:
                self._at_server(found, kind, number)
        if is_final(work.doi) and not self.sought.work and not self.is_wrong:
            self.by_doi()

    def _at_server(self, found: Found, kind: Kind, number: str) -> None:
        paper, record = found.works[0], found.works[-1]
        if not self._fits(record, kind, number):
            return
        if record.is_preprint:
            self._records.append(record)
            self.sought.doubts += found.notices if paper is record else ()
        if not paper.is_preprint and is_final(paper.doi):
            services = [one.service for one in found.asked if one.outcome == "found"]
            server = "bioRxiv" if "bioRxiv" in services else record.source
            self._accept(paper, f"{server} names {paper.doi} as what it has become")

    def at_openalex(self) -> None:
        """Ask who puts versions together."""
        for doi in self._preprints():
            answer = self._answer(openalex.question(doi))
            work = openalex.parse(answer) if answer is not None else None
            if work:
                itself = () if work.is_preprint or not work.doi else (work.doi.lower(),)
                papers = self._records_of({*work.published, *itself})
                self._consider(papers, "OpenAlex takes it for a version of")

    def at_pubmed(self) -> None:
        """Ask who knows what preprints in medicine have become."""
        if self._ours.paper.server not in _MEDICAL or self._ours.work.pmid:
            return
        for doi in self._preprints():
            answer = self._answer(pubmed.search(doi))
            pmid = pubmed.parse_search(answer) if answer is not None else ""
            if pmid:
                self._at_server(self._ask("pmid", pmid), "pmid", pmid)

    def by_title(self) -> None:
        """Search for title and first author."""
        titles: dict[str, Work] = {}
        for record in self._records:
            titles.setdefault(spelling(decode_plain(record.title)), record)
        found: dict[str, Work] = {}
        for record in titles.values():
            people = [one for one in record.authors if not one.group]
            if not people:
                continue
            question = crossref.search(decode_plain(record.title), people[0].family)
            answer = self._answer(question)
            works = crossref.parse_list(answer) if answer is not None else []
            found |= {work.doi.lower(): work for work in works}
        self._consider(found.values(), "a search at Crossref finds")

    def tell_reference(self) -> None:
        """Tell what a server says in words, where no record of it was found."""
        for record in self._records:
            if record.appeared:
                self.sought.doubts.append(
                    f"{record.source} says that it has appeared in “{record.appeared}”, "
                    "but no record of that was found: complete the entry by hand"
                )

    def _consider(self, works: Iterable[Work], says: str) -> None:
        """Accept the only one of *works* that is surely ours."""
        sure: dict[str, tuple[Work, Work]] = {}
        for work in works:
            doi = work.doi.lower()
            if doi in self._seen or not self._is_possible(work):
                continue
            self._seen.add(doi)
            record = next((r for r in self._records if self._is_sure(r, work)), None)
            if record and (
                self._ours.is_preprint or is_one_venue(self._ours.work, work)
            ):
                sure[doi] = (work, record)
            elif record or any(likeness(r, work).is_same for r in self._records):
                what = "what it has become" if self._ours.is_preprint else "this paper"
                title = decode_plain(work.title)
                self.sought.doubts.append(
                    f"“{title}” in {_venue(work)} ({doi}) may be {what}: see for yourself"
                )
        linked = {d: pair for d, pair in sure.items() if self._is_linked(pair[0])}
        best = linked or sure
        if len(best) > 1:
            listed = [f"{doi} in {_venue(work)}" for doi, (work, _) in best.items()]
            self.sought.doubts.append(
                "more than one paper has this title and these authors: "
                f"{join_words(listed, 'and')}; add the `doi` of the one that is meant"
            )
            return
        for doi, (work, record) in best.items():
            said = (
                f"Crossref links {doi} to this preprint" if linked else f"{says} {doi}"
            )
            self._accept(work, said, record)

    def _is_sure(self, record: Work, work: Work) -> bool:
        """Whether a paper is what a record of ours is about."""
        linked = self._is_linked(work) and is_said_same(record, work)
        return linked or is_surely_same(record, work)

    def _is_linked(self, work: Work) -> bool:
        """Whether the publisher of a paper names this preprint."""
        return not {*work.preprints}.isdisjoint(self._preprints())

    def _is_possible(self, work: Work) -> bool:
        """Whether it is a paper with a publisher, which no other entry is."""
        if work.is_preprint or work.type not in _TYPES or not is_final(work.doi):
            return False
        if not _venue(work) or work.doi.lower() in self._taken:
            return False
        is_article = self._ours.work.type == "article"
        return self._ours.is_preprint or is_article == (work.type == "article")

    def _accept(self, work: Work, says: str, record: Work | None = None) -> None:
        """Take *work*, unless another entry is that already."""
        if work.doi.lower() in self._taken:
            self.sought.doubts.append(
                f"{says}, which is another entry: one paper is one entry for its whole "
                "life"
            )
            self.is_wrong = True
            return
        best = record or max(self._records, key=lambda mine: likeness(mine, work).title)
        self.sought.work = work
        self.sought.evidence = evidence(says, best, work)

    def _fits(self, record: Work, kind: Kind, number: str) -> bool:
        """Whether an identifier of the entry leads to it; if not, that is noted."""
        if self._ours.is_described_by(record):
            return True
        self.is_wrong = True
        title = f"“{decode_plain(record.title)}”{_people(record.authors)}"
        # whatever else was said is about that other work
        self.sought.doubts = [f"{_FIELDS[kind]} {number} leads to {title}: check it"]
        return False

    def _preprints(self) -> list[str]:
        """DOIs of the preprint, in lower case."""
        work = self._ours.work
        arxiv = [f"10.48550/arxiv.{work.arxiv.lower()}"] if work.arxiv else []
        return [*arxiv, *([work.doi] if work.doi and not is_final(work.doi) else [])]

    def _records_of(self, dois: Iterable[str]) -> list[Work]:
        found = (self._found("doi", doi) for doi in sorted(dois))
        return [work for work in found if work is not None]

    def _found(self, kind: Kind, number: str) -> Work | None:
        works = self._ask(kind, number).works
        return works[0] if works else None

    def _ask(self, kind: Kind, number: str) -> Found:
        found = find(Pasted(kind, number), self._client)
        self.sought.failed += found.failed
        self.sought.doubts += found.doubts
        if not found.works and not found.failed:
            self.sought.doubts.append(found.fault)
        return found

    def _answer(self, question: Question) -> Any:
        try:
            return self._client.ask(question)
        except ServiceError as error:
            self.sought.failed.append(str(error))
            return None


#: What entries call identifiers.
_FIELDS: Final = {
    "arxiv": "the arXiv number",
    "doi": "the DOI",
    "hal": "the HAL id",
    "pmid": "the PMID",
}


def _venue(work: Work) -> str:
    return decode_plain(work.journal or work.booktitle)


def _people(authors: tuple[Contributor, ...]) -> str:
    """`` by Doe and others``, or nothing."""
    if not authors:
        return ""
    return f" by {authors[0].family}" + (" and others" if len(authors) > 1 else "")
