"""What readers make of an old site: the records, pages and files of ours. Pure.

Records are mappings with the keys of our YAML files; texts are Markdown for MyST.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.names import split_name, without_titles
from groupsite.model.text import slug, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from groupsite.moving.account import Thing
    from groupsite.moving.markup.members import Member

#: Kinds of records that are lists in a file of ours → that file.
FILES: Final = {
    "people": "group/people.yml",
    "cv": "group/cv.yml",
    "talks": "research/talks.yml",
    "teaching": "research/teaching.yml",
    "software": "research/software.yml",
    "grants": "research/grants.yml",
    "awards": "research/awards.yml",
    "projects": "research/projects.yml",
    "sponsors": "group/sponsors.yml",
}
#: The newest items of news.
TIMELINE: Final = ":::{timeline}\n:limit: 5\n:::"


@dataclass
class Record:
    """A record of one of our YAML files."""

    #: Its keys as they are written.
    data: dict[str, Any]
    #: What it was made of.
    thing: Thing | None = None
    #: The folder of the old site that links in its texts are relative to.
    base: str = ""


@dataclass
class Entry:
    """An entry of a .bib file."""

    type: str
    #: Empty if a key has to be made.
    key: str
    #: Names in lower case → what stands between the braces.
    fields: dict[str, str]
    thing: Thing | None = None
    #: Comments above it.
    comment: str = ""
    #: Other things that it was made of: an entry of the preprint.
    more: list[Thing] = field(default_factory=list)


@dataclass
class News:
    """An item of news."""

    #: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    date: str
    text: str
    title: str = ""
    kind: str = ""
    #: Ids of people and keys of papers that it is about.
    people: list[str] = field(default_factory=list)
    paper: str = ""
    #: Label and address.
    links: list[tuple[str, str]] = field(default_factory=list)
    thing: Thing | None = None


@dataclass
class Page:
    """A page, or a post if it has a date."""

    #: Without suffix: ``group/join``.
    path: str
    title: str
    text: str
    #: ``YYYY-MM-DD`` of a post.
    date: str = ""
    #: Ids of its authors, and names of those who have none.
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    #: A picture of the old site.
    image: str = ""
    excerpt: str = ""
    #: Whether it stands in the menu of the site.
    menu: bool = False
    #: Whether another page lists it: posts, projects.
    listed: bool = False
    #: Addresses that it had.
    old: list[str] = field(default_factory=list)
    #: The folder of the old site that its links are relative to.
    base: str = ""
    thing: Thing | None = None


@dataclass
class Moved:
    """A whole site."""

    #: The system that it comes from: ``al-folio``.
    system: str
    #: Name of the group or of the person.
    name: str = ""
    address: str = ""
    #: Id of the person who leads it; empty if nobody is said to.
    owner: str = ""
    #: Further settings for conf.py.
    settings: dict[str, Any] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=dict)
    papers: list[Entry] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    posts: list[Page] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    #: Folders of pages that are listed in one of their own → its title.
    lists: dict[str, str] = field(default_factory=dict)
    #: Texts of the old site for pages of ours that list records.
    intros: dict[str, list[Page]] = field(default_factory=dict)
    #: Whom lists of people in texts of the old site show, if these choose some.
    members: list[Member] = field(default_factory=list)
    #: The text of the home page.
    home: Page | None = None
    #: Whether the old site shows its people in groups.
    in_groups: bool = False
    #: How to reach the group, each in a line of Markdown.
    contact: list[str] = field(default_factory=list)
    #: Addresses of the old site → documents of ours.
    redirects: dict[str, str] = field(default_factory=dict)
    #: Addresses of pages of the old site that are about a paper.
    paper_addresses: list[tuple[str, Entry]] = field(default_factory=list)
    #: Files of the old site → where they go, for records and pages alike.
    copies: dict[str, str] = field(default_factory=dict)
    #: Folders of the old site whose files are served without their name: ``static``.
    static: tuple[str, ...] = ()
    _people: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        data: dict[str, Any],
        thing: Thing | None = None,
        base: str = "",
    ) -> str:
        """Add a record without what is empty, under an id of its own; returns that.

        :param kind: one of `FILES`.
        :param base: the folder of the old site that links in its texts are relative to.
        """
        record = {k: v for k, v in data.items() if v not in ("", None, [], {}, ())}
        taken = {r.data["id"] for r in self.records.get(kind, ())}
        record["id"] = distinct(record.get("id") or kind, taken)
        record = {"id": record.pop("id"), **record}
        self.records.setdefault(kind, []).append(Record(record, thing, base))
        if thing is not None:
            thing.became(f"{FILES[kind]}: {record['id']}")
        if kind == "people":
            for name in (record.get("name", ""), *record.get("aliases", ())):
                self._people.setdefault(_spelt(name), record["id"])
        return record["id"]

    def order_people(self, ranks: Mapping[str, tuple[Any, ...]]) -> None:
        """Put people in the order of their groups in the old site; others follow.

        :param ranks: ids → what is compared.
        """
        people = self.records.get("people", [])
        people.sort(key=lambda r: (r.data["id"] not in ranks, ranks.get(r.data["id"], ())))  # fmt: skip
        self.in_groups = True

    def person(self, name: str) -> str:
        """The id of a person who is known by this name, or ``""``."""
        return self._people.get(_spelt(name), "")

    @property
    def names(self) -> dict[str, str]:
        """Slugs of old pages and spelt names → ids of people."""
        return dict(self._people)

    def call(self, name: str, person: str) -> None:
        """Let `person` find somebody by another name: the slug of an old page."""
        self._people.setdefault(_spelt(name), person)

    def the(self, kind: str, record_id: str) -> dict[str, Any]:
        """The keys of a record that has been added."""
        return next(
            r.data for r in self.records.get(kind, ()) if r.data["id"] == record_id
        )

    def all_pages(self) -> Iterator[Page]:
        """The home page, all other pages, all posts."""
        if self.home is not None:
            yield self.home
        yield from self.pages
        for pages in self.intros.values():
            yield from pages
        yield from self.posts


def person_id(name: str) -> str:
    """``family-given`` for a name."""
    parts = split_name(without_titles(name))
    words = [parts.family, *parts.given.split()[:1]]
    return slug(" ".join(words)) or "person"


def distinct(wanted: str, taken: set[str]) -> str:
    """*wanted*, or the same with a number if it is taken."""
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _spelt(name: str) -> str:
    """A name as it is compared: given names first, without titles."""
    parts = split_name(without_titles(name))
    return spelling(f"{parts.given} {parts.family}") if parts.given else spelling(name)
