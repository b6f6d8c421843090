"""``groupsite new``: writes the files of a new site."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.cli.command import Code, Command, CommandError, Outcome
from groupsite.cli.network import needs_network

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from groupsite.cli.terminal import Terminal
    from groupsite.starting.site import Facts

_MORE: Final = """\
It asks for the name of your group, its head, and the address of the site; each may be left
out. Nothing is asked with --yes, or without a terminal.

examples:
    groupsite new lab
    groupsite new lab --name "Example Lab" --owner "Jane Doe" --address https://lab.example.org/
    groupsite new lab --owner "Jane Doe" --orcid 0000-0002-1825-0097    with all her papers
    groupsite new --example demo       a group that is made up, and shows everything

The folder has to be empty, or not there yet; a repository without files will do.\
"""
#: What of a folder is no file of an author's.
_NO_FILES: Final = {".git", ".DS_Store"}
#: Options that say something of a group.
_OF_GROUP: Final = ("name", "owner", "address", "orcid")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where to write it")
    parser.add_argument("--name", help="the name of the group")
    parser.add_argument("--owner", metavar="NAME", help="its head: Given Family")
    parser.add_argument("--address", metavar="URL", help="the address of the site")
    parser.add_argument(
        "--orcid", metavar="ID", help="ORCID iD of the head, whose papers are added"
    )
    parser.add_argument(
        "--example", action="store_true", help="a made-up group that shows everything"
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing")


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    from groupsite.starting.site import example_files, new_files  # noqa: PLC0415

    folder: Path = options.folder
    _check_folder(folder)
    month = f"{date.today():%Y-%m}"  # noqa: DTZ011 - the month of the author
    if options.example:
        if any(getattr(options, name) for name in _OF_GROUP):
            raise CommandError("--example is a group of its own: leave out the others")
        _write(folder, example_files(month, options.version))
        return _ended(folder, terminal, [], Code.DONE)
    asks = not options.yes and terminal.is_interactive
    facts = _facts(options, terminal if asks else None, month)
    if facts.orcid:
        with needs_network():  # before anything is written
            import groupsite.online.client  # noqa: F401, PLC0415
    _write(folder, new_files(facts, options.version))
    faults: list[str] = []
    if facts.orcid:
        from groupsite.cli.beginning import add_papers  # noqa: PLC0415

        faults = add_papers(folder, facts.orcid, terminal)
    return _ended(folder, terminal, faults, Code.SOURCE_FAILED)


def _check_folder(folder: Path) -> None:
    """Look whether *folder* is free.

    :raises CommandError: if it is not.
    """
    try:
        there = sorted(set(os.listdir(folder)) - _NO_FILES)  # noqa: PTH208 - names alone
    except FileNotFoundError:
        return
    except OSError as error:
        raise CommandError(f"{folder}: {error.strerror}; name another folder") from None
    if "conf.py" in there:
        how = "it seems to be a site already: `groupsite build` builds it"
        raise CommandError(f"{folder} has a conf.py; {how}, or name another folder")
    if there:
        what = ", ".join(there[:3]) + (", …" if there[3:] else "")
        message = f"{folder} has files in it ({what})"
        raise CommandError(f"{message}: name a folder that is new or empty")


def _facts(options: Namespace, terminal: Terminal | None, month: str) -> Facts:
    """What is known of the group.

    :param terminal: where to ask for what no option says; None to ask nothing.
    :raises CommandError: if something of it is wrong.
    """
    from groupsite.model.names import split_name  # noqa: PLC0415
    from groupsite.model.text import slug  # noqa: PLC0415
    from groupsite.starting.site import Facts  # noqa: PLC0415

    def told(option: str, question: str, default: str = "") -> str:
        given: str | None = getattr(options, option)
        if given is None and terminal:
            given = terminal.ask(question, default)
        return " ".join((given or default).split())

    folder = options.folder.resolve().name
    called = folder.replace("-", " ").replace("_", " ").strip()
    name = told("name", "What is your group called?", called[:1].upper() + called[1:])
    owner = told("owner", "Who heads it, as Given Family? (Enter for nobody)")
    address = told("address", "At which address will the site be? (Enter if unknown)")
    orcid = _orcid(" ".join((options.orcid or "").split()))
    if orcid and not owner:
        raise CommandError("--orcid is of the head of the group: write --owner, too")
    parts = split_name(owner)
    owner_id = slug(f"{parts.family} {parts.given}") or ("lead" if owner else "")
    return Facts(
        name=name or "My group",
        owner=owner,
        owner_id=owner_id,
        orcid=orcid,
        address=_address(address),
        month=month,
    )


def _address(text: str) -> str:
    """The address of a site as it stands in conf.py.

    :raises CommandError: if it is none.
    """
    from groupsite.model.identifiers import address_fault  # noqa: PLC0415

    if not text:
        return ""
    whole = text if "://" in text else f"https://{text}"
    host = whole.partition("://")[2].partition("/")[0]
    if address_fault(whole, ("http", "https")) or " " in whole or "." not in host:
        how = "write the address that the site will have, as https://lab.example.org/"
        raise CommandError(f"--address: {text!r} is no address on the web; {how}")
    return whole if whole.endswith("/") else f"{whole}/"


def _orcid(text: str) -> str:
    """The number of an ORCID iD.

    :raises CommandError: if it is none.
    """
    from groupsite.model.identifiers import orcid_fault  # noqa: PLC0415

    if text and (fault := orcid_fault(text)):
        raise CommandError(f"--orcid: {fault}")
    return text.rstrip("/").rpartition("/")[2]


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write *files* into *folder*.

    :raises CommandError: if that cannot be done.
    """
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:  # never over a file that has come meanwhile
                file.write(data)
    except OSError as error:
        fault = f"{error.filename or folder}: {error.strerror}"
        raise CommandError(f"{fault}; remove what was written, and try again") from None


def _ended(
    folder: Path, terminal: Terminal, faults: list[str], failed: Code
) -> Outcome:
    """Say how to go on."""
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    make = "make live" if sys.platform != "win32" else "groupsite live"
    terminal.say(f"The site is in {folder}. Its README.md says how to go on.", "green")
    terminal.say(f"To see it: {where}{make}")
    for fault in faults:
        terminal.complain(fault)
    told = {"folder": str(folder.resolve()), "faults": faults}
    return Outcome(failed if faults else Code.DONE, told)


COMMAND: Final = Command(
    name="new",
    summary="write a new site into a folder",
    more=_MORE,
    arguments=_arguments,
    run=_run,
    needs_site=False,
)
