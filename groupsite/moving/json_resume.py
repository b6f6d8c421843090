"""A file of JSON Resume (https://jsonresume.org), alone or in a site of another system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug
from groupsite.moving.mapping import person_links
from groupsite.moving.papers import names, plain
from groupsite.moving.site import Moved, person_id
from groupsite.moving.vita import (
    Vita,
    add_paper,
    address_in,
    file_with,
    homepages,
    sentences,
    site_of_one,
    span,
)

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_SUFFIXES: Final = (".json", ".yaml", ".yml")
#: Keys that are no sections.
_HEAD: Final = ("basics", "meta", "$schema")
#: Sections that become text.
_TEXTS: Final = ("skills", "languages", "interests", "references")


def recognise(source: Source) -> bool:
    """Whether there is a file with the key ``basics``, alone or at the top of a folder."""
    return bool(file_with(source, "basics", _SUFFIXES)[0])


def read(source: Source, account: Account) -> Moved:
    """A site of one person."""
    path, data = file_with(source, "basics", _SUFFIXES)
    moved = Moved("JSON Resume")
    person = owner_of_resume(moved, account, path, data)
    rest = {key: value for key, value in data.items() if key != "basics"}
    return site_of_one(
        moved, account, path, person, rest, lambda vita: read_resume(vita, data)
    )


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
    pairs = homepages(fields)
    for profile in fields.maps("profiles"):
        network = profile.text("network")
        if to := profile.address("url"):
            pairs.append((network, to))
            profile.look("username")
        elif user := profile.text("username"):
            pairs.append((network, address_in(network, user)))
    return person_links(pairs)


def read_resume(vita: Vita, data: dict[str, Any]) -> None:
    """Add what a JSON Resume says beside who it is."""
    for section, value in data.items():
        if section in _HEAD:
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
    add_paper(vita, fields, data, fields.text("publisher", "journal"), fields.date("releaseDate", "date"))  # fmt: skip


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
