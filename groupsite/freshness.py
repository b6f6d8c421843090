"""Which documents must be read or written again, by what they show.

Sphinx compares files by time only. Here every document has noted its queries:

* it is *read* again if the digest of their file-derived answers is not the one of when
  it was read (`outdated_documents`);
* it is *written* again if the digest of everything it shows, news and targets of links
  included, is not the one of when this builder wrote it (`changed_documents`). Those
  are kept in a ledger beside the doctrees, one for each builder. What a build is about
  to write is struck out first, and entered when the build has ended well: a killed
  build or another builder cannot leave a stale page behind.

Documents that caused a warning are read again until they do not: a build that fails
under ``-W`` fails again when nothing was mended.
"""

from __future__ import annotations

import hashlib
import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx import addnodes
from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders.html import StandaloneHTMLBuilder

from groupsite.domain import DocumentData, GroupsiteDomain, groupsite_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.core.warned import WarnedDocuments

#: Format of the ledger file.
_LEDGER_VERSION: Final = 1


class Ledger:
    """What one builder has written, and what it warned about while it did."""

    def __init__(self, path: Path, out: str, watch: WarnedDocuments) -> None:
        self.path = path
        #: Where the builder writes.
        self.out = out
        #: Document → digest of what it showed when it was written.
        self.written: dict[str, str] = {}
        #: Document → digest of what it shows in this build.
        self.current: dict[str, str] = {}
        #: Documents that caused warnings once all were read; the domain knows those
        #: that did so while they were read.
        self.warned: list[str] = []
        #: Notes the documents that cause warnings in this build.
        self.watch = watch

    @classmethod
    def load(cls, app: Sphinx, watch: WarnedDocuments) -> Ledger:
        """The ledger of this build's builder; empty where there is none."""
        path = Path(app.doctreedir, f"groupsite-{app.builder.name}.json")
        ledger = cls(path, str(app.outdir), watch)
        try:
            kept = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return ledger
        # another output folder has not been written by the builds of this ledger
        if kept.get("version") == _LEDGER_VERSION and kept.get("out") == ledger.out:
            ledger.written = kept["written"]
        ledger.warned = kept.get("warned", [])
        return ledger

    def save(self) -> None:
        """Write the file, unless nothing in it has changed."""
        content = {
            "version": _LEDGER_VERSION,
            "out": self.out,
            "warned": self.warned,
            "written": dict(sorted(self.written.items())),
        }
        text = json.dumps(content, indent=0)
        if not self.path.is_file() or self.path.read_text("utf-8") != text:
            self.path.write_text(text, "utf-8")


def open_ledger(watch: WarnedDocuments, app: Sphinx) -> None:
    """Read the ledger, before anything is read.

    :param watch: notes the warnings of this build already.
    """
    domain = groupsite_domain(app.env)
    domain.ledger = Ledger.load(app, watch)


def outdated_documents(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Documents whose file-derived content is not the one of when they were read.

    With them those that caused warnings, those that were read in vain, and those with
    a toctree that names a document that is gone.
    """
    domain = groupsite_domain(env)
    stale = [
        docname
        for docname, data in domain.documents.items()
        if data.warned or data.digest != _read_digest(domain, data)
    ]
    lacking = (env.files_to_rebuild.get(docname, ()) for docname in removed)
    return [
        *stale,
        *domain.ledger.warned,
        *_read_in_vain(app, env),
        *chain.from_iterable(lacking),
    ]


def changed_documents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Documents that this builder has to write, and those that are new to it."""
    domain = groupsite_domain(env)
    ledger = domain.ledger
    for docname in ledger.watch.documents():
        domain.document(docname).warned = True
    for data in domain.documents.values():
        if data.digest is None:
            data.digest = _read_digest(domain, data)
    site = _site_digest(domain, env)
    ledger.current = {
        docname: _written_digest(domain, docname, site) for docname in env.found_docs
    }
    # before anything is written: another file may take the place of one that is gone
    for docname in ledger.written.keys() - env.found_docs:
        for path in _outputs(app, docname):
            path.unlink(missing_ok=True)
    ledger.written = {
        docname: digest
        for docname, digest in ledger.written.items()
        if ledger.current.get(docname) == digest
    }
    ledger.save()
    return sorted(ledger.current.keys() - ledger.written.keys())


def note_written(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note at ``doctree-resolved`` that *docname* is being written."""
    ledger = groupsite_domain(app.env).ledger
    if docname in ledger.current:
        ledger.written[docname] = ledger.current[docname]


def close_ledger(app: Sphinx, exception: Exception | None) -> None:
    """Keep the ledger of a build that ended well."""
    domain = groupsite_domain(app.env)
    ledger = domain.ledger
    warned = ledger.watch.documents()
    ledger.watch.stop()
    if exception is None:
        read = {name for name, data in domain.documents.items() if data.warned}
        ledger.warned = sorted(warned - read)
        ledger.save()


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


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(part)
    return digest.digest()


def _read_digest(domain: GroupsiteDomain, data: DocumentData) -> bytes:
    """Digest of all file-derived answers that a document shows."""
    return _digest(domain.graph.digest(query) for query in data.queries)


def _written_digest(domain: GroupsiteDomain, docname: str, site: bytes) -> str:
    """Digest of everything that a document shows, targets of links included."""
    data = domain.documents.get(docname)
    # when it was read: another builder may have done that, of a newer source or photo
    parts = [site, repr(domain.env.all_docs.get(docname)).encode()]
    parts.append(repr(domain.only_in_head(docname)).encode())
    if data is not None:
        # where the page belongs: all places of what it is about count
        about = [domain.homes.get(anchor[:2]) for anchor in domain.about(docname)]
        parts.append(repr(about).encode())
        graph = domain.whole_graph
        for query in data.queries:
            parts.append(graph.digest(query))
            homes = [domain.homes.get(key, ())[:1] for key in graph.shown(query)]
            parts.append(repr(homes).encode())
    return _digest(parts).hex()


def _site_digest(domain: GroupsiteDomain, env: BuildEnvironment) -> bytes:
    """Digest of what every page shows: the navigation, and values of records."""
    names = {name for included in env.toctree_includes.values() for name in included}
    titles = [env.titles[name].pformat() for name in sorted(names & env.titles.keys())]
    toctrees = [
        (name, toctree.pformat())
        for name in sorted(env.toctree_includes)
        for toctree in env.tocs[name].findall(addnodes.toctree)
    ]
    graph = domain.whole_graph
    values = [
        kind.everywhere(graph) for kind in graph.kinds.values() if kind.everywhere
    ]
    return _digest([repr((titles, toctrees, values)).encode()])


def _outputs(app: Sphinx, docname: str) -> Iterator[Path]:
    """The files of a document, where the builder has some for each."""
    builder, config = app.builder, app.config
    if isinstance(builder, StandaloneHTMLBuilder):
        yield Path(builder.get_output_path(docname))
        ending = config.html_sourcelink_suffix
        for suffix in config.source_suffix:
            name = f"{docname}{suffix}".removesuffix(ending) + ending
            yield Path(app.outdir, "_sources", name)
    elif hasattr(builder, "out_suffix"):
        yield Path(app.outdir, docname + builder.out_suffix)
