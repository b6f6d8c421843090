"""``groupsite update``: what has become known of the papers since they were entered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from groupsite.cli.command import Code, Command, CommandError, Outcome
from groupsite.cli.network import client_of, needs_network

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from groupsite.cli.site import Site
    from groupsite.cli.terminal import Terminal
    from groupsite.online.ours import Ours
    from groupsite.online.updating import Update

_MORE: Final = """\
It asks about preprints that have appeared, missing DOIs, volumes and pages that have come
since, and retractions, and shows what speaks for each change, and all changes as one diff.
Key, comments and fields of your own stay; a title that has changed is kept as
`preprint_title`. Works that are only cited, talks, theses and software are left alone.
arXiv allows a question every three seconds, so that a hundred preprints take minutes.

examples:
    groupsite update                      show what could change
    groupsite update --apply              write it
    groupsite update --apply --news       with news of what has been published
    groupsite update doe2025waves         one paper
    groupsite update --years 3            those of this year and the three before
    groupsite update --json               for programs

Services that do not answer are named, and the status is 3.\
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "keys", metavar="KEY", nargs="*", help="the papers to ask about; all by default"
    )
    parser.add_argument(
        "--years", metavar="N", type=int, help="only those of the last N years"
    )
    parser.add_argument(
        "--apply", action="store_true", help="write the changes into the files"
    )
    parser.add_argument(
        "--news", action="store_true", help="write news of what has appeared, too"
    )


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    with needs_network():
        import groupsite.online.client  # noqa: F401, PLC0415 - before anything is read
    from groupsite.cli.site import load_site  # noqa: PLC0415
    from groupsite.cli.updating import entries_of_site, write  # noqa: PLC0415

    site = load_site(options.site)
    entries = entries_of_site(site)
    today = date.today()  # noqa: DTZ011 - the day of the author, wherever that is
    chosen = _chosen(site, entries, options, today.year)
    updates = _updates(site, chosen, entries, terminal)
    written = write(site, updates, today, apply=options.apply, news=options.news)
    for update in updates:
        _tell(update, written.faults.get(update.key, ""), terminal)
    terminal.diff(written.diff)
    failed = _failures(updates)
    for message, keys in failed.items():
        terminal.complain(f"{message}: nothing is known from there about {_some(keys)}")
    told = {
        "updates": [_row(one, written.faults.get(one.key, "")) for one in updates],
        "diff": written.diff,
        "failed": list(failed),
    }
    if failed:
        return Outcome(Code.SOURCE_FAILED, told)
    return Outcome(Code.DONE if written.diff else Code.NOTHING, told)


def _chosen(
    site: Site, entries: Iterable[Ours], options: Namespace, year: int
) -> list[Ours]:
    """The entries that are meant.

    :raises CommandError: if there is no such entry.
    """
    keys = {site.graph.meant("paper", key) for key in options.keys}
    for key in keys:
        if site.graph.get("paper", key) is None:
            raise CommandError(
                site.graph.unknown("paper", key) or f"`{key}` has faults"
            )
    first = year - options.years if options.years else 0
    return [
        ours
        for ours in entries
        if (not keys or ours.key in keys)
        and (ours.paper.date is None or ours.paper.date.year >= first)
    ]


def _updates(
    site: Site, chosen: list[Ours], entries: list[Ours], terminal: Terminal
) -> list[Update]:
    """What has come of each entry."""
    from groupsite.online.known import KnownPeople  # noqa: PLC0415
    from groupsite.online.updating import updates  # noqa: PLC0415

    people = KnownPeople(site.graph.all("person"))
    chosen = [one for one in chosen if one.is_looked_after]
    done: list[Update] = []
    with client_of(site) as client:
        coming = updates(chosen, entries, client, people)
        for number, ours in enumerate(chosen, 1):
            with terminal.progress(
                f"asking about {ours.key} ({number} of {len(chosen)})"
            ):
                done.append(next(coming))
    return done


_REASONS: Final = {
    "published": "has appeared",
    "doi": "has a DOI",
    "place": "has its place now",
    "retracted": "has been retracted",
}


def _tell(update: Update, fault: str, terminal: Terminal) -> None:
    """Say what is proposed for an entry and what speaks for it, and what is doubtful."""
    proposal = update.proposal
    if proposal is None and not update.doubts:
        return
    what = (
        ", ".join(_REASONS[reason] for reason in proposal.reasons) if proposal else ""
    )
    terminal.say(f"{update.position}: `{update.key}` {what}".rstrip(), "bold")
    for line in proposal.evidence if proposal else ():
        terminal.say(f"  {line}")
    if fault:
        terminal.say(f"  it could not be changed: {fault}", "red")
    for doubt in update.doubts:
        terminal.say(f"  {doubt}", "yellow")


def _failures(updates: Iterable[Update]) -> dict[str, list[str]]:
    """The services that did not answer, with the keys of entries for which that matters."""
    failed: dict[str, list[str]] = {}
    for update in updates:
        for message in update.failed:
            failed.setdefault(message, []).append(update.key)
    return failed


def _some(keys: list[str]) -> str:
    named = ", ".join(f"`{key}`" for key in keys[:3])
    return named if len(keys) <= 3 else f"{named} and {len(keys) - 3} others"


def _row(update: Update, fault: str) -> dict[str, Any]:
    """What programs are told about one entry."""
    row: dict[str, Any] = {
        "key": update.key,
        "path": update.position.path,
        "line": update.position.line,
        "doubts": update.doubts,
        "failed": update.failed,
    }
    if proposal := update.proposal:
        row |= {
            "reasons": proposal.reasons,
            "fields": proposal.fields,
            "type": proposal.type,
            "evidence": proposal.evidence,
        }
    return row | ({"fault": fault} if fault else {})


COMMAND: Final = Command(
    name="update",
    summary="find out which preprints have appeared, and what entries lack",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
