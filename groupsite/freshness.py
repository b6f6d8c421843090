"""Which documents must be read or written again, by what they show.

Sphinx compares files by time only. Here every document has noted its queries:

* it is *read* again if the digest of their file-derived answers is not the one of when
  it was read (`outdated_documents`);
* it is *written* again if the digest of everything it shows, news and targets of links
  included, is not the one of when this builder wrote it (`changed_documents`). Those
  are kept in a ledger beside the doctrees, one for each builder, which is written only
  after a build that ended well: a killed build or another builder cannot leave a stale
  page behind.

Documents that caused a warning are read again until they do not: a build that fails
under ``-W`` fails again when nothing was mended.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.core.warned import WarnedDocuments
from groupsite.domain import DocumentData, GroupsiteDomain, groupsite_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Format of the ledger file.
_LEDGER_VERSION: Final = 1


class Ledger:
    """What one builder has written, and which documents caused warnings."""

    def __init__(self, path: Path, out: str) -> None:
        self.path = path
        #: Where the builder writes.
        self.out = out
        #: Document → digest of what it showed when it was written.
        self.written: dict[str, str] = {}
        #: Document → digest of what it shows in this build.
        self.current: dict[str, str] = {}
        self.warned: list[str] = []
        #: Notes the documents that cause warnings in this build.
        self.watch = WarnedDocuments()

    @classmethod
    def load(cls, app: Sphinx) -> Ledger:
        """The ledger of this build's builder; empty where there is none."""
        path = Path(app.doctreedir, f"groupsite-{app.builder.name}.json")
        ledger = cls(path, str(app.outdir))
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


def open_ledger(app: Sphinx) -> None:
    """Read the ledger and begin to note warnings; before anything is read."""
    domain = groupsite_domain(app.env)
    domain.ledger = Ledger.load(app)
    domain.ledger.watch.start(app)


def outdated_documents(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Documents whose file-derived content differs from when they were read."""
    domain = groupsite_domain(env)
    stale = [
        docname
        for docname, data in domain.documents.items()
        if data.digest != _read_digest(domain, data)
    ]
    return [*stale, *domain.ledger.warned]


def changed_documents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Documents that this builder has to write, and those that are new to it."""
    domain = groupsite_domain(env)
    for data in domain.documents.values():
        if data.digest is None:
            data.digest = _read_digest(domain, data)
    ledger = domain.ledger
    site = _site_digest(domain, env)
    ledger.current = {
        docname: _written_digest(domain, docname, site) for docname in env.found_docs
    }
    return [
        docname
        for docname, digest in ledger.current.items()
        if ledger.written.get(docname) != digest
    ]


def note_written(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note at ``doctree-resolved`` that *docname* is being written."""
    ledger = groupsite_domain(app.env).ledger
    if docname in ledger.current:
        ledger.written[docname] = ledger.current[docname]


def close_ledger(app: Sphinx, exception: Exception | None) -> None:
    """Keep the ledger and remove the output of documents that are gone."""
    if app.env is None:  # the build failed before there was an environment
        return
    ledger = groupsite_domain(app.env).ledger
    ledger.watch.stop()
    if exception is not None:
        return
    for docname in sorted(set(ledger.written) - app.env.found_docs):
        _remove_output(app, docname)
        del ledger.written[docname]
    ledger.warned = sorted(ledger.watch.docnames & app.env.found_docs)
    ledger.save()


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
    parts = [site]
    if data is not None:
        graph = domain.whole_graph
        for query in data.queries:
            parts.append(graph.digest(query))
            homes = [domain.homes.get(key) for key in graph.shown(query)]
            parts.append(repr(homes).encode())
    return _digest(parts).hex()


def _site_digest(domain: GroupsiteDomain, env: BuildEnvironment) -> bytes:
    """Digest of what every page shows: the navigation, and values of records."""
    includes = sorted(env.toctree_includes.items())
    shown = {name for _, names in includes for name in names} & env.titles.keys()
    titles = [(name, env.titles[name].astext()) for name in sorted(shown)]
    graph = domain.whole_graph
    values = [
        kind.everywhere(graph) for kind in graph.kinds.values() if kind.everywhere
    ]
    return _digest([repr((titles, includes, values)).encode()])


def _remove_output(app: Sphinx, docname: str) -> None:
    """Remove the file of a document that is gone, where the builder has one each."""
    suffix = getattr(app.builder, "out_suffix", "")
    if suffix:
        path = Path(app.outdir, docname + suffix)
        if hasattr(app.builder, "get_output_path"):
            path = Path(app.builder.get_output_path(docname))
        path.unlink(missing_ok=True)
