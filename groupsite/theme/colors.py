"""The colours of a site: those of its look, of the group, and single ones.

``groupsite_look`` chooses a palette, ``groupsite_color`` puts the group's own colour into
it, in shades that can be read, and ``groupsite_colors`` replaces colours one by one.

Each has two values, for light and for dark pages. Text must be readable on its
background (WCAG 2.2, 1.4.3). Pure: nothing of Sphinx is imported here.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from groupsite.model.contrast import READABLE, channels, contrast_ratio, is_color
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Name → (on light pages, on dark pages).
Palette: TypeAlias = "dict[str, tuple[str, str]]"
#: The palette of the look "paper". Also in ``assets/groupsite-theme.css``.
COLORS: Final[Palette] = {
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


#: How much of the group's colour is in panels and lines, on light and on dark pages.
_TINTS: Final = {"panel": (0.05, 0.08), "line": (0.16, 0.2)}


def site_colors(given: dict[str, Any], palette: Palette = COLORS) -> Palette:
    """All colours of a site; those of the *palette* replace what is invalid.

    :param given: the site's own, as in ``groupsite_colors``.
    """
    wrong = {name for name, _ in color_faults(given, palette, contrast=False)}
    own = {
        name: _pair(value, palette)
        for name, value in given.items()
        if name not in wrong
    }
    return {**palette, **own}


def in_color(color: str, palette: Palette) -> Palette:
    """The *palette* with a group's *color*, in shades that can be read on its grounds.

    Links have the colour itself where it is readable; panels and lines a touch of it.
    """
    tinted = dict(palette)
    for name, shares in _TINTS.items():
        light, dark = (
            _mixed(ground, color, share)
            for ground, share in zip(palette[name], shares, strict=True)
        )
        tinted[name] = light, dark
    tinted["accent"] = color, color
    ratios = {"accent": (READABLE, _EASY)}
    for ink in _INKS:
        light, dark = (
            _on_all(tinted[ink][mode], [tinted[g][mode] for g in _GROUNDS], mode, ratio)
            for mode, ratio in enumerate(ratios.get(ink, (READABLE, READABLE)))
        )
        tinted[ink] = light, dark
    return tinted


def _on_all(color: str, grounds: list[str], mode: int, ratio: float) -> str:
    """*color*, readable on each of the *grounds*."""
    for ground in grounds:
        color = readable(color, ground, dark=bool(mode), ratio=ratio)
    return color


def color_faults(
    given: dict[Any, Any], palette: Palette = COLORS, *, contrast: bool = True
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
        yield from _unreadable(given, palette)


def _unreadable(given: dict[str, Any], palette: Palette) -> Iterator[tuple[str, str]]:
    """Text colours that are hard to read on a background: the first for each mode."""
    colors = site_colors(given, palette)
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
    end = "#ffffff" if dark else "#000000"
    for step in range(101):
        candidate = _mixed(color, end, step / 100)
        if contrast_ratio(candidate, ground) >= ratio:
            return candidate
    return end


def _mixed(one: str, other: str, share: float) -> str:
    """*one* with a *share* of the *other*, from 0 to 1."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(map(is_color, value))
    )


def _pair(value: Any, palette: Palette) -> tuple[str, str]:
    """The colours for light and dark pages; a missing dark one is derived."""
    if isinstance(value, str):
        return value, readable(value, palette["panel"][1], dark=True, ratio=_EASY)
    return value[0], value[1]


def colors_css(colors: Palette) -> str:
    """CSS that sets the colours that are not in the style sheet; empty if all are."""
    lines = "".join(
        f"--site-{name}:light-dark({colors[name][0]},{colors[name][1]});"
        for name in COLORS
        if colors[name] != COLORS[name]
    )
    return f":root{{{lines}}}" if lines else ""
