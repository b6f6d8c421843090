"""Other pages of HugoBlox."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.account import TEXT, State
from groupsite.moving.hugo.blocks import sections_of, widgets
from groupsite.moving.hugo.folder import LOOK, Hugo
from groupsite.moving.hugo.links import figure, links_of
from groupsite.moving.hugo.papers import FOLDERS
from groupsite.moving.hugo.posts import POSTS
from groupsite.moving.hugo.projects import PROJECTS
from groupsite.moving.hugo.talks import TALKS
from groupsite.moving.site import Page

if TYPE_CHECKING:
    from groupsite.moving.account import Thing

PEOPLE: Final = ("authors", "author")
#: Folders that are told elsewhere, or are no pages.
_OTHERS: Final = frozenset(["admin", "home", *TALKS, *POSTS, *PROJECTS, *PEOPLE, *FOLDERS])  # fmt: skip
_SAYS: Final = ("summary", "abstract", "external_link", "links")
_EMPTY: Final = "it has no text of its own, only what the old system puts there"
#: Pages that list things → the page that lists them here.
_LISTS: Final = {
    "people": "group/index", "team": "group/index", "members": "group/index",
    "publication": "research/publications", "publications": "research/publications",
    "event": "research/talks", "events": "research/talks", "talks": "research/talks",
    "project": "research/projects", "projects": "research/projects",
    "news": "news/index", "post": "news/index", "posts": "posts/index", "blog": "posts/index",
}  # fmt: skip


def read_pages(hugo: Hugo, menu: dict[str, str]) -> None:
    """Add all pages that nobody else has read.

    :param menu: addresses of pages in the menu → what they are called there.
    """
    for path in hugo.source.below(hugo.content, ".md"):
        below = path.removeprefix(f"{hugo.content}/")
        folder = below.partition("/")[0] if "/" in below else ""
        slides = folder == "home" and bool(hugo.data(path).get("sections"))
        if (folder in _OTHERS and not slides) or path in hugo.account.paths:
            continue
        if below in ("_index.md", "index.md") or hugo.is_example(path):
            continue
        if folder == "slides":
            hugo.open("slides", path).thing.leave(
                "slides in Markdown have no place here"
            )
            continue
        if (
            folder
            and hugo.data(f"{hugo.content}/{folder}/index.md").get("type")
            == "widget_page"
        ):
            _widgets(hugo, folder, menu)
        else:
            _page(hugo, path, menu)


def _widgets(hugo: Hugo, folder: str, menu: dict[str, str]) -> None:
    """Add the page of a folder in which each file is a block of it."""
    index = f"{hugo.content}/{folder}/index.md"
    fields = hugo.open("pages", index)
    title = hugo.plain(fields.text("title"))
    text = widgets(hugo, folder, [index])
    place = slug(folder) or "page"
    old = hugo.addresses(fields)
    called = next((menu[a.strip("/")] for a in old if a.strip("/") in menu), "")
    fields.look("date", *LOOK)
    if title.islower():  # the theme has shown it nowhere
        title = title[0].upper() + title[1:]
    page = Page(place, title or called or folder, text, menu=bool(called), old=old,
                base=f"{hugo.content}/{folder}", thing=fields.thing)  # fmt: skip
    _add(hugo, page)


def _raised(text: str) -> str:
    """*text* with the headings one level up that stood below one that is gone."""
    fence, above = "", True
    lines = []
    for line in text.split("\n"):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        above = above and (bool(fence) or not line.startswith("## "))
        raised = above and not fence and line.startswith("###")
        lines.append(line[1:] if raised else line)
    return "\n".join(lines)


def _named(hugo: Hugo, name: str) -> str:
    person = hugo.known.people.get(name) or hugo.moved.person(name)
    return str(hugo.moved.the("people", person)["name"]) if person else name


def _is_list(hugo: Hugo, path: str) -> bool:
    """Whether a page only lists what a page of ours lists."""
    return hugo.slug(path) in _LISTS


def _add(hugo: Hugo, page: Page) -> None:
    """Add a page, or its text to the page of ours that lists the same."""
    first, _, rest = page.text.partition("\n")
    if first.startswith("## ") and spelling(first[3:]) == spelling(page.title):
        page.text = _raised(rest.lstrip("\n"))
    listing = _LISTS.get(page.path)
    has = {
        "group/index": bool(hugo.moved.records.get("people")),
        "research/publications": bool(hugo.moved.papers),
        "research/talks": bool(hugo.moved.records.get("talks")),
        "research/projects": bool(hugo.moved.records.get("projects")),
        "news/index": bool(hugo.moved.news),
        "posts/index": bool(hugo.moved.posts),
    }
    if listing is None or not has[listing]:
        if page.path in has or page.path in ("index", "research/index"):
            page.path = f"{page.path}-page"
        if page.text.strip():
            hugo.moved.pages.append(page)
        elif page.thing is not None:
            _leave_empty(hugo, page, page.thing)
        return
    for address in page.old:
        hugo.moved.redirects[address.strip("/")] = listing
    page.path = listing
    if page.text.strip() or not hugo.moved.intros.get(listing):
        hugo.moved.intros.setdefault(listing, []).append(page)
    elif page.thing is not None:
        page.thing.became(f"{listing}.md")


def _leave_empty(hugo: Hugo, page: Page, thing: Thing) -> None:
    """Say of a page that it only had titles for what stands elsewhere: in the CV."""
    thing.leave(_EMPTY)
    for fact in thing.facts.values():
        fact.state = State.LOOK
    if hugo.moved.records.get("cv"):
        for address in page.old:
            hugo.moved.redirects[address.strip("/")] = "cv"


def _page(hugo: Hugo, path: str, menu: dict[str, str]) -> None:
    fields = hugo.open("pages", path)
    title = hugo.plain(fields.text("title", "linkTitle"))
    has_sections = bool(fields.maps("sections"))
    raw = str(fields.peek(TEXT) or "").strip()
    said = [k for k in fields if k in _SAYS or k.startswith("url_")]
    if not raw and not has_sections and not said and not _is_list(hugo, path):
        fields.look(*fields)
        fields.thing.leave(_EMPTY)
        return
    parts = [hugo.body(fields)]
    for key in ("summary", "abstract", "subtitle"):
        said_there = hugo.myst(fields.text(key), path)
        if said_there and spelling(said_there) not in spelling(parts[0]):
            parts.insert(0, said_there)
    parts += sections_of(hugo, fields)
    picture = hugo.picture(fields)
    if picture and picture.rpartition("/")[2] not in parts[0]:
        parts.insert(0, figure(picture, hugo.caption(fields)))
    links = links_of(hugo, fields)
    if external := fields.address("external_link"):
        links.setdefault(external, external)
    parts.append(" · ".join(f"[{label}]({to})" for label, to in links.items()))
    name = slug(hugo.slug(path)) or "page"
    below = PurePosixPath(path.removeprefix(f"{hugo.content}/")).parent.parts
    folder = "/".join(slug(part) for part in below[: len(below) - (name == slug(below[-1]) if below else 0)])  # fmt: skip
    old = hugo.addresses(fields)
    called = next((menu[a.strip("/")] for a in old if a.strip("/") in menu), "")
    place = f"{folder}/{name}".strip("/")
    topics = [hugo.plain(topic) for topic in fields.texts("tags")]
    if topics:
        parts.append(f"Topics: {', '.join(topics)}")
    by = [hugo.plain(name) for name in fields.texts("authors")]
    if by and by[0] not in ("admin", "me"):
        parts.append(f"By {', '.join(_named(hugo, name) for name in by)}.")
    fields.look("date", "featured", *LOOK)
    text = "\n\n".join(part for part in parts if part)
    page = Page(place, title or called or hugo.slug(path), text, menu=bool(called),
                old=old, base=hugo.base(path), thing=fields.thing)  # fmt: skip
    _add(hugo, page)
