"""Pages that HugoBlox puts together of blocks: the home page, and landing pages."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug
from groupsite.moving.hugo.folder import LOOK, Hugo
from groupsite.moving.hugo.papers import FOLDERS
from groupsite.moving.hugo.posts import POSTS
from groupsite.moving.site import TIMELINE, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.moving.account import Fields

#: Blocks of which our pages have their own: the people, the news, the search.
_OURS: Final = frozenset([
    "about", "about.biography", "about.avatar", "resume-biography", "resume-biography-3", "dev-hero",
    "people", "tag_cloud", "search", "slider-news", "newsletter", "portfolio", "pages", "posts",
    "resume-languages",
])  # fmt: skip
#: Keys of blocks for how they look, and what they choose.
_LOOK: Final = (
    "design", "id", "demo", "count", "offset", "order", "archive", "filters", "page_type", "sort_by",
    "sort_ascending", "autolink", "username", "user_groups", "archive", "active", "weight", "widget",
    "headless", "background", "form", "map", "button", "height", "loop", "interval", "is_fullscreen",
    "default_button_index", "buttons", "align", "overlay_color", "overlay_img", "overlay_filter",
    "announcement", "headings", "filter_button", "filter_default", "author", "count", "advanced", "url", "icon", "widget_id", "coordinates", "is_featured", "icon_pack", "number_of_items", "date_format",
)  # fmt: skip
_PICTURE: Final = re.compile(r"!\[[^\[\]\n]+\]\([^()\n]+\)")
#: Fewer pictures are no gallery.
_FEWEST: Final = 2
_LOGO: Final = re.compile(r"(?i)[-_ ]*\b(?:the|modified|logo|horizontal|\d{4})\b|[-_ ]+(?:logo|modified|horizontal|\d{4})(?![a-z])")  # fmt: skip
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SECTION: Final = "##"
#: Blocks that list pages.
_LISTS: Final = ("collection", "pages", "featured", "portfolio", "content-collection")


def read_home(hugo: Hugo) -> None:
    """Make the home page of its blocks, or of the widgets of older sites."""
    names = [f"{hugo.content}/{n}" for n in ("_index.md", "index.md", "home/index.md")]
    pages = [path for path in names if hugo.source.has(path)]
    page = next((p for p in pages if hugo.data(p).get("sections")), "".join(pages[:1]))
    parts = list(hugo.about)
    first = None
    if page:
        fields = hugo.open("pages", page)
        first = fields
        parts.append(hugo.body(fields))
        parts += sections_of(hugo, fields)
        fields.look("title", "date", "summary", *LOOK)
        fields.thing.became("index.md")
        hugo.moved.redirects.pop("", None)
    parts.append(widgets(hugo, "home", [page]))
    text = "\n\n".join(part for part in parts if part.strip())
    if text or first is not None:
        base = hugo.base(page) if page else f"{hugo.content}/home"
        hugo.moved.home = Page("index", "", text, base=base, thing=first.thing if first else None)  # fmt: skip


def widgets(hugo: Hugo, folder: str, but: Sequence[str] = ()) -> str:
    """The text of a page in the folder of which each file is a block."""
    paths = [p for p in hugo.source.below(f"{hugo.content}/{folder}", ".md") if p not in but]  # fmt: skip
    paths.sort(key=lambda path: _weight(hugo, path))
    texts = [widget(hugo, path) for path in paths if not hugo.data(path).get("sections")]  # fmt: skip
    return "\n\n".join(text for text in texts if text.strip())


def _weight(hugo: Hugo, path: str) -> tuple[float, str]:
    try:
        return float(str(hugo.data(path).get("weight") or 0)), path
    except ValueError:
        return 0, path


def widget(hugo: Hugo, path: str) -> str:
    """The text of a block in a file of its own."""
    fields = hugo.open("pages", path)
    kind = str(fields.peek("widget") or "")
    if fields.peek("active") is False or (fields.peek("headless") and not kind):
        fields.look(*fields)
        if fields.peek("active") is False:
            fields.thing.leave("it was not shown")
            return ""
        fields.thing.became("index.md")
        return ""
    level = 3 if fields.peek("title") else 2
    text = block(hugo, fields, kind, path, text=hugo.body(fields, level))
    fields.look(*LOOK, *_LOOK)
    fields.thing.became("index.md")
    return text


def sections_of(hugo: Hugo, fields: Fields) -> list[str]:
    """The texts of the blocks of a page."""
    texts = []
    for section in fields.maps("sections"):
        kind = str(section.peek("block") or section.peek("widget") or "")
        if section.peek("active") is False:
            section.leave_rest("it was not shown")
            continue
        section.look("block", "widget", "design", "id", "demo", "weight", "advanced")
        text = block(hugo, section.map("content"), kind, fields.thing.path)
        if text:
            texts.append(text)
    return texts


def block(hugo: Hugo, content: Fields, kind: str, path: str, text: str = "") -> str:
    """The text of a block, below its title."""
    inner = content.map("content")
    folders = _folders(content, inner, kind)
    if folders and folders.issubset(FOLDERS) and not hugo.moved.papers:
        inner.look(*_LOOK)
        content.look(*_LOOK)
        content.leave_rest("there are no papers to list")
        return ""
    parts = []
    level = 2
    for where in (content, inner):
        title = hugo.plain(where.text("title"))
        if title:
            parts.append(f"{_SECTION} {title}")
            level = 3
        for key in ("subtitle", "text", "caption", "details", "description", "body"):
            written = hugo.myst(where.text(key), path, level)
            if written:
                parts.append(written)
        where.look(*_LOOK)
        parts += _sponsors(hugo, where, path)
        parts += _gallery(_items(hugo, where, path)) if "slider" in kind else _items(hugo, where, path)  # fmt: skip
        parts += _buttons(hugo, where)
    if text:
        parts.append(text)
    parts += _contact(hugo, content) + _contact(hugo, inner)
    if listed := _listed(hugo, folders):
        parts.append(listed)
    if kind in _OURS and len(parts) <= 1:
        return ""
    if len(parts) == 1 and parts[0].startswith(_SECTION):
        return ""
    return "\n\n".join(parts)


def _folders(content: Fields, inner: Fields, kind: str) -> set[str]:
    """The folders of the pages that a block lists."""
    folders: set[str] = set()
    if kind not in _LISTS:
        return folders
    for where in (content, inner):
        given: Any = where.map("filters").peek("folders")
        for one in (*(given if isinstance(given, list) else [given]), where.peek("page_type")):  # fmt: skip
            if isinstance(one, str) and one:
                folders.add(one)
    return folders


def _listed(hugo: Hugo, folders: set[str]) -> str:
    """The list of ours for a block that lists pages, if there are such."""
    if folders.intersection(FOLDERS) and hugo.moved.papers:
        return ":::{publications}\n:limit: 5\n:group-by: none\n:::"
    if folders.intersection(POSTS) and hugo.moved.news:
        return TIMELINE
    return ""


def _items(hugo: Hugo, where: Fields, path: str) -> list[str]:
    """Features, slides, questions: each with its title and its text."""
    texts = []
    for key in ("items", "feature", "item", "features", "slides", "members", "cards", "stats", "logos"):  # fmt: skip
        for one in where.maps(key):
            title = hugo.plain(one.text("title", "name", "question", "statistic"))
            background = one.map("background").map("image")
            if isinstance(given := background.peek("filename"), str) and (found := hugo.linker.find(given, hugo.base(path))):  # fmt: skip
                background.take("filename")
                texts.append(f"![{title}](/{found})")
            one.look("icon", "icon_pack", "emoji", "color", "background", "align", "date_end", "date_start", *_LOOK)  # fmt: skip
            said = [hugo.myst(t, path, 0) for t in (one.text("text", "content", "description", "answer"), one.text("subtitle")) if t]  # fmt: skip
            link = one.address("link", "cta_url")
            head = f"[{title}]({link})" if link and title else title
            texts.append(
                "\n\n".join(filter(None, (f"**{head}**" if head else "", *said)))
            )
            for name in ("image", "logo", "media"):
                given = one.peek(name)
                if isinstance(given, str) and (found := hugo.linker.find(given, hugo.base(path))):  # fmt: skip
                    one.take(name)
                    texts.append(f"![{title}](/{found})")
            texts += _buttons(hugo, one)
    image = where.map("image")
    for fields, name in ((image, "filename"), (image, "src"), (where, "image")):
        given = fields.peek(name)
        if isinstance(given, str) and (
            found := hugo.linker.find(given, hugo.base(path))
        ):
            fields.take(name)
            texts.insert(0, f"![](/{found})")
    media = where.map("hero_media")
    if isinstance(given := media.peek("media"), str) and (found := hugo.linker.find(given)):  # fmt: skip
        media.take("media")
        texts.insert(0, f"![](/{found})")
    if isinstance(given := where.peek("hero_media"), str) and (found := hugo.linker.find(given)):  # fmt: skip
        where.take("hero_media")
        texts.insert(0, f"![](/{found})")
    return [text for text in texts if text]


def _gallery(texts: list[str]) -> list[str]:
    """Slides as a gallery of their pictures, which are called as they are, below what they say."""
    pictures = [text for text in texts if _PICTURE.fullmatch(text)]
    if len(pictures) < _FEWEST:
        return list(dict.fromkeys(texts))
    said = list(dict.fromkeys(text for text in texts if text not in pictures))
    lines = "\n".join(dict.fromkeys(pictures))
    return [*said, f":::{{gallery}}\n\n{lines}\n:::"]


def _sponsors(hugo: Hugo, where: Fields, path: str) -> list[str]:
    """Sponsors by what they have given, of which only the logos are known."""
    found = False
    for tier in where.maps("tiers"):
        level = hugo.plain(tier.text("name", "title"))
        for number, logo in enumerate(tier.peek("logos") or ()):
            file = hugo.linker.find(str(logo), hugo.base(path))
            if not file or hugo.linker.picture_fault(file):
                tier.item("logos", number, "there is no such picture")
                continue
            tier.item("logos", number)
            stem = PurePosixPath(file).stem
            name = re.sub(r"[\W_]+", " ", _LOGO.sub("", stem)).strip() or stem
            placed = hugo.linker.picture(f"/{file}", f"group/sponsors/{slug(stem)}")
            hugo.moved.add("sponsors", {"id": slug(name), "name": name, "image": placed.removeprefix("group/"), "note": level})  # fmt: skip
            hugo.account.guess(path, f"the sponsor whose logo is {file} is called {name}")  # fmt: skip
            found = True
    return [":::{sponsors}\n:::"] if found else []


def _buttons(hugo: Hugo, where: Fields) -> list[str]:
    """Calls for an action, as links."""
    found = []
    for key in ("cta", "cta_alt", "cta_note", "primary_action", "secondary_action", "button", "link"):  # fmt: skip
        one = where.map(key)
        label = hugo.plain(one.text("label", "text"))
        to = one.text("url", "link")
        one.look("icon", "icon_pack")
        if label and to and to != "#":
            found.append(f"[{label}]({to})")
        elif label:
            found.append(label)
    return [hugo.linked(" · ".join(found), where.thing.path)] if found else []


def _contact(hugo: Hugo, where: Fields) -> list[str]:
    """How to reach the group."""
    lines = []
    if mail := where.text("email"):
        lines.append(f"- <{mail}>" if _EMAIL.fullmatch(mail) else f"- {mail}")
    if phone := where.text("phone"):
        lines.append(f"- {phone}")
    address = where.map("address")
    parts = [
        address.text(k) for k in ("street", "city", "region", "postcode", "country")
    ]
    address.look("country_code")
    if any(parts):
        lines.append(f"- {', '.join(p for p in parts if p)}")
    if isinstance(where.peek("address"), str) and (text := where.text("address")):
        lines.append(f"- {hugo.plain(text)}")
    if text := where.text("directions"):
        lines.append(f"- {hugo.plain(text)}")
    hours = where.texts("office_hours")
    lines += [f"- {hugo.plain(hour)}" for hour in hours]
    if to := where.address("appointment_url"):
        lines.append(f"- [Appointments]({to})")
    for one in (
        *where.maps("contact_links"),
        *where.maps("links"),
        *where.maps("social"),
    ):
        label = hugo.plain(one.text("name", "label"))
        to = str(one.peek("link") or one.peek("url") or "")
        one.look("icon", "icon_pack")
        if to and to != "#" and "://" in to:
            one.take("link" if one.peek("link") else "url")
            lines.append(f"- [{label or to}]({to})")
    where.map("coordinates").look("latitude", "longitude")
    where.look("coordinates")
    return ["\n".join(lines)] if lines else []
