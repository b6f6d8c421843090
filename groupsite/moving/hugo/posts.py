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
    elif not date and is_news:
        fields.thing.leave("it has no date")
    elif is_news and len(raw.split()) <= _LONG:
        _add_news(hugo, fields, title, date)
    else:
        _add_post(hugo, fields, title, date)


def _add_news(hugo: Hugo, fields: Fields, title: str, date: str) -> None:
    path = fields.thing.path
    text = _text(hugo, fields, 0)
    excerpt = hugo.plain(fields.text("summary", "description"))
    picture, caption = _unseen(hugo, fields, text)
    if picture:
        text = f"{text}\n\n{figure(picture, caption)}".strip()
    if excerpt and spelling(excerpt) not in spelling(text):
        text = f"{excerpt}\n\n{text}".strip()
    text = _absolute(text, hugo.base(path))
    links = list(links_of(hugo, fields).items())
    fields.look("authors", "tags", "categories", "featured", "projects", *LOOK)
    hugo.moved.news.append(News(date, text, title, links=links, thing=fields.thing))
    for old in hugo.addresses(fields):
        hugo.moved.redirects.setdefault(old.strip("/"), f"news/{date[:4]}")


def _add_post(hugo: Hugo, fields: Fields, title: str, date: str) -> None:
    path = fields.thing.path
    text = _text(hugo, fields, 2)
    excerpt = hugo.plain(fields.text("summary", "description"))
    picture, caption = _unseen(hugo, fields, text)
    if caption:
        text, picture = f"{figure(picture, caption)}\n\n{text}".strip(), ""
    if links := links_of(hugo, fields):
        text += "\n\n" + " · ".join(f"[{label}]({to})" for label, to in links.items())
    stem = slug(hugo.slug(path)) or "post"
    post = Page(
        f"posts/{date}-{stem}" if date else f"posts/{stem}",
        title or hugo.slug(path),
        text,
        date=date,
        authors=[
            hugo.known.people.get(name) or hugo.moved.person(name) or name
            for name in fields.texts("authors")
        ],
        tags=[*fields.texts("tags"), *fields.texts("categories")],
        image=f"/{picture}" if picture else "",
        excerpt=excerpt,
        old=hugo.addresses(fields),
        base=hugo.base(path),
        thing=fields.thing,
        listed=True,
    )
    hugo.moved.posts.append(post)
    fields.look("featured", *LOOK)


def _text(hugo: Hugo, fields: Fields, headings: int) -> str:
    """The text of a page below its subtitle."""
    text = hugo.body(fields, headings)
    subtitle = hugo.myst(fields.text("subtitle"), fields.thing.path, 0)
    if not subtitle:
        return text
    return f"{subtitle if '*' in subtitle else f'*{subtitle}*'}\n\n{text}"


def _unseen(hugo: Hugo, fields: Fields, text: str) -> tuple[str, str]:
    """The picture of a page and what is said of it, unless its text shows that."""
    picture = hugo.picture(fields)
    caption = hugo.caption(fields) if picture else ""
    seen = picture.rpartition("/")[2] in text
    return ("", "") if seen else (picture, caption)


def _absolute(text: str, base: str) -> str:
    """*text* with its own files named from the top of the old site."""
    return _ABSOLUTE.sub(lambda m: f"{m[1]}/{posixpath.normpath(f'{base}/{m[2]}')}{m[3]}", text)  # fmt: skip
