"""Talks, news, posts, projects and other pages of HugoBlox."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.account import TEXT, State, date_of, web_address
from groupsite.moving.hugo.blocks import sections_of, widgets
from groupsite.moving.hugo.folder import LOOK, Hugo
from groupsite.moving.hugo.papers import FOLDERS
from groupsite.moving.mapping import project as add_project
from groupsite.moving.site import News, Page
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from groupsite.moving.account import Fields, Thing

TALKS: Final = ("event", "events", "talk", "talks")
POSTS: Final = ("post", "posts", "blog", "news", "blogs")
PROJECTS: Final = ("project", "projects")
PEOPLE: Final = ("authors", "author")
#: Folders that are told elsewhere, or are no pages.
_OTHERS: Final = frozenset(["admin", "home", *TALKS, *POSTS, *PROJECTS, *PEOPLE, *FOLDERS])  # fmt: skip
_NEWS: Final = re.compile(r"news|neues|aktuell|actualit|noticias|announce|updates?\b", re.IGNORECASE)  # fmt: skip
_TIMES: Final = (
    "date_end", "event_end", "time_end", "time_start", "event_start", "all_day", "event_all_day",
)  # fmt: skip
_CLOCK: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?\S*")
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
#: What is no longer than this, and has no headings, is an item of news.
_SHORT: Final = 90
#: What is longer is a post, even among news.
_LONG: Final = 450
_ABSOLUTE: Final = re.compile(r"(!?\[(?:[^\[\]\n]{0,500})\]\()(?![a-z]+:|[/#<])([^()\s]+)(\))")  # fmt: skip
_LABELS: Final = {
    "pdf": "PDF", "code": "Code", "dataset": "Data", "poster": "Poster", "project": "Website",
    "slides": "Slides", "source": "Source", "video": "Video", "site": "Website",
}  # fmt: skip


def read_talks(hugo: Hugo) -> None:
    """Add what was said somewhere: the events."""
    for path in hugo.section(*TALKS):
        _talk(hugo, hugo.open("talks", path))


def _talk(hugo: Hugo, fields: Fields) -> None:
    title = hugo.plain(fields.text("title"))
    if not title:
        fields.thing.leave("it has no title")
        return
    path = fields.thing.path
    date = fields.date("event_start") or fields.date("date")
    if date and date_of(str(fields.peek("date") or "")):
        fields.take("date")
    people, others = _speakers(hugo, fields)
    record = {
        "id": f"talk-{slug(hugo.slug(path)) or slug(title)}",
        "date": date,
        "title": title,
        "event": hugo.plain(fields.text("event", "event_name")),
        "url": fields.address("event_url"),
        "place": _where(hugo, fields),
        "people": people,
        "note": _about(hugo, fields, others),
        "links": _talk_links(hugo, fields),
    }
    hugo.picture(fields)
    if hours := _hours(fields):
        record["time"] = hours
        hugo.account.guess(path, "the hours of talks are meant in the time of their place")  # fmt: skip
    for key in [key for key in _TIMES if key in fields.rest()]:
        fields.leave(key, "talks are on one day")
    fields.look("featured", *LOOK)
    hugo.moved.add("talks", record, fields.thing)
    for old in hugo.addresses(fields):
        hugo.moved.redirects.setdefault(old.strip("/"), "research/talks")


def _hours(fields: Fields) -> str:
    """When a talk begins and ends, ``14:00–15:00``, if it is on one day."""
    start, end = (
        next((k for k in keys if _CLOCK.fullmatch(str(fields.peek(k) or ""))), "")
        for keys in (("event_start", "time_start", "date"), ("event_end", "time_end", "date_end"))
    )  # fmt: skip
    whole = any(fields.peek(k) is True for k in ("all_day", "event_all_day"))
    fields.look("all_day", "event_all_day")
    begin = _CLOCK.fullmatch(str(fields.peek(start) or ""))
    finish = _CLOCK.fullmatch(str(fields.peek(end) or ""))
    if begin is None or begin[2] == "00:00":
        begin = None
    one_day = begin and finish and begin[1] == finish[1] and begin[2] <= finish[2]
    if finish is not None and (one_day or (begin is None and finish[2] == "00:00")):
        fields.take(end)
    if whole or begin is None:
        return ""
    fields.take(start)
    return f"{begin[2]}–{finish[2]}" if one_day and finish and begin[2] != finish[2] else begin[2]  # fmt: skip


def _speakers(hugo: Hugo, fields: Fields) -> tuple[list[str], list[str]]:
    """Ids of the speakers, and names of those who have none."""
    people: list[str] = []
    others: list[str] = []
    for name in fields.texts("authors"):
        person = hugo.known.people.get(name) or hugo.moved.person(name)
        (people if person else others).append(person or name)
    return people, others


def _where(hugo: Hugo, fields: Fields) -> str:
    """The place of an event, with what its address adds."""
    address = fields.map("address")
    where = [hugo.plain(fields.text("location"))]
    for key in ("street", "city", "region", "postcode", "country"):
        part = address.text(key)
        if part and part.casefold() not in where[0].casefold():
            where.append(part)
    return ", ".join(part for part in where if part)


def _about(hugo: Hugo, fields: Fields, others: list[str]) -> str:
    """What is said of an event, in one paragraph."""
    parts = [hugo.body(fields, 0)]
    for key in ("abstract", "summary"):
        text = hugo.myst(fields.text(key), fields.thing.path, 0)
        if text and spelling(text) not in spelling(" ".join(parts)):
            parts.insert(0, text)
    if others:
        parts.insert(0, f"With {', '.join(others)}.")
    return " ".join(" ".join(part for part in parts if part).split())


def _talk_links(hugo: Hugo, fields: Fields) -> dict[str, str]:
    links: dict[str, str] = {}
    given = [(key, key.removeprefix("url_"), fields) for key in fields if key.startswith("url_")]  # fmt: skip
    for one in fields.maps("links"):
        label = one.text("type") or one.text("name", "label")
        one.look("icon", "icon_pack")
        given.append(("url" if one.peek("url") else "link", label, one))
    for key, label, where in given:
        name = spelling(label) or "website"
        if isinstance(where.peek(key), list):
            for number, to in enumerate(_web(where, key), 1):
                links.setdefault(name if number == 1 else f"{name} {number}", to)
            continue
        value = str(where.peek(key) or "").strip()
        if value in ("", "#"):
            where.look(key)
        elif to := where.address(key) if "://" in value else "":
            links.setdefault(name, to)
        elif file := hugo.linker.file(value, hugo.base(fields.thing.path)):
            where.take(key)
            links.setdefault(name, f"files:{file}")
        else:
            where.leave(key, "there is no such file, and it is no address")
    return links


def _web(fields: Fields, key: str) -> list[str]:
    """The addresses on the web in a list."""
    found = []
    for number, value in enumerate(fields.peek(key)):
        if isinstance(value, str) and (to := web_address(value)):
            fields.item(key, number)
            found.append(to)
    return found


# -- news and posts -------------------------------------------------------------------------------


def read_posts(hugo: Hugo) -> None:
    """Add posts; those that are news are items of news."""
    for folder in POSTS:
        listing = hugo.data(f"{hugo.content}/{folder}/_index.md")
        is_news = folder == "news" or bool(_NEWS.search(str(listing.get("title") or "")))  # fmt: skip
        paths = hugo.section(folder)
        short = sum(_is_short(hugo, path) for path in paths)
        for path in paths:
            _post(hugo, path, is_news=is_news or short * 2 >= len(paths))


def _is_short(hugo: Hugo, path: str) -> bool:
    try:
        text = hugo.source.matter(path).text
    except UnreadableError:  # told when it is opened
        return False
    return len(text.split()) <= _SHORT and not re.search(r"^#", text, re.MULTILINE)


def _post(hugo: Hugo, path: str, *, is_news: bool) -> None:
    fields = hugo.open("news" if is_news else "posts", path)
    title = hugo.plain(fields.text("title"))
    raw = str(fields.peek(TEXT) or "")
    date = fields.date("date", "publishDate")
    if not title and not raw.strip():
        fields.thing.leave("it has neither a title nor a text")
        return
    if not date and is_news:
        fields.thing.leave("it has no date")
        return
    news = is_news and len(raw.split()) <= _LONG
    text = hugo.body(fields, 0 if news else 2)
    excerpt = hugo.plain(fields.text("summary", "description"))
    if subtitle := hugo.myst(fields.text("subtitle"), path, 0):
        text = (
            f"*{subtitle}*\n\n{text}"
            if "*" not in subtitle
            else f"{subtitle}\n\n{text}"
        )
    picture = hugo.picture(fields)
    caption = hugo.caption(fields) if picture else ""
    shown = not picture or picture.rpartition("/")[2] in text
    if caption and not news and not shown:
        text, shown = f"{_picture(picture, caption)}\n\n{text}".strip(), True
    elif news and not shown:
        text = f"{text}\n\n{_picture(picture, caption)}".strip()
    people = [hugo.known.people.get(n) or hugo.moved.person(n) for n in _peeked(fields, "authors")]  # fmt: skip
    if news:
        if excerpt and spelling(excerpt) not in spelling(text):
            text = f"{excerpt}\n\n{text}".strip()
        text = _absolute(text, hugo.base(path))
        links = _links(hugo, fields)
        fields.look("authors", "tags", "categories", "featured", "projects", *LOOK)
        item = News(date, text, title, links=list(links.items()), thing=fields.thing)
        hugo.moved.news.append(item)
        for old in hugo.addresses(fields):
            hugo.moved.redirects.setdefault(old.strip("/"), f"news/{date[:4]}")
        return
    links = _links(hugo, fields)
    if links:
        text += "\n\n" + " · ".join(f"[{label}]({to})" for label, to in links.items())
    stem = slug(hugo.slug(path)) or "post"
    hugo.moved.posts.append(
        Page(
            f"posts/{date}-{stem}" if date else f"posts/{stem}",
            title or hugo.slug(path),
            text,
            date=date,
            authors=[
                p or n for p, n in zip(people, fields.texts("authors"), strict=False)
            ],
            tags=[*fields.texts("tags"), *fields.texts("categories")],
            image="" if shown else f"/{picture}",
            excerpt=excerpt,
            old=hugo.addresses(fields),
            base=hugo.base(path),
            thing=fields.thing,
            listed=True,
        )
    )
    fields.look("featured", *LOOK)


def _peeked(fields: Fields, name: str) -> list[str]:
    value = fields.peek(name)
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]  # fmt: skip


def _picture(path: str, caption: str) -> str:
    if not caption:
        return f"![](/{path})"
    return f":::{{figure}} /{path}\n{caption}\n:::"


def _absolute(text: str, base: str) -> str:
    """*text* with its own files named from the top of the old site."""
    return _ABSOLUTE.sub(lambda m: f"{m[1]}/{posixpath.normpath(f'{base}/{m[2]}')}{m[3]}", text)  # fmt: skip


# -- projects ------------------------------------------------------------------------------------------


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
        links = _links(hugo, fields)
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


def _links(hugo: Hugo, fields: Fields) -> dict[str, str]:
    """Label → address of the links of a page."""
    links: dict[str, str] = {}
    given = [(key, key.removeprefix("url_"), fields) for key in fields if key.startswith("url_")]  # fmt: skip
    for one in fields.maps("links"):
        label = one.text("name", "label") or one.text("type")
        one.look("icon", "icon_pack", "type")
        given.append(("url" if one.peek("url") else "link", label, one))
    for key, label, where in given:
        value = str(where.peek(key) or "").strip()
        if value in ("", "#"):
            where.look(key)
            continue
        name = _LABELS.get(label, label) or value
        found = hugo.linker.find(value, hugo.base(fields.thing.path))
        to = f"/{found}" if found else where.address(key)
        if to:
            where.take(key)
            links.setdefault(name, to)
    return links


# -- other pages ---------------------------------------------------------------------------------------


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
        parts.insert(0, _picture(picture, hugo.caption(fields)))
    links = _links(hugo, fields)
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
