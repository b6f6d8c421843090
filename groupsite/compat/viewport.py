"""One viewport in the head of a page.

Defect: Sphinx's template has one, and Sphinx adds the one of docutils' writer to it.
Seen: Sphinx 9.0.4, 9.2.0 with docutils 0.22.4, 0.23
Issue: https://github.com/sphinx-doc/sphinx/issues/11699 (closed; a fix, #11710, was not merged)
Goes: when a page of the theme ``basic`` has one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.build.addresses import is_site

if TYPE_CHECKING:
    from groupsite.build.site import HtmlPage, Site

_META: Final = re.compile(r"<meta [^<>]*>", re.IGNORECASE)
_IS_VIEWPORT: Final = re.compile(r"\bname=\"viewport\"", re.IGNORECASE)


def drop_second_viewport(site: Site, page: HtmlPage) -> None:
    """At ``html-page-context``: leave that of the template."""
    if is_site(site.app.builder) and "metatags" in page.context:
        page.context["metatags"] = without_viewport(page.context["metatags"])


def without_viewport(metatags: str) -> str:
    """*metatags* but for those of a viewport."""
    kept: list[str] = []
    index = 0
    for tag in _META.finditer(metatags):
        if _IS_VIEWPORT.search(tag[0]):
            kept.append(metatags[index : tag.start()].rstrip())
            index = tag.end()
    return "".join([*kept, metatags[index:]])
