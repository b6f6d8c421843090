"""What is proposed for one entry, and how it stands in the file afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.online.updating import amended, updates
from tests.conftest import bare_settings
from tests.online.world import Article, Preprint, World, entries_in, entry

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.kinds.papers.paper import Paper
    from groupsite.online.updating import Update

AUTHORS = (("Ana", "Rivera"), ("Ben", "Okafor"))
POSTED = Preprint("2401.00001", "Calm waves", AUTHORS, 2024)
PAPER = Article("10.5555/calm", "Calm waves", AUTHORS, 2025)
#: An entry of a paper in a journal.
PRINTED = """@article{printed,
  author = {Ana Rivera and Ben Okafor},
  title = {Calm waves},
  journal = {J. Ex.},
  year = {2025},
}
"""


def run(folder: Path, text: str, world: World) -> tuple[list[Update], str]:
    """What comes of all entries, and the file with all that is proposed."""
    entries = entries_in(folder, text)
    result = list(updates(entries, entries, world))
    changed, faults = amended({"papers.bib": text}, result)
    assert faults == {}
    return result, changed.get("papers.bib", text)


def read(folder: Path, text: str) -> Paper:
    """The paper of the only entry of a file."""
    (folder / "again.bib").write_text(text, "utf-8")
    settings = bare_settings(folder, bibfiles=(folder / "again.bib",))
    loaded = load_papers(settings)
    assert loaded.problems == []
    [located] = loaded.records
    paper: Paper = located.record
    return paper


def test_a_preprint_that_has_appeared(tmp_path: Path) -> None:
    """Key, comments and fields of one's own stay; the old title is kept; all else is new."""
    text = """@article{own2024key,
  author = {A. Rivera and Ben Okafor},
  title = {Calm waves},
  % a remark
  journal = {arXiv preprint arXiv:2401.00001},
  year = {2024},
  month = jan,
  keywords = {waves},
  note = {Submitted},
}
"""
    preprint = replace(POSTED, doi="10.5555/calm")
    world = World([preprint], [replace(PAPER, title="Calm waves in Three Dimensions")])
    [update], after = run(tmp_path, text, world)

    assert update.proposal
    assert update.proposal.reasons == ("published",)
    assert update.proposal.evidence == (
        "arXiv names 10.5555/calm as what it has become",
        "titles 50% alike, first authors 100%, 2024 → 2025",
    )
    assert (
        after
        == """@article{own2024key,
  author = {A. Rivera and Ben Okafor},
  title = {Calm waves in Three Dimensions},
  % a remark
  journal = {Journal of Examples},
  volume = {7},
  pages = {11--29},
  year = {2025},
  doi = {10.5555/calm},
  eprint = {2401.00001},
  archiveprefix = {arXiv},
  primaryclass = {math.NA},
  preprint_title = {Calm waves},
  keywords = {waves},
}
"""
    )
    assert run(tmp_path, after, world)[1] == after


def test_a_preprint_elsewhere_keeps_its_doi(tmp_path: Path) -> None:
    """The DOI of the server becomes the number of the preprint, and it is a paper now."""
    preprint = replace(
        POSTED, number="10.1101/2024.01.02.123456", server="bioRxiv", doi="10.5555/calm"
    )
    [update], after = run(tmp_path, entry("a", preprint), World([preprint], [PAPER]))
    paper = read(tmp_path, after)

    assert update.proposal
    assert update.proposal.evidence[0].startswith("bioRxiv names 10.5555/calm")
    assert (paper.state, paper.doi, paper.venue) == ("published", "10.5555/calm", "Journal of Examples")  # fmt: skip
    assert "10.1101/2024.01.02.123456" in after
    assert "howpublished" not in after


def test_a_proceedings_paper_changes_its_type(tmp_path: Path) -> None:
    """`@misc` becomes `@inproceedings` with a book."""
    paper = replace(PAPER, type="proceedings-article", venue="Proceedings of ExConf")
    preprint = replace(POSTED, doi=PAPER.doi)
    _, after = run(tmp_path, entry("a", preprint), World([preprint], [paper]))

    assert after.startswith("@inproceedings{a,\n")
    assert "  booktitle = {Proceedings of ExConf},\n" in after


def test_a_missing_doi(tmp_path: Path) -> None:
    """It is found by title, authors, year and venue, with the volume; the name stays."""
    [update], after = run(tmp_path, PRINTED, World([], [PAPER]))

    assert update.proposal
    assert update.proposal.reasons == ("doi",)
    assert update.proposal.fields == {
        "doi": "10.5555/calm",
        "volume": "7",
        "pages": "11--29",
    }
    assert "  journal = {J. Ex.},\n" in after


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        ({"venue": "Annals of Samples"}, "may be this paper"),
        ({"type": "proceedings-article"}, ""),
        ({"year": 2023}, ""),
        ({"authors": (("Zoe", "Tanaka"),)}, ""),
        ({"title": "Calm waves, part II"}, ""),
        ({"doi": "10.48550/arxiv.2401.00001"}, ""),
    ],
)
def test_the_doi_of_another_paper(
    tmp_path: Path, change: dict[str, str], doubt: str
) -> None:
    """Each criterion has to hold; where only the venue differs, somebody may look."""
    [update], after = run(tmp_path, PRINTED, World([], [replace(PAPER, **change)]))  # type: ignore[arg-type]

    assert update.proposal is None
    assert after == PRINTED
    assert [doubt in one for one in update.doubts] == [True] * bool(doubt)


def test_pages_that_have_come_since(tmp_path: Path) -> None:
    """Volume and pages are added, and it is no longer in press; a year stays."""
    more = "  doi = {10.5555/calm},\n  pubstate = {inpress},\n  year"
    text = PRINTED.replace("  year", more)
    paper = replace(PAPER, more={"issue": "2"})
    [update], after = run(tmp_path, text, World([], [paper]))

    assert update.proposal
    assert update.proposal.reasons == ("place",)
    assert update.proposal.fields == {"volume": "7", "number": "2", "pages": "11--29", "pubstate": ""}  # fmt: skip
    assert "pubstate" not in after
    assert run(tmp_path, after, World([], [paper]))[0][0].proposal is None


@pytest.mark.parametrize(
    "fields",
    ["volume = {7}, pages = {1--9}", "volume = {7}, number = {49}", "volume = {8}, eid = {1}"],
)  # fmt: skip
def test_what_is_there_stays(tmp_path: Path, fields: str) -> None:
    """Whatever the record says, and if the number of the article stands in `number`."""
    text = f"@article{{a, author = {{Rivera, Ana and Okafor, Ben}}, title = {{Calm waves}}, journal = {{J}}, year = 2025, doi = {{10.5555/calm}}, {fields}}}"
    paper = replace(PAPER, more={"article-number": "49", "issue": "2"})
    [update], _ = run(tmp_path, text, World([], [paper]))

    assert update.proposal is None


@pytest.mark.parametrize("where", ["crossref", "pubmed"])
def test_a_retraction(tmp_path: Path, where: str) -> None:
    """It becomes a note with a link, once; who has a note already is told."""
    text = "@article{a, author = {Rivera, Ana and Okafor, Ben}, title = {Calm waves}, journal = {J}, year = 2025, doi = {10.5555/calm}, volume = 7, pages = 2}"
    world = World([], [replace(PAPER, retraction="10.5555/sorry", retracted_at=where)])
    [update], after = run(tmp_path, text, world)
    [noted], _ = run(
        tmp_path, text.replace("pages", "note = {See errata}, pages"), world
    )

    assert update.proposal
    assert update.proposal.reasons == ("retracted",)
    assert update.proposal.fields == {
        "note": r"This paper has been \href{https://doi.org/10.5555/sorry}{retracted}"
    }
    assert "that 10.5555/calm has been retracted" in update.proposal.evidence[-1]
    assert read(tmp_path, after).note.plain == "This paper has been retracted"
    assert run(tmp_path, after, world)[0][0].proposal is None
    assert noted.proposal is None
    assert noted.doubts[-1].endswith("retracted: say so in its `note`")


def test_an_entry_that_says_otherwise(tmp_path: Path) -> None:
    """What would be a preprint after all is not changed, and told."""
    preprint = replace(POSTED, doi=PAPER.doi)
    text = entry("a", preprint, journaltitle="arXiv", maintitle="bioRxiv", url="x")
    entries = entries_in(tmp_path, text)
    [update] = updates(entries, entries, World([preprint], [PAPER]))
    assert update.proposal
    hidden = replace(update.proposal, fields={"note": "Preprint"}, type="misc")

    assert amended({"papers.bib": text}, [replace(update, proposal=hidden)]) == (
        {}, {"a": "by its other fields it would still be a preprint"}
    )  # fmt: skip
    assert amended({"papers.bib": text}, [update])[1] == {}


def test_an_entry_that_cannot_be_changed(tmp_path: Path) -> None:
    """A file that others cannot read is not made worse; all others are changed."""
    preprint = replace(POSTED, doi=PAPER.doi)
    text = entry("a", preprint)
    entries = entries_in(tmp_path, text)
    [update] = updates(entries, entries, World([preprint], [PAPER]))

    changed, faults = amended({"papers.bib": "@misc{b, title = {B}}"}, [update])
    assert (changed, faults) == ({}, {"a": "there is no entry 'a'"})


def test_two_papers_of_one_title(tmp_path: Path) -> None:
    """A search that finds the paper and its version for a conference decides nothing."""
    twin = replace(
        PAPER, doi="10.5555/conf", type="proceedings-article", venue="ExConf"
    )
    [update], _ = run(tmp_path, entry("a", POSTED), World([POSTED], [PAPER, twin]))

    assert update.proposal is None
    assert (
        "10.5555/calm in Journal of Examples and 10.5555/conf in ExConf"
        in update.doubts[0]
    )


def test_a_paper_that_is_another_entry(tmp_path: Path) -> None:
    """What a preprint has become is there already: two entries of one paper."""
    preprint = replace(POSTED, doi=PAPER.doi)
    text = entry("a", preprint) + PRINTED.replace("year", "doi = {10.5555/calm}, year")
    updated, _ = run(tmp_path, text, World([preprint], [PAPER]))

    assert updated[0].proposal is None
    assert "which is another entry: one paper is one entry" in updated[0].doubts[0]


def test_a_wrong_number(tmp_path: Path) -> None:
    """Where a number leads to another paper, nothing else is asked."""
    other = replace(
        POSTED, title="Wild winds", authors=(("Zoe", "Tanaka"),), doi=PAPER.doi
    )
    world = World([other], [PAPER])
    [update], _ = run(tmp_path, entry("a", POSTED), world)

    assert update.proposal is None
    assert update.doubts == [
        "the arXiv number 2401.00001 leads to “Wild winds” by Tanaka: check it"
    ]
    assert "openalex" not in {question.service for question in world.asked}


def test_words_without_a_record(tmp_path: Path) -> None:
    """What arXiv has in words is passed on, where no record of it can be found."""
    preprint = replace(POSTED, reference="J. Ex. 7 (2025) 11-29")
    [update], _ = run(tmp_path, entry("a", POSTED), World([preprint]))

    assert update.proposal is None
    assert (
        "arXiv says that it has appeared in “J. Ex. 7 (2025) 11-29”" in update.doubts[0]
    )


def test_a_preprint_that_was_withdrawn(tmp_path: Path) -> None:
    """It is said, and nothing changed."""
    preprint = replace(POSTED, comments="This paper has been withdrawn by the author")
    [update], _ = run(tmp_path, entry("a", POSTED), World([preprint]))

    assert update.proposal is None
    assert update.doubts == ["2401.00001 has been withdrawn"]


def test_nobody_else_is_asked_about(tmp_path: Path) -> None:
    """Works that are only cited, talks, software and theses are left alone."""
    text = """
@article{cited, title = {Calm waves}, author = {Ana Rivera}, journal = {J}, year = 2025, options = {skipbib}}
@misc{talk, title = {Calm waves}, author = {Ana Rivera}, howpublished = {Invited talk}, year = 2025}
@software{code, title = {Calm waves}, author = {Ana Rivera}, year = 2025, url = {https://example.org}}
@phdthesis{thesis, title = {Calm waves}, author = {Ana Rivera}, school = {Ex University}, year = 2025}
"""
    world = World([], [PAPER])

    assert run(tmp_path, text, world)[0] == []
    assert world.asked == []
