"""States of a site for `plan`, gathered from the environment, the ledger and the disk.

Most only cover the documents that are looked after; those of toctrees and copies cover
all documents, for whole projects.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders.html import StandaloneHTMLBuilder

from groupsite.build.domain import groupsite_domain
from groupsite.incremental.copied import copies_of_site, pictures_of, source_copy
from groupsite.incremental.digests import read_digest, settings_digest
from groupsite.incremental.plan import Output, Page, Source, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.contributions import Stamp
    from groupsite.incremental.digests import WrittenDigests
    from groupsite.incremental.ledger import Ledger


#: How builders name the file of a page that have one for each document, in its folder.
_BESIDE: Final = StandaloneHTMLBuilder.get_output_path


def looked_after(app: Sphinx, docnames: Iterable[str]) -> set[str]:
    """The documents among *docnames* that the build looks after.

    :returns: all of them in a whole project; in other projects, those that list or name
        records.
    """
    domain = groupsite_domain(app.env)
    whole = app.config.groupsite_whole_project
    return {name for name in docnames if whole or domain.document(name).depends}


def settings_now(app: Sphinx) -> str:
    """Digest of the settings for HTML; ``""`` for builders of other formats."""
    html = isinstance(app.builder, StandaloneHTMLBuilder)
    return settings_digest(app) if html else ""


def sources_read(app: Sphinx, ledger: Ledger) -> State:
    """The sources that documents were read from, as far as known."""
    documents = groupsite_domain(app.env).documents
    return State(
        sources={
            docname: Source(documents[docname].digest, documents[docname].files_read)
            for docname in looked_after(app, documents)
        },
        warned={*ledger.warned, *(n for n, data in documents.items() if data.warned)},
    )


def sources_now(app: Sphinx) -> State:
    """The sources that these documents would be read from now."""
    env, documents = app.env, groupsite_domain(app.env).documents
    return State(
        sources={
            docname: Source(*source_of(env, docname))
            for docname in looked_after(app, documents.keys() & env.found_docs)
        }
    )


def toctrees_read(app: Sphinx) -> State:
    """The toctrees of documents, without those whose reading was lost."""
    toctrees: dict[str, set[str]] = {}
    for docname, naming in app.env.files_to_rebuild.items():
        for name in naming:
            toctrees.setdefault(name, set()).add(docname)
    known = app.env.all_docs.keys() - _lost_reads(app)
    return State(
        sources={
            docname: Source(toctree=frozenset(toctrees.get(docname, ())))
            for docname in known
        }
    )


def toctrees_now(app: Sphinx, before: State) -> State:
    """These toctrees without documents that are gone."""
    existing = app.env.found_docs
    return State(
        sources={
            docname: Source(
                toctree=before.sources.get(docname, Source()).toctree & existing
            )
            for docname in app.env.all_docs.keys() & existing
        }
    )


def source_of(env: BuildEnvironment, docname: str) -> tuple[bytes, dict[str, Stamp]]:
    """Digest of the records that a document shows, and the files it is read from."""
    domain = groupsite_domain(env)
    own = env.doc2path(docname, base=False).as_posix()
    paths = {own, *env.dependencies.get(docname, ())}
    files = {str(path): _stamp(_below(env.srcdir, path)) for path in paths}
    return read_digest(domain, docname), files


def pages_written(app: Sphinx, ledger: Ledger) -> State:
    """The pages that this builder has written, according to the ledger."""
    pages = {
        docname: Page(digest, _files(app, docname))
        for docname, digest in ledger.written.items()
    }
    return State(output=Output(pages=pages))


def pages_now(app: Sphinx, digests: WrittenDigests) -> State:
    """The pages that this builder should have; known after reading."""
    existing = app.env.found_docs
    pages = {
        docname: Page(digests.of(docname), _files(app, docname), _source(app, docname))
        for docname in looked_after(app, existing)
    }
    return State(
        output=Output(
            pages=pages,
            others=frozenset(existing - pages.keys()),
            missing=_missing(app, pages.values()),
        )
    )


def copies_written(ledger: Ledger) -> State:
    """What Sphinx has copied, and what templates have asked for."""
    return State(output=Output(copied=frozenset(ledger.copied), asked=ledger.asked))


def copies_now(app: Sphinx) -> State:
    """What Sphinx should copy, and the pages that show these pictures."""
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
    """Files of *pages* that are not in the output folder."""
    files = {file for page in pages for file in page.files | page.copies}
    folder = app.outdir
    return frozenset(f for f in files if not os.path.isfile(_below(folder, f)))  # noqa: PTH113


def _files(app: Sphinx, docname: str) -> frozenset[str]:
    """The path of a document's file, if the builder writes one per document."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        if type(builder).get_output_path is _BESIDE:
            # as text: paths of thousands of files take a while to make
            return frozenset([docname + builder.out_suffix])
        path, folder = builder.get_output_path(docname), app.outdir
        return frozenset([path.as_posix()[len(folder.as_posix()) :].lstrip("/")])
    if hasattr(builder, "out_suffix"):
        return frozenset([docname + builder.out_suffix])
    return frozenset()


def _source(app: Sphinx, docname: str) -> frozenset[str]:
    """The path of the copy of a document's source, if there is one."""
    html = isinstance(app.builder, StandaloneHTMLBuilder)
    return frozenset(filter(None, [source_copy(app, docname)])) if html else frozenset()


def _lost_reads(app: Sphinx) -> set[str]:
    """Documents read by a build that was killed before it saved its environment.

    Their doctrees are newer than what the environment knows about them.
    """
    folder = app.doctreedir
    saved = _stamp(_below(folder, ENV_PICKLE_FILENAME))[0]
    return {
        name
        for name in app.env.all_docs
        if _stamp(_below(folder, f"{name}.doctree"))[0] > saved
    }


def _below(folder: str | os.PathLike[str], path: str | os.PathLike[str]) -> str:
    """A path below a folder as text: those of thousands of files take a while to make."""
    return os.path.join(folder, path)  # noqa: PTH118


def _stamp(path: str) -> Stamp:
    """Time and size of a file: what replaces a file may well be older than it."""
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size
