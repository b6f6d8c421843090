"""What the layout shows around the content of a page."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import nodes

from groupsite.build.nodes import plain_text
from groupsite.build.site import site_of
from groupsite.kinds.news.kind import latest_document
from groupsite.pages.navigation import ancestors, entries
from groupsite.theme.furniture import is_beside
from groupsite.theme.logo import within_page
from groupsite.theme.pictures import ICON, TOUCH_ICON, logo_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.site import HtmlPage, Site
    from groupsite.theme.pictures import Picture

#: Height of the logo in CSS pixels.
_LOGO: Final = 56
#: Minimum number of sections of a page with a table of contents next to it.
_SECTIONS: Final = 3


class Link(NamedTuple):
    """A link in the frame."""

    title: str
    url: str


def add_frame(site: Site, page: HtmlPage) -> None:
    """Give the layout its logo, links and words, at ``html-page-context``."""
    context, config, titles = page.context, site.app.config, site.env.titles
    pathto, group = context["pathto"], site.settings.organization
    context["phrase"] = site.phrase
    context["author"] = config.author
    context["site_logo"] = _logo(site, context)
    context["site_group"] = None
    if group is not None and group.name != site.name:
        context["site_group"] = Link(group.name, pathto(group.page or config.root_doc))
    context["site_latest"] = _latest(site, context)
    context["site_footer"] = [
        Link(plain_text(titles[name]), pathto(name))
        for name in config.groupsite_footer
        if name in titles
    ]
    context["touch_icon"] = pathto(TOUCH_ICON, resource=True)
    context["favicon_url"] = context.get("favicon_url") or pathto(ICON, resource=True)
    beside = is_beside(page.name, context.get("theme_secondary_sidebar_items"))
    contents = beside and context.get("display_toc")
    context["page_contents"] = bool(contents) and _has_contents(site.env, page.name)


def shown_in_frame(app: Sphinx) -> object:
    """The logo and the titles in the footer, at ``groupsite-shown-everywhere``."""
    logo, titles = _picture(site_of(app)), app.env.titles
    footer = [plain_text(titles[n]) for n in app.config.groupsite_footer if n in titles]
    return (logo.name, logo.data) if logo else (), footer


def _picture(site: Site) -> Picture | None:
    """The logo, read once per build."""
    return site.graph.memo("logo", lambda: logo_of(site.app))


def _logo(site: Site, context: dict[str, Any]) -> str:
    """The logo as HTML: inline shapes in the page's colours, or an image."""
    logo = _picture(site)
    if logo is None:
        return ""
    if logo.shapes is not None:
        return within_page(logo.shapes, _LOGO)
    source = html.escape(
        context["logo_url"] or context["pathto"](logo.name, resource=True)
    )
    return f'<img class="logo" src="{source}" height="{_LOGO}" alt="">'


def _latest(site: Site, context: dict[str, Any]) -> str:
    """``Latest news: March 2025``, the month linked to the news."""
    docname = latest_document(site.graph)
    if not docname:
        return ""
    above, navigation = ancestors(site, docname), entries(site.env)
    page = next((name for name in above if name in navigation), docname)
    url, words = map(html.escape, (context["pathto"](page), context["latest_news"]))
    time = f'<time datetime="{context["latest_news_date"]}">{words}</time>'
    phrase = site.phrase("frame.latest", date="\0")
    return html.escape(phrase).replace("\0", f'<a href="{url}">{time}</a>')


def _has_contents(env: BuildEnvironment, pagename: str) -> bool:
    """Whether a page is long enough for a table of contents."""
    if pagename == env.config.root_doc or pagename not in env.tocs:
        return False
    # the page's title is an entry too
    entries_of_page = env.tocs[pagename].findall(nodes.list_item)
    return sum(1 for _ in entries_of_page) > _SECTIONS
