"""Papers of academicpages: a page each, with a citation in words."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from groupsite.model.text import slug
from groupsite.moving.account import TEXT
from groupsite.moving.citation import authors_in, rest_of
from groupsite.moving.jekyll.folder import LOOK, Jekyll, dated
from groupsite.moving.jekyll.rest import LINK
from groupsite.moving.jekyll.rest import plain as plain_text
from groupsite.moving.papers import names, plain
from groupsite.moving.site import Entry
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from groupsite.moving.account import Fields

_TYPES: Final = {"conferences": "inproceedings", "books": "book", "theses": "phdthesis", "chapters": "incollection"}  # fmt: skip
#: Types → the field that says where such a work appeared.
_VENUES: Final = {
    "inproceedings": "booktitle", "incollection": "booktitle", "phdthesis": "school", "book": "publisher",
}  # fmt: skip
_DOI: Final = re.compile(
    r"(?:doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s\"'<>)\]]+)", re.IGNORECASE
)
#: What the citations of examples begin with, also where people have changed all else.
_EXAMPLE: Final = "Your Name, You"
#: An accent of LaTeX, or a letter of it.
_LATEX: Final = re.compile(r"\\(?:[\"'`^~=.]|[a-zA-Z]{1,2}\b)")


def paper(jekyll: Jekyll, path: str) -> Entry | None:
    """The entry of a page; None if it has no title."""
    fields = jekyll.open("papers", path)
    title = plain_text(html.unescape(fields.text("title")))
    if not title:
        fields.thing.leave("it has no title")
        return None
    data = {"title": plain(title)}
    kind = _TYPES.get(fields.text("category"), "article")
    if _EXAMPLE in str(fields.peek("citation")):
        fields.look("citation")
        citation = ""
    else:
        citation = html.unescape(fields.text("citation"))
    cited = " ".join(plain_text(citation).split())
    raw = str(fields.peek(TEXT) or "")
    authors = _authors(jekyll, fields, cited, raw)
    if authors:
        data["author"] = authors
    kind = _venue(data, fields, kind)
    _date(jekyll, data, fields, cited)
    found = _DOI.search(f"{citation}\n{fields.peek('paperurl') or ''}\n{raw}")
    if found:
        data["doi"] = found[1].rstrip(".,;")
    _files(jekyll, data, fields)
    if cited:
        data |= rest_of(cited, title, data) if authors else {"note": plain(cited)}
    if data.get("doi") and "doi.org/" in data.get("url", ""):
        del data["url"]
    text = _abstract(jekyll, data, fields, raw)
    if text:
        data["abstract"] = text
    fields.look("link", *LOOK)
    entry = Entry(kind, "", {k: v for k, v in data.items() if v}, fields.thing)
    for old in jekyll.old_addresses(fields):
        jekyll.moved.paper_addresses.append((old, entry))
    return entry


def _venue(data: dict[str, str], fields: Fields, kind: str) -> str:
    """Add where a paper appeared; returns the type of its entry."""
    venue = plain_text(html.unescape(fields.text("venue")))
    if venue:
        data[_VENUES.get(kind, "journal")] = plain(venue)
    return kind if venue or kind == "book" else "misc"


def _authors(jekyll: Jekyll, fields: Fields, cited: str, raw: str) -> str:
    """The authors, from a key of their own, the text, or the citation."""
    given = fields.texts("authors") or fields.texts("author")
    if given:
        # a page made of a .bib file still has the LaTeX of it
        texts = [decode_plain(one) if _LATEX.search(one) else one for one in map(plain_text, given)]  # fmt: skip
        many = [n for one in texts for n in re.split(r",\s+(?=[^\W\d_]{2,}\s)|\s+and\s+|;", one)]  # fmt: skip
        return names([n.strip() for n in many])
    heading = re.search(r"^#+\s*Authors?\s*\n+(.+)$", raw, re.MULTILINE)
    if heading:
        return names(
            [n.strip() for n in re.split(r",|\band\b|&|;", plain_text(heading[1]))]
        )
    listed = authors_in(cited)
    if listed:
        jekyll.account.guess(fields.thing.path, f"its authors, from its citation: {'; '.join(listed)}")  # fmt: skip
    return names(listed)


def _date(jekyll: Jekyll, data: dict[str, str], fields: Fields, cited: str) -> None:
    date = fields.date("date") or dated(fields.thing.path)[0]
    year = re.search(r"\((\d{4})\)", cited)
    if year and date[:4] != year[1]:
        jekyll.account.guess(fields.thing.path, f"the year {year[1]} of the citation, not the date {date}")  # fmt: skip
        data["year"] = year[1]
    elif date:
        data["year"] = date[:4]
        if date[5:7] and date[5:] != "01-01":
            data["month"] = str(int(date[5:7]))
            if date[8:] not in ("", "01"):
                data["day"] = str(int(date[8:]))
        elif date[5:]:
            jekyll.account.guess(
                fields.thing.path, "a date on 1 January: only the year has moved"
            )


def _files(jekyll: Jekyll, data: dict[str, str], fields: Fields) -> None:
    for key, name in (("paperurl", "url"), ("slidesurl", "slides"), ("bibtexurl", ""), ("codeurl", "code"), ("videourl", "video"), ("posterurl", "poster"), ("code", "code"), ("dataurl", "data")):  # fmt: skip
        value = fields.peek(key)
        if not isinstance(value, str) or not value.strip():
            continue
        file = jekyll.linker.file(value.strip())
        if not name:
            fields.leave(key, "every paper has its BibTeX here")
        elif file:
            fields.take(key)
            data["pdf" if key == "paperurl" else name] = file
        elif "academicpages.github.io" in value:
            fields.look(key)
        elif to := fields.address(key):
            data[name] = to


def _abstract(jekyll: Jekyll, data: dict[str, str], fields: Fields, raw: str) -> str:
    """The text of the page; its links to files become fields."""
    fields.take(TEXT)
    text = raw
    for link in LINK.finditer(raw):
        label, to = (link[1] or link[4] or "", link[2] or link[3] or "")
        word = slug(plain_text(label))
        file = jekyll.linker.file(to, "_publications")
        target = file or (to if "://" in to else "")
        if not target:
            continue
        name = "pdf" if file or word in ("pdf", "download-paper-here", "preprint", "paper") else f"url_{word.replace('-', '_')}"  # fmt: skip
        if "doi.org/" in target:
            text = text.replace(link[0], "")
            continue
        if name == "pdf" and "pdf" in data:
            name = f"url_{word.replace('-', '_') or 'link'}"
        data.setdefault(name, target)
        text = text.replace(link[0], label if len(word) > 40 else "")
    text = re.sub(r"^#+\s*Authors?\s*\n+.+$|^#+\s*(?:Abstract|Downloads)\s*$|^[=-]{3,}\s*$|\{:[^}]*\}", "", text, flags=re.MULTILINE)  # fmt: skip
    excerpt = plain_text(html.unescape(fields.text("excerpt", "abstract")))
    body = plain_text(re.sub(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}", "", html.unescape(jekyll.myst(text, fields.thing.path))))  # fmt: skip
    body = re.sub(r"\s*Recommended citation:.*$", "", body, flags=re.DOTALL)
    parts = [excerpt] if excerpt and excerpt not in body else []
    return plain(" ".join(filter(None, [*parts, body])))
