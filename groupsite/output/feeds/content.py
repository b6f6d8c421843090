"""The content of feeds: what pages show, as HTML that can stand anywhere.

Links are resolved as on a page, then made absolute; ids and classes of this site's
design are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document as bare_document
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri
from sphinx.writers.html import HTMLWriter

from groupsite.build.context import DocumentContext
from groupsite.build.nodes import is_break, record_filter, record_source, record_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders.html import StandaloneHTMLBuilder

    from groupsite.build.site import Site
    from groupsite.model.kinds import RecordKind
    from groupsite.model.query import Query


_ELEMENT: Final = re.compile(r"<[a-z][^<>]*>")
#: Attributes that mean something on this site only.
_OWN: Final = re.compile(r"\s(?:id|class|tabindex|data-[a-z-]+)=\"[^\"]*\"")


class FeedContext(DocumentContext):
    """Sees all records, and notes nothing: no document shows what a feed does."""

    def note(self, query: Query) -> None:
        """Nothing has to be read again for a feed: it is made of its records."""


def contents(
    site: Site, kind: RecordKind[Any], records: Iterable[object], docname: str
) -> list[str]:
    """The HTML of each of *records*.

    :param docname: of a document that is not there, for relative links.
    """
    env = site.env
    while docname in env.found_docs:  # a page does not link to itself
        docname += "-"
    document = new_document(docname)
    document.settings.env = env
    context = FeedContext(env, docname)
    blocks = [
        nodes.container("", *_content(kind, record, context, document))
        for record in records
    ]
    document += blocks
    for part in document.findall(nodes.container):
        # tabs and folds of sphinx-design want its scripts and styles; without their
        # names they are what they are in a book, titles and texts
        if part.get("design_component") in ("tab-set", "dropdown"):
            del part["design_component"]
    env.apply_post_transforms(document, docname)
    for node in list(document.findall(_is_for_pages)):
        node.parent.remove(node)
    builder = cast("StandaloneHTMLBuilder", site.app.builder)
    # the folder of pictures as links see it: that of the page written last otherwise
    here = builder.get_target_uri(docname)
    builder.imgpath = relative_uri(here, builder.imagedir)
    builder.post_process_images(document)
    return [_html(site, block, docname) for block in blocks]


def _content(
    kind: RecordKind[Any],
    record: Any,
    context: DocumentContext,
    document: nodes.document,
) -> list[nodes.Node]:
    """What the feed says of a record, which is its entry where its kind says no more."""
    if kind.feed is not None and kind.feed.content is not None:
        return kind.feed.content(record, context, document)
    return kind.entry.content(record, context)


def _is_for_pages(node: nodes.Node) -> bool:
    """Whether no reader of feeds wants *node*: code of authors, tools of our pages."""
    code = isinstance(node, nodes.raw) and not is_break(node)
    return code or isinstance(node, (record_filter, record_source, record_span))


def _html(site: Site, block: nodes.container, docname: str) -> str:
    addresses = site.addresses
    for node in list(block.findall(nodes.Element)):
        node.attributes.pop("data", None)
        if isinstance(node, addnodes.download_reference) and "filename" in node:
            node["refuri"] = addresses.file(f"_downloads/{node['filename']}")
        elif isinstance(node, nodes.reference) and "refuri" in node:
            node["refuri"] = addresses.link(node["refuri"], docname)
        elif isinstance(node, nodes.reference):  # to a place that is not there
            node.replace_self(nodes.inline("", "", *node.children))
        if isinstance(node, nodes.image):
            node["uri"] = _picture(site, node["uri"])
            node.setdefault("alt", "")  # the writer would say its address
            node.attributes.pop("scale", None)  # of a file that is far away now
    text = _rendered(site, block)
    return _ELEMENT.sub(lambda element: _OWN.sub("", element[0]), text).strip()


def _rendered(site: Site, block: nodes.container) -> str:
    """The HTML of what *block* holds, as the builder writes it on a page.

    Not by the builder's own `render_partial`: that makes docutils' transforms of the
    writer too, which know no admonitions of Sphinx or of extensions.
    """
    builder = cast("StandaloneHTMLBuilder", site.app.builder)
    document = bare_document("", get_default_settings(HTMLWriter))
    document += block.children
    before, builder.add_permalinks = builder.add_permalinks, False
    try:
        with logging.suppress_logging():  # pages have said what is wrong
            translator: Any = builder.create_translator(document, builder)
            document.walkabout(translator)
    finally:
        builder.add_permalinks = before
    return "".join(translator.fragment)


def _picture(site: Site, uri: str) -> str:
    """The address of a picture, which the builder has copied."""
    found, folder = site.env.images.get(uri), site.app.builder.imagedir
    return site.addresses.file(f"{folder}/{found[1]}") if found else uri
