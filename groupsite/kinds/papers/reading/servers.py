"""Preprint servers: how entries name them, and which of them an entry names.

Programs write the server where the journal or the publisher stands, in ``eprinttype``,
or only in the DOI or an address. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.papers.reading.links import arxiv_of, doi_of, verbatim

if TYPE_CHECKING:
    from groupsite.sources.bibtex.reader import BibEntry

ARXIV: Final = "arXiv"
HAL: Final = "HAL"


class _Server(NamedTuple):
    """Patterns, without regard to case."""

    #: What a text that names the server begins with.
    names: str
    #: Its DOIs.
    dois: str = ""
    #: Hosts of its addresses, with the beginning of the path where that decides.
    hosts: str = ""


#: Name as shown → how it is recognised.
_SERVERS: Final = {
    ARXIV: _Server(
        r"arxiv|corr(?![.\w])|computing research repository|cornell university.*arxiv",
        r"10\.48550/",
        r"(?:\w+\.)?ar[x5]iv\.org",
    ),
    # its DOIs end in eight digits, those of bioRxiv in six; journals have others
    "medRxiv": _Server(
        "medrxiv",
        r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{8}(?:v\d+)?$",
        r"medrxiv\.org",
    ),
    "bioRxiv": _Server(
        "biorxiv",
        r"10\.(?:1101|64898)/(?:\d{6}(?:v\d+)?$|\d{4}\.\d\d\.\d\d\.)",
        r"biorxiv\.org",
    ),
    "ChemRxiv": _Server("chemrxiv", r"10\.26434/", r"chemrxiv\.org"),
    "SSRN": _Server(
        r"ssrn|social science research network",
        r"10\.2139/ssrn",
        r"(?:papers\.)?ssrn\.com",
    ),
    "Research Square": _Server(
        "research ?square", r"10\.21203/rs", r"researchsquare\.com/article"
    ),
    HAL: _Server(
        r"hal(?:[ -]?(?:shs|inria|science|archives?|preprints?|open|id|\d+)|$)",
        "",
        r"(?:[\w-]+\.)?(?:hal\.science|archives-ouvertes\.fr)",
    ),
    "TechRxiv": _Server("techrxiv", r"10\.36227/techrxiv", r"techrxiv\.org"),
    "Preprints.org": _Server(
        r"preprints(?:\.org|$)", r"10\.20944/preprints", r"preprints\.org"
    ),
    "ESS Open Archive": _Server(
        r"essoar|ess open archive|earth and space science open archive",
        r"10\.(?:1002|22541)/essoar",
        r"essoar\.org|essopenarchive\.org",
    ),
    "Authorea": _Server("authorea", r"10\.22541/au", r"authorea\.com"),
    "viXra": _Server("vixra", "", r"vixra\.org"),
    "Cryptology ePrint Archive": _Server(
        r"(?:iacr )?cryptol(?:ogy|\.) eprint arch\w*|iacr eprint|eprint\.iacr",
        "",
        r"eprint\.iacr\.org",
    ),
    "ECCC": _Server(
        r"eccc\b|electron(?:ic|\.) colloq(?:uium|\.) (?:on )?comput",
        "",
        r"eccc\.(?:weizmann\.ac\.il|hpi-web\.de|uni-trier\.de)",
    ),
    "Optimization Online": _Server(
        "optimization[ -]online", "", r"optimization-online\.org"
    ),
    "Cambridge Open Engage": _Server("cambridge open engage", r"10\.33774/"),
    "EGUsphere": _Server("egusphere", r"10\.5194/egusphere-\d{4}"),
    "JMIR Preprints": _Server("jmir preprints", r"10\.2196/preprints"),
    "PeerJ Preprints": _Server("peerj preprints", r"10\.7287/peerj\.preprints"),
    "SciELO Preprints": _Server("scielo preprints", r"10\.1590/scielopreprints"),
    "ChinaXiv": _Server("chinaxiv", r"10\.12074/", r"chinaxiv\.org"),
    "Jxiv": _Server("jxiv", r"10\.51094/jxiv"),
    "Qeios": _Server("qeios", r"10\.32388/"),
    "Nature Precedings": _Server("nature precedings", r"10\.1038/npre"),
    "MPRA": _Server("mpra|munich personal repec", "", r"mpra\.ub\.uni-muenchen\.de"),
    "PhilSci-Archive": _Server("philsci-?archive", "", r"philsci-archive\.pitt\.edu"),
    # those of the Open Science Framework
    "PsyArXiv": _Server("psyarxiv", r"10\.31234/", r"psyarxiv\.com"),
    "SocArXiv": _Server("socarxiv", r"10\.31235/", r"socarxiv\.org"),
    "OSF Preprints": _Server(r"osf(?: preprints?|$)", r"10\.31219/"),
    "EarthArXiv": _Server("eartharxiv", r"10\.31223/", r"eartharxiv\.org"),
    "engrXiv": _Server("engrxiv", r"10\.31224/", r"engrxiv\.org"),
    "EcoEvoRxiv": _Server("ecoevorxiv", r"10\.32942/", r"ecoevorxiv\.org"),
    "EdArXiv": _Server("edarxiv", r"10\.35542/", r"edarxiv\.org"),
    "AfricArXiv": _Server("africarxiv", r"10\.31730/"),
    "AgriXiv": _Server("agrix?r?xiv", r"10\.31220/"),
    "Arabixiv": _Server("arabixiv", r"10\.31221/"),
    "BodoArXiv": _Server("bodoarxiv", r"10\.34055/"),
    "ECSarXiv": _Server("ecsarxiv", r"10\.1149/osf"),
    "FrenXiv": _Server("frenxiv", r"10\.31226/"),
    "IndiaRxiv": _Server("indiarxiv", r"10\.35543/"),
    "INA-Rxiv": _Server("ina-?rxiv", r"10\.31227/"),
    "LawArXiv": _Server("lawarxiv", r"10\.31228/"),
    "LIS Scholarship Archive": _Server("lis scholarship|lissa$", r"10\.31229/"),
    "MarXiv": _Server("marxiv", r"10\.31230/"),
    "MediArXiv": _Server("mediarxiv", r"10\.33767/"),
    "MetaArXiv": _Server("metaarxiv", r"10\.31222/"),
    "MindRxiv": _Server("mindrxiv", r"10\.31231/"),
    "NutriXiv": _Server("nutrixiv", r"10\.31232/"),
    "PaleorXiv": _Server("paleorxiv", r"10\.31233/"),
    "SportRxiv": _Server("sportrxiv", r"10\.(?:31236|51224)/", r"sportrxiv\.org"),
}
#: The server in the path of an address at the Open Science Framework.
_OSF: Final = re.compile(r"(?:https?://)?osf\.io/preprints/(\w*)", re.IGNORECASE)
#: What may stand before the name of a server.
_BEFORE: Final = (
    r"(?:\W|\b(?:available|e-?prints?|preprints?|posted|published|submitted|uploaded"
    r"|at|from|in|on|see|the|to|under)\b)*"
)
#: Repositories give DOIs to whatever there is, and so do not make it published.
_REPOSITORIES: Final = re.compile(
    r"10\.(?:5281/zenodo|6084/|17605/osf|5061/|7910/|17632/|13140/)", re.IGNORECASE
)
_VENUES: Final = ("journal", "journaltitle", "booktitle")
#: Further fields that name a server, and those that are about other things as well.
_PLAIN: Final = (
    "eprinttype", "archiveprefix", "publisher", "howpublished", "institution",
    "organization", "school",
)  # fmt: skip
_OTHERS: Final = ("series", "address", "location", "note")
_ADDRESSES: Final = ("url", "html", "howpublished", "eprint", "pdf")
#: Publishers that run servers, among other things.
_RUNNERS: Final = re.compile(
    r"cold spring harbor|openrxiv|center for open science|cornell|elsevier|mdpi|ccsd"
    r"|american chemical|american geophysical|california digital library|ieee|wiley"
    r"|institute of electrical|zenodo|figshare",
    re.IGNORECASE,
)
#: Numbers on servers that DBLP gives as volume and pages, others in a text.
_NUMBERS: Final = {
    "Cryptology ePrint Archive": re.compile(r"\b(?:19|20)\d\d/\d+"),
    "ECCC": re.compile(r"TR\d\d-\d+"),
}


def _any(patterns: dict[str, str], before: str, after: str = "") -> re.Pattern[str]:
    """One pattern for all of *patterns*, with a group for each."""
    groups = "|".join(f"(?P<s{n}>{p})" for n, p in enumerate(patterns.values()) if p)
    return re.compile(f"{before}(?:{groups}){after}", re.IGNORECASE)


_NAMES: Final = _any(
    {name: server.names for name, server in _SERVERS.items()}, _BEFORE, r"(?![^\W\d_])"
)
_DOIS: Final = _any({name: server.dois for name, server in _SERVERS.items()}, "")
_HOSTS: Final = _any(
    {name: server.hosts for name, server in _SERVERS.items()},
    r"(?:https?://)?(?:www\.|dx\.)?",
    r"(?:[/:?]|$)",
)


def server_called(text: str) -> str:
    """The server that *text* names at its beginning: ``arXiv preprint arXiv:2401.1``."""
    return _found(_NAMES.match(text.strip()))


def is_server(venue: str) -> bool:
    """Whether a journal or publisher is a preprint server: ``arXiv:2401.00001``."""
    return bool(server_called(venue))


def server_of(entry: BibEntry) -> str:
    """The preprint server that *entry* names; ``""`` if it names none."""
    names = (*_VENUES, *_PLAIN)
    called = (server_called(verbatim(entry.get(name))) for name in names)
    return (
        next(filter(None, called), "")
        or _found(_DOIS.match(doi_of(entry)))
        or (ARXIV if arxiv_of(entry) else "")
        or (HAL if entry.get("hal_id") else "")
        or next(filter(None, _others(entry)), "")
    )


def is_final(doi: str) -> bool:
    """Whether a DOI is that of a publisher, so that it has appeared there."""
    return bool(doi) and not _DOIS.match(doi) and not _REPOSITORIES.match(doi)


def is_posted(doi: str) -> bool:
    """Whether a DOI is that of a preprint on a server."""
    return bool(_DOIS.match(doi))


def is_run_by_server(publisher: str) -> bool:
    """Whether a publisher is a server or runs one."""
    return is_server(publisher) or bool(_RUNNERS.match(publisher))


def posted_number(entry: BibEntry, server: str) -> str:
    """The number on a server that has no field for it: ``2024/123``, ``TR24-012``."""
    if server not in _NUMBERS:
        return ""
    names = (*_VENUES, "howpublished", "note", "number", "url")
    parts = "/".join(verbatim(entry.get(name)) for name in ("volume", "pages"))
    texts = (parts, *(verbatim(entry.get(name)) for name in names))
    found = filter(None, map(_NUMBERS[server].search, texts))
    return next((number[0] for number in found), "")


def _others(entry: BibEntry) -> list[str]:
    texts = [verbatim(entry.get(name)) for name in _OTHERS]
    addresses = [verbatim(entry.get(name)) for name in _ADDRESSES]
    return [*map(server_called, texts), *map(_server_at, addresses)]


def _server_at(address: str) -> str:
    """The server that an address leads to."""
    if framework := _OSF.match(address):
        return server_called(framework[1]) or "OSF Preprints"
    return _found(_HOSTS.match(address))


def _found(match: re.Match[str] | None) -> str:
    return list(_SERVERS)[int(match.lastgroup[1:])] if match and match.lastgroup else ""
