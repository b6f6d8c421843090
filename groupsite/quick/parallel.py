"""With ``-j``, each process reads and writes documents as long as there are some.

Sphinx has its own process wait while others read. It forks one for every ten documents
or so, and each sends back what is known of all documents. Here one is forked for each
core that is left.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator

from groupsite.build.processes import Deal, Processes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    #: A document, and it with its links resolved.
    _Resolved = tuple[str, nodes.document]

#: To send what is known of so many documents takes as long as to read one of them.
_SENT: Final = 8
#: To fork a process takes as long as to write some of so many documents.
_FEW: Final = 32
#: Documents that wait to be written, at most.
_MOST: Final = 256
_logger: Final = logging.getLogger(__name__)


def share_work(app: Sphinx) -> None:
    """Have documents read and written like this, at ``builder-inited``."""
    builder: Any = app.builder
    builder._read_parallel = partial(_read, app)  # noqa: SLF001
    builder._write_parallel = partial(_write, builder)  # noqa: SLF001


def _read(app: Sphinx, docnames: list[str], nproc: int) -> None:
    """`Builder._read_parallel`."""
    builder, env = app.builder, app.env
    if len(docnames) <= max(1, len(env.all_docs) // _SENT):
        builder._read_serial(docnames)  # noqa: SLF001
        return
    progress = _Progress(builder, __("reading sources... "), "purple", len(docnames))
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)

    def read_some() -> Iterator[str]:
        for docname in deal.take():
            builder.read_doc(docname)
            yield docname

    def read() -> tuple[list[str], BuildEnvironment]:
        return list(read_some()), env

    def merge(result: tuple[list[str], BuildEnvironment]) -> None:
        there, theirs = result
        env.merge_info_from(there, theirs, app)
        progress.show(there)

    with Deal(docnames) as deal, Processes(nproc - 1) as others:
        for _ in range(nproc - 1):
            others.start(read, merge)
        for docname in read_some():
            progress.show([docname])
    _logger.info("")


def _write(builder: Builder, docnames: Sequence[str], nproc: int) -> None:
    """`Builder._write_parallel`, of which *nproc* does not count this process."""
    first, *rest = docnames
    with Processes(nproc) as others:
        pages = _Pages(builder, others, len(docnames))
        pages.resolve(first)
        pages.write_one()  # which fills caches that all processes begin with
        for docname in rest:
            pages.resolve(docname)
            if not pages.hand_over() and len(pages.waiting) == _MOST:
                pages.write_one()
        while pages.waiting:
            if not pages.hand_over():
                pages.write_one()
    _logger.info("")


class _Pages:
    """Documents on their way to pages.

    Links are resolved by this process alone: extensions may note what they see.
    """

    def __init__(self, builder: Builder, others: Processes, total: int) -> None:
        self._builder, self._others = builder, others
        summary = __("writing output... ")
        self._progress = _Progress(builder, summary, "darkgreen", total)
        #: Those with links that are resolved.
        self.waiting: list[_Resolved] = []

    def resolve(self, docname: str) -> None:
        """Have a document wait for who writes it."""
        builder = self._builder
        builder.phase = BuildPhase.RESOLVING
        tree = builder.env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
        builder.write_doc_serialized(docname, tree)
        self.waiting.append((docname, tree))

    def write_one(self) -> None:
        """Write one here."""
        self._progress.show(self._write([self.waiting.pop()]))

    def hand_over(self) -> bool:
        """Have another process write half of them, if that is worth it."""
        if len(self.waiting) < _FEW or self._others.are_busy:
            return False
        task = partial(self._write, self.waiting[::2])
        self._others.start(task, self._progress.show)
        del self.waiting[::2]
        return True

    def _write(self, documents: list[_Resolved]) -> list[str]:
        self._builder.phase = BuildPhase.WRITING
        for docname, tree in documents:
            self._builder.write_doc(docname, tree)
        return [docname for docname, _ in documents]


class _Progress:
    """Says how many documents are done, and which one was the last."""

    def __init__(self, builder: Builder, summary: str, color: str, total: int) -> None:
        self._done: deque[str] = deque()
        done = iter(self._done.popleft, None)
        verbosity = builder.config.verbosity
        self._steps = status_iterator(done, summary, color, total, verbosity)

    def show(self, docnames: Iterable[str]) -> None:
        """Say that these are done as well."""
        for docname in docnames:
            self._done.append(docname)
            next(self._steps)
