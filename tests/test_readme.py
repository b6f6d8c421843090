"""What the README says of the files of a site is what the code reads."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, Final

import pytest

from groupsite.activities.awards import Award
from groupsite.activities.grants import Grant
from groupsite.activities.software import Software
from groupsite.activities.talks import Talk
from groupsite.activities.teaching import Course
from groupsite.core.settings import SETTINGS
from groupsite.people.record import Affiliation, Links, Membership, Person
from tests.conftest import REPOSITORY

_README: Final = (REPOSITORY / "README.md").read_text("utf-8")
_ROWS: Final = dict(
    re.findall(r"^\| `([^`|]+)`[^|]*\| (.*) \|$", _README, re.MULTILINE)
)


def keys_of(record: type[Any]) -> set[str]:
    """What authors write for the fields of a record."""
    keys = {"start": "from", "end": "to", "grants": "grant"}
    return {keys.get(field.name, field.name) for field in fields(record)} - {"status"}


@pytest.mark.parametrize(
    ("row", "record"),
    [
        *(("talks.yml", Talk), ("grants.yml", Grant), ("teaching.yml", Course)),
        *(("software.yml", Software), ("awards.yml", Award)),
        *(("memberships", Membership), ("affiliations", Affiliation), ("links", Links)),
    ],
)
def test_every_key_of_a_record_is_named(row: str, record: type[Any]) -> None:
    """An author finds all keys that there are, and none that there is not."""
    common = {"id", "title", "people", "note", "links"}
    named = set(re.findall(r"`([a-z_]+)`", re.sub(r"\(`lead`.*?\)", "", _ROWS[row])))
    values = {"talk", "poster", "memberships"}

    assert keys_of(record) - common - named == set()
    assert named - values - common <= keys_of(record)


def test_every_key_of_a_person_is_named() -> None:
    """In the example or in the table below it."""
    section = _README.partition("## Add a member")[2].partition("## ")[0]
    named = set(re.findall(r"`([a-z_]+)`|^ *(?:- )?([a-z]+):", section, re.MULTILINE))

    assert keys_of(Person) <= {key for pair in named for key in pair}


def test_every_setting_that_is_named_is_there() -> None:
    """No example of the README is reported as a setting that nobody reads."""
    named = set(re.findall(r"\bgroupsite_([a-z_]+)", _README))

    assert named <= {*SETTINGS}
