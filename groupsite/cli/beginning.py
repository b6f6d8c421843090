"""The papers of a site that begins: what ORCID and OpenAlex list for its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.cli.adding import Wishes, add
from groupsite.cli.network import client_of
from groupsite.cli.site import load_site
from groupsite.online.find import find
from groupsite.online.listings import listing_of
from groupsite.online.pasted import told

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.cli.terminal import Terminal
    from groupsite.online.client import Client
    from groupsite.online.find import Found
    from groupsite.online.listings import ListedWork


def add_papers(folder: Path, orcid: str, terminal: Terminal) -> list[str]:
    """Add the papers of the head of the site in *folder*.

    Those whose services do not answer are left out, and so are those without a number.

    :returns: what was left out, in words for authors.
    """
    site = load_site(folder)
    with client_of(site) as client:
        with terminal.progress("asking for the papers"):
            listing = listing_of(orcid, client)
        faults = [f"{fault}: what it lists is not known" for fault in listing.failed]
        if not listing.is_known:
            faults.append(f"ORCID does not know {orcid}: see whether it is right")
        works = sorted(listing.works, key=lambda work: max(work.years, default=0))
        found = []
        for number, work in enumerate(works, 1):
            with terminal.progress(f"asking for paper {number} of {len(works)}"):
                one, fault = _found(work, client)
            if one:
                found.append(one)
            else:
                faults.append(fault)
    result = add(site, found, Wishes())
    added = [one for one in result.additions if one.outcome == "added"]
    for addition in added:
        for notice in [*addition.notices, *addition.notes]:
            terminal.say(f"publications.bib:{addition.line}: {notice}", "yellow")
    terminal.say(
        f"{len(added)} papers are in publications.bib: see whether they are all right"
    )
    return faults


def _found(work: ListedWork, client: Client) -> tuple[Found | None, str]:
    """What services know of a work; nothing and why, if that is not enough."""
    version = next((v for v in work.versions if v.title), work.versions[0])
    numbers = [n for v in work.versions for n in (v.doi, v.arxiv) if n]
    fault = "it has no DOI or arXiv number, add it by hand"
    for number in numbers:
        for pasted in told(number).found:
            found = find(pasted, client)
            if not found.fault and not found.is_incomplete:
                return found, ""
            fault = found.fault or "; ".join(found.failed)
    return None, f"“{version.title}” was left out: {fault}"
