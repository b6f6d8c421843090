"""What is asked, and whom: the services with their addresses.

Pure: neither Sphinx nor the network is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


class Service(NamedTuple):
    """A service on the network."""

    #: As messages call it.
    title: str
    base: str
    #: Seconds between two questions.
    pause: float = 0.2
    #: The variable ``GROUPSITE_…_URL`` that replaces `base`, if not named as the service;
    #: those that share one are one for the service itself, and asked one after another.
    variable: str = ""
    #: The parameter that carries the mail address of who asks.
    mail: str = ""


SERVICES: Final = {
    "doi": Service("doi.org", "https://doi.org"),
    "crossref": Service("Crossref", "https://api.crossref.org", mail="mailto"),
    "datacite": Service("DataCite", "https://api.datacite.org", mail="mailto"),
    "arxiv": Service("arXiv", "https://oaipmh.arxiv.org", 3),
    "arxiv-atom": Service("arXiv", "https://export.arxiv.org", 3, "arxiv"),
    "openalex": Service("OpenAlex", "https://api.openalex.org", mail="mailto"),
    "pubmed": Service(
        "PubMed", "https://eutils.ncbi.nlm.nih.gov", 0.4, mail="email"
    ),
    "pubmed-csl": Service("PubMed", "https://api.ncbi.nlm.nih.gov", 0.4, "pubmed"),
    "openlibrary": Service("Open Library", "https://openlibrary.org", 1),
    "googlebooks": Service("Google Books", "https://www.googleapis.com", 1),
    "orcid": Service("ORCID", "https://pub.orcid.org"),
    "hal": Service("HAL", "https://api.archives-ouvertes.fr"),
    "biorxiv": Service("bioRxiv", "https://api.biorxiv.org", 1),
    "dblp": Service("DBLP", "https://dblp.org", 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One request to a service."""

    #: A name in `SERVICES`.
    service: str
    #: Path below the address of the service, escaped.
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    #: What the answer is written in.
    form: Literal["json", "xml"] = "json"
    #: The type to ask for, if `form` does not say it.
    accept: str = ""
    #: Statuses that mean that there is no such thing.
    unknown: tuple[int, ...] = (404, 410)

    @property
    def title(self) -> str:
        """The name of the service."""
        return SERVICES[self.service].title


def escaped(text: str) -> str:
    """*text* as one part of a path: a DOI with its slash as ``%2F``."""
    return quote(text, safe="")
