"""Gathers what there is to say of a page: `Page`, out of the environment."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.addresses import Addresses, addresses_of
from groupsite.build.context import babel_locale
from groupsite.build.domain import groupsite_domain
from groupsite.build.nodes import plain_text, record_item
from groupsite.model.text import printable
from groupsite.output.description import describe_page
from groupsite.output.page import Image, Page
from groupsite.pages.navigation import ancestors

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.build.domain import GroupsiteDomain
    from groupsite.model.settings import Settings

_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: So many bytes of a PNG end with its size.
_SIZED: Final = 24
#: Rank of a list of all records of a kind, and of one of some of them.
_FULL, _SOME = 1, 2


def page_of(app: Sphinx, docname: str, doctree: nodes.document) -> Page:
    """The page of a document, with its links resolved in *doctree*."""
    domain, addresses = groupsite_domain(app.env), addresses_of(app)
    settings, config = domain.settings, app.config
    home = config.root_doc
    subject = _subject(domain, docname)
    above = [name for name in ancestors(app.env, docname)[:0:-1] if name != home]
    group = settings.organization
    return Page(
        url=addresses.page(docname),
        title=_title(app, docname),
        description=_given(doctree) or describe_page(app, docname, doctree),
        language=config.language.replace("_", "-"),
        locale=babel_locale(config.language),
        site=printable(config.project),
        is_home=docname == home,
        is_group=bool(group and group.page == docname),
        trail=tuple(
            (_title(app, name), addresses.page(name)) for name in (home, *above)
        ),
        subject=subject,
        lists={} if docname == home else _lists(domain, docname, doctree),
        image=image_of(settings, addresses),
    )


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


def _title(app: Sphinx, docname: str) -> str:
    """The title of a document; the home page is called as its site."""
    if docname == app.config.root_doc or docname not in app.env.titles:
        return printable(app.config.project)
    return " ".join(plain_text(app.env.titles[docname]).split())


def _subject(domain: GroupsiteDomain, docname: str) -> tuple[str, str] | None:
    """The record that the document is about, if it is one that can be described."""
    kinds = domain.graph.kinds
    for about in domain.about(docname):
        if about.kind == "cv" or kinds[about.kind].schema is not None:
            return about.kind, about.record_id
    return None


def _lists(
    domain: GroupsiteDomain, docname: str, doctree: nodes.document
) -> dict[str, tuple[str, ...]]:
    """The records that the document lists, by kind.

    A document about a record lists only what the record is about; of the others count
    full lists, the news that they declare, and the news of a timeline.
    """
    if _subject(domain, docname) is not None:
        return {}
    rank = _SOME if domain.about(docname) else _FULL
    found: dict[str, dict[str, None]] = {}
    data = domain.documents.get(docname)
    for anchor in data.anchors if data else ():
        described = domain.graph.kinds[anchor.kind].schema is not None
        if anchor.node_id and anchor.rank <= rank and described:
            found.setdefault(anchor.kind, {})[anchor.record_id] = None
    if not found:
        for item in doctree.findall(record_item):
            if "news-item" in item["classes"]:
                found.setdefault("news", {})[item["data"]["id"]] = None
    return {kind: tuple(ids) for kind, ids in found.items()}


def image_of(settings: Settings, addresses: Addresses) -> Image | None:
    """The picture of the site, with its size where it is a PNG."""
    if settings.image_file is None or not addresses.base:
        return None
    with settings.image_file.open("rb") as file:
        head = file.read(_SIZED)
    # PNG, 11.2.1 (W3C): signature, length and name of IHDR, width, height
    is_png = head[:8] == _PNG and len(head) == _SIZED
    width, height = struct.unpack(">16xII", head) if is_png else (0, 0)
    return Image(
        url=addresses.file(settings.image),
        alt=settings.image_alt,
        width=width,
        height=height,
    )
