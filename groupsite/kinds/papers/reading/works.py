"""What kind of work an entry is, where BibTeX has only ``@misc`` for it.

Talks, posters, data sets and so on are known by what their entries say: ``type``,
``howpublished``, the beginning of ``note``, a DOI, an address. What is not said is not
guessed. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.biblatex import is_word
from groupsite.kinds.papers.reading.coming import COMING
from groupsite.kinds.papers.reading.links import doi_of, verbatim
from groupsite.model.text import fold

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import State
    from groupsite.sources.bibtex.reader import BibEntry

#: Entry types that say little, so that the entry's other words count.
VAGUE: Final = frozenset(["misc", "unpublished", "preprint"])
#: Entry types of biblatex and others → kind of work.
_NAMED: Final = {
    "online": "webpage", "electronic": "webpage", "www": "webpage",
    "webpage": "webpage", "website": "webpage", "blog": "webpage",
    "movie": "video", "film": "video", "presentation": "talk", "lecture": "talk",
    "magazine": "magazine", "newspaper": "newspaper", "data": "dataset",
    "audio": "audio", "interview": "interview",
    "talk": "talk", "poster": "poster", "slides": "slides",
}  # fmt: skip
#: Kind of work → the words for it.
_WORDS: Final = {
    "preprint": r"pre-?prints?|e-prints?|working paper or preprint",
    "poster": r"posters?|poster-?(?:präsentation|beitrag)",
    "slides": r"(?:presentation |lecture |talk )?slides?(?: ?(?:deck|show))?|folien",
    "video": r"videos?|video recording|films?|movie|documentary|motion picture|webcast",
    "magazine": r"magazine(?: article)?|newsletter|magazinbeitrag",
    "newspaper": r"newspaper(?: article)?|zeitung(?:sartikel)?",
    "talk": (
        r"talks?|presentation|keynotes?|speech|lecture(?! notes?| series)|webinar|vortrag"
        r"|seminar(?! (?:paper|report))|colloquium|gastvortrag|antrittsvorlesung|exposé"
    ),
    "interview": "interview",
    "audio": "podcast(?: episode)?|radio broadcast|audio recording",
    "dataset": r"data ?-?sets?|data collection|datens(?:atz|ätze)|jeux? de données",
    "software": (
        r"(?:computer )?software(?: package| library)?|computer (?:program|code)|logiciel"
        r"|source code|(?:r|python|julia|matlab) (?:package|library|toolbox)|code"
        r"|(?:github|gitlab|code) repository|programm"
    ),
    "webpage": (
        r"web ?-?(?:page|site|log)|blog(?: ?(?:post|entry|article))?|home ?page|webseite"
        r"|internetseite|blogbeitrag|site (?:web|internet)"
    ),
    "phdthesis": r"(?:ph\.? ?d\.?|doctoral) (?:thesis|dissertation)|dissertation",
    "mastersthesis": r"(?:master['’]?s?|m\.?sc\.?|diploma) (?:thesis|dissertation)",
    "thesis": r"(?:bachelor['’]?s?|b\.?sc\.?|habilitation) thesis|habilitation",
    "patent": r"patent(?: application)?",
    "techreport": (
        r"(?:working|discussion|white|policy) (?:paper|brief)|arbeitspapier"
        r"|tech(?:nical|\.)? rep(?:ort|\.)|research report|report|document de travail"
    ),
    "unpublished": r"(?:unpublished )?manuscript|in preparation|draft|unpublished",
}  # fmt: skip
#: Words that may stand before these in a note, which is about many things.
_BEFORE_NOTE: Final = (
    r"(?:(?:an?|contributed|conference|guest|invited|oral|online|plenary|public|recorded"
    r"|scientific|short|unpublished|us|u\.s\.|workshop|keynote|phd|video|submitted) )*"
)
#: A magazine by its own name: ``Example Magazine n°81``.
_MAGAZINE: Final = re.compile(
    r"(?:(?:published )?in )?(?:[^\W\d_][\w'’&.-]* ){1,4}(?P<w>magazine|zeitung)\b",
    re.IGNORECASE,
)
#: Words that say that somebody else writes about it.
_ABOUT: Final = re.compile(
    r"(?:also|cover|featured|highlight|mention|press|see)", re.IGNORECASE
)
#: Beginnings of DOIs of what is in archives of data alone, and of working papers.
_DOIS: Final = (
    (re.compile(r"10\.(5061/dryad|7910/dvn|17632/|1594/pangaea|3886/icpsr)", re.IGNORECASE), "dataset"),
    (re.compile(r"10\.3386/w"), "techreport"),
)  # fmt: skip
#: Hosts → what is there.
_HOSTS: Final = {
    "video": r"youtube\.com|youtu\.be|vimeo\.com",
    "software": (
        r"github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|pypi\.org"
        r"|cran\.r-project\.org"
    ),
    "dataset": r"kaggle\.com/datasets|huggingface\.co/datasets",
    "slides": r"slideshare\.net|speakerdeck\.com",
    "talk": r"indico\.[\w.-]+",
    "webpage": r"[\w-]+\.(?:wordpress\.com|blogspot\.com|substack\.com)|medium\.com",
}  # fmt: skip
#: States as words in place of a journal, or at the beginning of a note.
_STATES: Final[dict[State, str]] = {
    "submitted": rf"(?:manuscript )?(?:{COMING['submitted']})",
    "accepted": f"{COMING['accepted']}|{COMING['forthcoming']}",
    "inpress": f"{COMING['inpress']}|in print",
    "preprint": r"pre-?prints?|e-?prints?|working paper or preprint",
    "unpublished": r"(?:unpublished )?manuscript|unpublished|in preparation",
}


#: Keys of biblatex for what BibTeX has no type for, and for the countries of patents.
_GENRES: Final = {
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "resreport": "Research report",
}
_COUNTRIES: Final = {
    "us": "U.S.", "eu": "European", "uk": "British", "de": "German", "fr": "French",
}  # fmt: skip
_PATENTS: Final = re.compile(r"pat(?P<kind>ent|req)(?P<of>us|eu|uk|de|fr)?")


def _any(patterns: dict[str, str], before: str, after: str) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())
    return re.compile(f"{before}(?:{groups}){after}", re.IGNORECASE)


#: Up to three words may stand before it: ``Invited conference talk``.
_SAID: Final = _any(_WORDS, r"(?:[^\W\d_][\w.'’-]* ){0,3}?", r"(?!\w)")
_STATED: Final = _any({str(s): words for s, words in _STATES.items()}, "", r"\b")
_NOTED: Final = _any(_WORDS, _BEFORE_NOTE, r"(?!\w)")
_AT: Final = _any(_HOSTS, r"(?:https?://)?(?:www\.)?", r"(?:[/:?]|$)")


def work_said(entry: BibEntry) -> str:
    """What *entry* says that it is; ``""`` if it says nothing beyond its type."""
    subtype = verbatim(entry.get("entrysubtype")).lower()
    if entry.type == "article":
        return subtype if subtype in ("magazine", "newspaper") else ""
    if entry.type == "manual":  # as R cites packages
        package = _NOTED.match(verbatim(entry.get("note")))
        return "software" if package and package["software"] else ""
    if entry.type not in VAGUE and entry.type not in _NAMED:
        return ""
    written = (
        *(kind_called(verbatim(entry.get(name))) for name in ("pubtype", "type")),
        kind_called(_words(entry.get("howpublished"))),
        _noted(verbatim(entry.get("note"))),
        _of_doi(doi_of(entry)),
        *(_at(entry, name) for name in ("url", "howpublished", "html")),
        "talk" if entry.type == "unpublished" and entry.get("eventtitle") else "",
        _NAMED.get(entry.type, ""),
    )
    return next(filter(None, written), "")


def genre_of(written: str) -> str:
    """The words of a ``type``: ``Diploma thesis``, ``U.S. patent`` for ``patentus``.

    Empty for keys of biblatex that say no more than the kind of work does.
    """
    patent = _PATENTS.fullmatch(written.lower())
    if patent and patent["of"]:
        kind = "patent" if patent["kind"] == "ent" else "patent request"
        return f"{_COUNTRIES[patent['of']]} {kind}"
    return written if is_word(written) else _GENRES.get(written.lower(), "")


def kind_called(text: str) -> str:
    """The kind of work that *text* names: ``talk`` for ``Invited talk at …``; or ``""``."""
    return _kind(_SAID.match(text))


def is_called_preprint(entry: BibEntry) -> bool:
    """Whether *entry* says that it is a preprint, on whichever server."""
    names = ("type", "howpublished", "note", "journal", "journaltitle")
    found = (_NOTED.match(verbatim(entry.get(name))) for name in names)
    return entry.type == "preprint" or any(m and m["preprint"] for m in found)


def state_said(entry: BibEntry) -> State | None:
    """The state that stands in place of a journal, or at the beginning of a note."""
    names = ("journal", "journaltitle", "howpublished", "note")
    states = (state_called(verbatim(entry.get(name))) for name in names)
    return next(filter(None, states), None)


def state_called(text: str) -> State | None:
    """The state that *text* names at its beginning: ``submitted`` for ``Under review``."""
    match = _STATED.match(fold(text))
    return next((state for state in _STATES if match and match[state]), None)


def is_state(text: str) -> bool:
    """Whether *text* says nothing but how far a paper is: ``preprint``, ``in press``."""
    text = fold(text)
    match = _STATED.match(text)
    return match is not None and not text[match.end() :].strip(" .")


def _words(text: str) -> str:
    """*text* without addresses."""
    return re.sub(r"https?://\S+", "", verbatim(text)).strip()


def _noted(note: str) -> str:
    """What a note says at its beginning."""
    if _ABOUT.match(note):
        return ""
    magazine = _MAGAZINE.match(note)
    if magazine:
        return "magazine" if magazine["w"].lower() == "magazine" else "newspaper"
    return _kind(_NOTED.match(note))


def _of_doi(doi: str) -> str:
    return next((work for pattern, work in _DOIS if pattern.match(doi)), "")


def _at(entry: BibEntry, name: str) -> str:
    return _kind(_AT.match(verbatim(entry.get(name))))


def _kind(match: re.Match[str] | None) -> str:
    return match.lastgroup or "" if match else ""
