"""Keys of new entries, made as the others of their file."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.writing.inserting import insert
from groupsite.sources.bibtex.writing.keys import make_key
from tests.drawing import drawn

#: Works: authors, title, year.
WORKS: Final = [
    ("Doe, Jane", "Reading {PET} and MRI Together", "2024"),
    ("Roe, Richard and Doe, Jane", "A Talk about Nothing at All", "2023"),
    ("van den Berg, Anna and Doe, Jane and Fox, Eve", "On Well-Posed Problems", "2022"),
]
NEW: Final = (
    r"M{\"u}ller, Jörg and Roe, R.",
    "The $T_2$ of Non-Linear Ümlauts",
    "2025",
)


def fields(work: tuple[str, str, str]) -> dict[str, str]:
    """The fields of a work."""
    return dict(zip(("author", "title", "year"), work, strict=True))


@pytest.mark.parametrize(
    ("keys", "made"),
    [
        ("doe2024reading roe2023talk vandenberg2022wellposed", "muller2025t2"),
        ("doe2024 roe2023 vandenberg2022", "muller2025"),
        ("Doe2024 Roe2023 Berg2022", "Muller2025"),
        ("Doe:2024aa Roe:2023ab Berg:2022aa", "Muller:2025aa"),
        ("DOE24 ROE23 VANDENBERG22", "MULLER25"),
        ("doe_reading_2024 roe_talk_2023 vandenberg_well_2022", "muller_t2_2025"),
        ("2024-doe 2023-roe 2022-vandenberg", "2025-muller"),
        ("doeReadingPETMRI2024 roeTalkNothingAll2023", "mullerT2NonLinear2025"),
        ("Doe24 RD23 vDF22 BDF22", "MR25"),
        ("Doe24 RoeDoe23 VandenbergDoeFox22", "MullerRoe25"),
        ("doe24 roe_doe23 vandenberg_et_al22", "muller_roe25"),
        ("doe-2024-reading roe-2023-talk", "muller-2025-t2"),
        ("2024.Doe.Reading 2023.Roe.Talk", "2025.Muller.T2"),
        ("doe2024reading roe2023talk vandenberg2022on", "muller2025t2"),
        ("ref01 ref02 ref03", "ref04"),
        ("p8 p9 p10", "p11"),
        ("DBLP:conf/coe/X24 DBLP:y 2024ApJ...900...17D", "muller2025t2"),
        ("alpha beta gamma", "muller2025t2"),
        ("", "muller2025t2"),
    ],
)
def test_a_key_is_made_as_the_others(keys: str, made: str) -> None:
    """Parts, their order, what is between them and their case are learned."""
    known = zip(keys.split(), map(fields, WORKS), strict=False)

    assert make_key(fields(NEW), known, []) == made


@pytest.mark.parametrize(
    ("taken", "made"),
    [
        ([], "doe2024x"),
        (["DOE2024X"], "doe2024xa"),
        (["doe2024x", "doe2024xa"], "doe2024xb"),
        (["doe2024xa", "doe2024xb"], "doe2024xc"),
        (["doe2024x", *(f"doe2024x{c}" for c in "abcdefghijklmnopqrstuvwxyz")], "doe2024xaa"),
    ],
)  # fmt: skip
def test_a_key_is_unique_in_any_case(taken: list[str], made: str) -> None:
    """Letters are added where another entry, here or in another file, has the key."""
    work = fields(("Doe, Jane", "The X", "2024"))
    assert make_key(work, [], taken) == made

    text = "@misc{doe2023zed,\n author = {Doe, J.}, title = {Zed}, year = 2023}\n"
    assert insert(text, Draft("misc", work), taken=taken).key == made


@pytest.mark.parametrize(
    ("work", "made"),
    [
        ({"title": "A Page"}, "page"),
        ({"title": "A Page", "year": "in press"}, "page"),
        ({"author": "{The Example Consortium}", "title": "X"}, "theexampleconsortiumx"),
        ({"author": "Доу, Джейн", "title": "О вещах", "year": "2024"}, "work2024"),
        ({"author": "O'Neil, Al and others", "title": "$\\ell_1$", "date": "2024-05"}, "oneil2024l1"),
        ({"editor": "Doe, J.", "title": "Of the", "year": "2020"}, "doe2020"),
        ({}, "work"),
    ],
)  # fmt: skip
def test_a_key_is_made_of_what_there_is(work: dict[str, str], made: str) -> None:
    """Without an author, a year, or a word in Latin letters as well."""
    assert make_key(work, [], []) == made


@given(
    works=st.lists(
        st.tuples(st.text(max_size=20), st.text(max_size=20), st.text(max_size=6)),
        min_size=1,
    ),
    keys=st.lists(st.from_regex(r"[A-Za-z0-9][\w:./-]{0,12}", fullmatch=True)),
)
@drawn(200)
def test_any_key_is_ascii_and_new(
    works: list[tuple[str, str, str]], keys: list[str]
) -> None:
    """Whatever the others are and the work is called."""
    known = zip(keys, map(fields, works[1:]), strict=False)
    key = make_key(fields(works[0]), known, keys)

    assert key.isascii()
    assert key.casefold() not in {other.casefold() for other in keys}
    assert insert("", Draft("misc", {"title": "T"}), key).key == key


@pytest.mark.parametrize("key", ["a b", "a,b", "a{", "a}", "", "ä\n", "-a", "a%", "A"])
def test_a_key_that_cannot_be_used_is_refused(key: str) -> None:
    """One that programs would not read, or that is taken."""
    text = "@misc{a, title = {A}}\n"
    draft = Draft("misc", {"title": "B"})
    if not key:
        assert insert(text, draft, key).key == "b"
        return
    with pytest.raises(ValueError, match=r"cannot be the key|there is an entry 'A'"):
        insert(text, draft, key)
