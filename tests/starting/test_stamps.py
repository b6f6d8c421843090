"""The first line of files that upgrades renew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from groupsite.starting.stamps import is_unedited, stamped, without_stamp

TEXTS = st.text("ab#: \n", max_size=50)


@given(TEXTS)
def test_a_file_is_unedited_until_somebody_edits_it(text: str) -> None:
    """The ends of lines do not count: git changes them on Windows."""
    file = stamped(text, "1.0.0")

    assert is_unedited(file)
    assert is_unedited(file.replace("\n", "\r\n"))
    assert without_stamp(file) == text
    assert not is_unedited(f"{file}x")
    assert not is_unedited(text)
    assert is_unedited(stamped(text, "2.0.0"))
