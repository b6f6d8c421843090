"""Months in as few letters as periods have them: ``Sept 2023``.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel.dates import get_month_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.output.cvpdf.vita import Block


def with_short_dates(blocks: Iterable[Block], locale: str) -> tuple[Block, ...]:
    """*blocks* whose dates, which stand in a narrow column, have short months."""
    return tuple(
        replace(
            block,
            items=tuple(
                replace(item, side=short_months(item.side, locale))
                for item in block.items
            ),
        )
        for block in blocks
    )


def short_months(text: str, locale: str) -> str:
    """*text* with ``Sept`` for ``September``, in the language of Babel's *locale*."""
    short = _short(locale)
    return re.sub(r"\w+", lambda word: short.get(word[0], word[0]), text)


@lru_cache
def _short(locale: str) -> dict[str, str]:
    """The months of a language → as they are shortened."""
    contexts: tuple[Literal["format", "stand-alone"], ...] = ("stand-alone", "format")
    return {
        name: get_month_names("abbreviated", context, locale)[month]
        for context in contexts
        for month, name in get_month_names("wide", context, locale).items()
    }
