"""The warnings of a build, and the documents that caused them.

Whoever wants the warnings so far asks for them by the event ``groupsite-warnings``.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes
from sphinx.util.logging import get_node_location, is_suppressed_warning

from groupsite.model.paths import is_file
from groupsite.model.positions import display_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Asks for the warnings of the build, a list of `Warned`.
WARNINGS: Final = "groupsite-warnings"


class Warned(NamedTuple):
    """A warning."""

    #: The file as authors know it; empty where there is none.
    path: str
    #: 0 where it is not known.
    line: int
    text: str


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
        #: Every warning of the build that is not suppressed.
        self.messages: list[Warned] = []
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
        path, line = self._place(getattr(record, "location", None))
        self.messages.append(Warned(self._shown(path), line, self._message(record)))
        if path is not None and hasattr(self._app, "env"):
            self._names.add(self._app.env.path2doc(path) or str(path))

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

    def _shown(self, path: Path | None) -> str:
        """A path as authors know it; empty where there is none."""
        assert self._app is not None
        return "" if path is None else display_path(path, self._app.srcdir)

    def _message(self, record: logging.LogRecord) -> str:
        """The text, with the type that Sphinx's own handler gives it.

        That one stands before or behind this one: Sphinx takes it away while documents
        are read, and hands all of their warnings on a second time then.
        """
        assert self._app is not None
        # not the record's own method: Sphinx's puts the place before the text again
        message = logging.LogRecord.getMessage(record)
        types = (getattr(record, "type", ""), getattr(record, "subtype", ""))
        sort = f" [{'.'.join(filter(None, types))}]" if types[0] else ""
        if self._app.config.show_warning_types:
            return f"{message.removesuffix(sort)}{sort}"
        return message

    def _place(self, location: Any) -> tuple[Path | None, int]:
        """File and line of a location, in any of the forms that Sphinx allows.

        A document, with or without a line; a node; ``file:line``. No line is 0.
        """
        assert self._app is not None
        env = getattr(self._app, "env", None)
        if isinstance(location, nodes.Node):
            location = get_node_location(location)
        docname, line = location if isinstance(location, tuple) else (location, 0)
        if env is not None and docname in env.found_docs:
            return env.doc2path(docname), line or 0
        if not isinstance(docname, str) or not docname:
            return None, line or 0
        text = docname.split(":docstring of ")[0]  # autodoc's
        path, colon, tail = text.rpartition(":")
        if not colon or (tail and not tail.isdecimal()):
            return self._file(text), line or 0
        return self._file(path), int(tail or 0)

    def _file(self, path: str) -> Path:
        """Where a file is: paths are below the sources, docutils' where we are."""
        assert self._app is not None
        file = Path(os.path.normpath(Path(self._app.srcdir, path)))
        here = Path(os.path.abspath(path))  # noqa: PTH100 - follows no link
        return here if is_file(here) and not is_file(file) else file
