"""Records that are written in a .yml file of the folder `groupsite_data`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.core.kinds import Edge, Loaded
from groupsite.core.yamlfile import load_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.core.settings import Settings


def data_file(name: str, record: type[Any]) -> Callable[[Settings], Loaded]:
    """A loader of the records in the file *name*; none where there is no such file.

    :param record: a frozen dataclass with a field ``id``, see `groupsite.core.fields`.
    """

    def load(settings: Settings) -> Loaded:
        written = f"{settings.data}/{name}" if settings.data else name
        path = settings.srcdir / written
        return load_yaml(path, written, record) if path.is_file() else Loaded([], [])

    return load


def field_edges(**fields: str) -> Callable[[Any], list[Edge]]:
    """Edges out of the fields of a record: ``people="person"``, field → kind."""

    def edges(record: Any) -> list[Edge]:
        found = []
        for name, kind in fields.items():
            ids = getattr(record, name)
            if isinstance(ids, str):
                ids = (ids,) if ids else ()
            at = {i: f"{name}[{number}]" for number, i in enumerate(ids, 1)}
            found += [Edge(kind, i, field) for i, field in at.items()]
        return found

    return edges
