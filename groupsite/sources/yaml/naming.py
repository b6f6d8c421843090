"""The id of a record: kept as it is written, or made from its name if it is missing.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.model.text import hyphenated, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Fields with the name of a record.
_NAMES: Final = ("name", "title")
_FORM: Final = "write lower-case letters and digits, with single hyphens between"


class Naming(NamedTuple):
    """The id of a record."""

    #: None if there is no name to make one from.
    id: str | None
    #: What is wrong with the id as written; empty if nothing is.
    fault: str


def naming(value: Mapping[str, Any]) -> Naming:
    """The id of the record *value*.

    An id of another form than ours still tells records apart, and others may name the
    record by it; only blanks cannot stay.
    """
    written = value.get("id")
    if not isinstance(written, str) or not written.strip():
        made = next(filter(None, map(slug, _names(value))), None)
        what = (
            "should be a text"
            if written and not isinstance(written, str)
            else "is missing"
        )
        return Naming(made, f"`id` {what}: write `id: {made}`")
    form = slug(written)
    if form == written:
        return Naming(written, "")
    example = f": `{form}`" if form else ""
    return Naming(hyphenated(written), f"`id`: {_FORM}{example}")


def _names(value: Mapping[str, Any]) -> Iterator[str]:
    for field in _NAMES:
        written = value.get(field)
        first = written[0] if isinstance(written, list) and written else written
        if isinstance(first, str):
            yield first
