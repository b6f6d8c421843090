"""What can be wrong with what a site tells machines of itself.

Its address, its group, the picture of links to it, and who mints the ids of its feeds.
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

#: The key of a setting, empty for the whole of it, and what is wrong there.
Fault = tuple[object, str]

#: A tagging entity of RFC 4151: a host, and a date on which it was its owner's.
_AUTHORITY: Final = re.compile(
    r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
    r",\d{4}(-\d\d(-\d\d)?)?",
    re.ASCII,
)


def base_faults(base: object) -> list[Fault]:
    """What is wrong with the address of the site."""
    fault = ""
    if not isinstance(base, str):
        fault = f"this should be a str, not {base!r}"
    elif re.search("[?#]", base):
        fault = f"the address of a site has no `?` and no `#`: {base!r}"
    elif base:
        fault = address_fault(base, ("https", "http"))
    return [("", fault)] if fault else []


def group_faults(app: Sphinx, config: Config) -> list[Fault]:
    """What is wrong with the group, by key."""
    group = config["groupsite_organization"]
    if not group:
        return []
    found = list(organization_faults(group))
    page = group.get("page")
    if isinstance(page, str) and page and not _has_document(app, config, page):
        found.append(("page", f"'page': there is no document {page!r}"))
    return found


def image_faults(app: Sphinx, config: Config) -> list[Fault]:
    """What is wrong with the picture: the build has to copy it."""
    image = config["groupsite_image"]
    if not image or site_file(config, Path(app.confdir), image) is not None:
        return []
    if not is_file(Path(app.confdir, image)):
        return [("", f"there is no file {image!r}")]
    where = "put it below `html_static_path` and write `_static/…`"
    return [("", f"{image!r} is no file of the site: {where}")]


def authority_faults(text: str) -> list[Fault]:
    """What is wrong with who mints the ids of feeds."""
    try:
        if not text or (
            _AUTHORITY.fullmatch(text) and PartialDate.parse(text.partition(",")[2])
        ):
            return []
    except ValueError:
        pass  # no such day
    what = "write a host and a year in which it was yours: example.org,2024"
    return [("", f"{what}; not {text!r}")]


def _has_document(app: Sphinx, config: Config, name: str) -> bool:
    # parsers add theirs to the registry; Sphinx brings both together later
    suffixes = {*config.source_suffix, *app.registry.source_suffix}
    return any(is_file(Path(app.srcdir, f"{name}{suffix}")) for suffix in suffixes)
