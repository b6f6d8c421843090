"""Which documents must be read or written again, by what they show.

Sphinx compares files by time only. Here every document has noted its queries:

* it is *read* again if the digest of their file-derived answers is not the one of when
  it was read (`outdated_documents`);
* it is *written* again if the digest of everything it shows, news and targets of links
  included, is not the one of when this builder wrote it (`changed_documents`), as the
  ledger knows.

Documents that caused a warning are read again until they do not: a build that fails
under ``-W`` fails again when nothing was mended.

In a project that is a group's site all of it, what Sphinx leaves to chance is looked
after as well, and the documents are all that there are. In any other they are those that
list or name records.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders.html import StandaloneHTMLBuilder

from groupsite.build.domain import groupsite_domain
from groupsite.incremental.copied import (
    copied_files,
    lost_pictures,
    remove_copies,
    remove_static_files,
    source_copy,
)
from groupsite.incremental.digests import (
    OF_RECORDS,
    WrittenDigests,
    read_digest,
    settings_digest,
)
from groupsite.incremental.ledger import Ledger

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.contributions import DocumentData, Stamp
    from groupsite.incremental.warned import WarnedDocuments


def open_ledger(watch: WarnedDocuments, app: Sphinx) -> None:
    """Read the ledger, before anything is read.

    :param watch: notes the warnings of this build already.
    """
    groupsite_domain(app.env).ledger = Ledger.load(app, watch)


def remove_old_static_files(app: Sphinx) -> None:
    """Remove static files that were copied with other settings, by another theme maybe."""
    ledger, settings = groupsite_domain(app.env).ledger, settings_digest(app)
    if ledger.settings != settings:
        # before other extensions put some there
        remove_static_files(app)
        ledger.settings = settings


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """At ``doctree-read``: note a document that names places by their titles."""
    links = doctree.findall(addnodes.pending_xref)
    if any(link.get("refdomain") not in OF_RECORDS for link in links):
        docname = app.env.current_document.docname
        groupsite_domain(app.env).document(docname).links = True


def outdated_documents(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Documents whose file-derived content is not the one of when they were read.

    With them those whose files are others, older ones too, and those that caused
    warnings.
    """
    domain = groupsite_domain(env)
    stale = [
        docname
        for docname, data in domain.documents.items()
        if _is_looked_after(app, data)
        and (
            data.warned
            or data.digest != read_digest(domain, data)
            or (
                docname in env.found_docs and data.files_read != _files_of(env, docname)
            )
        )
    ]
    return [*stale, *domain.ledger.warned]


def lost_documents(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Documents that were read in vain or whose toctree names one that is gone."""
    lacking = (env.files_to_rebuild.get(docname, ()) for docname in removed)
    return [*_read_in_vain(app, env), *chain.from_iterable(lacking)]


def changed_documents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Documents that this builder has to write, and those that are new to it."""
    domain = groupsite_domain(env)
    ledger = domain.ledger
    for docname in ledger.watch.documents():
        domain.document(docname).warned = True
    documents = [
        (docname, data)
        for docname in env.found_docs
        if _is_looked_after(app, data := domain.document(docname))
    ]
    for docname, data in documents:
        if data.digest is None:
            data.digest = read_digest(domain, data)
            data.files_read = _files_of(env, docname)
    digests = WrittenDigests(app)
    ledger.current = {docname: digests.of(docname) for docname, _ in documents}
    # before anything is written: another file may take the place of one that is gone
    for docname in ledger.written.keys() - env.found_docs:
        if (page := _page(app, docname)) is not None:
            page.unlink(missing_ok=True)
    ledger.written = {
        docname: digest
        for docname, digest in ledger.written.items()
        if ledger.current.get(docname) == digest and _is_there(app, docname)
    }
    return sorted(ledger.current.keys() - ledger.written.keys())


def renew_copies(app: Sphinx, _env: BuildEnvironment) -> set[str]:
    """Remove copies of files that are gone; documents that lack a copy of a picture."""
    ledger, copied = groupsite_domain(app.env).ledger, copied_files(app)
    remove_copies(app, ledger.copied - copied)
    lost = lost_pictures(app, ledger.copied & copied)
    ledger.copied = copied
    return lost


def answered_otherwise(app: Sphinx, env: BuildEnvironment) -> set[str]:
    """All documents when templates, which all share, ask for one that came or went."""
    asked = groupsite_domain(env).ledger.asked.items()
    changed = any(there != (name in env.all_docs) for name, there in asked)
    return env.found_docs if changed else set()


def note_asked(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """At ``html-page-context``: note which documents templates link to if there are any.

    Pages that are written in parallel tell nothing, but the first one never is.
    """
    hasdoc, ledger = context.get("hasdoc"), groupsite_domain(app.env).ledger
    if hasdoc is None:  # the builder has no templates, such as that of JSON
        return

    def noted(name: str) -> bool:
        if isinstance(name, str):
            ledger.asked[name] = name in app.env.all_docs
        return bool(hasdoc(name))

    context["hasdoc"] = noted


def note_written(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note at ``doctree-resolved`` that *docname* is being written."""
    groupsite_domain(app.env).ledger.write(docname)


def close_ledger(app: Sphinx, exception: Exception | None) -> None:
    """Keep the ledger of a build that ended well."""
    domain = groupsite_domain(app.env)
    ledger = domain.ledger
    warned = ledger.watch.documents()
    if exception is None:
        read = {name for name, data in domain.documents.items() if data.warned}
        ours = {n for n in warned if _is_looked_after(app, domain.document(n))}
        ledger.close(sorted(ours - read))
    ledger.watch.stop()


def _is_looked_after(app: Sphinx, data: DocumentData) -> bool:
    return app.config.groupsite_whole_project or data.depends


def _read_in_vain(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Documents read by a build that was killed before it kept its environment.

    Their doctrees show what the sources were then, and the environment does not know.
    """
    folder = Path(app.doctreedir)
    kept = _modified(folder / ENV_PICKLE_FILENAME)
    return [
        name for name in env.all_docs if _modified(folder / f"{name}.doctree") > kept
    ]


def _modified(path: Path) -> int:
    return path.stat().st_mtime_ns if path.is_file() else 0


def _files_of(env: BuildEnvironment, docname: str) -> dict[str, Stamp]:
    """A document's own file, and those that it depends on, as they are now."""
    paths = {env.doc2path(docname).as_posix(), *env.dependencies.get(docname, ())}
    return {str(path): _stamp(Path(env.srcdir, path)) for path in paths}


def _stamp(path: Path) -> Stamp:
    """What changes with a file; a copy may well be older than what it replaces."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


def _is_there(app: Sphinx, docname: str) -> bool:
    """Whether nothing has been lost of what is written for a document."""
    page, copy = _page(app, docname), source_copy(app, docname)
    paths = [page, Path(app.outdir, copy) if copy else None]
    return all(path.is_file() for path in paths if path is not None)


def _page(app: Sphinx, docname: str) -> Path | None:
    """The file of a document, where the builder has one for each."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        return Path(builder.get_output_path(docname))
    if hasattr(builder, "out_suffix"):
        return Path(app.outdir, docname + builder.out_suffix)
    return None
