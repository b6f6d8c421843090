"""Projects: ``projects.yml``, `{projects}`, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from groupsite.build.nodes import record_item, record_list
from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import (
    blocks,
    facts,
    joined,
    link_line,
    names,
    part,
    people_line,
    text_part,
    when,
)
from groupsite.kinds.activities.schema import project_thing
from groupsite.model.completing import with_owner
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Advice,
    Entry,
    Filter,
    Group,
    Linking,
    Listing,
    Option,
    Page,
    Search,
    Section,
    Size,
    Source,
)
from groupsite.sources.yaml.datafile import (
    data_file,
    data_picture,
    field_edges,
    picture_advice,
)
from groupsite.sources.yaml.fields import (
    STRICT,
    Filled,
    Id,
    Ids,
    Links,
    Markup,
    Period,
    Picture,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

    from groupsite.model.dates import PartialDate
    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Context, Place, Records
    from groupsite.model.settings import Settings

#: In this order in lists.
_STATUS: Final = ("active", "planned", "completed")
#: On a card, beside an entry, and on the page; see ``.record-picture``.
_SIZES: Final = (Size("card", 400, 225, cropped=True), Size("large", 720, 480))


@dataclass(frozen=True, kw_only=True)
class Project(Period):
    """Something that the group works on, alone or with others."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files, and name of its page.
    id: Id
    #: Name of the project.
    title: Filled
    #: A picture of it, beside this file.
    image: Picture = ""
    #: What the picture shows, for those who do not see it.
    alt: str = ""
    #: ``planned``, ``active`` or ``completed``, if the dates do not say it.
    status: Literal["", "planned", "active", "completed"] = ""
    #: Ids of those who work on it; if empty, the owner of the site.
    people: Ids = ()
    #: Ids of partners elsewhere.
    partners: Ids = ()
    #: Keys of papers that came out of it.
    paper: Ids = ()
    #: Ids of grants that pay for it.
    grant: Ids = ()
    #: Ids of topics.
    topic: Ids = ()
    #: What it is about, in a sentence or two.
    summary: str = ""
    #: What its page says, in Markdown.
    text: Markup = ""
    #: Where to read more.
    links: Links = field(default_factory=dict)


def _complete(
    located: Located[Project], graph: Records, settings: Settings
) -> tuple[Project, list[Problem]]:
    """The project with its people, and its status on the day of the site."""
    project, problems = with_owner(located, graph, settings)
    status = project.status or _status(project, settings.day)
    return replace(project, status=status), problems


def _status(project: Project, day: PartialDate) -> str:
    if project.start and project.start.certainly_after(day):
        return "planned"
    ended = project.end is not None and day.certainly_after(project.end)
    return "completed" if ended else "active"


def _is_within(
    project: Project,
    since: PartialDate | None,
    until: PartialDate | None,
    _grants: set[str],
) -> bool:
    """Whether it went on in some part of the period."""
    begun = until is None or not project.start or project.start.within(None, until)
    return begun and (
        since is None or not project.end or project.end.within(since, None)
    )


def _time(project: Project, context: Context) -> list[nodes.Node]:
    """``2023–2026 · completed``; an active project needs no word."""
    is_planned = project.status == "planned"
    time = (context.period if is_planned else context.span)(project.start, project.end)
    status = "" if project.status == "active" else project.status
    word = context.settings.phrase(f"project.{status}") if status else ""
    return joined([when(time), word], " · ")


def _picture(project: Project, size: str, context: Context) -> list[nodes.Node]:
    classes = ("record-picture", f"record-picture-{size}")
    return picture_nodes("project", project, size, context, *classes, alt=project.alt)


def _entry(project: Project, context: Context) -> list[nodes.Node]:
    title = context.reference("project", project.id)
    return [
        *_picture(project, "card", context),
        *part("record-title project-title", title),
        *part("record-meta project-time", *_time(project, context)),
        *part("record-meta project-people", *people_line(project.people, context)),
        *text_part("record-about project-summary", project.summary),
        *part("record-links project-links", *link_line(project.links, context)),
    ]


def _brief(project: Project, context: Context) -> list[nodes.Node]:
    title = context.reference("project", project.id)
    title["classes"].append("record-title")
    return joined([joined([title, _time(project, context)]), project.summary], ". ")


def _body(project: Project, context: Context) -> list[nodes.Node]:
    """The page below its title, above what came out of the project."""
    phrase = context.settings.phrase
    values = {
        "status": joined([phrase(f"project.{project.status}")]),
        "period": joined([context.period(project.start, project.end)]),
        "people": names("person", project.people, context),
        "partners": names("person", project.partners, context),
        "grants": names("grant", project.grant, context),
        "topics": names("topic", project.topic, context),
        "links": link_line(project.links, context),
    }
    return [
        *text_part("record-about project-summary", project.summary),
        *_picture(project, "large", context),
        *facts({phrase(f"project.{name}"): value for name, value in values.items()}),
        *blocks("project-text", context.markup("project", project, "text")),
    ]


def _cards(projects: list[Project], place: Place) -> list[nodes.Node]:
    items = (
        place.item("project", project, record_item("", *_entry(project, place.context)))
        for project in projects
    )
    classes = ["projects", "record-cards"]
    return [record_list("", *items, classes=classes)] if projects else []


def _status_group(project: Project, context: Context) -> Group:
    label = context.settings.phrase(f"project.{project.status}")
    return Group(project.status, label, (_STATUS.index(project.status), ""))


def _topic_groups(project: Project, context: Context) -> list[Group]:
    topics = context.settings.topics
    found = [Group(topic, topics[topic]) for topic in project.topic if topic in topics]
    return found or [Group("none", context.settings.phrase("project.other"), (1, ""))]


def _known_topics(project: Project, settings: Settings) -> Iterable[str]:
    return (topic for topic in project.topic if topic in settings.topics)


PROJECT: RecordKind[Project] = RecordKind(
    name="project",
    source=Source(load=data_file("projects.yml", Project), complete=_complete),
    links=Linking(
        role=True,
        edges=field_edges(
            people="person",
            partners="person",
            paper="paper",
            grant="grant",
            topic="topic",
        ),
        direct=frozenset({"person", "topic"}),
    ),
    title=lambda project: project.title,
    date=lambda project: project.start,
    order=lambda project: _STATUS.index(project.status or "active"),
    entry=Entry(
        content=_entry,
        brief=_brief,
        attributes=lambda project: {"id": project.id, "status": project.status},
    ),
    list=Listing(
        directive="projects",
        options={
            "status": Option(
                lambda project: (project.status,),
                lambda _: _STATUS,
                meaning="whether they are going on, on the day of the site",
                example="active planned",
            )
        },
        groups={"status": _status_group, "topic": _topic_groups},
        filters={
            "status": Filter(
                lambda project, _: (project.status,),
                lambda status, _, settings: settings.phrase(f"project.{status}"),
                one=True,
            ),
            "topic": Filter(
                _known_topics, lambda topic, _, settings: settings.topics[topic]
            ),
        },
        layout=_cards,
        layouts={"list": None},
    ),
    shown_on={
        "person": Section(rank=15),
        "paper": Section(rank=5, phrase="page.projects"),
        "grant": Section(rank=5),
        "theme": Section(rank=5, content=_cards),
        "cv": Section(rank=15, phrase="cv.projects", last=lambda project: project.end),
        "report": Section(rank=5, phrase="report.project", belongs=_is_within),
    },
    page=Page(
        folder=lambda _, settings: f"{settings.data}/projects".lstrip("/"),
        body=_body,
        example="blank-images",
    ),
    picture=data_picture(*_SIZES),
    search=Search(
        2,
        lambda project, *_: project.summary,
        lambda project, _, settings: [
            project.text,
            *(settings.topics[topic] for topic in _known_topics(project, settings)),
        ],
    ),
    schema=project_thing,
    advice=Advice(advise=picture_advice("project")),
    phrases={
        "cv.projects": "Projects",
        "page.projects": "Projects",
        "list.project": "Projects",
        "project.active": "Active",
        "project.planned": "Planned",
        "project.completed": "Completed",
        "project.other": "Other topics",
        "project.status": "Status",
        "project.period": "Period",
        "project.people": "People",
        "project.partners": "Partners",
        "project.grants": "Grants",
        "project.topics": "Topics",
        "project.links": "Links",
        "filter.status": "Status",
        "filter.title.projects": "Filter projects",
        "search.project": "Project",
        "search.all.project": "Projects",
        "report.project": "Projects",
    },
)
