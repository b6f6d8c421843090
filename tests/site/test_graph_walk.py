"""Every link between two records is seen on the pages of both."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

import pytest
import yaml

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from tests.site.conftest import Whole

OWNER: Final = "ehrhardt-matthias"
#: Where records stand: kind → address, with an id where it is a part of the page.
PLACES: Final[dict[str, str]] = {
    "paper": "research/papers/{id}.html",
    "topic": "research/{id}.html",
    "grant": "research/grants.html#grant-{id}",
    "talk": "research/talks.html#talk-{id}",
    "software": "research/software.html#software-{id}",
    "award": "research/awards.html#award-{id}",
    "course": "research/teaching.html#course-{id}",
    "cv": "cv.html",
}
#: Topics that have no page: papers show their labels as text.
NO_PAGE: Final = {
    "optimisation",
    "pet",
    "mri",
    "ct",
    "spectral-imaging",
    "dynamic-imaging",
    "imaging-software",
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
    ("grant", "person", "lead"),
    ("grant", "person", "partners"),
    ("grant", "person", "people"),
    ("news", "grant", "grant"),
    ("news", "paper", "paper"),
    ("news", "person", "people"),
    ("paper", "grant", "grant"),
    ("paper", "person", "author"),
    ("paper", "topic", "keywords"),
    ("person", "grant", "grant"),
    ("person", "person", "supervisors"),
    ("software", "paper", "paper"),
    ("talk", "award", "award"),
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


def walk(whole: Whole) -> Iterator[Link]:
    """All edges of the graph; one that leads nowhere is a mistake."""
    for kind in whole.graph.kinds.values():
        for record in whole.graph.all(kind.name):
            for edge in kind.edges(record):
                there = End(edge.kind, whole.record(edge.kind, edge.id))
                field = edge.field.rpartition(".")[2].partition("[")[0]
                yield Link(End(kind.name, record), there, field)


# -- where an end stands ------------------------------------------------------------


def place(end: End) -> str:
    """Address of what is said of a record, empty where there is nothing."""
    kind, record = end
    if kind == "news":
        return f"news/{record.date.year}.html#news-{record.id}"
    if kind == "person":
        if record.memberships:
            return f"group/people/{record.id}.html"
        return f"group/collaborators.html#person-{record.id}"
    if kind == "topic" and record.id in NO_PAGE:
        return ""
    return PLACES[kind].format(id=record.id)


def element(whole: Whole, end: End) -> HtmlElement:
    """What is said of a record that has a place."""
    address, _, node_id = place(end).partition("#")
    article = whole.article(address)
    return article.get_element_by_id(node_id) if node_id else article


def is_shown(whole: Whole, end: End, on: End) -> bool:
    """Whether what is said of *on* has a link to *end*, or an entry of it."""
    said = element(whole, on)
    base, there = place(on), place(end)
    links = {urljoin(base, a.get("href")) for a in said.cssselect("a[href]")}
    if not there:
        return any(end.record.label in e.text_content() for e in said.cssselect("dd"))
    if "#" not in there:
        links = {link.partition("#")[0] for link in links}
    kind = whole.graph.kinds[end.kind]
    # those without a page have one elsewhere
    elsewhere = "#" in there and kind.prefers_own_address
    entries = said.cssselect(f".{kind.css_class or kind.name}")
    return (
        there in links
        or (elsewhere and kind.address(end.record) in links)
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


def _topic(link: Link, on: End) -> bool:
    """Topics that are no theme of research have no page."""
    return on.kind == "topic" and not place(on)


SILENT: Final[tuple[Callable[[Link, End], bool], ...]] = (
    _collaborator,
    _owner,
    _curriculum,
    _topic,
)


@pytest.mark.parametrize("sort", SORTS, ids="-".join)
def test_an_edge_is_seen_from_both_ends(
    whole: Whole,
    sort: tuple[str, str, str],
    record_property: Callable[[str, object], None],
) -> None:
    """What is said of each of two linked records shows the other one."""
    missing, seen = [], Counter[str]()
    links = [link for link in walk(whole) if link.sort == sort]
    for link in links:
        for on, other in ((link.here, link.there), (link.there, link.here)):
            reason = next((why.__name__ for why in SILENT if why(link, on)), "")
            seen[reason or "seen"] += 1
            if not reason and not is_shown(whole, other, on):
                missing.append((place(on), other.kind, other.record.id))

    assert not missing
    assert links
    assert seen.total() == 2 * len(links)
    # of each edge one end shows it whatever the other one is
    assert seen["seen"] >= len(links)
    for reason, count in sorted(seen.items()):
        record_property(reason, count)


def test_no_edge_is_left_out(
    whole: Whole, record_property: Callable[[str, object], None]
) -> None:
    """The sorts of edges above are all that there are."""
    count = Counter(link.sort for link in walk(whole))

    assert set(count) == set(SORTS)
    record_property("edges", count.total())


# -- what the sources say, counted without our code ------------------------------------


def _ids(value: Any) -> set[str]:
    """A list of ids, or a single one."""
    return {value} if isinstance(value, str) else set(value or ())


def _records(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((REPOSITORY / name).read_text("utf-8")))


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("award", "research/awards.yml"),
        ("course", "research/teaching.yml"),
        ("grant", "research/grants.yml"),
        ("software", "research/software.yml"),
        ("talk", "research/talks.yml"),
    ],
)
def test_edges_are_those_of_the_sources(whole: Whole, kind: str, file: str) -> None:
    """Each id that a file names is an edge."""
    found = {(e.here.record.id, e.there.record.id, e.field) for e in walk(whole)}

    written = {
        (record["id"], named, field)
        for record in _records(file)
        for field in ("people", "paper", "grant", "award", "lead", "partners")
        for named in _ids(record.get(field))
    }
    assert written <= found
    walked = Counter(e.sort[0] for e in walk(whole))
    assert walked[kind] >= len(written)


def test_edges_of_people_are_those_of_the_source(whole: Whole) -> None:
    """Each supervisor and each grant of a membership is an edge."""
    written = Counter(
        field
        for person in _records("group/people.yml")
        for membership in person.get("memberships", ())
        for field in ("supervisors", "grant")
        for _ in _ids(membership.get(field))
    )

    walked = Counter(link.field for link in walk(whole) if link.here.kind == "person")
    assert walked == written


def test_edges_of_news_are_those_of_the_sources(whole: Whole) -> None:
    """Each option `paper` and `grant` of an item is an edge."""
    lines = [
        line.split()
        for path in REPOSITORY.glob("news/20*.md")
        for line in path.read_text("utf-8").splitlines()
    ]
    walked = Counter(link.sort[1] for link in walk(whole) if link.here.kind == "news")

    for kind in ("paper", "grant"):
        assert walked[kind] == sum(
            len(words) - 1 for words in lines if words[:1] == [f":{kind}:"]
        )


def test_ends_without_a_page(whole: Whole) -> None:
    """Only collaborators, and topics that are no theme, have no page of their own."""
    without = {
        topic.id
        for topic in whole.graph.all("topic")
        if f"research/{topic.id}.html" not in whole.pages
    }
    collaborators = {
        person["id"]
        for person in _records("group/people.yml")
        if not person.get("memberships")
    }

    assert without == NO_PAGE
    ends = (
        End(kind.name, record)
        for kind in whole.graph.kinds.values()
        for record in whole.graph.all(kind.name)
    )
    pages = [(end.record.id, place(end).partition("#")[0]) for end in ends]
    assert {record_id for record_id, page in pages if not page} == NO_PAGE
    assert {page for _, page in pages} - {""} <= whole.pages.keys()
    assert collaborators == {
        record_id for record_id, page in pages if page == "group/collaborators.html"
    }
