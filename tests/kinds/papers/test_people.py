"""What stands by names and is no part of them: looks, signs, titles, iDs, numbers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.kinds.papers.reading import people as reading
from groupsite.kinds.papers.reading.authors import read_names
from groupsite.kinds.papers.reading.people import people_in
from tests.drawing import drawn
from tests.kinds.papers.conftest import Load, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper
    from tests.conftest import Site

REST = "title = {T}, journal = {J}, year = 2024"
ORCID = "0000-0002-1825-0097"


def only(load: Load, fields: str, *problems: str) -> Paper:
    """The one paper of an entry with exactly these problems."""
    loaded = load(f"@article{{a, {fields}, {REST}}}")
    assert said(loaded) == list(problems)
    ((located),) = loaded.records
    paper: Paper = located.record
    return paper


def notes(paper: Paper) -> list[tuple[str, ...]]:
    """What is said of each author."""
    return [author.notes for author in paper.authors]


@pytest.mark.parametrize(
    "written",
    [
        r"\textbf{Doe, Jane}",
        r"\textbf{Jane Doe}",
        r"{\bf Doe, Jane}",
        r"{\textbf{Doe, Jane}}",
        r"\underline{Doe}, Jane",
        r"\underline{\textbf{Doe, Jane}}",
        r"\textcolor{red}{Doe}, Jane",
        "**Doe, Jane**",
        "__Jane Doe__",
        "*Jane Doe*",
        "<b>Doe</b>, Jane",
        "<u><strong>Jane Doe</strong></u>",
        "&lt;b&gt;Jane Doe&lt;/b&gt;",
        r"\href{https://example.org/}{Jane Doe}",
        "[Jane Doe](https://example.org/)",
        '<a href="https://example.org/">Jane Doe</a>',
        "Dr. Jane Doe",
        "Prof. Dr. Doe, Jane",
        "Doe, Prof. Dr.-Ing. Jane",
        "Dr. rer. nat. Jane Doe",
        "Doe, Jane,",
    ],
)
def test_a_name_is_found_within_its_looks(written: str) -> None:
    """Bold, underlined, linked, with titles: it is the same name, without a note."""
    people = people_in(f"{written} and Roe, Richard")
    author, other = read_names(people.text).authors

    assert (author.family, author.given) == ("Doe", "Jane")
    assert (other.family, other.given) == ("Roe", "Richard")
    assert not people.signs
    assert not author.body


@pytest.mark.parametrize(
    ("written", "signs"),
    [
        ("Doe*, Jane", ["*"]),
        ("Jane Doe *", ["*"]),
        ("*Jane Doe", ["*"]),
        (r"Jane Doe\*", ["*"]),
        ("Jane Doe†", ["†"]),
        ("Jane Doe*†", ["*", "†"]),
        ("Jane Doe**", ["**"]),
        ("Jane Doe (*)", ["*"]),
        (r"Doe\textsuperscript{*}, Jane", ["*"]),
        (r"Doe, Jane\textsuperscript{\dag}", ["†"]),
        (r"Jane Doe\textsuperscript{1,2}", ["1", "2"]),
        (r"Jane Doe\textsuperscript{a,*}", ["a", "*"]),
        ("Doe$^*$, Jane", ["*"]),
        (r"Doe$^{\dagger}$, Jane", ["†"]),
        (r"Doe{$^{\ddagger}$}, Jane", ["‡"]),
        (r"Jane Doe$^{1,\ast}$", ["1", "*"]),
        (r"Jane Doe\(^*\)", ["*"]),
        (r"Jane Doe\dag", ["†"]),
        (r"Jane Doe \ddag{}", ["‡"]),
        ("Jane Doe<sup>1,*</sup>", ["1", "*"]),
        ("Jane Doe^{*}", ["*"]),
        ("Jane Doe¹,²", ["1", "2"]),
        ("Jane Doe1,2", ["1", "2"]),
        (r"\textbf{Jane Doe}$^\star$", ["*"]),
        (r"Jane Doe\#", ["#"]),
        (r"Jane Doe\thanks{Deceased}", ["Deceased"]),
        (r"Jane Doe\corref{cor1}", ["corresponding author"]),
        ("Jane Doe (corresponding author)", ["corresponding author"]),
    ],
)
def test_a_sign_is_no_part_of_a_name(written: str, signs: list[str]) -> None:
    """It is taken off, and its author is known."""
    people = people_in(f"Richard Roe and {written}")
    _, author = read_names(people.text).authors

    assert (author.family, author.given) == ("Doe", "Jane")
    assert dict(people.signs) == {2: signs}


@pytest.mark.parametrize(
    "written",
    [
        r"M\textsuperscript{c}Donald, Ann",
        r"M$^a$ Jos{\'e} Doe",
        "{H1 Collaboration}",
        "Doe, Jane 3",
        "A0 B and A1 B",
        r"{\'E}mile Exemple and S{\o}ren Eksempel and \"{O}zg\"{u}r \c{S}en",
        "{Barnes & Noble}",
        "O'Neill, Ann-Marie",
    ],
)
def test_letters_and_numbers_of_names_stay(written: str) -> None:
    """A raised letter within a name, the number of an experiment, accents."""
    people = people_in(written)

    assert people.text == written
    assert not people.signs


def test_signs_in_a_list_joined_by_commas_have_their_authors() -> None:
    """The names are found without them."""
    people = people_in("Jane Doe1,2*, Rick Roe2*, Max Moe3 and others")

    assert people.names == ["Jane Doe", "Rick Roe", "Max Moe", "others"]
    assert dict(people.signs) == {1: ["1", "2", "*"], 2: ["2", "*"], 3: ["3"]}


STARS = r"Rick Roe* and Ann Other* and Jane Doe\textsuperscript{\dag}"
BARE = "Rick Roe and Ann Other and Jane Doe"
JOINT = r"$^*$Joint first authors. $^\dagger$Corresponding author"
KEYS = "1=equal; 2=equal; 3=corresponding"
EQUAL, CORRESPONDING = ("equal",), ("corresponding",)


@pytest.mark.parametrize(
    ("fields", "expected", "note"),
    [
        # signs
        (f"author = {{{STARS}}}", [EQUAL, EQUAL, ("†",)], ""),
        ("author = {Rick Roe* and Jane Doe}", [("*",), ()], ""),
        ("author = {Rick Roe and Ann Other* and Jane Doe*}", [(), ("*",), ("*",)], ""),
        ("author = {Rick Roe1 and Jane Doe1,2}", [(), ()], ""),
        # signs and a legend
        (
            f"author = {{{STARS}}}, annotation = {{* equal contribution<br>† Project lead}}",
            [EQUAL, EQUAL, ("Project lead",)],
            "",
        ),
        (
            rf"author = {{{STARS}}}, author_notes = {{{JOINT}}}",
            [EQUAL, EQUAL, CORRESPONDING],
            "",
        ),
        (
            f"author = {{{STARS}}}, note = {{An asterisk denotes equal contribution}}",
            [EQUAL, EQUAL, ("†",)],
            "",
        ),
        (
            f"author = {{{STARS}}}, note = {{* joint senior authors; to appear}}",
            [("joint senior authors",)] * 2 + [("†",)],
            "to appear",
        ),
        (
            f"author = {{{STARS}}}, note = {{Corresponding author: Jane Doe (j@x.org)}}",
            [EQUAL, EQUAL, CORRESPONDING],
            "",
        ),
        # words
        (
            f"author = {{{BARE}}}, note = {{Rick Roe and Ann Other contributed equally}}",
            [EQUAL, EQUAL, ()],
            "",
        ),
        (
            f"author = {{{BARE}}}, note = {{The first two authors contributed equally. Best Paper}}",
            [EQUAL, EQUAL, ()],
            "Best Paper",
        ),
        (
            f"author = {{{BARE}}}, note = {{Rick Roe and Bob Unknown contributed equally}}",
            [(), (), ()],
            "Rick Roe and Bob Unknown contributed equally",
        ),
        (
            f"author = {{{BARE}}}, note = {{* Chapters of equal length}}",
            [(), (), ()],
            "* Chapters of equal length",
        ),
        # biblatex
        (
            f"author = {{{BARE}}}, author+an = {{{KEYS}}}, annotation = {{* equal contribution}}",
            [EQUAL, EQUAL, CORRESPONDING],
            "",
        ),
        (
            f'author = {{{BARE}}}, author+an:default = {{2:family=equal,"in charge"; 3=highlight}}',
            [(), ("equal", "in charge"), ()],
            "",
        ),
    ],
)
def test_the_part_of_an_author_is_a_note(
    load: Load, fields: str, expected: list[tuple[str, ...]], note: str
) -> None:
    """However an entry says it; what is understood is not printed twice."""
    paper = only(load, fields)

    assert notes(paper) == expected
    assert paper.note.plain == note
    assert [author.family for author in paper.authors][-1] == "Doe"


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ("author = {Wei Li 0002 and Jane Doe}", ["Wei Li 0002", ""]),
        (
            "author = {family=Li, given=Wei, given-i=W, id=li-wei and Doe, Jane}",
            ["li-wei", ""],
        ),
        (f"author = {{Li, Wei [{ORCID}] and Jane Doe}}", [ORCID, ""]),
        (rf"author = {{Li, Wei and Jane Doe \orcidlink{{{ORCID}}}}}", ["", ORCID]),
        (rf"author = {{Wei Li\orcidID{{{ORCID}}} and Jane Doe}}", [ORCID, ""]),
        (
            rf"author = {{\href{{https://orcid.org/{ORCID}}}{{Wei Li}} and Jane Doe}}",
            [ORCID, ""],
        ),
        (
            f'author = {{Wei Li and Jane Doe}}, author+an:orcid = {{2="{ORCID}"}}',
            ["", ORCID],
        ),
        (
            f"author = {{Wei Li and Jane Doe}}, orcid-numbers = {{Doe, Jane/{ORCID}}}",
            ["", ORCID],
        ),
    ],
)
def test_an_entry_may_say_who_an_author_is(
    load: Load, fields: str, ids: list[str]
) -> None:
    """By id, by DBLP's number, by ORCID iD; the name is without it."""
    paper = only(load, fields)

    assert [author.id for author in paper.authors] == ids
    assert [author.name for author in paper.authors] == ["Wei Li", "Jane Doe"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Doe J., Roe R.", ["J. Doe", "R. Roe"]),
        ("Doe J., Roe R., Moe M.", ["J. Doe", "R. Roe", "M. Moe"]),
        ("Doe J.-P., van der Roe R. A., Moe M.", ["J.-P. Doe", "R. A. van der Roe", "M. Moe"]),
    ],
)  # fmt: skip
def test_names_with_initials_joined_by_commas_keep_their_order(
    load: Load, written: str, names: list[str]
) -> None:
    """One message says how they have been read."""
    read = people_in(written).text
    message = (
        "papers.bib:1: entry `a`: `author`: names joined by commas are read as "
        f"`{read}`: write them in this form [author]"
    )
    paper = only(load, f"author = {{{written}}}", message)

    assert [author.name for author in paper.authors] == names


def test_a_collaboration_is_named_where_authors_are(load: Load) -> None:
    """Nobody takes the first author for the only one."""
    paper = only(load, "author = {Doe, A. B. and others}, collaboration = {Example}")
    assert paper.collaborations == ("Example",)
    doe = {"family": "Doe", "given": "A. B."}
    assert csl_item(paper)["author"] == [doe, {"literal": "Example Collaboration"}]

    paper = only(load, "author = {Doe, A. B. and others}")
    assert csl_item(paper)["author"] == [doe, {"literal": "others"}]


@pytest.mark.parametrize(
    ("written", "names", "collaborations"),
    [
        ("Example Collaboration", ["Example Collaboration"], ()),
        ("Collaboration, Example", ["Example Collaboration"], ()),
        ("the Example Working Group", ["the Example Working Group"], ()),
        ("Jane Doe for the Example Collaboration", ["Jane Doe"], ("Example",)),
        ("Jane Doe and on behalf of the Example Team", ["Jane Doe"], ("Example Team",)),
        ("Team, R. Core", ["R. Core Team"], ()),
    ],
)
def test_bodies_among_authors_are_not_taken_apart(
    load: Load, written: str, names: list[str], collaborations: tuple[str, ...]
) -> None:
    """With braces and without, as authors or as those for whom authors write."""
    paper = only(load, f"author = {{{written}}}")

    assert [author.name for author in paper.authors] == names
    assert paper.collaborations == collaborations
    assert [author.body for author in paper.authors] == [
        name != "Jane Doe" for name in names
    ]


def test_annotations_go_with_their_names(load: Load) -> None:
    """A part of a book inherits its editors with them, and no notes of other authors."""
    loaded = load(
        "@book{b, author = {Rick Roe*}, editor = {Ann Other\\thanks{in charge} and Max Moe},"
        " title = {B}, year = 2024, publisher = {P}, options = {skipbib}}\n"
        "@incollection{a, author = {Jane Doe}, title = {A}, booktitle = {B}, crossref = {b}}"
    )
    paper: Paper = next(r.record for r in loaded.records if r.record.id == "a")

    assert notes(paper) == [()]
    assert [editor.notes for editor in paper.editors] == [("in charge",), ()]


def test_names_are_clean_wherever_programs_read_them(
    make_site: Callable[..., Site],
) -> None:
    """In the head of the page, in CSL-JSON, BibTeX, and JSON-LD."""
    bib = f"@article{{a, author = {{{STARS} and 王小明 and others}}, {REST}}}"
    built = make_site("papers", {"papers.bib": bib}).build(
        config={"html_baseurl": "https://x.example/"}
    )
    page = built.page("papers/a")
    (item,) = json.loads((built.outdir / "index.csl.json").read_bytes())
    (script,) = page.cssselect("script[type='application/ld+json']")
    texts = [tag.get("content") for tag in page.cssselect("meta[name=citation_author]")]

    assert texts == ["Rick Roe", "Ann Other", "Jane Doe", "王, 小明", "others"]
    families = [person.get("family") for person in item["author"]]
    assert families == ["Roe", "Other", "Doe", "王", None]
    found = re.findall(r'"@type": ?"(\w+)", ?"name": ?"([^"]+)"', script.text)
    assert {("Person", "Rick Roe"), ("Person", "Jane Doe")} <= set(found)
    text = (built.outdir / "index.bib").read_text("utf-8")
    assert (
        "author = {Rick Roe and Ann Other and Jane Doe and 王小明 and others}" in text
    )


GIVEN = st.sampled_from(["Jane", "J.", "Jean-Luc", "Mar{\\'i}a", "A. B."])
FAMILY = st.sampled_from(["Doe", "van der Roe", "O'Neill", 'M{\\"u}ller', "Poe"])
MARKS = st.sampled_from(
    ["", "*", "†", "$^*$", r"$^{1,\dagger}$", r"\textsuperscript{2}", r"\dag{}", "**"]
)
LOOKS = st.sampled_from(
    ["{}", r"\textbf{{{}}}", r"{{\bf {}}}", "<b>{}</b>", r"\underline{{{}}}"]
)


@given(
    st.lists(
        st.tuples(GIVEN, FAMILY, MARKS, LOOKS, st.booleans()), min_size=1, max_size=6
    )
)
def test_no_mark_is_in_any_name(
    people: list[tuple[str, str, str, str, bool]],
) -> None:
    """Whatever stands by them, there are as many names, in their order, and clean."""
    written = [
        look.format(f"{family}{mark}, {first}" if turned else f"{first} {family}{mark}")
        for first, family, mark, look, turned in people
    ]
    plain = [
        f"{family}, {first}" if turned else f"{first} {family}"
        for first, family, _, _, turned in people
    ]
    found = people_in(" and ".join(written))

    assert found.names == plain
    assert set(found.signs) == {n for n, p in enumerate(people, 1) if p[2]}
    again = people_in(found.text)
    assert (again.names, dict(again.signs)) == (plain, {})


@pytest.mark.parametrize(
    "text",
    [
        " " * 30_000 + "*",
        r"\textbf{" * 5_000,
        "Jane Doe*, " * 5_000,
        "$^" * 10_000,
        "<b>" * 5_000,
        "(" * 20_000,
        "*a " * 10_000,
        "Doe J. " * 5_000,
    ],
    ids=["blanks", "bold", "names", "formulas", "tags", "parentheses", "stars", "initials"],
)  # fmt: skip
def test_marks_take_no_long_time(text: str) -> None:
    """A second, where squares would take minutes."""
    assert people_in(text).text is not None


#: Words that stand in lists of names, most of them no names.
WORDS: list[str] = [
    *("Jane", "Doe", "Müller", 'M{\\"u}ller', "O'Brien", "J.", "J.-P.", "A.-M", "van"),
    *(
        "Jr",
        "Jr.",
        "Dr",
        "Prof.",
        "PhD",
        "MD",
        "Group",
        "Team",
        "Example",
        "the",
        "Ltd",
    ),
    *(
        "others",
        "and",
        "and",
        "and",
        ",",
        ",",
        ", and",
        "DOE",
        "王小明",
        "Roe*",
        "{Doe}",
    ),
]


FAMILIES: list[str] = [
    *("Doe", "van der Berg", "de la Cruz", "von Doe", "von", 'M{\\"u}ller', "Di Roe"),
    *("Garc{\\'\\i}a", "Garc{\\'{\\i}}a", "Garc\\'{\\i}a", "Garc\\'\\i a", "Nu\\~nez"),
]
FORENAMES: list[str] = [
    "Jane",
    "J.",
    "J",
    "JP",
    "S{\\o}ren",
    "Jean-Luc",
    "Jane van",
    "Jr.",
]
NAMES: st.SearchStrategy[str] = st.one_of(
    st.builds("{}, {}".format, st.sampled_from(FAMILIES), st.sampled_from(FORENAMES)),
    st.builds("{} {}".format, st.sampled_from(FORENAMES), st.sampled_from(FAMILIES)),
    st.just("others"),
)
LISTS: st.SearchStrategy[str] = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.lists(NAMES, max_size=5).map(" and ".join),
)


@given(LISTS)
@drawn(300)
def test_a_clean_list_is_read_as_any_other(text: str) -> None:
    """The short way comes to what the long way does."""
    text = text.replace(" ,", ",")
    short = people_in(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "is_clean", lambda _text: False)
        long = people_in(text)

    assert short == long
