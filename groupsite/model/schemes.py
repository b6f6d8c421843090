"""The identifiers of papers beside DOI and arXiv, in one table.

A scheme says how its numbers look, in which fields and addresses they stand, where they
lead, and what citation styles, search engines and reference managers call them.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

#: Signs that need no escape in the path of an address.
_SAFE: Final = "/:;,@!$'()*+=~"


class Identifier(NamedTuple):
    """A number of a paper in one of the `SCHEMES`."""

    scheme: str
    value: str

    @property
    def address(self) -> str:
        """The page that the number leads to."""
        found = SCHEMES[self.scheme]
        return found.address.replace("{}", quote(self.value, safe=_SAFE))

    def is_page(self, address: str) -> bool:
        """Whether *address* leads to its page."""
        return SCHEMES[self.scheme].of_address(address) == self.value

    @property
    def is_index(self) -> bool:
        """Whether its page says where the paper is, and not what is in it."""
        return SCHEMES[self.scheme].is_index

    @property
    def title(self) -> str:
        """The name of the scheme."""
        return SCHEMES[self.scheme].title


@dataclass(frozen=True)
class Scheme:
    """A system of identifiers."""

    title: str
    #: What a number looks like: one group, and outside of it what may stand around it.
    number: str
    #: Address of its page, with ``{}`` for the number.
    address: str
    #: Fields that hold a number or its address.
    fields: tuple[str, ...] = ()
    #: Values of ``eprinttype`` and ``archiveprefix``, in lower case.
    archives: tuple[str, ...] = ()
    #: What stands before the number in addresses of its page, without ``https://``.
    sites: str = ""
    #: A number, for the documentation.
    example: str = ""
    #: Variable of CSL.
    csl: str = ""
    #: Name of the citation tag, without ``citation_``.
    tag: str = ""
    #: Namespace in ``info:`` URIs, https://www.info-uri.info.
    info: str = ""
    #: Whether its pages say where a paper is, and not what is in it.
    is_index: bool = False

    @cached_property
    def _written(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.number})(?:v\d+)?[.\s]*", re.IGNORECASE)

    @cached_property
    def _page(self) -> re.Pattern[str]:
        end = r"(?:v\d+)?(?:/(?:abstract)?)?(?:[?&#].*)?"
        site = rf"(?:https?://)?(?:www\.)?(?:{self.sites})"
        return re.compile(rf"{site}(?:{self.number}){end}", re.IGNORECASE)

    def of_text(self, text: str) -> str:
        """The number that *text* is, or its address; ``""`` if it is neither."""
        match = self._written.fullmatch(text.strip())
        return self._whole(match) if match else self.of_address(text.strip())

    def of_address(self, address: str) -> str:
        """The number whose page is at *address*; ``""`` if it is another page."""
        match = self._page.fullmatch(unquote(address)) if self.sites else None
        return self._whole(match) if match else ""

    def _whole(self, match: re.Match[str]) -> str:
        number = next(group for group in match.groups() if group)
        return f"PMC{number}" if self.csl == "PMCID" else number


#: Schemes whose numbers are the end of a DOI.
_IN_DOIS: Final = ("ssrn", "osf", "jstor")
#: Name → scheme, in the order in which links are shown.
SCHEMES: Final[dict[str, Scheme]] = {
    "pubmed": Scheme(
        "PubMed",
        r"(?:PMID:?\s*)?([1-9]\d{0,8})",
        "https://pubmed.ncbi.nlm.nih.gov/{}/",
        ("pmid", "pubmedid"),
        ("pubmed", "pmid", "medline"),
        r"pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?"
        r"|europepmc\.org/(?:article|abstract)/med/",
        "31000001",
        csl="PMID",
        tag="pmid",
        info="pmid",
    ),
    "pmc": Scheme(
        "PMC",
        r"(?:PMCID:?\s*)?(?:PMC)?([1-9]\d{2,8})",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/{}/",
        ("pmcid", "pmc"),
        ("pmc", "pmcid", "pubmedcentral"),
        r"ncbi\.nlm\.nih\.gov/pmc/articles/|pmc\.ncbi\.nlm\.nih\.gov/articles/"
        r"|europepmc\.org/(?:articles|article/pmc)/",
        "PMC6000001",
        csl="PMCID",
    ),
    "hal": Scheme(
        "HAL",
        r"((?!ssrn)[a-z]+-\d{6,9})",
        "https://hal.science/{}",
        ("hal_id",),
        ("hal",),
        r"(?:[\w-]+\.)*(?:hal\.science|archives-ouvertes\.fr|hal\.inria\.fr)/",
        "hal-01000001",
    ),
    "handle": Scheme(
        "Handle",
        r"(?:hdl:\s*)?(\d[\d.]*/\S+)",
        "https://hdl.handle.net/{}",
        ("hdl", "handle"),
        ("hdl", "handle"),
        r"hdl\.handle\.net/(?:hdl:)?",
        "11244/300001",
        info="hdl",
    ),
    "jstor": Scheme(
        "JSTOR",
        r"(?:jstor:?\s*)?((?!10\.)[\w.]+(?:/[\w.]+)?)",
        "https://www.jstor.org/stable/{}",
        ("jstor",),
        ("jstor",),
        r"jstor\.org/(?:stable|pss)/",
        "2330001",
    ),
    "ssrn": Scheme(
        "SSRN",
        r"(?:ssrn:?\s*)?(\d{5,8})",
        "https://ssrn.com/abstract={}",
        ("ssrn",),
        ("ssrn",),
        r"ssrn\.com/abstract=|papers\.ssrn\.com/(?:sol3/)?(?:papers|delivery)?[\w./]*"
        r"\?abstract_?id=",
        "3000001",
    ),
    "iacr": Scheme(
        "Cryptology ePrint",
        r"(\d{4}/\d{1,5})",
        "https://eprint.iacr.org/{}",
        (),
        ("iacr", "cryptoeprint"),
        r"eprint\.iacr\.org/|ia\.cr/",
    ),
    "osf": Scheme(
        "OSF",
        r"(?:osf\.io/)?([a-z0-9]{5}(?:_v\d+)?)",
        "https://osf.io/{}",
        (),
        ("osf", "psyarxiv", "socarxiv", "edarxiv", "metaarxiv", "osfpreprints"),
        r"(?:preprints\.)?osf\.io/(?:preprints/\w+/)?|(?:psy|soc|ed|meta)arxiv\.(?:com|org)/",
    ),
    "urn": Scheme(
        "URN",
        r"(urn:nbn:\S+)",
        "https://nbn-resolving.org/{}",
        ("urn",),
        ("urn",),
        r"nbn-resolving\.(?:org|de)/",
        "urn:nbn:de:0000-1",
    ),
    "googlebooks": Scheme(
        "Google Books",
        r"([\w-]{12})",
        "https://books.google.com/books?id={}",
        (),
        ("googlebooks",),
        r"books\.google\.[a-z.]+/books\?id=",
    ),
    "ads": Scheme(
        "ADS",
        r"(\d{4}[\w.&]{14}[A-Z.:])",
        "https://ui.adsabs.harvard.edu/abs/{}",
        ("bibcode", "adsurl"),
        ("ads", "bibcode"),
        r"(?:(?:ui\.)?adsabs|cdsads|esoads)\.[a-z.-]+/(?:#)?abs/",
        "2024ExJ...123..456D",
        info="bibcode",
        is_index=True,
    ),
    "inspire": Scheme(
        "INSPIRE",
        r"(\d{3,8})",
        "https://inspirehep.net/literature/{}",
        ("inspirehep_id",),
        ("inspire", "inspirehep"),
        r"inspirehep\.net/(?:literature|record)/",
        "1000001",
        is_index=True,
    ),
    "mathscinet": Scheme(
        "MathSciNet",
        r"(?:MR\s*)?(\d{5,7})(?:\s*\(.*\))?",
        "https://mathscinet.ams.org/mathscinet-getitem?mr={}",
        ("mrnumber",),
        ("mr", "mathscinet"),
        r"(?:mathscinet\.)?ams\.org/(?:mathscinet-getitem|mathscinet/article)\?mr=",
        "MR1000001",
        is_index=True,
    ),
    "zbmath": Scheme(
        "zbMATH",
        r"(?:zbl:?\s*)?(\d{4}\.\d{5}|\d{7,8})",
        "https://zbmath.org/?q=an:{}",
        ("zblnumber", "zbl", "zbmath"),
        ("zbl", "zbmath"),
        r"zbmath\.org/(?:\?q=an:)?",
        "1000.10001",
        is_index=True,
    ),
    "dblp": Scheme(
        "DBLP",
        r"((?:books|conf|journals|phd|reference|series|tr)/[\w/.+-]+?)(?:\.html)?",
        "https://dblp.org/rec/{}",
        (),
        ("dblp",),
        r"dblp\.(?:uni-trier\.de|org)/rec/(?:html/)?",
        is_index=True,
    ),
    "semantic": Scheme(
        "Semantic Scholar",
        r"(CorpusID:\d+)",
        "https://api.semanticscholar.org/{}",
        sites=r"api\.semanticscholar\.org/",
        is_index=True,
    ),
    "semantic-paper": Scheme(
        "Semantic Scholar",
        r"([\da-f]{40})",
        "https://www.semanticscholar.org/paper/{}",
        sites=r"semanticscholar\.org/paper/(?:[^/]+/)?",
        is_index=True,
    ),
    "scholar": Scheme(
        "Google Scholar",
        r"((?:[\w-]{12}:)?[\w-]{12})",
        "https://scholar.google.com/citations?view_op=view_citation&citation_for_view={}",
        ("google_scholar_id",),
        example="AAAAAAAAAAAJ:u5HHmVD_uO8C",
        is_index=True,
    ),
}


def is_page_of(address: str, doi: str) -> bool:
    """Whether *address* is the page of *doi* by its number, which ends the DOI."""
    numbers = (SCHEMES[name].of_address(address).lower() for name in _IN_DOIS)
    end = re.split("[/.]", doi.lower())[-1]
    return any(number == end for number in numbers if number)
