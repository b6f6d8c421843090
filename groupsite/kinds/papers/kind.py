"""Papers as a kind of record: all its parts in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.directives.filtering import person_label
from groupsite.kinds.papers.advice import paper_advice
from groupsite.kinds.papers.formats.export import bibtex_file, csl_file, csl_piece
from groupsite.kinds.papers.formats.ris import ris_file, ris_piece
from groupsite.kinds.papers.formats.schema import paper_thing
from groupsite.kinds.papers.grouping import GROUPS, type_words
from groupsite.kinds.papers.likeness import OF as LIKENESS_OF
from groupsite.kinds.papers.likeness import papers_like
from groupsite.kinds.papers.matching import with_people
from groupsite.kinds.papers.profiles import with_profile
from groupsite.kinds.papers.reading.biblatex import STATES
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.kinds.papers.showing.feed import PAPER_FEED
from groupsite.kinds.papers.showing.howtocite import citation_file, citation_piece
from groupsite.kinds.papers.showing.listed import (
    brief_with_doi,
    listed_brief,
    listed_entry,
    paper_cards,
)
from groupsite.kinds.papers.showing.look import PICTURES
from groupsite.kinds.papers.showing.shortening import named
from groupsite.kinds.papers.showing.texts import rich_nodes
from groupsite.kinds.papers.twins import same_numbers
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Advice,
    Edge,
    Entry,
    Filter,
    Format,
    Linking,
    Listing,
    Option,
    Page,
    Picture,
    Question,
    Search,
    Section,
    Source,
)
from groupsite.model.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


#: Maximum number of authors named in a search result.
_NAMED: Final = 4
#: Link names of the material that may accompany a paper.
MATERIAL: Final = ("code", "data", "slides", "poster", "video")


def _complete(
    located: Located[Paper], graph: Records, settings: Settings
) -> tuple[Paper, list[Problem]]:
    """The paper with what the people file knows: its authors, the owner's profile."""
    paper, problems = with_people(located, graph, settings)
    return with_profile(paper, graph, settings), problems


def _edges(paper: Paper) -> list[Edge]:
    """Known authors, topics and grants."""
    return [
        *(Edge("person", person, "author") for person in paper.people),
        *(Edge("topic", topic, "keywords") for topic in paper.topics),
        *(Edge("grant", grant, "grant") for grant in paper.grants),
    ]


def _order(paper: Paper) -> Any:
    """What is to come, then newest first, then what has no date.

    In the order of the file within a year if only that is known.
    """
    if paper.date is None:
        return (0 if paper.is_coming else 2,)
    return (1, -paper.date.year, -paper.date.month, -paper.date.day)


def _type_label(name: str, _graph: Records, settings: Settings) -> str:
    return type_words(name, settings)


def _topic_label(topic: str, _graph: Records, settings: Settings) -> str:
    return settings.topics[topic]


def _material(paper: Paper, _settings: Settings) -> Iterable[str]:
    """The material that accompanies a paper, in a fixed order."""
    names = {link.name for link in paper.links}
    return (name for name in MATERIAL if name in names)


def _address(paper: Paper) -> str:
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    return paper.address


def _search_detail(paper: Paper, graph: Records, settings: Settings) -> str:
    """``A, B and 3 others · Venue · 2024``."""
    authors = paper.authors or paper.editors
    places = sorted(named(authors, _NAMED, graph, settings))
    names = [authors[place].name for place in places]
    if rest := len(authors) - len(names):
        names.append(settings.phrase("others", count=rest))
    people = join_words(names, settings.phrase("and"))
    if paper.authors and paper.and_others:
        people = f"{people} {settings.phrase('cite.others')}"
    return " · ".join(filter(None, (people, paper.venue, paper.year)))


def _search_words(paper: Paper, graph: Records, settings: Settings) -> Iterable[str]:
    """Abstract, topics, identifiers, and authors (or editors) under all their names."""
    yield paper.abstract.plain
    yield " ".join([*paper.keywords, *(settings.topics[t] for t in paper.topics)])
    yield " ".join(author.name for author in paper.authors or paper.editors)
    yield " ".join(person_label(person, graph, settings) for person in paper.people)
    yield f"{paper.preprint_title.plain} {paper.doi} {paper.arxiv} {paper.award}"
    yield paper.look.badge
    yield " ".join(identifier.value for identifier in paper.identifiers)


PAPER: RecordKind[Paper] = RecordKind(
    name="paper",
    source=Source(
        load=load_papers,
        listed=lambda paper: not paper.cited_only,
        complete=_complete,
    ),
    links=Linking(
        role=True,
        edges=_edges,
        passes_on=frozenset({"topic", "person", "grant"}),
        questions={
            "like": Question(papers_like, of=LIKENESS_OF),
        },
    ),
    title=lambda paper: paper.title.plain,
    date=lambda paper: paper.date,
    order=_order,
    entry=Entry(
        content=listed_entry,
        brief=listed_brief,
        title=lambda paper: rich_nodes(paper.title, paper),
        attributes=lambda paper: {
            "key": paper.id,
            "year": paper.year,
            "type": paper.type,
            "state": paper.state,
        },
    ),
    list=Listing(
        directive="publications",
        options={
            "type": Option(
                lambda paper: {paper.type, paper.entry_type},
                meaning="types of entries, or their `pubtype`",
                example="article",
            ),
            "state": Option(
                lambda paper: (paper.state,),
                lambda _: STATES.values(),
                meaning="how far it has come on its way to print",
                example="preprint submitted",
            ),
            "selected": Option(
                lambda paper: ("true",) if paper.selected else (),
                flag=True,
                meaning="only entries with `selected = {true}`",
            ),
        },
        groups=GROUPS,
        default_group="year",
        prefix="papers",
        layouts={"cards": paper_cards},
        filters={
            "type": Filter(lambda paper, _: (paper.type,), _type_label, one=True),
            "topic": Filter(lambda paper, _: paper.topics, _topic_label),
            "person": Filter(lambda paper, _: paper.people, person_label),
            "with": Filter(
                _material, lambda name, _, settings: settings.phrase(f"link.{name}")
            ),
            "year": Filter(
                lambda paper, _: filter(None, (paper.year,)), lambda year, *_: year
            ),
        },
    ),
    shown_on={
        "person": Section(rank=40, limit=5),
        "grant": Section(rank=10),
        "project": Section(rank=10),
        "cv": Section(
            rank=60,
            phrase="cv.publications",
            group="type",
            numbered=True,
            brief=brief_with_doi,
        ),
        "report": Section(rank=10, phrase="report.paper", group="type", numbered=True),
    },
    page=Page(folder=lambda _, settings: settings.paper_pages, address=_address),
    picture=Picture(
        path=lambda paper, _settings: paper.look.picture,
        field="preview",
        sizes=PICTURES,
    ),
    search=Search(1.5, _search_detail, _search_words),
    schema=paper_thing,
    files=(
        Format("bib", "application/x-bibtex", lambda papers, *_: bibtex_file(papers)),
        Format(
            "csl.json",
            "application/vnd.citationstyles.csl+json",
            lambda items, *_: csl_file(items),
            piece=lambda paper, *_: csl_piece(paper),
        ),
        Format(
            "ris",
            "",
            lambda records, *_: ris_file(records),
            piece=lambda paper, *_: ris_piece(paper),
        ),
        Format(
            "txt",
            "",
            lambda citations, *_: citation_file(citations),
            # the pages of papers have their citations, which take a while to make
            offered=lambda settings: bool(settings.paper_pages),
            piece=citation_piece,
        ),
    ),
    feed=PAPER_FEED,
    advice=Advice(check=same_numbers, advise=paper_advice),
    # whether there is a feed for pages to announce
    everywhere=lambda graph: str(any(paper.date for paper in graph.all("paper"))),
    phrases={
        "cv.publications": "Publications",
        "title.paper": "paper {year}",
        "list.paper": "Publications",
        "feed.papers": "{site}: publications",
        "filter.title.publications": "Filter publications",
        "chart.title.publications": "Publications by year and type",
        "format.bib": "BibTeX",
        "format.csl.json": "CSL-JSON",
        "format.ris": "RIS",
        "format.txt": "text",
        "search.paper": "Paper",
        "search.all.paper": "Papers",
        "report.paper": "Publications",
    },
)
