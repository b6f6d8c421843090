"""Curricula vitae: what no other record says of a person, in ``cv.yml``.

The file stands beside the people file; each of its records is about one person.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as with_default
from typing import TYPE_CHECKING, ClassVar, Final

from groupsite.model.dates import DateError
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Edge, Linking, Loaded, Source
from groupsite.model.paths import is_file
from groupsite.sources.yaml.datafile import field_edges
from groupsite.sources.yaml.fields import STRICT, Date, Filled, Id, Links, Period, Texts
from groupsite.sources.yaml.reader import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.model.settings import Settings

_FILE: Final = "cv.yml"
#: The sections of the file, in the order in which a page shows them.
SECTIONS: Final = ("employment", "education", "editorial", "service", "events")


@dataclass(frozen=True, kw_only=True)
class Station(Period):
    """A line of a curriculum: a post, a degree, an office, an event."""

    __pydantic_config__: ClassVar = STRICT

    #: Position, degree, office or name of the event.
    title: Filled
    #: Institution, journal or town.
    place: str = ""
    #: What somebody did there, where the section does not say it: ``host``.
    role: str = ""
    #: A day, a month or a year, for what has no duration.
    date: Date | None = None
    #: Where only that is known: when the group told of it.
    announced: Date | None = None
    #: Ids of those it was done with; of the advisors of a degree.
    people: Texts = ()
    #: Keys of the thesis, or of the editorial.
    paper: Texts = ()
    grant: Texts = ()
    note: str = ""
    links: Links = with_default(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.date and (self.start or self.end):
            raise DateError("write either `date`, or `from` and `to`")


@dataclass(frozen=True, kw_only=True)
class Curriculum:
    """The sections of a CV that are written by hand."""

    __pydantic_config__: ClassVar = STRICT

    #: Id of the person.
    id: Id
    employment: tuple[Station, ...] = ()
    education: tuple[Station, ...] = ()
    #: Editorial boards and special issues.
    editorial: tuple[Station, ...] = ()
    service: tuple[Station, ...] = ()
    #: Events organised.
    events: tuple[Station, ...] = ()


def _load(settings: Settings) -> Loaded:
    folder, slash, _ = settings.people.rpartition("/")
    written = f"{folder}{slash}{_FILE}"
    path = settings.srcdir / written
    if not settings.people or not is_file(path):
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
    source=Source(load=_load),
    links=Linking(edges=_edges),
    title=lambda _cv: "CV",
)
