"""Small helpers for plain text."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.text import (
    did_you_mean,
    fold,
    instead,
    join_sentences,
    join_words,
    numbered,
    shortened,
    slug,
    spelling,
)
from tests.drawing import drawn
from tests.test_fuzz_bounds import limited

PROPERTY = drawn()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Schönlieb", "schonlieb"),
        ("GUTIÉRREZ", "gutierrez"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Weiß", "weiss"),
        ("Þór Æsir", "thor aesir"),
        ("Iſtanbul", "istanbul"),
        ("ﬁnite", "finite"),
        ("Cafe\u0301", "cafe"),
        ("Ǿre Ǽblegaard", "ore aeblegaard"),
        ("李伟", "李伟"),
        ("", ""),
    ],
)
def test_folding_forgets_accents_and_case(text: str, folded: str) -> None:
    """Two spellings of a name compare equal once they are folded."""
    assert fold(text) == folded


@PROPERTY
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """`fold` is idempotent."""
    assert fold(fold(text)) == fold(text)


def test_folding_twice_changes_no_letter_of_an_alphabet() -> None:
    """Every letter up to the symbols, and the mathematical ones, is folded for good."""
    codes = [*range(0x2500), *range(0xA640, 0xA800), *range(0x1D400, 0x1D800)]
    letters = [chr(code) for code in codes]

    assert [c for c in letters if fold(fold(c)) != fold(c)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Structure-promoting regularisation", "structure-promoting-regularisation"),
        ("  Größe & Maß! ", "grosse-mass"),
        ("PET/MRI (2024)", "pet-mri-2024"),
        ("--a--b--", "a-b"),
        ("李伟", ""),
        ("", ""),
    ],
)
def test_a_slug_is_lower_case_words_with_single_hyphens(
    text: str, expected: str
) -> None:
    """What is no letter or digit parts words, and parts nothing at the ends."""
    assert slug(text) == expected


def test_a_slug_can_be_cut_after_some_words() -> None:
    """`words` keeps whole words."""
    assert slug("A very long title indeed", words=3) == "a-very-long"


@PROPERTY
@given(st.text(), st.none() | st.integers(1, 5))
def test_slugs_have_their_shape_and_are_their_own_slugs(
    text: str, words: int | None
) -> None:
    """`slug` is idempotent, and fit for an address whatever it is made of."""
    result = slug(text, words=words)

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", result)
    assert slug(result) == result


@pytest.mark.parametrize(
    "spellings",
    [
        ("Bilevel learning", "bilevel-LEARNING", " bilevel, learning! "),
        ("Größe", "grosse", "Gro\u0308ße"),
        ("深度学习", " 深度学习 "),
        ("ΜΆΘΗΣΗ", "μάθηση", "μαθηση"),
        ("تَعَلُّم", "تعلم"),
        ("ÀI", "ai", "ＡＩ"),
        ("∇", " ∇ "),
        ("∇ ∇", "∇  ∇"),
    ],
)
def test_spellings_of_one_text_are_the_same(spellings: tuple[str, ...]) -> None:
    """Case, accents, signs and the form of letters do not count, in any script."""
    assert len({spelling(text) for text in spellings}) == 1


def test_other_texts_are_spelled_in_another_way() -> None:
    """Letters count, those that no address has and marks that are sounds as well."""
    texts = ["深度学习", "成像", "μάθηση", "μάθημα", "تعلم", "صورة", "कमल", "कमला"]
    texts += [
        "か",
        "が",
        "обучение",
        "изображение",
        "학습",
        "영상",
        "∇",
        "∑",
        "ŋ",
        "AI",
    ]

    assert len({spelling(text) for text in texts}) == len(texts)


@PROPERTY
@given(st.text())
def test_a_spelling_is_its_own_spelling(text: str) -> None:
    """`spelling` is idempotent."""
    assert spelling(spelling(text)) == spelling(text)


@PROPERTY
@given(st.text("aB9 -&!éßŁ"))
def test_words_of_an_address_are_spelled_as_there(text: str) -> None:
    """Where a slug tells everything, the spelling is the slug."""
    assert slug(text) in ("", spelling(text))


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("evnt", ["event", "talk"], "; did you mean `event`?"),
        ("scott", ["ehrhardt-matthias", "scott-seb"], "; did you mean `scott-seb`?"),
        ("LI", ["green-bo", "li-wei"], "; did you mean `li-wei`?"),
        ("xyz", ["event", "talk"], ""),
        ("xyz", [], ""),
        ("a", ["talk"], ""),
        ("", ["talk"], ""),
    ],
)
def test_a_near_miss_gets_a_hint(word: str, known: list[str], hint: str) -> None:
    """The nearest known word is named, or one that holds the word; else nothing."""
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("yaer", ["year", "none"], "; did you mean `year`?"),
        ("x", ["year", "none"], "; write one of none, year"),
        ("x", ["none"], "; write none"),
        ("x", [], ""),
    ],
)
def test_what_to_write_instead(word: str, known: list[str], hint: str) -> None:
    """Where nothing is near, all is named that may be written."""
    assert instead(word, known) == hint


def test_a_hint_does_not_depend_on_the_order_of_what_is_known() -> None:
    """Messages are the same in every build."""
    known = ["abc1", "abc2", "abc3"]

    assert did_you_mean("abc", known) == did_you_mean("abc", reversed(known))


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a und b"),
        (["a", "b", "c"], "a, b und c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], joined: str) -> None:
    """Commas between, the conjunction before the last one."""
    assert join_words(words, "und") == joined


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        (["a"], ["a"]),
        (["a", "b"], ["a", "b"]),
        (["a", "b", "a"], ["a, 1", "b", "a, 2"]),
        (["", ""], [", 1", ", 2"]),
    ],
)
def test_labels_that_are_the_same_are_counted(
    labels: list[str], expected: list[str]
) -> None:
    """Only those that occur twice have a number."""
    assert numbered(labels) == expected


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("as  it\nis", "as it is"),
        ("exactly so", "exactly so"),
        ("between words it is", "between …"),
        ("a well-known word", "a well-kn…"),
        ("on a well-known", "on a …"),
        ("Incomprehensibilities", "Incompreh…"),
        ("of Incomprehensibilities", "of Incomp…"),
        ("我们研究成像的数学理论与应用", "我们研究成像的数学…"),
        # a letter and its marks, a family of emoji and a skin are not torn apart
        ("a" * 8 + "e\u0301" * 3, "a" * 8 + "…"),
        ("x" + "क\u093f" * 9, "x" + "क\u093f" * 4 + "…"),
        ("x" * 8 + "👩\u200d👦" * 2, "x" * 8 + "…"),
        ("x" * 8 + "👍🏽" * 2, "x" * 8 + "…"),
        ("\u0301" * 12, "\u0301" * 9 + "…"),
    ],
)
def test_a_text_is_cut_where_it_can_be(text: str, short: str) -> None:
    """To ten characters: between words, or within one that is nearly all of it."""
    assert shortened(text, 10) == short


@PROPERTY
@given(st.text(), st.integers(10, 60))
def test_what_is_cut_fits_and_begins_the_text(text: str, length: int) -> None:
    """And is more than the sign of the cut."""
    short = shortened(text, length)
    line = " ".join(text.split())

    assert len(short) <= length
    assert line.startswith(short.removesuffix("…").rstrip()) or short == line
    assert len(short.removesuffix("…").rstrip()) > 0 or not line


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("papre7123", "paper7123"),
        ("apper7123", "paper7123"),
        ("smith", "jones-smith"),
        ("nothing", ""),
    ],
)
def test_a_near_miss_is_found_among_thousands(word: str, hint: str) -> None:
    """The end of a word leads to it where the beginning is wrong, and vice versa."""
    known = [*(f"paper{n}" for n in range(9000)), "jones-smith", "doe-jane"]

    assert did_you_mean(word, known) == (f"; did you mean `{hint}`?" if hint else "")


#: Looks for hundreds of words among twenty thousand.
HINTS: Final = """\
from groupsite.model.text import did_you_mean, numbered
known = [f"paper{n}-{n * n}" for n in range(20_000)]
print(len({did_you_mean(f"papre{n}-{n * n}", known) for n in range(150)}))
print(len({did_you_mean(f"x{n}", known) for n in range(150)}))
print(len(set(numbered(["a"] * 50_000))))
"""


@pytest.mark.full
def test_hints_among_thousands_are_found_in_time() -> None:
    """A word takes no longer where there are more names."""
    assert limited(HINTS) == ["150", "1", "50000"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("A", "B", "C."), "A. B. C."),
        (("Why?", "J. Ex.", "2024"), "Why? J. Ex. 2024"),
        (("“Why?”", "Wait…", "No!", "A"), "“Why?” Wait… No! A"),
        (("", "A", ""), "A"),
        ((), ""),
    ],
)
def test_sentences_end_with_one_mark(texts: tuple[str, ...], expected: str) -> None:
    """None is added to one that is there, also in front of quotation marks."""
    assert join_sentences(texts) == expected
