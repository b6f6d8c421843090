"""Style sheets and scripts: commented in the repository, served without comments.

A page gets only the scripts that it uses. Style sheets go on all pages of a whole
project; in other projects, on the pages that show records.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.manifest import write_if_changed
from groupsite.build.nodes import every_of, record_chart, record_filter, record_part
from groupsite.build.site import site_of
from groupsite.directives.gallery import gallery
from groupsite.kinds.news.icons import icons_css
from groupsite.kinds.papers.showing.look import badges_css
from groupsite.output.mathml import NAME as MATHML
from groupsite.theme import NAME
from groupsite.theme.colors import colors_css
from groupsite.theme.looks import colors_of, sheet_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.build.site import HtmlPage, Site

_STATIC: Final = Path(__file__).parents[1] / "static"
_THEME: Final = Path(__file__).parents[1] / "theme" / "assets"
#: The style sheet of records, and those of some; pages of our theme have what they use.
_RECORDS: Final = (
    "groupsite.css",
    "groupsite-people.css",
    "groupsite-cards.css",
    "groupsite-chart.css",
    "groupsite-media.css",
)
#: The font for MathML where no other is installed, which e-books come without.
_FONT: Final = _STATIC / "fonts" / "stix-two-math.woff2"
_FONT_FACE: Final = re.compile(r"@font-face\{[^}]*\}")
#: The style sheets of our theme, which are served as one.
_BASE: Final = "groupsite-base.css"
_SHEET: Final = "groupsite-theme.css"
#: The style sheet generated from the colours of venues.
_BADGES: Final = "groupsite-badges.css"
#: The style sheet generated from the kinds of news.
_ICONS: Final = "groupsite-icons.css"
#: Nodes that may want a script.
_SCRIPTED: Final = (record_chart, record_filter, record_part, gallery, nodes.table)
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE: Final = re.compile(r"\s*([{};,])\s*|(?<=[\w-])(:) ")
#: A comment in our scripts; each is on lines of its own.
_JS_COMMENT: Final = re.compile(r"^\s*/\*.*?\*/\s*$", re.DOTALL | re.MULTILINE)


def add_static_files(app: Sphinx) -> None:
    """Give HTML builders our style sheets and scripts, at ``builder-inited``."""
    if app.builder.format != "html":
        return
    folder = _folder(app)
    files = {path.name: _light(path) for path in sorted(_STATIC.glob("*.*"))}
    made: dict[str, bytes] = {}
    if app.config.html_math_renderer == MATHML and app.builder.name != "epub":
        made[_FONT.name] = _FONT.read_bytes()
    else:
        files[_RECORDS[0]] = _FONT_FACE.sub("", files[_RECORDS[0]])
    icons = icons_css(site_of(app).settings)
    if icons:
        files[_ICONS] = icons
    badges = badges_css(site_of(app).settings)
    if badges:
        files[_BADGES] = badges
    if app.config.html_theme == NAME and app.builder.name != "epub":
        files |= {path.name: _light(path) for path in sorted(_THEME.iterdir())}
        files[_SHEET] = files.pop(_BASE) + files[_SHEET]
        look = sheet_of(app.config.groupsite_look)
        files[_SHEET] += _light(look) if look else ""
        files[_SHEET] += colors_css(colors_of(app.config))
    made |= {name: text.encode() for name, text in files.items()}
    for path in folder.glob("*"):  # left by other settings or older code
        if path.name not in made:
            path.unlink()
    for name, content in made.items():
        write_if_changed(folder / name, content)
    app.config.html_static_path.append(str(folder))


def _folder(app: Sphinx) -> Path:
    return Path(app.doctreedir, "groupsite-static")


def style_all_pages(app: Sphinx) -> None:
    """Add our style sheets to every page, at ``builder-inited``."""
    if app.builder.format == "html":
        _add_style_sheets(app)


def style_page(site: Site, page: HtmlPage) -> None:
    """Add our style sheets to a page that needs them, at ``html-page-context``."""
    app = site.app
    # all documents are on one page, named after the first one
    names = site.documents if app.builder.name == "singlehtml" else (page.name,)
    mathml = app.config.html_math_renderer == MATHML
    formulas = mathml and page.context.get("has_maths_elements")
    if formulas or any(map(site.has_directives, names)):
        _add_style_sheets(app)


def _add_style_sheets(app: Sphinx) -> None:
    folder = _folder(app)
    for name in _sheets_in(folder, folder.stat().st_mtime_ns):
        app.add_css_file(name)


@lru_cache(maxsize=4)
def _sheets_in(folder: Path, _changed: int) -> tuple[str, ...]:
    """The names of our style sheets in *folder*, in order; asked for by each page."""
    names = (*_RECORDS, _ICONS, _BADGES, _SHEET)
    return tuple(name for name in names if (folder / name).is_file())


def _light(path: Path) -> str:
    """The text of a file without comments and unneeded whitespace."""
    text = path.read_text("utf-8")
    if path.suffix == ".css":
        text = " ".join(_CSS_COMMENT.sub("", text).split())
        return _CSS_SPACE.sub(r"\1\2", text)
    lines = (line.strip() for line in _JS_COMMENT.sub("", text).splitlines())
    return "\n".join(filter(None, lines))


def add_scripts(site: Site, page: HtmlPage) -> None:
    """Add the scripts that a page uses, at ``html-page-context``."""
    doctree = page.doctree
    if doctree is None:
        return
    scripted: list[Any] = every_of(doctree, _SCRIPTED)
    filters = any(isinstance(node, record_filter) for node in scripted)
    parts = {
        name
        for node in scripted
        if isinstance(node, record_part)
        for name in node["classes"]
    }
    charts = any(isinstance(node, record_chart) and node["by"] for node in scripted)
    galleries = any(isinstance(node, gallery) for node in scripted)
    tables = any(
        isinstance(node, nodes.table) and "sortable" in node["classes"]
        for node in scripted
    )
    scripts = {
        # listens to the filter, which speaks as soon as it runs
        "groupsite-export.js": filters and "export" in parts,
        "groupsite-chart.js": filters and charts,
        "groupsite-fold.js": filters,
        "groupsite-filter.js": filters,
        "groupsite-copy.js": "bibtex-file" in parts,
        "groupsite-gallery.js": galleries,
        "groupsite-table.js": tables,
    }
    for name, used in scripts.items():
        if used:
            site.app.add_js_file(name, loading_method="defer")
