"""Software: ``software.yml`` and `{software}`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import (
    authors_line,
    grants_line,
    joined,
    link_line,
    names,
    part,
    phrased,
    text_part,
)
from groupsite.directives.filtering import person_label
from groupsite.kinds.activities.schema import software_thing
from groupsite.kinds.activities.titles import other_papers, title_line
from groupsite.model.completing import with_title
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Advice,
    Entry,
    Filter,
    Linking,
    Listing,
    Search,
    Section,
    Size,
    Source,
)
from groupsite.model.text import numbered
from groupsite.sources.yaml.datafile import (
    data_file,
    data_picture,
    field_edges,
    picture_advice,
)
from groupsite.sources.yaml.fields import (
    STRICT,
    Date,
    Id,
    Ids,
    Links,
    Picture,
    Target,
    Texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings


#: Hosts of code, by domain.
_HOSTS: Final = {
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "zenodo.org": "Zenodo",
    "doi.org": "DOI",
}


@dataclass(frozen=True, kw_only=True)
class Software:
    """A program, or the code that accompanies a paper."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: If empty, the titles of its papers.
    title: Texts = ()
    #: Keys of papers that it belongs to.
    paper: Ids = ()
    #: Ids of its authors; if empty, the authors of its paper are shown.
    people: Ids = ()
    #: Ids of grants that paid for it.
    grant: Ids = ()
    #: When it came out.
    released: Date | None = None
    #: Programming language.
    language: str = ""
    #: What it does.
    about: str = ""
    #: A picture of it, beside this file.
    image: Picture = ""
    #: What the picture shows, for those who do not see it.
    alt: str = ""
    #: Systems it has been tested on.
    tested: Texts = ()
    #: What it needs to run.
    requires: Texts = ()
    #: Who is to be thanked.
    acknowledgements: Texts = ()
    #: A sentence about it.
    note: str = ""
    #: Where to get it; if empty, the links ``code`` of its papers.
    links: Links = field(default_factory=dict)


def _complete(
    located: Located[Software], graph: Records, settings: Settings
) -> tuple[Software, list[Problem]]:
    software, problems = with_title(located, graph)
    candidates = (graph.get("paper", key) for key in software.paper)
    papers = [paper for paper in candidates if paper is not None]
    if not software.links:
        software = replace(software, links=_code(papers, settings))
    return software, problems


def _code(papers: Iterable[Any], settings: Settings) -> Links:
    """Links to the code of papers: each address once, under a unique label."""
    links = [link for paper in papers for link in paper.links if link.name == "code"]
    by_uri = {link.uri: _label(link, settings) for link in links}
    labels = numbered(list(by_uri.values()))
    return {label: Target(url=uri) for label, uri in zip(labels, by_uri, strict=True)}


def _label(link: Any, settings: Settings) -> str:
    """Name of the host, followed by the repository if the link has one."""
    host = urlsplit(link.uri).netloc.removeprefix("www.")
    place = _HOSTS.get(host, host) or settings.phrase("link.code")
    # a host in the label adds nothing to the name of the host
    plain = link.label.partition(", ")[0] in ("", host)
    return place if plain else f"{place} ({link.label})"


def _facts(software: Software, context: Context) -> list[nodes.Node]:
    """``Python · released July 2018``."""
    released: list[nodes.Node] = []
    if software.released:
        date = [context.date(software.released)]
        released = phrased("software.released", context, date=date)
    return joined([software.language, released], " · ")


def _authors(software: Software, context: Context) -> list[nodes.Node]:
    """The people, or else the authors of its paper."""
    if software.people:
        return names("person", software.people, context)
    papers = (context.get("paper", key) for key in software.paper)
    authors = next((authors_line(paper, context) for paper in papers if paper), [])
    return phrased("software.by", context, people=authors)


def _entry(software: Software, context: Context) -> list[nodes.Node]:
    phrase = context.settings.phrase
    texts = {
        name: phrase(f"software.{name}", items="; ".join(items))
        for name in ("tested", "requires", "acknowledgements")
        if (items := getattr(software, name))
    }
    papers = other_papers(software.title, software.paper, context)
    classes = ("record-picture", "record-picture-small")
    return [
        *picture_nodes(
            "software", software, "small", context, *classes, alt=software.alt
        ),
        *part(
            "record-title software-title",
            *title_line(software.title, software.paper, context),
        ),
        *part("record-meta software-people", *_authors(software, context)),
        *text_part("record-meta software-about", software.about),
        *part("record-meta software-facts", *_facts(software, context)),
        *part("record-meta software-paper", *papers),
        *part("record-meta software-grant", *grants_line(software.grant, context)),
        *(
            node
            for name, text in texts.items()
            for node in text_part(f"record-meta software-{name}", text)
        ),
        *text_part("record-meta software-note", software.note),
        *part("record-links software-links", *link_line(software.links, context)),
    ]


def _brief(software: Software, context: Context) -> list[nodes.Node]:
    title = context.reference("software", software.id)
    return joined([title, link_line(software.links, context)], ". ")


def _in_cv(software: Software, context: Context) -> list[nodes.Node]:
    """``Name. Python, 2018``."""
    title = context.reference("software", software.id)
    released = [context.date(software.released)] if software.released else []
    return joined([title, joined([software.language, released])], ". ")


SOFTWARE: RecordKind[Software] = RecordKind(
    name="software",
    source=Source(load=data_file("software.yml", Software), complete=_complete),
    links=Linking(
        role=True, edges=field_edges(people="person", paper="paper", grant="grant")
    ),
    title=lambda software: " · ".join(software.title),
    date=lambda software: software.released,
    entry=Entry(content=_entry, brief=_brief),
    list=Listing(
        directive="software",
        filters={"person": Filter(lambda software, _: software.people, person_label)},
    ),
    shown_on={
        "person": Section(rank=60, limit=4),
        "paper": Section(rank=20, phrase="page.software"),
        "grant": Section(rank=30),
        "cv": Section(rank=55, phrase="cv.software", brief=_in_cv),
        "report": Section(rank=30, phrase="report.software"),
    },
    search=Search(1, lambda r, *_: r.language, lambda r, *_: [r.about, *r.requires]),
    picture=data_picture(Size("small", 160, 120)),
    schema=software_thing,
    advice=Advice(advise=picture_advice("software")),
    phrases={
        "cv.software": "Software",
        "page.software": "Software",
        "filter.software.person": "Person",
        "filter.title.software": "Filter software",
        "list.software": "Software",
        "software.released": "Released {date}",
        "software.by": "Paper by {people}",
        "software.tested": "Tested on {items}",
        "software.requires": "Needs {items}",
        "software.acknowledgements": "Acknowledgements: {items}",
        "search.software": "Software",
        "search.all.software": "Software",
        "report.software": "Software",
    },
)
