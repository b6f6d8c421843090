"""Where and when a paper appeared, as one line: what it is, its venue, pages, year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.kinds.papers.reading.biblatex import PARTS, THESES
from groupsite.kinds.papers.reading.works import kind_called
from groupsite.kinds.papers.showing.texts import rich_nodes
from groupsite.model.text import between_sentences, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Context
    from groupsite.model.settings import Settings

#: Kinds of works that are named on their line, since their venue does not tell them.
NAMED: Final = (
    *THESES, "techreport", "patent", "talk", "poster", "slides", "video", "audio",
    "interview", "webpage", "dataset", "software",
)  # fmt: skip
#: Those whose number belongs to their name: ``Technical report TR-7``.
_NUMBERED: Final = ("techreport", "patent")
#: Those that have versions.
_VERSIONED: Final = ("software", "dataset", "manual")
#: Those whose pages may be how many they have, not which ones.
_WHOLE: Final = (*THESES, "techreport", "book")
#: Endings of English ordinals by the last digit.
_ENDINGS: Final = {"1": "st", "2": "nd", "3": "rd"}


def venue_nodes(
    paper: Paper, context: Context, *, own_page: bool = False
) -> list[nodes.Node]:
    """Where and when it appeared, and its state if not simply published.

    :param own_page: with the place, and without the award, which stands elsewhere.
    """
    settings = context.settings
    pieces = [_venue(paper, settings)]
    texts = [*_within(paper, settings), *_published(paper, own_page=own_page)]
    pieces += [[nodes.Text(text)] for text in texts if text]
    result: list[nodes.Node] = []
    for number, piece in enumerate(filter(None, pieces)):
        result += [nodes.Text(", ")] * (number > 0) + piece
    if paper.note:
        before = "".join(node.astext() for node in result)
        mark = between_sentences(before) if result else ""
        note = [nodes.Text(mark)] * bool(mark) + rich_nodes(paper.note, paper)
        result.append(nodes.inline("", "", *note, classes=["paper-note"]))
    for name, text in _chips(paper, settings, award=not own_page):
        result += [nodes.Text(" ")] * bool(result)
        result.append(nodes.inline("", text, classes=["chip", name]))
    return result


def kind_words(paper: Paper, settings: Settings) -> str:
    """What a paper is, with its number if it is known by that: ``PhD thesis``.

    Empty for what its venue tells, and for what it says elsewhere on its line.
    """
    imprint, number = paper.imprint, paper.imprint.number
    name, numbered = paper.work, paper.work in _NUMBERED
    words = paper.genre
    if not words and name in NAMED:
        said = (imprint.howpublished, paper.note.plain, imprint.series)
        if (numbered and number) or name not in map(kind_called, said):
            words = settings.phrases.get(f"thesis.{name}") or ""
            words = words or settings.phrase(f"work.{name}")
    if not numbered or not number or number in words.split():
        return words
    return f"{words} {number}".strip()


def _venue(paper: Paper, settings: Settings) -> list[nodes.Node]:
    """The venue in italics, with volume, number and pages for a journal."""
    if paper.server:
        return [nodes.Text(_posted(paper))]
    if paper.work not in PARTS and (kind := kind_words(paper, settings)):
        where = paper.venue or paper.details.holder
        return [nodes.Text(", ".join(filter(None, (kind, where))))]
    if not paper.venue:
        return []
    venue = nodes.emphasis("", paper.venue)
    if not _is_journal(paper):
        into = f"{settings.phrase('in')} " if paper.entry_type in PARTS else ""
        return [nodes.Text(into), venue] if into else [venue]
    imprint = paper.imprint
    numbers = imprint.volume + (f"({imprint.number})" if imprint.number else "")
    places = ", ".join(text for text in (imprint.pages, imprint.eid) if text)
    tail = f" {numbers}" if numbers else ""
    tail += f", {places}" if places else ""
    return [venue, nodes.Text(tail)] if tail else [venue]


def _posted(paper: Paper) -> str:
    """The preprint server with the number there: ``arXiv:2401.00001``, ``bioRxiv``."""
    if paper.arxiv:
        return f"arXiv:{paper.arxiv}"
    return ", ".join(filter(None, (paper.server, paper.imprint.number)))


def _is_journal(paper: Paper) -> bool:
    return paper.entry_type == "article"


def _within(paper: Paper, settings: Settings) -> Iterable[str]:
    """How it was published, its edition, and where in a book or a series it is."""
    imprint, details = paper.imprint, paper.details
    yield imprint.howpublished
    yield _edition(paper, settings)
    if details.version and paper.work in _VERSIONED:
        version = re.sub(r"v\.?\s*(?=\d)", "", details.version)
        yield settings.phrase("venue.version", version=version)
    if not _is_journal(paper):
        yield from _in_series(paper, settings)
        yield "" if _is_length(paper) else imprint.pages
        yield "" if imprint.eid in imprint.howpublished else imprint.eid
    yield _editors(paper, settings)


def _published(paper: Paper, *, own_page: bool) -> Iterable[str]:
    """Who published it, where, and when."""
    details, publisher = paper.details, paper.imprint.publisher
    yield "" if _is_journal(paper) else publisher
    alone = not (paper.venue or publisher or details.holder)
    event = paper.work in ("talk", "poster", "slides")
    yield details.place if own_page or alone else ""
    yield details.event_place if own_page or event else ""
    yield f"arXiv:{paper.arxiv}" if paper.arxiv and _is_bare(paper) else ""
    yield paper.year


def _is_bare(paper: Paper) -> bool:
    """Whether nothing says where it appeared."""
    return not paper.venue and not paper.server


def _is_length(paper: Paper) -> bool:
    """Whether the pages are how many there are, not which ones."""
    return paper.work in _WHOLE and paper.imprint.pages.isdecimal()


def _edition(paper: Paper, settings: Settings) -> str:
    edition = paper.details.edition
    if not edition or "ed" in edition.lower().replace(".", " ").split():
        return edition
    if edition.isdecimal():
        edition = _ordinal(edition, settings.language)
    return settings.phrase("venue.edition", edition=edition)


def _ordinal(number: str, language: str) -> str:
    """``2nd`` in English, ``2.`` elsewhere."""
    if not language.startswith("en"):
        return f"{number}."
    teen = number[-2:-1] == "1"
    return number + ("th" if teen else _ENDINGS.get(number[-1], "th"))


def _in_series(paper: Paper, settings: Settings) -> Iterable[str]:
    """``Lecture Notes in Computer Science, vol. 15667``."""
    series, volume = paper.imprint.series, paper.imprint.volume
    number = "" if paper.work in _NUMBERED or paper.server else paper.imprint.number
    if series and number and not volume:
        yield f"{series} {number}"
        return
    yield series
    yield _counted("venue.volume", volume, settings)
    yield _counted("venue.number", number, settings)


def _counted(phrase: str, count: str, settings: Settings) -> str:
    """A number with its word, unless it has one: ``vol. 12``, ``TR-7``."""
    numbers = count.replace("–", "").replace("-", "").replace("/", "")
    counts = numbers.isdecimal() or (numbers.isupper() and set(numbers) <= set("IVXLC"))
    return settings.phrase(phrase, count=count) if counts else count


def _editors(paper: Paper, settings: Settings) -> str:
    names = [editor.name for editor in paper.editors]
    people = join_words(names, settings.phrase("and"))
    return settings.phrase("editors", people=people) if names else ""


def _chips(
    paper: Paper, settings: Settings, *, award: bool
) -> Iterable[tuple[str, str]]:
    if paper.state != "published":
        yield f"state-{paper.state}", settings.phrase(f"state.{paper.state}")
    if paper.award and award:
        yield "award", paper.award
