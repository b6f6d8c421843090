"""Events: ``events.yml`` and `{events}`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

from docutils import nodes
from pydantic import Field as PydanticField

from groupsite.build.calendar import MIME, calendar
from groupsite.build.calendar import Entry as InCalendar
from groupsite.directives.entries import (
    blocks,
    facts,
    grants_line,
    joined,
    link_line,
    names,
    part,
    phrased,
    text_part,
)
from groupsite.kinds.activities.schema import event_thing
from groupsite.kinds.activities.times import Clock, day_and_time, from_newest
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Entry,
    Format,
    Group,
    Linking,
    Listing,
    Option,
    Page,
    Search,
    Section,
    Source,
)
from groupsite.model.text import slug
from groupsite.sources.yaml.datafile import data_file, field_edges
from groupsite.sources.yaml.fields import (
    STRICT,
    Address,
    Date,
    Filled,
    Id,
    Ids,
    Links,
    Markup,
    Period,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.dates import PartialDate
    from groupsite.model.rendering import Context
    from groupsite.model.settings import Settings

#: Sorts of events that have a phrase; any other word is shown as it is written.
_SORTS: Final = ("workshop", "conference", "seminar", "school", "meeting", "public")


@dataclass(frozen=True, kw_only=True)
class Event(Period):
    """A workshop, a seminar, an open day: something that the group invites to."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files, and name of its page.
    id: Id
    #: Its name.
    title: Filled
    #: The first day.
    start: Annotated[Date, PydanticField(alias="from")] = field()
    #: ``workshop``, ``conference``, ``seminar``, ``school``, ``meeting``, ``public``, or
    #: any other word.
    kind: str = ""
    #: When it begins, and when it ends, in the time of its place: ``14:00–15:30``.
    time: Clock = ""
    #: Building, town and country.
    place: str = ""
    #: Whether one can take part online.
    remote: bool = False
    #: Its page elsewhere.
    url: Address | None = None
    #: Ids of those who organise it.
    people: Ids = ()
    #: Ids of those who speak.
    speakers: Ids = ()
    #: Keys of papers that it is about.
    paper: Ids = ()
    #: Ids of grants that pay for it.
    grant: Ids = ()
    #: Ids of topics.
    topic: Ids = ()
    #: What it is about, in a sentence or two.
    summary: str = ""
    #: What its page says, in Markdown.
    text: Markup = ""
    #: ``programme``, ``registration``, …
    links: Links = field(default_factory=dict)


def _ends(event: Event) -> PartialDate:
    return event.end or event.start


def _sort(event: Event, context: Context) -> str:
    return context.settings.phrases.get(f"event.{slug(event.kind)}", event.kind)


def _facts(event: Event, context: Context) -> list[nodes.Node]:
    """``Workshop · 2–4 March 2026, 14:00 · Place · online``."""
    remote = context.settings.phrase("talk.remote") if event.remote else ""
    when = day_and_time(event.start, event.end, event.time, context)
    return joined([_sort(event, context), when, event.place, remote], " · ")


def _speakers(event: Event, context: Context) -> list[nodes.Node]:
    people = names("person", event.speakers, context)
    return phrased("with", context, people=people)


def _organisers(event: Event, context: Context) -> list[nodes.Node]:
    people = names("person", event.people, context)
    return phrased("event.organised", context, people=people)


def _links(event: Event, context: Context) -> list[nodes.Node]:
    """Its page elsewhere, then its links."""
    links = link_line(event.links, context)
    if event.url:
        words = context.settings.phrase("link.website")
        site = nodes.reference("", words, refuri=event.url, internal=False)
        links = joined([site, links], " · ")
    return links


def _lines(event: Event, context: Context) -> list[nodes.Node]:
    return [
        *part("record-meta event-facts", *_facts(event, context)),
        *part("record-meta event-speakers", *_speakers(event, context)),
        *part("record-meta event-people", *_organisers(event, context)),
        *text_part("record-about event-summary", event.summary),
        *part("record-meta event-grant", *grants_line(event.grant, context)),
        *part("record-links event-links", *_links(event, context)),
    ]


def _entry(event: Event, context: Context) -> list[nodes.Node]:
    title = context.reference("event", event.id)
    return [*part("record-title event-title", title), *_lines(event, context)]


def _body(event: Event, context: Context) -> list[nodes.Node]:
    text = context.markup("event", event, "text")
    phrase = context.settings.phrase
    about = {
        phrase("event.papers"): names("paper", event.paper, context),
        phrase("event.topics"): names("topic", event.topic, context),
    }
    return [*_lines(event, context), *blocks("event-text", text), *facts(about)]


def _brief(event: Event, context: Context) -> list[nodes.Node]:
    title = context.reference("event", event.id)
    title["classes"].append("record-title")
    return joined([title, _facts(event, context)], ". ")


def _year(event: Event, _context: Context) -> Group:
    return Group(str(event.start.year), str(event.start.year))


def _file(events: Iterable[Event], settings: Settings, *_: object) -> bytes:
    return calendar(
        (
            InCalendar(
                kind="event",
                id=event.id,
                title=event.title,
                first=event.start,
                last=event.end,
                place=event.place,
                about=(event.time, event.summary),
                url=event.url if event.url and "://" in event.url else "",
            )
            for event in events
        ),
        settings,
    )


EVENT: RecordKind[Event] = RecordKind(
    name="event",
    source=Source(load=data_file("events.yml", Event)),
    links=Linking(
        role=True,
        edges=field_edges(
            people="person",
            speakers="person",
            paper="paper",
            grant="grant",
            topic="topic",
        ),
        direct=frozenset({"person", "topic"}),
    ),
    title=lambda event: event.title,
    date=lambda event: event.start,
    order=lambda event: from_newest(event.start),
    entry=Entry(
        content=_entry,
        brief=_brief,
        attributes=lambda event: {"id": event.id, "kind": slug(event.kind)},
    ),
    list=Listing(
        directive="events",
        options={
            "kind": Option(
                lambda event: (event.kind,) if event.kind else (),
                lambda _: _SORTS,
                meaning="sorts of events, as their entries say",
                example="workshop",
            )
        },
        groups={"year": _year},
        default_group="year",
        until=_ends,
    ),
    shown_on={
        "person": Section(rank=55),
        "paper": Section(rank=15, phrase="page.events"),
        "grant": Section(rank=25),
        "theme": Section(rank=27),
        "report": Section(rank=25, phrase="report.event"),
    },
    page=Page(
        folder=lambda _, settings: f"{settings.data}/events".lstrip("/"),
        body=_body,
        example="widget-days",
    ),
    search=Search(
        1,
        lambda event, *_: ", ".join(filter(None, (event.place, str(event.start)))),
        lambda event, *_: [event.summary, event.text, event.kind],
    ),
    schema=event_thing,
    files=(Format("ics", MIME, _file, everywhere=False),),
    phrases={
        "page.events": "Events",
        "list.event": "Events",
        "event.workshop": "Workshop",
        "event.conference": "Conference",
        "event.seminar": "Seminar",
        "event.school": "Summer school",
        "event.meeting": "Group meeting",
        "event.public": "Public event",
        "event.organised": "Organised by {people}",
        "event.papers": "Papers",
        "event.topics": "Topics",
        "format.ics": "iCalendar",
        "search.event": "Event",
        "search.all.event": "Events",
        "report.event": "Events",
    },
)
