"""The states of a site, for `plan`: gathered from the environment, the ledger and disk.

Sources and pages are those of the documents that are looked after. The rest, of all
documents, is for projects that are a group's site all of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders.html import StandaloneHTMLBuilder

from groupsite.build.domain import groupsite_domain
from groupsite.incremental.copied import copies_of_site, pictures_of, source_copy
from groupsite.incremental.digests import WrittenDigests, read_digest, settings_digest
from groupsite.incremental.plan import Output, Page, Source, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.contributions import Stamp
    from groupsite.incremental.ledger import Ledger


def looked_after(app: Sphinx, docnames: Iterable[str]) -> set[str]:
    """Those of some documents that a build looks after.

    :returns: all in a project that is a group's site all of it; in any other those that
        list or name records.
    """
    domain = groupsite_domain(app.env)
    whole = app.config.groupsite_whole_project
    return {name for name in docnames if whole or domain.document(name).depends}


def settings_now(app: Sphinx) -> str:
    """Digest of the settings of HTML; empty for a builder of anything else."""
    html = isinstance(app.builder, StandaloneHTMLBuilder)
    return settings_digest(app) if html else ""


def sources_read(app: Sphinx, ledger: Ledger) -> State:
    """What documents were read from, as far as the environment knows."""
    documents = groupsite_domain(app.env).documents
    return State(
        sources={
            docname: Source(documents[docname].digest, documents[docname].files_read)
            for docname in looked_after(app, documents)
        },
        warned={*ledger.warned, *(n for n, data in documents.items() if data.warned)},
    )


def sources_now(app: Sphinx) -> State:
    """What the same documents would be read from now."""
    env, documents = app.env, groupsite_domain(app.env).documents
    return State(
        sources={
            docname: Source(*source_of(env, docname))
            for docname in looked_after(app, documents.keys() & env.found_docs)
        }
    )


def toctrees_read(app: Sphinx) -> State:
    """The toctrees of documents, but of those that were read in vain."""
    toctrees: dict[str, set[str]] = {}
    for docname, naming in app.env.files_to_rebuild.items():
        for name in naming:
            toctrees.setdefault(name, set()).add(docname)
    known = app.env.all_docs.keys() - _read_in_vain(app)
    return State(
        sources={
            docname: Source(toctree=frozenset(toctrees.get(docname, ())))
            for docname in known
        }
    )


def toctrees_now(app: Sphinx, before: State) -> State:
    """The same toctrees, without documents that are gone."""
    found = app.env.found_docs
    return State(
        sources={
            docname: Source(
                toctree=before.sources.get(docname, Source()).toctree & found
            )
            for docname in app.env.all_docs.keys() & found
        }
    )


def source_of(env: BuildEnvironment, docname: str) -> tuple[bytes, dict[str, Stamp]]:
    """Digest of the records that a document shows, and the files that it is read from."""
    domain = groupsite_domain(env)
    paths = {env.doc2path(docname).as_posix(), *env.dependencies.get(docname, ())}
    files = {str(path): _stamp(Path(env.srcdir, path)) for path in paths}
    return read_digest(domain, domain.document(docname)), files


def pages_written(app: Sphinx, ledger: Ledger) -> State:
    """The pages that this builder has written, as the ledger knows."""
    pages = {
        docname: Page(digest, _files(app, docname))
        for docname, digest in ledger.written.items()
    }
    return State(output=Output(pages=pages))


def pages_now(app: Sphinx) -> State:
    """The pages that this builder has to have; known once all documents are read."""
    digests, found = WrittenDigests(app), app.env.found_docs
    pages = {
        docname: Page(digests.of(docname), _files(app, docname), _source(app, docname))
        for docname in looked_after(app, found)
    }
    return State(
        output=Output(
            pages=pages,
            others=frozenset(found - pages.keys()),
            missing=_missing(app, pages.values()),
        )
    )


def copies_written(ledger: Ledger) -> State:
    """What Sphinx has copied, and what its templates have asked for."""
    return State(output=Output(copied=frozenset(ledger.copied), asked=ledger.asked))


def copies_now(app: Sphinx) -> State:
    """What Sphinx copies now, and the pages that show the pictures of it."""
    html = isinstance(app.builder, StandaloneHTMLBuilder)
    pictures = pictures_of(app.env) if html else {}
    pages = {
        docname: Page(
            files=_files(app, docname), copies=frozenset(pictures.get(docname, ()))
        )
        for docname in app.env.found_docs
    }
    return State(
        output=Output(
            pages=pages,
            copied=frozenset(copies_of_site(app) if html else ()),
            missing=_missing(app, pages.values()),
        )
    )


def _missing(app: Sphinx, pages: Iterable[Page]) -> frozenset[str]:
    """Files of pages that are not in the output folder."""
    files = {file for page in pages for file in page.files | page.copies}
    return frozenset(f for f in files if not Path(app.outdir, f).is_file())


def _files(app: Sphinx, docname: str) -> frozenset[str]:
    """The file of a document by its path, where the builder has one for each."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        path = Path(builder.get_output_path(docname))
        return frozenset([path.relative_to(app.outdir).as_posix()])
    if hasattr(builder, "out_suffix"):
        return frozenset([docname + builder.out_suffix])
    return frozenset()


def _source(app: Sphinx, docname: str) -> frozenset[str]:
    """The copy of a document's source, where there is one."""
    html = isinstance(app.builder, StandaloneHTMLBuilder)
    return frozenset(filter(None, [source_copy(app, docname)])) if html else frozenset()


def _read_in_vain(app: Sphinx) -> set[str]:
    """Documents read by a build that was killed before it kept its environment.

    Their doctrees show what the sources were then, and the environment does not know.
    """
    folder = Path(app.doctreedir)
    kept = _stamp(folder / ENV_PICKLE_FILENAME)[0]
    return {
        name
        for name in app.env.all_docs
        if _stamp(folder / f"{name}.doctree")[0] > kept
    }


def _stamp(path: Path) -> Stamp:
    """What changes with a file; a copy may well be older than what it replaces."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size
