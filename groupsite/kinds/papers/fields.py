"""The fields of a .bib file that are read, for the documentation.

Those of BibTeX and biblatex mean what they mean there; the others are ours, or those of
al-folio. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from groupsite.model.schemes import SCHEMES


class BibUse(NamedTuple):
    """What a field says, and a value as it stands between the braces."""

    meaning: str
    example: str
    #: Whether BibTeX and biblatex do not know it.
    ours: bool = False


_ADDRESSES: Final = "an address, or several with blanks between them; a path such as `data/x.pdf` is a file of the site"

#: Name → what it says. A field that has a second name says so.
READ: Final[dict[str, BibUse]] = {
    "author": BibUse("who wrote it, joined by `and`", "Jane Doe and Richard Roe"),
    "author+an": BibUse(
        "what is said of authors by their numbers: `equal`, `corresponding`, or words in "
        "quotes; signs behind names (`Doe*`), explained in `annotation` or `note`, say the same",
        "1=equal; 2=equal; 3=corresponding",
    ),
    "author+an:id": BibUse(
        "who authors are, where a name does not say it: ids of people or ORCID iDs",
        '1="doe-jane"',
    ),
    "editor+an": BibUse("the same of editors", '1="in charge"'),
    "editor+an:id": BibUse("who editors are", '1="doe-jane"'),
    "translator+an": BibUse("the same of translators", '1="in charge"'),
    "translator+an:id": BibUse("who translators are", '1="doe-jane"'),
    "collaboration": BibUse("the collaboration that they write for", "Example"),
    "title": BibUse("the title; braces keep upper case", "Fast {PET} Widgets"),
    "subtitle": BibUse("the subtitle, shown behind the title", "a Survey"),
    "shorttitle": BibUse("the title in short, for citation styles", "Fast Widgets"),
    "year": BibUse("the year, or `in press`, or both", "2026"),
    "month": BibUse("the month, a name or a number", "sep"),
    "day": BibUse("the day, beside `month`", "21"),
    "date": BibUse("year, month and day in place of `year`", "2026-09-21"),
    "journal": BibUse("where an article appeared", "Journal of Examples"),
    "journaltitle": BibUse("biblatex for `journal`", "Journal of Examples"),
    "shortjournal": BibUse("its abbreviation", "J. Ex."),
    "journalsubtitle": BibUse("its subtitle", "Series A"),
    "booktitle": BibUse("proceedings or book", "Proceedings of Examples"),
    "booksubtitle": BibUse("their subtitle", "Third Volume"),
    "maintitle": BibUse("the title of many volumes", "Handbook of Examples"),
    "eventtitle": BibUse("the meeting where it was given", "Example Days"),
    "venue": BibUse("where that meeting was", "Exampleton"),
    "school": BibUse("where a thesis was written", "Example University"),
    "institution": BibUse(
        "who published a report; also `school`", "Example University"
    ),
    "organization": BibUse(
        "who published it, without a `publisher`", "Example Society"
    ),
    "publisher": BibUse("who published it", "Example Press"),
    "address": BibUse("where the publisher is", "Exampleton"),
    "location": BibUse("biblatex for `address`", "Exampleton"),
    "editor": BibUse("who edited it", "Nemo Nobody"),
    "translator": BibUse("who translated it", "Erika Mustermann"),
    "holder": BibUse("who holds a patent", "Example University"),
    "assignee": BibUse("the same, as other programs write it", "Example Ltd"),
    "series": BibUse("a series of books", "Lecture Notes in Examples"),
    "volume": BibUse("the volume", "12"),
    "volumes": BibUse("how many volumes there are", "3"),
    "number": BibUse("the number of an issue or a report", "3"),
    "issue": BibUse("the same, without a `number`", "3"),
    "pages": BibUse("first and last page", "101--120"),
    "pagetotal": BibUse("how many pages there are", "312"),
    "eid": BibUse("the number of an article", "1105"),
    "article-number": BibUse("the same, as Web of Science writes it", "1105"),
    "chapter": BibUse("the chapter", "4"),
    "edition": BibUse("the edition", "2"),
    "version": BibUse("the version", "1.2"),
    "type": BibUse("a word for what it is", "Diploma thesis"),
    "entrysubtype": BibUse("`magazine` or `newspaper` for an article", "magazine"),
    "howpublished": BibUse(
        "how else it was published, what it is, or an address", "Poster"
    ),
    "language": BibUse("the language it is written in", "german"),
    "langid": BibUse("biblatex for `language`", "ngerman"),
    "origdate": BibUse("when a reprint appeared first", "1931"),
    "isbn": BibUse("the number of a book", "978-0-00-000000-2"),
    "issn": BibUse("the number of a journal", "0000-0000"),
    "doi": BibUse("the DOI, with or without its address", "10.5555/example.2026.9"),
    **{
        field: BibUse(f"the number in {scheme.title}, or its address", scheme.example)
        for scheme in SCHEMES.values()
        for field in scheme.fields
    },
    "eprint": BibUse("the number on arXiv", "2601.77777"),
    "arxiv": BibUse("the same", "2601.77777", ours=True),
    "arxivid": BibUse("the same, as older programs write it", "2601.77777"),
    "hal_id": BibUse("the number on HAL, as HAL writes it", "hal-09999999"),
    "archiveprefix": BibUse("which archive `eprint` is of; arXiv if none", "arXiv"),
    "eprinttype": BibUse("biblatex for `archiveprefix`", "arxiv"),
    "url": BibUse("the page of the publisher", "https://journal.example.org/1"),
    "html": BibUse(
        f"the same: {_ADDRESSES}", "https://journal.example.org/samples", ours=True
    ),
    "pdf": BibUse(f"the text: {_ADDRESSES}", "data/widgets.pdf", ours=True),
    "code": BibUse(
        "its programs; addresses as in `pdf`", "https://code.example.org/1", ours=True
    ),
    "data": BibUse(
        "its data; addresses as in `pdf`", "https://data.example.org/1", ours=True
    ),
    "video": BibUse(
        "recordings; addresses as in `pdf`", "https://video.example.org/1", ours=True
    ),
    "slides": BibUse(
        "slides; addresses as in `pdf`", "data/slides/202603_Oslo.pdf", ours=True
    ),
    "poster": BibUse(
        "posters; addresses as in `pdf`", "https://poster.example.org/1", ours=True
    ),
    "website": BibUse(
        "its own pages; addresses as in `pdf`", "https://widgets.example.org", ours=True
    ),
    "supp": BibUse(
        "supplements; addresses as in `pdf`", "https://journal.example.org/s", ours=True
    ),
    "blog": BibUse(
        "posts about it; addresses as in `pdf`", "https://blog.example.org/1", ours=True
    ),
    "urldate": BibUse("when that page was seen", "2026-09-21"),
    "abstract": BibUse("shown on its page", "We show that $n = 3$ samples are enough."),
    "keywords": BibUse(
        "topics, by the labels or ids in `groupsite_topics`; commas between them",
        "sampling, MRI",
    ),
    "grant": BibUse("ids of grants; commas between them", "grand-example", ours=True),
    "selected": BibUse("whether it is one to begin with", "true", ours=True),
    "alphabetical": BibUse(
        "whether the authors stand in alphabetical order", "true", ours=True
    ),
    "preprint_title": BibUse(
        "the title that the preprint had", "A Few Samples Say a Lot", ours=True
    ),
    "pubstate": BibUse("how far it is, where that does not show", "accepted"),
    "pubtype": BibUse(
        "what it is, where the type of the entry does not say it",
        "editorial",
        ours=True,
    ),
    "award": BibUse("a prize that it got", "Best Paper on Widgets", ours=True),
    "award_name": BibUse(
        "its name, if `award` says in a sentence what it was given for",
        "Best Paper",
        ours=True,
    ),
    "award_date": BibUse("when it got that", "2025-03", ours=True),
    "award_url": BibUse(
        "where that was announced", "https://prize.example.org/1", ours=True
    ),
    "abbr": BibUse("a short name of the venue, as a badge", "JEx", ours=True),
    "preview": BibUse(
        "a picture shown with it: a file beside the .bib file or in `files/`",
        "figures/widgets.svg",
        ours=True,
    ),
    "preview_alt": BibUse(
        "what that picture shows, for those who do not see it",
        "Three widgets of different size",
        ours=True,
    ),
    "note": BibUse("a sentence, shown with it", "Introduction to a special issue"),
    "addendum": BibUse("another one, as in biblatex", "Invited paper"),
    "additional_info": BibUse(
        "a further sentence", "With a supplement of 200 widgets", ours=True
    ),
    "altmetric": BibUse(
        "`true`, or a number: a link to its page at Altmetric", "true", ours=True
    ),
    "dimensions": BibUse(
        "`true`, or a number: a link to its page at Dimensions", "true", ours=True
    ),
    "inspirehep_id": BibUse("a number: a link to INSPIRE", "1234567", ours=True),
    "google_scholar_id": BibUse(
        "a link to it in the owner's profile at Google Scholar, where people.yml has that",
        "u5HHmVD_uO8C",
        ours=True,
    ),
    "bibtex_show": BibUse("`false`: no BibTeX to copy on its page", "true", ours=True),
    "crossref": BibUse("key of the entry whose fields hold for it", "doe2020book"),
    "xdata": BibUse("keys of `@xdata` entries whose fields hold for it", "common"),
    "options": BibUse(
        "`skipbib`: to cite only, in no list; `skipbib=false`: in lists all the same",
        "skipbib",
    ),
}
