"""`{include}` that comes to an end, whatever the files say.

docutils knows the files that it is in; MyST 5.2 does not, and reads a file that names
itself until Python gives up, which ends the build.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils.parsers.rst import directives
from sphinx.directives.other import Include as SphinxInclude
from sphinx.util.docutils import SphinxDirective

from groupsite.build.diagnostics import warn
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

#: Where the files that are open are noted while a document is read, and the number of
#: all that have been: two that a file names twice, and they two others, have no end.
_OPEN: Final = "groupsite_open_files"
_COUNT: Final = "groupsite_included_files"
_MOST: Final = 1000
#: Options that choose a part of a file: another part is no circle.
_PARTS: Final = ("start-line", "end-line", "start-after", "end-before")
_CIRCLE: Final = "the file was left out: it is being read already; remove this line"
_MANY: Final = (
    f"the file was left out: this page has included {_MOST} files already; "
    "spread them over several pages"
)
_DEPTH: Final = (
    "too many files include each other here, not all of them were read; "
    "include them side by side"
)


class Include(SphinxDirective):
    """What Sphinx and MyST make of it, unless a file would be read within itself.

    Not derived from docutils' class, in whose place MyST takes its own.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = {
        **(SphinxInclude.option_spec or {}),
        "relative-images": directives.flag,
        "relative-docs": directives.path,
        "heading-offset": directives.nonnegative_int,
    }

    def run(self) -> list[nodes.Node]:
        """The content of the file; none of it where that would have no end."""
        document = self.env.current_document
        opened: Any = document.setdefault(_OPEN, [self._document()])
        part = self._part()
        if not {"literal", "code"}.isdisjoint(self.options):
            return self._content()
        if part in opened:
            return self._warn(_CIRCLE)
        count: Any = document.get(_COUNT, 0)
        if count >= _MOST:
            return self._warn(_MANY)
        document[_COUNT] = count + 1
        try:
            with _within(opened, part):
                return self._content()
        except RecursionError:
            if opened[1:]:  # there may be no room left to say so
                raise
            return self._warn(_DEPTH)

    def _warn(self, message: str) -> list[nodes.Node]:
        warn(f"{{include}}: {message}", Subtype.TEXT, self.get_location())
        return []

    def _document(self) -> tuple[str, ...]:
        path = self.env.doc2path(self.env.current_document.docname)
        return str(path), *("" for _ in _PARTS)

    def _part(self) -> tuple[str, ...]:
        _, path = self.env.relfn2path(self.arguments[0])
        return path, *(str(self.options.get(name, "")) for name in _PARTS)

    def _content(self) -> list[nodes.Node]:
        if renderer := getattr(self.state, "_renderer", None):
            return self._markdown(renderer)
        sphinx = SphinxInclude(
            self.name,
            self.arguments,
            self.options,
            self.content,
            self.lineno,
            self.content_offset,
            self.block_text,
            self.state,
            self.state_machine,
        )
        return [*sphinx.run()]

    def _markdown(self, renderer: Any) -> list[nodes.Node]:
        # its private state is there, so it is installed
        from myst_parser.mocking import MockIncludeDirective  # noqa: PLC0415

        myst = MockIncludeDirective(
            renderer,
            name=self.name,
            klass=SphinxInclude,
            arguments=self.arguments,
            options=self.options,
            body=[*self.content],
            lineno=self.lineno,
        )
        _, path = self.env.relfn2path(self.arguments[0])
        with _warnings_in(path):
            return [*myst.run()]


@contextmanager
def _within(opened: list[tuple[str, ...]], part: tuple[str, ...]) -> Iterator[None]:
    opened.append(part)
    try:
        yield
    finally:
        opened.pop()


@contextmanager
def _warnings_in(path: str) -> Iterator[None]:
    """MyST's own warnings are of the file *path*: it gives its lines to the page."""
    said = logging.getLogger("sphinx.myst_parser.warnings_")
    before, said.filters = said.filters, [lambda record: _move(record, path)]
    try:
        yield
    finally:
        said.filters = before


def _move(record: logging.LogRecord, path: str) -> bool:
    match getattr(record, "location", None):
        case (_, int(line)):
            record.location = f"{path}:{line}"
    return True


def setup_including(app: Sphinx) -> None:
    """Take the place of Sphinx's directive."""
    app.add_directive("include", Include, override=True)
