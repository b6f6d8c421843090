"""Services that are asked for many works: of a person, or with a title."""

from __future__ import annotations

from groupsite.model.dates import PartialDate
from groupsite.online.services import crossref, dblp, openalex, orcid, pubmed
from groupsite.online.work import Contributor, Notification

OPENALEX = {
    "id": "https://openalex.org/W1", "doi": "https://doi.org/10.5555/ab.1",
    "title": "Calm &amp; quiet waves", "publication_year": 2026, "publication_date": "2026-01-01",
    "type": "article", "is_retracted": True, "is_paratext": False,
    "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/99999999"},
    "authorships": [{"author_position": "first", "author": {"display_name": "Ana Rivera", "orcid": None}, "raw_author_name": "Rivera A."}],
    "biblio": {"volume": "7", "issue": None, "first_page": "1101", "last_page": "1101"},
    "primary_location": {"is_published": True, "raw_type": "journal-article", "source": {"display_name": "Journal of Examples", "type": "journal"}},
    "locations": [{"landing_page_url": "http://arxiv.org/abs/2601.01234v2", "is_published": False, "source": {"type": "repository"}}],
}  # fmt: skip
PREPRINT = {
    "title": "Calm waves", "type": "preprint", "doi": "https://doi.org/10.48550/arxiv.2601.01235",
    "publication_year": 2026, "publication_date": "2026-02-03",
    "primary_location": {"source": {"display_name": "arXiv (Cornell University)", "type": "repository"}},
    "locations": [
        {"landing_page_url": "https://doi.org/10.5555/AB.2", "is_published": True, "source": {"type": "journal"}},
        {"landing_page_url": "https://doi.org/10.1101/2025.01.02.123456", "is_published": True, "source": {"type": "journal"}},
        {"landing_page_url": "https://pubmed.ncbi.nlm.nih.gov/1", "is_published": True, "source": {"type": "repository"}},
        {"landing_page_url": None, "is_published": True, "source": None},
    ],
}  # fmt: skip


def test_openalex() -> None:
    """1 January is only a year, equal pages are one number, a merged preprint is named."""
    answer = {
        "meta": {"next_cursor": "abc"},
        "results": [OPENALEX, PREPRINT, {"title": None}],
    }
    [paper, preprint], cursor = openalex.parse_list(answer)

    assert cursor == "abc"
    assert paper.title == r"Calm \& quiet waves"
    assert paper.type == "article"
    assert paper.authors == (Contributor("Rivera", "Ana"),)
    assert (paper.journal, paper.volume, paper.pages) == (
        "Journal of Examples",
        "7",
        "1101",
    )
    assert (paper.date, paper.doi, paper.arxiv) == (
        PartialDate(2026),
        "10.5555/ab.1",
        "2601.01234",
    )
    assert paper.pmid == "99999999"
    assert paper.notices == (Notification("retraction"),)
    assert preprint.is_preprint
    assert (preprint.server, preprint.doi, preprint.arxiv) == (
        "arXiv",
        "",
        "2601.01235",
    )
    assert preprint.date == PartialDate(2026, 2, 3)
    assert preprint.published == ("10.5555/ab.2",)
    assert openalex.parse_list({"meta": {"next_cursor": "abc"}, "results": []}) == (
        [],
        "",
    )
    assert openalex.parse({"title": "Cover", "is_paratext": True}) is None
    question = openalex.of_author("0000-0002-1825-0097")
    assert question.query["filter"] == "author.orcid:0000-0002-1825-0097"
    assert (
        openalex.question("10.5555/ab.1").path == "/works/https://doi.org/10.5555/ab.1"
    )


def test_orcid() -> None:
    """Only identifiers of the work itself count; those of its book do not."""

    def external(kind: str, value: str, relation: str) -> dict[str, object]:
        return {
            "external-id-type": kind,
            "external-id-value": value,
            "external-id-normalized": None,
            "external-id-relationship": relation,
        }

    summary = {
        "put-code": 11,
        "title": {"title": {"value": "Calm waves"}, "subtitle": None},
        "external-ids": {"external-id": []},
        "type": "book-chapter",
        "publication-date": {
            "year": {"value": "2026"},
            "month": {"value": "03"},
            "day": None,
        },
        "journal-title": {"value": "Handbook of Examples"},
    }
    ids = [
        external("doi", "10.5555/AB.1", "self"),
        external("isbn", "9780000000002", "part-of"),
        external("grant_number", "1", "funded-by"),
    ]
    posted = {
        **summary,
        "type": "preprint",
        "publication-date": None,
        "journal-title": None,
    }
    arxiv = [external("doi", "10.48550/arXiv.2601.01234", "SELF")]
    answer = {
        "group": [
            {"external-ids": {"external-id": ids}, "work-summary": [summary]},
            {"external-ids": {"external-id": arxiv}, "work-summary": [posted]},
            {"work-summary": []},
        ]
    }
    chapter, preprint = orcid.parse(answer)

    assert (chapter.type, chapter.booktitle) == ("incollection", "Handbook of Examples")
    assert (chapter.doi, chapter.isbn) == ("10.5555/AB.1", "")
    assert chapter.date == PartialDate(2026, 3)
    assert preprint.is_preprint
    assert (preprint.doi, preprint.arxiv, preprint.date) == ("", "2601.01234", None)
    assert (
        orcid.question("0000-0002-1825-0097").path == "/v3.0/0000-0002-1825-0097/works"
    )


def test_dblp() -> None:
    """Numbers of namesakes, full stops, one author in place of a list; CoRR is arXiv."""
    paper = {
        "authors": {"author": [{"@pid": "1/2", "text": "Ana Rivera 0001"}, {"text": "Ben Okafor"}]},
        "title": "Calm Waves &amp; More.", "venue": ["ExConf", "X"], "pages": "11-19",
        "year": "2026", "type": "Conference and Workshop Papers", "doi": "10.5555/AB.1",
    }  # fmt: skip
    preprint = {
        "authors": {"author": {"text": "Ana Rivera 0001"}}, "title": "Calm Waves.", "venue": "CoRR",
        "volume": "abs/2601.01234", "year": "2026", "type": "Informal and Other Publications",
    }  # fmt: skip
    hits = {"@total": "2", "hit": [{"info": paper}, {"info": preprint}]}
    one, other = dblp.parse_list({"result": {"hits": hits}})

    assert one.title == r"Calm Waves \& More"
    assert [author.family for author in one.authors] == ["Rivera", "Okafor"]
    assert (one.booktitle, one.pages, one.type) == ("ExConf", "11--19", "inproceedings")
    assert (other.arxiv, other.volume, other.is_preprint) == ("2601.01234", "", True)
    assert dblp.parse_list({"result": {"hits": {"@total": "0"}}}) == []
    assert dblp.search("calm waves").query["q"] == "calm waves"


def test_crossref_by_title() -> None:
    """Title, author and year are asked for together; items without a title are left out."""
    question = crossref.search("Calm waves", "Rivera", "2026")
    answer = {
        "message": {"items": [{"title": ["A"], "type": "book"}, {"type": "book"}]}
    }

    assert question.query == {
        "query.bibliographic": "Calm waves Rivera 2026",
        "query.author": "Rivera",
        "rows": "5",
    }
    assert [work.title for work in crossref.parse_list(answer)] == ["A"]


def test_pubmed_by_doi() -> None:
    """A DOI that PubMed finds twice is none of the two."""
    assert pubmed.search("10.5555/a").query["term"] == "10.5555/a[doi]"
    assert pubmed.parse_search({"esearchresult": {"idlist": ["1"]}}) == "1"
    assert pubmed.parse_search({"esearchresult": {"idlist": ["1", "2"]}}) == ""
    assert pubmed.parse_search({}) == ""
