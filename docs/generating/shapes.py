"""The keys of a dataclass that is the shape of a file, as its source describes them."""

from __future__ import annotations

import ast
import sys
from dataclasses import MISSING, Field, fields, is_dataclass
from inspect import get_annotations
from typing import Any, Final, NamedTuple

from groupsite.cli.meanings import comment
from groupsite.sources.yaml.fields import Target

#: Types that Python has names for, and those whose names say little to authors.
_CALLED: Final = {"str": "text", "Filled": "text", "bool": "true or false"}


class Key(NamedTuple):
    """A key of a record."""

    #: As it is written in the file, and as the code calls it.
    name: str
    field: str
    #: In words: ``date``, ``list of memberships``.
    words: str
    #: Where `words` are described: an alias in the code; empty where it needs no words.
    alias: str
    #: What `alias` means.
    alias_meaning: str
    meaning: str
    needed: bool
    #: The shape of what is below the key; None where that is a value.
    shape: type[Any] | None


def keys(shape: type[Any]) -> list[Key]:
    """All keys of a *shape*, in the order of the code; inherited ones come first."""
    return [_key(shape, field) for field in fields(shape)]


def meaning(shape: type[Any]) -> str:
    """The first paragraph of what the code says of it, in one line."""
    return first_paragraph(shape.__doc__ or "")


def first_paragraph(text: str) -> str:
    """The first paragraph of *text*, in one line."""
    return " ".join(text.strip().partition("\n\n")[0].split())


def _key(shape: type[Any], field: Field[Any]) -> Key:
    owner = next(c for c in shape.__mro__ if field.name in get_annotations(c))
    written = ast.parse(str(field.type), mode="eval").body
    name = _alias(written) or field.name
    inner, several = _inner(written)
    module = sys.modules[owner.__module__]
    found = getattr(module, inner, None)
    nested = found if isinstance(found, type) and is_dataclass(found) else None
    home = alias_module(owner.__module__, inner) if not nested else ""
    words = _values(written) or _CALLED.get(inner) or _words(inner)
    return Key(
        name=name,
        field=field.name,
        words=f"list of {words}s" if several and nested else words,
        alias=inner if home and inner not in _CALLED else "",
        alias_meaning=comment(home, "", inner) if home else "",
        meaning=comment(owner.__module__, owner.__name__, field.name),
        needed=field.default is MISSING and field.default_factory is MISSING,
        shape=nested or _target(inner, home),
    )


def _target(alias: str, home: str) -> type[Any] | None:
    """What stands below the names in ``links``."""
    return Target if home and alias == "Links" else None


def alias_module(module: str, name: str) -> str:
    """The module that says what a name of a type means; empty where none does."""
    candidates = (module, "groupsite.sources.yaml.fields")
    return next((m for m in candidates if comment(m, "", name)), "")


def _inner(node: ast.expr) -> tuple[str, bool]:
    """The name of a type without what is around it, and whether there are several."""
    if isinstance(node, ast.BinOp):  # `Date | None`
        return _inner(node.left)
    if isinstance(node, ast.Subscript):
        outer = ast.unparse(node.value)
        first = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
        inner, several = _inner(first)
        return inner, several or outer == "tuple"
    return (node.id if isinstance(node, ast.Name) else ""), False


def _alias(node: ast.expr) -> str:
    """The name in ``Field(alias="from")``."""
    for call in ast.walk(node):
        if isinstance(call, ast.keyword) and call.arg == "alias":
            return str(ast.literal_eval(call.value))
    return ""


def _values(node: ast.expr) -> str:
    """```talk` or `poster``` of a ``Literal``."""
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript) and ast.unparse(part.value) == "Literal":
            values = ast.literal_eval(part.slice)
            values = values if isinstance(values, tuple) else (values,)
            return " or ".join(f"`{value}`" for value in values)
    return ""


def _words(name: str) -> str:
    """``WebAddress`` as ``web address``."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
