"""The people file: whatever is wrong in it, the others are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.loader import load_people, person_edges
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.model.parts import Loaded


def load(folder: Path, text: str | None, people: str = "group/people.yml") -> Loaded:
    """What is read where the people file holds *text*; None for no file."""
    if text is not None:
        path = folder / people
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    settings = bare_settings(folder, people=people)
    return load_people(settings)


def messages(loaded: Loaded) -> list[str]:
    """The problems in one line each."""
    return [f"{p.position}: {p.message} [{p.subtype}]" for p in loaded.problems]


def ids(loaded: Loaded) -> list[str]:
    """Ids of the people who were read."""
    return [located.record.id for located in loaded.records]


BEFORE = "- id: doe-jane\n  name: Jane Doe\n"
AFTER = "- id: li-wei\n  name: Wei Li\n"
MEMBER = "- id: x\n  name: Ann Smith\n  memberships:\n    - role: phd\n"
PLACE = "- id: x\n  name: Ann Smith\n  affiliations:\n"

DATE = "is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [date]"

#: A record that stands between two good ones, from line 3 on, and its messages.
ROWS = {
    "no id": ("- name: Ann\n", ["3: `id` is missing [field]"]),
    "an id without value": ("- id:\n  name: Ann\n", ["3: `id` is missing [field]"]),
    "an empty id": (
        "- id: ''\n  name: Ann\n",
        [
            "3: `id`: write lower-case letters and digits, with single hyphens between [field]"
        ],
    ),
    "an id that is a name": (
        "- id: Smith Ann\n  name: Ann\n",
        [
            "3: `Smith Ann`: `id`: write lower-case letters and digits, with single hyphens between: `smith-ann` [field]"
        ],
    ),
    "an id with an accent": (
        "- id: müller\n  name: Ann\n",
        [
            "3: `müller`: `id`: write lower-case letters and digits, with single hyphens between: `muller` [field]"
        ],
    ),
    "a list for the id": (
        "- id: [smith, ann]\n  name: Ann\n",
        ["3: `id` should be a text [yaml]"],
    ),
    "no name": ("- id: x\n", ["3: `x`: `name` is missing [field]"]),
    "an empty name": (
        "- id: x\n  name: ''\n",
        ["4: `x`: `name`: a name is required [field]"],
    ),
    "a name of commas": (
        "- id: x\n  name: ' , '\n",
        ["4: `x`: `name`: a name is required [field]"],
    ),
    "a list for the name": (
        "- id: x\n  name: [Ann, Smith]\n",
        ["4: `x`: `name` should be a text [yaml]"],
    ),
    "a misspelt key": (
        "- id: x\n  name: Ann\n  alias: [A. Smith]\n",
        ["5: `x`: unknown key `alias`; did you mean `aliases`? [yaml]"],
    ),
    "a misspelt link": (
        "- id: x\n  name: Ann\n  links:\n    homepag: https://example.org\n",
        ["6: `x`: unknown key `links.homepag`; did you mean `homepage`? [yaml]"],
    ),
    "an address for links": (
        "- id: x\n  name: Ann\n  links: https://example.org\n",
        ["5: `x`: `links` should have keys of its own [yaml]"],
    ),
    "keys for aliases": (
        "- id: x\n  name: Ann\n  aliases: {a: b}\n",
        ["5: `x`: `aliases` should be a list [yaml]"],
    ),
    "a role for memberships": (
        "- id: x\n  name: Ann\n  memberships: phd\n",
        ["5: `x`: `memberships` should be a list [yaml]"],
    ),
    "a membership without dash": (
        "- id: x\n  name: Ann\n  memberships:\n    role: phd\n    from: 2020\n",
        ["5: `x`: `memberships` should be a list [yaml]"],
    ),
    "a role for a membership": (
        "- id: x\n  name: Ann\n  memberships: [phd]\n",
        ["5: `x`: `memberships[1]` should have keys of its own [yaml]"],
    ),
    "a membership without role": (
        "- id: x\n  name: Ann\n  memberships:\n    - from: 2020\n",
        ["6: `x`: `memberships[1].role` is missing [field]"],
    ),
    "a membership without start": (
        MEMBER,
        ["6: `x`: `memberships[1].from` is missing [field]"],
    ),
    "a misspelt start": (
        MEMBER + "      form: 2020\n",
        [
            "6: `x`: `memberships[1].from` is missing [field]",
            "7: `x`: unknown key `memberships[1].form`; did you mean `from`? [yaml]",
        ],
    ),
    "a month that does not exist": (
        MEMBER + "      from: 2021-13-01\n",
        [
            "7: `x`: `memberships[1].from`: '2021-13-01' is not a date: month must be in 1..12 [date]"
        ],
    ),
    "a day that does not exist": (
        MEMBER + "      from: 2020\n      to: 2021-02-29\n",
        [
            "8: `x`: `memberships[1].to`: '2021-02-29' is not a date: day is out of range for month [date]"
        ],
    ),
    "a date in words": (
        MEMBER + "      from: July 2021\n",
        [f"7: `x`: `memberships[1].from`: 'July 2021' {DATE}"],
    ),
    "an end that is a word": (
        MEMBER + "      from: 2021\n      to: present\n",
        [f"8: `x`: `memberships[1].to`: 'present' {DATE}"],
    ),
    "keys for a date": (
        MEMBER + "      from: {year: 2021, month: 13}\n",
        [f"7: `x`: `memberships[1].from`: this {DATE}"],
    ),
    "an end before the start": (
        MEMBER + "      from: 2021-05\n      to: 2021-04\n",
        [
            "6: `x`: `memberships[1]`: ends (2021-04) before it starts (2021-05); check `from` and `to` [date]"
        ],
    ),
    "an end before the start in the second membership": (
        MEMBER + "      from: 2020\n      to: 2021\n    - role: postdoc\n"
        "      from: 2023\n      to: 2022\n",
        [
            "9: `x`: `memberships[2]`: ends (2022) before it starts (2023); check `from` and `to` [date]"
        ],
    ),
    "a leading supervisor who is none": (
        MEMBER + "      from: 2020\n      supervisors: [li-wei]\n"
        "      lead_supervisor: doe-jane\n",
        [
            "6: `x`: `memberships[1]`: `lead_supervisor` doe-jane is not one of the `supervisors` [field]"
        ],
    ),
    "an affiliation without place": (
        PLACE + "    - from: 2020\n",
        ["6: `x`: `affiliations[1].place` is missing [field]"],
    ),
    "an affiliation without start": (
        PLACE + "    - place: Bath, UK\n",
        ["6: `x`: `affiliations[1].from` is missing [field]"],
    ),
    "a country after a colon": (
        PLACE + "    - place: Bath: UK\n      from: 2020\n",
        [
            "6: this record is not valid YAML (mapping values are not allowed in this context); check the indentation, the quotes and the colons around this line [yaml]"
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS.keys())
def test_a_wrong_person_is_reported_and_left_out(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    """Each fault has its line in the file; the people before and after are there."""
    loaded = load(tmp_path, BEFORE + text + AFTER)

    assert messages(loaded) == [f"group/people.yml:{message}" for message in expected]
    assert ids(loaded) == ["doe-jane", "li-wei"]


def test_all_that_may_be_said_of_a_person_is_read(tmp_path: Path) -> None:
    """A text may stand for a list of one, and a link may be an id."""
    loaded = load(
        tmp_path,
        """\
- id: smith-ann
  name: Smith, Ann
  aliases: A. B. Smith
  position: Reader
  email: ann@example.org
  memberships:
    - role: phd
      from: 2020
      to: 2024-03
      topic: deep learning
      supervisors: doe-jane
      lead_supervisor: doe-jane
      grant: big
      funding: [EPSRC, Trust]
      next: Postdoc
      note: with distinction
  affiliations:
    - {place: "Bath, UK", from: 2020-10-01}
  links: {orcid: 0000-0002-1825-0097}
  note: a friend
""",
    )
    assert messages(loaded) == []
    (person,) = (located.record for located in loaded.records)
    (membership,) = person.memberships

    assert person.aliases == ("A. B. Smith",)
    assert (str(membership.start), str(membership.end)) == ("2020", "2024-03")
    assert membership.supervisors == ("doe-jane",)
    assert membership.funding == ("EPSRC", "Trust")
    assert str(person.affiliations[0].start) == "2020-10-01"
    assert person.links.orcid == "0000-0002-1825-0097"
    assert (person.photo, person.note) == ("", "a friend")


@pytest.mark.parametrize("people", ["", "group/people.yml"])
def test_a_group_may_have_no_people_file(tmp_path: Path, people: str) -> None:
    """Every source is optional."""
    assert load(tmp_path, None, people) == ([], [])


def test_a_people_file_that_is_named_should_be_there(tmp_path: Path) -> None:
    """A misspelt path would lose everybody without a word."""
    (tmp_path / "conf.py").write_text("x = 1\ngroupsite_people = 'who.yml'\n", "utf-8")

    assert messages(load(tmp_path, None, "who.yml")) == [
        "conf.py:2: `groupsite_people`: there is no file 'who.yml' [config]"
    ]


def test_a_photo_lies_beside_the_people_file(tmp_path: Path) -> None:
    """One that does not is reported at its line; the person is there without it."""
    text = (
        "- id: a\n  name: A\n  photo: photos/a.jpg\n"
        "- id: b\n  name: B\n  photo: photos/b.jpg\n"
    )
    photos = tmp_path / "group" / "photos"
    photos.mkdir(parents=True)
    (photos / "a.jpg").touch()
    loaded = load(tmp_path, text)

    assert messages(loaded) == [
        "group/people.yml:6: `b`: there is no file 'photos/b.jpg' beside this one [field]"
    ]
    assert [located.record.photo for located in loaded.records] == ["photos/a.jpg", ""]


def test_a_person_is_linked_with_supervisors_and_grants(tmp_path: Path) -> None:
    """Each link knows the place in the file that holds it."""
    text = (
        MEMBER + "      from: 2020\n      to: 2021\n      supervisors: [b, c, b]\n"
        "    - role: postdoc\n      from: 2022\n      supervisors: [b]\n"
        "      grant: big\n"
    )
    (located,) = load(tmp_path, text).records
    edges = person_edges(located.record)

    assert [(edge.kind, edge.id, located.at(edge.field).line) for edge in edges] == [
        ("person", "b", 7),
        ("person", "c", 7),
        ("person", "b", 10),
        ("grant", "big", 11),
    ]
    assert PERSON.links.edges is person_edges
