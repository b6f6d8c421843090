"""Loads records from .yml files in the folder `groupsite_data`."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from groupsite.model.files import has_file
from groupsite.model.parts import Edge, Loaded
from groupsite.model.parts import Picture as PictureOf
from groupsite.model.paths import is_below, is_file
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import SETTINGS
from groupsite.sources.yaml.reader import load_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from groupsite.model.parts import Size
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


@dataclass(frozen=True)
class YamlFile:
    """A loader that says which file it reads, for the documentation."""

    #: Default path of the file, relative to conf.py.
    path: str
    #: The dataclass of a record.
    record: type[Any]
    read: Callable[[Settings], Loaded]
    #: Its path in a project, relative to the sources; empty if there is none.
    place: Callable[[Settings], str]

    def __call__(self, settings: Settings) -> Loaded:
        """Load the records."""
        return self.read(settings)


def data_file(name: str, record: type[Any]) -> YamlFile:
    """A loader for the records in the file *name*; the file need not exist.

    :param record: a frozen dataclass with a field ``id``, see
        `groupsite.sources.yaml.fields`.
    """

    def place(settings: Settings) -> str:
        return f"{settings.data}/{name}" if settings.data else name

    def load(settings: Settings) -> Loaded:
        return load_records(place(settings), record, settings)

    return YamlFile(f"{SETTINGS['data'].default}/{name}", record, load, place)


def load_records(written: str, record: type[Any], settings: Settings) -> Loaded:
    """The records in a file that need not exist; wrong files and pictures are reported.

    :param written: path of the file, from the sources.
    """
    path = settings.srcdir / written
    if not is_file(path):
        return Loaded([], [])
    loaded = load_yaml(path, written, record)
    records = []
    for located in loaded.records:
        loaded.problems.extend(_missing_files(located, settings))
        records.append(with_picture(located, settings, loaded.problems))
    return loaded._replace(records=records)


def _missing_files(located: Located[Any], settings: Settings) -> Iterator[Problem]:
    """Report links to files that the site does not have."""
    for name, target in getattr(located.record, "links", {}).items():
        scheme, _, path = target.url.partition(":")
        if scheme == "files" and not has_file(path, settings):
            message = f"`{located.record.id}`: there is no file {path!r} below html_extra_path"
            yield Problem(located.at(f"links.{name}"), message, Subtype.FIELD)


def with_picture(
    located: Located[Any], settings: Settings, problems: list[Problem]
) -> Located[Any]:
    """The record, without an ``image`` that cannot be used; that is reported."""
    record = located.record
    written = getattr(record, "image", "")
    folder = posixpath.dirname(located.position.path)
    fault = picture_fault(written, folder, settings, "picture")
    if not fault:
        return located
    message = f"`{record.id}`: {fault}"
    problems.append(Problem(located.at("image"), message, Subtype.FIELD))
    return located.having(replace(record, image=""))


def picture_fault(written: str, folder: str, settings: Settings, what: str) -> str:
    """What is wrong with the path of a picture, or ``""``.

    :param folder: of the file that names it, from the sources.
    :param what: what to call it.
    """
    if not written:
        return ""
    if written.startswith(("https://", "http://", "//")):
        return (
            f"a {what} of another host is not loaded, as that would tell it who reads "
            "the page: put a copy beside this file"
        )
    path = settings.srcdir / picture_path(written, folder)
    if not is_file(path):
        return f"there is no file {written!r} beside this one"
    if not is_below(path, settings.srcdir):
        return (
            f"the {what} {written!r} is not below conf.py; put a copy beside this file"
        )
    return ""


def picture_path(written: str, folder: str) -> str:
    """The path of a picture from the sources; one with a slash begins there."""
    if not written:
        return ""
    return posixpath.normpath(posixpath.join(folder, written).lstrip("/"))


def data_picture(*sizes: Size) -> PictureOf[Any]:
    """The pictures in the field ``image`` of records in `groupsite_data`."""
    return PictureOf(
        path=lambda record, settings: picture_path(record.image, settings.data),
        field="image",
        sizes=sizes,
    )


def picture_advice(
    kind: str,
) -> Callable[[Records, Settings, str], Iterator[Problem]]:
    """Advice for records with an ``image`` and without ``alt``."""

    def advise(graph: Records, _settings: Settings, _today: str) -> Iterator[Problem]:
        for record_id in graph.ids(kind):
            located = graph.located(kind, record_id)
            if located and located.record.image and not located.record.alt:
                message = (
                    f"`{record_id}`: say in `alt` what the picture shows, for those who "
                    "do not see it"
                )
                yield Problem(located.at("image"), message, Subtype.FIELD)

    return advise


def field_edges(**fields: str) -> Callable[[Any], list[Edge]]:
    """A function for the edges of a record, given field → kind: ``people="person"``."""

    def edges(record: Any) -> list[Edge]:
        result = []
        for name, kind in fields.items():
            ids = getattr(record, name)
            if isinstance(ids, str):
                ids = (ids,) if ids else ()
            at = {i: f"{name}[{number}]" for number, i in enumerate(ids, 1)}
            result += [Edge(kind, i, field) for i, field in at.items()]
        return result

    return edges
