"""People as visitors see them: cards, a table of former members, collaborators."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.context import Context, human_date, human_period
from groupsite.core.nodes import record_item, record_list, record_part, record_row
from groupsite.core.text import join_words
from groupsite.graph import Query

if TYPE_CHECKING:
    from groupsite.core.kinds import RecordKind
    from groupsite.listing import Placing
    from groupsite.people.record import Membership, Person


def people_layout(
    kind: RecordKind, people: list[Person], place: Placing
) -> list[nodes.Node]:
    """Current members as cards, former ones in a table, others with their papers."""
    by_status: dict[str, list[Person]] = {}
    for person in people:
        by_status.setdefault(person.status, []).append(person)
    result: list[nodes.Node] = []
    for status, members in by_status.items():
        if status == "former":
            result.append(_table(kind, members, place))
            continue
        content = _card if status == "current" else _collaborator
        items = [
            place.item(kind, person, record_item("", *content(person, place)))
            for person in members
        ]
        style = "cards" if status == "current" else "collaborators"
        result.append(record_list("", *items, classes=["people", style]))
    return result


# -- cards ------------------------------------------------------------------------


def _card(person: Person, place: Placing) -> list[nodes.Node]:
    context = place.context
    membership = person.membership
    assert membership is not None
    content: list[nodes.Node] = [*_photo(person, context)]
    if person.display_name != _page_title(place.document):
        link = context.reference("person", person.id)
        content.append(record_part("", "", link, classes=["person-name"]))
    content.append(
        record_part("", _role(person, membership, context), classes=["person-role"])
    )
    if membership.topic:
        content.append(record_part("", membership.topic, classes=["person-topic"]))
    supervisors = _supervisors(membership, context)
    if supervisors:
        content.append(
            record_part("", "", *supervisors, classes=["person-supervisors"])
        )
    if membership.role == "lead":
        content.append(
            record_part("", "", *_links(person, context), classes=["person-links"])
        )
    return content


def _photo(person: Person, context: Context) -> list[nodes.Node]:
    """The picture; its place is taken by a monogram in the style sheet otherwise."""
    if not person.photo:
        return []
    folder = context.settings.people.rpartition("/")[0]
    path = f"/{folder}/{person.photo}" if folder else f"/{person.photo}"
    # the name stands beside it: an alternative text would say it twice
    return [nodes.image(uri=path, alt="", classes=["person-photo", "dark-light"])]


def _page_title(document: nodes.document) -> str:
    """Text of the page's first heading: a card below it need not say it again."""
    title = next(iter(document.findall(nodes.title)), None)
    return title.astext() if title is not None else ""


def _role(person: Person, membership: Membership, context: Context) -> str:
    """``Reader in Mathematics`` or ``PhD student since 2024``."""
    role = person.position or role_label(membership.role, context)
    if membership.role == "lead":
        return role
    date = human_date(membership.start, context.settings.language)
    return f"{role} {context.settings.phrase('person.since', date=date)}"


def role_label(role: str, context: Context) -> str:
    """The phrase for *role*, or the role itself."""
    return context.settings.phrases.get(f"role.{role}", role)


def _supervisors(membership: Membership, context: Context) -> list[nodes.Node]:
    """``Supervised by A (lead) and B``; only where several people do."""
    supervisors = membership.supervisors
    if len(supervisors) < 2:
        return []
    settings = context.settings
    names: list[nodes.Node] = []
    for number, supervisor in enumerate(supervisors):
        if number:
            last = number == len(supervisors) - 1
            names.append(nodes.Text(f" {settings.phrase('and')} " if last else ", "))
        if context.get("person", supervisor) is None:
            names.append(nodes.Text(supervisor))
            continue
        link = context.reference("person", supervisor)
        leads = supervisor == membership.lead_supervisor
        names += (
            phrase_nodes(settings, "person.supervisor-lead", person=[link])
            if (leads)
            else [link]
        )
    return phrase_nodes(settings, "person.supervisors", people=names)


def phrase_nodes(
    settings: Any, key: str, **fields: list[nodes.Node]
) -> list[nodes.Node]:
    """The phrase *key* with nodes in the place of its fields."""
    result: list[nodes.Node] = []
    for text, name, _, _ in Formatter().parse(settings.phrases[key]):
        if text:
            result.append(nodes.Text(text))
        if name:
            result += fields.get(name, [])
    return result


def _links(person: Person, context: Context) -> list[nodes.Node]:
    """E-mail and profiles as words."""
    addresses = person.links.addresses()
    if person.email:
        addresses.insert(0, ("email", f"mailto:{person.email}"))
    result: list[nodes.Node] = []
    for name, address in addresses:
        text = context.settings.phrase(f"link.{name}")
        if name == "homepage" and person.id == context.settings.owner:
            continue  # this site
        if result:
            result.append(nodes.Text(" · "))
        result.append(nodes.reference("", text, refuri=address, internal=False))
    return result


# -- table ------------------------------------------------------------------------


def _table(kind: RecordKind, people: list[Person], place: Placing) -> nodes.table:
    """Former members: name, role, years, what came then."""
    context = place.context
    columns = ("name", "role", "years", "next")
    head = nodes.row(
        "", *(_cell(nodes.Text(context.settings.phrase(f"table.{c}"))) for c in columns)
    )
    rows = []
    for person in people:
        membership = person.membership
        assert membership is not None
        row = place.item(
            kind,
            person,
            record_row(
                "",
                _cell(context.reference("person", person.id)),
                _cell(*_former_role(person, membership, context)),
                _cell(nodes.Text(years(membership, context))),
                _cell(nodes.Text(membership.next)),
            ),
        )
        rows.append(row)
    group = nodes.tgroup(
        "",
        *(nodes.colspec(colwidth=25) for _ in columns),
        nodes.thead("", head),
        nodes.tbody("", *rows),
        cols=len(columns),
    )
    return nodes.table("", group, classes=["people", "former", "colwidths-auto"])


def _cell(*content: nodes.Node) -> nodes.entry:
    """A cell with one paragraph, or with the blocks given."""
    if all(isinstance(node, nodes.paragraph) for node in content):
        return nodes.entry("", *content)
    return nodes.entry("", nodes.paragraph("", "", *content))


def _former_role(
    person: Person, membership: Membership, context: Context
) -> list[nodes.Node]:
    """The role, then where from, the topic, the supervisors and the funding."""
    settings = context.settings
    result: list[nodes.Node] = [
        record_part("", role_label(membership.role, context), classes=["person-role"])
    ]
    funding = join_words(list(membership.funding), settings.phrase("and"))
    lines = (
        ("place", _place_from(person, membership, context)),
        ("topic", membership.topic),
        (
            "funding",
            settings.phrase("person.funded", funding=funding) if funding else "",
        ),
        ("note", membership.note),
    )
    for name, text in lines:
        if text:
            result.append(record_part("", text, classes=[f"person-{name}"]))
    supervisors = _supervisors(membership, context)
    if supervisors:
        part = record_part("", "", *supervisors, classes=["person-supervisors"])
        result.append(part)
    return result


def _place_from(person: Person, membership: Membership, context: Context) -> str:
    """Where a guest came from: the affiliation then, unless it is the group's own."""
    place = person.place_at(membership.start)
    owner = context.get("person", context.settings.owner)
    home = (
        max(owner.affiliations, key=lambda a: a.start, default=None) if owner else None
    )
    return "" if home and place == home.place else place


def years(membership: Membership, context: Context) -> str:
    """``2019–2023``, or ``Jun–Jul 2019`` where months are known."""
    language = context.settings.language
    if membership.end is None:
        date = human_date(membership.start, language)
        return context.settings.phrase("person.since", date=date)
    return human_period(membership.start, membership.end, language)


# -- collaborators ----------------------------------------------------------------


def _collaborator(person: Person, place: Placing) -> list[nodes.Node]:
    """Name, place, and what they wrote with the group."""
    context = place.context
    head: list[nodes.Node] = [context.reference("person", person.id)]
    if person.affiliations:
        latest = max(person.affiliations, key=lambda a: a.start)
        head.append(nodes.inline("", f", {latest.place}", classes=["person-place"]))
    content: list[nodes.Node] = [record_part("", "", *head, classes=["person-name"])]
    papers = context.select(Query("paper", (("person", (person.id,)),)))
    if papers:
        items = [
            nodes.list_item("", nodes.paragraph("", "", *_short(paper, context)))
            for paper in papers
        ]
        content.append(nodes.bullet_list("", *items, classes=["person-papers"]))
    return content


def _short(paper: Any, context: Context) -> list[nodes.Node]:
    """A paper in one line: its title as a link, its year."""
    link = context.reference("paper", paper.id)
    return [link, nodes.Text(f" ({paper.year})")] if paper.year else [link]
