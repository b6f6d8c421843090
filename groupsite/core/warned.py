"""Which documents a build has warned about."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.logging import is_suppressed_warning

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class _OncePerPlace(logging.Filter):
    """Lets a message of ours pass once for each place: many pages may show its text.

    Sphinx's own filter for this forgets the place when pages are made in parallel.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: set[tuple[str, str]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it has not been said yet."""
        if getattr(record, "type", "") != "groupsite":
            return True
        said = (
            str(getattr(record, "location", "")),
            logging.LogRecord.getMessage(record),
        )
        new = said not in self._said
        self._said.add(said)
        return new


class WarnedDocuments(logging.Handler):
    """Listens to Sphinx's log and notes the documents of its warnings.

    Warnings of parallel readers arrive here too: Sphinx replays them in the main
    process.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        #: Names of documents, and of files that documents include.
        self._names: set[str] = set()
        #: Every warning of the build that is not suppressed: (``file:line``, text).
        self.messages: list[tuple[str, str]] = []
        self._app: Sphinx | None = None

    def start(self, app: Sphinx, _config: object = None) -> None:
        """Begin to listen, at ``config-inited``."""
        self._app = app
        logger = logging.getLogger("sphinx")
        for handler in logger.handlers:  # Sphinx makes them anew for each build
            handler.addFilter(_OncePerPlace())
        logger.addHandler(self)

    def stop(self) -> None:
        """Listen no more."""
        logging.getLogger("sphinx").removeHandler(self)
        self._app = None

    def emit(self, record: logging.LogRecord) -> None:
        """Note the document of a warning, if it has one and is not suppressed."""
        assert self._app is not None
        suppressed = is_suppressed_warning(
            getattr(record, "type", "") or "",
            getattr(record, "subtype", "") or "",
            self._app.config.suppress_warnings,
        )
        if suppressed:
            return
        location = getattr(record, "location", None)
        # not the record's own method: Sphinx's puts the place before the text again
        message = logging.LogRecord.getMessage(record)
        self.messages.append((self._place(location), message))
        docname = self._docname(location) if hasattr(self._app, "env") else ""
        if docname:
            self._names.add(docname)

    def documents(self) -> set[str]:
        """The documents that were warned about, or that include a file that was."""
        assert self._app is not None
        env = self._app.env
        including = {
            docname
            for docname, files in env.included.items()
            if not self._names.isdisjoint(files)
        }
        for docname, files in env.dependencies.items():
            # relative to the sources, or absolute
            paths = {os.path.normpath(Path(env.srcdir, file)) for file in files}
            if not self._names.isdisjoint(paths):
                including.add(docname)
        return (self._names | including) & env.found_docs

    def _place(self, location: Any) -> str:
        """A location as authors know it, relative to the sources."""
        assert self._app is not None
        if isinstance(location, tuple):
            document, line = location
            location = f"{document}:{line}" if line else f"{document}"
        elif isinstance(location, nodes.Node):
            location = f"{location.source}:{location.line or ''}"
        return str(location or "").removeprefix(f"{self._app.srcdir}{os.sep}")

    def _docname(self, location: Any) -> str:
        """The document of a location, in any of the forms that Sphinx allows.

        Or the path of a file that is none: documents may include it.
        """
        assert self._app is not None
        if isinstance(location, tuple):
            return str(location[0] or "")
        if isinstance(location, nodes.Node):
            location = location.source
        if not isinstance(location, str):
            return ""
        if location in self._app.env.found_docs:
            return location
        path = location.split(":docstring of ")[0]
        head, colon, tail = path.rpartition(":")
        if colon and (tail.isdigit() or not tail):
            path = head
        if not Path(path).is_absolute():
            path = str(Path(self._app.srcdir, path))
        return self._app.env.path2doc(path) or os.path.normpath(path)
