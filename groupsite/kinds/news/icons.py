"""The icons for the kinds of news, as a style sheet.

Icons are named as the octicons in sphinx-design. For a kind without an icon, only the
label is shown. Nothing is loaded from other sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_design.icons import get_octicon_data

if TYPE_CHECKING:
    from groupsite.model.settings import Settings

_RULE = '.news-item[data-kind="{kind}"]{{--icon:url("data:image/svg+xml,{svg}")}}\n'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{path}</svg>'
_USE = """\
.news-item[data-kind] > .news-kind::before {
  content: "";
  display: inline-block;
  width: 0.875em;
  height: 0.875em;
  margin-right: 0.375em;
  background: currentcolor;
  mask: var(--icon, none) center / contain no-repeat;
  vertical-align: -0.0625em;
}
"""


def icons_css(settings: Settings) -> str:
    """A rule for each kind that has an icon; empty if no kind has one."""
    paths = _octicons()
    icons = {
        name: _SVG.format(path=paths[kind.icon])
        for name, kind in settings.news_kinds.items()
        if kind.icon in paths and '"' not in name
    }
    if not icons:
        return ""
    rules = [
        _RULE.format(kind=name, svg=quote(svg, safe="/ =:,"))
        for name, svg in icons.items()
    ]
    kinds = ", ".join(f'.news-item[data-kind="{name}"]' for name in icons)
    return "".join(rules) + _USE.replace(".news-item[data-kind]", f":is({kinds})")


def _octicons() -> dict[str, str]:
    """Name → path of the icon at 16 px."""
    return {
        name: data["heights"]["16"]["path"]
        for name, data in get_octicon_data().items()
        if "16" in data["heights"]
    }
