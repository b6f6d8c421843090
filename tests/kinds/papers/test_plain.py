"""Entries that say otherwise what BibTeX has a word for: all see what is meant."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.kinds.papers.conftest import Load, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper
    from tests.conftest import Site

BASE = "author = {Jane Doe}, title = {A}, year = 2024"
ARXIV = "eprint = {2401.00001}"


def only(load: Load, text: str, *problems: str) -> Paper:
    """The one paper of a text with exactly these problems."""
    loaded = load(text)
    assert said(loaded) == list(problems)
    ((located),) = loaded.records
    paper: Paper = located.record
    return paper


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        # no journal has printed it
        ("article", ARXIV, ("misc", "preprint", "preprint")),
        ("article", f"{ARXIV}, archiveprefix = {{arXiv}}", ("misc", "preprint", "preprint")),
        ("article", "eprint = {hal-1}, archiveprefix = {HAL}", ("misc", "preprint", "preprint")),
        ("article", "journal = {arXiv preprint arXiv:2401.00001}", ("misc", "preprint", "preprint")),
        ("article", f"{ARXIV}, pubstate = {{submitted}}", ("article", "article", "submitted")),
        ("article", f"{ARXIV}, journal = {{J}}", ("article", "article", "published")),
        # a journal has
        ("misc", "journal = {J}", ("article", "article", "published")),
        ("misc", f"{ARXIV}, journaltitle = {{J}}", ("article", "article", "published")),
        ("misc", "journal = {J}, pubtype = {editorial}", ("article", "editorial", "published")),
        ("misc", "journal = {arXiv:2401.00001}", ("misc", "preprint", "preprint")),
        ("misc", ARXIV, ("misc", "preprint", "preprint")),
        ("misc", "booktitle = {B}", ("misc", "misc", "published")),
    ],
)  # fmt: skip
def test_what_an_entry_is_follows_from_its_journal(
    load: Load, kind: str, fields: str, expected: tuple[str, str, str]
) -> None:
    """Type for machines, type for visitors, state; without a message."""
    paper = only(load, f"@{kind}{{a, {BASE}, {fields}}}")

    assert (paper.entry_type, paper.type, paper.state) == expected


@pytest.mark.parametrize("fields", ["", "eprint = {https://x.org/a}"])
def test_an_article_that_is_nowhere_lacks_its_journal(load: Load, fields: str) -> None:
    """A publisher's address is no number on a preprint server."""
    message = (
        "papers.bib:1: entry `a`: `journal` is missing, @article needs it [missing]"
    )

    paper = only(load, f"@article{{a, {BASE}, {fields}}}", message)
    assert (paper.entry_type, paper.state) == ("article", "published")


def test_what_is_handed_out_is_what_is_meant(load: Load) -> None:
    """Its type, and its fields without names that are defined elsewhere."""
    text = f'@string{{j = "J"}}\n@Misc {{a, {BASE}, journal = j\n}}'

    first, *_, last, _ = only(load, text).bibtex.splitlines()
    assert (first, last) == ("@article{a,", "  journal = {J},")


def test_names_are_handed_out_as_bibtex_joins_them(load: Load) -> None:
    """So that other programs find the same people, of parents as well."""
    text = (
        "@inproceedings{a, author = {A. Smith; B. Doe}, title = {T}, crossref = {b}}\n"
        "@proceedings{b, title = {P}, editor = {C. Roe & D. Poe}, year = 2024}\n"
    )
    ((located),) = load(text).records
    paper = located.record

    assert [author.name for author in paper.authors] == ["A. Smith", "B. Doe"]
    assert [editor.name for editor in paper.editors] == ["C. Roe", "D. Poe"]
    assert "author = {A. Smith and B. Doe}" in paper.bibtex
    assert "editor = {C. Roe and D. Poe}" in paper.bibtex


def test_names_that_may_be_several_are_one_message(load: Load) -> None:
    """At the line of the field, for all of them; they are shown as they are written."""
    text = (
        "@misc{a,\n  author = {Jane Doe, Richard Roe and Ann Poe and Poe & Sons},\n"
        "  title = {A}, year = 2024}"
    )
    message = (
        "papers.bib:2: entry `a`: `author`: `Jane Doe, Richard Roe`, `Poe & Sons` may be "
        "one name or several: write A and B for two people, put the name of a body or a "
        "family name of several words in braces [author]"
    )
    names = [author.name for author in only(load, text, message).authors]

    assert names == ["Jane Doe, Richard Roe", "Ann Poe", "Poe & Sons"]


def test_a_misc_in_a_journal_is_an_article_everywhere(
    make_site: Callable[..., Site],
) -> None:
    """On its page and in its head, in both files to download."""
    bib = f"@misc{{a, {BASE}, journal = {{Journal of Examples}}, volume = 7}}\n"
    built = make_site("papers", {"papers.bib": bib}).build(
        config={"html_baseurl": "https://x.example/"}
    )
    (paper,) = built.main().cssselect(".paper")
    venue = paper.cssselect(".paper-venue")[0].text_content()
    head = built.page("papers/a").cssselect("meta[name=citation_journal_title]")
    (item,) = json.loads((built.outdir / "index.csl.json").read_bytes())

    assert paper.get("data-type") == "article"
    assert venue.startswith("Journal of Examples 7")
    assert [tag.get("content") for tag in head] == ["Journal of Examples"]
    assert (item["type"], item["container-title"]) == (
        "article-journal",
        "Journal of Examples",
    )
    assert (built.outdir / "index.bib").read_text("utf-8").startswith("@article{a,")
