"""bioRxiv and medRxiv: what has become of a preprint. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from groupsite.model.doi import doi_of_text
from groupsite.online import contributors
from groupsite.online.question import Question
from groupsite.online.reading import date_in, items, text
from groupsite.online.texts import of_html
from groupsite.online.work import Work

if TYPE_CHECKING:
    from groupsite.online.work import Contributor


def question(doi: str, server: str = "biorxiv") -> Question:
    """Ask for a preprint by its DOI, without version; *server* may be ``medrxiv``."""
    bare = re.sub(r"v\d+$", "", doi)
    return Question("biorxiv", f"/details/{server.lower()}/{bare}/na/json")


def parse(answer: Any) -> Work | None:
    """The newest version in the answer, with the date of the first; None if none."""
    versions = sorted(items(answer, "collection"), key=_version)
    if not versions or not (title := of_html(text(versions[-1], "title"))):
        return None
    newest = versions[-1]
    names = (_person(name) for name in text(newest, "authors").split(";"))
    journal = doi_of_text(text(newest, "published"))
    return Work(
        source="bioRxiv",
        title=title,
        authors=tuple(one for one in names if one is not None),
        date=date_in(text(versions[0], "date")),
        doi=doi_of_text(text(newest, "doi")),
        abstract=of_html(text(newest, "abstract")),
        is_preprint=True,
        server=text(newest, "server") or "bioRxiv",
        published=(journal.lower(),) if journal else (),
    )


def _version(one: Any) -> int:
    version = text(one, "version")
    return int(version) if version.isascii() and version.isdecimal() else 0


def _person(name: str) -> Contributor | None:
    family, _, given = name.strip().partition(",")
    return contributors.person(family, given) if given else contributors.unsplit(name)
