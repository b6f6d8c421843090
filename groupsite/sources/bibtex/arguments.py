r"""Finds commands of LaTeX with their arguments: ``\name*[option]{first}{second}``.

Braces are matched once for the whole text, so that time is linear.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    #: The number of arguments, and what is written in place of the command.
    Rule = tuple[int, Callable[..., str]]

_COMMAND: Final = re.compile(r"\\(?:([A-Za-z]+)\*?|.)", re.DOTALL)
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_OPTION: Final = re.compile(r"\s*\[[^\][]*\]")
_SPACE: Final = re.compile(r"\s*")
#: How deep commands may stand in arguments of others.
_DEEPEST: Final = 20


def expanded(text: str, rules: Mapping[str, Rule], depth: int = 0) -> str:
    """*text* with the commands in *rules* replaced; one without its arguments stays.

    Arguments, in which commands are replaced first, are given without their braces.
    """
    if "\\" not in text or depth > _DEEPEST:
        return text
    closing: dict[int, int] | None = None
    pieces: list[str] = []
    index = 0
    for command in _COMMAND.finditer(text):
        if command.start() < index or command[1] not in rules:
            continue
        number, write = rules[command[1]]
        closing = _closing(text) if closing is None else closing
        found = _arguments(text, command.end(), number, closing)
        if found is None:
            continue
        arguments, end = found
        pieces += [
            text[index : command.start()],
            write(*(expanded(argument, rules, depth + 1) for argument in arguments)),
        ]
        index = end
    return "".join([*pieces, text[index:]])


def _arguments(
    text: str, start: int, number: int, closing: dict[int, int]
) -> tuple[list[str], int] | None:
    """*number* groups from *start*, after an option, and where they end."""
    arguments: list[str] = []
    end = start
    for _ in range(number):
        for pattern in (_OPTION, _SPACE):
            match = pattern.match(text, end)
            end = match.end() if match else end
        if end not in closing:
            return None
        arguments.append(text[end + 1 : closing[end]])
        end = closing[end] + 1
    return arguments, end


def _closing(text: str) -> dict[int, int]:
    """The positions of opening braces → those of their closing ones."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            closing[opened.pop()] = brace.start()
    return closing
