"""Citation styles: files of CSL, those that come along and those of a site.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from groupsite.model.paths import is_below, is_file
from groupsite.model.text import instead

#: The styles that come along, under CC BY-SA 3.0: https://citationstyles.org.
STYLES: Final = Path(__file__).parents[1] / "styles"
ENDING: Final = ".csl"
_CSL: Final = "{http://purl.org/net/xbiblio/csl}"


class Style(NamedTuple):
    """The file of a style, or what is wrong with the name of one."""

    path: Path
    fault: str = ""


def find_style(name: str, confdir: Path) -> Style:
    """The style *name*: one that comes along, or a path below *confdir*.

    A style that says of itself that it is another one under a new name is that one.
    """
    if not name.endswith(ENDING):
        path = STYLES / f"{name}{ENDING}"
        known = style_names()
        what = f"no citation style {name!r} comes along, and no .csl file is named"
        fault = "" if name in known else f"{what}{instead(name, known)}"
        return Style(path, fault)
    path = confdir / name
    if not is_below(path, confdir):
        return Style(path, f"this should be a file below conf.py, not {name!r}")
    if not is_file(path):
        files = (p.relative_to(confdir).as_posix() for p in confdir.glob(f"*{ENDING}"))
        return Style(path, f"there is no file {name!r}{instead(name, files)}")
    return _read(path, name)


def style_names() -> list[str]:
    """The names of the styles that come along."""
    return sorted(path.stem for path in STYLES.glob(f"*{ENDING}"))


def _read(path: Path, name: str) -> Style:
    """A file of a site as a style."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - a file of the site itself
    except (ET.ParseError, OSError, ValueError) as error:
        return Style(path, f"{name!r} cannot be read as XML: {error}")
    if root.tag != f"{_CSL}style":
        return Style(
            path, f"{name!r} is no citation style: it should begin with <style>"
        )
    for link in root.iter(f"{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return _parent(path, name, link.get("href", "").rpartition("/")[2])
    if root.find(f"{_CSL}bibliography/{_CSL}layout") is None:
        return Style(
            path, f"{name!r} says nothing of bibliographies; take another style"
        )
    return Style(path)


def _parent(path: Path, name: str, parent: str) -> Style:
    """The style of which *path* is a copy under another name."""
    if parent in style_names():
        return Style(STYLES / f"{parent}{ENDING}")
    beside = path.with_name(f"{parent}{ENDING}")
    if beside != path and is_file(beside):
        return _read(beside, beside.name)
    what = f"{name!r} has the name of a style and not the style itself"
    return Style(path, f"{what}: put {parent}{ENDING} into its place")
