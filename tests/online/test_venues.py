"""Whether two names are those of one venue."""

from __future__ import annotations

import pytest

from groupsite.online.venues import is_one_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("J. Math. Ex.", "Journal of Mathematical Examples", True),
        ("The Journal of Examples \\& Samples", "J Examples Samples", True),
        ("SSEM 2019", "Scale Space and Example Methods in Computing", True),
        ("Proceedings of the 3rd ExConf", "Proc. ExConf 2019", True),
        ("Annals of Examples", "Journal of Examples", False),
        ("Examples", "Journal of Examples", False),
        ("", "Journal of Examples", False),
    ],
)
def test_names(one: str, other: str, *, same: bool) -> None:
    """In full, abbreviated, as an acronym, with a year and a number."""
    assert is_one_name(one, other) is same
    assert is_one_name(other, one) is same
