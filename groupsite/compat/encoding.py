"""Documents and included files in any encoding.

Defect: Sphinx, MyST and docutils end the build at the first byte that is not UTF-8: at a
    file that an author has saved as Windows-1252 or UTF-16.
Seen: Sphinx 9.0.4, 9.2.0 with docutils 0.22.4, 0.23
Issue: https://github.com/sphinx-doc/sphinx/pull/13679 (since Sphinx 9.0 it is meant so)
Goes: when a page in latin-1 causes a message with its line in place of a traceback.

They are given an encoding that reads anything, see `decode`; what it had to change is
noted here until the name of the file is known.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.build.diagnostics import warn
from groupsite.model.positions import display_path
from groupsite.model.problems import Subtype
from groupsite.sources.encoding import decode

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

#: Name of the encoding in Python's registry.
_NAME: Final = "groupsite_text"
#: Content of files that had to be changed → (line, message) of each problem.
_faults: Final[dict[bytes, list[tuple[int, str]]]] = {}


class _Decoder(codecs.BufferedIncrementalDecoder):
    """Waits for the whole file, which is needed to detect encoding and lines."""

    def _buffer_decode(self, data: bytes, _errors: str, final: bool) -> tuple[str, int]:  # type: ignore[override]  # noqa: FBT001
        return _decode(bytes(data)) if final else ("", 0)


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


def read_any_source(app: Sphinx) -> None:
    """Let documents be read in any encoding, at ``builder-inited``.

    Not if the project sets the encoding of its files.
    """
    if app.config.source_encoding.lower() in ("utf-8", "utf-8-sig"):
        codecs.unregister(_find)  # from an earlier build
        codecs.register(_find)
        app.env.settings["input_encoding"] = _NAME
    _faults.clear()


def report_decoded(app: Sphinx, _doctree: nodes.document) -> None:
    """Report problems in the files that a document was read from; doctree-read."""
    if _faults:
        docname = app.env.current_document.docname
        included = sorted(map(str, app.env.dependencies.get(docname, ())))
        for path in (str(app.env.doc2path(docname)), *included):
            file = Path(app.srcdir, path)
            faults = _faults.get(file.read_bytes(), ()) if file.is_file() else ()
            for line, message in faults:
                shown = display_path(path, app.srcdir)
                warn(message, Subtype.TEXT, f"{shown}:{line}")
        _faults.clear()
