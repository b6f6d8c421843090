"""``html_theme = "groupsite"``: layout, styles and pictures for a group's site.

The theme sets all defaults that a site of Markdown pages needs; conf.py can override
each of them. Projects with another theme are not affected.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.build.exports import EVENT
from groupsite.build.site import on_html_page
from groupsite.incremental.digests import EVERYWHERE
from groupsite.theme.checking import (
    check_colors,
    check_footer,
    check_patterns,
    repair_theme,
)
from groupsite.theme.defaults import complete_settings, set_defaults
from groupsite.theme.furniture import (
    leave_files_out,
    leave_furniture_out,
    leave_unneeded_out,
)
from groupsite.theme.layout import add_frame, shown_in_frame
from groupsite.theme.pictures import draw_pictures, icon_files
from groupsite.theme.redirects import check_redirects, redirect_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME: Final = "groupsite"
_EXTENSIONS: Final = ("myst_parser", "sphinx_design")


def setup_theme(app: Sphinx) -> None:
    """Register the theme; if the project uses it, set up everything it needs."""
    app.add_html_theme(NAME, str(Path(__file__).parent))
    repair_theme(app, NAME)
    if app.config.html_theme != NAME:
        return
    for extension in _EXTENSIONS:
        app.setup_extension(extension)
    if "redirects" not in app.config.values:  # unless another extension has them
        app.add_config_value("redirects", {}, "html", types=frozenset({dict}))
        app.connect("env-check-consistency", check_redirects)
        app.connect(EVENT, redirect_pages)
    set_defaults(app)
    # before any setting is read
    app.connect("config-inited", complete_settings, priority=300)
    app.connect("config-inited", check_patterns)
    app.connect("config-inited", check_colors)
    # before this build's settings are read (400)
    app.connect("builder-inited", draw_pictures, priority=395)
    app.connect("builder-inited", leave_furniture_out, priority=900)
    app.connect("builder-inited", leave_files_out)
    app.connect("env-check-consistency", check_footer)
    app.connect("html-page-context", leave_unneeded_out, priority=950)
    # after the theme has chosen what goes next to the content (500)
    app.connect("html-page-context", on_html_page(add_frame), priority=600)
    app.connect(EVENT, icon_files)
    app.connect(EVERYWHERE, shown_in_frame)
