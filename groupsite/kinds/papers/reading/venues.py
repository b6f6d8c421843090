"""Reads where an entry has appeared: journal, book, school, publisher, pages.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.paper import Imprint
from groupsite.kinds.papers.reading.biblatex import THESES, bibtex_type
from groupsite.kinds.papers.reading.links import doi_of, verbatim
from groupsite.kinds.papers.reading.pages import plain_pages
from groupsite.kinds.papers.reading.servers import (
    is_server,
    posted_number,
    server_called,
)
from groupsite.kinds.papers.reading.standing import is_venue
from groupsite.kinds.papers.reading.values import EntryReader
from groupsite.kinds.papers.reading.works import genre_of, is_state, state_called
from groupsite.model.text import between_sentences
from groupsite.sources.bibtex.latex import RichText, Run

if TYPE_CHECKING:
    from groupsite.kinds.papers.reading.standing import Standing

#: Words in the name of a preprint with its number: ``arXiv preprint arXiv:2401.1``.
_MOST_WORDS: Final = 4
_SCHOOLS: Final = ("school", "institution")
_JOURNALS: Final = ("journal", "journaltitle")
_VENUES: Final = (*_JOURNALS, "booktitle", *_SCHOOLS)
_SUBTITLES: Final = {
    "title": "subtitle",
    "journaltitle": "journalsubtitle",
    "booktitle": "booksubtitle",
}
#: An address within a text, and words that say no more than that it is one.
_AT: Final = re.compile(
    r"(?<!\w)(?:(?:available|accessible|online|see|url|link|from|at|on|via)\b[\s:,]*)*"
    r"<?https?://\S+",
    re.IGNORECASE,
)


class VenueReader(EntryReader):
    """Reads the fields of one entry that say where it has appeared."""

    def venue(self) -> str:
        """Journal, book or school; the conference if there is nothing else."""
        first: tuple[str, ...] = ()
        if bibtex_type(self.entry) in THESES:
            # ProQuest names itself as the journal of theses that it distributes
            first = _SCHOOLS
        elif self.has_issue_title():
            first = ("title",)
        for name in (*first, *_VENUES, "maintitle", "eventtitle"):
            venue = self.plain(name)
            subtitle = self.plain(_SUBTITLES.get(name, ""))
            if venue:
                whole = f"{venue}: {subtitle}" if subtitle else venue
                return whole if is_venue(venue) else ""
        return ""

    def has_issue_title(self) -> bool:
        """Whether it is an issue with a title of its own, in the journal `title`."""
        return self.entry.type == "periodical" and bool(self.entry.get("issuetitle"))

    def genre(self) -> str:
        """The entry's own word for its type."""
        return genre_of(self.plain("type"))

    def imprint(self, venue: str, server: str) -> Imprint:
        """Numbers and pages within *venue*, and the publisher.

        :param server: the preprint server, if it has appeared nowhere else; it has none
            of these, only numbers that programs put there.
        """
        if server:
            number = posted_number(self.entry, server)
            how = "" if number else self.howpublished("")
            return Imprint(how, "", "", number, "", "", "")
        pages = plain_pages(self.plain("pages"))
        return Imprint(
            howpublished=self.howpublished(venue),
            # ADS gives conferences that are a series the series' name
            series=self.other("series", venue),
            volume=self.counted("volume"),
            # the American Physical Society and Mendeley use `issue`
            number=self.counted("number") or self.plain("issue"),
            pages=pages,
            eid=self.other("eid", pages) or self.plain("article-number"),
            publisher=self.publisher(),
        )

    def publisher(self) -> str:
        """Publisher or organization, unless it is a preprint server."""
        name = self.plain("publisher") or self.plain("organization")
        return "" if is_server(name) else name

    def howpublished(self, venue: str) -> str:
        """How it was published otherwise, or where it was submitted to."""
        how = _AT.sub("", self.plain("howpublished")).strip(" ,.;:()")
        if venue or is_server(how) or is_state(how):
            return ""
        journals = (verbatim(self.entry.get(name)) for name in _JOURNALS)
        return how or next((j for j in journals if " " in j and not is_server(j)), "")

    def note(self, standing: Standing) -> RichText:
        """Note and addendum, unless that is no more than state and server of a preprint."""
        text, more = self.rich("note"), self.rich("addendum")
        if text and more:
            mark = Run(between_sentences(text.plain))
            text = RichText((*text.runs, mark, *more.runs))
        text = text or more
        note = text.plain
        server = server_called(note) if standing.server else ""
        brief = len(note.split()) <= _MOST_WORDS and server == standing.server
        said = is_state(note) and state_called(note) == standing.state
        return RichText() if said or (server and brief) else text

    def other(self, name: str, shown: str) -> str:
        """The field *name*, unless it equals *shown* or the DOI."""
        value = self.counted(name)
        return "" if value in (shown, doi_of(self.entry)) else value
