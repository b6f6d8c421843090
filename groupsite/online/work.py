"""`Work`: what a service says of a work, in one form for all of them.

Pure: neither Sphinx nor the network is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate

#: What a service says about a work after it has appeared.
Notice = Literal["retraction", "concern", "correction"]


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who wrote or edited a work, or a group. Names are no LaTeX."""

    #: The whole name of a group.
    family: str
    given: str = ""
    suffix: str = ""
    orcid: str = ""
    group: bool = False
    #: Where they worked, if the source says so.
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notification:
    """A notice about a work."""

    kind: Notice
    #: Where it can be read.
    doi: str = ""
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work as a service describes it. What it does not say is empty.

    Texts are LaTeX without braces that protect capitals (`groupsite.online.texts`);
    numbers and identifiers are plain.
    """

    #: The services that have said it, by their titles, joined by a comma.
    source: str
    #: The BibTeX type.
    type: str = "misc"
    title: str = ""
    #: Whether braces in the title are those of somebody who has written it by hand.
    title_is_written: bool = False
    authors: tuple[Contributor, ...] = ()
    #: Whether there are more authors than it names: ``and others``.
    has_more_authors: bool = False
    editors: tuple[Contributor, ...] = ()
    #: Journal.
    journal: str = ""
    #: Proceedings or book that it is part of.
    booktitle: str = ""
    series: str = ""
    volume: str = ""
    #: The issue of a journal, or the number of a report.
    number: str = ""
    pages: str = ""
    #: The number of an article that has no pages.
    eid: str = ""
    edition: str = ""
    publisher: str = ""
    address: str = ""
    #: The university of a thesis, the institution of a report.
    school: str = ""
    #: What it is, in words, where the type does not say it.
    genre: str = ""
    date: PartialDate | None = None
    doi: str = ""
    #: The arXiv number without its version.
    arxiv: str = ""
    arxiv_class: str = ""
    isbn: str = ""
    pmid: str = ""
    pmcid: str = ""
    hal: str = ""
    url: str = ""
    abstract: str = ""
    #: Whether this is a preprint, and the server that has posted it.
    is_preprint: bool = False
    server: str = ""
    #: DOIs of what this preprint has become, as the source says.
    published: tuple[str, ...] = ()
    #: Where it has appeared, in the words of its authors; those are plain text.
    appeared: str = ""
    #: DOIs of preprints of this work.
    preprints: tuple[str, ...] = ()
    notices: tuple[Notification, ...] = ()
    #: What had to be left out, in words for authors.
    doubts: tuple[str, ...] = ()


#: Joined, not chosen, where two sources are put together.
_JOINED: Final = ("published", "preprints", "notices", "doubts")
#: What a work says by itself, or not at all.
_OWN: Final = (
    "source", "type", "is_preprint", "server", "title_is_written", "has_more_authors",
)  # fmt: skip
#: A work has one of these.
_EITHER: Final = {
    "pages": "eid", "eid": "pages", "journal": "booktitle", "booktitle": "journal",
}  # fmt: skip


def completed(work: Work, other: Work, *names: str) -> Work:
    """*work* with what it lacks taken from *other*, which is about the same work.

    :param names: the fields that may be taken; all if none is given.
    """
    taken: dict[str, Any] = {}
    if work.has_more_authors and len(other.authors) > len(work.authors) and not names:
        taken |= {"authors": other.authors, "has_more_authors": False}
    for name in names or [field.name for field in fields(Work)]:
        mine, theirs = getattr(work, name), getattr(other, name)
        if name in _JOINED:
            taken[name] = (*mine, *(one for one in theirs if one not in mine))
        elif name in _OWN or mine or not theirs:
            continue
        elif not getattr(work, _EITHER.get(name, ""), ""):
            taken[name] = theirs
    said = any(name not in _JOINED for name in taken)
    if said and other.source not in work.source.split(", "):
        taken["source"] = f"{work.source}, {other.source}"
    return replace(work, **taken)
