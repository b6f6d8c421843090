"""The picture beside a paper, and the badge of its venue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.pictures import picture_nodes
from groupsite.model.contrast import ink_on
from groupsite.model.parts import Size

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Context
    from groupsite.model.settings import Settings

#: In lists and on the paper's page; ``.paper-preview`` in `groupsite.css`.
PICTURES: Final = (Size("small", 136, 104), Size("large", 480, 360))


def preview(paper: Paper, size: str, context: Context) -> list[nodes.Node]:
    """The picture of *paper* in one of the sizes; nothing if it has none."""
    classes = ("paper-preview", f"paper-preview-{size}")
    return picture_nodes("paper", paper, size, context, *classes, alt=paper.look.alt)


def badge(paper: Paper, settings: Settings) -> list[nodes.Node]:
    """The short name of the venue, in its colours and linked if conf.py says so."""
    name = paper.look.badge
    if not name:
        return []
    venue, classes = settings.venues.get(name), ["badge"]
    text: nodes.Node = nodes.Text(name)
    if venue and venue.color:
        classes.append(_css_class(name, settings))
    if venue and venue.url:
        text = nodes.reference("", name, refuri=venue.url, internal=False)
    return [nodes.inline("", "", text, classes=classes), nodes.Text(" ")]


def badges_css(settings: Settings) -> str:
    """The colours of the site's badges as CSS; empty if there are none."""
    return "".join(
        f".{_css_class(name, settings)}"
        f"{{--badge:{venue.color};--badge-ink:{ink_on(venue.color)}}}"
        for name, venue in settings.venues.items()
        if venue.color
    )


def _css_class(name: str, settings: Settings) -> str:
    """The class of a venue: names may be of any script."""
    return f"badge-{[*settings.venues].index(name) + 1}"
