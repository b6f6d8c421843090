"""Which documents a build reads and writes again: what Sphinx is told, event by event.

Sphinx compares files by time only. Here every document has noted its queries:

* it is *read* again if the file-derived answers, or its files, are not those of when it
  was read;
* it is *written* again if what it shows, news and targets of links included, is not
  what it was when this builder wrote it, as the ledger knows.

Documents that caused a warning are read again until they do not: a build that fails
under ``-W`` fails again when nothing was mended.

The handlers gather states (`states`), have them compared (`plan`) and put the plan into
effect. In a project that is a group's site all of it, there are some for what Sphinx
leaves to chance as well, and the documents are all that there are. In any other they are
those that list or name records.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from groupsite.build.domain import groupsite_domain
from groupsite.build.manifest import note_path
from groupsite.incremental.digests import OF_RECORDS
from groupsite.incremental.ledger import Ledger
from groupsite.incremental.plan import STATIC, State, plan
from groupsite.incremental.states import (
    copies_now,
    copies_written,
    looked_after,
    pages_now,
    pages_written,
    settings_now,
    source_of,
    sources_now,
    sources_read,
    toctrees_now,
    toctrees_read,
)
from groupsite.incremental.warned import WarnedDocuments

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.incremental.plan import Plan
    from groupsite.incremental.warned import Warned


class Freshness:
    """One build over an earlier one: its warnings and its ledger."""

    ledger: Ledger

    def __init__(self) -> None:
        self.watch = WarnedDocuments()
        #: Document → digest of what it shows, to be entered when it is written.
        self._shown: dict[str, str] = {}
        #: How many warnings there were when the first page was written.
        self._begun: int | None = None

    def open_ledger(self, app: Sphinx) -> None:
        """At ``builder-inited``, before anything is read."""
        path = note_path(Path(app.doctreedir), app.builder.name, app.outdir)
        self.ledger = Ledger.load(path)

    def remove_old_static_files(self, app: Sphinx) -> None:
        """At ``builder-inited``, before other extensions make static files.

        Those that are there were copied with other settings, by another theme maybe.
        """
        before, now = State(settings=self.ledger.settings), settings_now(app)
        apply(plan(before, State(settings=now)), Path(app.outdir))
        self.ledger.settings = now

    def outdated_documents(
        self, app: Sphinx, _env: BuildEnvironment, added: set[str], *_: set[str]
    ) -> list[str]:
        """At ``env-get-outdated``: documents that would be read otherwise now."""
        todo = plan(sources_read(app, self.ledger), sources_now(app))
        return sorted(todo.read - added)

    def lost_documents(
        self, app: Sphinx, _env: BuildEnvironment, added: set[str], *_: set[str]
    ) -> list[str]:
        """At ``env-get-outdated``: those read in vain, or naming one that is gone."""
        before = toctrees_read(app)
        return sorted(plan(before, toctrees_now(app, before)).read - added)

    def changed_documents(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """At ``env-updated``: the documents to write again, or for the first time."""
        self._note_sources(app, env)
        now = pages_now(app)
        todo = plan(pages_written(app, self.ledger), now)
        # another file may take the place of one that is removed
        apply(todo, Path(app.outdir))
        assert now.output is not None
        self._shown = {name: page.shown for name, page in now.output.pages.items()}
        self.ledger.written = {
            docname: digest
            for docname, digest in self._shown.items()
            if docname not in todo.write
        }
        return sorted(todo.write)

    def renew_copies(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """At ``env-updated``: those that lack a picture, or that a template makes anew."""
        now = copies_now(app)
        todo = plan(copies_written(self.ledger), now)
        apply(todo, Path(app.outdir))
        assert now.output is not None
        self.ledger.copied = now.output.copied
        return sorted(todo.write)

    def _note_sources(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Note what the documents of this build were read from."""
        domain = groupsite_domain(env)
        for docname in self.watch.documents():
            domain.document(docname).warned = True
        for docname in looked_after(app, env.found_docs):
            data = domain.document(docname)
            if data.digest is None:
                data.digest, data.files_read = source_of(env, docname)

    def note_asked(
        self,
        app: Sphinx,
        _pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """At ``html-page-context``: note which documents templates ask for.

        Pages that are written in parallel tell nothing, but the first one never is.
        """
        hasdoc = context.get("hasdoc")
        if hasdoc is None:  # the builder has no templates, such as that of JSON
            return

        def noted(name: str) -> bool:
            if isinstance(name, str):
                self.ledger.asked[name] = name in app.env.all_docs
            return bool(hasdoc(name))

        context["hasdoc"] = noted

    def note_written(
        self, _app: Sphinx, _doctree: nodes.document, docname: str
    ) -> None:
        """At ``doctree-resolved``: a page is about to be written."""
        if self._begun is None:
            self._begun = len(self.watch.messages)
            replace(self.ledger, written=self._struck_out).save()
        if docname in self._shown:
            self.ledger.written[docname] = self._shown[docname]

    def close_ledger(self, app: Sphinx, exception: Exception | None) -> None:
        """At ``build-finished``: keep the ledger of a build that ended well."""
        if exception is None:
            documents = groupsite_domain(app.env).documents
            read = {name for name, data in documents.items() if data.warned}
            self.ledger.warned = looked_after(app, self.watch.documents() - read)
            if self._failed:
                self.ledger.written = self._struck_out
            self.ledger.save()
        self.watch.stop()

    def warnings(self, _app: Sphinx) -> list[Warned]:
        """At ``groupsite-warnings``: those of this build so far."""
        return self.watch.messages

    @property
    def _struck_out(self) -> dict[str, str]:
        """The entries of pages of which nobody knows what is in their files."""
        return dict.fromkeys(self._shown, "")

    @property
    def _failed(self) -> bool:
        """Whether a warning of a file, not of a document, came with the pages.

        Sphinx goes on when a page or a picture cannot be written.
        """
        since = self.watch.messages[self._begun :] if self._begun is not None else []
        return any(not path for path, *_ in since)


def apply(plan: Plan, outdir: Path) -> None:
    """Remove what a plan removes; reading and writing is what Sphinx is told to do."""
    for name in plan.remove:
        if name == STATIC:
            shutil.rmtree(outdir / name, ignore_errors=True)
        else:
            (outdir / name).unlink(missing_ok=True)


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """At ``doctree-read``: note a document that names places by their titles."""
    links = doctree.findall(addnodes.pending_xref)
    if any(link.get("refdomain") not in OF_RECORDS for link in links):
        docname = app.env.current_document.docname
        groupsite_domain(app.env).document(docname).links = True
