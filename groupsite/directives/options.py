"""Reads and checks the options of directives, and reports what is wrong.

We do this instead of docutils' option converters, so that each message has our type and
the line of the option.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from groupsite.build.context import DocumentContext
from groupsite.model.dates import PartialDate
from groupsite.model.positions import Position, display_path
from groupsite.model.problems import Subtype
from groupsite.model.query import one
from groupsite.model.text import did_you_mean, instead
from groupsite.sources.encoding import without_unprintable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: The docutils converter for all our options: values are checked later.
unchanged: Callable[[str], str] = directives.unchanged


class Use(NamedTuple):
    """What the documentation says of an option or an argument."""

    meaning: str
    #: A value that works in the made-up group of the tests; none where it takes none.
    example: str = ""


class RecordDirective(SphinxDirective):
    """Base of the directives that show records."""

    #: What may stand behind its name; None where nothing may.
    argument: ClassVar[Use | None] = None
    #: Its options by name; `option_spec` declares them to docutils.
    uses: ClassVar[Mapping[str, Use]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Strip characters that no page can contain from arguments and options."""
        super().__init__(*args, **kwargs)
        context = self.context
        context.domain.document(context.docname).has_directives = True
        self.arguments = [self._clean(text, "") for text in self.arguments]
        self.options = {
            name: self._clean(value, name) if isinstance(value, str) else value
            for name, value in self.options.items()
        }

    def _clean(self, text: str, option: str) -> str:
        return without_unprintable(
            text, lambda _, message: self.warn(message, Subtype.TEXT, option)
        )

    @property
    def context(self) -> DocumentContext:
        """The records as seen by this document."""
        return DocumentContext(self.env, self.env.current_document.docname)

    def warn(self, message: str, subtype: Subtype, option: str = "") -> None:
        """Report a problem with this directive, or with one of its options."""
        source, line = self.get_source_info()
        if option:
            line += self._option_offset(option)
        name = self.name.rpartition(":")[2]
        self.context.warn(f"{{{name}}}: {message}", subtype, f"{source}:{line}")

    def position(self) -> Position:
        """Where the directive is written, possibly in an included file."""
        source, line = self.get_source_info()
        # paths from docutils are relative to the working directory
        path = display_path(Path(source).resolve(), self.env.srcdir)
        return Position(path, line)

    def _option_offset(self, option: str) -> int:
        """Number of lines from the directive's first line to the option's."""
        lines = self.block_text.splitlines()
        # docutils gives the whole block, MyST the whole block or all but its first line
        first = bool(lines) and bool(re.match(r"\s*(:{3,}|`{3,}|~{3,}|\.\.)", lines[0]))
        for number, line in enumerate(lines):
            if re.match(rf"\s*:{re.escape(option)}:", line):
                return number + (0 if first else 1)
        return 0

    def words(self, option: str) -> tuple[str, ...]:
        """The values of an option, separated by blanks or commas; none if not given."""
        return tuple(self.options.get(option, "").replace(",", " ").split())

    def date(self, option: str) -> str:
        """An option that holds a date, as written; ``""`` if missing or invalid."""
        text = str(self.options.get(option, "")).strip()
        if text:
            try:
                PartialDate.parse(text)
            except ValueError as error:
                self.warn(f"`{option}`: {error}", Subtype.DATE, option)
                return ""
        return text

    def period(self) -> tuple[str, str]:
        """The options ``since`` and ``until`` as written; empty if they contradict."""
        since, until = self.date("since"), self.date("until")
        if since and until:
            first, last = PartialDate.parse(since), PartialDate.parse(until)
            if not last.within(first, None):
                message = f"`until` ({until}) is before `since` ({since})"
                self.warn(message, Subtype.DATE, "until")
                return "", ""
        return since, until

    def known(
        self, option: str, values: Iterable[str], allowed: Iterable[str], sort: str
    ) -> tuple[str, ...]:
        """The *values* that are *allowed*; others are reported, named by *sort*."""
        known = set(allowed)
        valid = []
        for value in values:
            if value in known:
                valid.append(value)
            else:
                linked = sort in self.context.graph.kinds
                # there are too many records to list
                hint = (did_you_mean if linked else instead)(value, known)
                message = f"`{option}`: there is no {sort} `{value}`{hint}"
                if linked:  # it may exist one day, and the message may be suppressed
                    self.context.note(one(sort, value))
                subtype = Subtype.LINK if linked else Subtype.OPTION
                self.warn(message, subtype, option)
        return tuple(valid)

    def flag(self, option: str) -> bool:
        """Whether an option without a value is given; ``false`` turns it off."""
        if option not in self.options:
            return False
        value = str(self.options[option] or "").strip().lower()
        if value not in ("", "true", "false"):
            message = f"`{option}` is written without a value, not {value!r}"
            self.warn(message, Subtype.OPTION, option)
        return value != "false"


def option_spec(names: Iterable[str]) -> dict[str, Callable[[str], Any]]:
    """The declaration of options for docutils: any value is accepted."""
    return dict.fromkeys(names, unchanged)
