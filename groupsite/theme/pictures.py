"""Icons and the link preview, drawn by the build from name, logo and colours.

``_static/icon.svg`` and ``icon-180.png`` (home screens), ``favicon.ico`` at the root of
the site, ``_static/card.png`` for messengers and social media (https://ogp.me). A
site's own files take precedence.
"""

from __future__ import annotations

import base64
import hashlib
import html
import mimetypes
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import resvg_py

from groupsite.build.exports import Export
from groupsite.build.manifest import (
    read_manifest,
    write_if_changed,
    write_manifest,
    write_whole,
)
from groupsite.build.site import site_of
from groupsite.model.files import gives
from groupsite.model.paths import is_file
from groupsite.theme.logo import SVG, by_itself, placed, shapes_of
from groupsite.theme.looks import colors_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sphinx.application import Sphinx

ICON: Final = "_static/icon.svg"
TOUCH_ICON: Final = "_static/icon-180.png"
CARD: Final = "_static/card.png"
#: Logos to look for if `html_logo` is not set; the first that exists is used.
LOGOS: Final = ("_static/logo.svg", "_static/logo.png")
#: Icons to look for if `html_favicon` is not set.
FAVICONS: Final = ("_static/favicon.svg", "_static/favicon.png")
_FAVICON: Final = "favicon.ico"
#: Side and margin of the home-screen icon, in pixels.
_TOUCH, _MARGIN = 180, 20
#: Side of the favicon in pixels.
_ICO: Final = 32
#: Size of the link preview in pixels, as messengers expect it.
_CARD_SIZE: Final = (1200, 630)
#: Font sizes for the name on it, in pixels; the first that fits is used.
_NAME_SIZES: Final = (92, 76, 62, 50, 40)
#: Maximum width of the name in pixels, and maximum number of its lines.
_NAME_WIDTH, _NAME_LINES = 600, 3
#: Average width of a letter relative to the font size, with some margin.
_LETTER: Final = 0.5
_FONT: Final = Path(__file__).parent / "fonts" / "SourceSerifPro-Semibold.otf"
_FAMILY: Final = "Source Serif Pro"


class Picture(NamedTuple):
    """A file that is a logo or an icon."""

    #: Path of the file; empty for one that we draw ourselves.
    name: str
    #: Its shapes, if it takes the site's colours.
    shapes: Element | None
    data: bytes
    mime: str


class Drawing(NamedTuple):
    """A picture to be drawn."""

    svg: str
    #: Background colour; transparent if empty.
    ground: str = ""

    @property
    def digest(self) -> str:
        """A digest that changes whenever the picture does."""
        content = repr((self, resvg_py.__version__))
        return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()

    def png(self) -> bytes:
        """The picture as PNG; letters missing in our font come from the system's."""
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=self.svg,
                background=self.ground or None,
                font_files=[str(_FONT)],
            )
        )


def draw_pictures(app: Sphinx) -> None:
    """Draw what the site does not have itself, at ``builder-inited``."""
    if app.builder.format != "html":
        return
    config, folder = app.config, Path(app.doctreedir, "groupsite-pictures")
    icon = icon_of(app)
    drawings = {"icon-180.png": _touch_icon(app, icon)}
    if not config.groupsite_image:
        drawings["card.png"] = _card(app, logo_of(app))
        config.groupsite_image = CARD
        config.groupsite_image_alt = config.groupsite_image_alt or config.project
    note = folder.with_suffix(".json")
    before = read_manifest(note)
    for name, drawing in drawings.items():
        if before.get(name) != drawing.digest or not (folder / name).is_file():
            write_whole(folder / name, drawing.png())
    write_if_changed(folder / "icon.svg", _icon(app, icon))
    for path in folder.glob("*"):  # left by other settings
        if path.name not in (*drawings, "icon.svg"):
            path.unlink()
    write_manifest(note, {name: drawing.digest for name, drawing in drawings.items()})
    # put before the folders of the site, whose own files win
    config.html_static_path = [str(folder), *config.html_static_path]


def icon_files(app: Sphinx) -> dict[str, Export]:
    """``favicon.ico``, which browsers request from every host; an export."""
    if gives(_FAVICON, site_of(app).settings):
        return {}
    drawing = Drawing(_squared(app, icon_of(app), _ICO, 0))

    def make() -> bytes:
        png = drawing.png()
        # ICO with one picture of 32 × 32 pixels, in PNG format as allowed since 2006
        head = (0, 1, 1, _ICO, _ICO, 0, 0, 1, 32, len(png), 22)
        return struct.pack("<3H4B2H2I", *head) + png

    return {_FAVICON: Export(make, drawing.digest)}


def logo_of(app: Sphinx) -> Picture | None:
    """The logo of the site (``html_logo`` or ``_static/logo.…``), or None."""
    return _picture(app, app.config.html_logo or LOGOS)


def icon_of(app: Sphinx) -> Picture:
    """The icon: ``html_favicon``, ``_static/favicon.svg``, the logo, or initials."""
    own = _picture(app, app.config.html_favicon or FAVICONS)
    return own or logo_of(app) or _initials(app)


def _picture(app: Sphinx, names: str | tuple[str, ...]) -> Picture | None:
    """The first existing file of *names*, relative to the folder of conf.py."""
    for name in (names,) if isinstance(names, str) else names:
        path = Path(app.confdir, name)
        if is_file(path):
            data = path.read_bytes()
            mime = mimetypes.guess_type(path.name)[0] or ""
            svg = data.decode(errors="replace") if "svg" in mime else ""
            return Picture(name, shapes_of(svg), data, mime)
    return None


def _initials(app: Sphinx) -> Picture:
    """The initials of the site's name on its accent colour."""
    words = [word for word in app.config.project.split() if word[0].isalnum()]
    letters = "".join(word[0] for word in (*words[:1], *words[1:][-1:])).upper() or "·"
    colors = colors_of(app.config)
    text = (
        f'<svg xmlns="{SVG}" viewBox="0 0 64 64"><rect width="64" height="64" rx="8" '
        f'fill="{colors["accent"][0]}"/><text x="32" y="43" font-size="{32}" '
        f'font-family="{_FAMILY}, serif" font-weight="600" text-anchor="middle" '
        f'fill="{colors["background"][0]}">{html.escape(letters)}</text></svg>'
    )
    return Picture("", None, text.encode(), "image/svg+xml")


def _modes(app: Sphinx) -> tuple[dict[str, str], dict[str, str]]:
    colors = colors_of(app.config)
    light = {name: pair[0] for name, pair in colors.items()}
    return light, {name: pair[1] for name, pair in colors.items()}


def _icon(app: Sphinx, icon: Picture) -> bytes:
    """The icon as SVG; a bitmap is embedded in one."""
    if icon.shapes is not None:
        return by_itself(icon.shapes, *_modes(app)).encode()
    return icon.data if "svg" in icon.mime else _squared(app, icon, 64, 0).encode()


def _touch_icon(app: Sphinx, icon: Picture) -> Drawing:
    """The icon on a background, for home screens."""
    svg = _squared(app, icon, _TOUCH, _MARGIN)
    return Drawing(svg, _modes(app)[0]["background"])


def _squared(app: Sphinx, picture: Picture, side: int, margin: int) -> str:
    """A picture in a square of *side* pixels, with a *margin* on each side."""
    inner = _at(app, picture, margin, margin, side - 2 * margin)
    box = f'width="{side}" height="{side}" viewBox="0 0 {side} {side}"'
    return f'<svg xmlns="{SVG}" {box}>{inner}</svg>'


def _at(app: Sphinx, picture: Picture, x: int, y: int, size: int) -> str:
    if picture.shapes is not None:
        return placed(picture.shapes, x, y, size, _modes(app)[0])
    data = base64.b64encode(picture.data).decode()
    box = f'x="{x}" y="{y}" width="{size}" height="{size}"'
    return f'<image {box} href="data:{picture.mime};base64,{data}"/>'


def _card(app: Sphinx, logo: Picture | None) -> Drawing:
    """The link preview: name and group on the site's background, next to the logo."""
    light, _ = _modes(app)
    width, height = _CARD_SIZE
    group = app.config.groupsite_organization
    known = group if isinstance(group, dict) else {}
    below = [str(known.get(key, "")) for key in ("name", "parent")]
    lines = [line for line in below if line and line != app.config.project]
    size, name = fitted(app.config.project)
    small, gap = 34, 24
    total = len(name) * size * 1.08 + (gap + len(lines) * small * 1.35 if lines else 0)
    y = (height - total) / 2
    texts = []
    for line in name:
        y += size * 1.08
        texts.append(_text(line, y - size * 0.22, size, light["text"]))
    y += gap
    for line in lines:
        y += small * 1.35
        texts.append(_text(line, y - small * 0.35, small, light["muted"]))
    drawn = _at(app, logo, 640, 35, 560) if logo else ""
    box = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    svg = f'<svg xmlns="{SVG}" {box}>{drawn}{"".join(texts)}</svg>'
    return Drawing(svg, light["background"])


def _text(line: str, y: float, size: int, color: str) -> str:
    font = f'font-family="{_FAMILY}" font-weight="600" font-size="{size}"'
    return f'<text x="96" y="{y:.1f}" {font} fill="{color}">{html.escape(line)}</text>'


def fitted(name: str) -> tuple[int, list[str]]:
    """The font size in pixels that fits *name* on the link preview, and its lines."""
    for size in _NAME_SIZES:
        lines = _wrapped(name, int(_NAME_WIDTH / (size * _LETTER)))
        if len(lines) <= _NAME_LINES and all(
            len(line) * size * _LETTER <= _NAME_WIDTH for line in lines
        ):
            return size, lines
    return _NAME_SIZES[-1], lines[: _NAME_LINES + 1]


def _wrapped(text: str, length: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(f"{lines[-1]} {word}") <= length:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
