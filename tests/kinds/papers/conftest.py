"""Papers from a text, without Sphinx."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.sources.bibtex.latex import RichText
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.parts import Loaded
    from groupsite.model.settings import Settings


class Load(Protocol):
    """Reads texts as the files papers.bib, two.bib and three.bib."""

    def __call__(
        self, *texts: str | bytes, topics: Mapping[str, str] | None = None
    ) -> Loaded:
        """What the loader makes of them."""


def settings_for(
    srcdir: Path, *bibfiles: Path, topics: Mapping[str, str] | None = None
) -> Settings:
    """Settings of a site that has these files and nothing else."""
    return bare_settings(srcdir, bibfiles=bibfiles, topics=topics or {})


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Read texts as .bib files."""

    def load(*texts: str | bytes, topics: Mapping[str, str] | None = None) -> Loaded:
        paths = []
        for name, text in zip(["papers", "two", "three"], texts, strict=False):
            path = tmp_path / f"{name}.bib"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path.resolve())
        return load_papers(settings_for(tmp_path, *paths, topics=topics))

    return load


def said(loaded: Loaded) -> list[str]:
    """All problems as they are printed."""
    return [
        f"{problem.position}: {problem.message} [{problem.subtype}]"
        for problem in loaded.problems
    ]


def handed_out(paper: Paper) -> Paper:
    """The part of a record that its BibTeX says: no links, keywords, switches, awards.

    Nor who an author is: other programs fail at the name of that field.
    """
    private: dict[str, Any] = {
        **dict.fromkeys(("links", "keywords", "topics", "grants"), ()),
        **dict.fromkeys(("alphabetical", "selected"), False),
        **dict.fromkeys(("award", "award_url", "type"), ""),
        **dict.fromkeys(("abstract", "preprint_title"), RichText()),
        "award_date": None,
        "authors": tuple(replace(author, id="") for author in paper.authors),
        "editors": tuple(replace(editor, id="") for editor in paper.editors),
        "look": None,
    }
    return replace(paper, **private)
