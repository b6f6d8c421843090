"""The kinds of records in a project: ours, and those of other extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.errors import ExtensionError

from groupsite.model.needed import missing_phrases

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.model.kinds import RecordKind

#: By application, since tests and tools build several projects in one process.
_KINDS: WeakKeyDictionary[Sphinx, dict[str, RecordKind[Any]]] = WeakKeyDictionary()


def record_kinds(app: Sphinx) -> tuple[RecordKind[Any], ...]:
    """All kinds of records, in the order of registration."""
    return tuple(_KINDS.get(app, {}).values())


def note_kind(app: Sphinx, kind: RecordKind[Any]) -> None:
    """Register a kind.

    :raises ExtensionError: if there already is a kind of this name, or a phrase is
        missing.
    """
    kinds = _KINDS.setdefault(app, {})
    if kind.name in kinds:
        raise ExtensionError(f"there is a kind of record `{kind.name}` already")
    missing = missing_phrases(kind)
    if missing:
        lines = "".join(f'\n  {key!r}: "…",  # {use}' for key, use in missing.items())
        raise ExtensionError(
            f"the kind of record `{kind.name}` lacks phrases; add them to its `phrases`:"
            f"{lines}"
        )
    kinds[kind.name] = kind
