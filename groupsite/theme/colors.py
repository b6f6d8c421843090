"""The colours of a site: ours, and those that ``groupsite_colors`` replaces.

Each has two values, for light and for dark pages. Text must be readable on its
background (WCAG 2.2, 1.4.3). Pure: nothing of Sphinx is imported here.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.contrast import READABLE, channels, contrast_ratio, is_color
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Name → (on light pages, on dark pages). Also in ``assets/groupsite-theme.css``.
COLORS: Final[dict[str, tuple[str, str]]] = {
    "background": ("#fdfcf9", "#15191d"),
    "panel": ("#f4f1ea", "#1d2328"),
    "line": ("#ddd7ca", "#343c43"),
    "text": ("#1f2428", "#e7e4dd"),
    "muted": ("#59626a", "#a3abb3"),
    "accent": ("#1d4f8c", "#8fbaf0"),
    "second": ("#8a5a14", "#e0b46a"),
    "third": ("#0f6b5c", "#6fcab8"),
}
_GROUNDS: Final = ("background", "panel")
#: Colours of text.
_INKS: Final = ("text", "muted", "accent", "second", "third")
#: Contrast of our own colours on dark pages; WCAG's enhanced level (1.4.6) is 7.
_EASY: Final = 7


def site_colors(given: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """All colours of a site, given its own; ours replace those that are invalid."""
    wrong = {name for name, _ in color_faults(given, contrast=False)}
    own = {name: _pair(name, v) for name, v in given.items() if name not in wrong}
    return {**COLORS, **own}


def color_faults(
    given: dict[Any, Any], *, contrast: bool = True
) -> Iterator[tuple[str, str]]:
    """Pairs (name, problem) for each colour that is wrong.

    :param contrast: also report text that is hard to read; such colours are kept.
    """
    for name, value in given.items():
        if name not in COLORS:
            yield name, f"there is no colour {name!r}{did_you_mean(str(name), COLORS)}"
        elif not is_color(value) and not _is_pair(value):
            yield (
                name,
                f"{name!r} should be one colour such as '#1d4f8c' or two, not {value!r}",
            )
        elif name in (*_GROUNDS, "line") and not _is_pair(value):
            yield (
                name,
                f"{name!r} needs two colours, for light and for dark: ('{value}', '#…')",
            )
    if contrast:
        yield from _unreadable(given)


def _unreadable(given: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Text colours that are hard to read on a background: the first for each mode."""
    colors = site_colors(given)
    for ink, (mode, where) in product(_INKS, enumerate(("light", "dark"))):
        for ground in _GROUNDS:
            pair = colors[ink][mode], colors[ground][mode]
            ratio = contrast_ratio(*pair)
            if ratio < READABLE and {ink, ground} & given.keys():
                better = readable(*pair, dark=bool(mode))
                fault = (
                    f"{ink!r} {pair[0]} on {ground!r} {pair[1]} ({where} pages) has a "
                    f"contrast of {ratio:.1f}, text needs {READABLE}; {better} has that"
                )
                yield (ink if ink in given else ground), fault
                break


def readable(color: str, ground: str, *, dark: bool, ratio: float = READABLE) -> str:
    """*color*, made lighter on a *dark* ground or darker on a light one until readable.

    :param ratio: the minimum contrast, from 1 to 21.
    """
    end = 255 if dark else 0
    own = channels(color)
    for step in range(101):
        mixed = [round(c + (end - c) * step / 100) for c in own]
        candidate = "#" + "".join(f"{c:02x}" for c in mixed)
        if contrast_ratio(candidate, ground) >= ratio:
            return candidate
    return "#ffffff" if dark else "#000000"


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(map(is_color, value))
    )


def _pair(name: str, value: Any) -> tuple[str, str]:
    """The colours for light and dark pages; a missing dark one is derived."""
    if isinstance(value, str):
        return value, readable(value, COLORS["panel"][1], dark=True, ratio=_EASY)
    return value[0], value[1]


def colors_css(given: dict[str, Any]) -> str:
    """CSS that sets the site's own colours as properties; empty if there are none."""
    colors = site_colors(given)
    lines = "".join(
        f"--site-{name}:light-dark({colors[name][0]},{colors[name][1]});"
        for name in COLORS
        if name in given and colors[name] != COLORS[name]
    )
    return f":root{{{lines}}}" if lines else ""
