"""Papers in lists: in our own form, or in the citation style that the site names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import part
from groupsite.kinds.papers.showing.authors import author_node
from groupsite.kinds.papers.showing.citation import name_number
from groupsite.kinds.papers.showing.entry import (
    all_links,
    info_part,
    link_node,
    links_part,
    paper_brief,
    paper_entry,
)
from groupsite.kinds.papers.showing.howtocite import cited_line, line_nodes
from groupsite.kinds.papers.showing.look import badge, preview
from groupsite.kinds.papers.showing.signs import ADDRESSES, TITLE
from groupsite.model.text import between_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Place

#: Links that a line may write out → what it has in their place. Without a DOI, the
#: address of a preprint is that on arXiv.
_WRITTEN: Final = {
    "doi": {ADDRESSES["DOI"]},
    "arxiv": {ADDRESSES["archive_location"], ADDRESSES["URL"]},
}


def paper_cards(papers: list[Paper], place: Place) -> list[nodes.Node]:
    """*papers* as cards, with large pictures."""
    items = (
        place.item(
            "paper",
            paper,
            record_item("", *listed_entry(paper, place.context, "large")),
        )
        for paper in papers
    )
    return [record_list("", *items, classes=["publications", "record-cards"])]


def listed_entry(
    paper: Paper, context: Any, picture: str = "small"
) -> list[nodes.Node]:
    """The parts of a paper's entry.

    :param context: a `DocumentContext`, which keeps the line for the next build.
    :param picture: the size of the picture.
    """
    settings = context.settings
    if settings.list_style is None:
        return paper_entry(paper, context, picture)
    line = cited_line(paper, settings.list_style, context)
    links: list[nodes.Node] = [
        link_node(link, settings)
        for link in all_links(paper)
        if _WRITTEN.get(link.name, set()).isdisjoint(line)
    ]
    return [
        *preview(paper, picture, context),
        *part(
            "paper-citation",
            *badge(paper, settings),
            *_line_nodes(line, paper, context),
            *_award(paper),
        ),
        *info_part(paper),
        links_part(paper, links, context),
    ]


def listed_brief(paper: Paper, context: Any) -> list[nodes.Node]:
    """The same in one paragraph, as in a bibliography."""
    style = context.settings.list_style
    if style is None:
        return paper_brief(paper, context)
    return _line_nodes(cited_line(paper, style, context), paper, context)


def brief_with_doi(paper: Paper, context: Any) -> list[nodes.Node]:
    """The same with the DOI in full, which readers on paper can type."""
    content, style = listed_brief(paper, context), context.settings.list_style
    line = cited_line(paper, style, context) if style else ""
    if not paper.doi or not _WRITTEN["doi"].isdisjoint(line):
        return content
    before = "".join(node.astext() for node in content)
    address = f"https://doi.org/{paper.doi}"
    link = nodes.reference("", f"doi:{paper.doi}", refuri=address, internal=False)
    return [*content, nodes.Text(between_sentences(before)), link]


def _line_nodes(line: str, paper: Paper, context: Any) -> list[nodes.Node]:
    """A line with the title linked to the paper, people linked, the owner marked."""

    def marked(sign: str, content: list[nodes.Node]) -> list[nodes.Node]:
        if sign == TITLE:
            return [context.reference("paper", paper.id, *content)]
        name = "".join(node.astext() for node in content)
        author = paper.authors[name_number(sign)]
        return [author_node(replace(author, name=name), context)]

    return line_nodes(line, paper, marked)


def _award(paper: Paper) -> Iterable[nodes.Node]:
    """The award, of which no style knows."""
    if paper.award:
        yield nodes.Text(" ")
        yield nodes.inline("", paper.award, classes=["chip", "award"])
