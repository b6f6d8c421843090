"""Posts of HugoBlox: what is short is an item of news."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.account import TEXT
from groupsite.moving.hugo.folder import LOOK, Hugo
from groupsite.moving.hugo.links import figure, links_of
from groupsite.moving.site import News, Page
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from groupsite.moving.account import Fields

POSTS: Final = ("post", "posts", "blog", "news", "blogs")
_NEWS: Final = re.compile(r"news|neues|aktuell|actualit|noticias|announce|updates?\b", re.IGNORECASE)  # fmt: skip
#: What is no longer than this, and has no headings, is an item of news.
_SHORT: Final = 90
#: What is longer is a post, even among news.
_LONG: Final = 450
_ABSOLUTE: Final = re.compile(r"(!?\[(?:[^\[\]\n]{0,500})\]\()(?![a-z]+:|[/#<])([^()\s]+)(\))")  # fmt: skip


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
        text, shown = f"{figure(picture, caption)}\n\n{text}".strip(), True
    elif news and not shown:
        text = f"{text}\n\n{figure(picture, caption)}".strip()
    people = [hugo.known.people.get(n) or hugo.moved.person(n) for n in _peeked(fields, "authors")]  # fmt: skip
    if news:
        if excerpt and spelling(excerpt) not in spelling(text):
            text = f"{excerpt}\n\n{text}".strip()
        text = _absolute(text, hugo.base(path))
        links = links_of(hugo, fields)
        fields.look("authors", "tags", "categories", "featured", "projects", *LOOK)
        item = News(date, text, title, links=list(links.items()), thing=fields.thing)
        hugo.moved.news.append(item)
        for old in hugo.addresses(fields):
            hugo.moved.redirects.setdefault(old.strip("/"), f"news/{date[:4]}")
        return
    links = links_of(hugo, fields)
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


def _absolute(text: str, base: str) -> str:
    """*text* with its own files named from the top of the old site."""
    return _ABSOLUTE.sub(lambda m: f"{m[1]}/{posixpath.normpath(f'{base}/{m[2]}')}{m[3]}", text)  # fmt: skip
