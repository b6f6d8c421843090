"""Default kinds of news and phrases of a site.

They are in English; `model/language.py` has other languages, `model/ownwords.py` checks
replacements in conf.py. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Families of news; each has a colour in the design.
FAMILIES: Final = ("papers", "people", "recognition", "activity")

#: Kinds of news with their labels, icons and families.
NEWS_KINDS: Final[dict[str, dict[str, str]]] = {
    name: {"label": label, "icon": icon, "family": family}
    for name, label, icon, family in (
        ("preprint", "New preprint", "file", "papers"),
        ("accepted", "Paper accepted", "check", "papers"),
        ("published", "Paper published", "book", "papers"),
        ("phd", "PhD", "mortar-board", "people"),
        ("welcome", "Welcome", "person-add", "people"),
        ("visitor", "Visitor", "location", "people"),
        ("position", "Position", "briefcase", "people"),
        ("award", "Award", "star-fill", "recognition"),
        ("grant", "Grant", "ruby", "recognition"),
        ("event", "Event", "calendar", "activity"),
        ("talk", "Talk", "comment", "activity"),
        ("opening", "Opening", "plus-circle", "activity"),
        ("software", "Software", "code", "activity"),
        ("editorial", "Editorial", "pencil", "activity"),
        ("teaching", "Teaching", "mortar-board", "activity"),
    )
}

#: Phrases that the extension writes itself; those of a kind of record are defined with
#: the kind (`RecordKind.phrases`). ``[…]`` is dropped if the field in it is empty.
#: ``KEY.one`` is the singular of ``KEY``; other languages have other forms, see
#: `form_of`. A phrase that another language might translate differently elsewhere has a
#: key of its own there, even if the English is the same. A kind of news with a phrase
#: ``news.KIND`` composes its sentence from a paper.
PHRASES: Final[dict[str, str]] = {
    "news.preprint": "{title}",
    "news.accepted": "{title}[, to appear in {venue}]",
    "news.published": "{title}[, in {venue}]",
    "with": "With {people}",
    "with.others": "{count} others",
    "with.others.one": "{count} other",
    "cv.from": "from {date}",
    "cv.announced": "announced {date}",
    "cv.advisors": "Advisors: {people}",
    "cv.title": "Curriculum vitae",
    "cv.file": "CV as PDF ({size}), of {date}",
    "cv.page": "{name} – page {page} of {pages}",
    "cv.employment": "Employment",
    "cv.education": "Education",
    "cv.editorial": "Editorial boards and special issues",
    "cv.service": "Service",
    "cv.events": "Events organised",
    "page.abstract": "Abstract",
    "page.topics": "Topics",
    "page.grants": "Grants",
    "page.cite": "How to cite",
    "page.copy": "Copy BibTeX",
    "page.copied": "Copied.",
    "page.failed": "Not copied: please select the text.",
    "page.related": "Related papers",
    "related.topics": "on {topics}",
    "related.people": "also by {people}",
    "about-paper": "Paper: {papers}",
    "about-editorial": "Editorial: {papers}",
    "about-thesis": "Thesis: {papers}",
    "about-grant": "Grant: {grants}",
    "description": "A page of the website of {site}: people, papers and news.",
    "frame.skip": "Skip to main content",
    "frame.menu": "Menu",
    "frame.main": "Main",
    "frame.search": "Search",
    "frame.go": "Go",
    "frame.colours": "Colours",
    "frame.light": "Light",
    "frame.dark": "Dark",
    "frame.automatic": "Automatic",
    "frame.contents": "On this page",
    "frame.latest": "Latest news: {date}",
    "redirect.title": "This page has moved",
    "redirect.text": "This page has moved to {link}a new address{end}.",
    "notfound.title": "Page not found",
    "notfound.text": "There is no page at this address; it may have moved. "
    "What you are looking for may be here:",
    "notfound.home": "Home",
    "filter.text": "Search in list",
    "filter.type": "Type",
    "filter.topic": "Topic",
    "filter.person": "Author",
    "filter.with": "With",
    "filter.year": "Year",
    "filter.family": "About",
    "filter.kind": "Kind",
    "filter.role": "Role",
    "filter.all": "all",
    "filter.reset": "Show all",
    "filter.count": "{shown} of {count} shown",
    "filter.count.one": "{shown} of {count} shown",
    "chart.table": "The numbers as a table",
    "chart.all": "All",
    "video": "Video",
    "video.at": "Video on {host}",
    "export": "Download as a file: {formats}",
    "and": "and",
    "both": "both",
    "all": "all",
    "others": "{count} others",
    "others.one": "{count} other",
    "author.equal": "equal contribution",
    "author.corresponding": "corresponding author",
    "author.collaboration": "{name} Collaboration",
    "author.for": "for the {name}",
    "earlier": "Earlier news",
    "unfold": "Show {count} items",
    "unfold.one": "Show {count} item",
    "state.unpublished": "Unpublished",
    "state.preprint": "Preprint",
    "state.submitted": "Submitted",
    "state.accepted": "Accepted",
    "state.inpress": "In press",
    "alphabetical": "alphabetical order",
    "in": "In",
    "editors": "edited by {people}",
    "thesis.phdthesis": "PhD thesis",
    "thesis.mastersthesis": "Master’s thesis",
    "work.thesis": "Thesis",
    "work.techreport": "Technical report",
    "work.patent": "Patent",
    "work.talk": "Talk",
    "work.poster": "Poster",
    "work.slides": "Slides",
    "work.video": "Video",
    "work.audio": "Audio recording",
    "work.interview": "Interview",
    "work.webpage": "Web page",
    "work.dataset": "Data set",
    "work.software": "Software",
    "venue.volume": "vol. {count}",
    "venue.number": "no. {count}",
    "venue.edition": "{edition} edition",
    "venue.version": "version {version}",
    "cite.others": "et al.",
    "bibtex": "BibTeX",
    "link.arxiv": "arXiv",
    "link.doi": "DOI",
    "link.html": "Publisher",
    "link.pdf": "PDF",
    "link.code": "Code",
    "link.data": "Data",
    "link.video": "Video",
    "link.slides": "Slides",
    "link.poster": "Poster",
    "link.website": "Website",
    "link.supp": "Supplement",
    "link.blog": "Blog",
    "link.altmetric": "Altmetric",
    "link.dimensions": "Dimensions",
    "link.email": "E-mail",
    "link.homepage": "Home page",
    "link.orcid": "ORCID",
    "link.scholar": "Google Scholar",
    "link.dblp": "DBLP",
    "link.github": "GitHub",
    "link.linkedin": "LinkedIn",
    "link.researchgate": "ResearchGate",
    "link.abstract": "Abstract",
    "link.announcement": "Announcement",
    "link.award": "About the award",
    "link.preprint": "Preprint",
    "link.cv": "CV",
    "link.other": "Further page",
    "role.lead": "Head of the group",
    "role.member": "Member",
    "role.postdoc": "Postdoc",
    "role.phd": "PhD student",
    "role.visitor": "Visitor",
    "role.summer": "Summer student",
    "roles.postdoc": "Postdocs",
    "roles.phd": "PhD students",
    "roles.visitor": "Visitors",
    "roles.summer": "Summer students",
    "roles.none": "Collaborators",
    "type.article": "Journal articles",
    "type.inproceedings": "Conference papers",
    "type.incollection": "Book chapters",
    "type.book": "Books",
    "type.misc": "Other",
    "type.preprint": "Preprints",
    "type.phdthesis": "PhD theses",
    "type.mastersthesis": "Master’s theses",
    "type.thesis": "Theses",
    "type.techreport": "Reports",
    "type.proceedings": "Proceedings",
    "type.periodical": "Journal issues",
    "type.booklet": "Booklets",
    "type.manual": "Manuals",
    "type.unpublished": "Unpublished",
    "type.dataset": "Data sets",
    "type.software": "Software",
    "type.patent": "Patents",
    "type.talk": "Talks",
    "type.poster": "Posters",
    "type.slides": "Slides",
    "type.video": "Videos",
    "type.audio": "Audio recordings",
    "type.interview": "Interviews",
    "type.webpage": "Web pages",
    "type.magazine": "Magazine articles",
    "type.newspaper": "Newspaper articles",
    "type.editorial": "Editorials",
    "type.miscellaneous": "Miscellaneous",
    "period.from": "from {date}",
    "period.until": "until {date}",
    "person.since": "since {date}",
    "person.supervisors": "Supervised by {people}",
    "person.supervisor-lead": "{person} (lead)",
    "person.next": "Then {next}",
    "person.funded": "Funded by {funding}",
    "search.title": "Search",
    "search.label": "People, papers, news, pages",
    "search.noscript": "Searching needs JavaScript. Everything can be reached without it:",
    "search.none": "Nothing was found.",
    "search.found": "{count} found",
    "search.found.one": "{count} found",
    "search.page": "Page",
    "search.all.page": "Pages",
    "coauthors.name": "Name",
    "coauthors.place": "Place",
    "coauthors.papers": "Papers",
    "coauthors.first": "First",
    "coauthors.last": "Last",
    "table.name": "Name",
    "table.role": "Role",
    "table.years": "Years",
    "table.next": "Then",
    "year.none": "Undated",
    "group.topic.none": "Other topics",
    "group.person.none": "Others",
    "group.venue.none": "Elsewhere",
    "year.coming": "Forthcoming",
}

#: Phrases that repeat another one in another place: a replacement of the other one in
#: conf.py applies to them as well.
ELSEWHERE: Final[dict[str, str]] = {
    "with.others": "others",
    "cv.from": "period.from",
    "roles.postdoc": "role.postdoc",
    "roles.phd": "role.phd",
    "roles.visitor": "role.visitor",
    "roles.summer": "role.summer",
}

#: Renamed keys: old → new. A conf.py may use both.
RENAMED: Final = {"other": "others.one"}

#: Plural categories of languages (CLDR, Language Plural Rules), except ``other``, which
#: is the phrase itself.
_NUMBERS: Final = frozenset(["zero", "one", "two", "few", "many"])


def form_of(key: str, table: Mapping[str, str] = PHRASES) -> str:
    """The phrase that *key* is a form of: ``others`` for ``others.few``; or ``""``."""
    phrase, _, number = key.rpartition(".")
    return phrase if number in _NUMBERS and f"{phrase}.one" in table else ""


def is_word(name: object) -> bool:
    """Whether *name* can be an option's value: text without blanks."""
    return isinstance(name, str) and name.split() == [name]
