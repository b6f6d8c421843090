"""Plans what a build has to do, given what an earlier one has left.

Sphinx copies files itself: pictures along with the pages that show them, everything
else in every build. So copying is not planned; a page with a lost picture is written
again. Pure: neither Sphinx nor docutils is imported here, and no file is accessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from groupsite.build.contributions import Stamp

#: Folder of static files, which Sphinx and themes copy in every build.
STATIC: Final = "_static"


@dataclass(frozen=True)
class Source:
    """What a document is read from."""

    #: Digest of the file-derived records that it shows.
    records: bytes | None = None
    #: Its own file and those that it depends on → time and size.
    files: Mapping[str, Stamp] = field(default_factory=dict)
    #: The documents in its toctrees.
    toctree: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Page:
    """The output for a document."""

    #: Digest of everything that the page shows; ``""`` if unknown.
    shown: str = ""
    #: Files written for the document, by path in the output folder.
    files: frozenset[str] = frozenset()
    #: Files that Sphinx copies along with them: pictures, the source of the document.
    copies: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Output:
    """The content of a builder's output folder, as it is or should be."""

    #: Pages of the documents that are looked after.
    pages: Mapping[str, Page] = field(default_factory=dict)
    #: Other documents, whose pages are left to Sphinx.
    others: frozenset[str] = frozenset()
    #: Files that Sphinx copies, by path.
    copied: frozenset[str] = frozenset()
    #: Documents that templates have asked for, and whether they existed.
    asked: Mapping[str, bool] = field(default_factory=dict)
    #: Files and copies that pages need, but the folder lacks.
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class State:
    """The state of a site, as left by an earlier build or at present.

    A build learns its state in steps: the settings first, then the sources of
    documents, and what pages show after reading. Fields that are not given are not
    compared, so for projects other than whole projects, states only contain the
    documents that depend on records.
    """

    #: Digest of the settings for HTML.
    settings: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    #: Documents with warnings, which have to be repeated.
    warned: AbstractSet[str] = frozenset()
    output: Output | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to do; by default, nothing."""

    #: Documents to read again.
    read: frozenset[str] = frozenset()
    #: Documents to write again.
    write: frozenset[str] = frozenset()
    #: Files to remove from the output folder before anything is written there; also
    #: the folder `STATIC`.
    remove: frozenset[str] = frozenset()


def plan(before: State, now: State) -> Plan:
    """Plan how to get from the state of an earlier build to the present one."""
    read = {
        docname
        for docname, source in now.sources.items()
        if docname in before.warned or before.sources.get(docname) != source
    }
    restyled = now.settings and now.settings != before.settings
    remove = {STATIC} if restyled else set()
    write: AbstractSet[str] = frozenset()
    if now.output is not None:
        output = before.output or Output()
        outlived = _outlived(output, now.output)
        write = _stale(output, now.output, gone=outlived | now.output.missing)
        remove |= outlived
    return Plan(read=frozenset(read), write=frozenset(write), remove=frozenset(remove))


def _outlived(before: Output, now: Output) -> AbstractSet[str]:
    """Files whose documents or sources are gone."""
    gone = before.pages.keys() - now.pages - now.others
    pages = (before.pages[docname].files for docname in gone)
    return (before.copied - now.copied).union(*pages)


def _stale(before: Output, now: Output, gone: AbstractSet[str]) -> AbstractSet[str]:
    """Documents whose pages are out of date or lack one of their files."""
    documents = now.pages.keys() | now.others
    if any(existed != (name in documents) for name, existed in before.asked.items()):
        return now.pages.keys()  # all pages share the templates
    unknown = Page()
    return {
        docname
        for docname, page in now.pages.items()
        if before.pages.get(docname, unknown).shown != page.shown
        or not gone.isdisjoint(page.files | page.copies)
    }
