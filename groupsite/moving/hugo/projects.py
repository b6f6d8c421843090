"""Projects of HugoBlox."""

from __future__ import annotations

from typing import Final

from groupsite.model.text import slug
from groupsite.moving.hugo.folder import LOOK, Hugo
from groupsite.moving.hugo.links import links_of
from groupsite.moving.mapping import project as add_project

PROJECTS: Final = ("project", "projects")


def read_projects(hugo: Hugo) -> None:
    """Add projects."""
    for path in hugo.section(*PROJECTS):
        fields = hugo.open("projects", path)
        title = hugo.plain(fields.text("title"))
        if not title:
            fields.thing.leave("it has no title")
            continue
        text = hugo.body(fields, 0)
        summary = hugo.myst(fields.text("summary", "abstract", "description"), path, 0)
        picture = hugo.picture(fields)
        caption = hugo.caption(fields)
        links = links_of(hugo, fields)
        external = fields.address("external_link")
        if external:
            links.setdefault("Website", external)
        names = fields.texts("authors")
        people = [hugo.known.people.get(n) or hugo.moved.person(n) for n in names]
        unknown = [n for n, p in zip(names, people, strict=True) if not p]
        if unknown:
            text = f"{text}\n\nWith {', '.join(unknown)}.".strip()
        if caption and caption not in text:
            text = f"{caption}\n\n{text}".strip()
        data = {
            "title": title,
            "summary": summary,
            "image": f"/{picture}" if picture and picture.rpartition("/")[2] not in text else "",
            "links": links,
            "people": [p for p in people if p],
            "topics": [*fields.texts("tags"), *fields.texts("categories")],
            "old": hugo.addresses(fields),
        }  # fmt: skip
        fields.leave("date", "it is that of the page, and not of the project")
        fields.look("featured", *LOOK)
        add_project(hugo.moved, hugo.linker, data, text, fields.thing, hugo.base(path))
        if papers := hugo.papers_of.get(slug(hugo.slug(path))):
            hugo.moved.records["projects"][-1].data["paper"] = papers
