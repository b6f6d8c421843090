"""What can be wrong with an installation: packages, pins, settings, git.

Nothing that may be missing is imported: this is for those with whom nothing works.
"""

from __future__ import annotations

import ast
import re
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REQUIREMENTS: Final = "requirements.txt"
_INSTALL: Final = f"pip install -r {_REQUIREMENTS}"
#: ``name[extra]==version ; marker``
_PINNED: Final = re.compile(
    r"^(?P<name>[A-Za-z][\w.-]*)[ \t]*(?:\[[^\]\n]*\])?[ \t]*==[ \t]*"
    r"(?P<version>[^\s;#\\]+)[ \t]*(?:;(?P<marker>[^\n#\\]*))?",
    re.MULTILINE,
)
#: Modules of optional packages → the extra, and what it is for.
_EXTRAS: Final = {
    "httpx": ("online", "add papers by DOI, and let them be kept up to date"),
    "typst": ("cv", "offer CVs as PDFs"),
}


class Finding(NamedTuple):
    """Something that is wrong, or that could be better."""

    #: A file, and its line if there is one.
    where: str
    #: What is wrong, and what to do.
    message: str
    #: Whether all works without it.
    is_hint: bool = False


def findings(folder: Path, version: str) -> list[Finding]:
    """All that is wrong with the installation with which the site in *folder* is built.

    :param version: that of groupsite.
    """
    return [
        *_python(folder),
        *package_faults(_needs(), installed()),
        *pin_faults(
            _text(folder / _REQUIREMENTS), {**installed(), "groupsite": version}
        ),
        *setting_faults(_text(folder / "conf.py")),
        *_extras(),
        *_git(folder),
    ]


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def _python(folder: Path) -> Iterator[Finding]:
    own = folder / ".venv"
    if own.is_dir() and Path(sys.prefix).resolve() != own.resolve():
        program = (
            ".venv\\Scripts\\groupsite"
            if sys.platform == "win32"
            else ".venv/bin/groupsite"
        )
        message = (
            f"this groupsite is installed in {sys.prefix}, and the site has its own"
        )
        yield Finding("", f"{message}: call {program}", is_hint=True)


def _needs() -> list[str]:
    """What groupsite needs, as ``sphinx>=9.0``; nothing where it is not installed."""
    try:
        return metadata.requires("groupsite") or []
    except metadata.PackageNotFoundError:  # it runs from its repository
        return []


def installed() -> dict[str, str]:
    """The versions of all packages, by their normal names."""
    found: dict[str, str] = {}
    for one in metadata.distributions():
        # the first one on the path is the one that is imported
        found.setdefault(_normal(one.metadata["Name"] or ""), one.version)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def package_faults(needs: list[str], versions: Mapping[str, str]) -> Iterator[Finding]:
    """Packages that are missing, or too old.

    :param needs: requirements; those of extras are left out.
    :param versions: what is installed.
    """
    if not find_spec("packaging"):
        yield Finding("", f"the package packaging is missing: {_INSTALL}")
        return
    from packaging.requirements import Requirement  # noqa: PLC0415

    for need in map(Requirement, needs):
        if need.marker and not need.marker.evaluate({"extra": ""}):
            continue
        version = versions.get(_normal(need.name))
        if version is None:
            message = f"the package {need.name} is missing: {_INSTALL}"
            yield Finding("", message)
        elif not need.specifier.contains(version, prereleases=True):
            wanted = (
                f"{need.name} {version} is installed, and {need.specifier} is needed"
            )
            yield Finding("", f"{wanted}: {_INSTALL}")


def pin_faults(text: str, versions: Mapping[str, str]) -> Iterator[Finding]:
    """What requirements.txt names, and is not there, or in another version.

    :param text: the file; empty if there is none.
    :param versions: what is installed.
    """
    if re.search(r"^groupsite\b(?!.*==)", text, re.MULTILINE):
        line = _line(text, "groupsite")
        message = f"write groupsite=={versions['groupsite']}, or a new version may change your site unasked"
        yield Finding(f"{_REQUIREMENTS}:{line}", message, is_hint=True)
    for pin in _PINNED.finditer(text):
        if not _is_meant(pin["marker"]):
            continue
        version = versions.get(_normal(pin["name"]))
        if version == pin["version"]:
            continue
        where = f"{_REQUIREMENTS}:{text.count(chr(10), 0, pin.start()) + 1}"
        there = f"{version} is installed" if version else "it is not installed"
        message = f"this names {pin['name']} {pin['version']}, and {there}: {_INSTALL}"
        if _normal(pin["name"]) == "groupsite":
            message += ", or `groupsite upgrade`"
        yield Finding(where, message)


def _is_meant(marker: str | None) -> bool:
    """Whether a pin is for this Python and this system."""
    if not marker or not marker.strip():
        return True
    if not find_spec("packaging"):  # said already
        return False
    from packaging.markers import InvalidMarker, Marker  # noqa: PLC0415

    try:
        return Marker(marker.strip()).evaluate()
    except InvalidMarker:  # pip will say so
        return False


def _line(text: str, start: str) -> int:
    lines = text.splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(start))


def setting_faults(text: str) -> Iterator[Finding]:
    """Settings in conf.py that do not exist, or no longer, with what to write.

    :param text: conf.py.
    """
    if not find_spec("babel"):  # said already
        return
    from groupsite.model.settings import SETTINGS, SUCCESSORS  # noqa: PLC0415
    from groupsite.model.text import did_you_mean  # noqa: PLC0415

    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        message = (
            f"this is no Python ({error.msg}): look at this line and the one before"
        )
        yield Finding(f"conf.py:{error.lineno or 1}", message)
        return
    known = [f"groupsite_{name}" for name in SETTINGS]
    assigned = dict(_assigned(tree))
    for name, line in assigned.items():
        key = name.removeprefix("groupsite_")
        if key == name or name in known:
            continue
        if new := SUCCESSORS.get(key):
            message = f"`{name}` is called `groupsite_{new}` now"
        else:
            hint = did_you_mean(name, known) if did_you_mean(key, SETTINGS) else ""
            message = f"there is no setting `{name}`{hint or ': remove it'}"
        yield Finding(f"conf.py:{line}", message)
    if "extensions" not in assigned or "groupsite" not in text:
        message = 'write extensions = ["groupsite"], or nothing of groupsite is there'
        yield Finding(f"conf.py:{assigned.get('extensions', 1)}", message)


def _assigned(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Names that a conf.py assigns, with their lines."""
    for node in ast.walk(tree):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        yield from ((t.id, t.lineno) for t in targets if isinstance(t, ast.Name))


def _extras() -> Iterator[Finding]:
    for module, (extra, purpose) in _EXTRAS.items():
        if not find_spec(module):
            message = f"to {purpose}, pip install 'groupsite[{extra}]'"
            yield Finding("", message, is_hint=True)


def _git(folder: Path) -> Iterator[Finding]:
    import shutil  # noqa: PLC0415

    from groupsite.build.git import ask_git  # noqa: PLC0415

    if not shutil.which("git"):
        message = "install git: the dates of pages come from its history"
        yield Finding("", message, is_hint=True)
    elif not (state := ask_git(folder, "rev-parse", "--is-shallow-repository").strip()):
        message = "keep the site in git (`git init`, then commit): the dates of pages come from its history"
        yield Finding("", message, is_hint=True)
    elif state == "true":
        message = "the history of this clone is cut, so that dates of pages are wrong: git fetch --unshallow"
        yield Finding("", message)
