"""The picture beside a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.build.pictures import picture_nodes
from groupsite.model.parts import Size

if TYPE_CHECKING:
    from docutils import nodes

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Context

#: In lists and on the paper's page; ``.paper-preview`` in `groupsite.css`.
PICTURES: Final = (Size("small", 136, 104), Size("large", 480, 360))


def preview(paper: Paper, size: str, context: Context) -> list[nodes.Node]:
    """The picture of *paper* in one of the sizes; nothing if it has none."""
    classes = ("paper-preview", f"paper-preview-{size}")
    return picture_nodes("paper", paper, size, context, *classes, alt=paper.look.alt)
