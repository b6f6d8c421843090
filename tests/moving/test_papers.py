"""Each paper is one entry, and no other paper is lost for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.moving import moved, old_site

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "@article{a, title={Calm {Waves} of Water}, author={Ana Rivera and Ben Okafor}, journal={J. Ex.}, year=2026, doi={10.5555/ab.1}}\n"
PREPRINT = "@misc{p, title={Calm Waves of Water}, author={Rivera, Ana and Okafor, Ben}, year=2025, eprint={2501.01234}, archiveprefix={arXiv}}\n"


def keys(tmp_path: Path, text: str) -> list[str]:
    """The keys of the new site."""
    result = moved(old_site(tmp_path / "old", {"a.bib": text}), tmp_path / "new")
    return [entry.key for entry in result.moved.papers]


@pytest.mark.parametrize("text", [ARTICLE + PREPRINT, PREPRINT + ARTICLE])
def test_preprint_and_article_are_one(tmp_path: Path, text: str) -> None:
    """The entry of the article, with the number of the preprint, in whatever order."""
    result = moved(old_site(tmp_path / "old", {"a.bib": text}), tmp_path / "new")
    (entry,) = result.moved.papers
    assert (entry.type, entry.key) == ("article", "a")
    assert entry.fields["eprint"] == "2501.01234"
    assert entry.fields["year"] == "2026"
    assert all(thing.into for thing in result.account.things)
    assert result.account.guesses


@pytest.mark.parametrize("other", [
    PREPRINT.replace("Calm", "Wild"),
    PREPRINT.replace("Water", "Water, Part II"),
    PREPRINT.replace("Rivera, Ana and Okafor, Ben", "Somebody Else"),
    ARTICLE.replace("{a,", "{b,").replace("ab.1", "ab.2"),
    ARTICLE.replace("{a,", "{b,").replace("@article", "@inproceedings").replace("journal", "booktitle").replace(", doi={10.5555/ab.1}", ""),
])  # fmt: skip
def test_other_papers_stay_apart(tmp_path: Path, other: str) -> None:
    """A part II, a paper of others, a version for a conference are papers of their own."""
    assert len(keys(tmp_path, ARTICLE + other)) == 2


def test_a_key_that_is_given_twice_becomes_two(tmp_path: Path) -> None:
    """Two files may have it for two papers."""
    other = ARTICLE.replace("Calm", "Wild").replace("ab.1", "ab.2")
    found = keys(tmp_path, ARTICLE + other)
    assert found[0] == "a"
    assert found[1] != "a"


def test_comments_stay_above_their_entries(tmp_path: Path) -> None:
    """What authors have noted for themselves."""
    moved(
        old_site(tmp_path / "old", {"a.bib": f"% to do: pages\n{ARTICLE}"}),
        tmp_path / "new",
    )
    text = (tmp_path / "new/publications.bib").read_text("utf-8")
    assert text.startswith("% to do: pages\n@article{a,")


def test_fields_that_nobody_knows_stay(tmp_path: Path) -> None:
    """They are their authors', and no page shows them."""
    moved(
        old_site(
            tmp_path / "old", {"a.bib": ARTICLE.replace("year=", "owner={me}, year=")}
        ),
        tmp_path / "new",
    )
    assert "owner = {me}" in (tmp_path / "new/publications.bib").read_text("utf-8")
