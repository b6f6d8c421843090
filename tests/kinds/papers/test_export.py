"""Papers as files: what other programs read in them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.kinds.papers.formats.export import bibtex_file, csl_file, csl_piece
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.model.problems import Subtype
from tests.drawing import drawn
from tests.kinds.papers.conftest import handed_out, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibtexparser.library import Library

    from groupsite.kinds.papers.paper import Paper
    from tests.kinds.papers.conftest import Load

deterministic = drawn(150)

SHARED: Final = """@string{jt = {Journal of {Tests}}}
@string{pre = "Proceedings of " # jt}
@string{unused = {Nobody needs this}}

@article{first, author = {Doe, Jane and Ann Smith}, title = {On {PET} \\& more},
  journal = jt, year = 2024, month = jul}

Text between entries.

@Article{second,
  Author = "Jane Doe", Title = "On {"}MRI{"}",
  Journal = jt,
  Year = {2023},
}
@inproceedings(third, author = {Jane Doe}, title = {On (CT)}, booktitle = pre,
  year = {2022})
@misc{fourth, author = {Jane Doe}, title = {No names of strings}, year = {2021}}
"""
#: The fields of the entries above, with all names of strings replaced.
FIELDS: Final = {
    "first": {
        "author": "Doe, Jane and Ann Smith",
        "title": "On {PET} \\& more",
        "journal": "Journal of {Tests}",
        "year": "2024",
        "month": "jul",
    },
    "second": {
        "author": "Jane Doe",
        "title": 'On {"}MRI{"}',
        "journal": "Journal of {Tests}",
        "year": "2023",
    },
    "third": {
        "author": "Jane Doe",
        "title": "On (CT)",
        "booktitle": "Proceedings of Journal of {Tests}",
        "year": "2022",
    },
    "fourth": {
        "author": "Jane Doe",
        "title": "No names of strings",
        "year": "2021",
    },
}
AGAIN: Final = """@string{jt = {Tests Quarterly}}
@article{fifth, author = {Jane Doe}, title = {T}, journal = jt, year = {2020}}
"""


def papers(load: Load, *texts: str) -> list[Paper]:
    """The papers of texts in which nothing is wrong, in their order."""
    loaded = load(*texts)
    assert loaded.problems == []
    return [located.record for located in loaded.records]


def read(of: Iterable[Paper]) -> Library:
    """The .bib file of papers, as bibtexparser reads it."""
    return bibtexparser.parse_string(bibtex_file(of).decode())


def fields(library: Library) -> dict[str, dict[str, str]]:
    """Key of an entry → name of a field in lower case → value."""
    return {
        entry.key: {field.key.lower(): field.value for field in entry.fields}
        for entry in library.entries
    }


def test_entries_are_read_back_with_all_their_fields(load: Load) -> None:
    """A file with all papers has their keys in order and their fields as written."""
    library = read(papers(load, SHARED))

    assert library.failed_blocks == []
    assert list(fields(library)) == list(FIELDS)
    assert fields(library) == FIELDS


def test_types_of_entries_are_kept(load: Load) -> None:
    """An entry stays what it is."""
    types = [entry.entry_type.lower() for entry in read(papers(load, SHARED)).entries]

    assert types == ["article", "article", "inproceedings", "misc"]


@pytest.mark.parametrize("key", FIELDS)
def test_an_entry_alone_is_complete(load: Load, key: str) -> None:
    """The file of one paper needs nothing that is defined elsewhere."""
    (paper,) = (paper for paper in papers(load, SHARED) if paper.id == key)
    library = read([paper])

    assert library.failed_blocks == []
    assert fields(library) == {key: FIELDS[key]}
    assert library.strings == []
    assert bibtex_file([paper]).decode() == f"{paper.bibtex}\n"


def test_papers_come_in_the_order_asked_for(load: Load) -> None:
    """As the list that they are downloaded from shows them."""
    library = read(reversed(papers(load, SHARED)))

    assert library.failed_blocks == []
    assert list(fields(library)) == list(FIELDS)[::-1]
    assert fields(library) == FIELDS


def test_a_string_of_a_former_file_can_be_used(load: Load) -> None:
    """Files are read one after the other, as BibTeX does it; their papers stand alone."""
    second = (
        "@article{fifth, author = {Jane Doe}, title = {T}, journal = jt, year = 2020}"
    )
    *_, paper = papers(load, SHARED, second)

    assert fields(read([paper]))["fifth"]["journal"] == "Journal of {Tests}"


def test_a_string_that_is_defined_anew_counts_from_there(load: Load) -> None:
    """Two files may mean different things by one name; every paper keeps its own."""
    library = read(papers(load, SHARED, AGAIN))

    assert library.failed_blocks == []
    found = fields(library)
    assert {key: found[key] for key in FIELDS} == FIELDS
    assert found["fifth"]["journal"] == "Tests Quarterly"


def test_no_papers_are_an_empty_file() -> None:
    """A list without papers is a file without entries."""
    assert bibtex_file([]) == b""
    assert json.loads(csl_file(map(csl_piece, []))) == []


def test_a_list_of_items_is_json(load: Load) -> None:
    """CSL-JSON is a list of the items of the papers, in the order given."""
    found = papers(load, SHARED, AGAIN)[::-1]
    items = json.loads(csl_file(map(csl_piece, found)))

    assert items == [csl_item(paper) for paper in found]
    assert [item["id"] for item in items] == ["fifth", *list(FIELDS)[::-1]]


def test_files_are_utf8(load: Load) -> None:
    """Letters of all scripts are what they are."""
    text = "@misc{łódź, author = {Władysław Ø}, title = {日本 ℓ₁}, year = {2024}}"
    (paper,) = papers(load, text)

    assert fields(read([paper]))["łódź"]["title"] == "日本 ℓ₁"
    (item,) = json.loads(csl_file(map(csl_piece, [paper])).decode())
    assert (item["id"], item["title"]) == ("łódź", "日本 ℓ₁")
    assert item["author"] == [{"family": "Ø", "given": "Władysław"}]


# -- what always holds ---------------------------------------------------------------

STRINGS: Final = ("jt", "x-y", "Acta")
#: Pieces of titles: all that BibTeX allows between balanced braces.
PIECES: Final = (
    "a", " ", "é", "{B}", "{{c} d}", "\\'e", "\\& ", "$x_1$", "--", "%", "x@y", ",", "=", "#",
    "(", ")", "'", '{"}', "\n ", "\\{ \\}",
)  # fmt: skip


class Written(NamedTuple):
    """An entry to be written."""

    kind: str
    key: str
    title: str
    #: Name of a string, empty for a journal that is written out.
    string: str

    def text(self) -> str:
        """The entry as BibTeX."""
        journal = self.string or "{Written Out}"
        return (
            f"@{self.kind}{{{self.key},\n  author = {{Jane Doe}},\n"
            f"  title = {{{self.title}}},\n  journal = {journal},\n  year = 2024\n}}\n"
        )


@st.composite
def bibliographies(draw: st.DrawFn) -> tuple[list[Written], dict[str, str], list[int]]:
    """Entries, values of strings, and numbers of the entries to be listed in this order."""
    keys = draw(
        st.lists(
            st.text("abcXYZ019é:_-+./", min_size=1, max_size=6),
            unique_by=str.casefold,
            max_size=8,
        )
    )
    titles = st.lists(st.sampled_from(PIECES)).map(lambda found: f"T{''.join(found)}Z")
    entries = [
        Written(
            draw(st.sampled_from(["article", "Article", "misc", "ARTICLE"])),
            key,
            draw(titles),
            draw(st.sampled_from(["", *STRINGS])),
        )
        for key in keys
    ]
    value = st.sampled_from(
        ["J", "Journal of {Tests}", "É \\& Co", 'say "so"', "a, b = c"]
    )
    strings = {name: draw(value) for name in STRINGS}
    order = draw(st.permutations(range(len(entries))))
    return entries, strings, order[: draw(st.integers(0, len(order)))]


@given(bibliographies())
@deterministic
def test_any_list_of_papers_is_read_back(
    bibliography: tuple[list[Written], dict[str, str], list[int]],
) -> None:
    """Keys come back in the order given, with titles and journals as they were written."""
    entries, strings, order = bibliography
    text = "".join(f"@string{{{name} = {{{v}}}}}\n" for name, v in strings.items())
    text += "".join(entry.text() for entry in entries)
    with TemporaryDirectory() as folder:
        path = Path(folder, "papers.bib")
        path.write_text(text, "utf-8")
        loaded = load_papers(settings_for(path.parent, path))
    assert [located.record.id for located in loaded.records] == [e.key for e in entries]

    listed = [loaded.records[number].record for number in order]
    expected = [entries[number] for number in order]
    library = read(listed)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [e.key for e in expected]
    for entry in expected:
        found = fields(library)[entry.key]
        assert " ".join(found["title"].split()) == " ".join(entry.title.split())
        assert found["journal"] == strings.get(entry.string, "Written Out")
    assert [item["id"] for item in json.loads(csl_file(map(csl_piece, listed)))] == [
        e.key for e in expected
    ]


BIBS: Final = [
    path.read_text("utf-8")
    for path in sorted(Path(__file__).parent.glob("dialects/*.bib"))
]
SLIPS: Final = '{}()",=#%@\\$&~ \nax1é<>'


@st.composite
def spoilt_files(draw: st.DrawFn) -> str:
    """A file as a program writes it, a few characters of it added or taken away."""
    text = draw(st.sampled_from(BIBS))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        slip = draw(st.text(SLIPS, max_size=2))
        text = text[:place] + slip + text[place + draw(st.integers(0, 2)) :]
    return text


@given(spoilt_files())
@deterministic
def test_what_is_handed_out_says_what_is_shown(text: str) -> None:
    """Whatever a file holds, its papers are the same on the way out and in again."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "papers.bib")
        options = settings_for(path.parent, path)
        path.write_text(text, "utf-8")
        papers = [located.record for located in load_papers(options).records]
        path.write_bytes(bibtex_file(papers))
        again = load_papers(options)

    records = [handed_out(located.record) for located in again.records]
    assert records == [handed_out(paper) for paper in papers]
    assert not [p for p in again.problems if p.subtype == Subtype.BIB]
