"""Decides which documents a build reads and writes again, event by event.

Sphinx only compares times of files. Here, every document notes its queries:

* it is *read* again if the file-derived answers or its files differ from when it was
  last read;
* it is *written* again if what it shows, including news and targets of links, differs
  from when this builder last wrote it, according to the ledger.

Documents that caused a warning are read again until they no longer do: a build that
failed under ``-W`` fails again if nothing was fixed.

The handlers gather states (`states`), have them compared (`plan`) and carry out the
plan. A whole project has additional handlers for what Sphinx does not track, and they
cover all documents; in other projects, only those that list or name records.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from groupsite.build.domain import groupsite_domain
from groupsite.build.manifest import note_path
from groupsite.build.nodes import every_of
from groupsite.incremental.digests import (
    OF_RECORDS,
    RECORDS,
    WrittenDigests,
    records_digest,
)
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
    """Compares a build with an earlier one; has its warnings and its ledger."""

    ledger: Ledger

    def __init__(self) -> None:
        self.watch = WarnedDocuments()
        #: Document → digest of what it shows, for the ledger when it is written.
        self._shown: dict[str, str] = {}
        #: Number of warnings when the first page was written; None before that.
        self._begun: int | None = None

    def open_ledger(self, app: Sphinx) -> None:
        """Load the ledger before anything is read, at ``builder-inited``."""
        path = note_path(Path(app.doctreedir), app.builder.name, app.outdir)
        self.ledger = Ledger.load(path)

    def remove_old_static_files(self, app: Sphinx) -> None:
        """Remove static files made with other settings, at ``builder-inited``.

        Runs before other extensions make static files; another theme may have left
        some.
        """
        before, settings = State(settings=self.ledger.settings), settings_now(app)
        apply(plan(before, State(settings=settings)), Path(app.outdir))
        self.ledger.settings = settings

    def outdated_documents(
        self, app: Sphinx, _env: BuildEnvironment, added: set[str], *_: set[str]
    ) -> list[str]:
        """Documents that would be read differently now, at ``env-get-outdated``."""
        changes = plan(sources_read(app, self.ledger), sources_now(app))
        return sorted(changes.read - added)

    def lost_documents(
        self, app: Sphinx, _env: BuildEnvironment, added: set[str], *_: set[str]
    ) -> list[str]:
        """Documents with lost doctrees or lost toctree entries; env-get-outdated."""
        before = toctrees_read(app)
        return sorted(plan(before, toctrees_now(app, before)).read - added)

    def changed_documents(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Documents to write, again or for the first time, at ``env-updated``."""
        self._note_sources(app, env)
        digests = WrittenDigests(app, self.ledger.answers)
        now = pages_now(app, digests)
        self.ledger.answers = digests.answers.noted()
        groupsite_domain(env).basis = self.ledger.answers.basis
        changes = plan(pages_written(app, self.ledger), now)
        # before writing, when another file may take the place of a removed one
        apply(changes, Path(app.outdir))
        assert now.output is not None
        self._shown = {name: page.shown for name, page in now.output.pages.items()}
        self.ledger.written = {
            docname: digest
            for docname, digest in self._shown.items()
            if docname not in changes.write
        }
        return sorted(changes.write)

    def renew_copies(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Documents with a lost picture or a changed template, at ``env-updated``."""
        now = copies_now(app)
        changes = plan(copies_written(self.ledger), now)
        apply(changes, Path(app.outdir))
        assert now.output is not None
        self.ledger.copied = now.output.copied
        return sorted(changes.write)

    def _note_sources(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Note which sources the documents of this build were read from."""
        domain = groupsite_domain(env)
        for docname in self.watch.documents():
            domain.document(docname).warned = True
        for docname in looked_after(app, env.found_docs):
            data = domain.document(docname)
            if data.digest is None:
                data.digest, data.files_read = source_of(env, docname)
        domain.data[RECORDS] = records_digest(domain)

    def note_asked(
        self,
        app: Sphinx,
        _pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Note which documents templates ask for, at ``html-page-context``.

        Processes that write in parallel do not report back, but the first page is
        always written by this one.
        """
        hasdoc = context.get("hasdoc")
        if hasdoc is None:  # a builder without templates, such as that of JSON
            return

        def noted(name: str) -> bool:
            if isinstance(name, str):
                self.ledger.asked[name] = name in app.env.all_docs
            return bool(hasdoc(name))

        context["hasdoc"] = noted

    def note_written(
        self, _app: Sphinx, _doctree: nodes.document, docname: str
    ) -> None:
        """Note that a page is about to be written, at ``doctree-resolved``."""
        if self._begun is None:
            self._begun = len(self.watch.messages)
            replace(self.ledger, written=self._struck_out).save()
        if docname in self._shown:
            self.ledger.written[docname] = self._shown[docname]

    def close_ledger(self, app: Sphinx, exception: Exception | None) -> None:
        """Save the ledger if the build ended well, at ``build-finished``."""
        if exception is None:
            documents = groupsite_domain(app.env).documents
            read = {name for name, data in documents.items() if data.warned}
            self.ledger.warned = looked_after(app, self.watch.documents() - read)
            if self._failed:
                self.ledger.written = self._struck_out
            self.ledger.save()
        self.watch.stop()

    def warnings(self, _app: Sphinx) -> list[Warned]:
        """The warnings of this build so far, for ``groupsite-warnings``."""
        return self.watch.messages

    @property
    def _struck_out(self) -> dict[str, str]:
        """Entries for pages whose files may be in any state."""
        return dict.fromkeys(self._shown, "")

    @property
    def _failed(self) -> bool:
        """Whether there was a warning without a document while pages were written.

        Sphinx goes on if a page or a picture cannot be written.
        """
        since = self.watch.messages[self._begun :] if self._begun is not None else []
        return any(not path for path, *_ in since)


def apply(plan: Plan, outdir: Path) -> None:
    """Remove what *plan* removes; Sphinx does the reading and writing."""
    for name in plan.remove:
        if name == STATIC:
            shutil.rmtree(outdir / name, ignore_errors=True)
        else:
            (outdir / name).unlink(missing_ok=True)


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Note that a document shows titles from other domains, at ``doctree-read``."""
    links = every_of(doctree, addnodes.pending_xref)
    if any(link.get("refdomain") not in OF_RECORDS for link in links):
        docname = app.env.current_document.docname
        groupsite_domain(app.env).document(docname).links = True
