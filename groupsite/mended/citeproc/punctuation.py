"""Marks where two parts of a citation meet.

Defect: two marks become one only where they are the same and nothing is between them
    ("Why?.", ". ,"); commas and full stops stay outside of quotation marks where the
    locale has them inside.
Seen: citeproc-py 0.11.1
Issue: https://github.com/citeproc-py/citeproc-py/issues/105 (mended in part in 0.11)
Goes: when other marks become one as well, and ``punctuation-in-quote`` is heeded.
"""

from __future__ import annotations

import re
from typing import Final

#: Marks of emphasis, which are characters for private use here, and the quotation marks
#: that may follow what ends a sentence.
_MARKS: Final = '[\ue000-\ue006”’»“"]*'
_TIDY: Final = (
    # "Why?." and "J. Ex.."
    (re.compile(rf"(?<!\.)([.?!…]{_MARKS})\.(?!\.)"), r"\1"),
    # where a style wrote around something that is not there: ". ,"
    (re.compile(r"([.,;]) (?!\1)([.,;])(?=\s|$)"), r"\2"),
    (re.compile(rf"([,;:])({_MARKS})\1"), r"\1\2"),
    (re.compile("  +"), " "),
)


def tidy(line: str) -> str:
    """*line* with one mark where there are two."""
    for pattern, text in _TIDY:
        line = pattern.sub(text, line)
    return line.strip()


def quoted(line: str, closing: str) -> str:
    """*line* with commas and full stops inside of quotation marks.

    :param closing: what ends a quotation.
    """
    closing = re.escape(closing)
    line = re.sub(rf"([?!][\ue000-\ue006]*{closing})[.,]", r"\1", line)
    return re.sub(rf"({closing})([.,])", r"\2\1", line)
