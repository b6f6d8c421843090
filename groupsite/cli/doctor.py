"""``groupsite doctor``: says what is wrong with an installation, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.cli.command import Code, Command, Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from groupsite.cli.terminal import Terminal

_MORE: Final = """\
It looks at Python, at the packages that are installed and those that requirements.txt
names, at the settings in conf.py, and at git. Nothing is built or changed; what is wrong
with pages and records is said by `groupsite check`.

examples:
    groupsite doctor
    groupsite doctor --site ~/lab
    groupsite doctor --json

The status is 1 if something is wrong. What is only missing for some purpose is a hint.\
"""


def _arguments(_parser: ArgumentParser) -> None:
    """It takes none of its own."""


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    from groupsite.cli.health import findings  # noqa: PLC0415

    found = findings(options.site, options.version)
    wrong = [one for one in found if not one.is_hint]
    for one in found:
        hint = "if you like: " if one.is_hint else ""
        where = f"{one.where}: " if one.where else ""
        terminal.say(f"{where}{hint}{one.message}", "yellow" if one.is_hint else "red")
    if not wrong:
        terminal.say(f"groupsite {options.version}: nothing is wrong.", "green")
    told = {"findings": [one._asdict() for one in found]}
    return Outcome(Code.NOTHING if wrong else Code.DONE, told)


COMMAND: Final = Command(
    name="doctor",
    summary="say what is wrong with the installation, and what to do",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
