"""Field by field of an entry: nothing that stands in one costs the entry, or another.

The fields are those that the loader asks for.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from groupsite.kinds.papers.reading.keywords import TopicFinder
from groupsite.kinds.papers.reading.loader import _Reading, load_papers
from groupsite.model.positions import Position
from groupsite.sources.bibtex.reader import BibEntry
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.parts import Loaded


def asked() -> list[str]:
    """The names of all fields that an entry is asked for."""
    names: dict[str, None] = {}

    class Asked(BibEntry):
        def get(self, name: str) -> str:
            names[name] = None
            return {"title": "A title", "year": "2024"}.get(name, "")

    for kind in ("article", "inproceedings", "phdthesis", "misc"):
        place = Position("a.bib", 1)
        entry = Asked(kind, "key", {}, place)
        settings = bare_settings(Path(__file__).parent)
        _Reading(entry, settings, [], TopicFinder({})).paper()
    return sorted(filter(None, names))


FIELDS: Final = asked()
#: Ours, and some of everybody's: the loader is known to ask for them.
KNOWN: Final = {
    "year", "month", "author", "doi", "eprint", "url", "keywords", "pages", "pdf",
    "award_date", "award_url", "grant", "selected", "alphabetical", "pubstate",
    "pubtype", "preprint_title", "note", "date", "editor", "langid",
}  # fmt: skip
JUNK: Final = {
    "nothing": "{}",
    "a word": "{gibberish}",
    "signs": "{???}",
    "a script": "{javascript:alert(1)}",
    "a date with a slash": "{2025/7}",
    "a month of no year": "{2025-13}",
    "LaTeX that is unknown": r"{\nonsense{x}}",
    "commas": "{, ,; ,}",
    "and": "{ and and }",
    "names without and": "{Doe, Jane, Smith, Ann, Li, Wei}",
    "a number": "12345678901234567890",
    "no braces": "gibberish",
    "no value": "",
    "an open brace": "{open",
    "an open formula": "{$x^{2}",
}
LINES: Final = (
    "@article{good,",
    "  author = {Jane Doe and Ann Smith},",
    "  title = {A title},",
    "  journal = {A journal},",
    "  year = {2024},",
    "  doi = {10.1000/x},",
    "}",
)
NEIGHBOURS: Final = (
    "@misc{before, author = {Wei Li}, title = {Before}, year = 2020}",
    "@misc{after, author = {Wei Li}, title = {After}, year = 2021}",
)


def load(folder: Path, entry: list[str]) -> Loaded:
    """What is read of a file with *entry* between two others."""
    before, after = NEIGHBOURS
    path = folder / "publications.bib"
    path.write_text("\n".join([before, *entry, after]), "utf-8")
    return load_papers(bare_settings(folder, bibfiles=(path,)))


def without(name: str) -> list[str]:
    """The good entry without the field *name*."""
    return [line for line in LINES if not line.startswith(f"  {name} =")]


def paper(loaded: Loaded) -> Paper:
    """The record of the good entry."""
    found: Paper = loaded.records[1].record
    return found


def differing(one: Paper, other: Paper) -> set[str]:
    """Names of what is not the same."""
    names = {field.name for field in fields(one)} - {"bibtex"}
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def test_the_fields_are_those_that_are_read() -> None:
    """So that none is missing here."""
    assert set(FIELDS) >= KNOWN


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
@pytest.mark.parametrize("name", [name for name in FIELDS if name != "title"])
def test_no_field_costs_the_entry(tmp_path: Path, name: str, junk: str) -> None:
    """It is there with its title and its neighbours; messages are at its lines."""
    entry = [*without(name)[:-1], f"  {name} = {junk},", "}"]
    loaded = load(tmp_path, entry)

    assert [found.record.id for found in loaded.records] == ["before", "good", "after"]
    assert "A title" in paper(loaded).title.plain
    lines = {problem.position.line for problem in loaded.problems}
    assert lines <= set(range(2, 2 + len(entry)))
    assert loaded.lost == frozenset()


#: Where a value without an end ends is tested with the reader.
CLOSED: Final = {name: junk for name, junk in JUNK.items() if "open" not in junk}
#: What a field of values with a form may change; nothing else is touched by junk.
FORMED: Final = {
    "year": {"date", "state"},
    "month": {"date"},
    "date": {"date"},
    "doi": {"doi"},
    "eprint": {"arxiv"},
    "arxiv": {"arxiv"},
    "url": {"links"},
    "pdf": {"links"},
    "code": {"links"},
    "award_date": {"award_date"},
    "award_url": {"award_url"},
    "selected": {"selected"},
    "alphabetical": {"alphabetical"},
    "keywords": {"keywords", "topics"},
    "grant": {"grants"},
    "pages": {"imprint"},
    "pubtype": {"type"},
    "pubstate": {"state"},
}


@pytest.mark.parametrize("junk", CLOSED.values(), ids=CLOSED.keys())
@pytest.mark.parametrize("name", FORMED)
def test_no_field_costs_another_one(tmp_path: Path, name: str, junk: str) -> None:
    """The record differs in what the field is about, if at all."""
    meant = paper(load(tmp_path, without(name)))
    got = paper(load(tmp_path, [*without(name)[:-1], f"  {name} = {junk},", "}"]))

    assert differing(got, meant) <= FORMED[name]
