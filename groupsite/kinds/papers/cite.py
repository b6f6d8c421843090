"""How to cite a paper: one line of plain text, and its BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from groupsite.directives.entries import joined
from groupsite.kinds.papers.entry import rich_nodes, venue_pieces
from groupsite.model.text import join_words

if TYPE_CHECKING:
    from groupsite.build.context import Context
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.settings import Settings


def citation_nodes(paper: Paper, context: Context) -> list[nodes.Node]:
    """``A and B (2024). Title. Venue 12(3), 1–20. https://doi.org/…``.

    What nobody has written begins with its title: ``Title (2024). Venue``.
    """
    settings = context.settings
    who, title = _names(paper, settings), rich_nodes(paper.title, paper)
    year = f"({paper.year})" if paper.year else ""
    first, then = (who, title) if who else (title, "")
    head = joined([first, year], " ")
    return joined([head, then, venue_pieces(paper, settings), _address(paper)], ". ")


def _names(paper: Paper, settings: Settings) -> str:
    names = [author.name for author in paper.authors or paper.editors]
    if paper.and_others:
        return ", ".join([*names, settings.phrase("cite.others")])
    return join_words(names, settings.phrase("and"))


def _address(paper: Paper) -> list[nodes.Node]:
    """The DOI, else arXiv, as an address that can be read on paper."""
    address = ""
    if paper.doi:
        address = f"https://doi.org/{paper.doi}"
    elif paper.arxiv:
        address = f"https://arxiv.org/abs/{paper.arxiv}"
    if not address:
        return []
    return [nodes.reference("", address, refuri=address, internal=False)]
