"""The reader of BibTeX: what is kept of broken files, and what is said about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from groupsite.model.positions import Position
from groupsite.model.problems import Subtype
from groupsite.sources.bibtex.fields import MONTHS
from groupsite.sources.bibtex.reader import BibEntry, BibFileText, parse_bibtex
from groupsite.sources.bibtex.writer import written_entry
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

deterministic = drawn(100)

#: A good entry behind every fault: it is never lost.
GOOD = "@misc{good, title = {Good}}\n"
KEPT = {"good": {"title": "Good"}}


OUTSIDE = (
    "`title = …` is outside any entry: is there an extra closing brace before it, or is "
    "@type{key, … missing?"
)
TWICE = "entry `a`: field `year` is given twice, first in line 2; the first one counts"


def no_key(kind: str) -> str:
    """The message about an entry without a key."""
    return (
        f"this `@{kind}` has no key of one word and was left out: write "
        f"@{kind}{{key, title = …}}"
    )


def second(key: str) -> str:
    """The message about an entry whose key is taken by one in the first line."""
    return f"entry `{key}` is a duplicate and was left out; the first is in line 1"


def unclosed(what: str, line: int) -> str:
    """The message about an entry that ends where the next one begins."""
    return f"{what} has no closing brace; it was assumed to end before line {line}"


def values(found: BibFileText) -> dict[str, dict[str, str]]:
    """All fields of all entries."""
    return {
        entry.key: {name: entry.get(name) for name in entry.fields}
        for entry in found.entries
    }


def messages(found: BibFileText) -> list[tuple[int, str]]:
    """Lines and texts of all problems, which have one path and one subtype."""
    for problem in found.problems:
        assert problem.position.path == "papers.bib"
        assert problem.subtype in (Subtype.BIB, Subtype.MENDED)
    return [(problem.position.line, problem.message) for problem in found.problems]


# -- files without a fault -----------------------------------------------------------

#: (what it shows, text, the fields of all entries)
FINE = [
    ("no entry", "", {}),
    ("text only", "Papers of ours.\nNothing yet.\n", {}),
    ("braces", "@misc{a, title = {A {B} c}}", {"a": {"title": "A {B} c"}}),
    ("quotes", '@misc{a, title = "A {"}b{"} c"}', {"a": {"title": 'A {"}b{"} c'}}),
    ("number", "@misc{a, year = 2024}", {"a": {"year": "2024"}}),
    ("month", "@misc{a, month = jul}", {"a": {"month": "July"}}),
    ("month in capitals", "@misc{a, month = DEC}", {"a": {"month": "December"}}),
    ("joined", '@misc{a, month = "10~" # jan}', {"a": {"month": "10~January"}}),
    ("joined thrice", "@misc{a, x = {b}#1 #\n{c}}", {"a": {"x": "b1c"}}),
    (
        "no blanks",
        "@misc{a,title={A},year=2024}",
        {"a": {"title": "A", "year": "2024"}},
    ),
    (
        "blanks everywhere",
        " @ \n misc\n{ a\n ,\ttitle\n=\n {A} \n , }",
        {"a": {"title": "A"}},
    ),
    ("capitals", "@MISC{A, TITLE = {A}}", {"A": {"title": "A"}}),
    ("parentheses", "@misc(a, title = {A)}, x = 1)", {"a": {"title": "A)", "x": "1"}}),
    ("smile", '@misc(a, title = "A :) b")', {"a": {"title": "A :) b"}}),
    ("no field", "@misc{a}", {"a": {}}),
    (
        "several lines",
        "@misc{a,\n  abstract = {One.\n\n  x = {2}},\n}",
        {"a": {"abstract": "One.\n\n  x = {2}"}},
    ),
    (
        "letters",
        "@misc{müller:é2+'/1, title = {中}}",
        {"müller:é2+'/1": {"title": "中"}},
    ),
    ("name of a field", "@misc{a, date-added.x = {A}}", {"a": {"date-added.x": "A"}}),
    ("one line", "@misc{a}@misc{b} x @misc{c}", {"a": {}, "b": {}, "c": {}}),
    ("text between", "@misc{a}\nsee = me (x) {y}\n\n@misc{b}", {"a": {}, "b": {}}),
    ("front matter", "---\nlayout: bib\n---\n@misc{a}", {"a": {}}),
    ("an address", "jane@example.org (Bath)\n@misc{a}", {"a": {}}),
    ("string", "@string{jt = {J. T.}}\n@misc{a, x = jt}", {"a": {"x": "J. T."}}),
    ("string in capitals", "@STRING(JT = 1)\n@misc{a, x = jt}", {"a": {"x": "1"}}),
    (
        "string of strings",
        '@string{t = "T"}@string{jt = "J " # t}@misc{a, x = {The } # jt # 7}',
        {"a": {"x": "The J T7"}},
    ),
    ("string again", "@string{t=1}@string{t=2}@misc{a, x = t}", {"a": {"x": "2"}}),
    ("preamble", '@preamble{"\\newcommand{\\x}{@misc{z}}"}\n@misc{a}', {"a": {}}),
    ("comment", "@comment a word\n@misc{a}", {"a": {}}),
    ("comment in braces", "@Comment{x = {y}, @misc{b}}\n@misc{a}", {"a": {}}),
    ("comment unclosed", "@comment{jabref-meta: {\n@misc{a}", {"a": {}}),
    ("entry in a comment", "@comment{\n@misc{a, x = 1}\n}", {"a": {"x": "1"}}),
    ("percent", "% @misc{b,\n%  title = {B},\n% }\n@misc{a}", {"a": {}}),
    ("brace after the end", "@misc{a, x = {A}}}\n@misc{b}", {"a": {"x": "A"}, "b": {}}),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in FINE], ids=[case[0] for case in FINE]
)
def test_well_formed_files_are_read_without_a_message(
    text: str, expected: dict[str, dict[str, str]]
) -> None:
    """What BibTeX accepts is read as BibTeX does, without a message."""
    found = parse_bibtex(text, "papers.bib")

    assert messages(found) == []
    assert values(found) == expected


# -- files with a fault --------------------------------------------------------------

#: (what is wrong, text before GOOD, problems, entries kept beside it)
BROKEN: list[tuple[str, str, list[tuple[int, str]], dict[str, dict[str, str]]]] = [
    (
        "value without its closing brace",
        "@misc{a,\n  title = {A,\n  year = 2020,\n}\n",
        [(2, "field `title`: the closing brace is missing")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "value with an inner brace that is not closed",
        "@misc{a,\n  title = {{A},\n  year = 2020,\n}\n",
        [(2, "field `title`: the closing brace is missing")],
        {"a": {"title": "{A}", "year": "2020"}},
    ),
    (
        "value that lost an inner closing brace",
        "@misc{a,\n  title = {A {B c},\n  year = 2020,\n}\n",
        [(2, "field `title`: the closing brace is missing")],
        {"a": {"title": "A {B c}", "year": "2020"}},
    ),
    (
        "last value without its closing brace",
        "@misc{a,\n  year = 2020,\n  title = {A\n}\n",
        [(1, unclosed("entry `a`", 5))],
        {"a": {"year": "2020", "title": "A"}},
    ),
    (
        "entry without its closing brace",
        "@misc{a,\n  title = {A},\n  year = 2020\n\n",
        [(1, unclosed("entry `a`", 5))],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "entry in parentheses that ends in a brace",
        "@misc(a,\n  title = {A},\n  year = 2020\n}\n",
        [(1, unclosed("entry `a`", 5))],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "entry in braces that ends in a parenthesis",
        "@misc{a,\n  title = {A},\n  year = 2020\n)\n",
        [(1, unclosed("entry `a`", 5))],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "value without its closing quote",
        '@misc{a,\n  title = "A,\n  year = 2020\n}\n',
        [(2, "field `title`: the closing quote is missing")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "value without its closing quote before one in quotes",
        '@misc{a,\n  title = "A,\n  year = "2020",\n  note = "N"\n}\n',
        [(2, "field `title`: the closing quote is missing")],
        {"a": {"title": "A", "year": "2020", "note": "N"}},
    ),
    (
        "quote and entry without their ends",
        '@misc{a,\n  title = "A,\n  year = 2020\n',
        [(2, "field `title`: the closing quote is missing")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "closing brace too many before names of other letters",
        "@misc{a, title = {A}}, über = {B}, _ = {C}}\n",
        [(1, "entry `a`: there is an extra closing brace before this")],
        {"a": {"title": "A", "über": "B", "_": "C"}},
    ),
    (
        "value that ends in a brace instead of a quote",
        '@misc{a,\n  title = "A},\n  year = 2020\n}\n',
        [
            (2, "field `title`: the closing quote is missing"),
            (2, "entry `a`: there is an extra closing brace before this"),
        ],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "brace too many in a value in quotes",
        '@misc(a,\n  title = "A} b",\n  year = 2020\n)\n',
        [(2, "field `title`: the closing quote is missing")],
        {"a": {"title": "A} b", "year": "2020"}},
    ),
    (
        "quotes in quotes",
        '@misc{a,\n  title = "The "best" one",\n  year = 2020\n}\n',
        [(2, '`best" one",` is not a field: write name = {value},')],
        {"a": {"title": "The", "year": "2020"}},
    ),
    (
        "quotes of a word processor",
        "@misc{a,\n  title = “A”,\n  year = 2020\n}\n",
        [(2, "field `title` needs braces around its value: title = {“A”},")],
        {"a": {"title": "“A”", "year": "2020"}},
    ),
    (
        "value without its opening brace",
        "@misc{a,\n  title = A new method},\n  year = 2020\n}\n",
        [
            (2, "field `title` needs braces around its value: title = {A new method},"),
            (2, "entry `a`: there is an extra closing brace before this"),
        ],
        {"a": {"title": "A new method", "year": "2020"}},
    ),
    (
        "value without braces",
        "@misc{a,\n  title = A new method,\n  year = 2020\n}\n",
        [(2, "field `title` needs braces around its value: title = {A new method},")],
        {"a": {"title": "A new method", "year": "2020"}},
    ),
    (
        "last value without braces",
        "@misc{a,\n  title = A new method\n}\n",
        [(2, "field `title` needs braces around its value: title = {A new method},")],
        {"a": {"title": "A new method"}},
    ),
    (
        "pages without braces",
        "@misc{a, pages = 1--20, title = {A}}\n",
        [(1, "field `pages` needs braces around its value: pages = {1--20},")],
        {"a": {"pages": "1--20", "title": "A"}},
    ),
    (
        "year with a letter",
        "@misc{a,\n  title = {A},\n  year = 20O4\n}\n",
        [(3, "field `year` needs braces around its value: year = {20O4},")],
        {"a": {"title": "A", "year": "20O4"}},
    ),
    (
        "brace too many in a value",
        "@misc{a,\n  title = {A {B}} C},\n  year = 2020\n}\n",
        [
            (2, "`C` is not a field: write name = {value},"),
            (2, "entry `a`: there is an extra closing brace before this"),
        ],
        {"a": {"title": "A {B}", "year": "2020"}},
    ),
    (
        "brace too many behind a value",
        "@misc{a,\n  title = {A}},\n  year = 2020\n}\n",
        [(2, "entry `a`: there is an extra closing brace before this")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "brace too many behind several values",
        "@misc{a,\n  title = {A}},\n  note = {N}},\n  year = 2020\n}\n",
        [
            (2, "entry `a`: there is an extra closing brace before this"),
            (3, "entry `a`: there is an extra closing brace before this"),
        ],
        {"a": {"title": "A", "note": "N", "year": "2020"}},
    ),
    (
        "brace too many in a number",
        "@misc{a,\n  year = 20}20,\n  title = {A}\n}\n",
        [
            (2, "entry `a`: there is an extra closing brace before this"),
            (2, "`20,` is not a field: write name = {value},"),
        ],
        {"a": {"year": "20", "title": "A"}},
    ),
    (
        "brace too many behind the key",
        "@misc{a},\n  title = {A},\n  year = 2020\n}\n",
        [(1, "entry `a`: there is an extra closing brace before this")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "closed entry with fields far behind it",
        "@misc{a}\n\nand more\n  title = {A},\n  year = {2020}\n}\n",
        [(4, OUTSIDE)],
        {"a": {}},
    ),
    (
        "opening brace too many",
        "@misc{a,{\n  title = {A},\n  year = 2020\n}\n",
        [
            (1, "`{` is not a field: write name = {value},"),
            (1, unclosed("entry `a`", 5)),
        ],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "no comma between fields",
        "@misc{a,\n  title = {A}\n  year = 2020\n}\n",
        [(3, "a comma is missing before `year`")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "two commas behind a value",
        "@misc{a,\n  title = {A},\n  , year = 2020,\n}\n",
        [(3, "there is a comma too many")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "no comma behind the key",
        "@misc{a\n  title = {A},\n  year = 2020\n}\n",
        [(2, "a comma is missing before `title`")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "semicolons",
        "@misc{a,\n  title = {A};\n  year = 2020\n}\n",
        [
            (2, "`;` is not a field: write name = {value},"),
            (3, "a comma is missing before `year`"),
        ],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "no equals sign",
        "@misc{a,\n  title {A},\n  year = 2020\n}\n",
        [(2, "`title {A},` is not a field: write name = {value},")],
        {"a": {"year": "2020"}},
    ),
    (
        "colon instead of an equals sign",
        "@misc{a,\n  title: {A},\n  year = 2020\n}\n",
        [(2, "`title: {A},` is not a field: write name = {value},")],
        {"a": {"year": "2020"}},
    ),
    (
        "two equals signs",
        "@misc{a,\n  title == {A},\n  year = 2020\n}\n",
        [
            (2, "field `title` has no value: write title = {value},"),
            (2, "`= {A},` is not a field: write name = {value},"),
        ],
        {"a": {"year": "2020"}},
    ),
    (
        "name of two words",
        "@misc{a,\n  book title = {A},\n  year = 2020\n}\n",
        [(2, "`book title = {A},` is not a field: write name = {value},")],
        {"a": {"year": "2020"}},
    ),
    (
        "no value",
        "@misc{a,\n  title = ,\n  year = 2020\n}\n",
        [(2, "field `title` has no value: write title = {value},")],
        {"a": {"year": "2020"}},
    ),
    (
        "no value at the end",
        "@misc{a,\n  year = 2020,\n  title =\n}\n",
        [(3, "field `title` has no value: write title = {value},")],
        {"a": {"year": "2020"}},
    ),
    (
        "text behind a value",
        "@misc{a,\n  title = {A} and more,\n  year = 2020\n}\n",
        [(2, "`and more,` is not a field: write name = {value},")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "text between fields",
        "@misc{a,\n  title = {A},\n  see below\n  year = 2020,\n}\n",
        [(3, "`see below` is not a field: write name = {value},")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "nothing to join",
        "@misc{a,\n  title = {A} #,\n  year = 2020\n}\n",
        [(2, "field `title` has no value: write title = {value},")],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "nothing that joins",
        '@misc{a,\n  month = jul "~4",\n  year = 2020\n}\n',
        [(2, '`"~4",` is not a field: write name = {value},')],
        {"a": {"month": "July", "year": "2020"}},
    ),
    (
        "comments in an entry",
        "@misc{a,\n  % title = {Old, older},\n  title = {A}, % new\n  year = 2020\n}\n",
        [
            (2, "`% title = {Old, olde`: entries cannot contain comments"),
            (3, "`% new`: entries cannot contain comments"),
        ],
        {"a": {"title": "A", "year": "2020"}},
    ),
    (
        "string that is not known",
        "@misc{a, title = {A}, month = juli}\n",
        [
            (
                1,
                "field `month`: there is no @string named `juli`; did you mean `jul`?",
            )
        ],
        {"a": {"title": "A", "month": "juli"}},
    ),
    (
        "string that is defined too late",
        "@misc{a, journal = tests}\n@string{tests = {Tests}}\n",
        [(1, "field `journal`: there is no @string named `tests`")],
        {"a": {"journal": "tests"}},
    ),
    (
        "string without its closing brace",
        "@string{jt = {Journal}\n@misc{a, journal = jt}\n",
        [
            (
                1,
                unclosed("this `@string`", 2),
            )
        ],
        {"a": {"journal": "Journal"}},
    ),
    (
        "string whose value has no closing brace",
        "@string{jt = {Journal\n\n@misc{a, journal = jt}\n",
        [(1, "field `jt`: the closing brace is missing")],
        {"a": {"journal": "Journal"}},
    ),
    (
        "string without an equals sign",
        "@string{jt {Journal}}\n",
        [(1, "`jt {Journal}` is not a field: write name = {value},")],
        {},
    ),
    (
        "preamble without its closing brace",
        '@preamble{ "\\newcommand{\\x}{y"\n',
        [
            (
                1,
                unclosed("this `@preamble`", 2),
            )
        ],
        {},
    ),
    (
        "no key",
        "@misc{title = {A}, year = 2020}\n",
        [(1, no_key("misc"))],
        {},
    ),
    (
        "empty key",
        "@Book{,\n  title = {A}}\n",
        [(1, no_key("book"))],
        {},
    ),
    (
        "key of two words",
        "@misc{a key, title = {A}}\n",
        [(1, no_key("misc"))],
        {},
    ),
    (
        "two opening braces",
        "@misc{{a,\n  title = {A}\n}\n",
        [(1, no_key("misc"))],
        {},
    ),
    (
        "no opening brace",
        "@misc a,\n  title = {A},\n}\n",
        [(1, "`@misc a,` is not an entry: write @type{key, title = …}")],
        {},
    ),
    (
        "blank in the type",
        "@mi sc{a,\n  title = {A},\n}\n",
        [(1, "`@mi sc{a,` is not an entry: write @type{key, title = …}")],
        {},
    ),
    (
        "no at sign",
        "Misc{a,\n  title = {A},\n}\n",
        [(1, "`Misc` needs an @ before it: @Misc{key, …}")],
        {},
    ),
    (
        "no at sign before a type of one's own",
        "{x-file{a, note={}}\n",
        [(1, "`x-file` needs an @ before it: @x-file{key, …}")],
        {},
    ),
    (
        "no at sign before an entry in parentheses",
        '{article(a, note = "B")\n',
        [(1, "`article` needs an @ before it: @article{key, …}")],
        {},
    ),
    (
        "words with braces outside",
        "See {a, b} and set{a, b}, or f{x,\nreport (Jane, Ann)\n",
        [],
        {},
    ),
    (
        "two at signs",
        "@@misc{a, title = {A}}\n",
        [(1, "`@` is not an entry: write @type{key, title = …}")],
        {"a": {"title": "A"}},
    ),
    (
        "only the head commented out",
        "%@misc{a,\n  title = {A},\n}\n",
        [(2, OUTSIDE)],
        {},
    ),
    (
        "repeated key",
        "@misc{a, title = {1}}\n@misc{a, title = {2}}\n@book{A, title = {3}}\n",
        [
            (2, second("a")),
            (3, second("A")),
        ],
        {"a": {"title": "1"}},
    ),
    (
        "repeated key in one line",
        "@misc{a, title = {1}} @misc{a, title = {2}}\n",
        [(1, second("a"))],
        {"a": {"title": "1"}},
    ),
    (
        "repeated field",
        "@misc{a,\n  year = 2020,\n  title = {A},\n  Year = {2021},\n}\n",
        [
            (
                4,
                TWICE,
            )
        ],
        {"a": {"year": "2020", "title": "A"}},
    ),
    (
        "line in a value that begins an entry",
        "@misc{a,\n  note = {as in\n@misc{c, title = {C}}\n}\n}\n",
        [(2, "field `note`: the closing brace is missing")],
        {"a": {"note": "as in"}, "c": {"title": "C"}},
    ),
    (
        "three faults in three entries",
        "@misc{a,\n  title = {A\n}\n@misc{b,\n  year 2020\n}\n@misc{c,\n  x = y\n}\n",
        [
            (1, unclosed("entry `a`", 4)),
            (5, "`year 2020` is not a field: write name = {value},"),
            (8, "field `x`: there is no @string named `y`"),
        ],
        {"a": {"title": "A"}, "b": {}, "c": {"x": "y"}},
    ),
]


@pytest.mark.parametrize(
    ("text", "problems", "kept"),
    [case[1:] for case in BROKEN],
    ids=[case[0] for case in BROKEN],
)
def test_each_fault_is_a_message_with_its_line_and_loses_nothing_else(
    text: str, problems: list[tuple[int, str]], kept: dict[str, dict[str, str]]
) -> None:
    """A broken entry keeps what can be kept of it, the next one stays whole."""
    found = parse_bibtex(text + GOOD, "papers.bib")

    assert messages(found) == problems
    assert values(found) == kept | KEPT


#: (what is wrong, text after GOOD, problems, entries kept beside it)
CUT_OFF: list[tuple[str, str, list[tuple[int, str]], dict[str, dict[str, str]]]] = [
    (
        "in a value",
        "@misc{a,\n  title = {A",
        [(3, "field `title`: the closing brace is missing")],
        {"a": {"title": "A"}},
    ),
    (
        "in a value in quotes",
        '@misc{a,\n  title = "A',
        [(3, "field `title`: the closing quote is missing")],
        {"a": {"title": "A"}},
    ),
    (
        "before a value",
        "@misc{a,\n  title =",
        [
            (2, "entry `a` has no closing brace; it was assumed to end with the file"),
            (3, "field `title` has no value: write title = {value},"),
        ],
        {"a": {}},
    ),
    (
        "in the name of a field",
        "@misc{a,\n  tit",
        [
            (2, "entry `a` has no closing brace; it was assumed to end with the file"),
            (3, "`tit` is not a field: write name = {value},"),
        ],
        {"a": {}},
    ),
    (
        "behind a field",
        "@misc{a,\n  title = {A},\n",
        [(2, "entry `a` has no closing brace; it was assumed to end with the file")],
        {"a": {"title": "A"}},
    ),
    (
        "behind the key",
        "@misc{a",
        [(2, "entry `a` has no closing brace; it was assumed to end with the file")],
        {"a": {}},
    ),
    (
        "before the key",
        "@misc{",
        [(2, no_key("misc"))],
        {},
    ),
    (
        "in the type",
        "@mi",
        [(2, "`@mi` is not an entry: write @type{key, title = …}")],
        {},
    ),
]


@pytest.mark.parametrize(
    ("text", "problems", "kept"),
    [case[1:] for case in CUT_OFF],
    ids=[case[0] for case in CUT_OFF],
)
def test_a_file_may_be_cut_off_anywhere(
    text: str, problems: list[tuple[int, str]], kept: dict[str, dict[str, str]]
) -> None:
    """The end of a file ends what is open, with a message."""
    found = parse_bibtex(GOOD + text, "papers.bib")

    assert messages(found) == problems
    assert values(found) == KEPT | kept


# -- what else an entry knows --------------------------------------------------------


def test_an_entry_knows_where_it_and_its_fields_stand() -> None:
    """Positions are those of the name of a field, or of the entry."""
    text = "\n@Article{a,\n  title\n  = {A\nB},\n  year = 2024}\n"
    (entry,) = parse_bibtex(text, "papers.bib").entries

    assert entry.type == "article"
    assert entry.position == Position("papers.bib", 2)
    assert entry.at("title") == Position("papers.bib", 3)
    assert entry.at("year") == Position("papers.bib", 6)
    assert entry.at("doi") == Position("papers.bib", 2)


def test_values_are_given_without_blanks_around_them() -> None:
    """A field that is missing is an empty text."""
    (entry,) = parse_bibtex("@misc{a, title = {\n A b \n}}", "papers.bib").entries

    assert entry.get("title") == "A b"
    assert entry.get("doi") == ""


def test_strings_serve_the_files_that_follow() -> None:
    """Several files share one set of strings; the months are there from the start."""
    strings = dict(MONTHS)
    parse_bibtex("@string{jt = {Journal}}", "one.bib", strings)
    found = parse_bibtex("@misc{a, x = jt # jan}", "papers.bib", strings)

    assert values(found) == {"a": {"x": "JournalJanuary"}}
    assert "jt" not in MONTHS


def test_problems_come_in_the_order_of_lines() -> None:
    """Whatever finds them, an author meets problems from top to bottom."""
    text = "@misc{a,\n  year 1\n@misc{b}\nmisc{c,}\n@misc{b}\n"
    lines = [line for line, _ in messages(parse_bibtex(text, "papers.bib"))]

    assert lines == [1, 2, 4, 5]


# -- what always holds ---------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """An entry that has no fault, with what it says."""

    text: str
    type: str
    key: str
    fields: dict[str, str]


#: All of Unicode but lone surrogates, which no file can hold.
_characters = st.characters(exclude_categories=["Cs"], exclude_characters="{}")
_pieces = st.lists(
    st.sampled_from([*'{{}}(),=#%@"~\n', "\\'e", "$x_1$", "--", "\\", " a", "b "])
    | st.text(_characters, max_size=4),
    max_size=8,
)
_blank = st.sampled_from(["", " ", "\n", "\n  ", "\t"])
_name = st.sampled_from(
    ["author", "YEAR", "x", "x-y", "a.b:c", "Date-Added", "n1", "_", "über", "title2"]
)


def balanced(pieces: list[str]) -> str:
    """The pieces joined, without closing braces too many or too few."""
    depth, text = 0, ""
    for piece in pieces:
        if piece != "}" or depth:
            text += piece
            depth += {"{": 1, "}": -1}.get(piece, 0)
    return text + "}" * depth


def begins_no_entry(text: str) -> bool:
    """Whether no line of a value ends the entry around it."""
    return not re.search(r"^[ \t]*@", text, re.MULTILINE)


def has_no_bare_quote(text: str) -> bool:
    """Whether a value may stand in quotes."""
    while (bare := re.sub(r"\{[^{}]*\}", "", text)) != text:
        text = bare
    return '"' not in text


_value = _pieces.map(balanced).filter(begins_no_entry)
_part = st.one_of(
    _value.map(lambda text: (f"{{{text}}}", text)),
    _value.filter(has_no_bare_quote).map(lambda text: (f'"{text}"', text)),
    st.integers(0, 10**6).map(lambda number: (str(number), str(number))),
    st.sampled_from(list(MONTHS.items())),
)


@st.composite
def entries(draw: st.DrawFn, number: int = 0) -> Written:
    """An entry as somebody may write it, with a key that has *number* in it."""
    kind = draw(st.sampled_from(["article", "InProceedings", "misc", "x-file"]))
    key = draw(st.sampled_from(["", "doe:", "é+/.", "x_y-z'"])) + f"k{number}"
    names = draw(st.lists(_name, max_size=4, unique_by=str.lower))
    pieces, fields = [key], {}
    for name in ["title", *(name for name in names if name.lower() != "title")]:
        parts = draw(st.lists(_part, min_size=1, max_size=2))
        if name == "title":
            parts = [(f"{{{text}}}", text) for _, text in parts[:1]]
        joint = draw(_blank) + "#" + draw(_blank)
        equals = draw(_blank) + "=" + draw(_blank)
        pieces.append(name + equals + joint.join(source for source, _ in parts))
        fields[name.lower()] = "".join(text for _, text in parts)
    opening, closing = draw(st.sampled_from([("{", "}"), ("(", ")")]))
    comma = "," + draw(_blank)
    tail = draw(st.sampled_from(["", ",", "\n", ",\n"]))
    text = f"@{kind}{draw(_blank)}{opening}{comma.join(pieces)}{tail}{closing}"
    return Written(text, kind.lower(), key, fields)


def files(least: int = 0) -> st.SearchStrategy[list[Written]]:
    """Entries with different keys."""
    return st.integers(least, 3).flatmap(
        lambda count: st.tuples(*(entries(number) for number in range(count))).map(list)
    )


def written(entry: BibEntry) -> tuple[str, str, dict[str, str]]:
    """All that an entry says, wherever it stands."""
    fields = {name: field.value for name, field in entry.fields.items()}
    return entry.type, entry.key, fields


@given(
    file=files(),
    between=st.sampled_from(
        ["\n", "\n\n", " ", "", "\nText {of} mine (old)\n", "\n% no\n"]
    ),
)
@deterministic
def test_whatever_is_well_formed_comes_back(file: list[Written], between: str) -> None:
    """Types, keys, fields and values of good entries come back without a message."""
    text = between.join(["", *(entry.text for entry in file), ""])
    found = parse_bibtex(text, "papers.bib")

    assert messages(found) == []
    assert [written(entry) for entry in found.entries] == [
        (entry.type, entry.key, entry.fields) for entry in file
    ]


@st.composite
def damage(draw: st.DrawFn) -> tuple[list[Written], int, str]:
    """A file, the number of one of its entries, and that entry with one slip in it."""
    file = draw(files(least=1))
    number = draw(st.integers(0, len(file) - 1))
    text = file[number].text
    place = draw(st.integers(0, len(text) - 1))
    character = draw(st.sampled_from('{}()",=#%@\\ \na1') | _characters)
    slip = draw(
        st.sampled_from(
            [
                text[:place] + character + text[place:],
                text[:place] + character + text[place + 1 :],
                text[:place] + text[place + 1 :],
                text[:place] + text[place] + text[place:],
                text[: place + 1],
            ]
        )
    )
    return file, number, slip


def spoilt(file: Sequence[Written], number: int, slip: str) -> BibFileText:
    """The file with one entry replaced; entries stand on lines of their own."""
    texts = [slip if i == number else entry.text for i, entry in enumerate(file)]
    text = "\n\n".join([*texts, ""])
    found = parse_bibtex(text, "papers.bib")
    assert all(1 <= line <= text.count("\n") for line, _ in messages(found))
    return found


@given(damaged=damage())
@deterministic
def test_a_slip_in_one_entry_reaches_no_other(
    damaged: tuple[list[Written], int, str],
) -> None:
    """Entries on lines of their own survive whatever happens to another one.

    Unless that one took the key of a later one, of which a message tells.
    """
    file, number, slip = damaged
    found = spoilt(file, number, slip)
    kept = [written(entry) for entry in found.entries]
    said = [message for _, message in messages(found)]

    for other in file[:number] + file[number + 1 :]:
        taken = f"entry `{other.key}` is a duplicate and was left out;"
        whole = (other.type, other.key, other.fields)
        assert whole in kept or any(message.startswith(taken) for message in said)


@given(damaged=damage())
@deterministic
def test_what_is_handed_out_has_no_fault(
    damaged: tuple[list[Written], int, str],
) -> None:
    """Whatever is wrong with an entry, its BibTeX is read without a message."""
    for entry in spoilt(*damaged).entries:
        text = written_entry(entry.type, entry.key, entry.fields, entry.fields)
        again = parse_bibtex(text, "papers.bib")

        assert messages(again) == []
        (same,) = again.entries
        assert (same.type, same.key) == (entry.type, entry.key)
        filled = [name for name in entry.fields if entry.get(name)]
        assert list(same.fields) == filled


@given(damaged=damage())
@deterministic
def test_no_entry_and_no_field_is_lost_without_a_message(
    damaged: tuple[list[Written], int, str],
) -> None:
    """Where a slip costs an entry or a field, there is at least one message.

    A percent sign before an entry comments it out: nothing is lost by that.
    """
    file, number, slip = damaged
    found = spoilt(file, number, slip)
    if found.problems or slip.lstrip().startswith("%"):
        return

    assert len(found.entries) >= len(file)
    assert len(found.entries[number].fields) >= len(file[number].fields)


@given(
    text=st.text(st.sampled_from('@misc{a,x="}()=#%\n 1\\é'), max_size=60) | st.text()
)
@example("@comment{" * 50)
@drawn(500)
def test_any_text_can_be_read(text: str) -> None:
    """No text at all makes the reader raise, and all positions exist."""
    found = parse_bibtex(text, "papers.bib")
    lines = text.count("\n") + 1

    assert all(1 <= line <= lines for line, _ in messages(found))
    for entry in found.entries:
        assert all(1 <= field.line <= lines for field in entry.fields.values())
    keys = [entry.key.casefold() for entry in found.entries]
    assert len(set(keys)) == len(keys)
