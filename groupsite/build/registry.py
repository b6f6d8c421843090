"""The kinds of records that a project has: ours, and those of its other extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.errors import ExtensionError

from groupsite.model.needed import missing_phrases

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.model.kinds import RecordKind

#: By application: tests and tools build several projects in one process.
_KINDS: WeakKeyDictionary[Sphinx, dict[str, RecordKind[Any]]] = WeakKeyDictionary()


def record_kinds(app: Sphinx) -> tuple[RecordKind[Any], ...]:
    """All kinds of records, in the order in which they were registered."""
    return tuple(_KINDS.get(app, {}).values())


def note_kind(app: Sphinx, kind: RecordKind[Any]) -> None:
    """Take a kind up.

    :raises ExtensionError: where there is one of this name, or it lacks a phrase.
    """
    kinds = _KINDS.setdefault(app, {})
    if kind.name in kinds:
        raise ExtensionError(f"there is a kind of record `{kind.name}` already")
    missing = missing_phrases(kind)
    if missing:
        lines = "".join(f'\n  {key!r}: "…",  # {use}' for key, use in missing.items())
        raise ExtensionError(
            f"the kind of record `{kind.name}` lacks words; add them to its `phrases`:"
            f"{lines}"
        )
    kinds[kind.name] = kind
