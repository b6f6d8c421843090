"""What a build has to do again, by what an earlier one has left.

Sphinx copies files by itself: pictures along with the pages that show them, everything
else in every build. So nothing is planned for copying; a page whose picture is lost is
written again.
Pure: neither Sphinx nor docutils is imported here, and no file is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from groupsite.build.contributions import Stamp

#: The folder of static files, which Sphinx and themes copy anew in every build.
STATIC: Final = "_static"


@dataclass(frozen=True)
class Source:
    """What a document is read from."""

    #: Digest of the file-derived records that it shows.
    records: bytes | None = None
    #: Its own file and those that it depends on.
    files: Mapping[str, Stamp] = field(default_factory=dict)
    #: The documents in its toctrees.
    toctree: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Page:
    """What is written for a document."""

    #: Digest of everything that the page shows; empty if nobody knows.
    shown: str = ""
    #: Files that are written for the document, by their paths in the output folder.
    files: frozenset[str] = frozenset()
    #: Files that Sphinx copies along with them: pictures, the source of the document.
    copies: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Output:
    """What a builder's output folder holds, or has to hold."""

    #: Of the documents that are looked after.
    pages: Mapping[str, Page] = field(default_factory=dict)
    #: Documents beside these: their pages are Sphinx's own business.
    others: frozenset[str] = frozenset()
    #: Files that Sphinx copies, by their paths.
    copied: frozenset[str] = frozenset()
    #: Documents that templates have asked for, and whether there was one so called.
    asked: Mapping[str, bool] = field(default_factory=dict)
    #: Files and copies of pages that are not in the folder.
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class State:
    """The state of a site: the one that an earlier build has left, or the present one.

    A build learns its state in steps: its settings first, then the sources of documents,
    and what pages show once all documents are read. What is left out is not compared:
    so a project that is not a group's site all of it has here the documents that depend
    on records, and nothing else.
    """

    #: Digest of the settings of HTML.
    settings: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    #: Documents that caused warnings, which have to be given again.
    warned: AbstractSet[str] = frozenset()
    output: Output | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to do; nothing by default."""

    #: Documents to read again.
    read: frozenset[str] = frozenset()
    #: Documents to write again.
    write: frozenset[str] = frozenset()
    #: Files to remove from the output folder before anything is written there, and
    #: `STATIC`, which is a folder.
    remove: frozenset[str] = frozenset()


def plan(before: State, now: State) -> Plan:
    """What leads from the state of an earlier build to the present one."""
    read = {
        docname
        for docname, source in now.sources.items()
        if docname in before.warned or before.sources.get(docname) != source
    }
    restyled = now.settings and now.settings != before.settings
    remove = {STATIC} if restyled else set()
    write: AbstractSet[str] = frozenset()
    if now.output is not None:
        kept = before.output or Output()
        outlived = _outlived(kept, now.output)
        write = _stale(kept, now.output, gone=outlived | now.output.missing)
        remove |= outlived
    return Plan(read=frozenset(read), write=frozenset(write), remove=frozenset(remove))


def _outlived(before: Output, now: Output) -> AbstractSet[str]:
    """Files whose documents or sources are gone."""
    gone = before.pages.keys() - now.pages - now.others
    pages = (before.pages[docname].files for docname in gone)
    return (before.copied - now.copied).union(*pages)


def _stale(before: Output, now: Output, gone: AbstractSet[str]) -> AbstractSet[str]:
    """Documents whose pages are not what they have to be, or lack one of their files."""
    documents = now.pages.keys() | now.others
    if any(there != (name in documents) for name, there in before.asked.items()):
        return now.pages.keys()  # a template is shared by all pages
    unknown = Page()
    return {
        docname
        for docname, page in now.pages.items()
        if before.pages.get(docname, unknown).shown != page.shown
        or not gone.isdisjoint(page.files | page.copies)
    }
