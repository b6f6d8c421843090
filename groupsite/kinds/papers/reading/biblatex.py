"""Translates the dialects of biblatex and other programs into plain BibTeX.

Covers dates in ISO 8601-2 (EDTF), types of theses and reports, and the journal macros
of ADS.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import State
    from groupsite.sources.bibtex.reader import BibEntry

#: biblatex entry types → BibTeX entry types.
_TYPES: Final = {
    "conference": "inproceedings",
    "online": "misc",
    "electronic": "misc",
    "www": "misc",
    "webpage": "misc",
    "website": "misc",
    "blog": "misc",
    "report": "techreport",
    "mvbook": "book",
    "mvcollection": "book",
    "mvreference": "book",
    "mvproceedings": "proceedings",
    "collection": "book",
    "reference": "book",
    "inbook": "incollection",
    "bookinbook": "incollection",
    "suppbook": "incollection",
    "suppcollection": "incollection",
    "inreference": "incollection",
    "suppperiodical": "article",
    "review": "article",
}
#: Values of ``pubstate``, without blanks and hyphens; some people put them in ``year``.
STATES: Final[dict[str, State]] = {
    "preprint": "preprint",
    "prepublished": "preprint",
    "submitted": "submitted",
    "accepted": "accepted",
    "forthcoming": "accepted",
    "inpress": "inpress",
    "published": "published",
    "unpublished": "unpublished",
}
#: Values of ``type`` that are biblatex keys, not words: kinds of theses.
_THESES: Final = {
    "phdthesis": "phdthesis",
    "mathesis": "mastersthesis",
    "mastersthesis": "mastersthesis",
}
_KEYS: Final = frozenset(
    [
        *_THESES,
        "bathesis",
        "candthesis",
        "techreport",
        "resreport",
        "software",
        "audiocd",
        "datacd",
    ]
)
#: Patents and patent requests of any country: ``patentus``.
_PATENT: Final = re.compile("pat(?:ent|req)([a-z]{2})?")
#: Entry types that can be unpublished manuscripts; works of all other types count as
#: published.
DRAFTS: Final = frozenset(
    [
        "article",
        "incollection",
        "inproceedings",
        "misc",
        "preprint",
        "unpublished",
    ]
)
#: Entry types for parts of a larger work.
PARTS: Final = frozenset(["article", "incollection", "inproceedings", "misc"])
#: Entry types that need no author.
ANONYMOUS: Final = frozenset(
    [
        "manual",
        "online",
        "electronic",
        "www",
        "",
        "proceedings",
        "mvproceedings",
        "periodical",
        "dataset",
        "software",
        "collection",
        "mvcollection",
        "reference",
        "mvreference",
        "booklet",
    ]
)
THESES: Final = frozenset(["phdthesis", "mastersthesis", "thesis"])
#: Names of languages in babel and polyglossia that differ from the English ones.
_LANGUAGES: Final = {
    "american": "en-US", "usenglish": "en-US", "australian": "en-AU",
    "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA",
    "newzealand": "en-NZ", "acadian": "fr-CA", "canadien": "fr-CA", "francais": "fr",
    "frenchb": "fr", "austrian": "de-AT", "naustrian": "de-AT", "germanb": "de",
    "ngerman": "de", "swissgerman": "de-CH", "nswissgerman": "de-CH",
    "brazil": "pt-BR", "brazilian": "pt-BR", "portuges": "pt", "magyar": "hu",
    "norsk": "nb", "nynorsk": "nn", "bahasa": "id", "slovene": "sl",
}  # fmt: skip
_CODE: Final = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?")
_ORDINALS: Final = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5",
    "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip
_NUMBER: Final = re.compile(r"(\d+)(?:st|nd|rd|th|\.)?(?:\s+ed(?:ition|n)?\.?)?")
#: A season, quarter or half-year (EDTF levels 1 and 2) in place of a month.
_SEASON: Final = re.compile(r"(\d{4})-(2[1-9]|3\d|4[01])")
#: EDTF marks for uncertain or approximate dates.
_DOUBT: Final = re.compile(r"[~?%]")
#: A year with a letter that distinguishes it in a list of references: ``2020a``.
_LETTERED: Final = re.compile(r"(\d{4})[a-z]")
#: Journals by the macros of ADS, https://ui.adsabs.harvard.edu/help/actions/journal-macros.
_JOURNALS: Final = {
    "aj": "Astronomical Journal",
    "actaa": "Acta Astronomica",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal Letters",
    "apjs": "Astrophysical Journal Supplement Series",
    "ao": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "aap": "Astronomy & Astrophysics",
    "aapr": "Astronomy and Astrophysics Review",
    "aaps": "Astronomy & Astrophysics Supplement Series",
    "baas": "Bulletin of the American Astronomical Society",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "memras": "Memoirs of the Royal Astronomical Society",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of the SPIE",
    "psj": "Planetary Science Journal",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "skytel": "Sky & Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
}
#: Lines that Zotero adds to notes for lack of a BibTeX field; other fields have them.
_EXTRA: Final = re.compile(
    r"(?:(?:ADS Bibcode|Company|Conference Name|Distributor|ISSN|Institution|Issue|Label"
    r"|Number|Pages|Place|Section|Series|Type|Volume|Publication Title|Publisher|Version Number): |arXiv:\S+(?: \[\S+\])?$).*"
)
_MACRO: Final = re.compile(r"\s*\\([a-z]+)\s*")


def bibtex_type(entry: BibEntry) -> str:
    """The BibTeX entry type; theses are distinguished by degree."""
    kind = _TYPES.get(entry.type, entry.type)
    if kind == "thesis":
        return _THESES.get(entry.get("type").strip("{} ").lower(), kind)
    return kind


def is_word(genre: str) -> bool:
    """Whether a ``type`` is text to show ("Diploma thesis"), not a biblatex key."""
    key = genre.lower()
    return key not in _KEYS and not _PATENT.fullmatch(key)


def language_code(written: str) -> str:
    """The code of a language given by its code, biblatex name or English name.

    :param written: in lower case: ``de``, ``ngerman``, ``german``.
    :returns: ``de``, ``de-AT``; empty if unknown.
    """
    code = _CODE.fullmatch(written)
    if code and Locale.parse("en").languages.get(code[1]):
        return code[1] + (f"-{code[2].upper()}" if code[2] else "")
    return _LANGUAGES.get(written) or _language_codes().get(written, "")


@cache
def _language_codes() -> dict[str, str]:
    """English names of languages in lower case → codes of two letters."""
    names = Locale.parse("en").languages
    return {name.lower(): code for code, name in names.items() if len(code) == 2}


def plain_edition(written: str) -> str:
    """The number of an edition: ``2`` for ``Second``, ``2nd``, ``2nd ed.``."""
    text = written.lower()
    word = text.removesuffix(" edition")
    if word in _ORDINALS:
        return _ORDINALS[word]
    number = _NUMBER.fullmatch(text)
    return number[1] if number else written


def state_word(written: str) -> str:
    """Spell a publication state as biblatex does: ``In press`` is ``inpress``."""
    word = re.sub("[ .-]", "", written.lower())
    return "forthcoming" if word == "toappear" else word


def plain_date(written: str) -> str:
    """The start of an EDTF date: ``2019-21`` is 2019, ``2020~/..`` is 2020.

    The letter of ``2020a`` is dropped.
    """
    ends = (_DOUBT.sub("", end.strip()) for end in written.split("/"))
    start = next((end for end in ends if end.strip(".")), "")
    year = _SEASON.fullmatch(start) or _LETTERED.fullmatch(start)
    date = year[1] if year else start.partition("T")[0]
    return date or written.strip(" /.")  # nothing but marks of doubt


def plain_note(text: str) -> str:
    """A note without the lines that Zotero adds."""
    lines = (line for line in text.splitlines() if not _EXTRA.match(line.strip()))
    return "\n".join(lines)


def plain_journal(text: str) -> str:
    r"""The name of a journal given as an ADS macro: ``\prl``."""
    macro = _MACRO.fullmatch(text)
    return _JOURNALS.get(macro[1], text) if macro else text
