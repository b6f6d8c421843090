"""Links to records are resolved by us, without a copy of their text for each.

Sphinx copies what a link shows before it asks whose link it is. What we do not find
becomes text, or is left to Sphinx where other extensions are asked first.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sphinx.addnodes import pending_xref
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from groupsite.build.domain import (
    GroupsiteDomain,
    groupsite_domain,
    leave_text,
    text_of,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class LinkRecords(SphinxPostTransform):
    """Replaces links to records that the site shows."""

    # after timelines are filled (3), before Sphinx resolves references (10)
    default_priority = 9

    def run(self, **_kwargs: Any) -> None:
        """Replace those of the document."""
        domain, builder = groupsite_domain(self.env), self.env._app.builder  # noqa: SLF001
        here = self.env.current_document.docname
        left_text = self._is_text_left()
        for link in list(self.document.findall(pending_xref)):
            if link.get("refdomain") != GroupsiteDomain.name:
                continue
            content: Any = link[0]
            # in a book, the documents are one
            origin = link.setdefault("refdoc", here)
            target = (origin, builder, link["reftype"], link["reftarget"])
            found: Any
            try:
                found = domain.resolve_xref(self.env, *target, link, content)
            except NoUri:
                continue
            if found is None and left_text:
                found = text_of(link, content)
            if found is not None:
                link.replace_self(found)
                link.clear()  # its text would hold it, and it the document

    def _is_text_left(self) -> bool:
        """Whether no extension is asked before `leave_text` where a link may lead."""
        asked = self.env.events.listeners["missing-reference"]
        first = min(asked, key=attrgetter("priority"), default=None)
        return first is not None and first.handler is leave_text


def quicken_links(app: Sphinx) -> None:
    """Register it."""
    app.add_post_transform(LinkRecords)
