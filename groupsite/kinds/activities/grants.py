"""Grants: ``grants.yml`` and `{grants}`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from groupsite.build.context import human_date
from groupsite.build.inline import separated
from groupsite.build.nodes import record_section
from groupsite.directives.entries import (
    facts,
    joined,
    link_line,
    names,
    phrased,
    text_part,
    when,
)
from groupsite.directives.related import brief_list, related_lists
from groupsite.kinds.activities.schema import grant_thing
from groupsite.model.completing import with_owner
from groupsite.model.kinds import RecordKind, shown_on
from groupsite.model.parts import (
    Entry,
    Linking,
    Listing,
    Option,
    Search,
    Section,
    Source,
)
from groupsite.model.query import Query
from groupsite.sources.yaml.datafile import data_file, field_edges
from groupsite.sources.yaml.fields import (
    STRICT,
    Date,
    Filled,
    Id,
    Ids,
    Links,
    OtherId,
    Period,
    Texts,
)

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate
    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Context, Place, Records
    from groupsite.model.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Grant(Period):
    """Funding for research."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: What it is for.
    title: Filled
    #: What people call it: ``Maths4DL``.
    short: str = ""
    #: Other names for it.
    aliases: Texts = ()
    #: ``grant``, ``support`` for funding that pays for other people's stays, or any
    #: other word.
    kind: str = "grant"
    #: Who pays.
    funder: str = ""
    #: The programme of the funder.
    scheme: str = ""
    #: The funder's number.
    reference: str = ""
    #: Role of ``people`` (by default the site's owner) in the grant.
    role: str = ""
    #: How much it is, in words: ``£ 250,000``.
    amount: str = ""
    #: Duration as text, if no dates are known: ``5 years``.
    duration: str = ""
    #: When the group first mentioned it.
    announced: Date | None = None
    #: Ids of the holders in this group; if empty, the owner of the site.
    people: Ids = ()
    #: Id of the person who leads it, if not one of ``people``.
    lead: OtherId = ""
    #: Ids of partners elsewhere. Staff are not listed: memberships name the grant.
    partners: Ids = ()
    #: What is done with it.
    about: str = ""
    #: A sentence about it.
    note: str = ""
    #: Where to read more.
    links: Links = field(default_factory=dict)


def _complete(
    located: Located[Grant], graph: Records, settings: Settings
) -> tuple[Grant, list[Problem]]:
    """Give the grant to the site's owner if it names nobody and is not ``support``."""
    if located.record.kind == "support":
        return located.record, []
    return with_owner(located, graph, settings)


def name(grant: Grant) -> str:
    """What to call it in a sentence."""
    return grant.short or grant.title


def _period(grant: Grant, context: Context) -> str:
    """``2020–2023``, or ``from January 2022, 5 years`` if only one end is known."""
    period = context.period(grant.start, grant.end)
    known = grant.start and grant.end
    return ", ".join(filter(None, (period, "" if known else grant.duration)))


def _holders(grant: Grant, context: Context) -> list[nodes.Node]:
    """The holders; nothing if the site's owner is the only one."""
    if grant.people == (context.settings.owner,):
        return []
    return names("person", grant.people, context)


def _staff(grant: Grant, context: Context) -> list[nodes.Node]:
    """Members whose membership names the grant, each with its dates."""
    people = context.select(Query("person", (("grant", (grant.id,)),)))
    staff: list[nodes.Node] = []
    for person in people:
        for membership in person.memberships:
            if grant.id in membership.grants:
                time = context.span(membership.start, membership.end)
                link = context.reference("person", person.id)
                when = [nodes.Text(f" ({time})")] if time else []
                staff.append(nodes.inline("", "", link, *when))
    return separated(staff, ", ")


def _facts(grant: Grant, context: Context) -> list[nodes.Node]:
    """What is known about it, as a list of terms."""
    language = context.settings.language
    announced = human_date(grant.announced, language) if grant.announced else ""
    values = {
        "funder": joined([grant.funder, grant.scheme]),
        "reference": joined([grant.reference]),
        "people": _holders(grant, context),
        "role": joined([grant.role]),
        "amount": joined([grant.amount]),
        "period": joined([_period(grant, context)]),
        "announced": joined([announced]),
        "lead": names("person", [grant.lead], context),
        "partners": names("person", grant.partners, context),
        "staff": _staff(grant, context),
        "aliases": joined(grant.aliases),
        "links": link_line(grant.links, context),
    }
    phrase = context.settings.phrase
    return facts({phrase(f"grant.{label}"): value for label, value in values.items()})


def _full_title(grant: Grant) -> str:
    return f"{grant.short}: {grant.title}" if grant.short else grant.title


def _section(grant: Grant, place: Place) -> nodes.Element:
    """Everything about a grant, and what came out of it."""
    title = _full_title(grant)
    section = record_section("", nodes.title(title, title), groupsite=True)
    section += text_part("grant-about", grant.about)
    section += _facts(grant, place.context)
    section += text_part("grant-note", grant.note)
    sections = shown_on("grant", place.context.graph.kinds.values())
    section += related_lists(place.inner(), sections, "grant", grant.id)
    return place.item("grant", grant, section)


def _layout(grants: list[Grant], place: Place) -> list[nodes.Node]:
    """A section for each grant in a full list, a paragraph for each in a selection."""
    if place.is_selection:
        return [brief_list(GRANT, grants, place)]
    return [_section(grant, place) for grant in grants]


def _brief(grant: Grant, context: Context) -> list[nodes.Node]:
    """``Title. Funder, scheme, reference, role, amount, period``."""
    title = context.reference("grant", grant.id, nodes.Text(_full_title(grant)))
    title["classes"] += ["record-title", "grant-title"]
    phrase, language = context.settings.phrase, context.settings.language
    period = _period(grant, context)
    if not period and grant.announced:
        period = phrase("grant.mentioned", date=human_date(grant.announced, language))
    lead = phrased("grant.led", context, people=names("person", [grant.lead], context))
    pieces: list[str | list[nodes.Node]] = [
        grant.funder,
        grant.scheme,
        grant.reference,
        grant.role,
        grant.amount,
        lead,
        when(period),
    ]
    return joined([title, joined(pieces)], ". ")


def _last(grant: Grant) -> PartialDate | None:
    """When it ended; None if it has not."""
    return grant.end if grant.start else grant.end or grant.announced


GRANT: RecordKind[Grant] = RecordKind(
    name="grant",
    source=Source(load=data_file("grants.yml", Grant), complete=_complete),
    links=Linking(
        role=True,
        edges=field_edges(people="person", lead="person", partners="person"),
        direct=frozenset({"person"}),
        open=True,
    ),
    title=name,
    date=lambda grant: grant.start or grant.announced,
    entry=Entry(
        brief=_brief, attributes=lambda grant: {"id": grant.id, "kind": grant.kind}
    ),
    list=Listing(
        directive="grants",
        options={
            "kind": Option(
                lambda grant: (grant.kind,),
                meaning="kinds of grants, as their entries say",
                example="support",
            )
        },
        layout=_layout,
    ),
    shown_on={
        "person": Section(rank=20),
        "theme": Section(rank=20, phrase="theme.grants"),
        "cv": Section(rank=10, phrase="cv.grants", last=_last),
    },
    search=Search(
        1.5,
        lambda r, *_: f"{r.funder}, {r.scheme}".rstrip(", "),
        lambda r, *_: [r.title, r.short, *r.aliases, r.about, r.reference],
    ),
    schema=grant_thing,
    phrases={
        "cv.grants": "Grants",
        "theme.grants": "Grants",
        "list.grant": "Grants",
        "grant.funder": "Funder",
        "grant.reference": "Reference",
        "grant.people": "Held by",
        "grant.role": "Role",
        "grant.amount": "Amount",
        "grant.period": "Period",
        "grant.announced": "First mentioned",
        "grant.lead": "Led by",
        "grant.led": "led by {people}",
        "grant.mentioned": "first mentioned {date}",
        "grant.partners": "Partners",
        "grant.staff": "People",
        "grant.aliases": "Also called",
        "grant.links": "Links",
        "search.grant": "Grant",
        "search.all.grant": "Grants",
    },
)
