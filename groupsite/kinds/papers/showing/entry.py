"""How a paper is shown in lists: title, authors, venue, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.inline import sentences, separated
from groupsite.build.nodes import (
    record_part,
    record_source,
    record_span,
)
from groupsite.directives.entries import part
from groupsite.kinds.papers.formats.coins import context_object
from groupsite.kinds.papers.paper import PaperLink
from groupsite.kinds.papers.showing.authors import author_nodes
from groupsite.kinds.papers.showing.look import badge, preview
from groupsite.kinds.papers.showing.texts import rich_nodes
from groupsite.kinds.papers.showing.venue import venue_nodes
from groupsite.model.schemes import SCHEMES

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Context
    from groupsite.model.settings import Settings

#: Id of the section "How to cite" on a paper's page.
CITE: Final = "cite"


def paper_entry(
    paper: Paper, context: Context, picture: str = "small"
) -> list[nodes.Node]:
    """The parts of a paper's entry.

    :param picture: the size of the picture.
    """
    title, authors = rich_nodes(paper.title, paper), author_nodes(paper, context)
    # lines that run on have a full stop behind the names, but for "et al."
    stopped = " stopped" if authors and authors[-1].astext().endswith(".") else ""
    if context.has_page("paper", paper.id):
        title = [context.reference("paper", paper.id, *title)]
    return [
        *preview(paper, picture, context),
        record_part("", "", *title, classes=["paper-title"]),
        *part(f"paper-authors{stopped}", *authors),
        *part(
            "paper-venue", *badge(paper, context.settings), *venue_nodes(paper, context)
        ),
        *info_part(paper),
        links_part(paper, address_nodes(paper, context.settings), context),
    ]


def info_part(paper: Paper) -> list[nodes.Node]:
    """A further sentence about a paper."""
    return part("paper-info", *rich_nodes(paper.look.info, paper))


def links_part(paper: Paper, links: list[nodes.Node], context: Context) -> record_part:
    """The last part of an entry: *links*, the BibTeX, what reference managers read."""
    shown = separated(links, " · ")
    if not paper.look.bibtex:
        pass
    elif context.has_page("paper", paper.id):
        words = nodes.Text(context.settings.phrase("bibtex"))
        source = context.reference("paper", paper.id, words, section=CITE)
        shown = separated([*links, source], " · ")
    else:
        shown.append(_source(paper, context))
    # COinS, https://ocoins.info
    shown.append(record_span("", title=context_object(paper), classes=["Z3988"]))
    return record_part("", "", *shown, classes=["paper-links"])


def paper_brief(paper: Paper, context: Context) -> list[nodes.Node]:
    """The same in one paragraph, as in a bibliography."""
    title = context.reference("paper", paper.id)
    title["classes"].append("paper-title")
    parts = {
        "paper-authors": author_nodes(paper, context, brief=True),
        "paper-venue": venue_nodes(paper, context),
    }
    inlines = (
        nodes.inline("", "", *content, classes=[name])
        for name, content in parts.items()
        if content
    )
    return sentences([title, *inlines])


def address_nodes(paper: Paper, settings: Settings) -> list[nodes.Node]:
    """The links of the paper, as words."""
    return [link_node(link, settings) for link in all_links(paper)]


def _source(paper: Paper, context: Context) -> record_source:
    """The BibTeX of the entry, for papers without a page."""
    return record_source(
        summary=context.settings.phrase("bibtex"),
        text=paper.bibtex,
        classes=["paper-bibtex"],
    )


def all_links(paper: Paper) -> list[PaperLink]:
    """DOI, arXiv, other archives, then the links in their order, then indexes."""
    links = []
    if paper.doi:
        links.append(PaperLink("doi", f"https://doi.org/{paper.doi}"))
    if paper.arxiv:
        links.append(PaperLink("arxiv", f"https://arxiv.org/abs/{paper.arxiv}"))
    others = [(i.is_index, PaperLink(i.scheme, i.address)) for i in paper.identifiers]
    archives = [link for is_index, link in others if not is_index]
    indexes = [link for is_index, link in others if is_index]
    return [*links, *archives, *paper.links, *indexes]


def link_node(link: PaperLink, settings: Settings) -> nodes.reference:
    """A link, labelled by its type."""
    text = settings.phrases.get(f"link.{link.name}") or _link_name(link.name)
    if link.label:
        text += f" ({link.label})"
    return nodes.reference("", text, refuri=link.uri, internal=False)


def _link_name(name: str) -> str:
    """The name of an archive, or that which the entry gives to a link of its own."""
    if name in SCHEMES:
        return SCHEMES[name].title
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
