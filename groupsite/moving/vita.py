"""The CV of a person, being read: what systems say of it becomes records of ours.

Posts, degrees and service go to ``cv.yml``; papers, talks, grants, awards and software to
the files of their kinds.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.model.text import slug, spelling
from groupsite.moving.account import date_of
from groupsite.moving.papers import became, merged, plain, with_keys
from groupsite.moving.site import Entry, Moved
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_PRESENT: Final = frozenset(["present", "now", "current", "today", "ongoing", "heute"])
_SPAN: Final = re.compile(
    r"(\d{4}(?:-\d{2})?)\s*(?:[-–—]+|to)\s*(\d{4}(?:-\d{2})?|[A-Za-z]*)"
)
_PROFILES: Final = {
    "linkedin": "https://www.linkedin.com/in/{}", "x": "https://x.com/{}", "twitter": "https://x.com/{}",
    "gitlab": "https://gitlab.com/{}", "researchgate": "https://www.researchgate.net/profile/{}",
    "mastodon": "https://{}", "bluesky": "https://bsky.app/profile/{}", "youtube": "https://www.youtube.com/@{}",
    "instagram": "https://www.instagram.com/{}", "stackoverflow": "https://stackoverflow.com/users/{}",
    "leetcode": "https://leetcode.com/u/{}",
}  # fmt: skip
#: Words in titles of sections → where their entries go.
_SECTIONS: Final = (
    (re.compile(r"edu|degree|studi", re.IGNORECASE), "education"),
    (re.compile(r"award|hono|prize|distinction|scholarship|fellowship", re.IGNORECASE), "awards"),
    (re.compile(r"grant|fund", re.IGNORECASE), "grants"),
    (re.compile(r"talk|present|invited|lecture(?!r)", re.IGNORECASE), "talks"),
    (re.compile(r"teach|course", re.IGNORECASE), "teaching"),
    (re.compile(r"editor", re.IGNORECASE), "editorial"),
    (re.compile(r"organi[sz]|event", re.IGNORECASE), "events"),
    (re.compile(r"service|review|volunteer|committee|outreach|leadership|mentor|activit|member", re.IGNORECASE), "service"),
    (re.compile(r"software|project|open.?source", re.IGNORECASE), "software"),
    (re.compile(r"publi|paper|preprint|article|patent", re.IGNORECASE), "papers"),
    (re.compile(r"experience|employ|work|position|appoint|profession|career", re.IGNORECASE), "employment"),
)  # fmt: skip


class Said(NamedTuple):
    """What an entry of a CV says."""

    title: str
    place: str = ""
    #: ``date``, or ``from`` and ``to``.
    period: Mapping[str, str] = MappingProxyType({})
    note: str = ""
    links: Mapping[str, str] = MappingProxyType({})


class Vita:
    """The CV of a person, being read."""

    def __init__(self, moved: Moved, account: Account, person: str, path: str) -> None:
        self.moved = moved
        self.account = account
        self.person = person
        self.path = path
        self.papers: list[Entry] = []
        self._sections: dict[str, list[dict[str, Any]]] = {}
        self._data: dict[str, Any] | None = None
        self._said: dict[str, list[str]] = {}

    def station(self, section: str, data: dict[str, Any], thing: Any) -> None:
        """Add an entry of a section of ``cv.yml``; it needs a title."""
        title = data.pop("title", "") or data.pop("place", "")
        if not title:
            thing.leave("it has no title")
            return
        record = {"title": title, **{k: v for k, v in data.items() if v}}
        if self._data is None:
            self.moved.add("cv", {"id": self.person})
            self._data = self.moved.records["cv"][-1].data
        self._data.setdefault(section, []).append(record)
        thing.became(f"group/cv.yml: {section}")

    def say(self, heading: str, text: str, thing: Any) -> None:
        """Add a line to what is said about the person, below a heading."""
        self._said.setdefault(heading, []).append(text)
        thing.became(f"group/people.yml: {self.person}")

    def finish(self) -> None:
        """Bring the sections into our order, and write what is said about the person."""
        for heading, lines in self._said.items():
            person = self.moved.the("people", self.person)
            text = "\n".join(f"- {line}" for line in lines)
            person["bio"] = (
                f"{person.get('bio', '')}\n\n**{heading}**\n\n{text}".strip()
            )
        self._said.clear()
        if self._data is not None:
            for name in ("employment", "education", "editorial", "service", "events"):
                if name in self._data:
                    self._data[name] = self._data.pop(name)

    def add(self, kind: str, title: str, data: dict[str, Any], thing: Any) -> None:
        """Add a record of another kind, which is about this person."""
        people = [self.person] if self.person != self.moved.owner else []
        self.moved.add(
            kind,
            {
                "id": slug(title)[:60].strip("-"),
                "title": title,
                "people": people,
                **data,
            },
            thing,
        )


def span(
    fields: Fields, start: tuple[str, ...], end: tuple[str, ...]
) -> dict[str, str]:
    """``from`` and ``to`` of a period."""
    result = {}
    if begun := fields.date(*start):
        result["from"] = begun
    for name in end:
        value = fields.peek(name)
        if isinstance(value, str) and value.strip().lower() in _PRESENT:
            fields.take(name)
            return result
    if ended := fields.date(*end):
        if "from" in result and ended[:4] < result["from"][:4]:
            for name in end:
                fields.leave(name, "it ends before it begins")
        else:
            result["to"] = ended
    return result


def when(text: str) -> dict[str, str]:
    """A year, or a span of years in words, as ``date``, or ``from`` and ``to``."""
    if re.fullmatch(r"[\d-]+", text.strip()) and (date := date_of(text)):
        return {"date": date}
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return {}
    ended = {"to": found[2]} if found[2][:1].isdigit() else {}
    known = found[2][:1].isdigit() or found[2].lower() in {*_PRESENT, ""}
    return {"from": found[1], **ended} if known else {}


def sentences(*texts: str) -> str:
    """Texts as one note."""
    return " ".join(" ".join(t.split()) for t in texts if t.strip())


def section_of(title: str) -> str:
    """Where the entries of a section of a CV go, or ``""``."""
    return next((name for pattern, name in _SECTIONS if pattern.search(title)), "")


def homepages(fields: Fields) -> list[tuple[str, str]]:
    """The addresses of a person's own pages, each with its label."""
    found = (fields.address(key) for key in ("url", "website"))
    return [("homepage", to) for to in found if to]


def address_in(network: str, user: str) -> str:
    """The address of *user* in a social network, or the bare name if it has none."""
    form = _PROFILES.get(spelling(network).replace("-", ""), "")
    return form.format(user.lstrip("@")) if form and "://" not in user else user


def add_other(vita: Vita, goes: str, said: Said, fields: Fields) -> None:
    """Add a record of a kind of its own.

    :param goes: the kind.
    """
    date = said.period.get("date", "") or said.period.get("from", "")
    data: dict[str, Any] = {"note": said.note, "links": said.links}
    if goes == "grants":
        period = {k: v for k, v in said.period.items() if k != "date"}
        data |= {"funder": said.place, "from": said.period.get("date", ""), **period}
    elif goes == "talks":
        data |= {"date": date, "event": said.place}
    elif goes == "teaching":
        years = sorted({v[:4] for v in said.period.values()})
        data |= {"year": years[0] if years else "", "institution": said.place}
        if years[1:]:
            data["note"] = sentences(f"{years[0]}–{years[1]}.", said.note)
    elif goes == "software":
        data |= {"released": date, "about": said.note, "note": said.place}
    else:
        place = f"{said.place}." if said.place else ""
        data |= {"date": date, "note": sentences(place, said.note)}
    vita.add(goes, said.title, data, fields.thing)


def add_paper(
    vita: Vita, fields: Fields, data: dict[str, str], venue: str, date: str
) -> None:
    """Add a paper, with what both formats say of it.

    :param data: the fields of its entry; the others are added.
    :param date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    """
    if venue:
        data["journal"] = plain(venue)
    if date:
        data["year"] = date[:4]
        if date[5:7]:
            data["month"] = str(int(date[5:7]))
    to = fields.address("url", "website")
    if to and "doi.org/" in to:
        data["doi"] = to.partition("doi.org/")[2]
    elif to:
        data["url"] = to
    if note := fields.text("summary", "description"):
        data["abstract"] = plain(note)
    vita.papers.append(Entry("article" if venue else "misc", "", data, fields.thing))


def file_with(source: Source, key: str, suffixes: tuple[str, ...]) -> tuple[str, Any]:
    """The file at the top of a folder whose *key* holds keys, and what it says.

    :param suffixes: those it may have, in lower case.
    :returns: ``""`` and nothing if there is none.
    """
    for path in source.files:
        if "/" not in path and path.lower().endswith(suffixes):
            try:
                data = source.values(path)
            except UnreadableError:
                continue
            if isinstance(data, dict) and isinstance(data.get(key), dict):
                return path, data
    return "", {}


def site_of_one(
    moved: Moved,
    account: Account,
    path: str,
    person: str,
    rest: Any,
    read: Callable[[Vita], None],
) -> Moved:
    """A site of the person of a CV.

    :param person: the id; ``""`` if the CV has no name, and *rest* cannot be read.
    :param read: adds the rest of the CV.
    """
    moved.owner = person
    moved.name = moved.the("people", person)["name"] if person else ""
    vita = Vita(moved, account, person, path)
    if person:
        read(vita)
    else:
        account.thing("cv", path, rest)
    became(with_keys(merged(vita.papers, account), account), moved)
    return moved
