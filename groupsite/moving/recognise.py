"""Which system an old site is of, and who reads it: the table of all readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from groupsite.moving import (
    academicpages,
    al_folio,
    bib,
    hugoblox,
    json_resume,
    lab_website,
    labdata,
    rendercv,
)

if TYPE_CHECKING:
    from groupsite.moving.account import Account
    from groupsite.moving.site import Moved
    from groupsite.moving.source import Source


class Reader(Protocol):
    """A module that reads the sites of one system."""

    def recognise(self, source: Source) -> bool:
        """Whether a site is of this system, from the names of its files."""
        ...

    def read(self, source: Source, account: Account) -> Moved:
        """All of a site. What cannot be read or has no place is in the account."""
        ...


#: Name as for ``--from`` → reader; the first that recognises a site reads it.
READERS: Final[dict[str, Reader]] = {
    "al-folio": al_folio,
    "lab-website-template": lab_website,
    "academicpages": academicpages,
    "json-resume": json_resume,
    "rendercv": rendercv,
    "hugoblox": hugoblox,
    "labdata": labdata,
    "bib": bib,
}


def system_of(source: Source) -> str:
    """The name of the system of a site, or ``""`` if nobody knows it."""
    return next((name for name, r in READERS.items() if r.recognise(source)), "")
