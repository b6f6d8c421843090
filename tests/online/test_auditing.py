"""What the lists of people say that their site does not, and the other way round."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.kinds.papers.kind import PAPER as PAPER_KIND
from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.person import Person
from groupsite.model.graph import Graph
from groupsite.online.auditing import audit
from groupsite.online.ours import Ours
from groupsite.sources.yaml.reader import load_yaml
from tests.conftest import bare_settings
from tests.online.world import Article, World, at_openalex, entries_in

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.online.auditing import Audit

ANA = "0000-0002-1825-0097"
BEN = "0000-0001-5109-3700"
ELSE = "0000-0002-1694-233X"
PEOPLE = f"""
- id: rivera-ana
  name: Ana Rivera
  affiliations:
    - place: Example University, Nowhere
  links:
    orcid: {ANA}
- id: okafor-ben
  name: Ben Okafor
  memberships:
    - role: phd
      from: 2022
      to: 2024
  links:
    orcid: {BEN}
"""
FILE = """@article{calm,
  title = {Calm Waves},
  author = {Ana Rivera and Ben Okafor},
  journal = {J. Ex.},
  year = {2023},
  doi = {10.5555/calm},
}
@misc{wild,
  title = {Wild Winds},
  author = {Ana Rivera and Zoe Tanaka},
  year = {2024},
  eprint = {2401.00001},
  archiveprefix = {arXiv},
}
"""
BOTH = (("Ana", "Rivera"), ("Ben", "Okafor"))
CALM = Article("10.5555/calm", "Calm waves", BOTH, 2023)
WILD = Article(
    "10.5555/wild", "Wild winds", (("Ana", "Rivera"), ("Zoe", "Tanaka")), 2025
)
NEW = Article("10.5555/new", "New tides of the sea", BOTH, 2023)
#: By others of whom the site knows nothing.
STRANGE = Article(
    "10.5555/strange",
    "Genes of the example mouse",
    (("Ana", "Rivera"), ("Max", "Moreau")),
    2023,
)


def found(
    folder: Path,
    orcid: dict[str, list[Article]],
    openalex: dict[str, list[dict[str, Any]]] | None = None,
    text: str = FILE,
    silent: tuple[str, ...] = (),
) -> Audit:
    """What an audit of the site says."""
    world = World(silent=silent)
    world.orcid = {ANA: [CALM, WILD], BEN: [CALM]} | orcid
    world.openalex = openalex or {}
    path = folder / "people.yml"
    path.write_text(PEOPLE, "utf-8")
    people = load_yaml(path, "people.yml", Person).records
    graph = Graph([PERSON, PAPER_KIND])
    graph.add("person", people)
    entries = entries_in(folder, text)
    graph.add("paper", [one.located for one in entries])
    assert graph.complete(bare_settings(folder, people="people.yml")) == []
    located = (graph.located("paper", one.key) or one.located for one in entries)
    ours = [
        Ours(*pair) for pair in zip(located, (e.written for e in entries), strict=True)
    ]
    return audit(people, ours, world, owner="rivera-ana")


def told(result: Audit) -> list[tuple[str, str, bool]]:
    """Kind, position and certainty of all findings."""
    return [(one.kind, str(one.position), not one.is_doubt) for one in result.findings]


#: What is always found: it has appeared.
PUBLISHED = ("published", "papers.bib:8", True)


def test_a_missing_work(tmp_path: Path) -> None:
    """It is told once for all people, at the line of the ORCID iD, with what to do."""
    result = found(tmp_path, {ANA: [CALM, WILD, NEW], BEN: [CALM, NEW]})

    assert told(result) == [PUBLISHED, ("missing", "people.yml:7", True)]
    assert result.findings[1].message == (
        "ORCID lists “New tides of the sea” (2023) for Ana Rivera and Ben Okafor; "
        "groupsite add 10.5555/new"
    )
    assert result.findings[1].people == ("rivera-ana", "okafor-ben")
    assert result.findings[0].message == (
        "entry `wild`: ORCID lists it in Journal of Examples (2025); groupsite update wild"
    )


@pytest.mark.parametrize(
    ("year", "missing"), [(2020, 0), (2021, 1), (2025, 1), (2026, 0)]
)
def test_works_of_other_times(tmp_path: Path, year: int, missing: int) -> None:
    """What a member wrote before and after the time in the group does not belong here."""
    result = found(tmp_path, {BEN: [CALM, replace(NEW, year=year)]})

    assert [kind for kind, _, _ in told(result)].count("missing") == missing


@pytest.mark.parametrize(
    ("changes", "places", "is_sure"),
    [
        ({}, {}, False),
        ({}, {"Rivera": "Institute of Samples"}, False),
        ({}, {"Moreau": "Example University"}, False),
        ({}, {"Rivera": "The Example University"}, True),
        ({"authors": (("Ana", "Rivera"), ("B.", "Okafor"))}, {}, True),
    ],
)
def test_namesakes(
    tmp_path: Path, changes: dict[str, Any], places: dict[str, str], *, is_sure: bool
) -> None:
    """What OpenAlex alone lists is theirs if a co-author or the place is known here."""
    work = at_openalex(replace(STRANGE, **changes), places, {})
    result = found(tmp_path, {}, {ANA: [work]})
    finding = next(one for one in result.findings if one.kind == "missing")

    assert finding.is_doubt is not is_sure
    assert ("namesake" in finding.message) is not is_sure


def test_nearly_the_same_title(tmp_path: Path) -> None:
    """It may be an entry that is there."""
    work = replace(NEW, doi="10.5555/other", title="Calm wave")
    result = found(tmp_path, {ANA: [CALM, WILD, work]})

    assert [one.message for one in result.findings if one.kind == "missing"] == [
        "ORCID lists “Calm wave” (2023) for Ana Rivera; it may be `calm`"
    ]


def test_versions_are_one_work(tmp_path: Path) -> None:
    """A preprint that is listed beside its paper is not missing, by title or number."""
    preprint = replace(
        CALM, doi="10.48550/arXiv.2301.00009", type="preprint", venue="arXiv"
    )
    result = found(tmp_path, {ANA: [CALM, WILD, preprint]})

    assert told(result) == [PUBLISHED]


@pytest.mark.parametrize(
    ("years", "kinds"),
    [((2023, 2023), []), ((2024, 2024), [False]), ((2026, 2026), [True]), ((2026, 2023), []), ((2026, 2020), [False])],
)  # fmt: skip
def test_years(tmp_path: Path, years: tuple[int, int], kinds: list[bool]) -> None:
    """One year of difference, or lists that differ, are a doubt."""
    work = at_openalex(replace(CALM, year=years[1]), {}, {})
    orcid = {
        ANA: [replace(CALM, year=years[0]), WILD],
        BEN: [replace(CALM, year=years[0])],
    }
    result = found(tmp_path, orcid, {ANA: [work], BEN: [work]})
    about = [one for one in result.findings if one.kind == "year"]

    assert [not one.is_doubt for one in about] == kinds
    assert all(str(one.position) == "papers.bib:5" for one in about)


ALIEN = """@article{alien,
  title = {Genes of the example mouse},
  author = {Ana Rivera and Max Moreau},
  journal = {J. Ex.},
  year = {2023},
  doi = {10.5555/strange},
}
"""


def test_works_of_others(tmp_path: Path) -> None:
    """An author with another ORCID iD is another person; what nobody lists is a doubt."""
    other = {"": [at_openalex(STRANGE, {}, {"Rivera": f"https://orcid.org/{ELSE}"})]}
    own = {"": [at_openalex(STRANGE, {}, {"Rivera": f"https://orcid.org/{ANA}"})]}
    friend = FILE + ALIEN.replace("Max Moreau", "Zoe Tanaka")
    lists = {ANA: [at_openalex(WILD, {}, {})]}

    sure, doubt, fine, known = (
        found(tmp_path, {}, openalex, text)
        for openalex, text in [
            (other, FILE + ALIEN), ({}, FILE + ALIEN), (own, FILE + ALIEN), (lists, friend)
        ]
    )  # fmt: skip
    assert told(sure) == [PUBLISHED, ("foreign", "papers.bib:17", True)]
    assert ELSE in sure.findings[1].message
    assert told(doubt) == [PUBLISHED, ("foreign", "papers.bib:17", False)]
    assert told(fine) == [PUBLISHED]
    assert told(known) == [PUBLISHED]


@pytest.mark.parametrize("silent", ["orcid", "openalex"])
def test_silence(tmp_path: Path, silent: str) -> None:
    """Nothing is said to be in no list if one did not answer."""
    result = found(tmp_path, {}, None, FILE + ALIEN, silent=(silent,))

    assert result.failed
    assert "foreign" not in [one.kind for one in result.findings]


def test_an_unknown_number(tmp_path: Path) -> None:
    """The line of the ORCID iD is named."""
    world = World()
    path = tmp_path / "people.yml"
    path.write_text(PEOPLE, "utf-8")
    people = load_yaml(path, "people.yml", Person).records[:1]
    [finding] = audit(people, [], world).findings

    assert str(finding.position) == "people.yml:7"
    assert finding.message == f"`rivera-ana`: ORCID does not know {ANA}: check it"
