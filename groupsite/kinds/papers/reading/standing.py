"""How an entry stands in the world: where it appeared, how far it is, what it is.

State, type, and preprint server hang together, and so are found together.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.papers.reading.biblatex import DRAFTS, bibtex_type
from groupsite.kinds.papers.reading.links import doi_of, verbatim
from groupsite.kinds.papers.reading.servers import (
    is_final,
    is_run_by_server,
    is_server,
    server_called,
    server_of,
)
from groupsite.kinds.papers.reading.works import (
    VAGUE,
    is_called_preprint,
    is_state,
    state_called,
    state_said,
    work_said,
)

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import State
    from groupsite.sources.bibtex.reader import BibEntry

#: States of a paper that has not appeared.
_COMING: Final = ("submitted", "accepted", "inpress")


class Standing(NamedTuple):
    """State and type of an entry."""

    state: State
    #: The BibTeX type; ``misc`` for an article that no journal has printed.
    entry_type: str
    #: What it is, see `Paper.work`.
    work: str
    #: The preprint server, if it has appeared nowhere else.
    server: str


def is_venue(name: str) -> bool:
    """Whether a journal or book is one: neither a server nor ``submitted``."""
    return (
        bool(name)
        and not is_server(name)
        and not is_state(name)
        and state_called(name) not in ("submitted", "accepted")
    )


def standing_of(entry: BibEntry, venue: str, written: State | None) -> Standing:
    """The standing of *entry*.

    :param venue: where it appeared; empty if that is a preprint server.
    :param written: the state that the entry gives, if it does.
    """
    kind = bibtex_type(entry)
    server = "" if venue else server_of(entry)
    is_draft = kind in DRAFTS or (kind == "techreport" and _institute_is_server(entry))
    state = written or (
        _state(entry, server) if is_draft and not venue else "published"
    )
    work = _work(entry, kind, state, server) if is_draft and not venue else ""
    work = work or work_said(entry) or kind
    posted = work == "preprint" and kind not in VAGUE
    server = server if state != "published" and is_draft else ""
    return Standing(state, "misc" if posted else kind, work, server)


def _state(entry: BibEntry, server: str) -> State:
    """The state of what has no journal and no book."""
    if is_final(doi_of(entry)) or (server and _has_publisher(entry)):
        return "published"
    said, work = state_said(entry), work_said(entry)
    if said == "submitted" and not server:
        return "submitted"
    if server or is_called_preprint(entry):
        return "preprint"
    if said:
        return said
    is_draft = work == "unpublished" or (entry.type == "unpublished" and not work)
    return "unpublished" if is_draft else "published"


def _work(entry: BibEntry, kind: str, state: State, server: str) -> str:
    """What has no journal and no book, as far as its state says that; or ``""``."""
    posted = server or is_called_preprint(entry)
    if state == "preprint":
        return "preprint"
    if kind in VAGUE and state in _COMING:
        return "preprint" if posted else "unpublished"
    # a preprint with the DOI of a publisher
    return "article" if kind in VAGUE and posted and is_final(doi_of(entry)) else ""


def _has_publisher(entry: BibEntry) -> bool:
    """Whether a publisher stands beside a number on a server."""
    publisher = verbatim(entry.get("publisher"))
    venues = (verbatim(entry.get(name)) for name in ("journal", "journaltitle"))
    return (
        bool(publisher)
        and not is_run_by_server(publisher)
        and not any(map(server_called, venues))
    )


def _institute_is_server(entry: BibEntry) -> bool:
    return is_server(verbatim(entry.get("institution")))
