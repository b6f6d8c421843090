"""Gathers the machine-readable facts of a page as a `Page`."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.context import babel_locale
from groupsite.build.exports import exports_of
from groupsite.build.nodes import plain_text, record_item
from groupsite.build.pictures import DRAWN, copy_of
from groupsite.build.scaling import size_of
from groupsite.build.site import site_of
from groupsite.directives.placing import format_name
from groupsite.kinds.papers.formats.pdf import pdf_path
from groupsite.model.text import printable
from groupsite.output.description import describe, describe_page
from groupsite.output.feeds.files import announced
from groupsite.output.page import UNINDEXED, Alternate, Image, Page
from groupsite.output.sitemap import SITEMAP
from groupsite.pages.navigation import ancestors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

    from groupsite.build.site import HtmlPage, Site
    from groupsite.kinds.people.person import Person
    from groupsite.kinds.posts.post import Post

_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: Number of bytes of a PNG up to and including its size.
_SIZED: Final = 24
#: Rank of a list of all records of a kind, and of a selection.
_FULL, _SOME = 1, 2


def shown_in_head(app: Sphinx, docname: str) -> object:
    """What the head of a page shows beyond its document, at ``groupsite-shown``.

    Its trail. The home page and the page of the group also describe the members.
    """
    site = site_of(app)
    graph, owner_id, titles = site.graph, site.settings.owner, app.env.titles
    above = [titles[n].astext() for n in ancestors(site, docname)[1:] if n in titles]
    if docname != app.config.root_doc and not _is_group(site, docname):
        return above
    people = [p for p in graph.all("person") if p.status == "current"]
    members = [(p.id, p.display_name, site.homes("person", p.id)) for p in people]
    homes = site.homes("person", owner_id)[:1]
    return above, graph.get("person", owner_id), homes, members


def shown_in_heads(app: Sphinx) -> object:
    """What the heads of all pages show, at ``groupsite-shown-everywhere``.

    The picture for links, and without a group the owner, who is the author of news.
    """
    site = site_of(app)
    owner: Person | None = site.graph.get("person", site.settings.owner)
    home = site.homes("person", site.settings.owner)[:1]
    named = None if site.settings.organization else (owner and owner.display_name, home)
    return _image(site), named


def page_of(site: Site, html: HtmlPage) -> Page:
    """The facts of a page that is about to be written."""
    name, context, doctree = html
    pathto = context["pathto"]
    feeds = (Alternate(pathto(f.path, 1), f.mime, f.title) for f in announced(site))
    sitemap = pathto(SITEMAP, 1) if SITEMAP in exports_of(site.env) else ""
    if name in UNINDEXED:
        return Page(
            description=_made_description(site, name, context),
            robots="noindex",
            alternates=tuple(feeds),
            sitemap=sitemap,
        )
    if doctree is None:
        return Page(alternates=tuple(feeds), sitemap=sitemap)
    config, home = site.app.config, site.app.config.root_doc
    subject = _subject(site, name)
    kind, record_id = subject or ("", "")
    return Page(
        url=site.addresses.page(name),
        title=_title(site, name),
        description=_given(doctree) or describe_page(site, name, doctree),
        language=config.language.replace("_", "-"),
        locale=babel_locale(config.language),
        site=printable(site.name),
        is_home=name == home,
        is_group=_is_group(site, name),
        trail=_trail(site, name),
        subject=subject,
        about=site.things.describe("person" if kind == "cv" else kind, record_id)
        if subject
        else {},
        paper=site.graph.get(kind, record_id) if kind == "paper" else None,
        pdf=_pdf(site, record_id) if kind == "paper" else "",
        lists={} if name == home else _lists(site, name, doctree),
        image=_post_image(site, subject) or _image(site),
        alternates=(*_alternates(site, name, pathto), *feeds),
        sitemap=sitemap,
    )


def _made_description(site: Site, name: str, context: dict[str, Any]) -> str:
    """The description of a page that is not indexed: its title, and the site's."""
    title = context.get("title", name.title())
    if name in site.env.titles:
        title = plain_text(site.env.titles[name])
    return describe(title, iter(()), site.phrase("description", site=site.name))


def _given(doctree: nodes.document) -> str:
    """The description by the author of a page, or ``""``."""
    return next(
        (
            meta["content"]
            for meta in doctree.findall(nodes.meta)
            if meta.get("name", "").lower() == "description" and "lang" not in meta
        ),
        "",
    )


def _title(site: Site, docname: str) -> str:
    """The title of a document; for the home page, the name of the site."""
    if docname == site.app.config.root_doc or docname not in site.env.titles:
        return printable(site.name)
    return " ".join(plain_text(site.env.titles[docname]).split())


def _trail(site: Site, docname: str) -> tuple[tuple[str, str], ...]:
    """Titles and addresses of a document's parents, starting with the home page."""
    home = site.app.config.root_doc
    above = [parent for parent in ancestors(site, docname)[:0:-1] if parent != home]
    return tuple(
        (_title(site, parent), site.addresses.page(parent)) for parent in (home, *above)
    )


def _is_group(site: Site, docname: str) -> bool:
    """Whether a document is the page of the group."""
    group = site.settings.organization
    return bool(group and group.page == docname)


def _subject(site: Site, docname: str) -> tuple[str, str] | None:
    """Key of the record that the document is about, if it can be described."""
    kinds = site.graph.kinds
    for about in site.about(docname):
        if about.kind == "cv" or kinds[about.kind].schema is not None:
            return about.kind, about.record_id
    return None


def _lists(
    site: Site, docname: str, doctree: nodes.document
) -> dict[str, tuple[str, ...]]:
    """Ids of the records that the document lists, by kind.

    A document about a record has only that record's lists. Other documents have their
    full lists, the news declared in them, and the news in a timeline.
    """
    if _subject(site, docname) is not None:
        return {}
    rank = _SOME if site.about(docname) else _FULL
    ids_by_kind: dict[str, dict[str, None]] = {}
    data = site.documents.get(docname)
    for anchor in data.anchors if data else ():
        described = site.graph.kinds[anchor.kind].schema is not None
        if anchor.node_id and anchor.rank <= rank and described:
            ids_by_kind.setdefault(anchor.kind, {})[anchor.record_id] = None
    if not ids_by_kind:
        for item in doctree.findall(record_item):
            if "news-item" in item["classes"]:
                ids_by_kind.setdefault("news", {})[item["data"]["id"]] = None
    return {kind: tuple(ids) for kind, ids in ids_by_kind.items()}


def _pdf(site: Site, key: str) -> str:
    """The address of the PDF next to the page of a paper, or ``""``."""
    path = pdf_path(site.pages["paper"].get(key, ""))
    return site.addresses.file(path) if path in exports_of(site.env) else ""


def _alternates(
    site: Site, docname: str, pathto: Callable[[str, int], str]
) -> Iterator[Alternate]:
    """The page's lists and its record in other formats."""
    data = site.documents.get(docname)
    exports = data.exports if data else {}
    paths = [(path, offer.query.kind) for path, offer in exports.items()]
    for about in site.about(docname):
        path = site.pages[about.kind].get(about.record_id)
        paths += [(path, about.kind)] if path else []
    for path, kind in paths:
        for form in site.graph.kinds[kind].formats(site.settings):
            if form.mime:
                title = format_name(form, site.settings)
                yield Alternate(pathto(f"{path}.{form.ending}", 1), form.mime, title)


def _post_image(site: Site, subject: tuple[str, str] | None) -> Image | None:
    """The picture of a post, on its page; not a drawing, which messengers do not show."""
    if subject is None or subject[0] != "post" or not site.addresses.base:
        return None
    post: Post | None = site.graph.get(*subject)
    assert post is not None
    copy = copy_of(site.env, "post", post, "large")
    if copy is None or copy.uri.lower().endswith(DRAWN):
        return None
    path, file = site.env.relfn2path(copy.uri)
    name = site.env.images[path][1]
    width, height = size_of(Path(file))
    return Image(
        url=site.addresses.file(f"_images/{name}"),
        alt=post.alt,
        width=width,
        height=height,
    )


def _image(site: Site) -> Image | None:
    """The picture for links, read once per build."""
    return site.graph.memo("image", lambda: _read_image(site))


def _read_image(site: Site) -> Image | None:
    """The picture of the site, with its size if it is a PNG."""
    settings = site.settings
    if settings.image_file is None or not site.addresses.base:
        return None
    with settings.image_file.open("rb") as file:
        head = file.read(_SIZED)
    # PNG, 11.2.1 (W3C): signature, length and name of IHDR, width, height
    is_png = head[:8] == _PNG and len(head) == _SIZED
    width, height = struct.unpack(">16xII", head) if is_png else (0, 0)
    return Image(
        url=site.addresses.file(settings.image),
        alt=settings.image_alt,
        width=width,
        height=height,
    )
