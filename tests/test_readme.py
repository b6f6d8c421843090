"""What the README says to type in works as it stands there."""

from __future__ import annotations

import re
import shutil
from textwrap import dedent
from typing import TYPE_CHECKING, Final

from tests.conftest import REPOSITORY, Site
from tests.sites import EMPTY, LAB

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRICT: Final = {"nitpicky": True}


def after(name: str, line: str, blank: str = "\n") -> Callable[[Site, str], None]:
    """Types a text into a file, below a line of it or on top."""

    def type_in(site: Site, text: str) -> None:
        site.edit(name, line, f"{line}{blank}{text}{blank}")

    return type_in


def appended(name: str) -> Callable[[Site, str], None]:
    """Types a text at the end of a file, which may be a new one."""

    def type_in(site: Site, text: str) -> None:
        old = site.read(name) if (site.srcdir / name).exists() else ""
        site.write(name, f"{old}\n{text}")

    return type_in


#: How the examples begin, with their languages, and where their texts belong.
EXAMPLES: Final[dict[str, Callable[[Site, str], None]]] = {
    "bibtex @article": appended("publications.bib"),
    "markdown :::{news}": after("news/2026.md", "# News 2026\n"),
    "yaml - id: family-given": after("group/people.yml", "# Current members\n"),
}
#: The settings of another group, for a site of its own.
CONF: Final = 'python extensions = ["groupsite"]\n'
#: What nobody types into a file.
SHOWN: Final = ("sh ", "text ")


def examples() -> list[tuple[str, str]]:
    """(language and beginning, text) of all examples."""
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    fence = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
    known = (*EXAMPLES, CONF, *SHOWN)
    found = [(m[2], dedent(m[3])) for m in fence.finditer(readme)]
    starts = [
        next((k for k in known if f"{language} {text}".startswith(k)), text)
        for language, text in found
    ]
    assert {*starts} <= {*known}
    return [(start, text) for start, (_, text) in zip(starts, found, strict=True)]


def test_what_authors_type_in_is_on_the_site(tmp_path: Path) -> None:
    """All examples together, in a group that has everything, are shown without a message."""
    site = Site(tmp_path / "lab")
    shutil.copytree(LAB, site.srcdir)
    typed = [(name, text) for name, text in examples() if name in EXAMPLES]
    for name, text in typed:
        EXAMPLES[name](site, text)
    built = site.build(config={**STRICT, "groupsite_today": "2026-10-15"})

    assert {name for name, _ in typed} == {*EXAMPLES}
    news = built.main("news/2026").cssselect(".news-item")
    kinds = [item.get("data-kind") for item in news]
    assert kinds[:4] == ["opening", "award", None, "published"]
    papers = built.main("research/publications")
    assert len(papers.cssselect(".paper[data-key=doe2026example]")) == 1
    assert len(built.main("group/index").cssselect("#person-family-given")) == 1


def test_mistakes_cause_the_messages_that_are_shown(tmp_path: Path) -> None:
    """What the README says of messages is what authors get; lines are those of their files."""
    site = Site(tmp_path / "lab")
    shutil.copytree(LAB, site.srcdir)
    entry = re.sub(r"  journal = .*\n", "", dict(examples())["bibtex @article"])
    appended("publications.bib")(site, entry)
    news = ":::{news} 2026-01\n:kind: published\n:paper: doe2026exmple\n:::\n"
    after("news/2026.md", "# News 2026\n")(site, news)
    site.edit("group/people.yml", "- id: doe-jane", "- id: doe-jane\n  hobby: chess")
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    shown = re.findall(r"^(\S+):\d+: ((?:WARNING|ERROR): .*)$", readme, re.MULTILINE)
    printed = (
        re.fullmatch(r"(\S+?):\d+: (.*)", line) for line in site.try_build().warnings
    )

    assert len(shown) == 3
    assert sorted(shown) == sorted(m.groups() for m in printed if m)


def test_a_preprint_is_the_entry_of_a_paper_without_journal_and_doi(
    tmp_path: Path,
) -> None:
    """As the README says: without a message, and it is called a preprint."""
    site = Site(tmp_path / "lab")
    shutil.copytree(LAB, site.srcdir)
    text = dict(examples())["bibtex @article"]
    preprint, count = re.subn(r"  (?:journal|doi) = .*\n", "", text)
    appended("publications.bib")(site, preprint)
    papers = site.build(config=STRICT).main("research/publications")
    (paper,) = papers.cssselect(".paper[data-key=doe2026example]")

    assert count == 2
    assert paper.get("data-type") == "preprint"
    assert paper.cssselect(".chip.state-preprint")


def test_the_settings_of_another_group_are_a_site(tmp_path: Path) -> None:
    """The lines that a conf.py needs are enough; they name a person."""
    site = Site(tmp_path / "other")
    shutil.copytree(EMPTY, site.srcdir)
    site.write("conf.py", dict(examples())[CONF])
    site.write("group/people.yml", "- id: doe-jane\n  name: Jane Doe\n")
    page = site.build(config=STRICT).page()

    assert page.cssselect(".site-name a")[0].text_content().strip() == "Example Lab"
