"""What the themes below ours make for every page, and our layout does not show.

Menus, buttons, logos and the sidebars of sphinx-book-theme and pydata-sphinx-theme cost
more time than the page itself, their style sheets more bytes, and their files more room
than a site. Of our own style sheets and scripts, a page has those that it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx.util.matching import patmatch

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Their style sheets, in whose place is `assets/groupsite-base.css`, their script, and
#: Sphinx's for its own search.
_REPLACED: Final = frozenset(
    f"_static/{name}"
    for name in (
        "styles/theme.css",
        "styles/pydata-sphinx-theme.css",
        "styles/sphinx-book-theme.css",
        "scripts/sphinx-book-theme.js",
        "sphinx_highlight.js",
    )
)
#: Sphinx's scripts that other scripts may build on.
_BASES: Final = frozenset(["_static/documentation_options.js", "_static/doctools.js"])
#: Part of the name of a file → what pages that need it have one of.
_SHOWN_BY: Final = {
    "sphinx-design": ("sd-",),
    "design-tabs": ("sd-tab-",),
    "groupsite-icons": ("news-item",),
    "groupsite-people": ('class="people ', "person-head", "record-rest"),
    "groupsite-cards": ("sd-card", "record-cards"),
    "groupsite-media": ('class="gallery', "video-card"),
    "groupsite-chart": ('figure class="chart',),
}
#: Their handlers of ``html-page-context``.
_HANDLERS: Final = {
    "pydata_sphinx_theme": (
        "setup_edit_url",
        "add_toctree_functions",
        "update_and_remove_templates",
        "setup_logo_path",
        "set_secondary_sidebar_items",
    ),
    "sphinx_book_theme": (
        "add_metadata_to_page",
        "update_templates",
        "prep_header_buttons",
        "add_launch_buttons",
        "add_source_buttons",
        "add_header_buttons",
    ),
}


def leave_furniture_out(app: Sphinx) -> None:
    """Disconnect these handlers, at ``builder-inited``, when the themes are loaded."""
    listeners = app.events.listeners["html-page-context"]
    listeners[:] = [one for one in listeners if not _is_furniture(one.handler)]


def _is_furniture(handler: Any) -> bool:
    package = getattr(handler, "__module__", "").partition(".")[0]
    return getattr(handler, "__name__", "") in _HANDLERS.get(package, ())


def leave_files_out(app: Sphinx) -> None:
    """Copy none of their files next to the pages, at ``builder-inited``.

    When templates are loaded, Sphinx asks for the folders of themes only to copy files.
    """
    theme = getattr(app.builder, "theme", None)
    if theme is not None:  # books and other formats have none, or one of their own
        folders = [d for d in theme.get_theme_dirs() if d.name not in _HANDLERS]
        theme.get_theme_dirs = lambda: folders


def leave_unneeded_out(
    _app: Any, _name: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Leave out the style sheets and scripts that a page does not need.

    At ``html-page-context``, after all that add some.
    """
    body = context.get("body", "")
    for kind in ("css_files", "script_files"):
        files = context.get(kind, ())
        context[kind] = [file for file in files if _is_needed(_name_of(file), body)]
    others = [one for one in context["script_files"] if _name_of(one) not in _BASES]
    if all(_stands_alone(_name_of(script)) for script in others):
        context["script_files"] = others


def _name_of(file: Any) -> str:
    return str(getattr(file, "filename", file) or "")


def _is_needed(name: str, body: str) -> bool:
    if name in _REPLACED:
        return False
    marks = next((marks for part, marks in _SHOWN_BY.items() if part in name), None)
    return marks is None or any(mark in body for mark in marks)


def _stands_alone(name: str) -> bool:
    """Whether a script builds on none of Sphinx's."""
    return "groupsite" in name or "design-tabs" in name


def is_beside(pagename: str, items: Any) -> bool:
    """Whether a page has something at its side.

    :param items: ``secondary_sidebar_items`` of ``html_theme_options``: templates, or
        pattern of names of pages → templates.
    """
    if not isinstance(items, dict):
        return bool(items)
    found = [value for key, value in items.items() if patmatch(pagename, key)]
    return bool(found and found[-1])
