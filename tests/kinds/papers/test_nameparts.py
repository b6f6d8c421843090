"""Names of biblatex in parts, and the numbers of DBLP."""

from __future__ import annotations

import pytest

from groupsite.kinds.papers.reading.nameparts import named_id, plain_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jane Doe", "Jane Doe"),
        ("Jane Doe 0002", "Jane Doe"),
        ("Jane Doe 12", "Jane Doe 12"),
        ("{Team 2020}", "{Team 2020}"),
        ("family=Doe, given=Jane", "Doe, Jane"),
        ("given=Jane, family=Doe, given-i=J", "Doe, Jane"),
        (
            "family=Cruz, given=Juan, prefix=de la, useprefix=true, suffix=Jr.",
            "de la Cruz, Jr., Juan",
        ),
        ("family={Doe, Smith}, given={Jane}", "{Doe, Smith}, Jane"),
        ('family="Doe"', "Doe"),
        ("given=Jane", "given=Jane"),
    ],
)
def test_names_are_those_of_bibtex(written: str, name: str) -> None:
    """Numbers of DBLP go, parts of biblatex come together."""
    assert plain_name(written) == name


@pytest.mark.parametrize(
    ("written", "who"),
    [
        ("Wei Li", ""),
        ("Wei Li 0002", "Wei Li 0002"),
        ("Li 0002, Wei", "Wei Li 0002"),
        ("family=Li, given=Wei, given-i=W, id=li-wei", "li-wei"),
        ("family=Li, given=Wei", ""),
        ("{Team 2020}", ""),
    ],
)
def test_a_name_may_say_whose_it_is(written: str, who: str) -> None:
    """By an id or by DBLP's number, which has the name before it."""
    assert named_id(written) == who
