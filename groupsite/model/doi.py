"""Finds DOIs in what people write in place of them: addresses, HTML, words.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from groupsite.model.identifiers import is_doi

#: What stands before a DOI: a word, a resolver, the proxy of a library; all of them
#: occur several times.
_BEFORE: Final = re.compile(
    r"(?:https?:/+)?(?:(?:dx|www)[.-])*doi[.-](?:org|acm\.org)[\w.-]*(?::\d+)?/+"
    r"|https?://doi\.[\w.-]+/+(?=10[./]|doi[:/])"
    r"|(?:info:)?(?:doi|digital object identifier)\b(?:\s*number)?[\s:/=>]*"
    r"|https?://(?:www\.)?hdl\.handle\.net/(?=10\.)"
    r"|\s+",
    re.IGNORECASE,
)
#: The part of a path after which publishers write the DOI of the page.
_WITHIN: Final = re.compile(
    r"/(?:doi|abs|abstract|full|fullhtml|pdf|epdf|epub|pdfdirect|pdfplus|reader"
    r"|article|articles|article-abstract|article-pdf|chapter|book|content|reference"
    r"|referenceworkentry|referencework|protocol|document|journals|stable|suppl|early"
    r"|link\.springer\.com)"
    r"/(10\.\d{4,9}/.+)"
    r"|[/?&](?:doi|id)[:=](10\.\d{4,9}/[^&]+)",
    re.IGNORECASE,
)
#: What publishers write behind a DOI: the form in which the page shows the text.
_BEHIND: Final = re.compile(
    r"(?:/(?:full(?:[-/]?(?:text|html))?(?:\.html)?|abstract|abs|e?pdf|meta|html"
    r"|summary|references|figures|suppinfo|suppl_file/.*|ampdf)/?"
    r"|\.(?:full(?:[.-](?:pdf|text))*|pdf|html?|abstract|short)"
    r"|/)$",
    re.IGNORECASE,
)
#: Numbers and words behind a DOI, at publishers that run on Silverchair.
_SILVERCHAIR: Final = re.compile(
    r"^https?://(?:academic\.oup|pubs\.aip|pubs\.geoscienceworld)\.[^/]+/"
)
_PAGE_NUMBER: Final = re.compile(r"/\d{5,}(?:/.*)?$")
#: Servers of bioRxiv and medRxiv write the version behind the DOI, or only its number.
_BIORXIV: Final = re.compile(
    r"(?:bio|med)rxiv\.org/content/(?:(?:bio|med)rxiv/)?early/[\d/]+/"
    r"((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?!\d)",
    re.IGNORECASE,
)
_BIORXIV_DOI: Final = re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8}")
#: Query and fragment, which no DOI has but for the ``#`` that may end an old one.
_QUERY: Final = re.compile(r"\?.*|(?<!;2-)#.*")
_ESCAPE: Final = re.compile(r"%[\da-f]{2}", re.IGNORECASE)
_PAIRS: Final = {")": "(", "]": "[", ">": "<", "}": "{"}


def doi_of_text(text: str) -> str:
    """The DOI that *text* is, with or without words and resolvers; ``""`` if none.

    :param text: without LaTeX: ``doi: 10.1000/x.``, ``https://doi.org/10.1000/x``.
    """
    rest = text.strip(" <>\"'")
    if "://" in rest or rest.lower().startswith("doi.org"):
        rest = _QUERY.sub("", rest)
    while match := _BEFORE.match(rest):
        rest = rest[match.end() :]
    return _checked(rest)


def doi_of_address(address: str) -> str:
    """The DOI of the page at *address*, of a resolver or a publisher; ``""`` if none."""
    if found := doi_of_text(address):
        return found
    path = _unescaped(address)
    if match := _BIORXIV.search(path):
        return biorxiv_doi(match[1])
    match = _WITHIN.search(path)
    if not match:
        return ""
    rest = _QUERY.sub("", match[1] or match[2])
    if number := _BIORXIV_DOI.match(rest):
        return number[0]
    if _SILVERCHAIR.match(address):
        rest = _PAGE_NUMBER.sub("", rest)
    while _BEHIND.search(rest):
        rest = _BEHIND.sub("", rest)
    return _checked(rest)


def biorxiv_doi(number: str) -> str:
    """The DOI of a preprint by its number on bioRxiv or medRxiv.

    In December 2025 the servers moved to another prefix: of that month one cannot tell.
    """
    month = number[:7] if "." in number else ""
    if month == "2025.12":
        return ""
    return f"{'10.64898' if month > '2025.12' else '10.1101'}/{number}"


def doi_of_number(number: str, archive: str) -> str:
    """The DOI by the number in an archive that makes its DOIs of them; else ``""``."""
    match archive.lower():
        case "doi":
            return doi_of_text(number)
        case "biorxiv" | "medrxiv":
            match = re.fullmatch(r"((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v\d+)?", number)
            return doi_of_text(number) or (biorxiv_doi(match[1]) if match else "")
        case "chemrxiv":
            made = number.lower().startswith("chemrxiv-")
            return doi_of_text(number) or (f"10.26434/{number}" if made else "")
        case _:
            return ""


def same_doi(one: str, other: str) -> bool:
    """Whether two DOIs are equal, which case does not matter for."""
    return one.casefold() == other.casefold()


def _checked(text: str) -> str:
    """*text* if it is a DOI, without escapes and the end of a sentence."""
    found = _trimmed(_unescaped(text))
    return found if is_doi(found) else ""


def _unescaped(text: str) -> str:
    """*text* without the escapes of addresses, which some programs write twice."""
    for _ in range(2):
        if _ESCAPE.search(text):
            text = unquote(text)
    return text


def _trimmed(text: str) -> str:
    """*text* without full stops, quotes and brackets that only close at its end."""
    while text:
        last = text[-1]
        opening = _PAIRS.get(last)
        lone = opening is not None and text.count(opening) < text.count(last)
        if not lone and last not in ".,;:!/\"'":
            break
        text = text[:-1]
    return text
