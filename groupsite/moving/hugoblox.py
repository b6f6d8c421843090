"""Sites of HugoBlox, which has been Wowchemy and Academic: those before 2026, and later ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.moving.hugo.blocks import read_home
from groupsite.moving.hugo.folder import Hugo
from groupsite.moving.hugo.pages import read_pages
from groupsite.moving.hugo.papers import read_papers
from groupsite.moving.hugo.people import read_people
from groupsite.moving.hugo.posts import read_posts
from groupsite.moving.hugo.projects import read_projects
from groupsite.moving.hugo.talks import read_talks
from groupsite.moving.site import Moved

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

#: Names that nobody has changed.
_TEMPLATE: Final = frozenset([
    "", "your name", "academic", "wowchemy", "hugo blox", "hugoblox", "research group",
    "wowchemy research group", "my site", "hugo blox kit", "hugoblox kit", "lab name here",
])  # fmt: skip
_AUTHOR: Final = re.compile(r"content/(?:[a-z-]{2,5}/)?authors?/[^/]+(?:/_?index)?\.md")


def recognise(source: Source) -> bool:
    """Whether there are pages or files of authors, and settings of Hugo."""
    hugo = ("config/_default/hugo", "config/_default/config", "hugo", "config")
    has_settings = any(source.has(f"{n}.{e}") for n in hugo for e in ("yaml", "yml", "toml", "json"))  # fmt: skip
    return has_settings and any(
        _AUTHOR.fullmatch(path) or path.startswith("data/authors/")
        for path in source.files
    )


def read(source: Source, account: Account) -> Moved:
    """All of a site."""
    moved = Moved("HugoBlox")
    hugo = Hugo(source, account, moved)
    read_people(hugo)
    read_papers(hugo)
    read_talks(hugo)
    read_posts(hugo)
    read_projects(hugo)
    read_home(hugo)
    read_pages(hugo, _menu(hugo))
    _settings(hugo)
    hugo.account_for_machinery()
    return moved


def _menu(hugo: Hugo) -> dict[str, str]:
    """Address of a page in the menu → what it is called there."""
    fields = hugo.menus
    found = {}
    for name in ("main", "navbar"):
        for one in fields.maps(name):
            to = str(one.peek("url") or one.peek("pageRef") or "").strip("/")
            if to and "#" not in to and "://" not in to:
                found[to] = str(one.peek("name") or "")
    fields.look(*fields)
    return found


def _settings(hugo: Hugo) -> None:
    """The name of the site, and where the group is."""
    moved, params, config = hugo.moved, hugo.params, hugo.config
    identity = params.map("hugoblox").map("identity")
    inner = config.map("params")
    named = [
        (identity, "organization"), (params, "org_name"), (inner, "org_name"),
        (params.map("marketing").map("seo"), "org_name"), (config, "title"),
        (identity, "name"), (params, "site_name"),
    ]  # fmt: skip
    for fields, key in named:
        value = fields.peek(key)
        if isinstance(value, str) and value.strip().lower() not in _TEMPLATE:
            if not moved.name:
                moved.name = hugo.plain(fields.text(key))
            elif value.strip() == moved.name:
                fields.take(key)
    if not moved.name and moved.owner:
        moved.name = str(moved.the("people", moved.owner)["name"])
    _describe(params)
    _describe(identity)
    contact = params.map("contact")
    address = contact.map("address")
    known = {"street": "street", "city": "locality", "postcode": "postcode", "country": "country"}  # fmt: skip
    found = {ours: text for name, ours in known.items() if (text := address.text(name))}
    if found and moved.name and "450 Serra Mall" not in found.values():
        moved.settings["groupsite_organization"] = {"name": moved.name, **found}
    for fields in (config, params):
        fields.look(*fields)
    if not config.peek("title") and not config.thing.facts:
        config.thing.became("conf.py")


def _describe(fields: Fields) -> None:
    """Sentences about the site for search engines have no place."""
    text = fields.peek("description")
    own = isinstance(text, str) and not re.search(r"Hugo ?Blox|Wowchemy", text)
    if own and text.strip():
        fields.leave("description", "each page has its own")
