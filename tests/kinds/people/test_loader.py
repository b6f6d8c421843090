"""The people file: whatever is wrong in it, the others are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.loader import load_people, person_edges
from groupsite.model.parts import Loaded
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from pathlib import Path


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

ANN = "- id: x\n  name: Ann\n"
KEYS = (
    "known: id, name, aliases, position, roles, email, office, memberships, affiliations, links, "
    "photo, note, bio"
)
TIMES = (
    "known: role, from, to, status, topic, supervisors, lead_supervisor, grant, "
    "funding, next, note"
)
FORM = "write lower-case letters and digits, with single hyphens between"
REST = "is missing; the rest of `affiliations[1]` is left out [field]"


class Row(NamedTuple):
    """A record that stands between two good ones, from line 3 on."""

    text: str
    #: Without the name of the file.
    messages: list[str]
    #: How the record could have been written without a message; None if it is lost.
    meant: str | None


ROWS = {
    # -- the id
    "no id": Row(
        "- name: Ann\n",
        ["3: `id` is missing: write `id: ann` [mended]"],
        "- id: ann\n  name: Ann\n",
    ),
    "an id without value": Row(
        "- id:\n  name: Ann\n",
        ["3: `id` is missing: write `id: ann` [mended]"],
        "- id: ann\n  name: Ann\n",
    ),
    "an empty id": Row(
        "- id: ''\n  name: Ann\n",
        ["3: `id` is missing: write `id: ann` [mended]"],
        "- id: ann\n  name: Ann\n",
    ),
    "an id with a blank": Row(
        "- id: smith ann\n  name: Ann\n",
        [f"3: `smith ann`: `id`: {FORM}: `smith-ann` [mended]"],
        "- id: smith-ann\n  name: Ann\n",
    ),
    "a list for the id": Row(
        "- id: [smith, ann]\n  name: Ann\n",
        ["3: `id` should be a text: write `id: ann` [mended]"],
        "- id: ann\n  name: Ann\n",
    ),
    "neither id nor name": Row(
        "- email: a@example.org\n",
        ["3: `id` is missing [field]", "3: `name` is missing [field]"],
        None,
    ),
    # -- the name
    "no name": Row("- id: x\n", ["3: `x`: `name` is missing [field]"], None),
    "an empty name": Row(
        "- id: x\n  name: ''\n", ["4: `x`: `name`: a name is required [field]"], None
    ),
    "a name of commas": Row(
        "- id: x\n  name: ' , '\n", ["4: `x`: `name`: a name is required [field]"], None
    ),
    "a list for the name": Row(
        "- id: x\n  name: [Ann, Smith]\n",
        ["4: `x`: `name` should be a text [yaml]"],
        None,
    ),
    # -- keys
    "a misspelt key": Row(
        ANN + "  alias: [A. Smith]\n",
        [f"5: `x`: unknown key `alias`; did you mean `aliases`? ({KEYS}) [yaml]"],
        ANN,
    ),
    "a key of a membership": Row(
        ANN + "  to: 2024\n",
        [f"5: `x`: unknown key `to`; it belongs below `memberships` ({KEYS}) [yaml]"],
        ANN,
    ),
    "keys that others know": Row(
        ANN + "  pronouns: she/her\n  image: ann.jpg\n",
        [
            f"5: `x`: unknown key `pronouns` ({KEYS}) [yaml]",
            f"6: `x`: unknown key `image` ({KEYS}) [yaml]",
        ],
        ANN,
    ),
    "a misspelt link": Row(
        ANN + "  links:\n    homepag: https://example.org\n",
        ["6: `x`: `links`: unknown key `homepag`; did you mean `homepage`? [field]"],
        ANN,
    ),
    "a label without an address": Row(
        ANN + "  links: {Letters: ann, github: ann}\n",
        [
            "5: `x`: `links`: `Letters`: an address should begin with one of http:, https:, mailto:, not 'ann' [field]"
        ],
        ANN + "  links: {github: ann}\n",
    ),
    "an account without its server": Row(
        ANN + "  links:\n    mastodon: '@ann'\n    github: ann\n",
        [
            "6: `x`: `links.mastodon`: '@ann' is no account: write '@name@server', in quotes [field]"
        ],
        ANN + "  links: {github: ann}\n",
    ),
    "an address without https": Row(
        ANN + "  links: {homepage: example.org, github: ann}\n",
        [
            "5: `x`: `links.homepage`: an address begins with its scheme: write https://example.org [field]"
        ],
        ANN + "  links: {github: ann}\n",
    ),
    "a wrong check digit": Row(
        ANN + "  links: {orcid: 0000-0002-1825-0098}\n",
        [
            "5: `x`: `links.orcid`: '0000-0002-1825-0098' is not an ORCID iD: its checksum is wrong, check for typing errors [field]"
        ],
        ANN,
    ),
    "an address for links": Row(
        ANN + "  links: https://example.org\n",
        ["5: `x`: `links` should have keys of its own [yaml]"],
        ANN,
    ),
    "keys for aliases": Row(
        ANN + "  aliases: {a: b}\n", ["5: `x`: `aliases` should be a list [yaml]"], ANN
    ),
    # -- memberships
    "a role for memberships": Row(
        ANN + "  memberships: phd\n",
        ["5: `x`: `memberships` should be a list [yaml]"],
        ANN,
    ),
    "a membership without dash": Row(
        ANN + "  memberships:\n    role: phd\n    from: 2020\n",
        ["5: `x`: `memberships` should be a list [yaml]"],
        ANN,
    ),
    "a role for a membership": Row(
        ANN + "  memberships: [phd]\n",
        ["5: `x`: `memberships[1]` should have keys of its own [yaml]"],
        ANN,
    ),
    "a misspelt start": Row(
        MEMBER + "      form: 2020\n",
        [
            f"7: `x`: unknown key `memberships[1].form`; did you mean `from`? ({TIMES}) [yaml]"
        ],
        MEMBER,
    ),
    "a status of one's own": Row(
        MEMBER + "      status: emeritus\n",
        [
            "7: `x`: `memberships[1].status` should be '', 'current', 'planned' or 'former' [yaml]"
        ],
        MEMBER,
    ),
    "a month that does not exist": Row(
        MEMBER + "      from: 2021-13-01\n",
        [
            "7: `x`: `memberships[1].from`: '2021-13-01' is not a date: month must be in 1..12 [date]"
        ],
        MEMBER,
    ),
    "a date with slashes": Row(
        MEMBER + "      from: 2025/7\n      to: 2026\n",
        [f"7: `x`: `memberships[1].from`: '2025/7' {DATE}"],
        MEMBER + "      to: 2026\n",
    ),
    "a day that does not exist": Row(
        MEMBER + "      from: 2020\n      to: 2021-02-29\n",
        [
            "8: `x`: `memberships[1].to`: '2021-02-29' is not a date: day is out of range for month [date]"
        ],
        MEMBER + "      from: 2020\n",
    ),
    "a date in words": Row(
        MEMBER + "      from: July 2021\n",
        [f"7: `x`: `memberships[1].from`: 'July 2021' {DATE}"],
        MEMBER,
    ),
    "an end that is a word": Row(
        MEMBER + "      from: 2021\n      to: present\n",
        [f"8: `x`: `memberships[1].to`: 'present' {DATE}"],
        MEMBER + "      from: 2021\n",
    ),
    "keys for a date": Row(
        MEMBER + "      from: {year: 2021, month: 13}\n",
        [f"7: `x`: `memberships[1].from`: this {DATE}"],
        MEMBER,
    ),
    "an end before the start": Row(
        MEMBER + "      from: 2021-05\n      to: 2021-04\n",
        [
            "8: `x`: `memberships[1]`: ends (2021-04) before it starts (2021-05); check `from` and `to` [date]"
        ],
        MEMBER + "      from: 2021-05\n",
    ),
    "an end before the start in the second membership": Row(
        MEMBER + "      from: 2020\n      to: 2021\n    - role: postdoc\n"
        "      from: 2023\n      to: 2022\n",
        [
            "11: `x`: `memberships[2]`: ends (2022) before it starts (2023); check `from` and `to` [date]"
        ],
        MEMBER
        + "      from: 2020\n      to: 2021\n    - role: postdoc\n      from: 2023\n",
    ),
    "a leading supervisor who is none": Row(
        MEMBER
        + "      from: 2020\n      supervisors: [li-wei]\n      lead_supervisor: doe-jane\n",
        [
            "9: `x`: `memberships[1]`: `lead_supervisor` doe-jane is not one of the `supervisors` [field]"
        ],
        MEMBER + "      from: 2020\n      supervisors: [li-wei]\n",
    ),
    # -- affiliations
    "an affiliation without place": Row(
        PLACE + "    - from: 2020\n",
        [f"6: `x`: `affiliations[1].place` {REST}"],
        "- id: x\n  name: Ann Smith\n",
    ),
    "a country after a colon": Row(
        PLACE + "    - place: Bath: UK\n      from: 2020\n",
        ['6: `place` needs quotes: write `place: "Bath: UK"` [mended]'],
        PLACE + "    - place: 'Bath: UK'\n      from: 2020\n",
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_fault_costs_its_field_and_nothing_else(tmp_path: Path, row: Row) -> None:
    """It has its line; the record is there without it, and so are its neighbours."""
    loaded = load(tmp_path, BEFORE + row.text + AFTER)
    meant = load(tmp_path, BEFORE + (row.meant or "") + AFTER)

    assert messages(loaded) == [
        f"group/people.yml:{message}" for message in row.messages
    ]
    assert [p.record for p in loaded.records] == [p.record for p in meant.records]
    assert messages(meant) == []
    assert len(meant.records) == 2 + bool(row.meant)


def test_a_lost_record_is_known_to_be_lost(tmp_path: Path) -> None:
    """So that nobody who names it is told that it does not exist."""
    loaded = load(tmp_path, "- id: smith ann\n- id: li-wei\n  name: [Wei]\n" + BEFORE)

    assert loaded.lost == {"smith-ann", "li-wei"}
    assert ids(loaded) == ["doe-jane"]


@pytest.mark.parametrize("written", ["Smith_Ann", "müller", "a--b", "李伟", "A.Smith"])
def test_an_id_of_another_form_is_kept(tmp_path: Path, written: str) -> None:
    """It tells people apart as well, and others may name it as it is written."""
    text = f"- id: {written}\n  name: Ann\n{MEMBER}      supervisors: [{written}]\n"
    loaded = load(tmp_path, text)

    assert [str(problem.position) for problem in loaded.problems] == [
        "group/people.yml:1"
    ]
    assert ids(loaded) == [written, "x"]
    assert person_edges(loaded.records[1].record)[0].id == written


@pytest.mark.parametrize("status", ["current", "former"])
def test_dates_may_be_unknown(tmp_path: Path, status: str) -> None:
    """A membership then says what it is; an affiliation needs no date at all."""
    text = MEMBER + f"      status: {status}\n  affiliations: [{{place: 'Bath, UK'}}]\n"
    loaded = load(tmp_path, text)

    assert messages(loaded) == []
    (person,) = (located.record for located in loaded.records)
    assert person.status == status
    assert person.place == "Bath, UK"


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
    assert load(tmp_path, None, people) == Loaded([], [])


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


@pytest.mark.parametrize(
    ("supervisors", "lines"), [("", [6]), ("      supervisors: [b, c]\n", [6, 7])]
)
def test_the_lead_among_supervisors_is_linked_once(
    tmp_path: Path, supervisors: str, lines: list[int]
) -> None:
    """By the key that says who it is, whether the others are named or not."""
    text = f"{MEMBER}      from: 2020\n      lead_supervisor: b\n{supervisors}"
    (located,) = load(tmp_path, text).records
    edges = person_edges(located.record)

    assert [located.at(edge.field).line for edge in edges] == lines
    assert [edge.id for edge in edges] == ["b", "c"][: len(lines)]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("PhD", "phd"),
        ("PhD student", "phd"),
        ("Postdoc", "postdoc"),
        ("phd", "phd"),
        ("Website manager", "Website manager"),
    ],
)
def test_a_role_is_known_by_its_name_or_its_label(
    tmp_path: Path, written: str, role: str
) -> None:
    """Who writes ``PhD`` means the role that lists choose as ``phd``."""
    text = f"- id: x\n  name: Ann Smith\n  memberships:\n    - role: {written}\n"
    (tmp_path / "people.yml").write_text(text, "utf-8")
    settings = bare_settings(
        tmp_path,
        people="people.yml",
        phrases={"role.phd": "PhD student", "role.postdoc": "Postdoc"},
    )
    (located,) = load_people(settings).records

    assert [time.role for time in located.record.memberships] == [role]
