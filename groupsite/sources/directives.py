"""Directives in the text of a document, with their options, as far as text tells.

Only those that stand by themselves, with plain options: whatever is inside of something
else, or written in another way, is left to those who parse documents.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FENCE: Final = re.compile(r" {0,3}(:{3,}|`{3,}(?!.*`)|~{3,})[ \t]*(.*?)[ \t]*")
_OPTION: Final = re.compile(r":([\w-]+):(?:[ \t]+(.*?))?[ \t]*")
_YAML: Final = re.compile(r"([\w-]+):(?:[ \t]+(.*?))?[ \t]*")


def blocks(text: str, name: str, suffix: str) -> Iterator[dict[str, str]]:
    """The options of each directive called *name*, of ours and without an argument.

    :param suffix: of the document: ``.rst``, or else it is Markdown.
    """
    lines = text.splitlines()
    if suffix == ".rst":
        yield from _in_rst(lines, name)
    else:
        yield from _in_markdown(lines, name)


def _in_markdown(lines: Sequence[str], name: str) -> Iterator[dict[str, str]]:
    at = 0
    while at < len(lines):
        found = _FENCE.fullmatch(lines[at])
        if lines[at].startswith("<!--"):
            while at < len(lines) and "-->" not in lines[at]:
                at += 1
        elif found:
            fence, info = found.groups()
            end = _end(lines, at, fence)
            if info in (f"{{{name}}}", f"{{groupsite:{name}}}"):
                options = _options(lines[at + 1 : end])
                if options is not None:
                    yield options
            at = end
        at += 1


def _end(lines: Sequence[str], at: int, fence: str) -> int:
    """The line that ends what begins with *fence* at line *at*, or the end."""
    for number in range(at + 1, len(lines)):
        found = _FENCE.fullmatch(lines[number])
        if found and not found[2] and found[1].startswith(fence):
            return number
    return len(lines)


def _options(lines: Sequence[str]) -> dict[str, str] | None:
    """The options in a directive that holds nothing else; None if it does."""
    body = [line for line in lines if line.strip()]
    form = _OPTION
    if body and body[0].strip() == "---" and body[-1].strip() == "---":
        body, form = body[1:-1], _YAML
    found = [form.fullmatch(line) for line in body]
    options = {match[1]: match[2] or "" for match in found if match}
    return options if len(options) == len(body) else None


def _in_rst(lines: Sequence[str], name: str) -> Iterator[dict[str, str]]:
    for number, line in enumerate(lines):
        if line.rstrip() in (f".. {name}::", f".. groupsite:{name}::"):
            below = takewhile(lambda each: each.startswith(" "), lines[number + 1 :])
            options = _options([each.strip() for each in below])
            if options is not None:
                yield options
