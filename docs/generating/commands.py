"""Markdown for the page of commands, made of what the program says to ``--help``."""

from __future__ import annotations

import argparse
import re
from textwrap import fill
from typing import TYPE_CHECKING, Final

from docs.generating.pages import Item, definitions
from groupsite.cli.main import COMMANDS, parser
from groupsite.cli.meanings import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from groupsite.cli.command import Command

#: Options and names of files, which stand without marks in a terminal.
_CODE: Final = re.compile(
    r"(?<![\w`/.-])(pip install '[^']*'|--[a-z][a-z-]*|--|\.[a-z]+|\w[\w-]*\.(?:txt|yml|py|md|bib))(?![\w`-])"
)


def commands(_app: Sphinx) -> str:
    """All commands with their arguments, what is to be known of them, and examples."""
    found = {command.name: command for command in COMMANDS}
    return "\n\n".join(
        part
        for name, arguments in subparsers().items()
        for part in _command(found[name], arguments)
    )


def subparsers() -> dict[str, argparse.ArgumentParser]:
    """Name of each command → what reads its arguments."""
    (found,) = (
        action
        for action in parser()._actions  # noqa: SLF001 - argparse has no other way
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
    )
    return dict(found.choices)


def examples(command: Command) -> list[str]:
    """The command lines that its help shows; what it says of one is a comment behind it."""
    lines = re.findall(r"^    (\S.*)$", command.more, re.MULTILINE)
    return [re.sub(r"  ( *)(\S.*)$", r"\1# \2", line, count=1) for line in lines]


def _command(command: Command, arguments: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## `groupsite {command.name}`"
    yield sentence(command.summary)
    usage = arguments.format_usage().removeprefix("usage: ")
    yield _block("text", fill(" ".join(usage.split()), 60, subsequent_indent="    "))
    yield definitions(
        _item(action)
        for action in arguments._actions  # noqa: SLF001
        if not isinstance(action, argparse._HelpAction)  # noqa: SLF001
    )
    for paragraph in re.split(r"\n\s*\n", command.more):
        if not paragraph.startswith("examples:"):
            yield _marked(" ".join(paragraph.split()))
    yield _block("sh", "\n".join(examples(command)))


def _item(action: argparse.Action) -> Item:
    is_switch = action.nargs == 0
    value = "" if is_switch else str(action.metavar or action.dest.upper())
    names = [*action.option_strings, value]
    several = "any number" if action.nargs == "*" else ""
    return Item(" ".join(filter(None, names)), several, _marked(action.help or ""))


def _marked(text: str) -> str:
    return _CODE.sub(r"`\1`", text)


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"
