"""Where a new entry goes in files of many styles, and what it looks like there.

Each file in `styles` is a .bib file in which lines of the new entry begin with a plus,
after a line with its type and its year.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.reader import parse_bibtex
from groupsite.sources.bibtex.writing.inserting import insert
from tests.drawing import drawn
from tests.sources.bibtex.writing.conftest import DRAFT

FOLDER: Final = Path(__file__).parent / "styles"
STYLES: Final = sorted(path.stem for path in FOLDER.glob("*.diff"))
#: Fields of a preprint.
PREPRINT: Final = ("title", "author", "year", "month", "eprint", "archiveprefix")


@pytest.mark.parametrize("style", STYLES)
def test_an_entry_looks_like_the_others(style: str) -> None:
    """It stands where the author of the file would have put it, written as they would."""
    head, *marked = (FOLDER / f"{style}.diff").read_text("utf-8").splitlines()
    kind, year = head.split()
    # the last line of the file has a line end, if there is an empty one below it
    before = "\n".join(line[1:] for line in marked if line[:1] != "+")
    after = "\n".join(line[1:] for line in marked)
    names = PREPRINT if kind == "misc" else [*DRAFT.fields]
    draft = Draft(kind, {name: DRAFT.fields[name] for name in names} | {"year": year})

    assert insert(before, draft).text == after


def file(*entries: tuple[str, int]) -> str:
    """A file with entries of these types and years."""
    return "\n".join(
        f"@{kind}{{k{n},\n  title = {{T{n}}},\n  year = {{{year}}},\n}}\n"
        for n, (kind, year) in enumerate(entries)
    )


ARTICLES: Final = [("article", year) for year in (2025, 2025, 2023, 2020, 2020, 2012)]
PREPRINTS: Final = [("misc", year) for year in (2025, 2024, 2024)]
THESES: Final = [("phdthesis", 2015), ("mastersthesis", 2011)]


@pytest.mark.parametrize(
    ("entries", "kind", "year", "place"),
    [
        # newest first, at the top of its year, in the part of its type
        (ARTICLES + PREPRINTS + THESES, "article", 2026, 0),
        (ARTICLES + PREPRINTS + THESES, "article", 2025, 0),
        (ARTICLES + PREPRINTS + THESES, "book", 2021, 3),
        (ARTICLES + PREPRINTS + THESES, "article", 1999, 6),
        (ARTICLES + PREPRINTS + THESES, "misc", 2026, 6),
        (ARTICLES + PREPRINTS + THESES, "misc", 2024, 7),
        (ARTICLES + PREPRINTS + THESES, "phdthesis", 2020, 9),
        (ARTICLES + PREPRINTS + THESES, "techreport", 2026, 6),
        (ARTICLES + PREPRINTS + THESES, "article", 0, 0),
        # one that is out of place makes no part
        ([("article", y) for y in (2026, 2025, 2023, 2024, 2022)], "misc", 2024, 2),
        ([("article", y) for y in (2026, 2025, 2023, 2024, 2022)], "misc", 2026, 0),
        # oldest first, at the end of its year
        ([*reversed(ARTICLES)], "article", 2020, 3),
        ([*reversed(ARTICLES)], "article", 2026, 6),
        ([*reversed(ARTICLES)], "article", 2000, 0),
        ([*reversed(ARTICLES), *reversed(PREPRINTS)], "article", 2026, 6),
        ([*reversed(ARTICLES), *reversed(PREPRINTS)], "misc", 2023, 6),
        ([*reversed(ARTICLES), *reversed(PREPRINTS)], "misc", 2024, 8),
        # no order
        ([("article", 2020)], "article", 2021, 1),
        ([("article", 2020)] * 3, "article", 2019, 3),
        ([("article", y) for y in (2020, 2024, 2021, 2025, 2019)], "misc", 2024, 5),
    ],
)
def test_an_entry_goes_where_the_file_has_it(
    entries: list[tuple[str, int]], kind: str, year: int, place: int
) -> None:
    """By year, newest or oldest first, in the right part, or at the end."""
    fields = {"title": "New", "year": f"{year or ''}"}
    # keys are sorted by chance in small files only
    text = file(*entries).replace("{k1,", "{z1,").replace("{k3,", "{a3,")
    written = insert(text, Draft(kind, fields), "new")
    keys = [line for line in written.text.splitlines() if line.startswith("@")]

    assert keys.index(f"@{kind}{{new,") == place


#: An entry of each file that is made up: all fields that others have, in their order.
WORK: Final = {
    "author": "Doe, Jane and Roe, Richard",
    "title": "Title {}",
    "journal": "Journal of Examples",
    "volume": "{}",
    "pages": "{}--20",
    "year": "20{}",
    "month": "may",
    "doi": "10.5555/{}",
}


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[str], str]:
    """Entries in one style, with what is between them."""
    indent = draw(st.sampled_from(["", "  ", "    ", "\t", " , "]))
    sign = draw(st.sampled_from(["=", " = ", "= ", " =  "]))
    quote = draw(st.sampled_from(["{}", '""']))
    bare, trailing, close = (
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
    )
    case = draw(st.sampled_from([str.lower, str.upper, str.capitalize]))
    opening = draw(st.sampled_from(["{", " {", "{ ", "("]))
    order = draw(st.permutations([*WORK]))
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    gap = eol * draw(st.integers(1, 3))
    comma = "" if "," in indent else ","
    first = draw(st.sampled_from([f"{comma}{eol}"] * 3 + [", "] * bool(comma)))
    between = draw(st.sampled_from([f"{comma}{eol}"] * 3 + [", "] * bool(comma)))
    # nothing is in a column where all is in one line
    column = draw(st.sampled_from([0, 0, 8, 12])) if "\n" in between else 0

    def entry(number: int) -> str:
        fields: list[str] = []
        for name in order:
            value = WORK[name].format(number)
            plain = name == "month" or (bare and value.isdigit())
            written = value if plain else f"{quote[0]}{value}{quote[1]}"
            blanks = indent if "\n" in (between if fields else first) else ""
            fields.append(f"{blanks}{case(name).ljust(column)}{sign}{written}")
        end = "," if trailing and comma else ""
        end += eol if close or not comma else ""
        head = f"@{case('article')}{opening}key{number}{first}"
        return f"{head}{between.join(fields)}{end}{')' if opening == '(' else '}'}"

    numbers = sorted(
        draw(st.sets(st.integers(10, 99), min_size=4, max_size=7)),
        reverse=draw(st.booleans()),
    )
    return [entry(number) for number in numbers], gap


@given(layout=layouts(), number=st.integers(0, 6))
@drawn(300)
def test_what_is_taken_out_comes_back(
    layout: tuple[list[str], str], number: int
) -> None:
    """An entry taken out of a file and written into it again is what it was."""
    entries, gap = layout
    whole = gap.join(entries) + gap[: len(gap) // gap.count("\n")]
    found = parse_bibtex(whole.replace("\r\n", "\n"), "").entries
    taken = number % len(found)
    rest = [entry for n, entry in enumerate(entries) if n != taken]
    left = gap.join(rest) + gap[: len(gap) // gap.count("\n")]
    fields = {name: found[taken].get(name) for name in WORK}

    assert insert(left, Draft("article", fields), found[taken].key).text == whole
