"""A logo or an icon as SVG: in the colours of a page, or by itself.

A drawing says ``currentColor`` where it wants the accent of the site, and has the class
``second`` where it wants the second colour. Pure: nothing of Sphinx is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

SVG: Final = "http://www.w3.org/2000/svg"
#: What a drawing may consist of to stand within a page: shapes. Styles and ids would be
#: those of the whole page, and a strict policy forbids what is inline.
_SHAPES: Final = frozenset(
    [
        "svg",
        "g",
        "title",
        "desc",
        "path",
        "circle",
        "ellipse",
        "line",
        "rect",
        "polygon",
        "polyline",
    ]
)
_FOREIGN: Final = re.compile(r"id|style|on.*|\{.*\}.*")


def shapes_of(svg: str) -> ET.Element | None:
    """The drawing, its names without a namespace; None if it is more than shapes."""
    try:
        root = ET.fromstring(svg)  # noqa: S314  the site's own file
    except ET.ParseError:
        return None
    for element in root.iter():
        space, _, name = element.tag.rpartition("}")
        if space != f"{{{SVG}" or name not in _SHAPES:
            return None
        if any(map(_FOREIGN.fullmatch, element.attrib)):
            return None
        element.tag = name
        element.text = (element.text or "").strip()
        element.tail = ""
    return root


def within_page(root: ET.Element, height: int) -> str:
    """The drawing as a part of a page, which gives it its colours.

    :param height: in CSS pixels; the width follows from the drawing's own proportions.
    """
    size = {"width": f"{height * _ratio(root):g}", "height": f"{height}"}
    own = {k: v for k, v in root.attrib.items() if k not in ("width", "height")}
    hidden = {"aria-hidden": "true", "focusable": "false"}
    return _markup(root, {"class": "logo", **own, **size, **hidden})


def by_itself(
    root: ET.Element, light: Mapping[str, str], dark: Mapping[str, str]
) -> str:
    """The drawing as a file, in the colours that its reader prefers.

    :param light: ``accent`` and ``second`` on a light ground; *dark*: on a dark one.
    """
    style = ET.Element("style")
    style.text = (
        f"svg{{color:{light['accent']}}}.second{{color:{light['second']}}}"
        f"@media (prefers-color-scheme:dark){{svg{{color:{dark['accent']}}}"
        f".second{{color:{dark['second']}}}}}"
    )
    return _markup(root, {"xmlns": SVG, **root.attrib}, style)


def placed(
    root: ET.Element, x: int, y: int, size: int, light: Mapping[str, str]
) -> str:
    """The drawing as a square part of another one."""
    box = {"x": f"{x}", "y": f"{y}", "width": f"{size}", "height": f"{size}"}
    style = ET.Element("style")
    style.text = f".second{{color:{light['second']}}}"
    return _markup(root, {**root.attrib, **box, "color": light["accent"]}, style)


def _markup(root: ET.Element, attributes: dict[str, str], *first: ET.Element) -> str:
    copy = ET.Element("svg", attributes)
    copy.extend([*first, *root])
    return ET.tostring(copy, encoding="unicode")


def _ratio(root: ET.Element) -> float:
    """Width by height, from the view box (SVG 2, 8.6) or the size; 1 where unknown."""
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] or [root.get("width", ""), root.get("height", "")]
    try:
        width, height = (float(side.removesuffix("px")) for side in sides)
        return width / height
    except ValueError:
        return 1
