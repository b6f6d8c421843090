"""Citation styles: CSL files, bundled or the site's own.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from groupsite.model.paths import is_below, is_file
from groupsite.model.text import instead

#: Folder of the bundled styles, under CC BY-SA 3.0: https://citationstyles.org.
STYLES: Final = Path(__file__).parents[1] / "styles"
ENDING: Final = ".csl"
_CSL: Final = "{http://purl.org/net/xbiblio/csl}"


class Style(NamedTuple):
    """The file of a style, or what is wrong with its name."""

    path: Path
    fault: str = ""


def find_style(name: str, confdir: Path) -> Style:
    """The style *name*: a bundled one, or a path below *confdir*.

    A dependent style, which only names its parent, gives that parent.
    """
    if not name.endswith(ENDING):
        path = STYLES / f"{name}{ENDING}"
        known = style_names()
        problem = f"no citation style {name!r} comes along, and no .csl file is named"
        fault = "" if name in known else f"{problem}{instead(name, known)}"
        return Style(path, fault)
    path = confdir / name
    if not is_below(path, confdir):
        return Style(path, f"this should be a file below conf.py, not {name!r}")
    if not is_file(path):
        files = (p.relative_to(confdir).as_posix() for p in confdir.glob(f"*{ENDING}"))
        return Style(path, f"there is no file {name!r}{instead(name, files)}")
    return _read(path, name)


def style_names() -> list[str]:
    """The names of the bundled styles."""
    return sorted(path.stem for path in STYLES.glob(f"*{ENDING}"))


def _read(path: Path, name: str) -> Style:
    """The style in a file of the site."""
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
    """The parent of the dependent style *path*: a bundled one, or a file next to it."""
    if parent in style_names():
        return Style(STYLES / f"{parent}{ENDING}")
    beside = path.with_name(f"{parent}{ENDING}")
    if beside != path and is_file(beside):
        return _read(beside, beside.name)
    problem = f"{name!r} has the name of a style and not the style itself"
    return Style(path, f"{problem}: put {parent}{ENDING} into its place")
