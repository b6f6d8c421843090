"""CVs of al-folio: JSON Resume, RenderCV, or the sections of versions before 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.jekyll import sections
from groupsite.moving.json_resume import read_resume, resume_links
from groupsite.moving.rendercv import read_rendercv
from groupsite.moving.site import distinct
from groupsite.moving.vita import Vita, sentences

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.jekyll.folder import Jekyll

#: Whose CV comes with the system.
_EXAMPLE: Final = "Albert Einstein"


def read(jekyll: Jekyll) -> None:
    """Add the CV of the owner, of the file that the old site has shown."""
    resume = next(
        filter(
            jekyll.source.has,
            ("assets/json/resume.json", "_data/resume.json", "_data/resume.yml"),
        ),
        "",
    )
    cv = jekyll.data_file("cv")
    wants_json = "jekyll_get_json" in jekyll.config or not cv
    for path in (resume, cv):
        data = jekyll.values(path) if path else None
        if data is None:
            continue
        whose = _whose(data)
        if whose == _EXAMPLE and _EXAMPLE not in jekyll.moved.name:
            jekyll.account.thing("examples", path).thing.example = True
        elif not jekyll.moved.owner:
            _leave_vita(
                jekyll, path, data, "the site has no owner whose CV it would be"
            )
        elif whose and jekyll.moved.person(whose) != jekyll.moved.owner:
            _leave_vita(
                jekyll,
                path,
                data,
                f"it is the CV of {whose}, who is not the owner of the site",
            )
        elif path == resume and not wants_json and cv and _whose(jekyll.values(cv)):
            _leave_vita(
                jekyll, path, data, f"the page of the old site showed {cv} instead"
            )
        elif jekyll.moved.records.get("cv"):
            _leave_vita(jekyll, path, data, "the CV is that of the other file")
        else:
            _vita(jekyll, path, data)


def read_of(jekyll: Jekyll, person: str, path: str) -> None:
    """Add the CV of a member."""
    data = jekyll.values(path)
    vita = Vita(jekyll.moved, jekyll.account, person, path)
    for section in data if isinstance(data, list) else []:
        sections.read_section(vita, section)
    vita.finish()


def _leave_vita(jekyll: Jekyll, path: str, data: Any, why: str) -> None:
    known = data if isinstance(data, dict) else {"sections": data}
    jekyll.account.thing("cv", path, known).thing.leave(why)


def _vita(jekyll: Jekyll, path: str, data: Any) -> None:
    vita = Vita(jekyll.moved, jekyll.account, jekyll.moved.owner, path)
    if isinstance(data, dict) and isinstance(data.get("cv"), dict):
        head = {k: v for k, v in data["cv"].items() if k != "sections"}
        _known_head(jekyll, path, head)
        read_rendercv(vita, data["cv"])
    elif isinstance(data, dict):
        _known_head(jekyll, path, data.get("basics") if isinstance(data.get("basics"), dict) else {})  # fmt: skip
        read_resume(vita, data)
    elif isinstance(data, list):
        for section in data:
            sections.read_section(vita, section)
        vita.finish()
    from_vita = [e for e in vita.papers if e.thing is not None]
    for entry in from_vita:
        title = spelling(entry.fields.get("title", ""))
        twin = next((p for p in jekyll.moved.papers if spelling(p.fields.get("title", "").replace("{", "").replace("}", "")) == title), None)  # fmt: skip
        if twin is None:
            entry.key = distinct(
                slug(title)[:40] or "paper", {p.key for p in jekyll.moved.papers}
            )
            jekyll.moved.papers.append(entry)
            entry.thing.became(f"publications.bib: {entry.key}")  # type: ignore[union-attr]
        else:
            entry.thing.became(f"publications.bib: {twin.key}")  # type: ignore[union-attr]


def _known_head(jekyll: Jekyll, path: str, head: Any) -> None:
    """Who the CV is about: known from elsewhere, or completed by it."""
    fields = jekyll.account.thing("people", path, head or {}, label="who it is about")
    data = jekyll.moved.the("people", jekyll.moved.owner)
    fields.take("name")
    for key, names in (("position", ("label", "headline")), ("email", ("email",))):
        value = fields.text(*names)
        if value and not data.get(key) and (key != "email" or "@" in value):
            data[key] = value
    for name, to in resume_links(fields).items():
        links = data.setdefault("links", {})
        if name == "other" or links.get(name, to) != to:
            more = to if isinstance(to, list) else [to] if "://" in to else []
            links["other"] = list(dict.fromkeys([*links.get("other", ()), *more]))
        else:
            links[name] = to
    if summary := fields.text("summary"):
        data["note"] = sentences(data.get("note", ""), summary)
    where = [fields.text("location"), *_address_of(fields.map("location")), *_address_of(fields.map("address"))]  # fmt: skip
    if place := ", ".join(filter(None, where)):
        data["note"] = "; ".join(filter(None, [data.get("note", ""), place]))
    if data.get("photo"):
        fields.look("image", "photo")
    fields.thing.became(f"group/people.yml: {jekyll.moved.owner}")


def _address_of(fields: Fields) -> list[str]:
    """The lines of the address of somebody."""
    names = ("address", "street", "postalCode", "city", "region", "country", "countryCode")  # fmt: skip
    return [fields.text(name) for name in names]


def _whose(data: Any) -> str:
    """Who a CV is about, as far as it says so."""
    if isinstance(data, dict):
        for key in ("basics", "cv"):
            if isinstance(data.get(key), dict) and isinstance(
                data[key].get("name"), str
            ):
                return data[key]["name"].strip()
        return ""
    for section in data if isinstance(data, list) else []:
        contents = section.get("contents") if isinstance(section, dict) else None
        for item in contents if isinstance(contents, list) else []:
            if isinstance(item, dict) and str(item.get("name", "")).lower() in ("full name", "name"):  # fmt: skip
                return str(item.get("value", "")).strip()
    return ""
