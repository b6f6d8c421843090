"""Colours as numbers, and how well one is read on another.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final

#: Minimum contrast of text with its background (WCAG 2.2, 1.4.3).
READABLE: Final = 4.5
_HEX: Final = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def is_color(value: object) -> bool:
    """Whether *value* is a colour such as ``#1d4f8c`` or ``#14c``."""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(ground: str) -> str:
    """Black or white, whichever is read better; at least 4.58 on any *ground*."""
    return max("#000", "#fff", key=lambda ink: contrast_ratio(ink, ground))


def channels(color: str) -> list[int]:
    """Red, green and blue of a colour, from 0 to 255."""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return [int(digits[i : i + 2], 16) for i in (0, 2, 4)]


def _luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in channels(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
