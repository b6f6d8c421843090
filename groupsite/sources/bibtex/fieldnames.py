"""Known names of fields; a name similar to one of them is probably misspelt.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import Final

#: Fields written by BibTeX, biblatex and programs around them, and our own.
FIELDS: Final = frozenset({
    "abbr", "abstract", "acmid", "addendum", "additional_info", "address",
    "adsnote", "adsurl", "afterword", "alphabetical", "altmetric", "annotation",
    "annotator", "annote", "archive", "archiveprefix", "article-number",
    "article_type", "articleno", "arxiv", "arxivid", "assignee", "author",
    "author_notes", "authornotes", "authortype", "award", "award_date",
    "award_name", "award_url", "bibcode", "bibsource", "bibtex_show", "biburl",
    "blog", "bookauthor", "bookpagination", "booksubtitle", "booktitle",
    "booktitleaddon", "chapter", "citations", "code", "collaboration", "comment",
    "commentator", "copyright", "creationdate", "crossref", "data", "date",
    "date-added", "date-modified", "day", "dimensions", "doi", "doi-url", "doiurl",
    "edition", "editor", "editora", "editoratype", "editorb", "editorbtype",
    "editorc", "editorctype", "editortype", "ee", "eid", "entryset", "entrysubtype",
    "eprint", "eprintclass", "eprinttype", "event", "eventdate", "eventtitle",
    "eventtitleaddon", "execute", "file", "foreword", "gender", "genre",
    "google_scholar_id", "grant", "groups", "hal_id", "hal_version", "handle",
    "hdl", "holder", "howpublished", "html", "hyphenation", "ids", "indexsorttitle",
    "indextitle", "inspirehep_id", "institution", "introduction", "isan", "isbn",
    "ismn", "isrn", "issn", "issue", "issue_date", "issuesubtitle", "issuetitle",
    "issuetitleaddon", "iswc", "journal", "journalsubtitle", "journaltitle",
    "journaltitleaddon", "jstor", "key", "keyword", "keywords", "label", "langid",
    "langidopts", "language", "lastchecked", "library", "link", "local-url",
    "location", "mainsubtitle", "maintitle", "maintitleaddon", "modificationdate",
    "month", "mrclass", "mrnumber", "mrreviewer", "nameaddon", "note", "number",
    "numeric", "numpages", "options", "orcid-numbers", "organization", "origdate",
    "origlanguage", "origlocation", "origpublisher", "origtitle", "owner", "pages",
    "pagetotal", "pagination", "part", "pdf", "place", "pmc", "pmcid", "pmid",
    "poster", "preprint_title", "presort", "preview", "preview_alt", "primaryclass",
    "printed", "priority", "publisher", "pubmedid", "pubstate", "pubtype",
    "qualityassured", "ranking", "rating", "read", "readstatus", "related",
    "relatedoptions", "relatedstring", "relatedtype", "relevance", "reprinttitle",
    "researcherid-numbers", "review", "rights", "school", "selected", "series",
    "shortauthor", "shorteditor", "shorthand", "shorthandintro", "shortjournal",
    "shortseries", "shorttitle", "slides", "sortkey", "sortname", "sortshorthand",
    "sorttitle", "sortyear", "ssrn", "subtitle", "supp", "timestamp", "title",
    "titleaddon", "translator", "type", "uri", "url", "urldate", "urn", "venue",
    "version", "video", "volume", "volumes", "website", "xdata", "xref", "year",
    "zbl", "zblnumber", "zbmath",
})  # fmt: skip
#: Prefixes of names that programs number or make up.
_PROGRAMS: Final = ("bdsk-", "comment-", "mendeley-", "url_")


def is_field(name: str) -> bool:
    """Whether *name* is a field that some program writes, or its annotation."""
    name = name.partition("+an")[0]
    return name in FIELDS or name.startswith(_PROGRAMS)
