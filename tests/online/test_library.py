"""Which of a site's entries a work is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from groupsite.model.dates import PartialDate
from groupsite.online.library import Library
from groupsite.online.work import Contributor, Work

ANA: Final = Contributor("Rivera", "Ana")
BEN: Final = Contributor("Okafor", "Ben")
BIB: Final = r"""
@string{je = {Journal of Examples}}
@article{paper, title = {Calm {W}aves}, author = {Ana Rivera and Ben Okafor},
  journal = je, year = 2025, doi = {https://doi.org/10.5555/A.1}, eprint = {2401.00001v2}}
@misc{posted, title = {Wild waves}, author = {Rivera, Ana and Okafor, Ben},
  year = 2025, doi = {10.48550/arXiv.2401.00002}}
@misc{old, title = {Old waves}, author = {Ana Rivera}, year = 1999, eprint = {math.NA/9901001}, archiveprefix = {arXiv}}
@inproceedings{talk, title = {Long waves}, author = {Ana Rivera}, booktitle = {Proc.}, year = 2024}
@phdthesis{thesis, title = {Short waves}, author = {Ana Rivera}, school = {Ex}, year = 2024}
@article{accepted, title = {Coming waves}, author = {Ana Rivera}, journal = {To appear in Waves}}
@misc{untitled, author = {Nobody}}
"""
LIBRARY: Final = Library({Path("a.bib"): BIB})


def keys(*works: Work) -> list[str]:
    """The entries of a work."""
    return [listed.key for listed in LIBRARY.same(works)]


def work(title: str = "Other", **fields: object) -> Work:
    """A work of Ana Rivera's."""
    given = {"authors": (ANA,), "type": "article", "date": PartialDate(2025)} | fields
    return Work(source="Crossref", title=title, **given)  # type: ignore[arg-type]


def test_what_has_appeared() -> None:
    """As the site shows it: a venue to come is none, a DOI of a server neither."""
    coming = {one.key for one in LIBRARY.entries if one.work.is_preprint}
    assert coming == {"posted", "old", "accepted"}
    assert LIBRARY.keys[-1] == "untitled"
    assert LIBRARY.braced == {"W"}


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (work(doi="10.5555/a.1"), ["paper"]),
        (work(arxiv="2401.00001"), ["paper"]),
        (work(arxiv="2401.00002"), ["posted"]),
        (work(doi="10.48550/arxiv.2401.00002v1"), ["posted"]),
        (work(arxiv="math/9901001"), ["old"]),
        (work(preprints=("10.48550/arXiv.2401.00002",)), ["posted"]),
        (work(published=("10.5555/A.1",)), ["paper"]),
        (work("Calm waves"), ["paper"]),
        (work("Wild Waves", authors=(ANA, BEN), doi="10.5555/w"), ["posted"]),
        (work("Calm waves", doi="10.5555/other"), []),
        (work("Calm waves", authors=(BEN, ANA)), []),
        (work("Calm waves, part II"), []),
        (work("Calm waves", date=PartialDate(2012)), []),
        (work("Long waves", type="inproceedings"), ["talk"]),
        (work("Long waves"), []),
        (work("Short waves"), []),
        (work("Coming waves", doi="10.5555/c"), ["accepted"]),
        (work("Calm waves", authors=()), []),
    ],
)  # fmt: skip
def test_the_same_work(one: Work, found: list[str]) -> None:
    """By its numbers, those of its versions, or by title, first author and year."""
    assert keys(one) == found


def test_numbers_count_more_than_titles() -> None:
    """A paper whose title another one has is found by its DOI alone."""
    assert keys(work("Wild waves", doi="10.5555/a.1")) == ["paper"]
