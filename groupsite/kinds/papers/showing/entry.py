"""How a paper is shown in lists: title, authors, venue, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.inline import separated
from groupsite.build.nodes import (
    record_fold,
    record_part,
    record_source,
    record_span,
)
from groupsite.directives.entries import part
from groupsite.kinds.papers.formats.coins import context_object
from groupsite.kinds.papers.paper import PaperLink
from groupsite.kinds.papers.showing.look import preview
from groupsite.kinds.papers.showing.venue import venue_nodes
from groupsite.model.schemes import SCHEMES

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.model.rendering import Context
    from groupsite.model.settings import Settings
    from groupsite.sources.bibtex.latex import RichText

#: Maximum number of authors shown in full.
MOST_AUTHORS: Final = 12
#: Number of authors shown before the fold if there are more.
SHOWN_AUTHORS: Final = 8
#: Id of the section "How to cite" on a paper's page.
CITE: Final = "cite"


def paper_entry(paper: Paper, context: Context) -> list[nodes.Node]:
    """The parts of a paper's entry."""
    title = rich_nodes(paper.title, paper)
    links = address_nodes(paper, context.settings)
    if context.has_page("paper", paper.id):
        title = [context.reference("paper", paper.id, *title)]
        words = nodes.Text(context.settings.phrase("bibtex"))
        links.append(context.reference("paper", paper.id, words, section=CITE))
        links = separated(links, " · ")
    else:
        links = [*separated(links, " · "), _source(paper, context)]
    # COinS, https://ocoins.info, for reference managers
    links.append(record_span("", title=context_object(paper), classes=["Z3988"]))
    return [
        *preview(paper, "small", context),
        record_part("", "", *title, classes=["paper-title"]),
        *part("paper-authors", *author_nodes(paper, context)),
        *part("paper-venue", *venue_nodes(paper, context)),
        record_part("", "", *links, classes=["paper-links"]),
    ]


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
    return separated([title, *inlines], ". ")


def rich_nodes(text: RichText, paper: Paper) -> list[nodes.Node]:
    """The nodes of *text*, a text of *paper*, formulas included."""
    return [
        formula_node(run.text, paper) if run.math else nodes.Text(run.text)
        for run in text.runs
    ]


def formula_node(formula: str, paper: Paper) -> nodes.math:
    """The node of a *formula* that occurs in *paper*."""
    return nodes.math("", formula, record=("paper", paper.id))


def author_nodes(
    paper: Paper, context: Context, *, brief: bool = False
) -> list[nodes.Node]:
    """All authors in order, people linked, the owner and members marked.

    :param brief: link to the paper instead of folding away the rest of a long list.
    """
    shown = paper.authors
    rest: tuple[Author, ...] = ()
    if len(shown) > MOST_AUTHORS:
        shown, rest = shown[:SHOWN_AUTHORS], shown[SHOWN_AUTHORS:]
    conjunction = f" {context.settings.phrase('and')} "
    names = [author_node(author, context) for author in shown]
    result = separated(names, ", ", ", " if rest or paper.and_others else conjunction)
    if rest:
        words = context.settings.phrase("others", count=len(rest))
        last = ", " if paper.and_others else conjunction
        result.append(nodes.Text(conjunction.rstrip() + " "))
        if brief:
            result.append(context.reference("paper", paper.id, nodes.Text(words)))
        else:
            hidden = [author_node(author, context) for author in rest]
            result.append(
                record_fold("", "", *separated(hidden, ", ", last), summary=words)
            )
    if paper.and_others:
        result.append(nodes.Text(f" {context.settings.phrase('cite.others')}"))
    if paper.alphabetical and len(paper.authors) > 1:
        note = f" ({context.settings.phrase('alphabetical')})"
        result.append(nodes.inline("", note, classes=["paper-order"]))
    return result


def author_node(author: Author, context: Context) -> nodes.Node:
    """A name, linked to the person if known; the owner's is strong."""
    if not author.person:
        return nodes.Text(author.name)
    text: nodes.Node = nodes.Text(author.name)
    person = context.graph.get("person", author.person)
    link = context.reference("person", author.person, text)
    if author.person == context.settings.owner:
        own = link if context.has_page("person", author.person) else text
        return nodes.strong("", "", own, classes=["owner"])
    if person is not None and person.status != "collaborator":
        return nodes.inline("", "", link, classes=["member"])
    return link


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
