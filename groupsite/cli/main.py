"""``groupsite COMMAND …``: reads the arguments, and runs the command."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite import __version__
from groupsite.cli import (
    add,
    audit,
    build,
    check,
    cv,
    doctor,
    importing,
    live,
    new,
    schema,
    update,
    upgrade,
)
from groupsite.cli.command import Code, CommandError
from groupsite.cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.cli.command import Command

#: All commands, in the order of the help.
COMMANDS: Final[tuple[Command, ...]] = (
    new.COMMAND,
    importing.COMMAND,
    add.COMMAND,
    update.COMMAND,
    audit.COMMAND,
    build.COMMAND,
    check.COMMAND,
    cv.COMMAND,
    live.COMMAND,
    schema.COMMAND,
    doctor.COMMAND,
    upgrade.COMMAND,
)
_CODES: Final = """\
exit status:
    0 done   1 nothing done   2 wrong use   3 a source failed\
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status.

    :param arguments: those of the program by default.
    """
    program = parser()
    options = program.parse_args(arguments)
    if "command" not in options:
        program.print_help(sys.stderr)
        return Code.WRONG_USE
    command: Command = options.command
    terminal = Terminal(json=options.json)
    try:
        if command.needs_site:
            _check_site(options.site)
        outcome = command.run(options, terminal)
    except CommandError as error:
        terminal.complain(f"groupsite {command.name}: {error}")
        terminal.result({"code": error.code, "errors": str(error).splitlines()})
        return error.code
    except BrokenPipeError:  # `groupsite … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Code.DONE
    except KeyboardInterrupt:
        return 130
    terminal.result({"code": outcome.code, **outcome.result})
    return outcome.code


def _check_site(folder: Path) -> None:
    if not (folder / "conf.py").is_file():
        where = "here" if folder == Path() else f"in {folder}"
        message = f"there is no conf.py {where}: go to the folder of your site, or give it as --site"
        raise CommandError(message)


def parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    program = argparse.ArgumentParser(
        prog="groupsite",
        description="Looks after the website of a research group.",
        epilog=f"`groupsite COMMAND --help` shows examples.\n\n{_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    version = f"groupsite {__version__}"
    program.add_argument("--version", action="version", version=version)
    commands = program.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            epilog=f"{command.more}\n\n{_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.arguments(one)
        if command.needs_site:
            one.add_argument(
                "--site", metavar="DIR", type=Path, default=Path(),
                help="the folder of conf.py, if it is not this one",
            )  # fmt: skip
        one.add_argument(
            "--json", action="store_true", help="print the result for programs"
        )
        one.set_defaults(command=command, version=__version__)
    return program
