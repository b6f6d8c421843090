"""Puts right the pages of an entry, as programs and people write them.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final

#: Words that mean pages, before the numbers.
_WORD: Final = re.compile(
    r"(?:pp?\b\.?|pages?\b:?|pgs?\b\.?|ss?\.|seiten?\b)\s*(?=\w)", re.IGNORECASE
)
#: The sign of RIS for the last page, which stands there in place of it.
_RIS: Final = re.compile(r"\s*(?:-+|–)?\s*\bEP\b\s*(?:-+|–)?\s*$")
_TOTAL: Final = re.compile(
    r"(\d+)\s*(?:pp?\.?|pages?|pgs?\.?|s\.|seiten?)", re.IGNORECASE
)
_DASH: Final = re.compile(r"\s*(?:-{1,3}|[–—‐‑−])\s*")
#: Numbers of servers that Google Scholar takes for pages: ``arXiv--2401``.
_SERVER: Final = re.compile(r"\s*(?:arxiv\b|abs/)", re.IGNORECASE)


def plain_pages(written: str) -> str:
    """Pages with en dashes, without ``pp.``: ``3–4``, ``1–10, 12``."""
    written = " ".join(written.split())  # many blanks would take their time below
    if _SERVER.match(written) or page_total(written):
        return ""
    text = _RIS.sub("", _WORD.sub("", written))
    ranges = (_DASH.sub("–", part.strip()).strip("–") for part in text.split(","))
    return ", ".join(filter(None, ranges))


def page_total(written: str) -> str:
    """The number in ``12 pages``, which says how many there are."""
    total = _TOTAL.fullmatch(written.strip())
    return total[1] if total else ""
