"""Who is asked first and next, and what is said where somebody does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from groupsite.online.client import Client, ServiceError
from groupsite.online.find import find
from groupsite.online.pasted import told
from tests.online.conftest import Reply, Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.online.find import Found
    from groupsite.online.question import Question

RECORD = {
    "DOI": "10.5555/a", "type": "journal-article", "title": ["Calm waves"],
    "container-title": ["J. Ex."], "author": [{"given": "Ana", "family": "Rivera"}],
    "issued": {"date-parts": [[2026]]},
}  # fmt: skip
CSL = RECORD | {"title": "Calm waves", "container-title": "J. Ex."}


class Services:
    """What services answer, by path; None is silence."""

    def __init__(self, **answers: Any) -> None:
        self._answers = answers

    def ask(self, question: Question) -> Any:
        """The answer of the service that is asked."""
        agency = question.path.startswith("/ra/")
        answer = self._answers.get("agency" if agency else question.service)
        if isinstance(answer, str):
            raise ServiceError(question.service, answer)
        return answer


def found(text: str, **answers: Any) -> Found:
    """What is found if services answer so; a text is why one does not."""
    [pasted] = told(text).found
    return find(pasted, Services(**answers))


def asked(result: Found) -> list[tuple[str, str]]:
    """Services and what came of them."""
    return [(one.service, one.outcome) for one in result.asked]


def test_another_service_is_asked_where_one_fails() -> None:
    """The record of doi.org is that of Crossref; the failure is still said."""
    agency = [{"DOI": "10.5555/a", "RA": "Crossref"}]
    result = found("10.5555/a", agency=agency, crossref="is down", doi=CSL)

    assert [work.title for work in result.works] == ["Calm waves"]
    assert asked(result) == [("Crossref", "failed"), ("doi.org", "found")]
    assert result.failed == ("Crossref is down",)
    assert result.fault == ""


def test_silence_is_not_unknown() -> None:
    """Where nobody answers, nobody has said that there is no such work."""
    result = found("10.5555/a", agency="is down", crossref="is down", datacite="is slow", doi="is down")  # fmt: skip

    assert result.works == ()
    assert (
        result.fault
        == "the DOI 10.5555/a: doi.org is down; Crossref is down; DataCite is slow"
    )


def test_an_agency_that_is_silent_does_not_matter() -> None:
    """Then all are asked in turn."""
    result = found("10.5555/a", agency="is down", crossref={"message": RECORD})

    assert len(result.works) == 1
    assert asked(result) == [("doi.org", "failed"), ("Crossref", "found")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("10.5555/a", "the DOI 10.5555/a is unknown to doi.org, Crossref and DataCite: check for typing errors"),
        ("2601.01234", "the arXiv number 2601.01234 is unknown to arXiv: check for typing errors"),
        ("pmid:1", "the PMID 1 is unknown to PubMed: check for typing errors"),
        ("PMC600", "the number PMC600 is unknown to PubMed: check for typing errors"),
        ("hal-09999999", "the HAL id hal-09999999 is unknown to HAL: check for typing errors"),
        ("10/abcde", "the short DOI 10/abcde is unknown to doi.org: check for typing errors"),
    ],
)  # fmt: skip
def test_the_unknown_is_said(text: str, fault: str) -> None:
    """The message names the identifier and who was asked."""
    result = found(text)
    assert result.fault == fault
    assert result.failed == ()


def test_an_entry_is_kept_where_nobody_answers() -> None:
    """What has been pasted is there; only its gaps are not filled."""
    entry = (
        "@article{a, title = {Calm Waves}, author = {Ana Rivera}, doi = {10.5555/a}}"
    )
    result = found(entry, agency="is down", crossref="is down", datacite="is down", doi="is down")  # fmt: skip

    assert [work.title for work in result.works] == ["Calm Waves"]
    assert result.failed == ("doi.org is down", "Crossref is down", "DataCite is down")


@pytest.mark.parametrize(
    "answer",
    [None, 1, "text", [], {}, [[]], {"message": []}, {"message": {"title": {"a": 1}}},
     {"message": {"title": ["x"], "author": 5, "issued": [], "page": {}, "type": ["a"],
                  "relation": 3, "updated-by": [None, 4], "container-title": 7,
                  "isbn-type": "x", "degree": {"a": []}, "event": 3}},
     {"data": {"attributes": {"titles": "x", "creators": [3, None], "dates": [1]}}}],
)  # fmt: skip
@pytest.mark.parametrize(
    "text", ["10.5555/a", "9780000000002", "hal-09999999", "PMC600"]
)
def test_odd_answers_do_no_harm(text: str, answer: Any, server: Server, client_of: Callable[..., Client]) -> None:  # fmt: skip
    """JSON of another form than was agreed is as none; whoever sends it."""
    import json

    body = Reply(json.dumps(answer))
    paths = (
        "/ra/10.5555/a", "/works/10.5555%2Fa", "/dois/10.5555%2Fa", "/10.5555/a", "/works",
        "/api/books", "/books/v1/volumes", "/search/", "/lit/ctxp/v1/pmc/",
    )  # fmt: skip
    for path in paths:
        server.at(path, body)
    [pasted] = told(text).found
    result = find(pasted, client_of())

    assert result.works or result.fault


@pytest.mark.parametrize(
    "body",
    ["<a/>", "<OAI-PMH/>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>"],
)
@pytest.mark.parametrize("text", ["2601.01234", "pmid:1"])
def test_odd_xml_does_no_harm(text: str, body: str, server: Server, client_of: Callable[..., Client]) -> None:  # fmt: skip
    """XML of another form as well."""
    for path in ("/oai", "/api/query", "/entrez/eutils/efetch.fcgi"):
        server.at(path, Reply(body, type="text/xml"))
    [pasted] = told(text).found

    assert find(pasted, client_of()).fault


def test_over_the_network(server: Server, client_of: Callable[..., Client]) -> None:
    """The paths, the escapes and the types of the questions, as services get them."""
    server.at("/ra/10.5555/a(1)", Reply('[{"RA": "Crossref"}]'))
    server.at(
        "/works/10.5555%2Fa%281%29",
        Reply("Resource not found.", 404, type="text/plain"),
    )
    server.at("/10.5555/a(1)", Reply("", 302, {"Location": "/transform"}))
    csl = '{"type": "article-journal", "title": "Calm waves", "DOI": "10.5555/a(1)"}'
    server.at("/transform", Reply(csl, type="application/vnd.citationstyles.csl+json"))
    [pasted] = told("10.5555/a(1)").found
    result = find(pasted, client_of())

    assert [work.source for work in result.works] == ["doi.org"]
    assert [one.path for one in server.asked] == [
        "/ra/10.5555/a(1)",
        "/works/10.5555%2Fa%281%29",
        "/10.5555/a(1)",
        "/transform",
    ]
    assert (
        server.asked[-1].headers["Accept"] == "application/vnd.citationstyles.csl+json"
    )
