"""Reads records that are not valid YAML, except for the lines that are wrong.

A colon in a title, a quote that is not closed, a line that is indented by a blank too
many: such a line is read as it was meant if that is clear, or else left out.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.model.problems import Subtype
from groupsite.sources.yaml.text import YamlTextError, compose

if TYPE_CHECKING:
    from collections.abc import Iterator

#: ``  - key: value``.
_LINE: Final = re.compile(r"([ \t]*(?:- +)?)([A-Za-z_][\w.-]*):[ \t]+(\S.*?)\s*")
#: How many lines of a record are mended at most.
_MOST: Final = 10
_INDENTED: Final = (
    "this line is indented differently from the others of its record; write as many "
    "blanks before it, and no tab"
)


class Mended(NamedTuple):
    """A change of a line, counted from 0."""

    line: int
    #: The line that was read instead; empty if it was left out.
    text: str
    message: str

    @property
    def subtype(self) -> Subtype:
        """That of the message."""
        return Subtype.MENDED if self.text else Subtype.YAML


def mend(text: str, fault: YamlTextError) -> tuple[str, list[Mended]]:
    """Valid YAML made from *text*, and the changes.

    :param text: the lines of one record.
    :param fault: why it is not valid.
    :raises YamlTextError: *fault* again, if too much is wrong.
    """
    if not text.lstrip(" ").startswith("- "):
        raise fault
    lines, done, current = text.split("\n"), [], fault
    for _ in range(_MOST):
        for change in _attempts(lines, current):
            line = change.line
            tried = [*lines[:line], change.text, *lines[line + 1 :]]
            left = _fault("\n".join(tried))
            if left is None or left.line > max(line, current.line):
                lines = tried
                done.append(change)
                break
        else:
            raise fault
        if left is None:
            return "\n".join(lines), done
        current = left
    raise fault


def _fault(text: str) -> YamlTextError | None:
    try:
        compose(text)
    except YamlTextError as error:
        return error
    return None


def _attempts(lines: list[str], fault: YamlTextError) -> Iterator[Mended]:
    """Changes that may mend *fault*, the best ones first."""
    nearby = [n for n in (fault.line, fault.line - 1) if 0 <= n < len(lines)]
    for number in nearby:
        line = lines[number]
        if match := _LINE.fullmatch(line):
            what, value = _closed(match[3])
            meant = f"{match[2]}: {value}"
            message = f"`{match[2]}` {what}: write `{meant}`"
            yield Mended(number, match[1] + meant, message)
        for indent in _indents(lines, number):
            yield Mended(number, indent + line.lstrip(), _INDENTED)
    for number in nearby:
        # the dash keeps the rest of the record in its place
        is_first = number == 0 and lines[0].lstrip().startswith("- ")
        if not is_first and lines[number].strip():
            message = (
                f"this line is not valid YAML and was left out ({fault}); "
                "check the indentation, the quotes and the colons"
            )
            yield Mended(number, "", message)


def _closed(value: str) -> tuple[str, str]:
    """What *value* lacks, and the value with its bracket or with quotes."""
    end = {"[": "]", "{": "}"}.get(value[0], "")
    if end and end not in value:
        return f"lacks its `{end}`", value + end
    quote = value[0] if value[0] in "\"'" else ""
    bare = value
    if quote and value.count(quote) == 1:
        bare = value[1:]
    elif quote and len(value) > 1 and value[-1] == quote:
        bare = value[1:-1]
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return "needs quotes", f'"{escaped}"'


def _indents(lines: list[str], number: int) -> list[str]:
    """The indentation that may be meant for a line: that of its record's keys.

    None for the first line, nor if a line beside it is indented in the same way.
    """
    first = re.match(r" *- +", lines[0])
    beside = (lines[number - 1 : number] if number > 1 else []) + lines[number + 1 :][
        :1
    ]
    if first is None or not number or _blanks(lines[number]) in map(_blanks, beside):
        return []
    return [" " * len(first[0])]


def _blanks(line: str) -> str:
    return line[: len(line) - len(line.lstrip())] if line.strip() else ""
