"""The titles of pages of records for browsers and search engines.

A paper may have the same title as a theme, and the owner's page as the home page, so
``<title>`` adds what the page is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.build.site import HtmlPage, Site


def name_page(site: Site, page: HtmlPage) -> None:
    """Add the sort of record to the page's title, at ``html-page-context``."""
    for anchor in site.about(page.name) if page.doctree is not None else ():
        phrase = site.settings.phrases.get(f"title.{anchor.kind}")
        record = site.graph.get(anchor.kind, anchor.record_id)
        if phrase and record is not None:
            date = site.graph.kinds[anchor.kind].date(record)
            words = phrase.format(year=date.year if date else "").strip()
            page.context["title"] = f"{page.context['title']} ({words})"
            return
