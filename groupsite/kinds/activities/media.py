"""What others have told of the group: ``media.yml`` and `{media}`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes

from groupsite.directives.entries import (
    joined,
    link_line,
    names,
    part,
    people_line,
    phrased,
    text_part,
)
from groupsite.kinds.activities.schema import media_thing
from groupsite.kinds.activities.times import from_newest
from groupsite.model.completing import with_owner
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Entry,
    Filter,
    Group,
    Linking,
    Listing,
    Option,
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
)

if TYPE_CHECKING:
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings

#: Sorts that have a phrase; any other word is shown as it is written.
_SORTS: Final = ("press", "interview", "podcast", "radio", "television", "video")


@dataclass(frozen=True, kw_only=True)
class Medium:
    """An article, a broadcast or a podcast, by others, about the group or with it."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: Its title.
    title: Filled
    #: Newspaper, programme or podcast.
    outlet: str = ""
    #: ``press``, ``interview``, ``podcast``, ``radio``, ``television``, ``video``, or any
    #: other word.
    kind: str = "press"
    #: When it appeared.
    date: Date | None = None
    #: Where to read, hear or see it.
    url: Address | None = None
    #: Ids of those whom it is about or who speak; if empty, the owner of the site.
    people: Ids = ()
    #: Keys of papers that it is about.
    paper: Ids = ()
    #: Ids of grants that it is about.
    grant: Ids = ()
    #: Ids of projects that it is about.
    project: Ids = ()
    #: A sentence about it.
    note: str = ""
    #: Other versions.
    links: Links = field(default_factory=dict)


def _title(medium: Medium) -> list[nodes.Node]:
    if medium.url is None:
        return [nodes.Text(medium.title)]
    return [nodes.reference("", medium.title, refuri=medium.url, internal=False)]


def _label(kind: str, settings: Settings) -> str:
    return settings.phrases.get(f"medium.{slug(kind)}", kind)


def _facts(medium: Medium, context: Context) -> list[nodes.Node]:
    """``Podcast · Outlet, 3 March 2026``."""
    date = [context.date(medium.date)] if medium.date else []
    where = joined([medium.outlet, date])
    return joined([_label(medium.kind, context.settings), where], " · ")


def _about(medium: Medium, context: Context) -> list[nodes.Node]:
    about = [
        names("paper", medium.paper, context),
        names("project", medium.project, context),
        names("grant", medium.grant, context),
    ]
    return phrased("medium.about", context, records=joined(about))


def _entry(medium: Medium, context: Context) -> list[nodes.Node]:
    return [
        *part("record-title medium-title", *_title(medium)),
        *part("record-meta medium-facts", *_facts(medium, context)),
        *part("record-meta medium-people", *people_line(medium.people, context)),
        *part("record-meta medium-about", *_about(medium, context)),
        *text_part("record-meta medium-note", medium.note),
        *part("record-links medium-links", *link_line(medium.links, context)),
    ]


def _brief(medium: Medium, context: Context) -> list[nodes.Node]:
    title = nodes.inline("", "", *_title(medium), classes=["record-title"])
    return joined([title, _facts(medium, context)], ". ")


def _year(medium: Medium, context: Context) -> Group:
    if medium.date is None:
        return Group("none", context.settings.phrase("year.none"))
    return Group(str(medium.date.year), str(medium.date.year))


def _sort(medium: Medium, context: Context) -> Group:
    return Group(slug(medium.kind), _label(medium.kind, context.settings))


def _sort_label(name: str, graph: Records, settings: Settings) -> str:
    kinds = (medium.kind for medium in graph.all("medium"))
    kind = next((kind for kind in kinds if slug(kind) == name), name)
    return _label(kind, settings)


MEDIUM: RecordKind[Medium] = RecordKind(
    name="medium",
    source=Source(load=data_file("media.yml", Medium), complete=with_owner),
    links=Linking(
        edges=field_edges(
            people="person", paper="paper", grant="grant", project="project"
        ),
        direct=frozenset({"person"}),
    ),
    title=lambda medium: medium.title,
    date=lambda medium: medium.date,
    order=lambda medium: from_newest(medium.date),
    entry=Entry(
        content=_entry,
        brief=_brief,
        attributes=lambda medium: {"id": medium.id, "kind": slug(medium.kind)},
    ),
    list=Listing(
        directive="media",
        options={
            "kind": Option(
                lambda medium: (medium.kind,),
                lambda _: _SORTS,
                meaning="sorts, as their entries say",
                example="podcast radio",
            )
        },
        groups={"year": _year, "kind": _sort},
        default_group="year",
        filters={
            "kind": Filter(lambda medium, _: (slug(medium.kind),), _sort_label),
            "year": Filter(
                lambda medium, _: (str(medium.date.year),) if medium.date else (),
                lambda year, *_: year,
            ),
        },
    ),
    shown_on={
        "person": Section(rank=78),
        "paper": Section(rank=32, phrase="page.media"),
        "grant": Section(rank=47),
        "project": Section(rank=60),
        "cv": Section(rank=55, phrase="cv.media"),
        "report": Section(rank=45, phrase="report.medium"),
    },
    search=Search(
        0.7,
        lambda medium, *_: ", ".join(
            filter(None, (medium.outlet, str(medium.date or "")))
        ),
        lambda medium, *_: [medium.note],
    ),
    schema=media_thing,
    phrases={
        "cv.media": "Media",
        "page.media": "In the media",
        "list.medium": "In the media",
        "medium.press": "Press",
        "medium.interview": "Interview",
        "medium.podcast": "Podcast",
        "medium.radio": "Radio",
        "medium.television": "Television",
        "medium.video": "Video",
        "medium.about": "About {records}",
        "filter.title.media": "Filter media",
        "search.medium": "Media",
        "search.all.medium": "Media",
        "report.medium": "Media",
    },
)
