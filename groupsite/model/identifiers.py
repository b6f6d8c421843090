"""Checks external identifiers: DOI, arXiv, ORCID, addresses.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

#: A DOI has a directory indicator, a registrant code and a suffix (DOI Handbook, 2.2);
#: a short one is ``10/`` and letters; digits alone are an issue, as ``10/2014``.
_DOI: Final = re.compile(r"10\.\d{4,9}(\.\d+)*/\S+|10/(?=\d*[a-z])[a-z\d]{3,}")
#: arXiv's identifiers since 2007, and before.
_ARXIV: Final = re.compile(
    r"\d{4}\.\d{4,5}(v\d+)?|[a-z][a-z-]*(\.[A-Za-z][A-Za-z-]+)?/\d{7}(v\d+)?", re.ASCII
)
#: The archives of arXiv that have had numbers of their own, of seven digits.
ARCHIVES: Final = frozenset({
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph",
    "bayes-an", "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat",
    "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat",
    "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin",
    "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg",
    "q-bio", "quant-ph", "solv-int", "supr-con",
})  # fmt: skip
_ORCID: Final = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
#: Schemes of addresses that a page may link to.
SCHEMES: Final = ("http", "https", "mailto")


def is_doi(text: str) -> bool:
    """Whether *text* is formed like a DOI: ``10.1137/17M1134834``."""
    return bool(_DOI.fullmatch(text))


def is_arxiv(text: str) -> bool:
    """Whether *text* is an arXiv number: ``1706.04957``, ``math.NA/0301001``."""
    return bool(_ARXIV.fullmatch(text))


def orcid_fault(text: str) -> str:
    """What is wrong with an ORCID iD or its address; ``""`` if it is valid.

    The last character is a checksum (ISO/IEC 7064, MOD 11-2).
    """
    number = re.sub(r"https?://(www\.)?orcid\.org/", "", text).rstrip("/")
    if not _ORCID.fullmatch(number):
        return f"{text!r} is not an ORCID iD: write 0000-0002-1825-0097"
    total = 0
    for digit in number.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    expected = "0123456789X"[(12 - total % 11) % 11]
    if number[-1] != expected:
        return f"{text!r} is not an ORCID iD: its checksum is wrong, check for typing errors"
    return ""


#: An address as people write it, without ``https://``.
_HOST: Final = re.compile(
    r"(?:www\.\S+|(?:[\w-]+\.)+(?:com|edu|eu|gov|info|io|net|org|science|uk|at|au|be|br"
    r"|ca|ch|cn|de|dk|es|fi|fr|ie|in|it|jp|kr|nl|no|pl|pt|ru|se))(?:/\S*)?"
)


def has_no_scheme(text: str) -> bool:
    """Whether *text* is an address without ``https://``: ``www.example.org/a``."""
    return bool(_HOST.fullmatch(text))


def address_fault(text: str, schemes: tuple[str, ...] = SCHEMES) -> str:
    """What is wrong with an address; ``""`` if it is valid."""
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that are not an IPv6 address
        return f"{text!r} is not an address"
    # Python ignores control characters before a scheme
    has_scheme = text.lower().startswith(f"{parts.scheme}:")
    if has_no_scheme(text):
        return f"an address begins with its scheme: write https://{text}"
    if parts.scheme not in schemes or not has_scheme:
        known = ", ".join(f"{scheme}:" for scheme in schemes)
        return f"an address should begin with one of {known}, not {text!r}"
    if re.search(r"\s", text):
        return f"an address cannot contain blanks, write %20: {text!r}"
    if parts.scheme in ("http", "https") and not parts.netloc:
        return f"{text!r} has no host"
    return ""
