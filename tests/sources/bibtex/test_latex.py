"""LaTeX in fields, made readable."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.latex import Run, decode, decode_plain
from tests.drawing import drawn

deterministic = drawn(300)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("A plain title: 50% of $5, #1_a & b", "A plain title: 50% of $5, #1_a & b"),
        (" two \n\t lines ", "two lines"),
        ("{MRI} and the {L}angevin {Case}", "MRI and the Langevin Case"),
        ("{{All of it}}", "All of it"),
        ("1--20", "1–20"),
        ("one---two -- three", "one—two – three"),
        ("a~b", "a\u00a0b"),
        ("``a'' and `b'", "“a” and ‘b’"),
        (
            "so-called `don't know' answers (`a', {`b'})",
            "so-called ‘don't know’ answers (‘a’, ‘b’)",
        ),
        (
            r"\`a la carte, Qur`an, `n' roll, 5` and 6'",
            "à la carte, Qur`an, ‘n’ roll, 5` and 6'",
        ),
        (r"a `caf\'{e}', a `caf\'e' (`caf{\'e}')", "a ‘café’, a ‘café’ (‘café’)"),
        ('Natur"=Philosophie, "a"="b"', 'Natur-Philosophie, "a"="b"'),
        ("?`Que? !`Que!", "¿Que? ¡Que!"),
        (r"\emph{a} \textbf{b} \textit c", "a b c"),
        (r"\emph{a \textbf{b {c}}} d", "a b c d"),
        (r"{\em a b} {\bf c}", "a b c"),
        (r"R\&D, 5\%, a\_b, \#1, \$2, \{c\}", "R&D, 5%, a_b, #1, $2, {c}"),
        (r"100% of {X} is 100\% of X", "100% of X is 100% of X"),
        ("AT&amp;T &lt;b&gt; &#233; &#xe9;", "AT&T <b> é é"),
        ("R&D; Q&A", "R&D; Q&A"),
        (r"a\\b\ c\,d\-e\/f\;g\@h", "a b c\u202fdef gh"),
        (r"\LaTeX{} and \TeX nik, {\LaTeX} 2", "LaTeX and TeXnik, LaTeX 2"),
        (r"\ldots \dots{} \S 3 \copyright\ 2024", "…… §3 © 2024"),
        (r"\textendash\textquoteright\textasciitilde{}\textbackslash n", "–’~\\n"),
        (r"O\'{}Neil \~{}jane", "O´Neil ~jane"),
        (r"see \url{https://x.org/~a_b--c\_d}", "see https://x.org/~a_b--c_d"),
        (r"\href{https://x.org/{a}_b}{the \emph{page}}", "the page"),
        (r"{\noopsort{1973a}}1973", "1973"),
        (r"\textsuperscript{th} \uppercase{a}", "th a"),
        ("a\n\nb -- c", "a b – c"),
        ("{", ""),
        ("a} b", "a b"),
        (r"\\'e", "'e"),
        # signs of formulas, in text
        (r"\alpha-stable, a \geq b, 2 \times 3, \infty", "α-stable, a ≥ b, 2 × 3, ∞"),
        (r"p \lt 0.05 \gt 0", "p < 0.05 > 0"),
        # formulas that are text
        (r"1$^{st}$, 2$^{\rm nd}$, $3^{\text{rd}}$", "1st, 2nd, 3rd"),
        (r"CO$_2$, CO$_{\rm 2}$, $^{18}$F, Ca$^{2+}$", "CO₂, CO₂, ¹⁸F, Ca²⁺"),
        (r"$\texttt{tool}$ and $\text{text}$", "tool and text"),
        (r"T\textsubscript{c}, 4\textsuperscript{th}", "Tc, 4th"),
        # commands with arguments
        (r"\textcolor{red}{a} \texorpdfstring{b}{c} \foreignlanguage{fr}{d}", "a b d"),
        (r"a\footnote{b \emph{c}}\thanks{d} e", "a e"),
        (r"\begin{center}a\end{center} \item b\par c\xspace", "a b c"),
        (r"\textcyr{\CYRM\cyri\cyrr}", "Мир"),
        (r"a\vspace{1em} \hspace*{2pt}b", "a b"),
    ],
)
def test_markup_becomes_text(source: str, expected: str) -> None:
    """Dashes, ties, quotes, groups and signs are shown as they are printed."""
    assert decode(source).unknown == ()
    assert decode_plain(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Erd\H{o}s P\'al", "Erdős Pál"),
        (
            r"Sch{\"o}nlieb, G\"otz, Gr{\"u}n, M{\"{u}}ller",
            "Schönlieb, Götz, Grün, Müller",
        ),
        (r"Mu\~noz, Pe\~{n}a, S{\~a}o", "Muñoz, Peña, São"),
        (
            r"Mart\'{\i}nez, Garc\'\i a, D{\'{\i}}az, Ru\'iz",
            "Martínez, García, Díaz, Ruíz",
        ),
        (r"Beno\^\i t, na\"{\i}ve, \v{\j}", "Benoît, naïve, ǰ"),
        (r"Fran\c cois, Gar\c{c}on, {\c C}a", "François, Garçon, Ça"),
        (r"\v{S}{\v c}ep\'an, Ho\v r\'ak", "Ščepán, Hořák"),
        (
            r"\L ukasz, {\l}, S{\o}ren, \O ystein, \AA ngstr\"om",
            "Łukasz, ł, Søren, Øystein, Ångström",
        ),
        (
            r"Stra{\ss}e, Gau\ss, c{\oe}ur, \AE on, \th orn",
            "Straße, Gauß, cœur, Æon, þorn",
        ),
        (r"T{\i}rnakl{\i}, \.Izmir, \u{g}, \k{e}", "Tırnaklı, İzmir, ğ, ę"),
        (r"\={a} \.z \d{s} \b{b} \r{u} \textcommabelow{t}", "ā ż ṣ ḇ ů ț"),
        (r"Vu \'{\^e}n, Nguy{\~{\^e}}n", "Vu ến, Nguyễn"),
        (r"{\'E}mile, \' Etienne", "Émile, Étienne"),
        (r"\'é \'{{e}} \'{en}", "é́ é én"),
    ],
)
def test_accents_become_letters(source: str, expected: str) -> None:
    """All ways to write an accent give the letter."""
    assert decode(source).unknown == ()
    assert decode_plain(source) == expected


@pytest.mark.parametrize(
    ("source", "slanted"),
    [
        (r"On \emph{A {Book}} and \textit{E.\ coli}", ["A Book", "E. coli"]),
        (r"{\em A} {\it B} {\itshape\ C} {\bf d}", ["A", "B", " C"]),
        (r"\emph{a \emph{b} c} d", ["a b c"]),
        (r"\emph{a $x^2$ b}", ["a ", " b"]),
        (r"<i>In vivo</i> and {\textless}em{\textgreater}b{\textless}/em{\textgreater}", ["In vivo", "b"]),
        (r"\emph{Caf\'e} \textbf{b}", ["Café"]),
        (r"$x_\textit{max}$ \emph", []),
    ],
)  # fmt: skip
def test_italics_are_kept(source: str, slanted: list[str]) -> None:
    """Names of species and titles within titles; other looks are not."""
    runs = decode(source).text.runs

    assert [run.text for run in runs if run.slanted] == slanted


def test_italics_of_formulas_stay_in_them() -> None:
    """What they have in a group of its own is one index."""
    (run,) = decode(r"$x_\textit{max}$").text.runs

    assert (run.text, run.math, run.slanted) == (r"x_\text{max}", True, False)


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("$x^2$", [("x^2", True)]),
        (r"An $\ell_1$ {MRI}", [("An ", False), (r"\ell_1", True), (" MRI", False)]),
        (r"$L^1$--$L^2$", [("L^1", True), ("–", False), ("L^2", True)]),
        (r"\emph{$x$ and $y$}", [("x", True), (" and ", False), ("y", True)]),
        (r"{$x$}", [("x", True)]),
        (r"a \(x_{1}\) b", [("a ", False), ("x_{1}", True), (" b", False)]),
        (r"$$ x $$", [("x", True)]),
        (r"\ensuremath{\alpha}-stable", [(r"\alpha", True), ("-stable", False)]),
        (r"$a\$b$", [(r"a\$b", True)]),
        (r"$a~--\'e$", [("a~--é", True)]),
        (r"\[x^2\] b", [("x^2", True), (" b", False)]),
        (r"\( $\lambda$ \)-Tune", [(r"\lambda", True), ("-Tune", False)]),
        (r"\begin{equation*}x\end{equation*}", [("x", True)]),
        (r"a \mathbb{R}^n b", [("a ", False), (r"\mathbb{R}^n", True), (" b", False)]),
        (r"\$5 and \$6", [("$5 and $6", False)]),
        ("only 5$ -- so", [("only 5$ – so", False)]),
        (r"a\\$x$", [("a ", False), ("x", True)]),
        (r"a \url{b} c", [("a b c", False)]),
        (" $ $ ", []),
        ("  {  } ", []),
    ],
)
def test_formulas_stay_formulas(source: str, runs: list[tuple[str, bool]]) -> None:
    """What is between dollars is LaTeX for formulas, with accents alone decoded."""
    assert decode(source).unknown == ()
    assert [(run.text, run.math) for run in decode(source).text.runs] == runs


@pytest.mark.parametrize(
    ("source", "expected", "unknown"),
    [
        (r"\foo{bar} baz", "bar baz", (r"\foo",)),
        (r"\foo \foo{\baz}", "foo baz", (r"\foo", r"\baz")),
        (r"\ATLAS data, \ATLAS{} data", "ATLAS data, ATLAS data", (r"\ATLAS",)),
        (r"$\SNR > 3$", "SNR > 3", (r"\SNR",)),
        (r"$\tool{x} \tool{y}$ and \tool{z}", "xy and z", (r"\tool",)),
        (r"Erd\Hos", "ErdHos", (r"\Hos",)),
        (r"\u00e9", "00e9", (r"\u",)),
        (r"\'", "", (r"\'",)),
        ("a\\", "a", ("\\",)),
        (r"\href{x", "x", (r"\href",)),
    ],
)
def test_commands_that_cannot_be_shown_are_named(
    source: str, expected: str, unknown: tuple[str, ...]
) -> None:
    """An unknown command is reported once; its argument is shown, or else its name."""
    assert decode_plain(source) == expected
    assert decode(source).unknown == unknown


def test_the_plain_text_of_a_formula_can_be_read() -> None:
    """Where no formula can stand, Unicode without markup does."""
    text = decode("An $x^2$ method").text

    assert text.plain == "An x² method"
    assert bool(text)


@pytest.mark.parametrize("source", ["", " ", "{}", "$ $", r"\-"])
def test_a_text_without_anything_to_show_is_false(source: str) -> None:
    """A title of braces is no title."""
    assert not decode(source).text


# -- what always holds ---------------------------------------------------------------

#: Commands of accents by their combining marks.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    "u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b",
    "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip


def _letters() -> list[tuple[str, str, str]]:
    """(accent, letter, the letter with its accent) wherever there is such a letter."""
    found = []
    for name, mark in ACCENTS.items():
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz":
            composed = unicodedata.normalize("NFC", letter + mark)
            if len(composed) == 1:
                found.append((name, letter, composed))
    return found


@pytest.mark.parametrize(("name", "letter", "expected"), _letters())
def test_every_accented_letter_of_unicode_can_be_written(
    name: str, letter: str, expected: str
) -> None:
    """Each letter with an accent is found in each way to write it."""
    letters = [letter]
    if letter in "ij":
        letters += [f"\\{letter}", f"{{\\{letter}}}"]
    for base in letters:
        spellings = [
            f"\\{name}{{{base}}}",
            f"{{\\{name}{{{base}}}}}",
            f"\\{name} {base}",
            f"{{\\{name} {base}}}",
        ]
        if not name.isalpha() or base.startswith(("\\", "{")):
            spellings += [f"\\{name}{base}", f"{{\\{name}{base}}}"]
        for spelling in spellings:
            assert decode(f"x{spelling}").unknown == (), spelling
            assert decode_plain(f"x{spelling}") == f"x{expected}", spelling


@given(st.text(st.characters(exclude_characters="\\{}~$")))
@deterministic
def test_text_without_markup_is_not_changed(text: str) -> None:
    """Nothing but white space is touched where there is no LaTeX; letters are NFC."""
    composed = unicodedata.normalize("NFC", text)
    if re.search(r"--|``|''|`[^`]+'|[?!]`|\"=|&[#\w]+;", composed):
        return
    expected = re.sub(r"[ \t\r\n\f\v]+", " ", composed).strip()

    assert decode_plain(text) == expected
    assert decode(text).unknown == ()


@given(
    st.lists(
        st.sampled_from(
            [*"\\\\{{}}$$~-`'\"^uvHcbkd ija&#;%\n\0()[]eé", r"\url{", r"\href{"]
        )
        | st.text(max_size=3)
    ).map("".join)
)
@deterministic
def test_no_text_is_too_odd(source: str) -> None:
    """Any text at all gives a text, without braces or commands of its own."""
    text, unknown = decode(source)

    assert all(name.startswith("\\") for name in unknown)
    shown = "".join(run.text for run in text.runs if not run.math)
    if "\\" not in source:
        assert "{" not in shown
        assert "}" not in shown
    assert all(run.text for run in text.runs)
    assert not text.runs or text.runs[0].text[:1].strip() or text.runs[0].math
    neighbours = zip(text.runs, text.runs[1:], strict=False)
    assert all(left.math or right.math for left, right in neighbours)


@given(
    st.lists(st.sampled_from("aé -,{}").map(str)).map("".join),
    st.text("x_1^").map("x".__add__),
)
@deterministic
def test_a_formula_is_found_in_any_text(before: str, formula: str) -> None:
    """A formula comes out as it went in, whatever stands around it."""
    runs = decode(f"{before}${formula}${before}").text.runs

    assert [run for run in runs if run.math] == [Run(formula, math=True)]
