"""Current members as cards, collaborators with their joint papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.build.context import human_date
from groupsite.build.icons import icon_links
from groupsite.build.inline import fill, separated
from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import part, phrased, text_part
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.people.person import Membership, Person
    from groupsite.model.rendering import Context, Place


def card(person: Person, place: Place) -> list[nodes.Node]:
    """Portrait, name, role, topic and profiles.

    Supervisors and funding are on the person's page, and only here if there is none.
    """
    context = place.context
    content = picture_nodes("person", person, "small", context, "person-photo")
    if person.display_name != page_title(place.document):
        content += part("person-name", context.reference("person", person.id))
    for number, role in enumerate(person.present):
        position = "" if number else person.position
        content += text_part("person-role", _role(role, position, context))
        content += text_part("person-topic", role.topic)
        if not context.has_page("person", person.id):
            content += part("person-supervisors", *supervisor_nodes(role, context))
            content += part("person-funding", *funding_nodes(role, context))
    return content + links_part(person, context)


def face(person: Person, place: Place) -> list[nodes.Node]:
    """Portrait, name and role alone."""
    context = place.context
    roles = [
        _role(role, "" if number else person.position, context, dated=False)
        for number, role in enumerate(person.present)
    ]
    return [
        *picture_nodes("person", person, "small", context, "person-photo"),
        *part("person-name", context.reference("person", person.id)),
        *text_part("person-role", ", ".join(roles)),
    ]


def time_of(membership: Membership, context: Context) -> str:
    """``2019–2023``, ``since 2024``, ``from May 2027``; empty where nothing is known."""
    start, end = membership.start, membership.end
    if end is None and membership.standing in ("planned", "former"):
        return context.period(start, None)
    return context.span(start, end)


def supervisor_nodes(
    membership: Membership, context: Context, least: int = 2
) -> list[nodes.Node]:
    """``Supervised by A (lead) and B``; empty if there are fewer than *least*."""
    if len(membership.supervisors) < least:
        return []
    phrases = context.settings.phrases
    names: list[nodes.Node] = []
    for supervisor in membership.supervisors:
        if context.get("person", supervisor) is None:
            names.append(nodes.Text(supervisor))
            continue
        link: nodes.Node = context.reference("person", supervisor)
        if supervisor == membership.lead_supervisor:
            lead = fill(phrases["person.supervisor-lead"], person=[link])
            link = nodes.inline("", "", *lead)
        names.append(link)
    people = separated(names, ", ", f" {phrases['and']} ")
    return fill(phrases["person.supervisors"], people=people)


def funding_nodes(membership: Membership, context: Context) -> list[nodes.Node]:
    """``Funded by Maths4DL``."""
    payers: list[nodes.Node] = [
        *(
            context.reference("grant", i)
            for i in membership.grants
            if context.get("grant", i)
        ),
        *(nodes.Text(text) for text in membership.funding),
    ]
    funding = separated(payers, ", ", f" {context.settings.phrase('and')} ")
    return phrased("person.funded", context, funding=funding)


def page_title(document: nodes.document) -> str:
    """Text of the page's first heading, which a card need not repeat."""
    title = next(iter(document.findall(nodes.title)), None)
    return title.astext() if title is not None else ""


def _role(
    membership: Membership, position: str, context: Context, *, dated: bool = True
) -> str:
    """``Reader in Mathematics``, ``PhD student since 2024``, ``Postdoc from May 2027``.

    :param position: a title to show instead of the role.
    :param dated: whether to say since when.
    """
    role, start = position or context.settings.role(membership.role), membership.start
    if (
        (not dated and membership.standing != "planned")
        or start is None
        or (membership.role == "lead" and membership.standing != "planned")
    ):
        return role
    date = human_date(start, context.settings.language)
    key = "period.from" if membership.standing == "planned" else "person.since"
    return f"{role} {context.settings.phrase(key, date=date)}"


def links_part(
    person: Person,
    context: Context,
    *more: nodes.Node,
    behind: Iterable[nodes.Node] = (),
    own: bool = False,
) -> list[nodes.Node]:
    """E-mail and profiles as icons; the owner's homepage, this site, is left out.

    :param more: further links, as words.
    :param behind: what brings what is between links along.
    :param own: whether the page is about them: Mastodon asks for a link that says so.
    """
    addresses = person.links.addresses()
    if person.id == context.settings.owner:
        addresses = [pair for pair in addresses if pair[0] != "homepage"]
    if person.email:
        addresses.insert(0, ("email", f"mailto:{person.email}"))
    phrases = context.settings.phrases
    links = []
    for name, address in addresses:
        words = phrases.get(f"link.{name}", name)
        link = nodes.reference("", words, refuri=address, internal=False)
        if own and name != "email":
            link["rel"] = "me"
        links.append((name, link))
    return part("person-links", *icon_links(links, more), *behind)


# -- collaborators ----------------------------------------------------------------


def collaborator(person: Person, place: Place) -> list[nodes.Node]:
    """Name, place, and joint papers with the group."""
    context = place.context
    head: list[nodes.Node] = [context.reference("person", person.id)]
    if person.place:
        head.append(nodes.inline("", f", {person.place}", classes=["person-place"]))
    content = part("person-name", *head)
    papers = context.select(Query("paper", (("person", (person.id,)),)))
    if papers:
        items = [
            nodes.list_item("", nodes.paragraph("", "", *_short(paper, context)))
            for paper in papers
        ]
        content.append(nodes.bullet_list("", *items, classes=["person-papers"]))
    return content


def _short(paper: Any, context: Context) -> list[nodes.Node]:
    """A paper in one line: linked title and year."""
    link = context.reference("paper", paper.id)
    return [link, nodes.Text(f" ({paper.year})")] if paper.year else [link]
