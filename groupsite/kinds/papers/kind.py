"""Papers as a kind of record: all its parts in one table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.advice import paper_advice
from groupsite.kinds.papers.formats.export import bibtex_file, csl_file
from groupsite.kinds.papers.formats.ris import ris_file
from groupsite.kinds.papers.formats.schema import paper_thing
from groupsite.kinds.papers.likeness import related_papers
from groupsite.kinds.papers.profiles import with_profile
from groupsite.kinds.papers.reading.biblatex import STATES
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.kinds.papers.showing.entry import paper_brief, paper_entry, rich_nodes
from groupsite.kinds.papers.showing.feed import PAPER_FEED
from groupsite.kinds.papers.showing.howtocite import citation_file
from groupsite.kinds.papers.showing.look import PICTURES
from groupsite.kinds.papers.twins import same_numbers
from groupsite.kinds.people.names import Name, NameIndex
from groupsite.model.kinds import RecordKind
from groupsite.model.names import split_name
from groupsite.model.parts import (
    Advice,
    Edge,
    Entry,
    Filter,
    Format,
    Group,
    Linking,
    Listing,
    Option,
    Page,
    Picture,
    Search,
    Section,
    Source,
)
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings


#: Maximum number of authors named in a search result.
_NAMED: Final = 4
#: Link names of the material that may accompany a paper.
MATERIAL: Final = ("code", "data", "slides", "poster", "video")


def _completed(
    located: Located[Paper], graph: Records, settings: Settings
) -> tuple[Paper, list[Problem]]:
    """The paper with what only people.yml tells."""
    paper, problems = _with_people(located, graph, settings)
    return with_profile(paper, graph, settings), problems


def _with_people(
    located: Located[Paper], graph: Records, _settings: Settings
) -> tuple[Paper, list[Problem]]:
    """The paper with its authors matched to people."""
    paper = located.record
    index: NameIndex = graph.memo("names", lambda: NameIndex(graph.all("person")))
    authors, problems = [], []
    for written in paper.authors:
        author = _known(written, index)
        matches = index.find(Name.of(author.family, author.given))
        if len(matches) > 1:
            people = " or ".join(f"`{person}`" for person in matches)
            message = (
                f"entry `{paper.id}`: author {author.name} may be {people}; write the "
                "given names in full, or add this form to the aliases of one of them"
            )
            problem = Problem(located.at("author"), message, Subtype.AUTHOR)
            problems.append(problem)
        authors.append(replace(author, person=matches[0] if len(matches) == 1 else ""))
    return replace(paper, authors=tuple(authors)), problems


def _known(author: Author, index: NameIndex) -> Author:
    """The author; one who may be two is a person if people.yml knows the name.

    ``García Márquez, Gabriel José`` is put in braces by `plain_names`.
    """
    if author.given or "," not in author.family:
        return author
    parts = split_name(author.family)
    if len(index.find(Name.of(parts.family, parts.given))) != 1:
        return author
    name = f"{parts.given} {parts.family}"
    return replace(author, name=name, family=parts.family, given=parts.given)


def _edges(paper: Paper) -> list[Edge]:
    """Known authors, topics and grants."""
    return [
        *(Edge("person", person, "author") for person in paper.people),
        *(Edge("topic", topic, "keywords") for topic in paper.topics),
        *(Edge("grant", grant, "grant") for grant in paper.grants),
    ]


def _order(paper: Paper) -> Any:
    """What is to come, then newest first; in the order of the file within a year if only that is known."""
    if paper.date is None:
        return (-9999 if paper.is_coming else 0, 0, 0)
    return (-paper.date.year, -paper.date.month, -paper.date.day)


def _year(paper: Paper, context: Context) -> Group:
    if paper.year:
        return Group(paper.year, paper.year)
    if paper.is_coming:
        return Group("coming", context.settings.phrase("year.coming"))
    return Group("none", context.settings.phrase("year.none"))


def _type(paper: Paper, context: Context) -> Group:
    """The group by type; a type and state may have a label of their own."""
    phrases = context.settings.phrases
    label = phrases.get(f"type.{paper.type}.{paper.state}")
    return Group(paper.type, label or _type_words(paper.type, context.settings))


def _type_label(name: str, _graph: Records, settings: Settings) -> str:
    return _type_words(name, settings)


def _type_words(name: str, settings: Settings) -> str:
    """The phrase for a type, or the author's own words."""
    return settings.phrases.get(f"type.{name}") or name.replace("-", " ")


def _topic_label(topic: str, _graph: Records, settings: Settings) -> str:
    return settings.topics[topic]


def _person_label(person: str, graph: Records, _settings: Settings) -> str:
    known = graph.get("person", person)
    return str(known.display_name) if known else person


def _material(paper: Paper, _settings: Settings) -> Iterable[str]:
    """The material that accompanies a paper, in a fixed order."""
    names = {link.name for link in paper.links}
    return (name for name in MATERIAL if name in names)


def _address(paper: Paper) -> str:
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    return paper.address


def _search_detail(paper: Paper, _graph: Records, settings: Settings) -> str:
    """``A, B and 3 others · Venue · 2024``."""
    names = [author.name for author in paper.authors or paper.editors]
    if len(names) > _NAMED + 1:
        rest = settings.phrase("others", count=len(names) - _NAMED)
        names = [*names[:_NAMED], rest]
    people = join_words(names, settings.phrase("and"))
    return " · ".join(filter(None, (people, paper.venue, paper.year)))


def _search_words(paper: Paper, graph: Records, settings: Settings) -> Iterable[str]:
    """Abstract, topics, identifiers, and authors (or editors) under all their names."""
    yield paper.abstract.plain
    yield " ".join([*paper.keywords, *(settings.topics[t] for t in paper.topics)])
    yield " ".join(author.name for author in paper.authors or paper.editors)
    yield " ".join(_person_label(person, graph, settings) for person in paper.people)
    yield f"{paper.preprint_title.plain} {paper.doi} {paper.arxiv} {paper.award}"
    yield " ".join(identifier.value for identifier in paper.identifiers)


PAPER: RecordKind[Paper] = RecordKind(
    name="paper",
    source=Source(
        load=load_papers,
        listed=lambda paper: not paper.cited_only,
        complete=_completed,
    ),
    links=Linking(
        role=True,
        edges=_edges,
        passes_on=frozenset({"topic", "person", "grant"}),
        questions={
            "like": lambda graph, key: [p.id for p, _ in related_papers(graph, key)],
        },
    ),
    title=lambda paper: paper.title.plain,
    date=lambda paper: paper.date,
    order=_order,
    entry=Entry(
        content=paper_entry,
        brief=paper_brief,
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
        groups={"year": _year, "type": _type},
        default_group="year",
        prefix="papers",
        filters={
            "type": Filter(lambda paper, _: (paper.type,), _type_label, one=True),
            "topic": Filter(lambda paper, _: paper.topics, _topic_label),
            "person": Filter(lambda paper, _: paper.people, _person_label),
            "with": Filter(
                _material, lambda name, _, settings: settings.phrase(f"link.{name}")
            ),
            "year": Filter(
                lambda paper, _: filter(None, (paper.year,)), lambda year, *_: year
            ),
        },
    ),
    shown_on={
        "person": Section(rank=40),
        "grant": Section(rank=10),
        "cv": Section(rank=60, phrase="cv.publications", group="type"),
        "report": Section(rank=10, phrase="report.paper", group="type"),
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
            lambda papers, *_: csl_file(papers),
        ),
        Format("ris", "", lambda papers, *_: ris_file(papers)),
        Format(
            "txt",
            "",
            citation_file,
            # the pages of papers have their citations, which take a while to make
            offered=lambda settings: bool(settings.paper_pages),
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
