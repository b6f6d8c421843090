"""The text of documents and of files that they take in, before anybody parses it.

Sphinx, MyST and docutils open these files themselves and end the build at the first byte
that is not UTF-8. They are given an encoding that reads anything, see `decode`; what it
had to change is noted here until the name of the file is known.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.build.diagnostics import warn
from groupsite.model.positions import display_path
from groupsite.model.problems import Subtype
from groupsite.sources.encoding import decode, without_unprintable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer
    from docutils import nodes
    from sphinx.application import Sphinx

#: The encoding of documents, as Python has it in its register.
_NAME: Final = "groupsite_text"
#: What projects have that name none, or the one that any file should have.
_UTF_8: Final = ("utf-8", "utf-8-sig")

#: Content of files that could not be read as they are → (line, message) of each fault.
_faults: Final[dict[bytes, list[tuple[int, str]]]] = {}


class _Decoder(codecs.BufferedIncrementalDecoder):
    """Waits for the whole file: its encoding and its lines are not known before."""

    def _buffer_decode(
        self,
        input: Buffer,  # noqa: A002 - its name in Python
        errors: str,
        final: bool,  # noqa: FBT001
    ) -> tuple[str, int]:
        return _decode(bytes(input), errors) if final else ("", 0)


def _decode(data: bytes, _errors: str = "strict", /) -> tuple[str, int]:
    faults: list[tuple[int, str]] = []
    text = decode(data, lambda *fault: faults.append(fault))
    if faults:
        _faults[data] = faults
    return text, len(data)


def _find(name: str) -> codecs.CodecInfo | None:
    if name != _NAME:
        return None
    return codecs.CodecInfo(
        codecs.utf_8_encode,
        _decode,  # type: ignore[arg-type]  # Python's stubs want any buffer
        incrementaldecoder=_Decoder,
        name=_NAME,
    )


codecs.register(_find)


def read_any_source(app: Sphinx) -> None:
    """At ``builder-inited``: let documents be read whatever their encoding is.

    A project that says itself which encoding its files have knows better.
    """
    if codecs.lookup(app.config.source_encoding).name in _UTF_8:
        app.env.settings["input_encoding"] = _NAME
    _faults.clear()


def clean_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """At ``source-read``: leave out what no page can hold, as in all other sources."""
    path = app.env.doc2path(docname, base=False).as_posix()
    _report(app, path)
    source[0] = _clean(source[0], path)


def clean_included(app: Sphinx, path: Path, _docname: str, source: list[str]) -> None:
    """At ``include-read``: the same for a file of another encoding, named by its page."""
    source[0] = _clean(source[0], display_path(path, app.srcdir))


def report_included(app: Sphinx, _doctree: nodes.document) -> None:
    """At ``doctree-read``: say what is wrong in the files that a document has read."""
    if _faults:
        docname = app.env.current_document.docname
        for path in sorted(map(str, app.env.dependencies.get(docname, ()))):
            _report(app, path)
        _faults.clear()


def _report(app: Sphinx, path: str) -> None:
    """Say what is wrong in a file, if it is one that has just been read."""
    if _faults:
        file = Path(app.srcdir, path)
        faults = _faults.get(file.read_bytes(), ()) if file.is_file() else ()
        for line, message in faults:
            shown = display_path(path, app.srcdir)
            warn(message, Subtype.TEXT, f"{shown}:{line}")


def _clean(text: str, path: str) -> str:
    def problem(line: int, message: str) -> None:
        warn(message, Subtype.TEXT, f"{path}:{line}")

    return without_unprintable(text, problem)
