"""Filters for lists, in browsers that run scripts.

The form is part of the page, and ``static/groupsite-filter.js`` shows it and hides the
entries that do not match. Without scripts, visitors see the whole list and no dead
controls. The ``data-`` attributes of an entry give its values for each filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.build.nodes import record_filter
from groupsite.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.builders import Builder

    from groupsite.model.graph import Graph
    from groupsite.model.kinds import RecordKind
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


def can_filter(builder: Builder) -> bool:
    """Whether lists have filters in a format: on paper and in books, they do not work."""
    return builder.format == "html" and builder.name not in ("epub", "singlehtml")


def filter_values(
    kind: RecordKind[Any], record: Any, names: Iterable[str], settings: Settings
) -> dict[str, str]:
    """The values of a record as ``data-`` attributes, separated by blanks."""
    return {
        name: " ".join(kind.list.filters[name].values(record, settings))
        for name in names
    }


def filter_form(
    kind: RecordKind[Any],
    records: Sequence[Any],
    names: Iterable[str],
    graph: Graph,
    settings: Settings,
    years: str = "",
) -> record_filter:
    """The form for a list of *records*: a text field, a choice for each of *names*.

    :param years: those of the page, if others of the list are on other pages.
    """
    own = settings.phrases
    choices = {
        name: (
            # an author of a paper is no author of an award
            own.get(f"filter.{kind.name}.{name}") or settings.phrase(f"filter.{name}"),
            _options(kind, records, name, graph, settings),
        )
        for name in names
    }
    phrase = settings.phrase
    return record_filter(
        "",
        entries=kind.css_class,
        title=phrase(f"filter.title.{kind.list.directive}"),
        text=phrase("filter.text"),
        none=phrase("filter.all"),
        reset=phrase("filter.reset"),
        count=settings.forms("filter.count", shown="{shown}", count="{count}"),
        choices=choices,
        note=phrase("filter.part", years=years) if years else "",
    )


def _options(
    kind: RecordKind[Any],
    records: Sequence[Any],
    name: str,
    graph: Graph,
    settings: Settings,
) -> Mapping[str, str]:
    """Value → label for all values among *records*, by label; years newest first."""
    chosen = kind.list.filters[name]
    values = {value for record in records for value in chosen.values(record, settings)}
    labels = {value: chosen.label(value, graph, settings) for value in values}
    if all(value.isdigit() for value in values):
        return {value: labels[value] for value in sorted(values, reverse=True)}
    return dict(sorted(labels.items(), key=lambda pair: (fold(pair[1]), pair[0])))


def person_label(person: str, graph: Records, _settings: Settings) -> str:
    """The name of a person, for filters by people."""
    known = graph.get("person", person)
    return str(known.display_name) if known else person
