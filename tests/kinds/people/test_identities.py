"""Who is meant by an id, an ORCID iD, a number of DBLP."""

from __future__ import annotations

import pytest

from groupsite.kinds.people.identities import Identities, issuer
from groupsite.kinds.people.person import Links, Person

IDENTITIES = Identities(
    [
        Person(
            id="li-wei",
            name="Wei Li",
            aliases=("Wei Li 0031", "W. Li"),
            links=Links(orcid="https://orcid.org/0000-0002-1825-0097"),
        ),
        Person(
            id="li-wei-2",
            name="Li, Wei",
            links=Links(dblp="https://dblp.org/pid/64/6025-2.html"),
        ),
        Person(id="weiss-jörg", name="Jörg Weiß", links=Links(dblp="w/JWeiss")),
    ]
)


@pytest.mark.parametrize(
    ("identity", "person"),
    [
        ("li-wei", "li-wei"),
        ("0000-0002-1825-0097", "li-wei"),
        ("https://orcid.org/0000-0002-1825-0097", "li-wei"),
        ("Wei Li 0031", "li-wei"),
        ("Wei  LI 0031", "li-wei"),
        ("Wei Li 0002", "li-wei-2"),
        ("64/6025-2", "li-wei-2"),
        ("w/JWeiss", "weiss-jörg"),
        ("https://dblp.uni-trier.de/pid/w/JWeiss", "weiss-jörg"),
        ("Wei Li", ""),
        ("Wei Li 0003", ""),
        ("Li Wei 0031", ""),
        ("64/6025", ""),
        ("64/6025-3", ""),
        ("0000-0001-5109-3700", ""),
        ("other", ""),
        ("", ""),
    ],
)
def test_a_person_is_found_by_any_identity(identity: str, person: str) -> None:
    """An identity is one person's or nobody's, however it is spelt."""
    assert IDENTITIES.person(identity) == person


@pytest.mark.parametrize(
    ("identity", "by"),
    [
        ("0000-0002-1694-233X", "orcid"),
        ("https://orcid.org/0000-0002-1694-233x/", "orcid"),
        ("Wei Li 0002", "dblp"),
        ("https://dblp.org/pid/64/6025-2", "dblp"),
        ("li-wei-0002", "id"),
        ("0002", "id"),
        ("other", "id"),
    ],
)
def test_identities_tell_who_has_issued_them(identity: str, by: str) -> None:
    """By their form."""
    assert issuer(identity) == by


def test_what_is_known_of_people() -> None:
    """Whether somebody has an identity of a sort."""
    assert IDENTITIES.has("li-wei", "orcid")
    assert IDENTITIES.has("li-wei", "dblp")
    assert not IDENTITIES.has("li-wei-2", "orcid")
    assert not IDENTITIES.has("nobody", "dblp")
