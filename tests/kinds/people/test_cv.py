"""Curricula: where their file stands, what is read of it, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.people.cv import CV, Curriculum, Module, Station, words_of
from groupsite.model.dates import PartialDate
from groupsite.model.graph import Graph
from groupsite.model.parts import Loaded
from groupsite.model.vitas import WRITTEN, Vitas
from groupsite.sources.yaml.fields import FieldError
from tests.conftest import bare_settings
from tests.drawing import drawn

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path, text: str, people: str = "group/people.yml") -> Loaded:
    """What is read of a cv.yml beside the people file."""
    path = (folder / people).with_name("cv.yml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return CV.source.load(bare_settings(folder, people=people))


def messages(loaded: Loaded) -> list[str]:
    """The problems in one line each."""
    return [f"{p.position}: {p.message} [{p.subtype}]" for p in loaded.problems]


@pytest.mark.parametrize(
    ("people", "name"), [("people.yml", "cv.yml"), ("a/b/people.yml", "a/b/cv.yml")]
)
def test_the_file_stands_beside_the_people_file(
    tmp_path: Path, people: str, name: str
) -> None:
    """`cv.yml` is in the folder of the people file, and is named with that folder."""
    (located,) = load(tmp_path, "- id: doe-jane\n", people).records

    assert str(located.position) == f"{name}:1"


@pytest.mark.parametrize("people", ["group/people.yml", ""])
def test_no_file_is_no_curriculum(tmp_path: Path, people: str) -> None:
    """The file may be missing; a site without people has none."""
    (tmp_path / "cv.yml").write_text("- id: doe-jane\n" if not people else "", "utf-8")

    assert CV.source.load(bare_settings(tmp_path, people=people)) == Loaded([], [])


def test_a_curriculum_is_read(tmp_path: Path) -> None:
    """Each section is a list of stations; texts and lists are the same."""
    text = """\
- id: doe-jane
  employment:
    - {title: Reader, place: Bath, from: 2021}
  education:
    - title: PhD
      from: 2012-10
      to: 2015
      people: [li-wei, smith-ann]
      paper: thesis
      note: With distinction.
  events:
    - title: Workshop
      date: 2025-07-01
      grant: maths
      links: {Page: https://example.org}
"""
    loaded = load(tmp_path, text)
    assert messages(loaded) == []
    (curriculum,) = (located.record for located in loaded.records)

    assert {name: len(getattr(curriculum, name)) for name in WRITTEN} == {
        "employment": 1,
        "education": 1,
        "editorial": 0,
        "service": 0,
        "events": 1,
    }
    (degree,) = curriculum.education
    assert (str(degree.start), str(degree.end)) == ("2012-10", "2015")
    assert (degree.people, degree.paper) == (("li-wei", "smith-ann"), ("thesis",))
    (event,) = curriculum.events
    assert (str(event.date), event.grant) == ("2025-07-01", ("maths",))
    assert event.links["Page"].url == "https://example.org"


class Row(NamedTuple):
    """A record that stands between two good ones, from line 2 on."""

    text: str
    #: Messages without the name of the file.
    messages: list[str]
    lost: bool = False


EMPLOYED = "- id: x\n  employment:\n    - title: T\n"
ROWS = {
    "an unknown section": Row(
        "- id: x\n  employmnt: []\n",
        [
            "3: `x`: unknown key `employmnt`; did you mean `employment`? (known: id, employment, education, editorial, service, events, narrative) [yaml]"
        ],
    ),
    "a section that is a text": Row(
        "- id: x\n  service: reviews\n", ["3: `x`: `service` should be a list [yaml]"]
    ),
    "a station that is a text": Row(
        "- id: x\n  service:\n    - reviews\n",
        ["4: `x`: `service[1]` should have keys of its own [yaml]"],
    ),
    "no title": Row(
        "- id: x\n  service:\n    - {title: A}\n    - place: Bath\n",
        [
            "5: `x`: `service[2].title` is missing; the rest of `service[2]` is left out [field]"
        ],
    ),
    "an empty title": Row(
        "- id: x\n  service: [{title: ''}]\n",
        ["3: `x`: `service[1].title`: text is required [field]"],
    ),
    "an unknown key": Row(
        EMPLOYED + "      palce: Bath\n",
        [
            "5: `x`: unknown key `employment[1].palce`; did you mean `place`? (known: from, to, title, place, role, date, announced, people, paper, grant, note, links) [yaml]"
        ],
    ),
    "a bad date": Row(
        EMPLOYED + "      from: 2021-13\n",
        [
            "5: `x`: `employment[1].from`: '2021-13' is not a date: month must be in 1..12 [date]"
        ],
    ),
    "an end before the start": Row(
        EMPLOYED + "      from: 2021\n      to: 2020-12\n",
        [
            "6: `x`: `employment[1]`: ends (2020-12) before it starts (2021); check `from` and `to` [date]"
        ],
    ),
    "a date and a beginning": Row(
        EMPLOYED + "      date: 2020\n      from: 2021\n",
        ["5: `x`: `employment[1]`: write either `date`, or `from` and `to` [date]"],
    ),
    "a date and an end": Row(
        EMPLOYED + "      date: 2020\n      to: 2021\n",
        ["5: `x`: `employment[1]`: write either `date`, or `from` and `to` [date]"],
    ),
    "a script for a link": Row(
        EMPLOYED + "      links: {Page: 'javascript:x'}\n",
        [
            "5: `x`: `employment[1].links.Page.url`: an address should begin with one of http:, https:, mailto:, files:, not 'javascript:x' [field]"
        ],
    ),
    "no id": Row("- employment: []\n", ["2: `id` is missing [field]"], lost=True),
    "several faults": Row(
        "- id: x\n  employment: [{title: T, to: never}]\n  service: [{place: P}]\n",
        [
            "3: `x`: `employment[1].to`: 'never' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [date]",
            "4: `x`: `service[1].title` is missing; the rest of `service[1]` is left out [field]",
        ],
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_fault_has_its_line_and_leaves_the_neighbours(
    tmp_path: Path, row: Row
) -> None:
    """The message says where and what; the curricula before and after it are read."""
    loaded = load(tmp_path, f"- id: before\n{row.text}- id: after\n")

    assert messages(loaded) == [f"group/cv.yml:{message}" for message in row.messages]
    found = [located.record.id for located in loaded.records]
    assert found == ["before", *["x"] * (not row.lost), "after"]


def test_a_curriculum_is_linked_with_all_that_it_names(tmp_path: Path) -> None:
    """Its person, and people, papers and grants of its stations, each with its line."""
    text = """\
- id: doe-jane
  employment:
    - title: Fellow
      grant: [maths, maths, trust]
  education:
    - title: BSc
    - title: PhD
      people:
        - li-wei
        - smith-ann
      paper: thesis
"""
    (located,) = load(tmp_path, text).records

    edges = CV.links.edges(located.record)
    assert [(kind, i, located.at(field).line) for kind, i, field in edges] == [
        ("person", "doe-jane", 1),
        ("grant", "maths", 4),
        ("grant", "trust", 4),
        ("person", "li-wei", 9),
        ("person", "smith-ann", 10),
        ("paper", "thesis", 11),
    ]


dates = st.none() | st.builds(PartialDate, st.integers(2000, 2003), st.integers(0, 12))


@given(dates, dates, dates)
@drawn()
def test_a_station_has_a_date_or_a_period(
    date: PartialDate | None, start: PartialDate | None, end: PartialDate | None
) -> None:
    """Every station that can be made has one of both, and does not end too early."""
    try:
        Station(title="T", date=date, start=start, end=end)
    except FieldError:
        early = start is not None and end is not None and not end.within(start, None)
        assert early or (date and (start or end))
    else:
        assert not (date and (start or end))
        assert not (start and end) or end.within(start, None)


names = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3).map(tuple)
stations = st.builds(
    Station, title=st.just("T"), people=names, paper=names, grant=names
)


@given(st.dictionaries(st.sampled_from(WRITTEN), st.lists(stations).map(tuple)))
@drawn(30)
def test_no_name_is_without_an_edge(
    sections: dict[str, tuple[Station, ...]],
) -> None:
    """Whatever stations name is linked, and nothing else but the person."""
    written: dict[str, Any] = dict(sections)
    curriculum = Curriculum(id="x", **written)

    edges = {(kind, i) for kind, i, _ in CV.links.edges(curriculum)}

    expected = {("person", "x")}
    for station in (s for found in sections.values() for s in found):
        expected |= {("person", i) for i in station.people}
        expected |= {("paper", i) for i in station.paper}
        expected |= {("grant", i) for i in station.grant}
    assert edges == expected


# -- a person's own words -----------------------------------------------------------

OWN = """\
- id: doe-jane
  narrative:
    - title: What I know
      words: 5
      text: |
        I know *a lot* of [things](https://example.org/a).

        With {person}`away-ali`.
    - {title: What I do, text: Much.}
"""


def test_texts_are_read(tmp_path: Path) -> None:
    """They have a title, a text in Markdown, and maybe a limit."""
    (located,) = load(tmp_path, OWN).records
    first, second = located.record.narrative

    assert (first.title, first.words) == ("What I know", 5)
    assert second == Module(title="What I do", text="Much.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One – two, three.", 3),
        ("[four words](https://example.org/a/b) in *links*", 4),
        ("{person}`doe-jane` and {cite}`a`", 3),
        ("- one\n- two\n\n% not this\n3rd", 3),
        ("well-known isn't", 2),
    ],
)
def test_words_are_those_of_readers(text: str, words: int) -> None:
    """Neither addresses nor names of roles, marks or comments count."""
    assert words_of(text) == words


def test_texts_that_are_too_long_are_advice(tmp_path: Path) -> None:
    """It says by how much, at the text."""
    loaded, settings = load(tmp_path, OWN), bare_settings()
    graph = Graph([CV])
    graph.add("cv", loaded.records)
    (problem,) = CV.advice.advise(graph, settings, "2026-01-01")

    assert str(problem.position) == "group/cv.yml:3"
    words = "`doe-jane`: `narrative`: 'What I know' has 8 words, 3 more than its 5"
    assert problem.message == words


@pytest.mark.parametrize("words", ["0", "-1", "many", "1.5"])
def test_a_wrong_limit_costs_itself_only(tmp_path: Path, words: str) -> None:
    """The text stays."""
    loaded = load(tmp_path, OWN.replace("words: 5", f"words: {words}"))
    (located,) = loaded.records

    assert located.record.narrative[0].words is None
    (message,) = messages(loaded)
    assert "this should be a number above 0" in message


def test_conf_py_may_name_people_without_a_record(tmp_path: Path) -> None:
    """Their CVs are what other records say; the message stands there."""
    (tmp_path / "conf.py").write_text('\ngroupsite_cv = {"people": ["bare-bo"]}\n')
    settings = bare_settings(
        tmp_path, people="people.yml", cv=Vitas(people=("bare-bo",))
    )
    (located,) = CV.source.load(settings).records

    assert located.record == Curriculum(id="bare-bo")
    assert str(located.position) == "conf.py:2"
