"""Runs Sphinx as `make html`, `make check` and `make live` do."""

from __future__ import annotations

import io
import re
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from groupsite.cli.terminal import Terminal

#: References that lead nowhere are reported too.
NITPICKY: Final = "-n"
_MESSAGE: Final = re.compile(
    r"(?:(?P<path>.+?):(?:(?P<line>\d+):)? )?(?P<level>WARNING|ERROR|CRITICAL): "
    r"(?P<message>.*?)(?: \[(?P<type>[\w.-]+)\])?"
)


class Run(NamedTuple):
    """What has come of a run of Sphinx."""

    status: int
    #: Its messages, if they were not printed.
    messages: list[dict[str, Any]]


def add_arguments(parser: ArgumentParser) -> None:
    """Add what all commands have that run Sphinx."""
    parser.add_argument(
        "--output", metavar="DIR", type=Path, help="where to build, instead of _build"
    )
    parser.add_argument(
        "options", metavar="OPTION", nargs="*",
        help="options of sphinx-build, behind --",
    )  # fmt: skip


def output(options: Namespace) -> Path:
    """The folder to build in."""
    return options.output or options.site / "_build"


def run(arguments: list[str], terminal: Terminal) -> Run:
    """Run ``sphinx-build`` with *arguments*; with ``--json`` it prints nothing."""
    from sphinx.cmd.build import main  # noqa: PLC0415

    printed = io.StringIO()
    with ExitStack() as stack:
        if terminal.json:
            stack.enter_context(redirect_stdout(io.StringIO()))
            stack.enter_context(redirect_stderr(printed))
        status = main(arguments)
    return Run(status, [_message(line) for line in printed.getvalue().splitlines()])


def _message(line: str) -> dict[str, Any]:
    """The parts of a line that Sphinx has printed."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", line)
    found = _MESSAGE.fullmatch(plain)
    if found is None:
        return {"message": plain}
    parts: dict[str, Any] = {k: v for k, v in found.groupdict().items() if v}
    if "line" in parts:
        parts["line"] = int(parts["line"])
    return parts | {"level": parts["level"].lower()}
