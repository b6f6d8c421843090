"""The table of fields for the documentation has those that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.fields import READ
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.sources.bibtex.fieldnames import is_field
from groupsite.sources.bibtex.reader import BibEntry
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

#: Types that are read in ways of their own.
TYPES: Final = ("article", "book", "inproceedings", "misc", "online", "thesis")


def test_all_fields_that_are_read_are_in_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries that have next to nothing are asked for everything."""
    asked: set[str] = set()
    get = BibEntry.get

    def note(entry: BibEntry, name: str) -> str:
        asked.add(name)
        return get(entry, name)

    monkeypatch.setattr(BibEntry, "get", note)
    entries = (f"@{t}{{{t}, title={{T}}, month={{jan}}, year=2020}}" for t in TYPES)
    (tmp_path / "a.bib").write_text("\n".join(entries), "utf-8")
    bibfiles = (tmp_path / "a.bib",)
    load_papers(bare_settings(tmp_path, bibfiles=bibfiles, paper_pages="papers"))

    # no name at all is asked for where a venue has no subtitle
    assert asked - {""} == {*READ}


def test_all_fields_in_the_table_have_known_names() -> None:
    """None of them would be taken for a slip."""
    assert [name for name in READ if not is_field(name)] == []
