"""What browsers and search engines call the pages of records.

A paper may be called like a theme, and the owner's page like the home page: what a
page is stands behind its title in ``<title>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.build.site import HtmlPage, Site


def name_page(site: Site, page: HtmlPage) -> None:
    """At ``html-page-context``: say in the title which sort of record a page is on."""
    for anchor in site.about(page.name) if page.doctree is not None else ():
        phrase = site.settings.phrases.get(f"title.{anchor.kind}")
        record = site.graph.get(anchor.kind, anchor.record_id)
        if phrase and record is not None:
            date = site.graph.kinds[anchor.kind].date(record)
            words = phrase.format(year=date.year if date else "").strip()
            page.context["title"] = f"{page.context['title']} ({words})"
            return
