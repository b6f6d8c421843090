"""Exports: files that the build makes next to the pages, under stable names.

Handlers of the event ``groupsite-exports`` return them by path. Files that an earlier
build made and this one does not are removed, so a deleted record leaves nothing behind.
Unchanged files are not touched.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
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
from groupsite.build.pieces import made_by, pieces_of
from groupsite.build.processes import Deal, Processes
from groupsite.model.files import gives
from groupsite.model.problems import Problem, Subtype
from groupsite.model.query import Query, one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.contributions import Offer
    from groupsite.build.domain import GroupsiteDomain
    from groupsite.model.parts import Format
    from groupsite.model.positions import Position

#: Event that collects the exports of a site: path below the output folder → `Export`.
EVENT: Final = "groupsite-exports"
#: Where the note of the files has the basis of the build that made them.
_BASIS: Final = ""
#: To make so many takes longer than to fork a process.
_MANY: Final = 200


class Export(NamedTuple):
    """A file of the site that the build makes."""

    #: Returns its content; None if it cannot be made, which has been reported.
    make: Callable[[], bytes | None]
    #: Changes whenever the content does; empty for a file that is cheap enough to be
    #: made in each build. A function of records, documents read and settings alone is
    #: asked only where one of them has changed.
    digest: str | Callable[[], str] = ""


def exports_of(env: BuildEnvironment) -> dict[str, Export]:
    """All exports of this site, sorted by path; complete after reading."""

    def collect() -> dict[str, Export]:
        exports: dict[str, Export] = {}
        for files in env.events.emit(EVENT):
            exports |= files
        return dict(sorted(exports.items()))

    return groupsite_domain(env).whole_graph.memo("exports", collect)


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the exports of this build, for builders of a site, at build-finished."""
    if exception is not None or not is_site(app.builder):
        return
    files, before, same = exports_of(app.env), _before(app), is_as_before(app)
    outdir, manifest = Path(app.outdir), _manifest(app)
    domain = groupsite_domain(app.env)
    digests = {
        name: _digest(export, before.get(name, "") if same else "")
        for name, export in files.items()
    }
    for name in before.keys() - {*files, _BASIS}:
        # unless a file of the author has taken its place
        if not gives(name, domain.settings):
            (outdir / name).unlink(missing_ok=True)
    lost = _lost(digests, outdir)
    stale = [
        name
        for name, digest in digests.items()
        if not digest or before.get(name) != digest or name in lost
    ]
    if files or manifest.is_file():
        # first strike out what is written next, as this build may be killed
        noted = {**digests, _BASIS: domain.basis}
        struck = noted | dict.fromkeys(stale if same else (*stale, _BASIS), "")
        if struck != before:
            write_manifest(manifest, struck)
        _make({name: files[name] for name in stale}, outdir, _processes(app, stale))
        if noted != struck:
            write_manifest(manifest, noted)
        pieces_of(domain).save(domain.whole_graph)


def is_as_before(app: Sphinx) -> bool:
    """Whether the last build into this folder had the same records, documents and settings.

    It has ended, with all its files; for after reading.
    """
    basis = groupsite_domain(app.env).basis
    return bool(basis) and _before(app).get(_BASIS) == basis


def _before(app: Sphinx) -> dict[str, str]:
    """The note of the last build into this folder, read once."""
    graph = groupsite_domain(app.env).graph
    return graph.memo("files before", lambda: read_manifest(_manifest(app)))


def _manifest(app: Sphinx) -> Path:
    """The note of the files, with their digests and what they are made of."""
    name = f"exports-{app.builder.name}"
    return note_path(Path(app.doctreedir), name, app.outdir)


def _digest(export: Export, before: str) -> str:
    """The digest of a file: *before*, unless that is empty or has to be compared."""
    if isinstance(export.digest, str):
        return export.digest
    return before or export.digest()


def _processes(app: Sphinx, stale: Sequence[str]) -> int:
    """How many others make files as well: ``-j`` says how many there are in all."""
    worth_it = app.builder.parallel_ok and len(stale) >= _MANY
    return app.parallel - 1 if worth_it else 0


def _make(files: Mapping[str, Export], outdir: Path, processes: int) -> None:
    """Make *files*, with the help of other *processes*."""

    def make_some() -> None:
        for name in deal.take():
            content = files[name].make()
            if content is None:
                (outdir / name).unlink(missing_ok=True)
            else:
                write_if_changed(outdir / name, content)

    with Deal(_largest_first(files)) as deal, Processes(processes) as others:
        for _ in range(processes):
            others.start(make_some)
        make_some()


def _largest_first(names: Iterable[str]) -> list[str]:
    """*names*, those of folders with few files first: of the search, feeds and lists.

    One of these takes as long as thousands of files of single records, and all other
    processes would wait for who comes to it last.
    """
    folders = {name: name.rpartition("/")[0] for name in names}
    number = Counter(folders.values())
    return sorted(folders, key=lambda name: number[folders[name]])


def _lost(names: Iterable[str], outdir: Path) -> set[str]:
    """Those of *names* that are no files; each folder is listed once."""
    there: dict[str, set[str]] = {}
    lost = set()
    for name in names:
        folder, _, file = name.rpartition("/")
        if folder not in there:
            there[folder] = _files_in(outdir / folder)
        if file not in there[folder]:
            lost.add(name)
    return lost


def _files_in(folder: Path) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if entry.is_file()}
    except (FileNotFoundError, NotADirectoryError):
        return set()


def record_files(app: Sphinx) -> dict[str, Export]:
    """A file in each format for each record that has a page: ``…/KEY.bib``."""
    doctrees, domain = Path(app.doctreedir), groupsite_domain(app.env)
    return {
        path: _export(domain, form, query, doctrees)
        for path, query, form in _record_files(domain)
    }


def _record_files(domain: GroupsiteDomain) -> Iterator[tuple[str, Query, Format]]:
    """Path, record and format of each."""
    for kind in domain.graph.kinds.values():
        forms = kind.formats(domain.settings)
        for record_id, docname in domain.pages.get(kind.name, {}).items():
            query = one(kind.name, record_id)
            for form in forms:
                yield f"{docname}.{form.ending}", query, form


def list_files(app: Sphinx) -> dict[str, Export]:
    """The lists that documents offer as files; if two share a path, the first one."""
    doctrees, domain = Path(app.doctreedir), groupsite_domain(app.env)
    files: dict[str, Export] = {}
    for path, offer, form in _offers(app.env):
        files.setdefault(path, _export(domain, form, offer.query, doctrees))
    return files


def check_lists(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report lists whose file name is taken, at ``env-check-consistency``."""
    paths = (path for path, *_ in _record_files(groupsite_domain(env)))
    owners = dict.fromkeys(paths, "that of a record")
    taken: dict[Position, tuple[str, str]] = {}
    for path, offer, _ in _offers(env):
        if path in owners:
            taken.setdefault(offer.position, (path, owners[path]))
        else:
            owners[path] = f"that of the list in {offer.position}"
    for position, (path, owner) in taken.items():
        message = (
            f"the file of this list would be `{path}`, already {owner}; "
            "put the list on a page with another name"
        )
        report(Problem(position, message, Subtype.DUPLICATE))


def _offers(env: BuildEnvironment) -> Iterator[tuple[str, Offer, Format]]:
    """Path, offer and format of each file that documents offer, sorted by document."""
    domain = groupsite_domain(env)
    for _, data in sorted(domain.documents.items()):
        for stem, offer in data.exports.items():
            for form in domain.graph.kinds[offer.query.kind].formats(domain.settings):
                yield f"{stem}.{form.ending}", offer, form


def _export(
    domain: GroupsiteDomain, form: Format, query: Query, doctrees: Path
) -> Export:
    """The records that *query* selects in a format; made again when they change."""

    def digest() -> str:
        made_of = hashlib.blake2b(made_by(domain), digest_size=16)
        made_of.update(form.ending.encode())
        made_of.update(domain.graph.digest(query))
        return made_of.hexdigest()

    return Export(partial(_listed, form, domain, doctrees, query), digest)


def _listed(
    form: Format, domain: GroupsiteDomain, doctrees: Path, query: Query
) -> bytes:
    graph, settings, make = domain.graph, domain.settings, form.piece
    records = graph.select(query)
    if make is None:
        return form.make(records, settings, doctrees)
    pieces, use = pieces_of(domain), (query.kind, form.ending)
    made = (
        pieces.of(
            (*use, record.id),
            graph.own_digest((query.kind, record.id)),
            partial(make, record, settings, doctrees),
        )
        for record in records
    )
    return form.make(made, settings, doctrees)
