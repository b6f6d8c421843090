"""What biblatex, DBLP and ADS write otherwise: types, dates, names, journals."""

from __future__ import annotations

import pytest

from groupsite.kinds.papers.reading.biblatex import (
    bibtex_type,
    is_word,
    plain_date,
    plain_journal,
    plain_note,
    state_word,
)
from groupsite.sources.bibtex.reader import parse_bibtex


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@article{a}", "article"),
        ("@Conference{a}", "inproceedings"),
        ("@www{a}", "misc"),
        ("@mvproceedings{a}", "proceedings"),
        ("@suppcollection{a}", "incollection"),
        ("@review{a}", "article"),
        ("@thesis{a, type = {phdthesis}}", "phdthesis"),
        ("@thesis{a, type = {{MAThesis}}}", "mastersthesis"),
        ("@thesis{a, type = {Diploma thesis}}", "thesis"),
        ("@phdthesis{a, type = {mathesis}}", "phdthesis"),
        ("@podcast{a}", "podcast"),
    ],
)
def test_types_have_the_names_of_bibtex(entry: str, kind: str) -> None:
    """A thesis is one of its degree, what nobody knows stays what it is."""
    (found,) = parse_bibtex(entry, "papers.bib").entries

    assert bibtex_type(found) == kind


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Diploma thesis", True),
        ("Patent application", True),
        ("phdthesis", False),
        ("TechReport", False),
        ("patent", False),
        ("patentus", False),
        ("patreqde", False),
        ("datacd", False),
    ],
)
def test_keys_are_no_words(written: str, word: bool) -> None:  # noqa: FBT001  a parameter
    """Biblatex prints `patentus` in the language of the document; we do not."""
    assert is_word(written) is word


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020", "2020"),
        ("2020-05-06", "2020-05-06"),
        ("2020-05-06T10:00:00Z", "2020-05-06"),
        ("2020-05/2020-07", "2020-05"),
        ("2020/", "2020"),
        ("/2020", "2020"),
        ("../2020", "2020"),
        ("2020~", "2020"),
        ("2020-05?", "2020-05"),
        ("2020-21", "2020"),
        ("2020-33/2021", "2020"),
        ("2020a", "2020"),
        ("2020ab", "2020ab"),
        ("20XX", "20XX"),
        ("in print", "in print"),
        ("../..", ""),
        ("", ""),
    ],
)
def test_a_date_is_when_something_began(written: str, date: str) -> None:
    """Periods, doubts, seasons and letters of EDTF and natbib."""
    assert plain_date(written) == date


@pytest.mark.parametrize(
    ("written", "journal"),
    [
        (r"\apj", "Astrophysical Journal"),
        (r" \prl ", "Physical Review Letters"),
        (r"\unknown", r"\unknown"),
        (r"J. of \emph{Examples}", r"J. of \emph{Examples}"),
    ],
)
def test_journals_of_ads_have_their_names(written: str, journal: str) -> None:
    """A macro alone is a journal; within a text it is LaTeX."""
    assert plain_journal(written) == journal


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("Publisher: Example Press", ""),
        ("Number: arXiv:2401.00001\n  arXiv:2401.00001 [math]", ""),
        ("Company: A\nInvited paper\nPublisher: A", "Invited paper"),
        (
            "arXiv:2401.00001 is the first version",
            "arXiv:2401.00001 is the first version",
        ),
        ("Comment: Publisher: A", "Comment: Publisher: A"),
    ],
)
def test_notes_of_zotero_are_not_for_readers(written: str, note: str) -> None:
    """It writes there what BibTeX has no field for, each on a line."""
    assert plain_note(written) == note


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("In Press", "inpress"),
        ("in-press.", "inpress"),
        ("to appear", "forthcoming"),
        ("2020", "2020"),
    ],
)
def test_states_are_words_of_biblatex(written: str, word: str) -> None:
    """However people write them."""
    assert state_word(written) == word
