"""Entries that an earlier build has read are the same as if they were read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.reading import loader
from groupsite.kinds.papers.reading.kept import FILE
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.sources.bibtex.fields import FieldReader
from tests.conftest import bare_settings
from tests.drawing import sites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.model.settings import Settings

BIB = r"""@article{doe2020,
  author = {Doe, Jane, Richard Roe},
  title = {On \unknown{things}},
  year = {2020},
  month = {nonsense},
  keywords = {PET, imagin},
  pdf = {doe.pdf},
}
@inproceedings{roe2021,
  author = {Roe, Richard},
  title = {A talk},
  crossref = {book},
  keywords = {imagin},
  preview = {roe.png},
}
@proceedings{book, title = {Talks}, year = {2021}, publisher = {Nobody}}
@misc{lost, year = {1999}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """A site with faults of many kinds in its .bib file."""
    path = tmp_path / "papers.bib"
    path.write_text(BIB)
    settings = bare_settings(tmp_path, bibfiles=(path,), paper_pages="papers")
    return replace(
        settings, doctreedir=tmp_path / "made", topics={"imaging": "Imaging"}
    )


def read(settings: Settings) -> Any:
    """What a build loads."""
    return load_papers(settings)


def afresh(settings: Settings) -> Any:
    """What a build loads that keeps nothing."""
    return load_papers(replace(settings, doctreedir=None))


def rewrite(settings: Settings, old: str, new: str) -> None:
    """Edit the .bib file."""
    (path,) = settings.bibfiles
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_second_reading_is_the_first_one(
    site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries are taken from the earlier build, with all their messages."""
    first = read(site)
    assert first.problems
    monkeypatch.setattr(loader, "plain_entry", None)
    assert read(site) == first
    monkeypatch.undo()
    assert afresh(site) == first


def test_files_without_an_edit_are_not_read(
    site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is taken from the earlier build, unless a file that a paper links has come."""
    site = replace(site, extra=(site.srcdir / "files",))
    rewrite(site, "  preview = {roe.png},\n", "")
    first = read(site)
    with monkeypatch.context() as patch:
        patch.setattr(loader, "entries_in", None)
        assert read(site) == first
    (site.srcdir / "files").mkdir()
    (site.srcdir / "files/doe.pdf").touch()
    after = read(site)
    assert after == afresh(site)
    assert len(after.problems) == len(first.problems) - 1
    rewrite(site, "{Talks}", "{Other talks}")
    assert read(site) == afresh(site)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@article", "\n\n% moved\n@article"),
        ("year = {2020}", "year = {2019}"),
        ("\n  month", "\n\n  month"),
        ("title = {Talks}", "title = {Other talks}"),
        ("@misc{lost", "@misc{found, title = {Found}, year = {1998}}\n@misc{lost"),
        ("keywords = {PET, imagin}", "keywords = {PET}"),
    ],
)
def test_edits_are_seen(site: Settings, old: str, new: str) -> None:
    """After an edit, records, lines and messages are those of the new file."""
    read(site)
    rewrite(site, old, new)
    assert read(site) == afresh(site)
    assert read(site) == afresh(site)


def test_files_come_and_go(site: Settings) -> None:
    """Links and pictures are looked for in each build."""
    site = replace(site, extra=(site.srcdir / "files",))
    before = read(site)
    (site.srcdir / "files").mkdir()
    for name in ("doe.pdf", "roe.png"):
        (site.srcdir / "files" / name).touch()
    after = read(site)
    assert after == afresh(site)
    assert len(after.problems) == len(before.problems) - 2
    (site.srcdir / "files/doe.pdf").unlink()
    assert read(site) == afresh(site)


def test_settings_count(site: Settings) -> None:
    """With other settings, or other code, entries are read again."""
    read(site)
    for other in (
        replace(site, paper_pages=""),
        replace(site, topics={"pet": "PET"}),
        replace(site, cited_files=frozenset(site.bibfiles)),
        replace(site, code_version=7),
    ):
        assert read(other) == afresh(other)


#: Entries, slips and faults, parts of entries, and what they depend on.
FRAGMENTS = (
    "@string{j = {Journal of Tests}}",
    "@string{j = {Annals of Tests}, a = {The}}",
    "@article{doe2020, author = {Doe, Jane}, title = {One}, journal = j, year = 2020}",
    "@article{roe2021,\n  title = {Two}\n  year = 2021,\n  month = sep,\n journal = {J}}",
    "@misc{poe, title = A new method, year = {1999}}",
    "@misc(moe, title = {Three} # { and more}, year = 1999)",
    "@misc{doe2020, title = {Another one}, year = {1999}}",
    "@misc{joe, title = {Open, year = {1999}",
    "@misc{zoe, title = {Closed}}, year = {1999}}",
    "@misc{coe, title = {Twice}, title = {Two}, year = a}",
    "@misc{, title = {No key}}",
    "year = {1998},",
    "}",
    "% @misc{no, title = {No}}",
    "@comment{@misc{no, title = {No}}}",
)


@given(
    texts=st.lists(
        st.tuples(
            st.lists(st.sampled_from(FRAGMENTS), max_size=6), st.sampled_from("\n \f")
        ),
        min_size=2,
        max_size=3,
    )
)
@sites(150)
def test_any_edit_is_seen(texts: Sequence[tuple[Sequence[str], str]]) -> None:
    """Whatever stands before and after an entry, and was there, is read as it is now."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "papers.bib")
        settings = bare_settings(path.parent, bibfiles=(path,), paper_pages="papers")
        settings = replace(settings, doctreedir=path.parent)
        for fragments, between in texts:
            path.write_text(between.join(fragments))
            assert read(settings) == afresh(settings)


@pytest.mark.parametrize(
    "files",
    [
        ("@string{j = {One}}\nENTRY", "@string{j = {Two}}\nENTRY"),
        ("@string{j = {One}}\nENTRY", "ENTRY"),
        ("ENTRY", "@string{j = {One}}\nENTRY"),
        ("@string{j = {One}}\nENTRY", "ENTRY\n@string{j = {One}}"),
    ],
)
def test_a_string_counts_for_the_entry_that_names_it(
    tmp_path: Path, files: tuple[str, str]
) -> None:
    """Another value, or none, or one that comes too late."""
    path = tmp_path / "papers.bib"
    entry = "@article{a, title = {A}, journal = j, year = 2020}\n"
    settings = bare_settings(tmp_path, bibfiles=(path,), paper_pages="papers")
    settings = replace(settings, doctreedir=tmp_path)
    found = []
    for text in files:
        path.write_text(text.replace("ENTRY", entry))
        loaded = read(settings)
        assert loaded == afresh(settings)
        found.append(loaded.records[0].record.venue)

    assert found[0] != found[1]


def test_entries_of_earlier_builds_are_not_read_again(
    site: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an edit the reader sees that entry alone, and those that are wrong."""
    rewrite(site, "month = {nonsense}", "month = sep")
    read(site)
    seen = []
    fields = FieldReader.fields

    def noted(reader: FieldReader) -> Any:
        found = fields(reader)
        seen.append(dict(found)["title"].value)
        return found

    monkeypatch.setattr(FieldReader, "fields", noted)
    rewrite(site, "title = {Talks}", "title = {Other talks}")
    read(site)
    assert seen == ["Other talks"]


@pytest.mark.parametrize("damage", [b"", b"junk", None])
def test_odd_files_are_ignored(site: Settings, damage: bytes | None) -> None:
    """A file that is cut off or is something else is as good as none, and replaced."""
    assert site.doctreedir is not None
    first, path = read(site), site.doctreedir / FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] if damage is None else damage)
    assert read(site) == first
    assert path.read_bytes() == whole
