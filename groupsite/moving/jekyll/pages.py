"""News, posts, projects and other pages of a site made with Jekyll."""

from __future__ import annotations

import difflib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug
from groupsite.moving.account import TEXT
from groupsite.moving.examples import SAMPLE_TAGS, is_placeholder
from groupsite.moving.jekyll.folder import LOOK, dated, says_nothing
from groupsite.moving.jekyll.rest import plain, said
from groupsite.moving.mapping import project as add_project
from groupsite.moving.site import News, Page

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.jekyll.folder import Jekyll

#: Words in the name or the address of a page that lists things → the page that lists them here.
_LISTS: Final = {
    "publications": "research/publications", "papers": "research/publications",
    "publication": "research/publications",
    "news": "news/index", "projects": "research/index", "project": "research/index",
    "portfolio": "research/index", "research": "research/index",
    "people": "group/index", "team": "group/index", "members": "group/index", "group": "group/index",
    "teaching": "research/teaching", "teachings": "research/teaching", "courses": "research/teaching",
    "talks": "research/talks", "presentations": "research/talks", "cv": "cv", "cv-json": "cv",
    "blog": "posts/index", "posts": "posts/index", "year-archive": "posts/index",
}  # fmt: skip
#: Pages that list what a template can list: tags, archives, maps, other pages.
_ARCHIVES: Final = frozenset([
    "404", "archive-layout-with-content", "category-archive", "collection-archive", "page-archive",
    "tag-archive", "sitemap", "terms", "talkmap", "markdown", "non-menu-page", "dropdown",
    "repositories", "feed", "search", "members-list", "blog-archive",
])  # fmt: skip
#: A first heading that is the name of the site in other words.
_ALIKE: Final = 0.8
_TITLE: Final = re.compile(r"\A\s*(?:\{:[^}\n]*\}\s*\n)?# +(.+?)[ \t]*#*\n")


def news(jekyll: Jekyll, path: str) -> None:
    """Add an item of news."""
    fields = jekyll.open("news", path)
    date = fields.date("date") or dated(path)[0]
    if not date:
        fields.thing.leave("it has no date")
        return
    body = jekyll.body(fields, 0)
    title = plain(fields.text("title", "headline")) if not _is_inline(fields) else ""
    if not title and not body:
        fields.thing.leave("it has neither a title nor a text")
        return
    fields.look("title", *LOOK) if not title else fields.look(*LOOK)
    tags = fields.peek("tags")
    if isinstance(tags, list) and SAMPLE_TAGS.issuperset(map(str, tags)):
        fields.look("tags")
    jekyll.moved.news.append(News(date, body, title, thing=fields.thing))


def _is_inline(fields: Fields) -> bool:
    """Whether the text is the news, and its title only that of the file."""
    return fields.peek("inline") is True and bool(fields.peek(TEXT))


def post(jekyll: Jekyll, path: str, default: str = "") -> None:
    """Add a post.

    :param default: the address of posts, with ``:year`` and the like.
    """
    fields = jekyll.open("posts", path)
    in_name, rest = dated(path)
    date = fields.date("date") or in_name
    if fields.peek("date") and in_name and date == in_name[: len(date)]:
        date = in_name
    title = plain(fields.text("title"))
    body = jekyll.body(fields)
    if not title and not body:
        fields.thing.leave("it has neither a title nor a text")
        return
    year, month, day = (*date.split("-"), "", "")[:3]
    values = {"year": year, "month": month, "day": day, "title": slug(rest) or rest}
    old = re.sub(r":(\w+)", lambda m: values.get(m[1], ""), default)
    page = Page(
        f"posts/{f'{date}-' if date else ''}{slug(rest) or 'post'}",
        title or rest,
        body,
        date=date,
        image=_shown(jekyll, fields, body),
        tags=[*fields.texts("tags"), *fields.texts("categories")],
        excerpt=plain(fields.text("description", "excerpt")),
        old=jekyll.old_addresses(fields, old),
        thing=fields.thing,
        listed=True,
    )
    names = fields.texts("author") + fields.texts("authors")
    names += [one.text("name") for one in fields.maps("authors")]
    fields.look(*LOOK)
    page.text = "\n\n".join(filter(None, (said(jekyll, fields), page.text)))
    page.authors = [jekyll.moved.person(name) or name for name in names if name]
    for to in fields.texts("redirect"):
        page.text = f"{page.text}\n\n[{page.title}]({to})".strip()
    fields.look(*LOOK)
    jekyll.moved.posts.append(page)


def _shown(jekyll: Jekyll, fields: Fields, body: str) -> str:
    """The picture of a page, unless its text shows it."""
    found, _ = picture(jekyll, fields, body)
    return found


def project(jekyll: Jekyll, path: str, folder: str = "projects") -> None:
    """Add a project."""
    fields = jekyll.open("projects", path)
    title = plain(fields.text("title", "name"))
    body = jekyll.body(fields, 0)
    if not title and not body:
        fields.thing.leave("it has neither a title nor a text")
        return
    found, key = picture(jekyll, fields, body)
    data: dict[str, Any] = {
        "title": title or PurePosixPath(path).stem,
        "summary": jekyll.myst(fields.text("description", "excerpt", "summary"), path),
        "image": found if key else "",
        "topics": fields.texts("tags"),
        "links": project_links(fields),
        "old": jekyll.old_addresses(fields, f"/{folder}/{PurePosixPath(path).stem}/"),
    }
    fields.look("category", *LOOK)
    body = "\n\n".join(filter(None, (body, said(jekyll, fields))))
    add_project(jekyll.moved, jekyll.linker, data, body, fields.thing, "")


def project_links(fields: Fields) -> dict[str, str]:
    """Label → address of the links of a project."""
    found = {}
    for label, names in (("Website", ("redirect", "link", "website", "url")), ("Code", ("github", "repo"))):  # fmt: skip
        for name in names:
            value = fields.peek(name)
            if isinstance(value, str) and re.fullmatch(r"[\w.-]+/[\w.-]+", value) and label == "Code":  # fmt: skip
                found[label] = f"https://github.com/{fields.text(name)}"
            elif to := fields.address(name):
                found.setdefault(label, to)
    return found


def picture(jekyll: Jekyll, fields: Fields, body: str) -> tuple[str, str]:
    """The file of a picture, and its key."""
    for key in ("image", "img", "thumbnail", "teaser"):
        value = fields.peek(key)
        if isinstance(value, str) and value.strip():
            places = (value, f"assets/img/{value}", f"images/{value}")
            found = next(filter(None, map(jekyll.linker.find, places)), "")
            fault = jekyll.linker.picture_fault(found)
            if not found or fault:
                fields.leave(key, fault if found else "there is no such file")
                return "", ""
            fields.take(key)
            return ("", key) if found in body else (f"/{found}", key)
    return "", ""


def page(
    jekyll: Jekyll, path: str, folder: str = "", kind: str = "pages"
) -> Page | None:
    """Add a page, or its text to the page of ours that lists the same.

    :param folder: of the page here; empty for the top.
    """
    fields = jekyll.open(kind, path)
    stem, default = _named(path)
    if slug(stem) in _ARCHIVES or fields.peek("dropdown") is True:
        fields.thing.example = True
        return None
    if isinstance(fields.peek("redirect_to"), str):
        _drop(fields, "it only leads elsewhere")
        return None
    old = jekyll.old_addresses(fields, default)
    listing = _listing(stem, old)
    extra = _cv_file(jekyll, fields)
    empty = says_nothing(str(fields.peek(TEXT) or ""))
    if empty and not extra:
        if listing:
            for address in old:
                jekyll.moved.redirects[address.strip("/")] = listing
            _settle(fields, listing)
        else:
            _drop(
                fields, "it has no text of its own, only what the old system puts there"
            )
        return None
    made = _made(jekyll, fields, stem, extra, empty=empty)
    made.path = f"{folder}/{slug(stem)}".strip("/") or "page"
    made.old = old
    if stem in jekyll.moved.lists:
        listing = f"{stem}/index"
    _add(jekyll, made, fields, listing if kind == "pages" else "", own=kind == "pages")
    return made


def _heading(jekyll: Jekyll, fields: Fields) -> tuple[str, int]:
    """The heading that the text of a page begins with, and where that ends."""
    found = _TITLE.match(str(fields.peek(TEXT) or ""))
    if found is None:
        return "", 0
    return plain(jekyll.myst(found[1], fields.thing.path)), found.end()


def _named(path: str) -> tuple[str, str]:
    """What a page is called, and its address if it names none itself."""
    pure = PurePosixPath(path)
    if pure.stem == "index" and "/" in path:
        return pure.parent.name, f"/{pure.parent}/"
    default = f"/{pure.stem}/" if path.startswith("_") else f"/{pure.with_suffix('')}/"
    return pure.stem, default


def _made(
    jekyll: Jekyll, fields: Fields, stem: str, extra: str, *, empty: bool
) -> Page:
    """A page with its title, its subtitle and its text.

    :param empty: whether its text is for templates alone.
    """
    path = fields.thing.path
    if empty:
        fields.look(TEXT, "description")
    title = plain(jekyll.myst(fields.text("title"), path))
    known, start = _heading(jekyll, fields)
    if not known or (title and not known.casefold().endswith(title.casefold())):
        start = 0
    elif not title:
        title = known
    body = extra
    if not empty:
        body = f"{jekyll.body(fields, start=start)}\n\n{extra}".strip()
    subtitle = jekyll.myst(fields.text("subtitle", "description", "excerpt"), path)
    found, _ = picture(jekyll, fields, body)
    if found and not (known or path.startswith("_")):
        body = f"![]({found})\n\n{body}"
    menu = fields.peek("nav") not in (None, False, "false")
    fields.look(*LOOK)
    text = f"{subtitle}\n\n{body}" if subtitle and subtitle not in body else body
    folder = "" if path.startswith("_") else str(PurePosixPath(path).parent).strip(".")
    if menu and title.islower():  # the theme has shown them with a capital
        title = title[0].upper() + title[1:]
    return Page("", title or stem, text, menu=menu, base=folder, thing=fields.thing)


def _add(
    jekyll: Jekyll, made: Page, fields: Fields, listing: str, *, own: bool
) -> None:
    """Put a page among the others.

    :param own: whether it is a page, and no member of a collection.
    """
    if listing:
        made.path = listing
        jekyll.moved.intros.setdefault(listing, []).append(made)
        return
    if not own:
        made.text = "\n\n".join(filter(None, (said(jekyll, fields), made.text)))
    taken = {p.path for p in jekyll.moved.pages}
    if made.path in taken or made.path in ("index", "conf"):
        made.path = f"{made.path}-page"
    jekyll.moved.pages.append(made)


def _cv_file(jekyll: Jekyll, fields: Fields) -> str:
    """A link to the CV as a file, which a page may name."""
    pdf = fields.peek("cv_pdf")
    if not isinstance(pdf, str) or not pdf.strip():
        return ""
    places = (f"{folder}{pdf.strip()}" for folder in ("assets/pdf/", ""))
    found = next(filter(None, map(jekyll.linker.find, places)), "")
    if not found:
        fields.leave("cv_pdf", "there is no such file")
        return ""
    fields.take("cv_pdf")
    return f"[PDF](/{found})"


def member(jekyll: Jekyll, path: str, name: str) -> None:
    """Add a page of a collection that nothing here is like; all that it says is text."""
    made = page(jekyll, path, name, name)
    if made is None:
        return
    made.old.append(f"/{name}/{PurePosixPath(path).stem}/")
    made.listed = True
    jekyll.moved.lists.setdefault(
        name, name.replace("_", " ").replace("-", " ").capitalize()
    )


def _listing(stem: str, old: list[str]) -> str:
    """The page of ours that lists what a page of the old site lists, or ``""``."""
    names = [slug(stem), *(slug(a.strip("/").rpartition("/")[2].removesuffix(".html")) for a in old)]  # fmt: skip
    return next(filter(None, map(_LISTS.get, names)), "")


def _drop(fields: Fields, why: str) -> None:
    fields.look("title", "description", "subtitle", "excerpt", TEXT, *LOOK)
    fields.thing.leave(why)


def _settle(fields: Fields, listing: str) -> None:
    """Say that a page of a list has become ours."""
    fields.look("title", "description", "subtitle", "excerpt", TEXT, *LOOK)
    fields.thing.became(f"{listing}.md")


def alike(one: str, other: str) -> bool:
    """Whether two titles say the same, but for a word or the marks around it."""
    return difflib.SequenceMatcher(None, one, other).ratio() > _ALIKE


def home(jekyll: Jekyll, path: str) -> Fields:
    """Make a page the home page; returns its keys."""
    fields = jekyll.open("pages", path)
    known, start = _heading(jekyll, fields)
    name = jekyll.moved.name = jekyll.moved.name or known
    same = alike(known, name)
    body = jekyll.body(fields, start=start if same else 0)
    if is_placeholder(str(fields.peek("subtitle"))):
        fields.look("subtitle")
        subtitle = ""
    else:
        subtitle = jekyll.myst(fields.text("subtitle"), path)
    text = "\n\n".join(part for part in (subtitle, body) if part)
    title = known if same else ""
    jekyll.moved.home = Page("index", title, text, thing=fields.thing, old=jekyll.old_addresses(fields))  # fmt: skip
    fields.look("title", "description", "excerpt", *LOOK)
    return fields
