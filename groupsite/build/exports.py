"""Files that the build itself makes beside the pages, under stable names.

Whoever makes some connects to the event ``groupsite-exports`` and returns them by their
paths. What an earlier build has made and this one does not is removed: a deleted record
leaves nothing behind. Files that have not changed are not touched.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.build.addresses import is_site
from groupsite.build.diagnostics import report
from groupsite.build.domain import groupsite_domain
from groupsite.build.manifest import (
    note_path,
    read_manifest,
    write_if_changed,
    write_manifest,
)
from groupsite.model.files import gives
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.contributions import Offer
    from groupsite.model.graph import Graph
    from groupsite.model.parts import Format
    from groupsite.model.positions import Position
    from groupsite.model.query import Query

#: Asks for the files of a site: path below the output folder → `Export`.
EVENT: Final = "groupsite-exports"


class Export(NamedTuple):
    """A file of the site."""

    #: Makes its content.
    make: Callable[[], bytes]
    #: Changes whenever the content does, for what is costly to make; empty for a file
    #: that is made in each build.
    digest: str = ""


def exports_of(env: BuildEnvironment) -> dict[str, Export]:
    """All files of this site, in the order of their paths; once all documents are read."""

    def ask() -> dict[str, Export]:
        found: dict[str, Export] = {}
        for files in env.events.emit(EVENT):
            found |= files
        return dict(sorted(found.items()))

    return groupsite_domain(env).whole_graph.memo("exports", ask)


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write all files of this build, for builders of a site; at the very end."""
    if exception is not None or not is_site(app.builder):
        return
    files = exports_of(app.env)
    outdir = Path(app.outdir)
    kept = f"exports-{app.builder.name}"
    manifest = note_path(Path(app.doctreedir), kept, outdir)
    before = read_manifest(manifest)
    settings = groupsite_domain(app.env).settings
    for name in before.keys() - files.keys():
        if not gives(name, settings):  # an author's own has taken its place
            (outdir / name).unlink(missing_ok=True)
    stale = [
        name
        for name, (_, digest) in files.items()
        if not digest or before.get(name) != digest or not (outdir / name).is_file()
    ]
    digests = {name: digest for name, (_, digest) in files.items()}
    if files or manifest.is_file():
        # what is about to be written is struck out: this build may be killed
        write_manifest(manifest, {**digests, **dict.fromkeys(stale, "")})
        for name in stale:
            write_if_changed(outdir / name, files[name].make())
        write_manifest(manifest, digests)


def record_files(app: Sphinx) -> dict[str, Export]:
    """A file of each format for each record that has a page: ``…/KEY.bib``."""
    domain = groupsite_domain(app.env)
    return {
        f"{docname}.{form.ending}": Export(
            partial(form.make, [domain.graph.get(kind.name, record_id)])
        )
        for kind in domain.graph.kinds.values()
        for form in kind.files
        for record_id, docname in domain.pages.get(kind.name, {}).items()
    }


def list_files(app: Sphinx) -> dict[str, Export]:
    """The lists that documents offer as files; the first of two with one path."""
    graph = groupsite_domain(app.env).graph
    files: dict[str, Export] = {}
    for path, offer, form in _offers(app.env):
        files.setdefault(path, Export(partial(_listed, form, graph, offer.query)))
    return files


def check_lists(app: Sphinx, env: BuildEnvironment) -> None:
    """At ``env-check-consistency``: report lists whose file is another thing's."""
    owners = dict.fromkeys(record_files(app), "that of a record")
    taken: dict[Position, tuple[str, str]] = {}
    for path, offer, _ in _offers(env):
        if path in owners:
            taken.setdefault(offer.position, (path, owners[path]))
        else:
            owners[path] = f"that of the list in {offer.position}"
    for position, (path, owner) in taken.items():
        message = (
            f"the file of this list would be `{path}`, already {owner}; "
            "give the list a page of another name"
        )
        report(Problem(position, message, Subtype.DUPLICATE))


def _offers(env: BuildEnvironment) -> Iterator[tuple[str, Offer, Format]]:
    """Paths of the files of lists, with what each holds, in the order of documents."""
    domain = groupsite_domain(env)
    for _, data in sorted(domain.documents.items()):
        for stem, offer in data.exports.items():
            for form in domain.graph.kinds[offer.query.kind].files:
                yield f"{stem}.{form.ending}", offer, form


def _listed(form: Format, graph: Graph, query: Query) -> bytes:
    return form.make(graph.select(query))
