"""The content of feeds: what pages show, as HTML that works anywhere.

Links are resolved as on a page, then made absolute; ids and classes of this site's
design are removed.
"""

from __future__ import annotations

import re
from functools import cache
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
from groupsite.build.webp import webp_picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from optparse import Values

    from sphinx.builders.html import StandaloneHTMLBuilder

    from groupsite.build.site import Site
    from groupsite.model.kinds import RecordKind
    from groupsite.model.query import Query


_ELEMENT: Final = re.compile(r"<[a-z][^<>]*>")
#: Attributes that are meaningless outside the site.
_OWN: Final = re.compile(r"\s(?:id|class|tabindex|data-[a-z-]+)=\"[^\"]*\"")


class FeedContext(DocumentContext):
    """Sees all records and notes no queries: a feed belongs to no document."""

    def note(self, query: Query) -> None:
        """Note nothing: feeds are exports with digests of their own."""


def contents(
    site: Site, kind: RecordKind[Any], records: Iterable[object], docname: str
) -> list[str]:
    """The HTML of each of *records*, in their order.

    :param docname: an unused name for a document, which relative links start from.
    """
    env = site.env
    while docname in env.found_docs:  # or links to that page would go nowhere
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
        # tabs and dropdowns of sphinx-design need its scripts and styles; without the
        # component's name they become titles and text, as in a book
        if part.get("design_component") in ("tab-set", "dropdown"):
            del part["design_component"]
    env.apply_post_transforms(document, docname)
    for node in list(document.findall(_is_for_pages)):
        node.parent.remove(node)
    builder = cast("StandaloneHTMLBuilder", site.app.builder)
    # links are relative to this folder, not to that of the page written last
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
    """The content of a record in the feed; its entry unless its kind says otherwise."""
    if kind.feed is not None and kind.feed.content is not None:
        return kind.feed.content(record, context, document)
    return kind.entry.content(record, context)


def _is_for_pages(node: nodes.Node) -> bool:
    """Whether *node* makes sense on pages only: raw HTML of authors, our controls."""
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
        elif isinstance(node, nodes.reference):  # its target does not exist
            node.replace_self(nodes.inline("", "", *node.children))
        elif isinstance(node, webp_picture):  # not all readers know it
            node.replace_self(node.children)
        if isinstance(node, nodes.image):
            node["uri"] = _picture(site, node["uri"])
            node.setdefault("alt", "")  # or the writer puts the address there
            node.attributes.pop("scale", None)  # only computable with the file at hand
    text = _rendered(site, block)
    return _ELEMENT.sub(lambda element: _OWN.sub("", element[0]), text).strip()


def _rendered(site: Site, block: nodes.container) -> str:
    """The HTML of what *block* contains, as the builder writes it on a page.

    The builder's own `render_partial` does not work here: it also runs the writer's
    docutils transforms, which fail on admonitions of Sphinx or of extensions.
    """
    builder = cast("StandaloneHTMLBuilder", site.app.builder)
    document = bare_document("", _writer_settings())
    document += block.children
    before, builder.add_permalinks = builder.add_permalinks, False
    try:
        with logging.suppress_logging():  # the pages have reported these problems
            translator: Any = builder.create_translator(document, builder)
            document.walkabout(translator)
    finally:
        builder.add_permalinks = before
    return "".join(translator.fragment)


@cache
def _writer_settings() -> Values:
    """What docutils' writers expect of a document; to gather it takes 5 ms."""
    return get_default_settings(HTMLWriter)


def _picture(site: Site, uri: str) -> str:
    """The absolute address of a picture that the builder has copied."""
    copied, folder = site.env.images.get(uri), site.app.builder.imagedir
    return site.addresses.file(f"{folder}/{copied[1]}") if copied else uri
