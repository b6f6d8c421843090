"""Gathers what there is to say of a page: `Page`, out of the environment."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.context import babel_locale
from groupsite.build.exports import exports_of
from groupsite.build.nodes import plain_text, record_item
from groupsite.build.site import site_of
from groupsite.directives.placing import format_name
from groupsite.kinds.papers.pdf import pdf_path
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

_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: So many bytes of a PNG end with its size.
_SIZED: Final = 24
#: Rank of a list of all records of a kind, and of one of some of them.
_FULL, _SOME = 1, 2


def shown_in_head(app: Sphinx, docname: str) -> object:
    """At ``groupsite-shown``: what the head of a page shows and the document does not.

    Where it stands, the picture of links; the home page and the page of the group tell
    machines who belongs to the group.
    """
    site = site_of(app)
    graph, owner_id = site.graph, site.settings.owner
    titles = app.env.titles
    above = [titles[n].astext() for n in ancestors(site, docname)[1:] if n in titles]
    owner: Person | None = graph.get("person", owner_id)
    home = site.homes("person", owner_id)[:1]
    if docname == app.config.root_doc or _is_group(site, docname):
        people = [p for p in graph.all("person") if p.status == "current"]
        members = [(p.id, p.display_name, site.homes("person", p.id)) for p in people]
        return _image(site), above, home, owner, members
    # news are by the owner where there is no group
    named = None if site.settings.organization else (owner and owner.display_name, home)
    return _image(site), above, named


def page_of(site: Site, html: HtmlPage) -> Page:
    """What there is to say of a page that is about to be written."""
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
        image=_image(site),
        alternates=(*_alternates(site, name, pathto), *feeds),
        sitemap=sitemap,
    )


def _made_description(site: Site, name: str, context: dict[str, Any]) -> str:
    """The description of a page that nobody is to find: its title, and the site's."""
    title = context.get("title", name.title())
    if name in site.env.titles:
        title = plain_text(site.env.titles[name])
    return describe(title, iter(()), site.phrase("description", site=site.name))


def _given(doctree: nodes.document) -> str:
    """The description that the author of a page has written, empty without one."""
    return next(
        (
            meta["content"]
            for meta in doctree.findall(nodes.meta)
            if meta.get("name", "").lower() == "description" and "lang" not in meta
        ),
        "",
    )


def _title(site: Site, docname: str) -> str:
    """The title of a document; the home page is called as its site."""
    if docname == site.app.config.root_doc or docname not in site.env.titles:
        return printable(site.name)
    return " ".join(plain_text(site.env.titles[docname]).split())


def _trail(site: Site, docname: str) -> tuple[tuple[str, str], ...]:
    """Titles and addresses of the pages above a document, from the home page on."""
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
    """The record that the document is about, if it is one that can be described."""
    kinds = site.graph.kinds
    for about in site.about(docname):
        if about.kind == "cv" or kinds[about.kind].schema is not None:
            return about.kind, about.record_id
    return None


def _lists(
    site: Site, docname: str, doctree: nodes.document
) -> dict[str, tuple[str, ...]]:
    """The records that the document lists, by kind.

    A document about a record lists only what the record is about; of the others count
    full lists, the news that they declare, and the news of a timeline.
    """
    if _subject(site, docname) is not None:
        return {}
    rank = _SOME if site.about(docname) else _FULL
    found: dict[str, dict[str, None]] = {}
    data = site.documents.get(docname)
    for anchor in data.anchors if data else ():
        described = site.graph.kinds[anchor.kind].schema is not None
        if anchor.node_id and anchor.rank <= rank and described:
            found.setdefault(anchor.kind, {})[anchor.record_id] = None
    if not found:
        for item in doctree.findall(record_item):
            if "news-item" in item["classes"]:
                found.setdefault("news", {})[item["data"]["id"]] = None
    return {kind: tuple(ids) for kind, ids in found.items()}


def _pdf(site: Site, key: str) -> str:
    """The address of the full text beside the page of a paper, empty without one."""
    path = pdf_path(site.pages["paper"].get(key, ""))
    return site.addresses.file(path) if path in exports_of(site.env) else ""


def _alternates(
    site: Site, docname: str, pathto: Callable[[str, int], str]
) -> Iterator[Alternate]:
    """The page's lists, and its record, as files."""
    data = site.documents.get(docname)
    exports = data.exports if data else {}
    paths = [(path, offer.query.kind) for path, offer in exports.items()]
    for about in site.about(docname):
        path = site.pages[about.kind].get(about.record_id)
        paths += [(path, about.kind)] if path else []
    for path, kind in paths:
        for form in site.graph.kinds[kind].files:
            title = format_name(form, site.settings)
            yield Alternate(pathto(f"{path}.{form.ending}", 1), form.mime, title)


def _image(site: Site) -> Image | None:
    """The picture of links, read once in each build."""
    return site.graph.memo("image", lambda: _read_image(site))


def _read_image(site: Site) -> Image | None:
    """The picture of the site, with its size where it is a PNG."""
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
