"""The kinds of news and the words that a site has before its conf.py says otherwise.

With what a conf.py may say instead. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from groupsite.core.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Container

#: Families of news; each is one colour of the design.
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

#: Words that the extension writes itself. ``[…]`` is left out where the field in it is
#: empty. A news kind with a phrase ``news.KIND`` composes its sentence from a paper.
PHRASES: Final[dict[str, str]] = {
    "news.preprint": "{title}",
    "news.accepted": "{title}[, to appear in {venue}]",
    "news.published": "{title}[, in {venue}]",
    "with": "With {people}",
    "cv.from": "from {date}",
    "cv.until": "until {date}",
    "cv.announced": "announced {date}",
    "cv.advisors": "Advisors: {people}",
    "cv.employment": "Employment",
    "cv.education": "Education",
    "cv.editorial": "Editorial boards and special issues",
    "cv.service": "Service",
    "cv.events": "Events organised",
    "cv.grants": "Grants",
    "cv.awards": "Awards",
    "cv.teaching": "Teaching",
    "cv.supervision": "Supervision",
    "cv.talks": "Invited talks and posters",
    "cv.publications": "Publications",
    "title.paper": "paper {year}",
    "title.person": "profile",
    "page.abstract": "Abstract",
    "page.topics": "Topics",
    "page.grants": "Grants",
    "page.talks": "Talks",
    "page.software": "Software",
    "page.awards": "Awards",
    "page.cite": "How to cite",
    "page.copy": "Copy BibTeX",
    "page.copied": "Copied.",
    "page.failed": "Not copied: please select the text.",
    "page.download": "Download as a .bib file",
    "page.story": "Story",
    "page.related": "Related papers",
    "theme.people": "People",
    "theme.grants": "Grants",
    "theme.others": "With {people}",
    "related.topics": "on {topics}",
    "related.people": "also by {people}",
    "list.paper": "Publications",
    "list.person": "Supervision",
    "list.news": "News",
    "list.grant": "Grants",
    "list.talk": "Talks and posters",
    "list.software": "Software",
    "list.award": "Awards",
    "list.course": "Teaching",
    "about-paper": "Paper: {papers}",
    "about-editorial": "Editorial: {papers}",
    "about-thesis": "Thesis: {papers}",
    "about-grant": "Grant: {grants}",
    "award": "Award: {awards}",
    "award.for": "For {reasons}",
    "talk.invited": "invited",
    "talk.remote": "online",
    "talk.poster": "poster",
    "software.released": "Released {date}",
    "software.by": "Paper by {people}",
    "software.tested": "Tested on {items}",
    "software.requires": "Needs {items}",
    "software.acknowledgements": "Acknowledgements: {items}",
    "grant.from": "from {date}",
    "grant.funder": "Funder",
    "grant.reference": "Reference",
    "grant.people": "Held by",
    "grant.role": "Role",
    "grant.period": "Period",
    "grant.announced": "First mentioned",
    "grant.lead": "Led by",
    "grant.led": "led by {people}",
    "grant.mentioned": "first mentioned {date}",
    "grant.partners": "Partners",
    "grant.staff": "People",
    "grant.aliases": "Also called",
    "grant.links": "Links",
    "description": "A page of the website of {site}: people, papers and news.",
    "notfound.title": "Page not found",
    "notfound.text": "There is no page at this address; it may have moved. "
    "What you are looking for may be here:",
    "notfound.home": "Home",
    "feed.news": "{site}: news",
    "feed.papers": "{site}: publications",
    "filter.title.publications": "Filter publications",
    "filter.title.timeline": "Filter news",
    "filter.title.people": "Filter people",
    "filter.title.talks": "Filter talks",
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
    "family.papers": "Papers",
    "family.people": "People",
    "family.recognition": "Awards and grants",
    "family.activity": "Events and activities",
    "chart.title.publications": "Publications by year and type",
    "chart.title.talks": "Talks and posters by year",
    "chart.table": "The numbers as a table",
    "chart.all": "All",
    "export": "Download as a file: {formats}",
    "format.bib": "BibTeX",
    "format.csl.json": "CSL-JSON",
    "and": "and",
    "both": "both",
    "all": "all",
    "other": "1 other",
    "others": "{count} others",
    "earlier": "Earlier news",
    "unfold": "Show {count} items",
    "state.preprint": "Preprint",
    "state.submitted": "Submitted",
    "state.accepted": "Accepted",
    "state.inpress": "In press",
    "alphabetical": "alphabetical order",
    "in": "In",
    "editors": "edited by {people}",
    "thesis.phdthesis": "PhD thesis",
    "thesis.mastersthesis": "Master’s thesis",
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
    "link.email": "E-mail",
    "link.homepage": "Home page",
    "link.orcid": "ORCID",
    "link.scholar": "Google Scholar",
    "link.github": "GitHub",
    "link.linkedin": "LinkedIn",
    "link.researchgate": "ResearchGate",
    "link.abstract": "Abstract",
    "link.announcement": "Announcement",
    "link.award": "About the award",
    "link.preprint": "Preprint",
    "link.other": "Further page",
    "role.lead": "Head of the group",
    "role.postdoc": "Postdoc",
    "role.phd": "PhD student",
    "role.visitor": "Visitor",
    "role.summer": "Summer student",
    "roles.postdoc": "Postdocs",
    "roles.phd": "PhD students",
    "roles.visitor": "Visitors",
    "roles.summer": "Summer students",
    "type.article": "Journal articles",
    "type.inproceedings": "Conference papers",
    "type.incollection": "Book chapters",
    "type.book": "Books",
    "type.misc": "Preprints and others",
    "type.preprint": "Preprints",
    "type.phdthesis": "PhD theses",
    "type.mastersthesis": "Master’s theses",
    "type.thesis": "Theses",
    "type.techreport": "Reports",
    "type.editorial": "Editorials",
    "type.miscellaneous": "Miscellaneous",
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
    "search.page": "Page",
    "search.paper": "Paper",
    "search.person": "Person",
    "search.news": "News",
    "search.grant": "Grant",
    "search.talk": "Talk",
    "search.software": "Software",
    "search.course": "Course",
    "search.award": "Award",
    "report.paper": "Publications",
    "report.talk": "Talks and posters",
    "report.software": "Software",
    "report.award": "Awards",
    "report.course": "Courses",
    "report.person": "People",
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
}

#: Phrases that may be added: what they are for begins with one of these.
_OPEN: Final = (
    "news.",
    "list.",
    "roles.",
    "role.",
    "type.",
    "thesis.",
    "state.",
    "link.",
    "format.",
    "feed.",
    "filter.",
    "family.",
    "chart.",
    "search.",
)


def is_word(name: object) -> bool:
    """Whether *name* can be written in an option: a text without blanks."""
    return isinstance(name, str) and name.split() == [name]


def wrong_news_kind(name: object, kind: Any) -> str:
    """What is wrong with a declared kind of news, empty where nothing is."""
    if not is_word(name):
        return "should be a word without blanks"
    if not isinstance(kind, dict):
        return "should have a dict with label, icon and family"
    known = ("label", "icon", "family")
    for key in kind:
        if key not in known:
            return f"has the unknown key {key!r}{did_you_mean(str(key), known)}"
    whole = {"icon": "", **NEWS_KINDS.get(str(name), {}), **kind}
    if not all(isinstance(whole.get(key), str) for key in known) or (
        whole["family"] not in FAMILIES
    ):
        return f"needs a label, and a family out of {', '.join(FAMILIES)}"
    return ""


def wrong_phrase(key: object, text: object) -> str:
    """What is wrong with a phrase, empty where nothing is."""
    if not isinstance(key, str) or not isinstance(text, str):
        return f"{key!r}: {text!r} should be two texts"
    if key not in PHRASES and not key.startswith(_OPEN):
        return f"there is no phrase {key!r}{did_you_mean(key, PHRASES)}"
    # a kind of news that is not ours composes the same sentence
    open_model = PHRASES["news.published"] if key.startswith("news.") else ""
    model = PHRASES.get(key, open_model)
    fields = {name: "" for _, name, _, _ in Formatter().parse(model) if name}
    if not _can_be_filled(text, fields):
        known = " and ".join(f"{{{name}}}" for name in fields) or "no fields"
        return f"{key!r}: {text!r} cannot be filled in; this phrase has {known}"
    return ""


def _can_be_filled(text: str, fields: Container[str]) -> bool:
    """Whether *text* has no other fields, and these as they are."""
    try:
        found = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return False
    return all(name in fields and not spec and not sign for name, spec, sign in found)
