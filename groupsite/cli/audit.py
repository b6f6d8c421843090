"""``groupsite audit``: compares the papers with the lists of ORCID and OpenAlex."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from groupsite.cli.command import Code, Command, CommandError, Outcome
from groupsite.cli.network import client_of, needs_network

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from groupsite.cli.site import Site
    from groupsite.cli.terminal import Terminal
    from groupsite.kinds.people.person import Person
    from groupsite.model.positions import Located
    from groupsite.online.auditing import Finding

_MORE: Final = """\
It asks for the works of the owner and of all members, now and before, who have
`links: orcid` in people.yml. Works that are missing here are told at that line; works that
may be a namesake's, and other years, at the lines of their entries. What is not
sure begins with “perhaps”. Nothing is written.

examples:
    groupsite audit
    groupsite audit doe-jane         the works of one person
    groupsite audit --json           for programs

The status is 0 if there is something to look at, and 1 if there is nothing.\
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "people", metavar="ID", nargs="*", help="the people; all by default"
    )


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    with needs_network():
        from groupsite.online.auditing import audit  # noqa: PLC0415
    from groupsite.cli.site import load_site  # noqa: PLC0415
    from groupsite.cli.updating import entries_of_site  # noqa: PLC0415

    site = load_site(options.site)
    people = _people(site, options.people)
    names = ", ".join(located.record.display_name for located in people[:3])
    more = f" and {len(people) - 3} others" if len(people) > 3 else ""
    with client_of(site) as client, terminal.progress(f"asking about {names}{more}"):
        found = audit(people, entries_of_site(site), client, site.settings.owner)
    for finding in found.findings:
        doubt = "perhaps: " if finding.is_doubt else ""
        terminal.say(
            f"{finding.position}: {doubt}{finding.message}",
            "yellow" if finding.is_doubt else None,
        )
    for message in found.failed:
        terminal.complain(f"{message}: what it lists is not known")
    told = {
        "findings": [_row(finding) for finding in found.findings],
        "failed": found.failed,
    }
    if found.failed:
        return Outcome(Code.SOURCE_FAILED, told)
    return Outcome(Code.DONE if found.findings else Code.NOTHING, told)


def _people(site: Site, ids: list[str]) -> list[Located[Person]]:
    """Those who are meant and have an ORCID iD.

    :raises CommandError: if there is nobody.
    """
    graph = site.graph
    for person in ids:
        if graph.get("person", person) is None:
            raise CommandError(
                graph.unknown("person", person) or f"`{person}` has faults"
            )
    chosen = ids or [
        person.id
        for person in graph.all("person")
        if person.memberships or person.id == site.settings.owner
    ]
    located = [graph.located("person", person) for person in dict.fromkeys(chosen)]
    found = [one for one in located if one and one.record.links.orcid]
    if not found:
        who = "of these people" if ids else "of the owner and the members"
        message = f"none {who} has an ORCID iD: write `orcid` below `links`"
        raise CommandError(f"{site.settings.people or 'groupsite_people'}: {message}")
    return found


def _row(finding: Finding) -> dict[str, Any]:
    """What programs are told about a finding."""
    row = asdict(finding)
    position = row.pop("position")
    return {"path": position["path"], "line": position["line"], **row}


COMMAND: Final = Command(
    name="audit",
    summary="compare the papers with the lists of ORCID and OpenAlex",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
