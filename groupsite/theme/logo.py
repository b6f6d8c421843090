"""SVG logos and icons, in the colours of a page or as files of their own.

In a drawing, ``currentColor`` is the site's accent colour, and the class ``second``
marks what has the second colour. Pure: nothing of Sphinx is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

SVG: Final = "http://www.w3.org/2000/svg"
#: Elements allowed in a drawing within a page. Styles and ids would apply to the whole
#: page, and a strict policy forbids inline styles.
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
    """The drawing without namespaces; None if it has anything but shapes."""
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
    """The drawing as part of a page, which determines its colours.

    :param height: in CSS pixels; the width follows from the drawing's proportions.
    """
    size = {"width": f"{height * _ratio(root):g}", "height": f"{height}"}
    own = {k: v for k, v in root.attrib.items() if k not in ("width", "height")}
    hidden = {"aria-hidden": "true", "focusable": "false"}
    return _markup(root, {"class": "logo", **own, **size, **hidden})


def by_itself(
    root: ET.Element, light: Mapping[str, str], dark: Mapping[str, str]
) -> str:
    """The drawing as a file, in light or dark colours as its viewer prefers.

    :param light: ``accent`` and ``second`` for light backgrounds; *dark* for dark.
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
    """The drawing as a square in another one, positioned at *x*, *y*."""
    box = {"x": f"{x}", "y": f"{y}", "width": f"{size}", "height": f"{size}"}
    style = ET.Element("style")
    style.text = f".second{{color:{light['second']}}}"
    return _markup(root, {**root.attrib, **box, "color": light["accent"]}, style)


def _markup(root: ET.Element, attributes: dict[str, str], *first: ET.Element) -> str:
    copy = ET.Element("svg", attributes)
    copy.extend([*first, *root])
    return ET.tostring(copy, encoding="unicode")


def _ratio(root: ET.Element) -> float:
    """Width/height, from the view box (SVG 2, 8.6) or the size; 1 if unknown."""
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] or [root.get("width", ""), root.get("height", "")]
    try:
        width, height = (float(side.removesuffix("px")) for side in sides)
        return width / height
    except ValueError:
        return 1
