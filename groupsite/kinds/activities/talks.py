"""Talks and posters: ``talks.yml`` and `{talks}`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

from docutils import nodes

from groupsite.build.calendar import MIME, calendar
from groupsite.build.calendar import Entry as InCalendar
from groupsite.directives.entries import (
    grants_line,
    joined,
    link_line,
    names,
    part,
    people_line,
    phrased,
)
from groupsite.directives.filtering import person_label
from groupsite.kinds.activities.schema import talk_thing
from groupsite.kinds.activities.times import Clock, day_and_time
from groupsite.kinds.activities.titles import occasion, other_papers, title_line
from groupsite.model.completing import with_owner, with_title
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Entry,
    Filter,
    Format,
    Group,
    Linking,
    Listing,
    Option,
    Search,
    Section,
    Source,
)
from groupsite.sources.yaml.datafile import data_file, field_edges
from groupsite.sources.yaml.fields import (
    STRICT,
    Address,
    Date,
    Id,
    Ids,
    Links,
    Texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A talk, or a presented poster."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: ``talk`` or ``poster``.
    kind: Literal["talk", "poster"] = "talk"
    #: When it was given.
    date: Date | None = None
    #: When it begins, and when it ends, in the time of its place: ``14:00–15:00``.
    time: Clock = ""
    #: If empty, the titles of its papers.
    title: Texts = ()
    #: Keys of papers that it was about.
    paper: Ids = ()
    #: Seminar, conference or workshop.
    event: str = ""
    #: Address of the event.
    url: Address | None = None
    #: Institute, town and country.
    place: str = ""
    #: Whether it was given online.
    remote: bool = False
    #: Whether the speaker was invited.
    invited: bool = False
    #: Ids of the speakers; if empty, the owner of the site.
    people: Ids = ()
    #: Ids of grants that paid for it.
    grant: Ids = ()
    #: Ids of awards that it received.
    award: Ids = ()
    #: A sentence about it.
    note: str = ""
    #: ``slides``, ``poster``, ``video``, …
    links: Links = field(default_factory=dict)


def _complete(
    located: Located[Talk], graph: Records, settings: Settings
) -> tuple[Talk, list[Problem]]:
    talk, problems = with_title(located, graph)
    completed, _ = with_owner(located.having(talk), graph, settings)
    return completed, problems


def _event(
    talk: Talk, context: Context, marks: Sequence[str] = ("invited", "remote")
) -> list[nodes.Node]:
    """``Event, Place, July 2025 · invited · online``."""
    event: str | nodes.Node = talk.event
    if talk.url:
        text = talk.event or talk.url
        event = nodes.reference("", text, refuri=talk.url, internal=False)
    when = day_and_time(talk.date, None, talk.time, context)
    where = joined([event, talk.place, when])
    words = [name for name in marks if getattr(talk, name)]
    if talk.kind != "talk":
        words.insert(0, talk.kind)
    phrase = context.settings.phrase
    shown = (phrase(f"talk.{word}") for word in words)
    awards = phrased("award", context, awards=names("award", talk.award, context))
    return joined([where, *shown, awards], " · ")


def _entry(talk: Talk, context: Context) -> list[nodes.Node]:
    return [
        *part("record-title talk-title", *title_line(talk.title, talk.paper, context)),
        *part("record-meta talk-people", *people_line(talk.people, context)),
        *part("record-meta talk-event", *_event(talk, context)),
        *part("record-meta talk-paper", *other_papers(talk.title, talk.paper, context)),
        *part("record-meta talk-grant", *grants_line(talk.grant, context)),
        *part("record-meta talk-note", *joined([talk.note])),
        *part("record-links talk-links", *link_line(talk.links, context)),
    ]


def _brief(talk: Talk, context: Context, *, marked: bool = False) -> list[nodes.Node]:
    title = nodes.inline("", "", *title_line(talk.title, talk.paper, context))
    title["classes"] += ["record-title", "talk-title"]
    # most lists of talks that are not shown in full are of invited ones
    marks = ("invited", "remote") if marked else ("remote",)
    event = _event(talk, context, marks)
    return joined([title, event, link_line(talk.links, context)], ". ")


def _in_cv(talk: Talk, context: Context) -> list[nodes.Node]:
    """Marked where it stands among others that nobody was invited to."""
    return _brief(talk, context, marked="talks" in context.settings.cv.all)


def _year_of(talk: Talk) -> str:
    return str(talk.date.year) if talk.date else ""


def _year(talk: Talk, context: Context) -> Group:
    year = _year_of(talk)
    return Group(year or "none", year or context.settings.phrase("year.none"))


def _file(talks: Iterable[Talk], settings: Settings, *_: object) -> bytes:
    return calendar(
        (
            InCalendar(
                kind="talk",
                id=talk.id,
                title=" · ".join(talk.title),
                first=talk.date,
                place=talk.place,
                about=(talk.time, talk.event, talk.note),
                url=talk.url if talk.url and "://" in talk.url else "",
            )
            for talk in talks
            if talk.date
        ),
        settings,
    )


def _kind_label(kind: str, _graph: Records, settings: Settings) -> str:
    return settings.phrase(f"talk.{kind}")


TALK: RecordKind[Talk] = RecordKind(
    name="talk",
    source=Source(load=data_file("talks.yml", Talk), complete=_complete),
    links=Linking(
        role=True,
        edges=field_edges(people="person", paper="paper", grant="grant", award="award"),
        direct=frozenset({"person"}),
    ),
    title=lambda talk: " · ".join(talk.title),
    date=lambda talk: talk.date,
    # months are often unknown: within a year, keep the order of the file
    order=lambda talk: -talk.date.year if talk.date else 0,
    entry=Entry(
        content=_entry,
        brief=_brief,
        attributes=lambda talk: {
            "id": talk.id,
            "kind": talk.kind,
            "year": _year_of(talk),
        },
    ),
    list=Listing(
        directive="talks",
        options={
            "kind": Option(
                lambda talk: (talk.kind,),
                lambda _: ("talk", "poster"),
                meaning="talks or posters alone",
                example="poster",
            ),
            "invited": Option(
                lambda talk: ("true",) if talk.invited else (),
                flag=True,
                meaning="only talks with `invited: true`",
            ),
        },
        groups={"year": _year},
        default_group="year",
        until=lambda talk: talk.date,
        filters={
            "kind": Filter(lambda talk, _: (talk.kind,), _kind_label, one=True),
            "year": Filter(
                lambda talk, _: (_year_of(talk),) if talk.date else (),
                lambda year, *_: year,
            ),
            "person": Filter(lambda talk, _: talk.people, person_label),
        },
    ),
    shown_on={
        "person": Section(rank=50, limit=5),
        "paper": Section(rank=10, phrase="page.talks", mention=occasion),
        "grant": Section(rank=20),
        "cv": Section(
            rank=50,
            phrase="cv.talks",
            where=(("invited", ("true",)),),
            since=True,
            brief=_in_cv,
        ),
        "report": Section(rank=20, phrase="report.talk"),
    },
    search=Search(
        0.7,
        lambda r, *_: ", ".join(filter(None, (r.event, r.place, _year_of(r)))),
        lambda r, *_: [r.note],
    ),
    schema=talk_thing,
    files=(Format("ics", MIME, _file, everywhere=False),),
    phrases={
        "cv.talks": "Invited talks and posters",
        "page.talks": "Talks",
        "list.talk": "Talks and posters",
        "talk.invited": "invited",
        "talk.remote": "online",
        "talk.talk": "talk",
        "talk.poster": "poster",
        "filter.talk.person": "Person",
        "filter.title.talks": "Filter talks",
        "chart.title.talks": "Talks and posters by year",
        "search.talk": "Talk",
        "search.all.talk": "Talks",
        "report.talk": "Talks and posters",
    },
)
