"""Suggestions for the entries of papers, shown by `make check` only.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.matching import unclaimed
from groupsite.kinds.papers.twins import like_titles
from groupsite.model.dates import PartialDate
from groupsite.model.problems import Problem, Subtype
from groupsite.sources.bibtex.fieldnames import FIELDS, is_field
from groupsite.sources.bibtex.files import read_entries
from groupsite.sources.bibtex.inherit import unlisted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings

#: Age in months from which a preprint is reported as probably published.
_OLD: Final = 18
#: Entry types that are normally published with a DOI.
_WITH_DOI: Final = ("article", "inproceedings", "incollection")


def paper_advice(graph: Records, settings: Settings, today: str) -> Iterator[Problem]:
    """Suggestions for all papers.

    :param today: ``YYYY-MM-DD``; if empty, nothing that depends on the day is reported.
    """
    yield from _unlisted(settings)
    papers = [graph.located("paper", key) for key in graph.ids("paper")]
    entries = [located for located in papers if located is not None]
    for located in entries:
        yield from _misspelt(located)
        yield from _without_words(located)
        if is_recent(located.record, settings, today):
            yield from _without_doi(located)
            yield from _old(located, today)
    yield from like_titles(entries)
    yield from unclaimed(entries, graph)


def is_recent(paper: Paper, settings: Settings, today: str) -> bool:
    """Whether *paper* is young enough to ask for what may be added to it."""
    if not today or not settings.advice_years or paper.date is None:
        return True
    return _months(paper.date, PartialDate.parse(today)) <= 12 * settings.advice_years


def _months(then: PartialDate, now: PartialDate) -> int:
    """The months between two dates, a year without a month taken as its last one."""
    return 12 * (now.year - then.year) + (now.month or 12) - (then.month or 12)


def _advice(located: Located[Paper], field: str, message: str) -> Problem:
    text = f"entry `{located.record.id}`: {message}"
    return Problem(located.at(field), text, Subtype.FIELD)


def _unlisted(settings: Settings) -> Iterator[Problem]:
    """Entries that are in the files but in no list, each with the reason."""
    for entry, reason in unlisted(read_entries(settings, [])):
        message = f"entry `{entry.key}` is not listed: {reason}"
        yield Problem(entry.position, message, Subtype.FIELD)


def _misspelt(located: Located[Paper]) -> Iterator[Problem]:
    for name in located.lines:
        if not is_field(name):
            near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.75)
            if near:
                message = f"`{name}` is not a known field; did you mean `{near[0]}`?"
                yield _advice(located, name, message)


def _without_words(located: Located[Paper]) -> Iterator[Problem]:
    look = located.record.look
    if look.picture and not look.alt:
        message = (
            "say in `preview_alt` what the picture shows, for those who do not see it"
        )
        yield _advice(located, "preview", message)


def _without_doi(located: Located[Paper]) -> Iterator[Problem]:
    paper = located.record
    printed = paper.state == "published" and paper.venue
    if printed and paper.entry_type in _WITH_DOI and not paper.doi:
        yield _advice(located, "title", "it is published, but has no `doi`")


def _old(located: Located[Paper], today: str) -> Iterator[Problem]:
    paper = located.record
    if not today or paper.state != "preprint" or paper.date is None:
        return
    if _months(paper.date, PartialDate.parse(today)) > _OLD:
        message = (
            f"a preprint since {paper.date}; if it has been published, add where, if it will "
            "not be, add a `note`"
        )
        if not paper.note:
            yield _advice(located, "year", message)
