"""The sentence that a news item composes from the record of its paper.

Phrase, title at that time, venue, and the co-authors grouped by where they worked *on
that date*: ``With A and B (both Bath, UK), C (UCL, UK)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.inline import fill
from groupsite.kinds.papers.showing import shortening
from groupsite.kinds.papers.showing.entry import all_links, link_node
from groupsite.kinds.papers.showing.texts import rich_nodes
from groupsite.model.schemes import SCHEMES
from groupsite.sources.bibtex.latex import RichText, Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.model.dates import PartialDate
    from groupsite.model.rendering import Context

#: Value of ``:people:`` and ``:at:`` for nobody and nowhere.
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What an author can specify about the sentence of an item."""

    kind: str
    date: PartialDate
    title: str = ""
    venue: str = ""
    #: Ids of the co-authors to name; None for all of them.
    people: tuple[str, ...] | None = None
    #: Places by id of the person, for this item only.
    at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody to name; ``person`` is the id, or ``""`` for somebody unknown."""

    name: str
    person: str
    place: str


def composes(kind: str, context: Context) -> bool:
    """Whether items of *kind* compose a sentence from their paper."""
    return f"news.{kind}" in context.settings.phrases


def title_nodes(sentence: Sentence, paper: Paper, context: Context) -> list[nodes.Node]:
    """Phrase, title and venue; the title links to the paper."""
    title = paper.title
    if sentence.title:
        title = RichText((Run(sentence.title),))
    elif sentence.kind == "preprint" and paper.preprint_title:
        title = paper.preprint_title
    link = context.reference("paper", paper.id, *rich_nodes(title, paper))
    link["classes"].append("news-paper-title")
    venue = sentence.venue or (paper.venue if sentence.kind != "preprint" else "")
    where = [nodes.emphasis("", venue)] if venue else []
    phrase = context.settings.phrases[f"news.{sentence.kind}"]
    return fill(phrase, title=[link], venue=where)


def coauthor_nodes(
    sentence: Sentence, paper: Paper, context: Context
) -> list[nodes.Node]:
    """``With …``: the co-authors except the owner; empty if there are none."""
    others = [
        author
        for author in paper.authors
        if not author.person or author.person != context.settings.owner
    ]
    named = others
    if sentence.people is not None:
        named = [author for author in others if author.person in sentence.people]
        named.sort(key=lambda author: _index(author, sentence.people or ()))
    else:
        most = context.settings.authors
        shown = shortening.named(others, most, context.graph, context.settings)
        named = [author for place, author in enumerate(others) if place in shown]
    if not named:
        return []
    people = [_known(author, sentence, context) for author in named]
    rest = len(others) - len(named)
    tail: list[nodes.Node] = []
    if rest:
        words = context.settings.phrase("with.others", count=rest)
        link = context.reference("paper", paper.id, nodes.Text(words))
        tail = [nodes.Text(f" {context.settings.phrase('and')} "), link]
    phrase = context.settings.phrases["with"]
    return fill(phrase, people=[*grouped_nodes(people, context), *tail])


def people_nodes(sentence: Sentence, context: Context) -> list[nodes.Node]:
    """``With …`` for the people of an item that is not about a paper."""
    people = []
    for person_id in sentence.people or ():
        person = context.get("person", person_id)
        assert person is not None  # the directive has checked them
        place = _place(person_id, sentence, context)
        people.append(_Named(person.display_name, person_id, place))
    if not people:
        return []
    phrase = context.settings.phrases["with"]
    return fill(phrase, people=grouped_nodes(people, context))


def link_nodes(sentence: Sentence, paper: Paper, context: Context) -> list[nodes.Node]:
    """The links of the paper that suit the news: arXiv, or where it appeared."""
    links = all_links(paper)
    arxiv = [link for link in links if link.name == "arxiv"]
    publisher = [link for link in links if link.name == "html"]
    doi = [link for link in links if link.name == "doi"]
    pdf = [link for link in links if link.name == "pdf"]
    if sentence.kind == "preprint":
        chosen = arxiv or pdf or publisher or doi
    else:
        chosen = [*(publisher or doi), *arxiv] or pdf
    chosen = chosen or [link for link in links if link.name in SCHEMES][:1]
    return [link_node(link, context.settings) for link in chosen]


def _index(author: Author, order: Sequence[str]) -> int:
    return order.index(author.person)


def _known(author: Author, sentence: Sentence, context: Context) -> _Named:
    if not author.person:
        return _Named(author.name, "", "")
    person = context.graph.get("person", author.person)
    name = person.display_name if person else author.name
    return _Named(name, author.person, _place(author.person, sentence, context))


def _place(person_id: str, sentence: Sentence, context: Context) -> str:
    """Where somebody worked on the date of the item; the item's ``:at:`` wins."""
    override = sentence.at.get(person_id)
    if override is not None:
        return "" if override == NONE else override
    person = context.get("person", person_id)
    return person.place_at(sentence.date) if person else ""


def grouped_nodes(people: Sequence[_Named], context: Context) -> list[nodes.Node]:
    """People by place, in order of first appearance."""
    groups: dict[str, list[_Named]] = {}
    for number, person in enumerate(people):
        # somebody without a known place is a group of their own
        groups.setdefault(person.place or f"\0{number}", []).append(person)
    result: list[nodes.Node] = []
    for number, (place, members) in enumerate(groups.items()):
        if number:
            result.append(nodes.Text(", "))
        result += _names(members, context)
        if not place.startswith("\0"):
            result.append(nodes.Text(f" ({_together(len(members), context)}{place})"))
    return result


def _names(members: Sequence[_Named], context: Context) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for number, member in enumerate(members):
        if number:
            last = number == len(members) - 1
            conjunction = f" {context.settings.phrase('and')} "
            result.append(nodes.Text(conjunction if last else ", "))
        text = nodes.Text(member.name)
        if member.person:
            result.append(context.reference("person", member.person, text))
        else:
            result.append(text)
    return result


def _together(number: int, context: Context) -> str:
    if number == 1:
        return ""
    return context.settings.phrase("both" if number == 2 else "all") + " "
