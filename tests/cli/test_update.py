"""``groupsite update`` and ``groupsite audit``: what they say, write and end with."""

from __future__ import annotations

import json
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from groupsite.cli.main import main
from groupsite.online.client import Machine
from tests.online.conftest import alone, every_service, server
from tests.online.world import Article, Preprint, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site
    from tests.online.conftest import Server

__all__ = ["alone", "server"]

OPEN = Preprint(
    "2501.00001", "An open question", (("Jane", "Doe"),), 2025, doi="10.5555/open"
)
SOLVED = Article("10.5555/open", "An open question", (("Jane", "Doe"),), 2025)
FAST = Article(
    "10.1000/fast", "Fast MRI with l1 norms", (("Jane", "Doe"), ("Ann", "Smith"), ("Wei", "Li")), 2024
)  # fmt: skip
#: What changes in the entry of the preprint.
DIFF = """\
--- a/publications.bib
+++ b/publications.bib
@@ -23,10 +23,14 @@
   keywords = {MRI},
 }
~
-@misc{doe2025open,
+@article{doe2025open,
   author = {Jane Doe},
   title = {An open question},
+  journal = {Journal of Examples},
+  volume = {7},
+  pages = {11--29},
   year = {2025},
+  doi = {10.5555/open},
   eprint = {2501.00001},
   archiveprefix = {arXiv},
 }
""".replace("~", " ")
EVIDENCE = """\
publications.bib:26: `doe2025open` has appeared
  arXiv names 10.5555/open as what it has become
  titles 100% alike, first authors 100%, 2025 → 2025
"""


class Ended(NamedTuple):
    """What a command has printed, and how it has ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with three papers, one of them a preprint."""
    return make_site()


@pytest.fixture
def program(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ended]:
    """The program with the site, in a world."""

    def run(world: World | None, *arguments: str) -> Ended:
        if world is not None:
            for name in ("update", "audit"):
                known = lambda _site: nullcontext(world)  # noqa: E731
                monkeypatch.setattr(f"groupsite.cli.{name}.client_of", known)
        capsys.readouterr()
        code = main([*arguments, "--site", str(site.srcdir)])
        return Ended(code, *capsys.readouterr())

    return run


def everything(silent: tuple[str, ...] = ()) -> World:
    """A world in which the preprint has appeared."""
    return World([OPEN], [SOLVED, FAST], silent)


def test_a_proposal(site: Site, program: Callable[..., Ended]) -> None:
    """The evidence above one diff; nothing is written."""
    before = site.read("publications.bib")
    ended = program(everything(), "update")

    assert ended == (0, EVIDENCE + DIFF, "")
    assert site.read("publications.bib") == before


def test_it_is_applied_once(site: Site, program: Callable[..., Ended]) -> None:
    """With news on the page of its year; a second run changes nothing."""
    ended = program(everything(), "update", "--apply", "--news")
    again = program(everything(), "update", "--apply", "--news")
    lines = site.read("news.md").splitlines()

    assert ended.code == 0
    assert site.read("publications.bib").count("@article") == 2
    start = lines.index(":paper: doe2025open") - 3
    assert lines[start : start + 5] == [
        ":::{news} 2025",
        ":id: 2025-published-doe2025open",
        ":kind: published",
        ":paper: doe2025open",
        ":::",
    ]
    assert "+:paper: doe2025open" in ended.out
    assert again == (1, "", "")
    assert site.build(warnings=[])


def test_only_some(program: Callable[..., Ended]) -> None:
    """Those with a key, or of the last years; an unknown key is told."""
    world = everything()
    one = program(world, "update", "smith2023deep")
    asked = {question.service for question in world.asked}
    recent = everything()
    program(recent, "update", "--years", "1")
    numbers = [question.path for question in recent.asked]
    wrong = program(everything(), "update", "doe2025opne")

    assert (one.code, one.out) == (1, "")
    assert asked == {"crossref"}
    assert "/works/10.1000%2Ffast" not in numbers
    assert wrong.code == 2
    assert "doe2025open" in wrong.err


def test_programs_are_told_all(program: Callable[..., Ended]) -> None:
    """With `--json`, what is proposed for each entry, and the diff."""
    ended = program(everything(), "update", "--json")
    result = json.loads(ended.out)
    [proposed] = [row for row in result["updates"] if "fields" in row]

    assert result["code"] == ended.code == 0
    assert result["diff"] == DIFF
    assert (proposed["key"], proposed["path"], proposed["line"]) == ("doe2025open", "publications.bib", 26)  # fmt: skip
    assert (proposed["reasons"], proposed["type"]) == (["published"], "article")
    assert proposed["fields"]["doi"] == "10.5555/open"


def test_silence_is_said(program: Callable[..., Ended]) -> None:
    """The status is 3, with what it means; what is known from others is still shown."""
    ended = program(everything(("crossref", "doi", "datacite")), "update")
    partly = program(everything(("pubmed",)), "update")

    assert ended.code == partly.code == 3
    assert ended.out == ""
    assert (
        "Crossref did not answer within 20 seconds: nothing is known from there about "
        "`doe2024fast`, `smith2023deep`, `doe2025open`\n"
    ) in ended.err
    assert partly.out == EVIDENCE + DIFF


def test_nobody_answers(
    server: Server,
    program: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Any,
) -> None:
    """Over the network, with faults of all services: nothing is written, and all is said."""
    server.close()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(
        "groupsite.online.client.Machine", partial(Machine, sleep=lambda _: None)
    )
    for name, url in every_service(server.url).items():
        monkeypatch.setenv(name, url)
    updated, audited = program(None, "update", "--apply"), program(None, "audit")

    assert (updated.code, updated.out) == (3, "")
    assert "Crossref cannot be reached: is this machine offline?" in updated.err
    assert (audited.code, audited.out) == (3, "")
    assert "ORCID cannot be reached" in audited.err


ORCID = "0000-0002-1825-0097"


FINDINGS = """\
people.yml:13: ORCID lists “A lost paper of note” (2020) for Jane Doe; groupsite add 10.5555/lost
publications.bib:2: perhaps: entry `doe2024fast`: neither ORCID nor OpenAlex lists it for Jane Doe, and nobody on it is a co-author there: is it a namesake's?
publications.bib:21: perhaps: entry `smith2023deep`: its year is 2023, and 2022 in ORCID; see whether one is that of print
publications.bib:26: entry `doe2025open`: ORCID lists it in Journal of Examples (2025); groupsite update doe2025open
"""


def test_an_audit(program: Callable[..., Ended]) -> None:
    """Findings by file and line, doubts as such; nobody else is asked about."""
    world = everything()
    missing = Article("10.5555/lost", "A lost paper of note", (("Jane", "Doe"),), 2020)
    world.orcid = {ORCID: [SOLVED, missing, Article("", "Deep things", (), 2022, type="conference-paper")]}  # fmt: skip
    ended = program(world, "audit")
    told = json.loads(program(world, "audit", "--json").out)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == FINDINGS
    assert told["findings"][0] == {
        "path": "people.yml", "line": 13, "kind": "missing", "is_doubt": False, "key": "",
        "message": ended.out.splitlines()[0].partition(": ")[2],
        "people": ["doe-jane"], "number": "10.5555/lost",
    }  # fmt: skip


def test_nobody_to_audit(program: Callable[..., Ended]) -> None:
    """Who has no ORCID iD cannot be asked about."""
    ended = program(everything(), "audit", "smith-ann")

    assert ended.code == 2
    assert ended.err == (
        "groupsite audit: people.yml: none of these people has an ORCID iD: write `orcid` "
        "below `links`\n"
    )


def test_an_audit_without_findings(site: Site, program: Callable[..., Ended]) -> None:
    """Where lists and site agree, there is nothing to say."""
    world = everything()
    deep = Article("", "Deep things", (), 2023, type="conference-paper")
    site.write("publications.bib", site.read("publications.bib").split("@misc")[0])
    world.orcid = {ORCID: [FAST, deep]}

    assert program(world, "audit") == (1, "", "")
