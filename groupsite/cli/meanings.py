"""What the keys of records mean, as the code that defines them says.

The comments above the fields of a dataclass are written for authors: the reference shows
them, and so do editors where an author points at a key.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from pydantic.fields import FieldInfo
from sphinx.pycode import ModuleAnalyzer

from groupsite.sources.yaml.fields import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.sources.yaml.editors import Keys


def meanings(shape: type[Any]) -> dict[Keys, str]:
    """Keys of a record, one below the other, as written → what they mean, in Markdown."""
    return dict(_meanings(shape, ()))


def _meanings(shape: type[Any], above: Keys) -> Iterator[tuple[Keys, str]]:
    hints = get_type_hints(shape, include_extras=True)
    for field in fields(shape):
        parts = list(_parts(hints[field.name]))
        aliases = (p.alias for p in parts if isinstance(p, FieldInfo) and p.alias)
        keys = (*above, next(aliases, field.name))
        owner = next(c for c in shape.__mro__ if field.name in get_annotations(c))
        if said := comment(owner.__module__, owner.__name__, field.name):
            yield keys, sentence(said)
        for inner in parts:
            if isinstance(inner, type) and is_dataclass(inner):
                yield from _meanings(inner, keys)


def _parts(hint: Any) -> Iterator[Any]:
    """*hint*, and all that it is made of for those who write it."""
    yield hint
    forms = [part for part in get_args(hint) if isinstance(part, Written)]
    is_text = any(not (form.several or form.short) for form in forms)
    for part in get_args(hint):
        if not is_text or part is not get_args(hint)[0]:
            yield from _parts(part)


@cache
def _comments(module: str) -> dict[tuple[str, str], str]:
    """(class, name) → the ``#:`` comment above it, in one line."""
    analyzer = ModuleAnalyzer.for_module(module)
    analyzer.analyze()
    return {
        key: " ".join(" ".join(lines).split())
        for key, lines in analyzer.attr_docs.items()
    }


def comment(module: str, owner: str, name: str) -> str:
    """The comment above *name*, or the docstring below it; empty where there is none."""
    return _comments(module).get((owner, name), "")


def sentence(text: str) -> str:
    """*text* with a capital and a full stop."""
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.:!?…' else '.'}"
