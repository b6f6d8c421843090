"""The looks of a site: ``groupsite_look`` chooses one.

A look is a palette and a few rules on top of the style sheet of the theme, which is the
look "paper".
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.model.contrast import is_color
from groupsite.theme.colors import COLORS, Palette, in_color, site_colors

if TYPE_CHECKING:
    from sphinx.config import Config

#: The look of a site that chooses none.
PAPER: Final = "paper"
#: Look → its colours.
LOOKS: Final[dict[str, Palette]] = {
    PAPER: COLORS,
    "plain": {
        "background": ("#ffffff", "#121417"),
        "panel": ("#f4f5f7", "#1c2025"),
        "line": ("#dde1e6", "#363d45"),
        "text": ("#1b1f24", "#e8eaed"),
        "muted": ("#59616a", "#a5adb6"),
        "accent": ("#1a56b0", "#8ab4f8"),
        "second": ("#95400f", "#f0a97f"),
        "third": ("#0b6b5a", "#6fcab8"),
    },
    "bold": {
        "background": ("#ffffff", "#101318"),
        "panel": ("#f0f3f8", "#1a2029"),
        "line": ("#d0d8e3", "#374252"),
        "text": ("#10151c", "#e9edf3"),
        "muted": ("#525d6b", "#a6b1c0"),
        "accent": ("#0b3d91", "#9cc2ff"),
        "second": ("#a3221b", "#ff9d94"),
        "third": ("#00695c", "#66d0bd"),
    },
}


def palette_of(config: Config) -> Palette:
    """The colours of the look that a site has chosen, with the group's colour."""
    palette = LOOKS.get(config.groupsite_look, COLORS)
    color = config.groupsite_color
    return in_color(color, palette) if is_color(color) else palette


def colors_of(config: Config) -> Palette:
    """All colours of a site."""
    return site_colors(config.groupsite_colors, palette_of(config))


def sheet_of(look: str) -> Path | None:
    """The rules of a look; None for the one that the theme's own style sheet is."""
    path = Path(__file__).parent / f"{look}.css"
    return path if look in LOOKS and path.is_file() else None
