"""Curricula vitae: what no other record knows about a person, from ``cv.yml``.

The file is next to the people file; each of its records is about one person.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import TYPE_CHECKING, ClassVar, Final

from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Advice, Edge, Linking, Loaded, Page, Source
from groupsite.model.paths import is_file
from groupsite.model.positions import Located
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import position_of
from groupsite.model.vitas import WRITTEN
from groupsite.sources.yaml.datafile import YamlFile, field_edges
from groupsite.sources.yaml.fields import (
    STRICT,
    Count,
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

    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings

_FILE: Final = "cv.yml"
#: What is no word of a text in Markdown: targets of links, names of roles, comments.
_NO_WORDS: Final = re.compile(
    r"(?<=\])\([^)\s]*\)|\{[\w:-]+\}(?=`)|^%.*$", re.MULTILINE
)


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
class Module:
    """A part of a narrative CV, in the person's own words."""

    __pydantic_config__: ClassVar = STRICT

    #: Heading, as the funder words it.
    title: Filled
    #: The text, in Markdown.
    text: Filled
    #: How many words the funder allows.
    words: Count | None = None

    @property
    def length(self) -> int:
        """The number of words."""
        return words_of(self.text)


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
    #: Texts of a narrative CV.
    narrative: tuple[Module, ...] = ()


def _place(settings: Settings) -> str:
    folder, slash, _ = settings.people.rpartition("/")
    return f"{folder}{slash}{_FILE}" if settings.people else ""


def _load(settings: Settings) -> Loaded:
    written = _place(settings)
    path = settings.srcdir / written
    loaded = Loaded([], [])
    if written and is_file(path):
        loaded = load_yaml(path, written, Curriculum)
    known = {located.record.id for located in loaded.records} | loaded.lost
    # whoever conf.py names has a CV of what other records say
    for person in settings.cv.people or ():
        if person not in known:
            position = position_of("groupsite_cv", settings.confdir, person)
            loaded.records.append(Located(Curriculum(id=person), position))
    return loaded


_station_edges = field_edges(people="person", paper="paper", grant="grant")


def _edges(curriculum: Curriculum) -> Iterator[Edge]:
    yield Edge("person", curriculum.id, "id")
    for section in WRITTEN:
        for number, station in enumerate(getattr(curriculum, section), 1):
            for kind, record_id, field in _station_edges(station):
                yield Edge(kind, record_id, f"{section}[{number}].{field}")


def words_of(text: str) -> int:
    """The number of words of a text in Markdown, as a reader counts them."""
    plain = _NO_WORDS.sub(" ", text)
    return sum(any(map(str.isalnum, word)) for word in plain.split())


def _advise(graph: Records, _settings: Settings, _today: str) -> Iterator[Problem]:
    """Texts that are longer than the funder allows."""
    for person in graph.ids("cv"):
        located = graph.located("cv", person)
        assert located is not None
        modules: tuple[Module, ...] = located.record.narrative
        for number, module in enumerate(modules, 1):
            if module.words and module.length > module.words:
                message = (
                    f"`{person}`: `narrative`: {module.title!r} has {module.length} words, "
                    f"{module.length - module.words} more than its {module.words}"
                )
                position = located.at(f"narrative[{number}]")
                yield Problem(position, message, Subtype.FIELD)


def _page_folder(curriculum: Curriculum, settings: Settings) -> str:
    """Beside the pages of members; empty for those who have no files."""
    return settings.person_pages if settings.cv.has(curriculum.id) else ""


CV: RecordKind[Curriculum] = RecordKind(
    name="cv",
    source=Source(load=YamlFile(f"group/{_FILE}", Curriculum, _load, _place)),
    links=Linking(edges=_edges),
    title=lambda _cv: "CV",
    page=Page(folder=_page_folder, ending="-cv", about="person", anywhere=True),
    advice=Advice(advise=_advise),
)
