"""One item in a small style: as plain citeproc-py renders it, and as we do."""

from __future__ import annotations

import re
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from groupsite.kinds.papers.showing.processor import Processor
from groupsite.kinds.papers.showing.signs import CLOSE, TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The marks around a title, which are ours and not part of the line.
_TITLE: Final = re.compile(f"{TITLE}([^{CLOSE}]*){CLOSE}")


class Case(NamedTuple):
    """What a style makes of an item of CSL-JSON."""

    #: What is in ``cs:layout``.
    layout: str
    item: Mapping[str, Any]
    expected: str
    #: What is in a ``cs:locale`` of the style.
    locale: str = ""

    def mended(self) -> str:
        """The line of our processor."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "style.csl")
            path.write_bytes(self._style)
            line = Processor(path, "en-US").render({"type": "book", **self.item})
        return _TITLE.sub(r"\1", line)

    def plain(self) -> str:
        """The line of citeproc-py, or the error or warning in which it ends."""
        try:
            source = CiteProcJSON([{"type": "book", **self.item, "id": "a"}])
            style = CitationStylesStyle(BytesIO(self._style), "en-US", validate=False)
            lines = CitationStylesBibliography(style, source, formatter.plain)
            lines.register(Citation([CitationItem("a")]))
            (line,) = lines.bibliography()
        except Exception as error:  # noqa: BLE001  no matter which one
            return repr(error)
        return str(line)

    @property
    def _style(self) -> bytes:
        return (
            '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" '
            'version="1.0" default-locale="en-US"><info/><citation><layout/></citation>'
            f"<locale>{self.locale}</locale>"
            f"<bibliography><layout>{self.layout}</layout></bibliography></style>"
        ).encode()
