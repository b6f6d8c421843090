"""Errors end a build with 1, warnings do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.incremental.verdict import summary_of
from groupsite.incremental.warned import Warned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

#: What an author slips into a page or a file → whether it keeps the site back.
SLIPS = {
    "a link to no paper": ("news.md", "\n{paper}`gone`\n", True),
    "a link to no page": ("news.md", "\n{doc}`gone`\n", True),
    "an unknown directive": ("news.md", "\n```{oddity}\n```\n", True),
    "an entry without a key": ("publications.bib", "\n@misc{title = {T}}\n", True),
    "an entry without a year": (
        "publications.bib",
        "\n@misc{x, author = {Doe, Jane}, title = {T}}\n",
        False,
    ),
    "a comma that is missing": (
        "publications.bib",
        "\n@misc{x, author = {Doe, Jane} title = {T}, year = 2020}\n",
        False,
    ),
    "a heading of the wrong level": ("news.md", "\n#### Deep\n", False),
    "a page in no menu": ("lost.md", "# Lost\n", False),
}
WHOLE = {"groupsite_whole_project": True}


def slipped(make_site: Callable[..., Site], name: str) -> Site:
    """A site with a slip."""
    file, text, _ = SLIPS[name]
    site = make_site()
    site.write(file, (site.read(file) if file != "lost.md" else "") + text)
    return site


@pytest.mark.parametrize("name", SLIPS)
def test_what_is_lost_keeps_the_site_back(
    make_site: Callable[..., Site], name: str
) -> None:
    """The exit status says so, again in a build that reads nothing new."""
    site = slipped(make_site, name)

    for _ in range(2):
        built = site.try_build(config=WHOLE)
        assert built.code == SLIPS[name][2]
    assert any(": ERROR: " in line for line in built.warnings) == SLIPS[name][2]


@pytest.mark.parametrize("name", ["a link to no paper", "a link to no page"])
def test_only_errors_of_ours_count_in_other_projects(
    make_site: Callable[..., Site], name: str
) -> None:
    """What Sphinx says ends a build as Sphinx has it."""
    built = slipped(make_site, name).try_build(
        config={"groupsite_whole_project": False}
    )

    assert built.code == (name == "a link to no paper")


def test_a_suppressed_error_is_none(make_site: Callable[..., Site]) -> None:
    """Whoever suppresses it knows of it."""
    site = slipped(make_site, "a link to no paper")
    built = site.build(config={**WHOLE, "suppress_warnings": ["groupsite.link"]})

    assert built.code == 0


def test_a_run_on_github_has_a_summary(
    make_site: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table behind what other steps have written, where something was said."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    site = slipped(make_site, "a link to no paper")
    site.try_build(config=WHOLE)

    lines = summary.read_text("utf-8").splitlines()
    assert lines[0] == "before"
    assert [line for line in lines if line.startswith("| error | news.md:")]


def test_errors_come_first_in_a_summary() -> None:
    """One line each, whatever the message holds."""
    messages = [
        Warned("a.md", 2, "a | b", is_error=False),
        Warned("z.md", 0, "c\nd", is_error=True),
    ]

    assert summary_of(messages).splitlines()[2:4] == [
        "| error | z.md | c d |",
        r"| warning | a.md:2 | a \| b |",
    ]
