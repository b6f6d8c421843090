"""Reads the people file into `Person` records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from groupsite.core.kinds import Edge, Loaded
from groupsite.core.problems import Problem, Subtype
from groupsite.core.settings import SETTINGS, position_of
from groupsite.core.yamlfile import load_yaml
from groupsite.people.record import Person

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.core.positions import Located
    from groupsite.core.settings import Settings


def load_people(settings: Settings) -> Loaded:
    """The people of `groupsite_people`; nobody where there is no such file."""
    path = settings.srcdir / settings.people
    if not settings.people or not path.is_file():
        return Loaded([], _missing(settings))
    found, problems = load_yaml(path, settings.people, Person)
    return Loaded([_with_photo(person, path, problems) for person in found], problems)


def _missing(settings: Settings) -> list[Problem]:
    """A file that somebody has named should be there."""
    if settings.people in ("", SETTINGS["people"].default):
        return []
    position = position_of("groupsite_people", settings.confdir)
    message = f"`groupsite_people`: there is no file {settings.people!r}"
    return [Problem(position, message, Subtype.CONFIG)]


def _with_photo(
    located: Located[Person], path: Path, problems: list[Problem]
) -> Located[Person]:
    """The person, without a photo that does not exist."""
    person = located.record
    if not person.photo or (path.parent / person.photo).is_file():
        return located
    message = f"`{person.id}`: there is no file {person.photo!r} beside this one"
    problems.append(Problem(located.at("photo"), message, Subtype.FIELD))
    return replace(located, record=replace(person, photo=""))


def person_edges(person: Person) -> list[Edge]:
    """Supervisors and grants."""
    edges = []
    for number, membership in enumerate(person.memberships, 1):
        at = f"memberships[{number}]"
        supervisors = dict.fromkeys(membership.supervisors)
        edges += [Edge("person", i, f"{at}.supervisors") for i in supervisors]
        grants = dict.fromkeys(membership.grants)
        edges += [Edge("grant", i, f"{at}.grant") for i in grants]
    return edges
