"""Drawings within pages and by themselves."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import lxml.html
import pytest

from groupsite.theme.logo import SVG, by_itself, placed, shapes_of, within_page

LIGHT = {"accent": "#111111", "second": "#222222"}
DARK = {"accent": "#eeeeee", "second": "#dddddd"}
DRAWING = (
    f'<svg xmlns="{SVG}" viewBox="0 0 30 20" width="300" stroke="currentColor">\n'
    '  <!-- a ring --><g><circle class="second" r="3"/></g>\n</svg>'
)


def test_a_drawing_stands_within_a_page() -> None:
    """It has the size of its place, the colours of the page, and is no noise to hear."""
    root = shapes_of(DRAWING)
    assert root is not None
    page = lxml.html.document_fromstring(f"<p>{within_page(root, 56)}</p>")
    (svg,) = page.iter("svg")

    assert dict(svg.attrib) == {
        "class": "logo",
        "viewbox": "0 0 30 20",
        "stroke": "currentColor",
        "width": "84",
        "height": "56",
        "aria-hidden": "true",
        "focusable": "false",
    }
    assert [child.tag for child in svg.iter()] == ["svg", "g", "circle"]
    assert svg.text_content() == ""


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<path style="fill: red"/>',
        '<path id="a"/>',
        '<path onclick="alert(1)"/>',
        '<a href="https://example.org"><path/></a>',
        '<image href="x.png"/>',
        "<foreignObject/>",
        '<p xmlns="http://www.w3.org/1999/xhtml"/>',
        '<path x:y="1" xmlns:x="https://example.org"/>',
        "<?php echo 1 ?><path",
    ],
)
def test_what_is_more_than_shapes_stands_in_no_page(inner: str) -> None:
    """Its styles and ids would be those of the page; it is shown as a picture."""
    assert shapes_of(f'<svg xmlns="{SVG}">{inner}</svg>') is None


def test_a_drawing_by_itself_has_the_colours_of_the_site() -> None:
    """For the ground that its reader prefers."""
    root = shapes_of(DRAWING)
    assert root is not None
    svg = ET.fromstring(by_itself(root, LIGHT, DARK))

    style = svg.findtext(f"{{{SVG}}}style")
    assert style is not None
    for color in (*LIGHT.values(), *DARK.values()):
        assert color in style
    assert svg.find(f".//{{{SVG}}}circle") is not None


def test_a_drawing_is_placed_within_another_one() -> None:
    """In the colours of light pages."""
    root = shapes_of(DRAWING)
    assert root is not None
    svg = ET.fromstring(placed(root, 10, 20, 30, LIGHT))

    assert svg.attrib == {
        "x": "10",
        "y": "20",
        "width": "30",
        "height": "30",
        "viewBox": "0 0 30 20",
        "stroke": "currentColor",
        "color": "#111111",
    }
