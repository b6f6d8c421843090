"""Months in dates at the side of a CV."""

from __future__ import annotations

import pytest

from groupsite.output.cvpdf.months import short_months, with_short_dates
from groupsite.output.cvpdf.vita import Block, Item, Run


@pytest.mark.parametrize(
    ("text", "locale", "short"),
    [
        ("September 2023", "en_GB", "Sept 2023"),
        ("announced March 2022", "en_GB", "announced Mar 2022"),
        ("from January 2022, 5 years", "en_GB", "from Jan 2022, 5 years"),
        ("21–22 Apr 2022", "en_GB", "21–22 Apr 2022"),
        ("2018–2021", "en_GB", "2018–2021"),
        ("Mayor", "en_GB", "Mayor"),
        ("seit Februar 2024", "de", "seit Feb. 2024"),
        ("1. März 2024", "de", "1. März 2024"),
    ],
)
def test_months_are_shortened_in_their_language(
    text: str, locale: str, short: str
) -> None:
    """As in periods; nothing else is."""
    assert short_months(text, locale) == short


def test_only_the_side_is_shortened() -> None:
    """What an item says stays as it is."""
    said = ((Run("May December"),),)
    blocks = (Block(1, "March", (Item("December 2020", said),)),)

    shortened = (Block(1, "March", (Item("Dec 2020", said),)),)
    assert with_short_dates(blocks, "en_GB") == shortened
