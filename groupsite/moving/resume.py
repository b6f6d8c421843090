"""Curricula vitae: JSON Resume and RenderCV, alone or in a site of another system.

What a CV says becomes records of ours: posts, degrees and service in ``cv.yml``, papers,
talks, grants, awards, software.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.model.text import slug, spelling
from groupsite.moving.account import date_of
from groupsite.moving.mapping import person_links
from groupsite.moving.papers import names, plain
from groupsite.moving.site import Entry, person_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.moving.account import Account, Fields
    from groupsite.moving.site import Moved

_PRESENT: Final = frozenset(["present", "now", "current", "today", "ongoing", "heute"])
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")
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


# -- JSON Resume -------------------------------------------------------------------


#: Sections that become text.
_TEXTS: Final = ("skills", "languages", "interests", "references")


def owner_of_resume(
    moved: Moved, account: Account, path: str, data: dict[str, Any]
) -> str:
    """Add the person of a JSON Resume; returns the id, or ``""``."""
    basics = data.get("basics")
    fields = account.thing("people", path, basics if isinstance(basics, dict) else {}, label="basics")  # fmt: skip
    name = fields.text("name")
    if not name:
        fields.thing.leave("it has no name")
        return ""
    record: dict[str, Any] = {"id": person_id(name), "name": name}
    record["position"] = fields.text("label")
    record["email"] = fields.email("email")
    record["memberships"] = [{"role": "lead"}]
    record["links"] = resume_links(fields)
    place = fields.map("location")
    where = [place.text(key) for key in ("address", "city", "region", "countryCode")]
    if any(where):
        record["affiliations"] = [{"place": ", ".join(filter(None, where))}]
    record["note"] = sentences(fields.text("summary"))
    return moved.add("people", record, fields.thing)


def resume_links(fields: Fields) -> dict[str, Any]:
    """The links of the person of a JSON Resume."""
    pairs = _homepages(fields)
    for profile in fields.maps("profiles"):
        network = profile.text("network")
        if to := profile.address("url"):
            pairs.append((network, to))
            profile.look("username")
        elif user := profile.text("username"):
            pairs.append((network, _profile(network, user)))
    return person_links(pairs)


def _homepages(fields: Fields) -> list[tuple[str, str]]:
    found = (fields.address(key) for key in ("url", "website"))
    return [("homepage", to) for to in found if to]


def _profile(network: str, user: str) -> str:
    form = _PROFILES.get(spelling(network).replace("-", ""), "")
    return form.format(user.lstrip("@")) if form and "://" not in user else user


def read_resume(vita: Vita, data: dict[str, Any]) -> None:
    """Add what a JSON Resume says beside who it is."""
    for section, value in data.items():
        if section in ("basics", "meta", "$schema"):
            continue
        for number, item in enumerate(value if isinstance(value, list) else [], 1):
            _resume_item(vita, section, number, item)
    vita.finish()


def _resume_item(vita: Vita, section: str, number: int, item: Any) -> None:
    label = f"{section} {number}"
    if not isinstance(item, dict):
        vita.account.thing("cv", vita.path, {section: item}, label=label)
        return
    if section in _TEXTS:
        _said(vita, section, vita.account.thing("cv", vita.path, item, label=label))
        return
    kind = {"publications": "papers", "awards": "awards", "projects": "software", "presentations": "talks",
            "talks": "talks", "teaching": "teaching"}.get(section, "cv")  # fmt: skip
    fields = vita.account.thing(kind, vita.path, item, label=label)
    read = _RESUME.get(section)
    if read is not None:
        read(vita, fields)


def _said(vita: Vita, section: str, fields: Fields) -> None:
    """Add a skill, a language, an interest to what is said about the person."""
    name = fields.text("name", "language")
    more = [fields.text("level", "fluency", "reference"), *fields.texts("keywords")]
    text = ": ".join(filter(None, (name, ", ".join(filter(None, more)))))
    if not text:
        fields.thing.leave("it has no name")
        return
    vita.say(section.capitalize(), text, fields.thing)


def _work(vita: Vita, fields: Fields, section: str = "employment") -> None:
    name, place = (
        fields.text("name", "company", "organization"),
        fields.text("location"),
    )
    note = sentences(
        fields.text("summary"), fields.text("description"), *fields.texts("highlights")
    )
    data = {
        "title": fields.text("position"),
        "place": ", ".join(filter(None, (name, place))),
        **span(fields, ("startDate", "startdate"), ("endDate", "enddate")),
        "note": note,
        "links": _website(fields),
    }
    vita.station(section, data, fields.thing)


def _website(fields: Fields) -> dict[str, str]:
    to = fields.address("url", "website")
    return {"website": to} if to else {}


def _education(vita: Vita, fields: Fields) -> None:
    area, degree = fields.text("area"), fields.text("studyType", "degree")
    score = fields.text("score", "gpa")
    courses = fields.texts("courses")
    data = {
        "title": f"{degree} in {area}" if degree and area else degree or area,
        "place": ", ".join(
            filter(None, (fields.text("institution"), fields.text("location")))
        ),
        **span(fields, ("startDate", "startdate"), ("endDate", "enddate")),
        "note": sentences(
            fields.text("summary"),
            f"Score: {score}." if score else "",
            f"Courses: {'; '.join(courses)}." if courses else "",
        ),
        "links": _website(fields),
    }
    vita.station("education", data, fields.thing)


def _award(vita: Vita, fields: Fields) -> None:
    title = fields.text("title", "name")
    if not title:
        fields.thing.leave("it has no title")
        return
    note = sentences(_by(fields.text("awarder", "issuer")), fields.text("summary"))
    data = {"date": fields.date("date"), "note": note, "links": _website(fields)}
    vita.add("awards", title, data, fields.thing)


def _by(who: str) -> str:
    return f"Given by {who}." if who else ""


def _publication(vita: Vita, fields: Fields) -> None:
    title = fields.text("name", "title")
    if not title:
        fields.thing.leave("it has no title")
        return
    name = vita.moved.the("people", vita.person)["name"] if vita.person else ""
    data = {"title": plain(title)}
    if name:
        data["author"] = f"{names([name])} and others"
        vita.account.guess(vita.path, "its publications name no authors: each is by the owner of the CV and others")  # fmt: skip
    _paper(vita, fields, data, fields.text("publisher", "journal"), fields.date("releaseDate", "date"))  # fmt: skip


def _paper(
    vita: Vita, fields: Fields, data: dict[str, str], venue: str, date: str
) -> None:
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


def _software(vita: Vita, fields: Fields) -> None:
    name = fields.text("name", "title")
    if not name:
        fields.thing.leave("it has no name")
        return
    period = span(fields, ("startDate",), ("endDate",))
    about = sentences(
        fields.text("description", "summary"), *fields.texts("highlights")
    )
    to = fields.address("url", "website")
    data = {
        "title": None, "released": period.get("from", ""), "about": about,
        "note": f"Until {period['to']}." if "to" in period else "",
        "links": {"website": to} if to else {},
    }  # fmt: skip
    data["title"] = name
    vita.moved.add(
        "software",
        {"id": slug(name)[:60], "people": [vita.person], **data},
        fields.thing,
    )


def _talk(vita: Vita, fields: Fields) -> None:
    title = fields.text("title", "name")
    if not title:
        fields.thing.leave("it has no title")
        return
    data = {"date": fields.date("date", "releaseDate"), "event": fields.text("event", "venue"),
            "place": fields.text("location"), "note": sentences(fields.text("description", "summary")),
            "links": _website(fields)}  # fmt: skip
    vita.add("talks", title, data, fields.thing)


def _course(vita: Vita, fields: Fields) -> None:
    title = fields.text("course", "title", "name")
    if not title:
        fields.thing.leave("it has no title")
        return
    data = {"year": fields.date("date", "startDate")[:4], "role": fields.text("role", "type"),
            "institution": fields.text("institution", "venue"),
            "note": sentences(fields.text("description", "summary")), "links": _website(fields)}  # fmt: skip
    vita.add("teaching", title, data, fields.thing)


_RESUME: Final = {
    "work": _work,
    "volunteer": lambda vita, fields: _work(vita, fields, "service"),
    "education": _education,
    "awards": _award,
    "certificates": _award,
    "publications": _publication,
    "projects": _software,
    "presentations": _talk,
    "talks": _talk,
    "teaching": _course,
}


# -- RenderCV ----------------------------------------------------------------------

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


def section_of(title: str) -> str:
    """Where the entries of a section of a CV go, or ``""``."""
    return next((name for pattern, name in _SECTIONS if pattern.search(title)), "")


def owner_of_rendercv(
    moved: Moved, account: Account, path: str, cv: dict[str, Any]
) -> str:
    """Add the person of a CV of RenderCV; returns the id, or ``""``."""
    head = {k: v for k, v in cv.items() if k != "sections"}
    fields = account.thing("people", path, head, label="cv")
    name = fields.text("name")
    if not name:
        fields.thing.leave("it has no name")
        return ""
    record: dict[str, Any] = {"id": person_id(name), "name": name}
    record["position"] = fields.text("headline", "label")
    record["email"] = fields.email("email")
    record["memberships"] = [{"role": "lead"}]
    pairs = _homepages(fields)
    pairs += [
        (str(one.peek("network")), _profile(one.text("network"), one.text("username")))
        for one in fields.maps("social_networks")
    ]
    record["links"] = person_links([(a, b) for a, b in pairs if a and b])
    record["note"] = sentences(fields.text("summary"))
    return moved.add("people", record, fields.thing)


def read_rendercv(vita: Vita, cv: dict[str, Any]) -> None:
    """Add the sections of a CV of RenderCV."""
    sections = cv.get("sections")
    for title, entries in sections.items() if isinstance(sections, dict) else ():
        for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
            _rendercv_entry(vita, str(title), number, entry)
    vita.finish()


def _rendercv_entry(vita: Vita, title: str, number: int, entry: Any) -> None:
    label = f"{title} {number}"
    if isinstance(entry, str):
        entry = {"text": entry}
    if not isinstance(entry, dict):
        vita.account.thing("cv", vita.path, {title: entry}, label=label)
        return
    goes = section_of(title)
    if "authors" in entry:
        goes = "papers"
    elif "degree" in entry or "area" in entry:
        goes = "education"
    elif "company" in entry and goes not in ("service", "editorial", "events", "teaching", "software"):  # fmt: skip
        goes = "employment"
    kind = (
        goes
        if goes in ("papers", "awards", "grants", "talks", "teaching", "software")
        else "cv"
    )
    fields = vita.account.thing(kind, vita.path, entry, label=label)
    if not goes:
        words = [fields.text(n) for n in ("label", "name", "bullet", "text", "details", "summary")]  # fmt: skip
        text = ": ".join(filter(None, [*words, "; ".join(fields.texts("highlights"))]))
        if text:
            vita.say(
                title.replace("_", " ").capitalize(), _unlinked(text), fields.thing
            )
        return
    if goes == "papers":
        _rendercv_paper(vita, fields)
    else:
        _rendercv_record(vita, fields, goes)


def _rendercv_paper(vita: Vita, fields: Fields) -> None:
    title = _unlinked(fields.text("title", "name", "label"))
    if not title:
        fields.thing.leave("it has no title")
        return
    authors = [re.sub(r"\*+", "", _unlinked(a)) for a in fields.texts("authors")]
    data = {"title": plain(title)}
    if authors:
        data["author"] = names(authors)
    doi = fields.text("doi")
    date = fields.date("date", "start_date", "year")
    _paper(vita, fields, data, fields.text("journal"), date)
    if doi:
        data["doi"] = doi


def _rendercv_record(vita: Vita, fields: Fields, goes: str) -> None:
    written = fields.text("position", "degree", "name", "title", "label", "bullet", "text", "number", "reversed_number")  # fmt: skip
    found = _LINK.search(written)
    to = found[2] if found and "://" in found[2] else ""
    title = _unlinked(written)
    area = fields.text("area")
    place = ", ".join(
        filter(None, (_unlinked(fields.text("institution", "company", "organization", "venue")), fields.text("location")))
    )  # fmt: skip
    if area:
        title = f"{title} in {area}" if title else area
    note = sentences(fields.text("summary", "details"), *fields.texts("highlights"))
    period = span(fields, ("start_date", "startDate"), ("end_date", "endDate"))
    date = fields.date("date", "year") if not period else ""
    if not period and not date and isinstance(written_date := fields.peek("date"), str):
        period = when(written_date)
        if period:
            fields.take("date")
    website = fields.address("url", "website")
    links = {"website": to or website} if to or website else {}
    if not title and not place:
        fields.thing.leave("it has no title")
    elif goes in ("employment", "education", "service", "editorial", "events"):
        stay = period or ({"date": date} if date else {})
        vita.station(goes, {"title": title, "place": place, **stay, "note": note, "links": links}, fields.thing)  # fmt: skip
    else:
        when_ = period | ({"date": date} if date else {})
        said = Said(title or place, place if title else "", when_, note, links)
        add_other(vita, goes, said, fields)


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


def _unlinked(text: str) -> str:
    """*text* without the addresses of its links, and without emphasis."""
    return re.sub(r"\*\*|__", "", _LINK.sub(r"\1", text)).strip()
