"""Links to profiles as icons: drawn into the page, named for those who do not see them.

Websites show the icon; the name is its tooltip, and what screen readers say. Books, paper
and plain text have the names as words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.inline import separated
from groupsite.build.nodes import is_book

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: Between the links where they are words.
_BETWEEN: Final = " · "
#: Names of icons that are areas; the others are lines.
_SOLID: Final = frozenset({"bluesky", "github", "linkedin", "orcid", "scholar"})
#: Name → path in a square of 16 units. GitHub's is octicon `mark-github` (MIT).
ICONS: Final = {
    "email": "M1.5 3.5h13v9h-13zM1.5 4.5l6.5 4.5 6.5-4.5",
    "homepage": "M1.5 8L8 2.2 14.5 8M3.5 6.5V14h9V6.5M6.5 14v-4h3v4",
    "cv": "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M6 8h4.5M6 11h4.5",
    "orcid": (
        "M8 .8a7.2 7.2 0 100 14.4A7.2 7.2 0 008 .8zM4.7 6.1H6v5.5H4.7z"
        "M5.35 3.9a.8.8 0 110 1.6.8.8 0 010-1.6zM7.3 6.1h2.2a2.75 2.75 0 010 5.5"
        "H7.3zM8.5 7.2v3.3h1a1.65 1.65 0 000-3.3z"
    ),
    "scholar": (
        "M8 1.8L.3 6.3 8 10.8l5.9-3.5v4h1.3V6.3zM3.3 9.4v2.5c1 1.4 2.8 2.2 4.7 2.2"
        "s3.7-.8 4.7-2.2V9.4L8 12.1z"
    ),
    "dblp": "M8 1.8l6.5 3.2L8 8.2 1.5 5zM1.5 8L8 11.2 14.5 8M1.5 11L8 14.2l6.5-3.2",
    "hal": "M5 7.5V4.2a3 3 0 016 0M8 7a3.7 3.7 0 100 7.4A3.7 3.7 0 008 7zM8 10.7h.01",
    "github": (
        "M8 0C3.58 0 0 3.58 0 8c0 3.54 2.29 6.53 5.47 7.59.4.07.55-.17.55-.38 0-.19"
        "-.01-.82-.01-1.49-2.01.37-2.53-.49-2.69-.94-.09-.23-.48-.94-.82-1.13-.28-.15"
        "-.68-.52-.01-.53.63-.01 1.08.58 1.23.82.72 1.21 1.87.87 2.33.66.07-.52.28-.87"
        ".51-1.07-1.78-.2-3.64-.89-3.64-3.95 0-.87.31-1.59.82-2.15-.08-.2-.36-1.02"
        ".08-2.12 0 0 .67-.21 2.2.82.64-.18 1.32-.27 2-.27s1.36.09 2 .27c1.53-1.04"
        " 2.2-.82 2.2-.82.44 1.1.16 1.92.08 2.12.51.56.82 1.27.82 2.15 0 3.07-1.87"
        " 3.75-3.65 3.95.29.25.54.73.54 1.48 0 1.07-.01 1.93-.01 2.2 0 .21.15.46.55.38"
        "A8.01 8.01 0 0016 8c0-4.42-3.58-8-8-8z"
    ),
    "zenodo": "M2 2h12v12H2zM5.5 5.5h5l-5 5h5",
    "mastodon": (
        "M12.5 10.5c-1 .8-2.8 1-6 1 0 1.8 1.8 2.2 4 1.8-.6 1-5.6 1.7-6.7-.8"
        "C3 11 2.5 8 2.6 4.5c0-1.7 1-2.7 2.7-2.7h5.4c1.7 0 2.7 1 2.7 2.7v4c0 .8-.3"
        " 1.6-.9 2zM5.2 8.5V5.7a1.4 1.4 0 012.8 0v1.6M8 5.7a1.4 1.4 0 012.8 0v2.8"
    ),
    "bluesky": (
        "M8 7.3C7.3 5.9 5.3 3.3 3.6 2.1 1.9 1 1 1.3 1 3.1c0 .4.2 3.2.4 3.7.5 1.7"
        " 2.2 2.2 3.8 2-2.4.4-4.4 1.3-1.7 4.3 3 3.1 4.1-.7 4.5-2.3.4 1.6 1.4 5.3 4.5"
        " 2.3 2.4-2.5.7-3.9-1.7-4.3 1.6.2 3.3-.3 3.8-2 .2-.5.4-3.3.4-3.7 0-1.8-.9-2.1"
        "-2.6-1C10.7 3.3 8.7 5.9 8 7.3z"
    ),
    "linkedin": (
        "M2.5 1h11A1.5 1.5 0 0115 2.5v11a1.5 1.5 0 01-1.5 1.5h-11A1.5 1.5 0 011 13.5"
        "v-11A1.5 1.5 0 012.5 1zM3.4 6.3v6.3h1.9V6.3zM4.35 3.2a1.1 1.1 0 100 2.2"
        " 1.1 1.1 0 000-2.2zM6.6 6.3v6.3h1.9V9.2c0-.9.4-1.4 1.1-1.4s1 .5 1 1.4v3.4h1.9"
        "V8.8c0-1.8-.9-2.7-2.2-2.7-.9 0-1.5.4-1.8 1v-.8z"
    ),
    "researchgate": (
        "M2.5 12.5v-9h2.3a2.5 2.5 0 010 5H2.5M4.8 8.5l2.7 4M13.5 5.2a2.3 2.3 0"
        " 00-4.3 1.3v3a2.3 2.3 0 004.3 1V8.5h-2"
    ),
    "other": "M6.5 3H3v10h10V9.5M9.5 2.5h4v4M13.5 2.5L7.5 8.5",
}


class icon_link(nodes.reference):
    """A link shown as the icon called `icon`; its text is the name."""


class icon_gap(nodes.inline):
    """What stands between two such links where they are words."""


def icon_links(
    links: Iterable[tuple[str, nodes.reference]], more: Iterable[nodes.Node] = ()
) -> list[nodes.Node]:
    """*links* in a row, each as the icon of its name, or as words if there is none.

    :param more: further links, as words, which come last.
    """
    shown: list[nodes.Node] = []
    words: list[nodes.Node] = []
    for name, link in links:
        if name in ICONS:
            icon = icon_link("", "", *link.children, **link.attributes)
            icon["icon"], icon["reftitle"] = name, link.astext()
            icon["classes"] = ["icon-link"]
            shown.append(icon)
        else:
            words.append(link)
    row = separated([*shown, *words, *more], _BETWEEN)
    return [icon_gap("", _BETWEEN) if n.astext() == _BETWEEN else n for n in row]


def drawing(name: str) -> str:
    """The icon as SVG, which takes the colour of the text around it."""
    sort = "solid" if name in _SOLID else "lines"
    path = f'<path fill-rule="evenodd" d="{ICONS[name]}"/>'
    return (
        f'<svg class="icon icon-{sort}" viewBox="0 0 16 16" width="20" height="20" '
        f'aria-hidden="true">{path}</svg>'
    )


def setup_icons(app: Sphinx) -> None:
    """Register the nodes: icons on websites, words elsewhere."""
    words, text = (_visit_words, _depart_words), (_pass, _pass)
    for node, html, other in (
        (icon_link, (_visit_icon, _depart_icon), words),
        (icon_gap, (_visit_gap, _pass), text),
    ):
        app.add_node(node, html=html, latex=other, text=other, man=other, texinfo=other)


def _visit_icon(self: HTML5Translator, node: Any) -> None:
    self.visit_reference(node)
    if not is_book(self):  # XHTML of a book would have to declare SVG
        self.body.append(f"{drawing(node['icon'])}<span>")


def _depart_icon(self: HTML5Translator, node: Any) -> None:
    if not is_book(self):
        self.body.append("</span>")
    self.depart_reference(node)


def _visit_gap(self: HTML5Translator, _node: Any) -> None:
    if not is_book(self):  # the style sheet keeps icons apart
        self.body.append("\n")
        raise nodes.SkipNode


def _visit_words(self: Any, node: nodes.Element) -> None:
    self.visit_reference(node)


def _depart_words(self: Any, node: nodes.Element) -> None:
    self.depart_reference(node)


def _pass(_self: Any, _node: nodes.Element) -> None:
    """Write the text alone."""
