"""Icons and the picture of links, drawn by the build from name, logo and colours.

``_static/icon.svg`` and ``icon-180.png`` (home screens), ``favicon.ico`` at the root of
the site, ``_static/card.png`` for messengers and social media (https://ogp.me). A site
that brings one of them keeps its own.
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
from groupsite.theme.colors import site_colors
from groupsite.theme.logo import SVG, by_itself, placed, shapes_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sphinx.application import Sphinx

ICON: Final = "_static/icon.svg"
TOUCH_ICON: Final = "_static/icon-180.png"
CARD: Final = "_static/card.png"
#: The logo of a site that names none (`html_logo`): the first of these that is there.
LOGOS: Final = ("_static/logo.svg", "_static/logo.png")
#: What icons show where a site has it and names nothing else.
FAVICONS: Final = ("_static/favicon.svg", "_static/favicon.png")
_FAVICON: Final = "favicon.ico"
#: Side of the icon of home screens, and what it keeps free, in pixels.
_TOUCH, _MARGIN = 180, 20
_ICO: Final = 32
#: Size of the picture of links in pixels, as its readers want it.
_CARD_SIZE: Final = (1200, 630)
#: Sizes of the name on it in pixels; the first that fits is taken.
_NAME_SIZES: Final = (92, 76, 62, 50, 40)
_NAME_WIDTH, _NAME_LINES = 600, 3
#: How much of its height a letter of the font is wide, on average and with room to spare.
_LETTER: Final = 0.5
_FONT: Final = Path(__file__).parent / "fonts" / "SourceSerifPro-Semibold.otf"
_FAMILY: Final = "Source Serif Pro"


class Picture(NamedTuple):
    """A file that is a logo or an icon."""

    #: Its path; empty for one that we draw ourselves.
    name: str
    #: Its shapes, if it takes its colours from the site.
    shapes: Element | None
    data: bytes
    mime: str


class Drawing(NamedTuple):
    """A picture before it is drawn."""

    svg: str
    #: The colour behind it; none where it is empty.
    ground: str = ""

    @property
    def digest(self) -> str:
        """Changes whenever the picture does."""
        made_of = repr((self, resvg_py.__version__))
        return hashlib.blake2b(made_of.encode(), digest_size=16).hexdigest()

    def png(self) -> bytes:
        """The picture; letters that our font lacks come from the system's."""
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=self.svg,
                background=self.ground or None,
                font_files=[str(_FONT)],
            )
        )


def draw_pictures(app: Sphinx) -> None:
    """At ``builder-inited``: draw what the site does not bring, as static files."""
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
    for path in folder.glob("*"):  # drawn for settings as they were
        if path.name not in (*drawings, "icon.svg"):
            path.unlink()
    write_manifest(note, {name: drawing.digest for name, drawing in drawings.items()})
    # before the folders of the site: what it brings itself counts
    config.html_static_path = [str(folder), *config.html_static_path]


def icon_files(app: Sphinx) -> dict[str, Export]:
    """At ``groupsite-exports``: ``favicon.ico``, which browsers ask every host for."""
    if gives(_FAVICON, site_of(app).settings):
        return {}
    drawing = Drawing(_squared(app, icon_of(app), _ICO, 0))

    def make() -> bytes:
        png = drawing.png()
        # ICO: one picture of 32 by 32 pixels, which may be a PNG since 2006
        head = (0, 1, 1, _ICO, _ICO, 0, 0, 1, 32, len(png), 22)
        return struct.pack("<3H4B2H2I", *head) + png

    return {_FAVICON: Export(make, drawing.digest)}


def logo_of(app: Sphinx) -> Picture | None:
    """The logo of the site (``html_logo``, else ``_static/logo.…``), if it has one."""
    return _picture(app, app.config.html_logo or LOGOS)


def icon_of(app: Sphinx) -> Picture:
    """What icons show: ``html_favicon``, ``_static/favicon.svg``, logo or initials."""
    own = _picture(app, app.config.html_favicon or FAVICONS)
    return own or logo_of(app) or _initials(app)


def _picture(app: Sphinx, names: str | tuple[str, ...]) -> Picture | None:
    """The first file of these names, which count from the folder of conf.py."""
    for name in (names,) if isinstance(names, str) else names:
        path = Path(app.confdir, name)
        if is_file(path):
            data = path.read_bytes()
            mime = mimetypes.guess_type(path.name)[0] or ""
            svg = data.decode(errors="replace") if "svg" in mime else ""
            return Picture(name, shapes_of(svg), data, mime)
    return None


def _initials(app: Sphinx) -> Picture:
    """The first letters of the site's name on a ground of its accent."""
    words = [word for word in app.config.project.split() if word[0].isalnum()]
    letters = "".join(word[0] for word in (*words[:1], *words[1:][-1:])).upper() or "·"
    colors = site_colors(app.config.groupsite_colors)
    text = (
        f'<svg xmlns="{SVG}" viewBox="0 0 64 64"><rect width="64" height="64" rx="8" '
        f'fill="{colors["accent"][0]}"/><text x="32" y="43" font-size="{32}" '
        f'font-family="{_FAMILY}, serif" font-weight="600" text-anchor="middle" '
        f'fill="{colors["background"][0]}">{html.escape(letters)}</text></svg>'
    )
    return Picture("", None, text.encode(), "image/svg+xml")


def _modes(app: Sphinx) -> tuple[dict[str, str], dict[str, str]]:
    colors = site_colors(app.config.groupsite_colors)
    light = {name: pair[0] for name, pair in colors.items()}
    return light, {name: pair[1] for name, pair in colors.items()}


def _icon(app: Sphinx, icon: Picture) -> bytes:
    """The icon as SVG; one that is no SVG within one."""
    if icon.shapes is not None:
        return by_itself(icon.shapes, *_modes(app)).encode()
    return icon.data if "svg" in icon.mime else _squared(app, icon, 64, 0).encode()


def _touch_icon(app: Sphinx, icon: Picture) -> Drawing:
    """Home screens want a ground behind it."""
    svg = _squared(app, icon, _TOUCH, _MARGIN)
    return Drawing(svg, _modes(app)[0]["background"])


def _squared(app: Sphinx, picture: Picture, side: int, margin: int) -> str:
    """A picture in a square of *side* pixels, with a *margin* around it."""
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
    """Name and group on the ground of the site, the logo beside them."""
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
    """The size in pixels at which *name* fits on the picture of links, and its lines."""
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
