"""``groupsite import``: makes a site of what another system has."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from groupsite.cli import sphinx
from groupsite.cli.command import Code, Command, CommandError, Outcome
from groupsite.cli.terminal import Terminal

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from groupsite.moving.move import Result
    from groupsite.moving.target import Target

_MORE: Final = """\
examples:
    groupsite import ../old-site my-site
    groupsite import publications.bib my-site
    groupsite import --from al-folio ../old-site my-site
    groupsite import --no-build ../old-site my-site    quickly, while you try what it makes

Reads sites of al-folio, academicpages, lab-website-template, HugoBlox (Wowchemy) and
labdata, files of JSON Resume and RenderCV, and .bib files. IMPORT.md in the new site says
what became of what, what is left, and what was assumed. Nothing in the old site is changed
or run. A second time, what you have edited in the new site stays as it is.\
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="SOURCE", type=Path, help="the old site, a folder or a file"
    )
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="where the new site is written"
    )
    parser.add_argument("--from", dest="system", metavar="SYSTEM", help="the system of the old site, if it is not recognised")  # fmt: skip
    parser.add_argument("--no-build", action="store_true", help="do not build the new site to see what a build says of it")  # fmt: skip


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    # what takes long is imported when it is needed
    from groupsite.moving.move import move  # noqa: PLC0415
    from groupsite.moving.recognise import READERS, system_of  # noqa: PLC0415
    from groupsite.moving.source import Source  # noqa: PLC0415
    from groupsite.moving.target import NotWritableError, Target  # noqa: PLC0415

    path: Path = options.source
    if not path.exists():
        raise CommandError(f"there is no {path}")
    source = Source(path)
    system = options.system or system_of(source)
    if system not in READERS:
        known = ", ".join(READERS)
        what = f"{system!r} is no system" if system else f"nobody knows what {path} is"
        raise CommandError(f"{what}: say --from one of {known}")
    try:
        target = Target(options.folder)
        with terminal.progress(f"reading {path}"):
            result = move(
                source,
                system,
                target,
                None if options.no_build else lambda: _messages(target.folder),
                options.version,
            )
    except NotWritableError as error:
        raise CommandError(str(error)) from None
    _tell(result, target, options.folder, terminal)
    outcome = target.outcome
    return Outcome(
        Code.DONE if outcome.written else Code.NOTHING,
        {
            "system": system,
            "written": outcome.written,
            "kept": outcome.kept,
            "things": {
                k: [*things] for k, (things, _) in result.account.counts().items()
            },
            "facts": {k: [*facts] for k, (_, facts) in result.account.counts().items()},
        },
    )


def _messages(folder: Path) -> list[str]:
    """What a build says of a site: file, line and words."""
    with tempfile.TemporaryDirectory() as made:
        arguments = [
            "-q",
            "-b",
            "html",
            "-d",
            f"{made}/doctrees",
            str(folder),
            f"{made}/html",
        ]
        done = sphinx.run(arguments, Terminal(json=True))
    return [_said(message, folder) for message in done.messages]


def _said(message: Mapping[str, Any], folder: Path) -> str:
    path = str(message.get("path", "")).removeprefix(f"{folder}{os.sep}")
    place = ":".join(str(part) for part in (path, message.get("line", "")) if part)
    return f"{place}: {message['message']}" if place else str(message["message"])


def _tell(result: Result, target: Target, folder: Path, terminal: Terminal) -> None:
    terminal.say(f"{result.moved.system} → {folder}", "bold")
    row = "{:<14}{:>7}{:>7}{:>6}   {:>6}{:>7}{:>6}".format
    terminal.say(row("", "found", "moved", "left", "facts", "moved", "left"))
    rows = [*result.account.counts().items(), ("all", result.account.total())]
    for kind, (things, facts) in rows:
        terminal.say(row(kind, *things, *facts), "bold" if kind == "all" else None)
    outcome = target.outcome
    terminal.say(
        f"{len(outcome.written)} files written, {len(outcome.same)} as they were."
    )
    for path in outcome.kept:
        terminal.say(f"  {path}: yours, and left as it is", "yellow")
    terminal.say(f"Read {folder / 'IMPORT.md'}, then build: make -C {folder} html")


COMMAND: Final = Command(
    name="import",
    summary="make a site of what another system has",
    more=_MORE,
    arguments=_arguments,
    run=_run,
    needs_site=False,
)
