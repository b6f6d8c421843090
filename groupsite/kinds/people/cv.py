"""Curricula vitae: what no other record knows about a person, from ``cv.yml``.

The file is next to the people file; each of its records is about one person.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as with_default
from typing import TYPE_CHECKING, ClassVar, Final

from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Edge, Linking, Loaded, Source
from groupsite.model.paths import is_file
from groupsite.model.problems import Subtype
from groupsite.sources.yaml.datafile import YamlFile, field_edges
from groupsite.sources.yaml.fields import (
    STRICT,
    Date,
    FieldError,
    Filled,
    Id,
    Ids,
    Links,
    Period,
)
from groupsite.sources.yaml.reader import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.model.settings import Settings

_FILE: Final = "cv.yml"
#: The sections of the file, in the order shown.
SECTIONS: Final = ("employment", "education", "editorial", "service", "events")


@dataclass(frozen=True, kw_only=True)
class Station(Period):
    """An entry of a CV: a post, a degree, an office, an event."""

    __pydantic_config__: ClassVar = STRICT

    #: Position, degree, office or name of the event.
    title: Filled
    #: Institution, journal or town.
    place: str = ""
    #: Role, if the section does not imply it: ``host``.
    role: str = ""
    #: A day, month or year, for what has no duration.
    date: Date | None = None
    #: When the group first mentioned it, if no other date is known.
    announced: Date | None = None
    #: Ids of the people involved; for a degree, its advisors.
    people: Ids = ()
    #: Keys of papers: the thesis, the editorial.
    paper: Ids = ()
    #: Ids of grants that paid for it.
    grant: Ids = ()
    #: A sentence about it.
    note: str = ""
    #: Where to read more.
    links: Links = with_default(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.date and (self.start or self.end):
            message = "write either `date`, or `from` and `to`"
            raise FieldError("date", message, Subtype.DATE)


@dataclass(frozen=True, kw_only=True)
class Curriculum:
    """The hand-written sections of a CV."""

    __pydantic_config__: ClassVar = STRICT

    #: Id of the person, as in the people file.
    id: Id
    #: Posts.
    employment: tuple[Station, ...] = ()
    #: Degrees.
    education: tuple[Station, ...] = ()
    #: Editorial boards and special issues.
    editorial: tuple[Station, ...] = ()
    #: Offices and committees.
    service: tuple[Station, ...] = ()
    #: Events organised.
    events: tuple[Station, ...] = ()


def _place(settings: Settings) -> str:
    folder, slash, _ = settings.people.rpartition("/")
    return f"{folder}{slash}{_FILE}" if settings.people else ""


def _load(settings: Settings) -> Loaded:
    written = _place(settings)
    path = settings.srcdir / written
    if not written or not is_file(path):
        return Loaded([], [])
    return load_yaml(path, written, Curriculum)


_station_edges = field_edges(people="person", paper="paper", grant="grant")


def _edges(curriculum: Curriculum) -> Iterator[Edge]:
    yield Edge("person", curriculum.id, "id")
    for section in SECTIONS:
        for number, station in enumerate(getattr(curriculum, section), 1):
            for kind, record_id, field in _station_edges(station):
                yield Edge(kind, record_id, f"{section}[{number}].{field}")


CV: RecordKind[Curriculum] = RecordKind(
    name="cv",
    source=Source(load=YamlFile(f"group/{_FILE}", Curriculum, _load, _place)),
    links=Linking(edges=_edges),
    title=lambda _cv: "CV",
)
