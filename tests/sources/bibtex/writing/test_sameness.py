"""What means the same is left as it is written; accents are as those of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.writing.accents import Accents
from groupsite.sources.bibtex.writing.inserting import insert
from groupsite.sources.bibtex.writing.sameness import is_same
from tests.drawing import drawn
from tests.sources.bibtex.writing.conftest import as_read


@pytest.mark.parametrize(
    ("name", "one", "two", "same"),
    [
        ("month", "March", "3", True),
        ("month", "mar", "apr", False),
        ("month", "Spring", "spring", False),
        ("date", "2024-03-15", "2024-03", True),
        ("date", "2024-03", "2024-03-15", False),
        ("date", "2024", "2024", True),
        ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc", True),
        ("doi", "10.1000/abc", "10.1000/abd", False),
        ("doi", "none", "10.1000/abd", False),
        ("pages", "1 - 9", "1--9", True),
        ("pages", "1–9", "1--10", False),
        ("title", r"The {PET} of M{\"u}ller", "The PET  of Müller", True),
        ("title", "The PET", "The pet", False),
        ("author", r"M{\"u}ller, Karl and others", "Karl Müller and others", True),
        ("author", "van den Berg, A.", "A. van den Berg", True),
        ("author", "Karl Müller", "K. Müller", False),
        ("author", "Doe, Jr., Jane", "Jane Doe", False),
        ("volume", "12", "12", True),
    ],
)
def test_two_values_mean_the_same(name: str, one: str, two: str, same: bool) -> None:  # noqa: FBT001
    """However they are written; but a more precise date says more."""
    assert is_same(name, one, two) is same


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("", "Müller", "Müller"),
        ("é M{\\'e}", "Müller", "Müller"),
        ("M{\\'e}", "Müller", r"M{\"u}ller"),
        ("M{\\'{e}}", "Müller", r"M{\"{u}}ller"),
        ("M{\\'e}", "Šćß Øæłå ŐŞą", r"{\v{S}}{\'c}{\ss} {\O}{\ae}{\l}{\aa} {\H{O}}{\c{S}}{\k{a}}"),
        ("M{\\'e}", "1–2 “ü”", r"1--2 ``{\"u}''"),
        ("M{\\'e}", "$é$ é ệ α 中", "$é$ {\\'e} ệ α 中"),
    ],
)  # fmt: skip
def test_accents_are_written_as_in_the_file(
    text: str, value: str, written: str
) -> None:
    """As commands where a file has nothing else, but for what LaTeX has none for."""
    assert Accents(text).written("title", value) == written


@given(value=st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F)))
@drawn(300)
def test_any_letter_is_read_back(value: str) -> None:
    """What is written as a command is read as the letter."""
    written = Accents("{\\'e}").written("title", value)

    assert decode_plain(written) == decode_plain(value)


def test_an_ascii_file_stays_ascii() -> None:
    """Addresses keep their letters."""
    text = '@misc{a,\n  author = {M{\\"u}ller, K.},\n  year = {2020},\n}\n'
    fields = {"author": "Šmejkal, Jiří", "title": "Über", "url": "https://x.org/ü"}
    written = insert(text, Draft("misc", fields))
    entry = as_read(written.text)[written.key]

    assert entry.get("author") == r"{\v{S}}mejkal, Ji{\v{r}}{\'i}"
    assert entry.get("title") == r"{\"U}ber"
    assert entry.get("url") == "https://x.org/ü"
