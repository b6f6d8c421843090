"""Authors are called as in people.yml, where it is certain who they are."""

from __future__ import annotations

import pytest

from groupsite.kinds.people.person import Links, Person
from groupsite.online.known import KnownPeople
from groupsite.online.work import Contributor

ORCID = "0000-0002-1825-0097"
OTHER = "0000-0001-5109-3700"
PEOPLE = KnownPeople([
    Person(id="rivera-ana", name="Ana M. Rivera", links=Links(orcid=ORCID)),
    Person(id="okafor-ben", name="Ben T. Okafor", aliases=("Ben Smith",)),
    Person(id="reyes-juan", name="De los Reyes, Juan Carlos"),
    Person(id="li-wei", name="Wei Li"),
    Person(id="li-wei-2", name="Wei Li"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("one", "family", "given", "person"),
    [
        (Contributor("Rivera", "Ana"), "Rivera", "Ana M.", "rivera-ana"),
        (Contributor("Rivera", "A.", orcid=ORCID), "Rivera", "Ana M.", "rivera-ana"),
        (Contributor("Rivera", "A. M."), "Rivera", "Ana M.", "rivera-ana"),
        (Contributor("Rívera", "Ana Maria"), "Rivera", "Ana M.", "rivera-ana"),
        # one initial is not enough; somebody of that name with another iD
        (Contributor("Rivera", "A."), "Rivera", "A.", ""),
        (Contributor("Rivera", "Ana", orcid=OTHER), "Rivera", "Ana", ""),
        (Contributor("Rivera", "Alma"), "Rivera", "Alma", ""),
        # whose name has changed: the work has appeared under the other one
        (Contributor("Smith", "Ben"), "Smith", "Ben", "okafor-ben"),
        # services split names otherwise
        (Contributor("Reyes", "Juan Carlos De los"), "De los Reyes", "Juan Carlos", "reyes-juan"),
        (Contributor("Li", "Wei"), "Li", "Wei", ""),
        (Contributor("Rivera", group=True), "Rivera", "", ""),
    ],
)  # fmt: skip
def test_called(one: Contributor, family: str, given: str, person: str) -> None:
    """By an ORCID iD, or by a name that is written out and fits one person only."""
    called = PEOPLE.called(one)
    assert (called.family, called.given) == (family, given)
    assert PEOPLE.person(one) == person
