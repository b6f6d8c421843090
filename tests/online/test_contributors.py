"""Names of authors as services give them, put right where that is certain."""

from __future__ import annotations

import pytest

from groupsite.online.contributors import group, person, unsplit, written_out
from groupsite.online.work import Contributor


@pytest.mark.parametrize(
    ("family", "given", "name"),
    [
        ("Rivera", "Ana\u00a0M", ("Rivera", "Ana M.", "")),
        ("RIVERA", "ANA MARIA", ("Rivera", "Ana Maria", "")),
        ("RIVERA", "Ana", ("Rivera", "Ana", "")),
        ("O'KAFOR-SMITH", "B", ("O'Kafor-Smith", "B.", "")),
        ("LI", "WEI", ("Li", "Wei", "")),
        ("LI", "W.", ("LI", "W.", "")),
        ("Taub", "AH", ("Taub", "A. H.", "")),
        ("Muster", "MAX", ("Muster", "MAX", "")),
        ("Rivera", "J-P", ("Rivera", "J.-P.", "")),
        # the names are not where they belong
        ("B. Rivera", "Ana", ("Rivera", "Ana B.", "")),
        ("Rivera, Ana", "", ("Rivera", "Ana", "")),
        ("Ana Rivera", "", ("Rivera", "Ana", "")),
        ("", "Ana Rivera", ("Rivera", "Ana", "")),
        ("Rivera Jr.", "Ana", ("Rivera", "Ana", "Jr.")),
        ("Doe", "Jane, Jr.", ("Doe", "Jane", "Jr.")),
        # what may be meant so stays
        ("Ben Okafor", "T.", ("Ben Okafor", "T.", "")),
        ("De los Reyes", "J. C.", ("De los Reyes", "J. C.", "")),
        ("van der Berg", "Jan", ("van der Berg", "Jan", "")),
        ("Example", "Dr. Max", ("Example", "Max", "")),
        ("Rivera*", "Ana†", ("Rivera", "Ana", "")),
        ("山田", "太郎", ("山田", "太郎", "")),
        ("Plato", "", ("Plato", "", "")),
    ],
)
def test_person(family: str, given: str, name: tuple[str, str, str]) -> None:
    """Blanks, capitals, initials, suffixes, and names in the wrong place."""
    one = person(family, given)
    assert one is not None
    assert (one.family, one.given, one.suffix) == name
    assert not one.group


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("Jan van der Berg", Contributor("van der Berg", "Jan")),
        ("Robert Example Jr.", Contributor("Example", "Robert", "Jr.")),
        ("Rivera, Ana", Contributor("Rivera", "Ana")),
        ("Ana Rivera 0001", Contributor("Rivera", "Ana")),
        ("the Wave Collaboration", Contributor("the Wave Collaboration", group=True)),
        ("CERN", Contributor("CERN", group=True)),
        ("山田 太郎", Contributor("山田", "太郎")),
        ("", None),
        (" {} ", None),
    ],
)
def test_name_in_one_piece(name: str, one: Contributor | None) -> None:
    """Particles belong to the family; groups are told by their last word."""
    assert unsplit(name) == one


def test_nobody() -> None:
    """Without a name there is no author."""
    assert person("", "") is None
    assert person(" , ", "*") is None
    assert group(" ") is None


def test_orcid() -> None:
    """An iD with a wrong checksum is that of nobody."""
    right = person("Rivera", "Ana", orcid="https://orcid.org/0000-0002-1825-0097")
    wrong = person("Rivera", "Ana", orcid="0000-0002-1825-0098")
    assert right is not None and right.orcid == "0000-0002-1825-0097"  # noqa: PT018
    assert wrong is not None and wrong.orcid == ""  # noqa: PT018


def test_initials_are_written_out() -> None:
    """By the preprint, if it has the same authors."""
    short = (Contributor("Rivera", "A."), Contributor("Okafor", "B."))
    full = (Contributor("Rivera", "Ana"), Contributor("Okafor", "Chidi"))

    assert written_out(short, full) == (full[0], short[1])
    assert written_out(short, full[:1]) == short
    assert written_out(full, short) == full
