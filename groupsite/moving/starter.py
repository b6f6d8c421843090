"""The files of a new site that are no content: conf.py, and what `groupsite new` writes. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.starting.site import Facts, new_files

if TYPE_CHECKING:
    from groupsite.moving.site import Moved

#: Folders and files with the content of a new site, which here comes from the old one.
_CONTENT: Final = (
    "conf.py",
    "index.md",
    "publications.bib",
    "group/",
    "news/",
    "research/",
)


def starter(moved: Moved, version: str) -> dict[str, str]:
    """Path → text."""
    facts = Facts(
        name=moved.name, owner_id=moved.owner, address=moved.address, month=""
    )
    files = {
        path: data.decode()
        for path, data in new_files(facts, version).items()
        if not path.startswith(_CONTENT)
    }
    return files | {"conf.py": _conf(moved)}


def _conf(moved: Moved) -> str:
    settings: dict[str, object] = {"project": moved.name or "Our group"}
    if moved.address:
        settings["html_baseurl"] = f"{moved.address.rstrip('/')}/"
    if moved.owner:
        settings["groupsite_owner"] = moved.owner
    if len(moved.records.get("people", ())) > 1:
        settings["groupsite_organization"] = {"name": moved.name, "page": "group/index"}
    settings |= moved.settings
    if moved.redirects:
        settings["redirects"] = dict(sorted(moved.redirects.items()))
    lines = [
        '"""The facts of this site; the documentation says what else can be set."""',
        "",
        'extensions = ["groupsite"]',
        'html_theme = "groupsite"',
        "",
    ]
    for name, value in settings.items():
        if name == "redirects":
            lines.append("#: Addresses of the old site.")
        lines += _setting(name, value)
    return "\n".join(lines) + "\n"


def _setting(name: str, value: object) -> list[str]:
    if isinstance(value, dict):
        inner = [f"    {key!r}: {item!r}," for key, item in value.items()]
        return [f"{name} = {{", *inner, "}"]
    return [f"{name} = {value!r}"]
