"""Awards: ``awards.yml``, the field ``award`` of a paper, and `{awards}`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from groupsite.directives.entries import (
    authors_line,
    joined,
    link_line,
    names,
    part,
    phrased,
    text_part,
)
from groupsite.directives.filtering import person_label
from groupsite.kinds.activities.titles import occasion
from groupsite.model.completing import with_owner
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Entry,
    Filter,
    Group,
    Linking,
    Listing,
    Search,
    Section,
    Source,
)
from groupsite.model.positions import Located
from groupsite.model.query import Query
from groupsite.sources.yaml.datafile import data_file, field_edges
from groupsite.sources.yaml.fields import STRICT, Date, Filled, Id, Ids, Links, Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.dates import PartialDate
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Award:
    """A prize or another form of recognition."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: Name of the prize.
    title: Filled
    #: When it was given.
    date: Date | None = None
    #: Ids of the recipients; if empty, the owner of the site.
    people: Ids = ()
    #: Keys of papers that it was given for.
    paper: Ids = ()
    #: Ids of grants that have to do with it.
    grant: Ids = ()
    #: A sentence about it.
    note: str = ""
    #: Where to read more.
    links: Links = field(default_factory=dict)


def awards_of_papers(graph: Records) -> Iterable[Located[Award]]:
    """Awards given in .bib files; each has the key of its paper as its id."""
    for key in graph.ids("paper"):
        located = graph.located("paper", key)
        assert located is not None
        paper = located.record
        if paper.award:
            links = {"award": Target(url=paper.award_url)} if paper.award_url else {}
            award = Award(
                id=paper.id,
                title=paper.award,
                date=paper.award_date,
                paper=(paper.id,),
                note=paper.look.award_note,
                links=links,
            )
            yield Located(award, located.at("award"))


def _complete(
    located: Located[Award], graph: Records, settings: Settings
) -> tuple[Award, list[Problem]]:
    """Make the owner recipient of an award that names neither a person nor a paper."""
    if located.record.paper:
        return located.record, []
    return with_owner(located, graph, settings)


def _recipients(award: Award, context: Context) -> list[nodes.Node]:
    """The recipients; for an award to a paper, all its authors."""
    if award.people:
        return names("person", award.people, context)
    papers = (context.get("paper", key) for key in award.paper)
    return [node for paper in papers if paper for node in authors_line(paper, context)]


def _reason(award: Award, context: Context) -> list[nodes.Node]:
    """What it was awarded for: a paper, a grant, a talk."""
    talks = context.select(Query("talk", (("award", (award.id,)),)))
    reasons = [
        names("paper", award.paper, context),
        names("grant", award.grant, context),
        *(occasion(talk, context) for talk in talks),
    ]
    return phrased("award.for", context, reasons=joined(reasons))


def _date(award: Award, context: Context) -> list[nodes.Node]:
    return [context.date(award.date)] if award.date else []


def _says_when(award: Award) -> bool:
    """Whether the title contains the year and the date says nothing more precise."""
    date = award.date
    return date is not None and not date.month and str(date.year) in award.title


def _entry(award: Award, context: Context) -> list[nodes.Node]:
    return [
        *text_part("record-title award-title", award.title),
        *part(
            "record-meta award-date",
            *([] if _says_when(award) else _date(award, context)),
        ),
        *part("record-meta award-people", *_recipients(award, context)),
        *part("record-meta award-reason", *_reason(award, context)),
        *text_part("record-meta award-note", award.note),
        *part("record-links award-links", *link_line(award.links, context)),
    ]


def _brief(award: Award, context: Context) -> list[nodes.Node]:
    title = nodes.inline("", award.title, classes=["record-title", "award-title"])
    date = [] if _says_when(award) else _date(award, context)
    return joined([joined([title, date]), _reason(award, context)], ". ")


def _order(award: Award) -> tuple[int, int, int]:
    """Newest first, undated awards last."""
    date: PartialDate | None = award.date
    return (-date.year, -date.month, -date.day) if date else (0, 0, 0)


def _year(award: Award, context: Context) -> Group:
    if award.date:
        return Group(str(award.date.year), str(award.date.year))
    return Group("none", context.settings.phrase("year.none"))


AWARD: RecordKind[Award] = RecordKind(
    name="award",
    source=Source(
        load=data_file("awards.yml", Award),
        derive=awards_of_papers,
        complete=_complete,
    ),
    links=Linking(edges=field_edges(people="person", paper="paper", grant="grant")),
    title=lambda award: award.title,
    date=lambda award: award.date,
    order=_order,
    entry=Entry(content=_entry, brief=_brief),
    list=Listing(
        directive="awards",
        groups={"year": _year},
        filters={"person": Filter(lambda award, _: award.people, person_label)},
    ),
    shown_on={
        "person": Section(rank=30, limit=5),
        "paper": Section(rank=30, phrase="page.awards"),
        "grant": Section(rank=40),
        "cv": Section(rank=20, phrase="cv.awards"),
        "report": Section(rank=40, phrase="report.award"),
    },
    search=Search(
        1, lambda r, *_: str(r.date.year) if r.date else "", lambda r, *_: [r.note]
    ),
    phrases={
        "cv.awards": "Awards",
        "page.awards": "Awards",
        "filter.award.person": "Person",
        "filter.title.awards": "Filter awards",
        "list.award": "Awards",
        "award": "Award: {awards}",
        "award.for": "For {reasons}",
        "search.award": "Award",
        "search.all.award": "Awards",
        "report.award": "Awards",
    },
)
