"""With several processes, pages are what one makes, and each process has its share."""

from __future__ import annotations

import os
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

import pytest
from sphinx.errors import SphinxParallelError

from groupsite.build import exports
from groupsite.quick import parallel
from tests.rebuilding import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx

    from tests.conftest import Site

_NAMES: Final = [f"page{number}" for number in range(10, 30)]
_TEXT: Final = """\
---
orphan: true
---

({0}-text)=
# The {0}

{{paper}}`smith2023deep`, {{ref}}`page10-text`, {{doc}}`nowhere-{0}`
"""


class _Watched:
    """Which process reads and writes what, of those that this one forks."""

    def __init__(self, *, waits: bool = True) -> None:
        self.here = os.getpid()
        self.reader: dict[str, int] = {}
        self.writers: set[int] = set()
        self._waits = waits
        self._pids = get_context("fork").SimpleQueue()
        #: Whether this process has begun to read, and whether another one has.
        self._begun = {here: get_context("fork").Event() for here in (True, False)}

    def __call__(self, app: Sphinx) -> None:
        """Watch a build."""
        app.connect("doctree-read", self.read)
        app.connect("env-updated", self.note_readers)
        app.connect("html-page-context", self.written)
        app.connect("build-finished", self.note_writers)

    def read(self, app: Sphinx, _doctree: nodes.document) -> None:
        """Note who reads a document.

        Whichever process a busy machine lets run, none reads all: this one waits until
        another has begun, and all others until this one has.
        """
        here = os.getpid() == self.here
        self._begun[here].set()
        if self._waits:
            assert self._begun[not here].wait(60)
        app.env.metadata[app.env.current_document.docname]["reader"] = os.getpid()

    def note_readers(self, _app: Sphinx, env: Any) -> None:
        """Gather what is known after reading."""
        self.reader = {
            name: facts["reader"]
            for name, facts in env.metadata.items()
            if "reader" in facts
        }

    def written(self, _app: Sphinx, name: str, *_: object) -> None:
        """Note who writes a page."""
        if name in _NAMES:
            self._pids.put(os.getpid())

    def note_writers(self, *_: object) -> None:
        """Gather who has written."""
        while not self._pids.empty():
            self.writers.add(self._pids.get())


@pytest.fixture
def site(make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site of some pages, each with a wrong link, which are many here."""
    monkeypatch.setattr(parallel, "_FEW", 4)
    monkeypatch.setattr(parallel, "_MOST", 6)
    monkeypatch.setattr(exports, "_MANY", 2)
    return make_site(files={f"{name}.md": _TEXT.format(name) for name in _NAMES})


@pytest.mark.parametrize("processes", [2, 4])
def test_pages_and_messages_are_the_same(site: Site, processes: int) -> None:
    """All documents are resolved by the process that extensions note things in."""
    one = site.try_build(clean=True)
    watched = _Watched()
    several = site.try_build(clean=True, parallel=processes, on_app=watched)

    assert differences(several, one) == []
    assert sorted(several.warnings) == sorted(one.warnings)
    assert len(one.warnings) == len(_NAMES)
    assert several.read == one.read
    assert several.written == one.written
    for names in ("reading sources... [", "writing output... ["):
        lines = [line for line in several.status.splitlines() if names in line]
        assert sorted(line.split()[-1] for line in lines) == sorted(one.read)
    assert len(set(watched.reader.values())) > 1
    assert len(watched.writers) > 1
    assert watched.here in watched.writers & set(watched.reader.values())


def test_few_documents_are_read_here(site: Site) -> None:
    """Another process would send what is known of all."""
    site.try_build(parallel=2)
    config = {"suppress_warnings": ["ref.doc"]}
    site.try_build(parallel=2, config=config)
    site.write("page10.md", _TEXT.format("edited"))
    watched = _Watched(waits=False)
    built = site.try_build(parallel=2, config=config, on_app=watched)

    assert built.read == {"page10"}
    assert watched.reader == {"page10": os.getpid()}


def test_a_reader_that_fails_fails_the_build(site: Site) -> None:
    """The message of the other process is shown."""
    watched = _Watched()

    def fail(_app: Sphinx, _doctree: nodes.document) -> None:
        if os.getpid() != watched.here:
            message = "not here"
            raise ValueError(message)

    def watch(app: Sphinx) -> None:
        watched(app)
        app.connect("doctree-read", fail, priority=600)

    with pytest.raises(SphinxParallelError, match="not here"):
        site.try_build(parallel=2, on_app=watch)
