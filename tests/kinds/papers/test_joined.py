"""Names joined by commas, semicolons and ampersands, which BibTeX does not do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.reading.authors import read_names
from groupsite.kinds.papers.reading.joined import Joined, plain_names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ann Smith",
        "Smith, Ann and\n Li, Wei",
        "Li, X. and Y. Wang",
        "Plato and others",
        "Jane Doe AND Others",
        "others",
        "M.~J. Ehrhardt",
        "King, Jr., Martin",
        "Martin King Jr.",
        "Eksempel, S{\\o}ren and {\\'E}mile Exemple",
        "Garc&iacute;a, Ana",
        "family=Doe, given=Jane, prefix=de",
        "{The ABC Group, Ltd.}",
        "{Barnes & Noble} and Jane Doe",
        "{Smith; Li \\& Sons, A, B, C}",
        "{a {b, c, d, e}; f}",
        # family names of several words
        "Gutierrez Castillo, Eric",
        "De los Reyes, Juan Carlos and Ann Poe",
        "van der Berg, MD",
        "{García Márquez}, Gabriel José",
        "García Márquez, Gabriel J.",
        "García Márquez, Gabriel José and Smith, Ann",
        "García Márquez, Gabriel José and Vargas Llosa, Jorge Mario",
        # initials
        "Smith, A",
        "Smith, MD",
        "Fitzgerald, F. Scott",
        "Ehrhardt, M. J. and Doe, J.-P.",
        "Smith, John and NASA",
        "山田, 太郎 and 王小明",
    ],
)
def test_what_bibtex_understands_stays(text: str) -> None:
    """Every form of a name that BibTeX has, whoever the people are."""
    assert plain_names(text) == Joined(text, ())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        # semicolons
        ("A. Smith; B. Doe", "A. Smith and B. Doe"),
        ("Smith, Ann; Li, Wei and Plato", "Smith, Ann and Li, Wei and Plato"),
        ("{A; B} and Ann; Ben and others", "{A; B} and Ann and Ben and others"),
        # ampersands
        ("A. Smith & B. Doe", "A. Smith and B. Doe"),
        (r"Ann Smith \& Wei Li and Plato", "Ann Smith and Wei Li and Plato"),
        ("Smith, A., Doe, B., & Roe, C.", "Smith, A. and Doe, B. and Roe, C."),
        ("{Doe} & {Roe}", "{Doe} and {Roe}"),
        # commas
        ("A. Smith, B. Doe, C. Roe", "A. Smith and B. Doe and C. Roe"),
        ("J. Doe, R. Roe", "J. Doe and R. Roe"),
        (
            "Jane Doe, Richard Roe, Max Muster and Ann Poe",
            "Jane Doe and Richard Roe and Max Muster and Ann Poe",
        ),
        (
            "Jane Doe, Richard Roe, and Ann Poe",
            "Jane Doe and Richard Roe and Ann Poe",
        ),
        ("Smith, A., Doe, B. and Roe, C.", "Smith, A. and Doe, B. and Roe, C."),
        ("Smith J, Doe R, Roe AB", "Smith, J and Doe, R and Roe, AB"),
        ("Smith, Ann, and Roe, Bob", "Smith, Ann and Roe, Bob"),
        # those who are not named
        ("Jane Doe et al.", "Jane Doe and others"),
        ("Jane Doe and et al.", "Jane Doe and others"),
        ("Doe, J., et al", "Doe, J. and others"),
        ("A. Smith; B. Doe; others", "A. Smith and B. Doe and others"),
        ("A. Smith, B. Doe, others", "A. Smith and B. Doe and others"),
        # what is no given name
        ("Jane Doe, PhD", "Doe, PhD, Jane"),
        ("Doe, Jane, PhD", "Doe, PhD, Jane"),
        ("Jane Doe, MD, PhD", "Doe, MD PhD, Jane"),
        (
            "Jane Doe, Ph.D. and Richard Roe, M.Sc.",
            "Doe, Ph.D., Jane and Roe, M.Sc., Richard",
        ),
        (
            "Jane Doe, PhD, Richard Roe, MD, PhD",
            "Doe, PhD, Jane and Roe, MD PhD, Richard",
        ),
        ("Example Instruments, Inc.", "{Example Instruments, Inc.}"),
    ],
)
def test_what_can_only_be_several_names_is_joined(text: str, plain: str) -> None:
    """By `and`, in one of BibTeX's own forms."""
    assert plain_names(text) == Joined(plain, ())


@pytest.mark.parametrize(
    ("text", "plain", "uncertain"),
    [
        (
            "Jane Doe, Richard Roe and Ann Poe",
            "{Jane Doe, Richard Roe} and Ann Poe",
            ["Jane Doe, Richard Roe"],
        ),
        ("Jane Doe, Richard Roe", "{Jane Doe, Richard Roe}", ["Jane Doe, Richard Roe"]),
        ("Smith, Jones and Brown", "{Smith, Jones} and Brown", ["Smith, Jones"]),
        ("Smith, Ann, Li, Wei", "{Smith, Ann, Li, Wei}", ["Smith, Ann, Li, Wei"]),
        ("Jane Doe, MD", "{Jane Doe, MD}", ["Jane Doe, MD"]),
        ("Barnes & Noble", "{Barnes & Noble}", ["Barnes & Noble"]),
        (
            "Office of Health & Social Care; R & D",
            "{Office of Health & Social Care} and {R & D}",
            ["Office of Health & Social Care", "R & D"],
        ),
    ],
)
def test_what_may_be_one_name_or_several_is_shown_as_written(
    text: str, plain: str, uncertain: list[str]
) -> None:
    """Braces keep it from being taken apart."""
    assert plain_names(text) == Joined(plain, tuple(uncertain))
    shown = [author.name for author in read_names(plain).authors]
    assert [name for name in shown if name in uncertain] == uncertain


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jane Doe, PhD", ("Jane", "Doe", "PhD")),
        ("Plato, PhD", ("", "Plato", "PhD")),
        ("Jane Doe, Jr.", ("Jane", "Doe", "Jr.")),
        ("Jane van Doe, MD, PhD", ("Jane", "van Doe", "MD PhD")),
    ],
)
def test_a_degree_is_no_given_name(text: str, parts: tuple[str, str, str]) -> None:
    """It follows the name, as `Jr.` does."""
    (author,) = read_names(plain_names(text).text).authors

    assert (author.given, author.family, author.suffix) == parts


WORDS = st.sampled_from(
    ["Jane", "Doe", "J.", "R", "de", "PhD", "Jr.", "MD", "{A, B}", "{\\'E}va", "others"]
)
MARKS = st.sampled_from([" ", ", ", "; ", " & ", " and ", ",", " \\& ", " et al. "])


@given(st.lists(st.tuples(WORDS, MARKS), max_size=9))
def test_what_is_plain_stays_plain(pieces: list[tuple[str, str]]) -> None:
    """What is handed out is read again as it was, and every word of it is kept."""
    text = "".join(word + mark for word, mark in pieces).strip()
    plain = plain_names(text).text

    # degrees may stand where no name has them
    if not re.search(r"PhD|Jr\.|MD", text):
        assert plain_names(plain) == Joined(plain, ())
    if "others" not in text and "et al" not in text:
        assert _letters(plain) == _letters(text)


def _letters(text: str) -> list[str]:
    return sorted(filter(str.isalpha, re.sub(r"\band\b", "", text)))


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe, " * 20_000,
        "Doe" * 20_000 + ", Jane",
        " " * 60_000 + ",et" * 10_000,
        "{" * 20_000,
        ", " * 30_000,
    ],
    ids=["names", "letters", "blanks", "braces", "commas"],
)
def test_a_long_list_takes_no_long_time(text: str) -> None:
    """A second, where squares would take minutes."""
    assert plain_names(text).text
