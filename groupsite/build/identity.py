"""Checks the settings by which a site identifies itself to machines.

Its address, its group, the picture for links, and the authority for the ids of feeds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.model.dates import PartialDate
from groupsite.model.identifiers import address_fault
from groupsite.model.organization import organization_faults
from groupsite.model.paths import is_file
from groupsite.model.settings import site_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The key within a setting, ``""`` for the setting as a whole, and the problem.
Fault = tuple[object, str]

#: A tagging entity (RFC 4151): a host, and a date on which its owner had it.
_AUTHORITY: Final = re.compile(
    r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
    r",\d{4}(-\d\d(-\d\d)?)?",
    re.ASCII,
)


def base_faults(base: str) -> list[Fault]:
    """Problems of the address of the site."""
    fault = ""
    if re.search("[?#]", base):
        fault = f"the address of a site has no `?` and no `#`: {base!r}"
    elif base:
        fault = address_fault(base, ("https", "http"))
    return [("", fault)] if fault else []


def group_faults(app: Sphinx, config: Config) -> list[Fault]:
    """Problems of `groupsite_organization`, by key."""
    group = config["groupsite_organization"]
    if not group:
        return []
    faults = list(organization_faults(group))
    page = group.get("page")
    if isinstance(page, str) and page and not _has_document(app, config, page):
        faults.append(("page", f"'page': there is no document {page!r}"))
    return faults


def image_faults(app: Sphinx, config: Config) -> list[Fault]:
    """Problems of the picture, which the build must copy to the site."""
    image = config["groupsite_image"]
    if not image or site_file(config, Path(app.confdir), image) is not None:
        return []
    if not is_file(Path(app.confdir, image)):
        return [("", f"there is no file {image!r}")]
    where = "put it below `html_static_path` and write `_static/…`"
    return [("", f"{image!r} is no file of the site: {where}")]


def authority_faults(text: str) -> list[Fault]:
    """Problems of the authority for the ids of feeds."""
    try:
        if not text or (
            _AUTHORITY.fullmatch(text) and PartialDate.parse(text.partition(",")[2])
        ):
            return []
    except ValueError:
        pass  # no such day
    hint = "write a host and a year in which it was yours: example.org,2024"
    return [("", f"{hint}; not {text!r}")]


def _has_document(app: Sphinx, config: Config, name: str) -> bool:
    # parsers add suffixes to the registry, which Sphinx merges only later
    suffixes = {*config.source_suffix, *app.registry.source_suffix}
    return any(is_file(Path(app.srcdir, f"{name}{suffix}")) for suffix in suffixes)
