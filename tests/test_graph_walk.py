"""Every link between two records is seen on the pages of both."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from tests.lab import Lab

OWNER: Final = "doe-jane"
#: Where records stand: kind → address, with an id where it is a part of the page.
PLACES: Final[dict[str, str]] = {
    "paper": "research/papers/{id}.html",
    "topic": "research/{id}.html",
    "grant": "research/grants.html#grant-{id}",
    "talk": "research/talks.html#talk-{id}",
    "software": "research/software.html#software-{id}",
    "award": "research/awards.html#award-{id}",
    "course": "research/teaching.html#course-{id}",
    "project": "research/projects/{id}.html",
    "event": "research/events/{id}.html",
    "medium": "research/media.html#medium-{id}",
    "post": "posts/{id}.html",
    "sponsor": "group/index.html#sponsor-{id}",
    "cv": "cv.html",
}
#: All sorts of edges: the kinds of both ends and the field.
SORTS: Final = (
    ("award", "grant", "grant"),
    ("award", "paper", "paper"),
    ("award", "person", "people"),
    ("course", "person", "people"),
    ("cv", "grant", "grant"),
    ("cv", "paper", "paper"),
    ("cv", "person", "id"),
    ("cv", "person", "people"),
    ("event", "grant", "grant"),
    ("event", "paper", "paper"),
    ("event", "person", "people"),
    ("event", "person", "speakers"),
    ("event", "topic", "topic"),
    ("grant", "person", "lead"),
    ("grant", "person", "partners"),
    ("grant", "person", "people"),
    ("medium", "grant", "grant"),
    ("medium", "paper", "paper"),
    ("medium", "person", "people"),
    ("medium", "project", "project"),
    ("news", "grant", "grant"),
    ("news", "paper", "paper"),
    ("news", "person", "people"),
    ("paper", "grant", "grant"),
    ("paper", "person", "author"),
    ("paper", "topic", "keywords"),
    ("person", "grant", "grant"),
    ("person", "person", "supervisors"),
    ("person", "person", "lead_supervisor"),
    ("post", "grant", "grant"),
    ("post", "paper", "paper"),
    ("post", "person", "authors"),
    ("post", "person", "people"),
    ("post", "project", "project"),
    ("post", "topic", "topic"),
    ("project", "grant", "grant"),
    ("project", "paper", "paper"),
    ("project", "person", "partners"),
    ("project", "person", "people"),
    ("project", "topic", "topic"),
    ("software", "grant", "grant"),
    ("software", "paper", "paper"),
    ("software", "person", "people"),
    ("talk", "award", "award"),
    ("talk", "grant", "grant"),
    ("talk", "paper", "paper"),
    ("talk", "person", "people"),
)


class End(NamedTuple):
    """A record at one end of an edge."""

    kind: str
    record: Any


class Link(NamedTuple):
    """An edge with its two ends."""

    #: The record that names the other one.
    here: End
    there: End
    #: The field that does.
    field: str

    @property
    def sort(self) -> tuple[str, str, str]:
        """Kinds and field, as in `SORTS`."""
        return self.here.kind, self.there.kind, self.field


def walk(lab: Lab) -> Iterator[Link]:
    """All edges of the graph; one that leads nowhere is a mistake."""
    for kind in lab.graph.kinds.values():
        for record in lab.graph.all(kind.name):
            for edge in kind.links.edges(record):
                there = End(edge.kind, lab.record(edge.kind, edge.id))
                field = edge.field.rpartition(".")[2].partition("[")[0]
                yield Link(End(kind.name, record), there, field)


# -- where an end stands ------------------------------------------------------------


def place(lab: Lab, end: End) -> str:
    """Address of what is said of a record, empty where there is nothing."""
    kind, record = end
    if kind == "news":
        return f"news/{record.date.year}.html#news-{record.id}"
    if kind == "person":
        if record.memberships:
            return f"group/people/{record.id}.html"
        return f"group/collaborators.html#person-{record.id}"
    if kind == "topic" and record.id not in lab.themes():
        return ""  # papers show its label as text
    return PLACES[kind].format(id=record.id)


def element(lab: Lab, end: End) -> HtmlElement:
    """What is said of a record that has a place."""
    address, _, node_id = place(lab, end).partition("#")
    article = lab.article(address)
    return article.get_element_by_id(node_id) if node_id else article


def is_shown(lab: Lab, end: End, on: End) -> bool:
    """Whether what is said of *on* has a link to *end*, or an entry of it."""
    said = element(lab, on)
    base, there = place(lab, on), place(lab, end)
    links = {urljoin(base, a.get("href")) for a in said.cssselect("a[href]")}
    if not there:
        return any(end.record.label in e.text_content() for e in said.cssselect("dd"))
    if "#" not in there:
        links = {link.partition("#")[0] for link in links}
    kind = lab.graph.kinds[end.kind]
    # those without a page have one elsewhere
    elsewhere = "#" in there and kind.page.prefers_address
    entries = said.cssselect(f".{kind.css_class}")
    return (
        there in links
        or (elsewhere and kind.page.address(end.record) in links)
        or any(
            end.record.id in (entry.get("data-id"), entry.get("data-key"))
            for entry in entries
            if entry is not said
        )
    )


# -- which ends say nothing of an edge, and why ---------------------------------------


def _collaborator(link: Link, on: End) -> bool:
    """Those who were never members have no page: their entry lists papers only."""
    return (
        on.kind == "person" and not on.record.memberships and link.here.kind != "paper"
    )


def _owner(link: Link, on: End) -> bool:
    """The talks, courses and grants of this site are its owner's if nothing is said."""
    own = link.there.kind == "person" and link.there.record.id == OWNER
    return own and link.field == "people" and on is link.here and on.kind != "award"


def _curriculum(link: Link, on: End) -> bool:
    """A CV names papers and grants; nobody but its person leads to it."""
    return link.here.kind == "cv" and on is link.there and link.field != "id"


SILENT: Final[tuple[Callable[[Link, End], bool], ...]] = (
    _collaborator,
    _owner,
    _curriculum,
)


def test_an_edge_is_seen_from_both_ends(lab: Lab) -> None:
    """What is said of each of two linked records shows the other one."""
    missing, seen = [], Counter[str]()
    links = [*walk(lab)]
    for link in links:
        for on, other in ((link.here, link.there), (link.there, link.here)):
            if any(silent(link, on) for silent in SILENT) or not place(lab, on):
                continue
            seen["-".join(link.sort)] += 1
            # the page of a person has the newest of each kind, and leads to the rest
            if on.kind != "person" and not is_shown(lab, other, on):
                missing.append((place(lab, on), other.kind, other.record.id))

    assert missing == []
    assert {link.sort for link in links} == set(SORTS)
    # of each edge one end shows it whatever the other one is
    for sort, count in Counter("-".join(link.sort) for link in links).items():
        assert seen[sort] >= count, sort


def test_records_stand_on_pages(lab: Lab) -> None:
    """Every record but topics has a place, and its page is there."""
    ends = [
        End(kind.name, record)
        for kind in lab.graph.kinds.values()
        for record in lab.graph.all(kind.name)
    ]

    assert {end.kind for end in ends if not place(lab, end)} == {"topic"}
    assert {place(lab, end).partition("#")[0] for end in ends} <= {"", *lab.pages}
