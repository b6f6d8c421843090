"""``groupsite add``: papers by their identifiers, as `make paper` does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from groupsite.cli.command import Code, Command, CommandError, Outcome
from groupsite.cli.network import client_of, needs_network

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from groupsite.cli.adding import Addition, Result
    from groupsite.cli.site import Site
    from groupsite.cli.terminal import Terminal
    from groupsite.online.find import Found
    from groupsite.online.pasted import Pasted

_MORE: Final = """\
It takes DOIs, numbers of arXiv, PubMed (pmid:31000001, PMC6000001), HAL and ISBNs, the
addresses of all of them, whole entries in BibTeX, RIS or CSL-JSON, and files of these.
The entry goes into the first file of `bibtex_bibfiles` that is not in
`groupsite_cited_files`, in the style of that file; nothing else in it changes. What is
there already is not added again, and a preprint that has appeared is updated in place.

examples:
    groupsite add 10.5555/example.1
    groupsite add --news https://arxiv.org/abs/2601.01234
    groupsite add --dry-run pmid:31000001 978-0-00-000000-2
    groupsite add --keywords "learning, PET" --grant new-grant 10.5555/example.1
    groupsite add ids.txt
    groupsite add < export.ris
    groupsite add                      and paste, for instance an entry in BibTeX

All is written, or nothing: if the status is 2 or 3, all files are as they were.\
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "works", metavar="ID", nargs="*",
        help="DOIs, numbers, addresses or entries, or files of these; without any, what is piped or pasted",
    )  # fmt: skip
    parser.add_argument(
        "--news", action="store_true", help="write an item of news about it, too"
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="show what would change, and write nothing",
    )
    parser.add_argument(
        "--key",
        default="",
        help="the key of the entry, instead of one like those of the others",
    )
    parser.add_argument(
        "--keywords", metavar="WORDS", default="", help="keywords, joined by commas"
    )
    parser.add_argument(
        "--grant", metavar="ID", action="append", default=[], help="the grant behind it"
    )


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    with needs_network():
        import groupsite.online.client  # noqa: F401, PLC0415 - before anything is read
    from groupsite.cli.adding import Wishes, add  # noqa: PLC0415
    from groupsite.cli.changing import diff  # noqa: PLC0415
    from groupsite.cli.pasting import read_given  # noqa: PLC0415
    from groupsite.cli.site import load_site  # noqa: PLC0415
    from groupsite.model.dates import PartialDate  # noqa: PLC0415

    pasted = read_given(options.works)
    if options.key and len(pasted) > 1:
        raise CommandError(f"--key is for one paper, and these are {len(pasted)}")
    site = load_site(options.site)
    _check_grants(site, options.grant)
    found = _found(site, pasted, terminal)
    now = date.today()  # noqa: DTZ011 - the day of the author, wherever that is
    wishes = Wishes(
        options.key,
        tuple(filter(None, map(str.strip, options.keywords.split(",")))),
        tuple(options.grant),
        options.news,
        PartialDate(now.year, now.month, now.day),
    )
    result = add(site, found, wishes, dry=options.dry_run)
    _tell(result, site, terminal, dry=options.dry_run)
    rows = [_row(addition, site) for addition in result.additions]
    told: dict[str, Any] = {"works": rows}
    if options.dry_run:
        told["diff"] = diff(result.before, result.changed, site.settings.srcdir)
        terminal.diff(told["diff"])
    return Outcome(Code.DONE if result.changed else Code.NOTHING, told)


def _check_grants(site: Site, grants: Iterable[str]) -> None:
    for grant in grants:
        if site.graph.get("grant", grant) is None:
            fault = site.graph.unknown("grant", grant)
            raise CommandError(f"--grant: {fault or f'`{grant}` has faults'}")


def _found(site: Site, pasted: Sequence[Pasted], terminal: Terminal) -> list[Found]:
    """What services know of all works.

    :raises CommandError: if one is unknown, or a service that should know did not answer.
    """
    from groupsite.online.find import find  # noqa: PLC0415

    found = []
    with client_of(site) as client:
        for number, one in enumerate(pasted, 1):
            count = f" ({number} of {len(pasted)})" if len(pasted) > 1 else ""
            with terminal.progress(f"asking for {one.value or 'it'}{count}"):
                found.append(find(one, client))
    silent = [one for one in found if one.is_incomplete]
    faults = [
        one.fault or _unfinished(one) for one in found if one.fault or one in silent
    ]
    if faults:
        code = Code.SOURCE_FAILED if silent else Code.WRONG_USE
        raise CommandError("\n".join([*faults, "nothing was written"]), code)
    return found


def _unfinished(found: Found) -> str:
    """Why what was found is not enough."""
    return f"{found.pasted.value}: {'; '.join(found.failed)}; try again later"


def _tell(result: Result, site: Site, terminal: Terminal, *, dry: bool) -> None:
    """Say what was done, beside the diff if there is one."""
    say = terminal.complain if dry else terminal.say
    for addition in result.additions:
        where = f"{_shown(addition.path, site)}:{addition.line}"
        what = {
            "added": f"added `{addition.key}`: {where}",
            "updated": f"updated `{addition.key}`, which has appeared: {where}",
            "there": f"`{addition.key}` is there already: {where}",
        }[addition.outcome]
        say(what, None if addition.outcome == "there" else "green")
        for notice in addition.notices:
            say(f"  {notice}", "red")
        for note in addition.notes:
            say(f"  {note}", "yellow")
        if addition.news:
            path, line, is_new = addition.news
            say(
                f"  {'its news' if is_new else 'it is in the news already'}: {path}:{line}",
                None,
            )


def _row(addition: Addition, site: Site) -> dict[str, Any]:
    """What programs are told about one work."""
    row: dict[str, Any] = {
        "pasted": addition.pasted,
        "outcome": addition.outcome,
        "key": addition.key,
        "path": _shown(addition.path, site),
        "line": addition.line,
        "notes": addition.notes,
        "notices": addition.notices,
    }
    if addition.news:
        path, line, is_new = addition.news
        row["news"] = {"path": path, "line": line, "new": is_new}
    return row


def _shown(path: Path, site: Site) -> str:
    from groupsite.model.positions import display_path  # noqa: PLC0415

    return display_path(path, site.settings.srcdir)


COMMAND: Final = Command(
    name="add",
    summary="add papers by DOI, arXiv number, PMID, ISBN, …, or entries",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
