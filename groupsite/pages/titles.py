"""What browsers and search engines call the pages of records.

A paper may be called like a theme, and the owner's page like the home page: what a
page is stands behind its title in ``<title>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.build.domain import groupsite_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def name_page(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """At ``html-page-context``: say in the title which sort of record a page is on."""
    domain = groupsite_domain(app.env)
    for anchor in domain.about(pagename) if doctree is not None else ():
        phrase = domain.settings.phrases.get(f"title.{anchor.kind}")
        record = domain.graph.get(anchor.kind, anchor.record_id)
        if phrase and record is not None:
            date = domain.graph.kinds[anchor.kind].date(record)
            words = phrase.format(year=date.year if date else "").strip()
            context["title"] = f"{context['title']} ({words})"
            return
