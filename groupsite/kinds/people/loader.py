"""Reads the people file into `Person` records."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from groupsite.kinds.people.person import Person
from groupsite.model.parts import Edge, Loaded
from groupsite.model.paths import is_file
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import SETTINGS, position_of
from groupsite.model.text import spelling
from groupsite.sources.yaml.datafile import picture_fault
from groupsite.sources.yaml.reader import load_yaml

if TYPE_CHECKING:
    from groupsite.model.positions import Located
    from groupsite.model.settings import Settings


def load_people(settings: Settings) -> Loaded:
    """The people in `groupsite_people`; nobody if the file does not exist."""
    path = settings.srcdir / settings.people
    if not settings.people or not is_file(path):
        return Loaded([], _missing(settings))
    loaded = load_yaml(path, settings.people, Person)
    problems = loaded.problems
    people = [
        _judged(_with_photo(person, settings, problems), settings)
        for person in loaded.records
    ]
    return loaded._replace(records=people)


def _missing(settings: Settings) -> list[Problem]:
    """Report a missing file, unless its name is only the default."""
    if settings.people in ("", SETTINGS["people"].default):
        return []
    position = position_of("groupsite_people", settings.confdir)
    message = f"`groupsite_people`: there is no file {settings.people!r}"
    return [Problem(position, message, Subtype.CONFIG)]


def _judged(located: Located[Person], settings: Settings) -> Located[Person]:
    """The person with the status of each membership, and its role as we call it."""
    person = located.record
    times = tuple(
        replace(time.judged(settings.day), role=_role(time.role, settings))
        for time in person.memberships
    )
    return located.having(replace(person, memberships=times))


def _role(written: str, settings: Settings) -> str:
    """``phd`` for ``PhD`` and ``PhD student``; any other role as it is written."""
    wanted = spelling(written)
    for key, label in settings.phrases.items():
        prefix, _, name = key.partition(".")
        if prefix == "role" and wanted in (spelling(name), spelling(label)):
            return name
    return written


def _with_photo(
    located: Located[Person], settings: Settings, problems: list[Problem]
) -> Located[Person]:
    """The person, without a photo that cannot be used; that is reported."""
    person = located.record
    folder = posixpath.dirname(located.position.path)
    fault = picture_fault(person.photo, folder, settings, "photo")
    if not fault:
        return located
    message = f"`{person.id}`: {fault}"
    problems.append(Problem(located.at("photo"), message, Subtype.FIELD))
    return located.having(replace(person, photo=""))


def person_edges(person: Person) -> list[Edge]:
    """Supervisors and grants."""
    edges = []
    for number, membership in enumerate(person.memberships, 1):
        at = f"memberships[{number}]"
        lead = membership.lead_supervisor
        for i in dict.fromkeys(filter(None, (*membership.supervisors, lead))):
            key = "lead_supervisor" if i == lead else "supervisors"
            edges.append(Edge("person", i, f"{at}.{key}"))
        grants = dict.fromkeys(membership.grants)
        edges += [Edge("grant", i, f"{at}.grant") for i in grants]
    return edges
