"""doi.org: who has registered a DOI, and a record of it in the form of CSL-JSON. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from groupsite.model.doi import doi_of_text
from groupsite.online.csl import work_of
from groupsite.online.question import Question
from groupsite.online.reading import items, text

if TYPE_CHECKING:
    from groupsite.online.work import Work

_CSL: Final = "application/vnd.citationstyles.csl+json"
#: What doi.org says of a DOI that does not exist.
UNKNOWN: Final = "unknown"


def question(doi: str) -> Question:
    """Ask for the record of a DOI."""
    path = f"/{quote(doi, safe='/:;()')}"
    return Question("doi", path, accept=_CSL, unknown=(400, 404, 406, 410))


def agency(doi: str) -> Question:
    """Ask who has registered a DOI."""
    path = f"/ra/{quote(doi, safe='/:;()')}"
    return Question("doi", path, unknown=(400, 404, 406, 410))


def handle(short: str) -> Question:
    """Ask what a short DOI, ``10/abcde``, stands for."""
    return Question("doi", f"/api/handles/{quote(short, safe='/')}")


def parse(answer: Any) -> Work | None:
    """The work in the answer to `question`; None if it is none."""
    return work_of(answer, "doi.org")


def parse_agency(answer: Any) -> str:
    """``crossref``, ``datacite``, …; `UNKNOWN` if the DOI does not exist, else ``""``."""
    record = next(iter(items(answer)), None)
    if "not exist" in text(record, "status").lower():
        return UNKNOWN
    return text(record, "RA").lower()


def parse_handle(answer: Any) -> str:
    """The DOI that a short one stands for; ``""`` if it stands for none."""
    values = items(answer, "values")
    aliases = (
        text(v, "data", "value") for v in values if text(v, "type") == "HS_ALIAS"
    )
    return next(filter(None, map(doi_of_text, aliases)), "")
