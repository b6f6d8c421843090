"""Whether two values of a field mean the same, however they are written.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final

from groupsite.model.doi import doi_of_text
from groupsite.model.names import bibtex_name, split_names
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.writing.values import PEOPLE, month_number

_DASHES: Final = re.compile(r"\s*[-–—]+\s*")


def is_same(name: str, one: str, two: str) -> bool:
    r"""Whether the values *one* and *two* of the field *name* mean the same.

    So are ``M{\"u}ller`` and ``Müller``, ``mar`` and ``3``, two orders of a name.

    :param two: the one that is known for certain; *one* may be a more precise date.
    """
    if name == "month" and month_number(one):
        return month_number(one) == month_number(two)
    if name == "date" and one.startswith(f"{two}-"):
        return True
    if name == "doi" and doi_of_text(one):
        return doi_of_text(one).lower() == doi_of_text(two).lower()
    if name == "pages":
        return _DASHES.sub("-", one.strip()) == _DASHES.sub("-", two.strip())
    if name in PEOPLE:
        people = [[*map(parts_of_name, split_names(names))] for names in (one, two)]
        return people[0] == people[1]
    return one.split() == two.split() or decode_plain(one) == decode_plain(two)


def parts_of_name(name: str) -> tuple[str, ...]:
    """Given names, particle, family and suffix as plain text; or all in one."""
    person = bibtex_name(name)
    if person is None:
        return (name,)
    given = [*person.first_names, *person.middle_names]
    parts = (given, person.prelast_names, person.last_names, person.lineage_names)
    return tuple(decode_plain(" ".join(part)) for part in parts)
