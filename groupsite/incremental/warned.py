"""The warnings of a build, and the documents that caused them.

The event ``groupsite-warnings`` returns the warnings so far.
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
    from sphinx.config import Config

#: Event that returns the warnings of the build, a list of `Warned`.
WARNINGS: Final = "groupsite-warnings"


class Warned(NamedTuple):
    """A warning."""

    #: The file as shown to authors; ``""`` if there is none.
    path: str
    #: 0 if unknown.
    line: int
    text: str
    #: Whether something that was written is not on the site, or leads to nothing.
    is_error: bool


class _OncePerPlace(logging.Filter):
    """Lets each message pass once per position: many pages may show its text.

    A news item with a wrong link is copied to timelines, and each copy is complained of.
    Sphinx's own filter loses track when pages are written in parallel.

    :param every: those of others as well, not ours alone.
    """

    def __init__(self, *, every: bool) -> None:
        super().__init__()
        self._every = every
        self._seen: set[tuple[str, str]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the message is new at its position."""
        location = str(getattr(record, "location", None) or "")
        ours = getattr(record, "type", "") == "groupsite"
        if not ours and not (self._every and location):
            return True
        key = (location, logging.LogRecord.getMessage(record))
        new = key not in self._seen
        self._seen.add(key)
        return new


#: Types of warnings of Sphinx and MyST after which all is on the page all the same.
_MILD: Final = frozenset(
    {
        "config.cache",
        "misc.highlighting_failure",
        "myst.header",
        "myst.strikethrough",
        "ref.footnote",
        "toc.not_included",
    }
)


class WarnedDocuments(logging.Handler):
    """Listens to Sphinx's log and notes the documents with warnings.

    This includes warnings from parallel readers, which Sphinx replays in the main
    process.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        #: Names of documents with warnings, and of included files with warnings.
        self._names: set[str] = set()
        #: All warnings of the build that are not suppressed.
        self.messages: list[Warned] = []
        self._app: Sphinx | None = None

    def start(self, app: Sphinx, config: Config) -> None:
        """Start listening, at ``config-inited``."""
        self._app = app
        logger = logging.getLogger("sphinx")
        for handler in logger.handlers:  # Sphinx makes new ones for each build
            if handler.level >= logging.WARNING:
                handler.addFilter(self._show_level)
                handler.addFilter(_OncePerPlace(every=config.groupsite_whole_project))
        logger.addHandler(self)

    def _show_level(self, record: logging.LogRecord) -> bool:
        """Print as an error what ends the build with 1, whoever reports it."""
        if record.levelno == logging.WARNING and self._is_error(record):
            record.levelno, record.levelname = logging.ERROR, "ERROR"
        return True

    def stop(self) -> None:
        """Stop listening."""
        logging.getLogger("sphinx").removeHandler(self)
        self._app = None

    def emit(self, record: logging.LogRecord) -> None:
        """Note the document of a warning, unless it has none or is suppressed."""
        assert self._app is not None
        suppressed = is_suppressed_warning(
            getattr(record, "type", "") or "",
            getattr(record, "subtype", "") or "",
            self._app.config.suppress_warnings,
        )
        if suppressed:
            return
        path, line = self._place(getattr(record, "location", None))
        is_error = self._is_error(record)
        warned = Warned(self._shown(path), line, self._message(record), is_error)
        if warned not in self.messages:
            self.messages.append(warned)
        if path is not None and hasattr(self._app, "env"):
            self._names.add(self._app.env.path2doc(path) or str(path))

    def documents(self) -> set[str]:
        """The documents with warnings, or that include a file with one."""
        assert self._app is not None
        if not self._names:
            return set()
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

    def _is_error(self, record: logging.LogRecord) -> bool:
        """Whether something is lost or leads to nothing.

        Ours say so by their level. Those of others are nobody's concern but theirs
        where the project is not a group's site.
        """
        assert self._app is not None
        kind, subtype = getattr(record, "type", ""), getattr(record, "subtype", "")
        if kind == "groupsite":
            return record.levelno >= logging.ERROR
        is_mild = record.levelno < logging.ERROR and f"{kind}.{subtype}" in _MILD
        return bool(self._app.config.groupsite_whole_project) and not is_mild

    def _shown(self, path: Path | None) -> str:
        """A path as shown to authors; ``""`` if there is none."""
        assert self._app is not None
        return "" if path is None else display_path(path, self._app.srcdir)

    def _message(self, record: logging.LogRecord) -> str:
        """The text, followed by the type as in Sphinx's own output.

        Sphinx's handler may run before or after this one, as Sphinx removes it while
        documents are read and replays all their warnings afterwards.
        """
        assert self._app is not None
        # Sphinx's method of the record would add the location again
        message = logging.LogRecord.getMessage(record)
        types = (getattr(record, "type", ""), getattr(record, "subtype", ""))
        sort = f" [{'.'.join(filter(None, types))}]" if types[0] else ""
        if self._app.config.show_warning_types:
            return f"{message.removesuffix(sort)}{sort}"
        return message

    def _place(self, location: Any) -> tuple[Path | None, int]:
        """The file and line of a location, in any of the forms that Sphinx allows.

        A document with or without a line, a node, or ``file:line``. The line is 0 if
        there is none.
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
        """Resolve a path: relative to the sources, or to the working directory."""
        assert self._app is not None
        file = Path(os.path.normpath(Path(self._app.srcdir, path)))
        here = Path(os.path.abspath(path))  # noqa: PTH100 - follows no link
        return here if is_file(here) and not is_file(file) else file
