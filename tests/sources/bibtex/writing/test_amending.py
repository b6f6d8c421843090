"""Entries that are changed in place: the values that change, and lines that are added."""

from __future__ import annotations

from contextlib import suppress
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.writing.amending import amend
from groupsite.sources.bibtex.writing.document import BibDocument
from tests.drawing import drawn
from tests.sources.bibtex.writing.conftest import (
    DRAFTS,
    FILES,
    NAMES,
    as_read,
    bibtexparser_entries,
    in_bibtex,
    lines,
    meaning,
    pybtex_entries,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.sources.bibtex.draft import Draft

TEXTS = dict(zip(NAMES, (path.read_text("utf-8") for path in FILES), strict=True))
#: What is known of a preprint once it has been published.
PUBLISHED = {
    "title": "A {Newer} Title",
    "preprint_title": "An Old One",
    "journal": "Journal of Invented Examples",
    "volume": "12",
    "pages": "17--42",
    "year": "2025",
    "doi": "10.5555/ab.1",
    "note": "",
}

PREPRINT = """\
% ours
@misc{doe2024noisy,
  author = {Jane Doe and Ann Smith},
  title = {Noisy Things},  % with a remark
  year = {2024},
  month = mar,
  eprint = {2401.00001},
  note = {submitted},
  grant = {grand},
}
"""


def check(text: str, key: str, fields: Mapping[str, str], kind: str) -> str:
    """Amend the entry *key*; all else stays, and the changes are read as meant."""
    written = amend(text, key, fields, kind)
    before, after = as_read(text), as_read(written.text)
    old, new = before.pop(key), after.pop(key)

    assert {k: (e.type, values(e)) for k, e in after.items()} == {
        k: (e.type, values(e)) for k, e in before.items()
    }
    assert new.type == kind
    meant = {**in_bibtex(values(old)), **in_bibtex(dict(fields))}
    gone = {name for name, value in fields.items() if not value.strip()}
    there = meaning(values(new))
    expected = meaning({n: v for n, v in meant.items() if n not in gone})
    if "date" in old.fields:  # may be more precise
        for name in ("date", "year", "month", "day"):
            there.pop(name, None)
            expected.pop(name, None)
    assert there == expected
    for read in (pybtex_entries, bibtexparser_entries):
        known = read(text)
        if known is not None:
            found = read(written.text)
            assert found is not None
            assert {**found, key.lower(): 0} == {**known, key.lower(): 0}
    assert lines(written.text)[written.line - 1].lstrip().startswith("@")
    return written.text


def changed_lines(before: str, after: str) -> list[int]:
    """The lines of *before*, from 0, that *after* does not have."""
    matcher = SequenceMatcher(None, lines(before), lines(after), autojunk=False)
    return [
        number
        for tag, start, end, _, _ in matcher.get_opcodes()
        if tag in ("replace", "delete")
        for number in range(start, end)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_any_entry_of_any_file_can_be_amended(name: str) -> None:
    """Only the lines of values that change, and that of the type, are touched."""
    text = TEXTS[name]
    document = BibDocument(text)
    for entry in document.entries:
        kind = "article" if entry.read.type == "misc" else entry.read.type
        after = check(text, entry.read.key, PUBLISHED, kind)

        if not entry.block.closed:
            continue
        touched = {document.line(entry.block.start)}
        if len(entry.block.fields) < 2:
            touched.add(document.line(entry.block.end - 1))
        for place in entry.block.fields:
            if place.name.lower() in {*PUBLISHED, "journaltitle", "date"}:
                touched |= {
                    *range(document.line(place.start), document.line(place.end) + 1)
                }
        shared = {
            document.line(p.start)
            for p in entry.block.fields
            if document.text[document.line_start(p.start) : p.start].strip()
        }
        changed = {number + 1 for number in changed_lines(text, after)}
        assert changed <= touched | shared


def test_a_preprint_is_published() -> None:
    """Type, title and year change; own fields, the remark and names stay."""
    fields = {**PUBLISHED, "author": "Doe, Jane and Smith, Ann", "month": "March"}
    written = amend(PREPRINT, "doe2024noisy", fields, "article")

    assert written.text.splitlines() == [
        "% ours",
        "@article{doe2024noisy,",
        "  author = {Jane Doe and Ann Smith},",
        "  title = {A {Newer} Title},  % with a remark",
        "  preprint_title = {An Old One},",
        "  journal = {Journal of Invented Examples},",
        "  volume = {12},",
        "  pages = {17--42},",
        "  year = {2025},",
        "  doi = {10.5555/ab.1},",
        "  month = mar,",
        "  eprint = {2401.00001},",
        "  grant = {grand},",
        "}",
    ]
    assert (written.key, written.line) == ("doe2024noisy", 2)


def test_a_second_run_changes_nothing() -> None:
    """What is there already is left as it is written."""
    once = amend(PREPRINT, "doe2024noisy", PUBLISHED, "article")

    assert amend(once.text, "doe2024noisy", PUBLISHED, "article").text == once.text
    same = {
        "author": "Doe, Jane and Smith, Ann",
        "month": "3",
        "title": "Noisy\nThings",
    }
    assert amend(PREPRINT, "DOE2024noisy", same).text == PREPRINT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{a}", "@misc{a,\n  doi = {x},\n}"),
        ("@misc{a,}", "@misc{a,\n  doi = {x},\n}"),
        ("@misc{a,\n}", "@misc{a,\n  doi = {x},\n}"),
        ("@misc{a, year=2020}", "@misc{a, year=2020, doi={x}}"),
        ("@misc{a,\n year=2020\n}", "@misc{a,\n doi={x},\n year=2020\n}"),
        ("@misc{a,\n\tyear=2020}", "@misc{a,\n\tdoi={x},\n\tyear=2020}"),
        ("@misc{a,\r\n  year=1,\r\n}", "@misc{a,\r\n  year=1,\r\n  doi={x},\r\n}"),
        ("@misc{a\n , year=1\n }", "@misc{a\n , year=1\n , doi={x}\n }"),
        ('@misc(a, year = "2020")', '@misc(a, year = "2020", doi = "x")'),
        ("@misc{a, doi = y # z}", "@misc{a, doi = {x}}"),
        ('@misc{a, doi = "y"}', '@misc{a, doi = "x"}'),
        ("@misc{a, doi = 7}", "@misc{a, doi = {x}}"),
        ("@misc{a,\n  DOI = {x},\n  doi = {y}\n}", "@misc{a,\n  DOI = {x},\n  doi = {y}\n}"),
    ],
)  # fmt: skip
def test_a_field_is_set(before: str, after: str) -> None:
    """A field comes in the style of its entry, and into the place of its old value."""
    assert amend(before, "a", {"doi": "x"}).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{a,\n  doi = {x},\n  year = 1,\n}", "@misc{a,\n  year = 1,\n}"),
        ("@misc{a,\n  year = 1,\n  doi = {x}\n}", "@misc{a,\n  year = 1,\n}"),
        ("@misc{a,\n\tyear = 1,\n\tdoi = {x}}", "@misc{a,\n\tyear = 1}"),
        ("@misc{a, doi = {x}, year = 1}", "@misc{a, year = 1}"),
        ("@misc{a, year = 1, doi = {x}}", "@misc{a, year = 1}"),
        ("@misc{a,\n doi = {x\n y}, year = 1}", "@misc{a,\n year = 1}"),
        ("@misc{a,\n  doi = {x},\n  year = 1,\n  DOI = {y},\n}", "@misc{a,\n  year = 1,\n}"),
        ("@misc{a, year = 1}", "@misc{a, year = 1}"),
    ],
)  # fmt: skip
def test_a_field_is_removed(before: str, after: str) -> None:
    """A field with an empty value goes with its line."""
    assert amend(before, "a", {"doi": ""}).text == after


@pytest.mark.parametrize(
    ("key", "fields", "kind"),
    [
        ("b", {"doi": "x"}, ""),
        ("a", {"doi": "}"}, ""),
        ("a", {"doi": "x\x07"}, ""),
        ("a", {"d oi": "x"}, ""),
        ("a", {"doi": "x"}, "comment"),
        ("a", {"doi": "x"}, "art icle"),
    ],
)
def test_what_cannot_be_written_is_refused(
    key: str, fields: dict[str, str], kind: str
) -> None:
    """No entry, or nothing that could be read back, is an error."""
    with pytest.raises(ValueError, match=r"no entry|`doi`|cannot be"):
        amend("@misc{a, title = {A}}", key, fields, kind)


@given(
    name=st.sampled_from([name for name in NAMES if as_read(TEXTS[name])]),
    number=st.integers(0, 1000),
    draft=DRAFTS,
)
@drawn(300)
def test_hostile_values_change_nothing_else(
    name: str, number: int, draft: Draft
) -> None:
    """A value is written so that all programs read it as it is, or nothing is written."""
    keys = [*as_read(TEXTS[name])]
    with suppress(ValueError):
        check(TEXTS[name], keys[number % len(keys)], draft.fields, draft.type)
