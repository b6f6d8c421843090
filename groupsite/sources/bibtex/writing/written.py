"""The result of writing into a file.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """The text of a file with an entry that has been written into it."""

    text: str
    key: str
    #: The line in which the entry begins, from 1.
    line: int
