"""The content of feeds: what pages show, as HTML that can stand anywhere.

Links are resolved as on a page, then made absolute; ids and classes of this site's
design are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import new_document

from groupsite.addresses import addresses_of
from groupsite.context import Context

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from groupsite.addresses import Addresses
    from groupsite.core.kinds import RecordKind
    from groupsite.query import Query


_ELEMENT: Final = re.compile(r"<[a-z][^<>]*>")
#: Attributes that mean something on this site only.
_OWN: Final = re.compile(r"\s(?:id|class|tabindex|data-[a-z-]+)=\"[^\"]*\"")


class FeedContext(Context):
    """Sees all records, and notes nothing: no document shows what a feed does."""

    def note(self, query: Query) -> None:
        """Nothing has to be read again for a feed: it is made of its records."""


def contents(
    app: Sphinx, kind: RecordKind, records: Iterable[object], docname: str
) -> list[str]:
    """The HTML of each of *records*.

    :param docname: of a document that is not there, for relative links.
    """
    assert kind.feed is not None
    while docname in app.env.found_docs:  # a page does not link to itself
        docname += "-"
    document = new_document(docname)
    document.settings.env = app.env
    context = FeedContext(app.env, docname)
    blocks = [
        nodes.container("", *kind.feed.content(record, context, document))
        for record in records
    ]
    document += blocks
    for raw in list(document.findall(nodes.raw)):  # readers want no code of authors
        raw.parent.remove(raw)
    app.env.apply_post_transforms(document, docname)
    builder = cast("StandaloneHTMLBuilder", app.builder)
    builder.post_process_images(document)
    addresses = addresses_of(app)
    return [_html(app, block, docname, addresses) for block in blocks]


def _html(
    app: Sphinx, block: nodes.container, docname: str, addresses: Addresses
) -> str:
    for node in list(block.findall(nodes.Element)):
        node.attributes.pop("data", None)
        if isinstance(node, addnodes.download_reference) and "filename" in node:
            node["refuri"] = addresses.file(f"_downloads/{node['filename']}")
        elif isinstance(node, nodes.reference) and "refuri" in node:
            node["refuri"] = addresses.link(node["refuri"], docname)
        elif isinstance(node, nodes.reference):  # to a place that is not there
            node.replace_self(nodes.inline("", "", *node.children))
        if isinstance(node, nodes.image):
            node["uri"] = _picture(app, node["uri"], addresses)
    builder = cast("StandaloneHTMLBuilder", app.builder)
    before, builder.add_permalinks = builder.add_permalinks, False
    try:
        with logging.suppress_logging():  # pages have said what is wrong
            parts = [builder.render_partial(child) for child in block.children]
    finally:
        builder.add_permalinks = before
    text = "".join(part["fragment"] for part in parts)
    return _ELEMENT.sub(lambda element: _OWN.sub("", element[0]), text).strip()


def _picture(app: Sphinx, uri: str, addresses: Addresses) -> str:
    """The address of a picture, which the builder has copied."""
    found = app.env.images.get(uri)
    return addresses.file(f"{app.builder.imagedir}/{found[1]}") if found else uri
