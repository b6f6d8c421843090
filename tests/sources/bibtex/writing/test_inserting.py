"""New entries in files as people and programs write them: lines are added, no more."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.writing.inserting import insert
from tests.drawing import drawn
from tests.sources.bibtex.writing.conftest import (
    DRAFT,
    DRAFTS,
    FILES,
    NAMES,
    added,
    as_read,
    bibtexparser_entries,
    in_bibtex,
    lines,
    meaning,
    pybtex_entries,
    values,
)

TEXTS = dict(zip(NAMES, (path.read_text("utf-8") for path in FILES), strict=True))


def check(text: str, draft: Draft) -> None:
    """Insert *draft*; all that is there stays, and the entry is read as it was meant."""
    written = insert(text, draft)
    more = added(text, written.text)
    before, after = as_read(text), as_read(written.text)
    new = after.pop(written.key)

    assert any(line.strip() for line in more)
    assert {k: (e.type, values(e)) for k, e in after.items()} == {
        k: (e.type, values(e)) for k, e in before.items()
    }
    meant = {name: value for name, value in draft.fields.items() if value.strip()}
    assert new.type == draft.type
    assert meaning(values(new)) == meaning(meant)
    head = lines(written.text)[written.line - 1]
    assert head.startswith("@")
    assert written.key in head
    assert written.key.isascii()
    for read in (pybtex_entries, bibtexparser_entries):
        known = read(text)
        if known is None:
            continue
        found = read(written.text)
        assert found is not None
        kind, fields = found.pop(written.key.lower())
        assert found == known
        assert kind.lower() == draft.type
        found_names = in_bibtex({name: str(v) for name, v in fields.items()}).keys()
        assert found_names >= in_bibtex(meant).keys() - {"author", "editor"}


@pytest.mark.parametrize("year", ["", "1900", "2019", "2021", "2023", "2024", "2030"])
@pytest.mark.parametrize("name", NAMES)
def test_only_lines_are_added(name: str, year: str) -> None:
    """Whatever a file is like, an entry of any year adds lines and changes none."""
    check(TEXTS[name], Draft(DRAFT.type, {**DRAFT.fields, "year": year}))


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_are_those_of_the_file(name: str) -> None:
    """Files of Windows and of old Macs get lines that end as theirs do."""
    text = TEXTS[name]
    plain = insert(text, DRAFT)
    for eol in ("\r\n", "\r"):
        written = insert(text.replace("\n", eol), DRAFT)

        if "\n" in text:
            assert written.text == plain.text.replace("\n", eol)
            assert (written.key, written.line) == (plain.key, plain.line)


@given(name=st.sampled_from(NAMES), draft=DRAFTS)
@drawn(300)
def test_hostile_values_change_nothing_else(name: str, draft: Draft) -> None:
    """A value is written so that all programs read it as it is, or nothing is written."""
    with suppress(ValueError):
        check(TEXTS[name], draft)


@given(
    text=st.lists(
        st.sampled_from([
            "@article{a, title = {A}, year = 2020}", "@misc{b,\n  title = {B},\n}\n",
            "@string{j = {J}}", "% 2020\n", "% @misc{c, title = {x},", "\n", "\r\n", " ",
            "}", "{", '"', "@comment{x", "@", "title = {T},", '@misc(d, note="}")',
            "\n@misc{e, year = 2021, author = {Doe, J.}", "text", "\ufeff", "\x00", ",",
        ]),
        max_size=12,
    ).map("".join)
)  # fmt: skip
@drawn(500)
def test_broken_files_are_left_as_they_are(text: str) -> None:
    """In a file with faults, lines are added as well, or nothing is written."""
    before = {k: (e.type, values(e)) for k, e in as_read(text).items()}
    try:
        written = insert(text, DRAFT)
    except ValueError:
        return
    after = {k: (e.type, values(e)) for k, e in as_read(written.text).items()}
    new = after.pop(written.key)

    assert added(text, written.text)
    assert after == before
    assert meaning(new[1]) == meaning(dict(DRAFT.fields))
