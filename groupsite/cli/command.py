"""What a command is: its arguments, what it does, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping

    from groupsite.cli.terminal import Terminal


class Code(IntEnum):
    """How a command ends: the exit status of the program."""

    DONE = 0
    #: All was well, and there was nothing to do.
    NOTHING = 1
    #: It cannot be done with these arguments, or with this site.
    WRONG_USE = 2
    #: A service did not answer, so that it is not known what to do.
    SOURCE_FAILED = 3


class CommandError(Exception):
    """A command cannot go on; says why, in words for authors."""

    def __init__(self, message: str, code: Code = Code.WRONG_USE) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has come of a command."""

    code: Code
    #: What ``--json`` prints beside the code; people have been told it already.
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the program.

    Its module is imported whenever the program starts, so that it imports only inside of
    `run` what takes long, or may not be installed: Sphinx, and all of `groupsite.online`.
    """

    name: str
    #: What it does, in one line without a full stop.
    summary: str
    #: The rest of its help. What begins with four blanks is an example.
    more: str
    #: Adds its arguments; those of all commands (``--site``, ``--json``) are there, and `version`, ours.
    arguments: Callable[[ArgumentParser], None]
    #: Does it. What cannot be done is a `CommandError`.
    run: Callable[[Namespace, Terminal], Outcome]
    #: Whether it is about a site that is there (``--site``).
    needs_site: bool = True
