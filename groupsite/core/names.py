"""Names of people, taken apart as BibTeX does it.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import NamedTuple

from pybtex.database import Person as BibName
from pybtex.errors import capture


class NameParts(NamedTuple):
    """The parts of a name; each may hold LaTeX where the name did."""

    given: str
    #: With its particles: ``De los Reyes``.
    family: str
    #: ``Jr``.
    suffix: str


def split_name(text: str) -> NameParts:
    """Take ``Given Family`` or ``Family, Given`` apart.

    A name with too many commas is taken as far as it goes.
    """
    with capture():  # pybtex would print what it finds odd
        parts = BibName(text)
    return NameParts(
        " ".join([*parts.first_names, *parts.middle_names]),
        " ".join([*parts.prelast_names, *parts.last_names]),
        " ".join(parts.lineage_names),
    )
