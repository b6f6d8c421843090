"""The setting of CVs: each wrong value is a message, and costs itself only."""

from __future__ import annotations

from typing import Any

import pytest

from groupsite.model.dates import PartialDate
from groupsite.model.vitas import VARIANTS, Variant, Vitas, all_sections, vitas_of

SECTIONS = all_sections(["grants", "talks", "publications"])
FULL, SHORT = VARIANTS["full"], VARIANTS["short"]


def test_without_a_setting_there_are_two_files_of_everybody() -> None:
    """All of it, and two pages."""
    vitas, faults = vitas_of({}, SECTIONS)

    assert (vitas, faults) == (Vitas(), [])
    assert vitas.variants == (FULL, SHORT)
    assert SHORT.pages == 2
    assert vitas.has("anybody")


def test_all_that_can_be_set() -> None:
    """Variants are names, or say what they have."""
    value = {
        "people": ["doe-jane"],
        "variants": {
            "full": {},
            "recent": {"years": 3},
            "funder-x": {
                "title": "For X",
                "sections": ["publications", "employment"],
                "since": 2020,
                "selected": True,
                "pages": 1,
            },
        },
        "sections": ["talks", "narrative"],
        "all": ["talks"],
        "paper": "letter",
        "font": "sans",
    }
    own = Variant(
        "funder-x",
        "For X",
        ("publications", "employment"),
        PartialDate(2020),
        selected=True,
        pages=1,
    )
    vitas, faults = vitas_of(value, SECTIONS)

    assert faults == []
    assert vitas == Vitas(
        ("doe-jane",),
        (FULL, Variant("recent", years=3), own),
        ("talks", "narrative"),
        ("talks",),
        "letter",
        "sans",
    )
    assert not vitas.has("roe-richard")
    assert vitas.variant("funder-x") == own
    assert vitas.variant("narrative") == VARIANTS["narrative"]
    assert vitas.variant("nothing") is None


def test_names_are_a_list_or_a_text() -> None:
    """As people write several names."""
    vitas, faults = vitas_of({"variants": "full recent", "sections": ("talks",)})

    assert faults == []
    assert [variant.name for variant in vitas.variants] == ["full", "recent"]
    assert vitas.sections == ("talks",)


@pytest.mark.parametrize(
    ("value", "expected", "key", "message"),
    [
        ({"papre": "a4"}, Vitas(), "papre", "there is no key 'papre'; did you mean `paper`?"),
        ({"people": 3}, Vitas(), "people", "'people' should be a list of names, not 3"),
        ({"people": ["a", 3]}, Vitas(people=("a",)), "people", "'people': 3 is not a name"),
        (
            {"sections": ["talks", "talk", "grants"]},
            Vitas(sections=("talks", "grants")),
            "talk",
            "'sections': there is no section `talk`; did you mean `talks`?",
        ),
        ({"paper": "a3"}, Vitas(), "paper", "'paper': 'a3' is unknown; write one of a4, letter"),
        ({"font": ["x"]}, Vitas(), "font", "'font': ['x'] is unknown; write one of sans, serif"),
        (
            {"variants": ["full", "shrt"]},
            Vitas(variants=(FULL,)),
            "shrt",
            "there is no variant `shrt`; did you mean `short`?",
        ),
        (
            {"variants": ["shrt"]},
            Vitas(),
            "shrt",
            "there is no variant `shrt`; did you mean `short`?",
        ),
        (
            {"variants": {"a/b": {"pages": 1}}},
            Vitas(),
            "a/b",
            "variant 'a/b' should be called by letters and digits",
        ),
        (
            {"variants": {"short": 3}},
            Vitas(variants=(SHORT,)),
            "short",
            "variant `short` should be a dict in braces, not 3",
        ),
        (
            {"variants": {"short": {"page": 3}}},
            Vitas(variants=(SHORT,)),
            "page",
            "variant `short`: there is no key 'page'; did you mean `pages`?",
        ),
        (
            {"variants": {"x": {"pages": 0, "years": 3}}},
            Vitas(variants=(Variant("x", years=3),)),
            "pages",
            "'pages' should be a number above 0, not 0",
        ),
        (
            {"variants": {"x": {"since": "May", "years": 3}}},
            Vitas(variants=(Variant("x", years=3),)),
            "since",
            "'since': 'May' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            {"variants": {"x": {"selected": "yes", "years": 3}}},
            Vitas(variants=(Variant("x", years=3),)),
            "selected",
            "'selected' should be True or False, not 'yes'",
        ),
        (
            {"variants": {"x": {"title": " ", "years": 3}}},
            Vitas(variants=(Variant("x", years=3),)),
            "title",
            "'title' should be a text, not ' '",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong(
    value: dict[str, Any], expected: Vitas, key: str, message: str
) -> None:
    """The message says what to write, and everything else is heeded."""
    vitas, faults = vitas_of(value, SECTIONS)

    assert vitas == expected
    assert faults == [(key, message)]
