"""The links of an entry, from the fields that academic sites use.

Fields are named as in al-folio and biblatex, so that their files work unchanged. A
field may hold several addresses separated by blanks. Pure: neither Sphinx nor docutils
is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from groupsite.kinds.papers.paper import PaperLink
from groupsite.model.files import FILES, has_file, path_fault
from groupsite.model.identifiers import address_fault, is_arxiv
from groupsite.model.text import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.model.schemes import Identifier
    from groupsite.model.settings import Settings
    from groupsite.sources.bibtex.reader import BibEntry

#: Fields that hold addresses → name of the link, in the order shown.
_FIELDS: Final = {
    "html": "html",
    "pdf": "pdf",
    "code": "code",
    "data": "data",
    "video": "video",
    "slides": "slides",
    "poster": "poster",
    "website": "website",
    "supp": "supp",
    "blog": "blog",
    "url": "html",
    "howpublished": "html",
    "eprint": "html",
}
#: Fields of others that may hold an address.
_TEXTS: Final = ("howpublished", "eprint")
#: Fields with the address of anything.
_ANY: Final = ("url", *_TEXTS)
#: What the names of fields with links of any name begin with.
_BIBBASE: Final = "url_"
_ESCAPED: Final = re.compile(r"\\([_%&#$])")
#: Characters by their name in LaTeX or HTML.
_NAMED: Final = re.compile(r"\\text(less|greater|underscore)(?:\s*\{\})?|&(lt|gt|amp);")
_SIGNS: Final = {
    "less": "<", "greater": ">", "underscore": "_", "lt": "<", "gt": ">", "amp": "&",
}  # fmt: skip
#: Signs of old DOIs that have been taken for a formula.
_COMPARED: Final = re.compile(r"\$([<>])\$")
#: What any of these begins with.
_MARKUP: Final = re.compile(r"[\\{}&$]")
_BRACES: Final = re.compile(r"[{}]")
#: An address within a text.
_ADDRESS: Final = re.compile(r"https?://[^\s{}]+[^\s{}.,;:)]")
_ABSOLUTE: Final = re.compile(r"(?:https?://|mailto:|\\url\s*\{)", re.IGNORECASE)
#: What can be the path of a file beside an address, and is no word of a text.
_PATH: Final = re.compile(r".*/.*|.*\.[a-z]\w*", re.IGNORECASE)
_TILDE: Final = re.compile(r"\{?\\textasciitilde(?:\s*\{\}|\s+|\})?|\\~(?:\{\})?")
_URL: Final = re.compile(r"\\url\s*(?=\{)")
_DOI: Final = re.compile(r"(https?://)?((dx|www)\.)?(doi\.org/|doi:)\s*", re.IGNORECASE)
_ARXIV: Final = re.compile(
    r"(https?://)?((www|export)\.)?"
    r"(ar[x5]iv\.org/(?P<form>abs|pdf|html|format)/"
    r"|(doi\.org/)?10\.48550/arxiv\.|arxiv:)\s*",
    re.IGNORECASE,
)
#: What follows a number on arXiv: its class, an ending, a query.
_AFTER: Final = re.compile(r"(?:\.pdf|/)?(?:[?#].*|\s*\[[\w.-]*\])?$")
#: Hosts with one kind of thing → name of links to it.
_HOSTS: Final = {
    "github.com": "code",
    "gitlab.com": "code",
    "bitbucket.org": "code",
    "codeberg.org": "code",
    "youtube.com": "video",
    "youtu.be": "video",
    "vimeo.com": "video",
}
_HOST: Final = re.compile(r"https?://(?:www\.)?([^/]+)/.", re.IGNORECASE)
_IS_ARXIV: Final = re.compile(r"arxiv\b", re.IGNORECASE)
_VERSION: Final = re.compile(r"v\d+$")
_PDF: Final = re.compile(
    r"^https?://[^?#]*(?:\.pdf$|/(?:e?pdf|pdfdirect)(?:/|$)"
    r"|hal\.\w+/[a-z]+-\d+(?:v\d+)?/document$)|\.pdf(?:[?#+]|$)",
    re.IGNORECASE,
)
#: Fields in which other programs put an arXiv number.
QUOTING: Final = (
    "journal",
    "journaltitle",
    "volume",
    "number",
    "eid",
    "pages",
    "howpublished",
    "doi",
)
#: Fields with its number alone, where the journal is arXiv.
_COUNTED: Final = ("volume", "number", "issue", "eid", "pages")
#: An arXiv number as written in these fields.
_NUMBER: Final = re.compile(
    r"(?:\barxiv[.:]?\s*|^abs/)"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z-]+)?/\d{7}(?:v\d+)?)",
    re.IGNORECASE,
)


def verbatim(text: str) -> str:
    r"""*text* for machines: without braces, ``\_`` and ``&amp;``."""
    if not _MARKUP.search(text):
        return text.strip()
    text = _TILDE.sub("~", _COMPARED.sub(r"\1", _URL.sub("", text)))
    text = _NAMED.sub(lambda sign: _SIGNS[sign[1] or sign[2]], text)
    return _BRACES.sub("", _ESCAPED.sub(r"\1", text)).strip()


def doi_of(entry: BibEntry) -> str:
    """The DOI without the address of its resolver."""
    return _bare(_DOI, verbatim(entry.get("doi")))


def arxiv_of(entry: BibEntry) -> str:
    """The arXiv number.

    Taken from ``arxiv``, from ``eprint`` unless another archive is named, or from where
    other programs put it: a journal such as ``arXiv preprint arXiv:2401.00001``, the
    volume ``abs/2401.00001`` of CoRR, arXiv's own DOI.
    """
    archive = verbatim(entry.get("archiveprefix") or entry.get("eprinttype"))
    number = verbatim(entry.get("arxiv"))
    if not number and archive.lower() in ("", "arxiv"):
        number = verbatim(entry.get("eprint") or entry.get("arxivid"))
        # publishers put the address of their page there
        number = "" if "://" in number and not _ARXIV.match(number) else number
    if not number:
        quoted = filter(None, (_quoted(entry, name) for name in QUOTING))
        number = next(quoted, "") or _counted(entry)
    return _AFTER.sub("", _bare(_ARXIV, number), count=1)


def arxiv_number(text: str) -> str:
    """The arXiv number that *text* is, with arXiv's address or name; ``""`` if none."""
    match = _ARXIV.match(text)
    number = _AFTER.sub("", text[match.end() :], count=1) if match else ""
    return number if is_arxiv(number) else ""


def is_pdf(address: str) -> bool:
    """Whether *address* leads to a PDF, as far as it tells."""
    return bool(_PDF.search(address))


def _counted(entry: BibEntry) -> str:
    """The arXiv number where volume or pages stand, if arXiv is the journal."""
    journal = verbatim(entry.get("journal") or entry.get("journaltitle"))
    if not _IS_ARXIV.match(journal):
        return ""
    numbers = (verbatim(entry.get(name)) for name in _COUNTED)
    return next(filter(is_arxiv, numbers), "")


def _quoted(entry: BibEntry, name: str) -> str:
    """The arXiv number in a field that may contain other text."""
    match = _NUMBER.search(verbatim(entry.get(name)))
    return match[1] if match else ""


def paper_links(
    entry: BibEntry, identifiers: Sequence[Identifier] = ()
) -> tuple[PaperLink, ...]:
    """All links of *entry* except its identifiers, without duplicates."""
    links: dict[str, PaperLink] = {}
    doi, arxiv = doi_of(entry), arxiv_of(entry)
    own = {name: name[len(_BIBBASE) :] for name in entry.fields if _is_named(name)}
    for field, name in (_FIELDS | own).items():
        if not entry.get(field):
            continue
        written = (verbatim(text) for text in _addresses(entry, field))
        addresses = [
            address
            for address in dict.fromkeys(filter(None, written))
            if not _is_doi(address, doi)
            and not _is_arxiv(address, arxiv)
            and not any(number.is_page(address) for number in identifiers)
        ]
        for address, label in zip(addresses, _labels(addresses), strict=True):
            kind = _kind(address, name) if field in _ANY else name
            links.setdefault(address, PaperLink(kind, address, label))
    return tuple(links.values())


def _kind(address: str, name: str) -> str:
    """The name of a link by its address, if that tells; else *name*."""
    if is_pdf(address):
        return "pdf"
    host = _HOST.match(address)
    return _HOSTS.get(host[1].lower(), name) if host else name


def _is_named(field: str) -> bool:
    """Whether BibBase takes the rest of the name of a field for that of a link."""
    return field.startswith(_BIBBASE) and len(field) > len(_BIBBASE)


def stray_words(entry: BibEntry) -> list[tuple[str, str]]:
    """Pairs (field, text) of the text that stands beside addresses."""
    written = filter(entry.get, _FIELDS)
    parts = ((field, _parts(entry.get(field))[1]) for field in written)
    return [(field, " ".join(w)) for field, w in parts if w and field not in _TEXTS]


def _addresses(entry: BibEntry, field: str) -> list[str]:
    """The addresses in a field, separated by blanks; other text is ignored."""
    text = entry.get(field)
    if field == "eprint" and _ARXIV.match(verbatim(text)):
        return []
    if field in _TEXTS:
        return _ADDRESS.findall(verbatim(text))
    return _parts(text)[0]


def _parts(text: str) -> tuple[list[str], list[str]]:
    """The addresses and paths in a field, and the words beside or instead of them."""
    parts = text.split()
    addresses: list[str] = []
    words: list[str] = []
    for part in parts:
        bare = part.rstrip(",;")
        is_address = _ABSOLUTE.match(part) or _PATH.fullmatch(bare) or len(parts) == 1
        (addresses if is_address else words).append(bare if is_address else part)
    return addresses, words


def link_fault(link: PaperLink, settings: Settings) -> str:
    """Why a link leads nowhere; empty if it is fine. Paths must be site files."""
    path = link.uri.removeprefix(FILES)
    if path == link.uri or ":" in path:
        return address_fault(link.address)
    if path_fault(path):
        return path_fault(path)
    if not has_file(path, settings):
        return f"there is no file {path!r} below html_extra_path"
    return ""


def _bare(prefix: re.Pattern[str], text: str) -> str:
    match = prefix.match(text)
    return text[match.end() :] if match else text


def _is_doi(address: str, doi: str) -> bool:
    return bool(doi) and _bare(_DOI, address).casefold() == doi.casefold()


def _is_arxiv(address: str, arxiv: str) -> bool:
    """Whether *address* is the page of *arxiv*; its PDF is a link of its own."""
    match = _ARXIV.match(address)
    if match is None or match["form"] != "abs":
        return False
    numbers = (_VERSION.sub("", n) for n in (arxiv_number(address), arxiv))
    return len(set(numbers)) == 1


def _labels(addresses: list[str]) -> list[str]:
    """Labels that distinguish addresses; empty if there is only one."""
    if len(addresses) < 2:
        return [""] * len(addresses)
    # equal labels are numbered
    return numbered([_label(address) for address in addresses])


def _label(address: str) -> str:
    """A repository, a host, or the name of a file."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are not an IPv6 address
        return address
    host = parts.netloc.removeprefix("www.")
    path = [part for part in parts.path.split("/") if part]
    if host in ("github.com", "gitlab.com") and len(path) > 1:
        return "/".join(path[:2])
    return host or (path[-1] if path else "")
