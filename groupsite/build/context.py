"""What directives and renderers see while a document is read.

All access to records goes through a `Context`, which notes each query under the
document. From these the build knows later what to read and write again.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from docutils import nodes
from sphinx import addnodes

from groupsite.build.diagnostics import warn
from groupsite.build.domain import GroupsiteDomain, groupsite_domain
from groupsite.build.nodes import record_date
from groupsite.model.query import Query, one

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.environment import BuildEnvironment

    from groupsite.model.dates import PartialDate
    from groupsite.model.graph import Graph
    from groupsite.model.positions import Position
    from groupsite.model.problems import Subtype
    from groupsite.model.settings import Settings


def unparsed(text: str, _position: Position) -> list[nodes.Node]:
    """The paragraphs of *text* as they are written."""
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    return [nodes.paragraph(block, block) for block in blocks if block]


class DocumentContext:
    """The records as seen by the document *docname*.

    :param parse: turns text in the markup of the document into nodes; only its
        directives can.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        docname: str,
        parse: Callable[[str, Position], list[nodes.Node]] = unparsed,
    ) -> None:
        self.env = env
        self.docname = docname
        self.domain: GroupsiteDomain = groupsite_domain(env)
        self._parse = parse

    @property
    def settings(self) -> Settings:
        """The settings of this build."""
        return self.domain.settings

    @property
    def graph(self) -> Graph:
        """The file-derived records, for checks only; use `select` for what is shown."""
        return self.domain.graph

    def note(self, query: Query) -> None:
        """Note that the document shows the answer of *query*."""
        self.domain.note_query(self.docname, query)

    def select(self, query: Query) -> list[Any]:
        """The answer of *query*, which is noted under the document."""
        self.note(query)
        return self.graph.select(query)

    def get(self, kind: str, record_id: str) -> Any | None:
        """One record, noted under the document; None if it does not exist."""
        self.note(one(kind, record_id))
        return self.graph.get(kind, record_id)

    def has_page(self, kind: str, record_id: str) -> bool:
        """Whether a record has a page of its own."""
        return record_id in self.domain.pages.get(kind, {})

    def warn(self, message: str, subtype: Subtype, location: str) -> None:
        """Report a problem to the author; *location* is ``file:line``."""
        warn(message, subtype, location)

    def markup(self, kind: str, record: Any, field: str) -> list[nodes.Node]:
        """The text in a field of a record as blocks, in the markup of the document.

        Links and pictures in it begin at the folder of the file that has the record.
        """
        located = self.graph.located(kind, record.id)
        text = getattr(record, field)
        if located is None or not text.strip():
            return []
        return self._parse(text, located.at(field))

    def reference(
        self, kind: str, record_id: str, *children: nodes.Node, section: str = ""
    ) -> addnodes.pending_xref:
        """A link to a record, resolved when the homes of all records are known.

        The record must be part of a noted answer, or named by one that is.

        :param section: id of a section on the record's own page to link to.
        """
        record = self.graph.get(kind, record_id)
        of_kind = self.graph.kinds[kind]
        owner = self.settings.owner
        words = children or title_nodes(of_kind, record)
        return addnodes.pending_xref(
            "",
            _one_node(words),
            refdomain=self.domain.name,
            reftype=kind,
            reftarget=record_id,
            refdoc=self.docname,
            refexplicit=bool(children),
            refwarn=False,
            section=section,
            # the owner's own address is this site, or one that it replaces
            address="" if record_id == owner else of_kind.page.address(record),
        )

    def span(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """``2019–2023``, ``since 2024`` or ``until 2023``; empty without dates."""
        language = self.settings.language
        if start is None:
            return self.period(None, end)
        if end is None:
            date = human_date(start, language)
            return self.settings.phrase("person.since", date=date)
        return human_period(start, end, language)

    def period(
        self,
        start: PartialDate | None,
        end: PartialDate | None,
        begun: str = "period.from",
    ) -> str:
        """``2019–2023``, ``May 2020 – 2023``, ``from 2024``, ``until July 2023``.

        :param begun: key of the phrase for a period without an end.
        """
        language, phrase = self.settings.language, self.settings.phrase
        if start and end and bool(start.month) == bool(end.month):
            return human_period(start, end, language)
        first, last = (
            human_date(date, language) if date else "" for date in (start, end)
        )
        if first and last:
            return f"{first} – {last}"
        if first:
            return phrase(begun, date=first)
        return phrase("period.until", date=last) if last else ""

    def date(self, date: PartialDate) -> record_date:
        """A date for people, with its machine-readable form."""
        text = human_date(date, self.settings.language)
        return record_date("", text, datetime=str(date))


def _one_node(words: Sequence[nodes.Node]) -> nodes.Node:
    """*words* as one node, as Sphinx takes what a link shows."""
    if len(words) == 1 and isinstance(words[0], nodes.Text):
        return words[0]  # the most frequent node of a site: no element around it
    return nodes.inline("", "", *words)


def title_nodes(kind: Any, record: Any) -> list[nodes.Node]:
    """The title of a record, with any formulas."""
    if kind.entry.title is not None:
        return list(kind.entry.title(record))
    return [nodes.Text(kind.title(record))]


@lru_cache(maxsize=4096)
def human_date(date: PartialDate, language: str) -> str:
    """``2024``, ``July 2024`` or ``1 July 2024`` in *language*."""
    day, locale = _first_day(date), babel_locale(language)
    if date.day:
        return str(format_date(day, "long", locale=locale))
    return str(format_skeleton("yMMMM" if date.month else "y", day, locale=locale))


def human_period(start: PartialDate, end: PartialDate, language: str) -> str:
    """``2019–2023``, ``Jun–Jul 2019``, ``21–22 Apr 2022``, or a single date."""
    skeleton = "yMMM" if start.month and end.month else "y"
    if start.day and end.day:
        skeleton = "yMMMd"
    text = format_interval(
        _first_day(start), _first_day(end), skeleton, locale=babel_locale(language)
    )
    return str(text).replace("\u2009", "")


@lru_cache
def babel_locale(language: str) -> str:
    """Babel's name for Sphinx's *language*; plain English has British dates.

    British English also for languages unknown to Babel: Sphinx uses English there, too.
    """
    name = {"en": "en_GB"}.get(language, language.replace("-", "_"))
    try:
        Locale.parse(name)
    except (ValueError, UnknownLocaleError):
        return "en_GB"
    return name


def _first_day(date: PartialDate) -> dt.date:
    return dt.date(date.year, date.month or 1, date.day or 1)
