"""Capitals that styles may not take away are in braces, whole words of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.online.capitals import braced_words, protected
from groupsite.online.propernames import is_name
from groupsite.online.texts import is_balanced, of_html
from groupsite.sources.bibtex.latex import decode_plain

KNOWN = ["PETRIC", "NiftyPET", "Synergistic"]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        # names and what is made from them, in titles in which all words have capitals
        ("Fast Bregman Iterations", "Fast {Bregman} Iterations"),
        ("On Gaussian and Bayesian Models", "On {Gaussian} and {Bayesian} Models"),
        ("Part II: Alzheimer's Disease", "Part {II}: {Alzheimer}'s Disease"),
        ("Schrödinger Bridges and Kullback–Leibler Divergence",
         "Schrödinger Bridges and {Kullback–Leibler} Divergence"),
        # in a sentence, a capital is that of a name
        ("Deep learning in Bath", "Deep learning in {Bath}"),
        ("Non-Gaussian noise in non-Gaussian data: The story",
         "Non-{Gaussian} noise in non-{Gaussian} data: The story"),
        ("Calm Waves", "Calm Waves"),
        # acronyms, mixed case, digits
        ("Fast PET-MRI for mRNA and ODEs", "Fast {PET-MRI} for {mRNA} and {ODEs}"),
        ("PDE-Constrained COVID-19 in 3D", "{PDE}-Constrained {COVID-19} in {3D}"),
        ("T1 maps of (MRI) by O'Neill's group", "{T1} maps of ({MRI}) by {O'Neill}'s group"),
        ("Vitamin D and X-ray: A view", "Vitamin {D} and {X-ray}: A view"),
        ("X-ray views", "X-ray views"),
        # formulas
        ("Maps of $T_2$, $x$ and $\\mathcal{O}(n)$", "Maps of {$T_2$}, $x$ and $\\mathcal{O}(n)$"),
        ("H$_2$O, $k$-means and 5\\% more", "{H$_2$O}, $k$-means and 5\\% more"),
        ("\\emph{Escherichia coli} in Vivo Studies", "\\emph{Escherichia coli} in Vivo Studies"),
        # words that have braces in other titles
        ("A Synergistic View", "A {Synergistic} View"),
        ("", ""),
    ],
)  # fmt: skip
def test_capitals_are_protected(title: str, written: str) -> None:
    """Names, acronyms, formulas and known words, but no first words."""
    assert protected(title, KNOWN) == (written, False)


def test_a_title_in_capitals_is_written_as_others() -> None:
    """Known words, acronyms and numerals keep their capitals, and it is said."""
    title = "A STUDY OF PET-MRI AND NIFTYPET IN GERMANY: THE CASE OF TYPE III DNA"
    written = (
        "A Study of {PET-MRI} and {NiftyPET} in {Germany}: The Case of Type {III} {DNA}"
    )
    assert protected(title, KNOWN) == (written, True)


@pytest.mark.parametrize("title", ["MRI", "PET/MRI", "ADMM", "COVID-19", "山田"])
def test_an_acronym_is_no_shout(title: str) -> None:
    """A title of one acronym is not in capitals by mistake."""
    assert not protected(title).shouted


def test_words_in_braces_are_learnt() -> None:
    """From the other titles of the file, but no accents and no whole titles."""
    titles = [
        r"Fast {PET} with {NiftyPET}: {\'E}t{\'e}",
        "{Whole Title}",
        r"\emph{A}{B}",
    ]
    assert braced_words(titles) == {"PET", "NiftyPET"}


def test_ordinary_words_are_no_names() -> None:
    """Words that are names and something else have no braces."""
    words = ["learning", "urban", "human", "means", "young", "down", "born", "may"]
    assert [word for word in words if is_name(word)] == []


@given(
    st.lists(
        st.sampled_from([
            "<i>", "</i>", "<sub>2</sub>", "$T_2$", "$", "{", "}", "\\", "PET", "wave", "Wave",
            "é", "É", "-", "–", "/", ":", " ", " ", "(", ")", "'s", "3D", "&amp;", "Krylov",
            ".", "A", "STUDY", "OF",
        ])
    )
)  # fmt: skip
def test_braces_change_no_word(parts: list[str]) -> None:
    """The title is as before, but for braces and for capitals of what was shouted."""
    title = of_html("".join(parts))
    written, shouted = protected(title, KNOWN)

    assert is_balanced(written)
    before, after = decode_plain(title), decode_plain(written)
    if shouted:
        before, after = before.casefold(), after.casefold()
    assert after.split() == before.split()
