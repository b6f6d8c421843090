"""From what is pasted to the entry: what is written for answers as services give them.

The answers have the shape of real ones; people, works and numbers are made up.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import etree

from groupsite.kinds.people.person import Links, Person
from groupsite.online.client import ServiceError
from groupsite.online.drafting import drafted
from groupsite.online.find import Found, find
from groupsite.online.known import KnownPeople
from groupsite.online.pasted import told
from groupsite.sources.bibtex.reader import parse_bibtex

if TYPE_CHECKING:
    from groupsite.online.question import Question

ANSWERS = Path(__file__).parent / "answers"
PEOPLE = KnownPeople([
    Person(id="rivera-ana", name="Ana Rivera", links=Links(orcid="0000-0002-1825-0097")),
    Person(id="okafor-ben", name="Ben T. Okafor", aliases=("Bob Okafor",)),
    Person(id="mueller-juergen", name="Müller, Jürgen Karl"),
])  # fmt: skip
#: Words with braces in other titles of the file.
BRACED = frozenset(["NiftyPET", "PET"])
OAI = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><metadata>'
    '<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">{}</arXivRaw></metadata></record>'
    "</GetRecord></OAI-PMH>"
)
OAI_ERROR = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="{}"/></OAI-PMH>'
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
    "{}</feed>"
)


class Services:
    """What services answer, by path; arXiv fails if it has no answer."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = {path.lower(): answer for path, answer in answers.items()}
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Any:
        """The answer at the path of *question*."""
        self.asked.append(question)
        answer = self._answers.get(question.path.lower())
        if isinstance(answer, dict) and "by id" in answer:
            answer = answer["by id"].get(question.query["id"], "<none/>")
        if answer is None and question.service.startswith("arxiv"):
            raise ServiceError(question.service, "has a fault of its own (status 503)")
        if question.form == "xml" and answer is not None:
            return etree.fromstring(answer)
        return answer


def services(case: dict[str, Any]) -> Services:
    """The services that answer as *case* says."""
    answers = dict(case.get("answers", {}))
    works = [*([case["work"]] if "work" in case else []), *case.get("more", [])]
    for work in works:
        agency = "Crossref" if "DOI" in work else "DataCite"
        doi = work.get("DOI") or work["doi"]
        answers[f"/ra/{doi}"] = [{"DOI": doi, "RA": agency}]
        path = doi.replace("/", "%2F").replace(":", "%3A")
        if agency == "Crossref":
            envelope = {"status": "ok", "message-type": "work", "message": work}
            answers[f"/works/{path}"] = envelope
        else:
            answers[f"/dois/{path}"] = _datacite(work)
    if "raw" in case:
        answers["/oai"] = OAI.format(case["raw"])
    if "error" in case:
        answers["/oai"] = OAI_ERROR.format(case["error"])
        answers["/api/query"] = ATOM.format("")
    if "atom" in case:
        answers["/api/query"] = ATOM.format(f"<entry>{case['atom']}</entry>")
    if "datacite" in case:
        record = case["datacite"]
        path = record["doi"].replace("/", "%2F")
        answers[f"/dois/{path}"] = _datacite(record)
    if "xml" in case:
        number = "".join(filter(str.isdecimal, case["pasted"]))
        later = case.get("more-xml", "")
        sets = {number: case["xml"], "30000011": later}
        answers["/entrez/eutils/efetch.fcgi"] = {
            "by id": {
                n: f"<PubmedArticleSet>{text}</PubmedArticleSet>"
                for n, text in sets.items()
            }
        }
    if "central" in case:
        answers["/lit/ctxp/v1/pmc/"] = case["central"]
    return Services(answers)


def _datacite(record: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"id": record["doi"], "type": "dois", "attributes": record}}


@cache
def cases() -> dict[str, dict[str, Any]]:
    """All cases by file and name."""
    return {
        f"{path.stem}/{case['name']}": case
        for path in sorted(ANSWERS.glob("*.yml"))
        for case in yaml.safe_load(path.read_text("utf-8"))
    }


@cache
def golden() -> dict[str, str]:
    """What is to come out, by file and name."""
    return {
        f"{path.stem}/{name}": text.strip()
        for path in sorted(ANSWERS.glob("*.golden"))
        for part in path.read_text("utf-8").split("\n== ")[1:]
        for name, _, text in [part.partition("\n")]
    }


def found(case: dict[str, Any]) -> Found:
    """What is found for the one thing that is pasted."""
    told_of = told(case["pasted"])
    assert not told_of.unclear
    [pasted] = told_of.found
    return find(pasted, services(case))


def written(result: Found) -> str:
    """All that comes out: the entry, what is said about it, who was asked."""
    lines = []
    if result.works:
        preprint = next(iter(result.works[1:]), None)
        draft, notes = drafted(result.works[0], PEOPLE, BRACED, preprint)
        fields = [f"  {name} = {{{value}}},\n" for name, value in draft.fields.items()]
        lines.append(f"@{draft.type}{{key,\n{''.join(fields)}}}")
        lines += [f"! {note}" for note in notes]
    lines += [f"- {work.source}: {work.title}" for work in result.works[1:]]
    lines += [f"! {message}" for message in (*result.notices, *result.doubts)]
    lines += [f"! {result.fault}"] if result.fault else []
    asked = ", ".join(f"{one.service} {one.outcome}" for one in result.asked)
    return "\n".join([*lines, f"? {asked}" if asked else "? nobody"])


@pytest.mark.parametrize("name", cases())
def test_what_is_pasted_becomes_an_entry(name: str) -> None:
    """The entry, the notes and the order of questions are those of the golden file."""
    assert written(found(cases()[name])) == golden()[name]


def test_there_are_cases_of_all_types() -> None:
    """At least 60 works, of every type that is written, from every service."""
    results = [found(case) for case in cases().values()]
    works = [result.works[0] for result in results if result.works]

    assert golden().keys() == cases().keys()
    assert len(works) >= 60
    assert {work.type for work in works} == {
        "article", "book", "incollection", "inproceedings", "mastersthesis", "misc",
        "phdthesis", "proceedings", "techreport",
    }  # fmt: skip
    assert {one.service for result in results for one in result.asked} == {
        "Crossref", "DataCite", "Google Books", "HAL", "Open Library", "PubMed", "arXiv",
        "bioRxiv", "doi.org",
    }  # fmt: skip


@pytest.mark.parametrize("name", cases())
def test_each_entry_is_read_as_it_was_written(name: str) -> None:
    """Nothing in a record can end its field, or the entry, whatever it holds."""
    result = found(cases()[name])
    for work in result.works:
        draft, _ = drafted(work, PEOPLE, BRACED)
        fields = "".join(f"  {n} = {{{value}}},\n" for n, value in draft.fields.items())
        text = parse_bibtex(f"@{draft.type}{{key,\n{fields}}}\n", "a.bib")

        assert text.problems == []
        [entry] = text.entries
        assert {n: f.value for n, f in entry.fields.items()} == dict(draft.fields)
