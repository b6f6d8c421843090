"""Loads records from .yml files in the folder `groupsite_data`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from groupsite.model.files import has_file
from groupsite.model.parts import Edge, Loaded
from groupsite.model.paths import is_file
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import SETTINGS
from groupsite.sources.yaml.reader import load_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from groupsite.model.positions import Located
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
        written = place(settings)
        path = settings.srcdir / written
        if not is_file(path):
            return Loaded([], [])
        loaded = load_yaml(path, written, record)
        for located in loaded.records:
            loaded.problems.extend(_missing_files(located, settings))
        return loaded

    return YamlFile(f"{SETTINGS['data'].default}/{name}", record, load, place)


def _missing_files(located: Located[Any], settings: Settings) -> Iterator[Problem]:
    """Report links to files that the site does not have."""
    for name, target in getattr(located.record, "links", {}).items():
        scheme, _, path = target.url.partition(":")
        if scheme == "files" and not has_file(path, settings):
            message = f"`{located.record.id}`: there is no file {path!r} below html_extra_path"
            yield Problem(located.at(f"links.{name}"), message, Subtype.FIELD)


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
