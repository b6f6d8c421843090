"""Writes entries for visitors: what a bibliography needs, and nothing private.

A file of a reference manager holds remarks, paths of files and lists of one's own, and
may have faults at which other programs stop. So an entry is handed out anew, with the
fields that say where a work can be found.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.schemes import SCHEMES
from groupsite.sources.bibtex.fields import MONTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from groupsite.sources.bibtex.fields import BibField

#: Fields of BibTeX and biblatex that describe a work, and those of databases that name it.
BIBLIOGRAPHIC: Final = frozenset({
    "addendum", "address", "afterword", "annotator", "archiveprefix", "article-number",
    "articleno", "arxiv", "arxivid", "assignee", "author", "author+an",
    "authortype", "bookauthor", "bookpagination", "booksubtitle",
    "booktitle", "booktitleaddon", "chapter", "collaboration", "commentator", "date",
    "day", "doi", "edition", "editor", "editor+an", "editora", "editoratype", "editorb",
    "editorbtype", "editorc", "editorctype", "editortype", "eid", "entrysubtype",
    "eprint", "eprintclass", "eprinttype", "eventdate", "eventtitle", "eventtitleaddon",
    "foreword", "hal_version", "holder", "howpublished", "institution",
    "introduction", "isan", "isbn", "ismn", "isrn", "issn", "issue", "issuesubtitle",
    "issuetitle", "issuetitleaddon", "iswc", "journal", "journalsubtitle",
    "journaltitle", "journaltitleaddon", "key", "langid", "language", "location",
    "mainsubtitle", "maintitle", "maintitleaddon", "month", "nameaddon",
    "note", "number", "numpages", "organization", "origdate", "origlanguage",
    "origlocation", "origpublisher", "origtitle", "pages", "pagetotal", "pagination",
    "part", "primaryclass", "publisher", "pubstate", "reportnumber",
    "school", "series", "shortauthor", "shorteditor", "shortjournal", "shortseries",
    "shorttitle", "subtitle", "title", "titleaddon", "translator", "type", "url",
    "urldate", "venue", "version", "volume", "volumes", "year",
    *(field for scheme in SCHEMES.values() for field in scheme.fields),
})  # fmt: skip
_BRACE: Final = re.compile(r"[{}]")
#: Values of ``month`` → the names that all styles know.
_MONTHS: Final = {name.lower(): short for short, name in MONTHS.items()} | {
    str(number): short for number, short in enumerate(MONTHS, 1)
}


def written_entry(
    kind: str, key: str, fields: Mapping[str, BibField], more: Collection[str] = ()
) -> str:
    """The entry as BibTeX that every program can read.

    :param more: names of fields that are handed out beside those of bibliographies.
    """
    values = {
        name: _written(name, field.value)
        for name, field in fields.items()
        if (name in BIBLIOGRAPHIC or name in more) and field.value.strip()
    }
    lines = [f"  {name} = {value},\n" for name, value in values.items()]
    return f"@{kind}{{{key},\n{''.join(lines)}}}"


def _written(name: str, value: str) -> str:
    text = " ".join(value.split())
    month = text.lower().lstrip("0").rstrip(".") if name == "month" else ""
    if month in _MONTHS or month in MONTHS:
        return _MONTHS.get(month, month)
    return f"{{{_balanced(text)}}}"


def _balanced(value: str) -> str:
    """*value* with missing closing braces added and extra ones removed."""
    depth = 0

    def paired(brace: re.Match[str]) -> str:
        nonlocal depth
        if brace[0] == "}" and not depth:
            return ""
        depth += 1 if brace[0] == "{" else -1
        return brace[0]

    text = _BRACE.sub(paired, value)
    # a backslash would escape the first of the braces
    return text.rstrip("\\") + "}" * depth if depth else text
