"""Reads and checks the options of directives, and reports what is wrong.

We do this instead of docutils' option converters, so that each message has our type and
the line of the option.
"""

from __future__ import annotations

import re
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from groupsite.build.context import DocumentContext
from groupsite.directives.grouping import ASCENDING, DESCENDING
from groupsite.directives.markup import parsed
from groupsite.model.dates import PartialDate
from groupsite.model.positions import Position, display_path
from groupsite.model.problems import Subtype
from groupsite.model.query import one
from groupsite.model.text import instead
from groupsite.sources.encoding import without_unprintable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: The docutils converter for all our options: values are checked later.
unchanged: Callable[[str], str] = directives.unchanged


class Use(NamedTuple):
    """What the documentation says of an option or an argument."""

    meaning: str
    #: A value that works in the made-up group of the tests; none where it takes none.
    example: str = ""


#: Option to number the papers of a page about more than papers.
NUMBERED: Final = Use(
    f"numbers the papers through all groups, `{ASCENDING}` or `{DESCENDING}`",
    DESCENDING,
)


class RecordDirective(SphinxDirective):
    """Base of the directives that show records."""

    #: What may stand behind its name; None where nothing may.
    argument: ClassVar[Use | None] = None
    #: What may stand in it, for the documentation, if anything may.
    example: ClassVar[str] = "What happened."
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

    @cached_property
    def context(self) -> DocumentContext:
        """The records as seen by this document."""
        docname = self.env.current_document.docname
        return DocumentContext(self.env, docname, partial(parsed, self))

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

        def find() -> str:
            # paths from docutils are relative to the working directory
            return display_path(Path(source).resolve(), self.env.srcdir)

        # a file may have thousands of directives
        path = self.context.graph.memo(f"place of {source}", find)
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

    def words(self, option: str, known: Iterable[str] = ()) -> tuple[str, ...]:
        """The values of an option, see `values_in`; none if not given."""
        return values_in(self.options.get(option, ""), known)

    def record(self, kind: str, missing: str, default: str = "") -> Any | None:
        """The record whose id is the argument; None, and a message, if there is none.

        :param missing: the message if no id is given.
        :param default: the id if there is no argument.
        """
        written = self.arguments[0] if self.arguments else default
        record_id = self.context.graph.meant(kind, written)
        record = self.context.get(kind, record_id)
        if record is None:
            message = self.context.graph.unknown(kind, record_id)
            if not record_id:
                message = missing
            if message:
                self.warn(message, Subtype.LINK)
        return record

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
        known, graph = set(allowed), self.context.graph
        valid = []
        for value in values:
            if value in known:
                valid.append(value)
                continue
            subtype = Subtype.OPTION
            fault = f"there is no {sort} `{value}`{instead(value, known)}"
            if sort in graph.kinds:
                # it may exist one day, and the message may be suppressed
                self.context.note(one(sort, value))
                # there are too many records to list
                subtype, fault = Subtype.LINK, graph.unknown(sort, value)
            if fault:
                self.warn(f"`{option}`: {fault}", subtype, option)
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

    def numbering(self) -> str:
        """The option ``numbered``: the order of the numbers, ``""`` for no numbers."""
        if "numbered" not in self.options:
            return ""
        value = str(self.options["numbered"] or "").strip().lower()
        if value in ("false", "none"):
            return ""
        if value in ("", "true"):
            return ASCENDING
        return "".join(
            self.known("numbered", [value], (ASCENDING, DESCENDING), "order")
        )


def values_in(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The values in *text*: separated by commas where it has some, else by blanks.

    One that is *known* may have blanks in it (``research fellow phd``), and an id that
    was written with some is known with hyphens.
    """
    known = frozenset(known)
    found: list[str] = []
    for part in text.split(","):
        words = part.split()
        values = list(_values_of(words, known))
        whole = "," in text and not known.issuperset(values)
        found += [" ".join(words)] if whole and words else values
    return tuple(found)


def _values_of(words: list[str], known: frozenset[str]) -> Iterator[str]:
    """The longest values that are known, from the first word on; else the words."""
    most = max((len(re.split("[ -]", value)) for value in known), default=1)
    while words:
        for length in range(min(len(words), most), 0, -1):
            spelled = (join(words[:length]) for join in (" ".join, "-".join))
            value = next((v for v in spelled if v in known), "")
            if value:
                break
        yield value or words[0]
        words = words[length:]


def option_spec(names: Iterable[str]) -> dict[str, Callable[[str], Any]]:
    """The declaration of options for docutils: any value is accepted."""
    return dict.fromkeys(names, unchanged)
