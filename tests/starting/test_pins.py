"""The pin of groupsite in a requirements.txt."""

from __future__ import annotations

import pytest

from groupsite.starting.pins import pin_of, repinned


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("groupsite==1.0.0\n", "groupsite==1.2.0\n"),
        ("groupsite[online]==1.0.0", "groupsite[online]==1.2.0"),
        ("furo==2025.1\r\ngroupsite [cv,online] == 1.0.0  # ours\r\n", "furo==2025.1\r\ngroupsite [cv,online] == 1.2.0  # ours\r\n"),
        ('groupsite==1.0.0; python_version > "3"\n', 'groupsite==1.2.0; python_version > "3"\n'),
        ("groupsite-extra==1.0.0\n", "groupsite-extra==1.0.0\n"),
        ("groupsite>=1.0.0\n# groupsite==1.0.0\n", "groupsite>=1.0.0\n# groupsite==1.0.0\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_version_alone_is_changed(before: str, after: str) -> None:
    """Extras, comments, markers and ends of lines stay; what is no pin of ours, too."""
    assert repinned(before, "1.2.0") == after


def test_hashes_are_seen() -> None:
    """They are of one version, so that it cannot be raised here."""
    pin = pin_of("groupsite==1.0.0 \\\n    --hash=sha256:00\n")
    assert pin is not None
    assert pin.is_hashed
