"""Fields that entries take from others, and entries that are no papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.sources.bibtex.inherit import is_skipped, unlisted, with_inherited
from groupsite.sources.bibtex.reader import BibEntry, parse_bibtex

if TYPE_CHECKING:
    from groupsite.model.problems import Problem
    from tests.kinds.papers.conftest import Load


def whole(text: str) -> tuple[dict[str, BibEntry], list[str]]:
    """The papers of a text by key, and what is said about names in it."""
    problems: list[Problem] = []
    entries = with_inherited(parse_bibtex(text, "papers.bib").entries, problems)
    return {e.key: e for e in entries}, [f"{p.position}: {p.message}" for p in problems]


def fields(entry: BibEntry) -> dict[str, str]:
    """All fields of an entry with their values."""
    return {name: entry.get(name) for name in entry.fields}


@pytest.mark.parametrize(
    ("child", "parent", "expected"),
    [
        # a talk in its proceedings
        (
            "@inproceedings{c, title = {T}, crossref = {P}}",
            "@proceedings{p, title = {B}, subtitle = {S}, year = 2020, editor = {E}}",
            {"booktitle": "B", "booksubtitle": "S", "year": "2020", "editor": "E"},
        ),
        # what it says itself counts
        (
            "@inproceedings{c, title = {T}, booktitle = {Own}, crossref = {p}}",
            "@proceedings{p, title = {B}, booktitle = {Other}}",
            {"booktitle": "Own"},
        ),
        (
            "@inproceedings{c, title = {T}, year = 2021, crossref = {p}}",
            "@proceedings{p, date = {2020-05}, publisher = {P}}",
            {"year": "2021", "publisher": "P"},
        ),
        # what belongs to the book alone
        (
            "@incollection{c, title = {T}, crossref = {p}}",
            (
                "@book{p, author = {A}, doi = {10.1000/p}, url = {u}, note = {n}, "
                "keywords = {k}, abstract = {a}, award = {w}, slides = {s}, "
                "pubtype = {editorial}, type = {x}, grant = {g}, publisher = {P}}"
            ),
            {"publisher": "P"},
        ),
        # a part of somebody's book is by its author
        (
            "@inbook{c, title = {T}, crossref = {p}}",
            "@book{p, author = {A}, title = {B}}",
            {"author": "A", "booktitle": "B"},
        ),
        (
            "@inbook{c, author = {Own}, title = {T}, crossref = {p}}",
            "@book{p, author = {A}, title = {B}}",
            {"author": "Own", "booktitle": "B"},
        ),
        # a paper in the issue of a journal, a volume of several
        (
            "@article{c, title = {T}, crossref = {p}}",
            "@periodical{p, title = {J}, subtitle = {S}, issuetitle = {I}}",
            {"journaltitle": "J", "journalsubtitle": "S", "issuetitle": "I"},
        ),
        (
            "@collection{c, title = {T}, crossref = {p}}",
            "@mvcollection{p, title = {M}}",
            {"maintitle": "M"},
        ),
        # data of others
        (
            "@article{c, title = {T}, xdata = {p}}",
            "@xdata{p, title = {X}, author = {A}, doi = {10.1000/x}}",
            {"author": "A", "doi": "10.1000/x"},
        ),
    ],
)
def test_an_entry_takes_what_it_lacks(
    child: str, parent: str, expected: dict[str, str]
) -> None:
    """As biblatex has it: the title of the book is the `booktitle` of the chapter."""
    entries, problems = whole(f"{child}\n{parent}")
    found = fields(entries["c"])

    assert problems == []
    assert found.pop("title") == "T"
    del found["crossref" if "crossref" in found else "xdata"]
    assert found == expected
    assert [p.key for p in entries["c"].parents] == ["p"]


def test_fields_come_from_grandparents_as_well() -> None:
    """A chapter of the second volume knows the publisher of all volumes."""
    entries, problems = whole(
        "@incollection{chapter, title = {T}, crossref = {two}}\n"
        "@collection{two, title = {Two}, volume = 2, crossref = {all}, xdata = {press}}\n"
        "@mvcollection{all, title = {All}, editor = {E}}\n"
        "@xdata{press, publisher = {P}}\n"
    )
    entry = entries["chapter"]

    assert problems == []
    assert fields(entry) == {
        "title": "T",
        "crossref": "two",
        "booktitle": "Two",
        "volume": "2",
        "maintitle": "All",
        "editor": "E",
        "publisher": "P",
    }
    assert {p.key for p in entry.parents} == {"two", "all", "press"}


def test_several_entries_may_be_named() -> None:
    """The first one that says something counts."""
    entries, _ = whole(
        "@misc{c, title = {T}, xdata = {a, b}}\n"
        "@xdata{a, publisher = {A}}\n@xdata{b, publisher = {B}, note = {N}}"
    )

    assert entries["c"].get("publisher") == "A"
    assert entries["c"].get("note") == "N"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "@misc{c, crossref = {conf-2002}}\n@misc{conf-2020}",
            "there is no entry `conf-2002`; did you mean `conf-2020`?",
        ),
        ("@misc{c,\nxdata = {zzz}}", "there is no entry `zzz`"),
        ("@misc{c, crossref = {c}}", "`c` leads back to this entry, or too far"),
        (
            "@misc{c, crossref = {d}}\n@misc{d, crossref = {c}}",
            "`c` leads back to this entry, or too far",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_reported(text: str, message: str) -> None:
    """At the field, once for each paper that needs it; the paper is there without it."""
    entries, problems = whole(text)
    field = "xdata" if "xdata" in text else "crossref"
    line = 2 if "\nxdata" in text else 1

    assert problems[0] == f"papers.bib:{line}: entry `c`: `{field}`: {message}"
    assert "c" in entries


@pytest.mark.parametrize(
    ("parent", "reason"),
    [
        # no relatives, or an author: papers
        ("@proceedings{alone, title = {B}, editor = {E}}", ""),
        ("@book{p, title = {B}, author = {A}}", ""),
        ("@article{p, title = {B}}", ""),
        ("@proceedings{p, title = {B}, options = {skipbib = false}}", ""),
        ("@book{p, author = {A}, options = {useprefix=true}}", ""),
        # there for others only
        (
            "@proceedings{p, title = {B}, editor = {E}}",
            (
                "it has no author and holds fields for `one` and 1 more; to list it as "
                "well, write options = {skipbib=false},"
            ),
        ),
        ("@xdata{p, title = {B}}", "@xdata only holds fields for `one` and 1 more"),
        (
            "@xdata{alone, title = {B}, options = {skipbib=false}}",
            "@xdata only holds fields for other entries, but none uses it",
        ),
        (
            "@set{p, entryset = {one,two}}",
            "a @set stands for its members, which are listed one by one",
        ),
        # left out on purpose
        ("@book{p, author = {A}, options = {skipbib}}", "its `options` say skipbib"),
        (
            "@book{alone, author = {A}, options = {useprefix, dataonly=true}}",
            "its `options` say dataonly=true",
        ),
    ],
)
def test_what_is_no_paper_has_a_reason(parent: str, reason: str) -> None:
    """What is only there for others is not listed, and `make check` says why."""
    text = (
        "@misc{one, title = {T}, crossref = {p}}\n@misc{two, title = {T}, xdata = {P}}\n"
        "@proceedings{p}\n"
    )
    if "{p," in parent:
        text = text.replace("@proceedings{p}\n", parent)
    else:
        text += parent
    entries = parse_bibtex(text, "papers.bib").entries
    key = "p" if "{p," in parent else "alone"
    reasons = {entry.key: why for entry, why in unlisted(entries)}

    assert reasons.get(key, "") == reason
    shown = [entry.key for entry in with_inherited(entries, [])]
    cited = [entry.key for entry in entries if is_skipped(entry)]
    assert sorted([*shown, *reasons]) == sorted([*cited, *(e.key for e in entries)])


def test_a_fault_in_what_was_inherited_is_reported_where_it_stands(load: Load) -> None:
    """Proceedings may stand in another file than their talks."""
    loaded = load(
        "@inproceedings{t, author = {Jane Doe}, title = {T}, crossref = {p}}\n",
        "\n\n@proceedings{p, title = {B},\n  publisher = {\\foo P}, year = 2020}\n",
    )
    (located,) = loaded.records

    assert [f"{p.position}: {p.message}" for p in loaded.problems] == [
        "two.bib:4: entry `t`: `publisher`: the LaTeX `\\foo` cannot be shown"
    ]
    assert located.record.imprint.publisher == "foo P"
    assert str(located.at("publisher")) == "papers.bib:1"
