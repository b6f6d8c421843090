"""Where projects, posts and biographies go: what the product has a kind for, or pages.

In one place, so that all readers follow when a kind changes. Pure.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.people.person import Links, Person
from groupsite.model.text import slug
from groupsite.moving.site import Page

if TYPE_CHECKING:
    from groupsite.moving.account import Thing
    from groupsite.moving.linking import Linker
    from groupsite.moving.site import Moved

_PERSON: Final = frozenset(field.name for field in fields(Person))
_LINKS: Final = frozenset(field.name for field in fields(Links))
#: Words in labels and hosts of addresses → keys of `links`.
_SERVICES: Final = {
    "orcid": "orcid", "scholar": "scholar", "googlescholar": "scholar", "dblp": "dblp",
    "github": "github", "linkedin": "linkedin", "researchgate": "researchgate",
    "homepage": "homepage", "website": "homepage", "home": "homepage", "personal": "homepage",
    "link": "homepage", "globe": "homepage", "web": "homepage", "url": "homepage",
}  # fmt: skip
_HOSTS: Final = {
    "orcid.org": "orcid", "scholar.google": "scholar", "dblp": "dblp", "github.com": "github",
    "linkedin.com": "linkedin", "researchgate.net": "researchgate",
}  # fmt: skip


def project(
    moved: Moved,
    linker: Linker,
    data: dict[str, Any],
    text: str,
    thing: Thing,
    base: str,
) -> None:
    """Add a project.

    :param data: title, summary, image (of the old site), links, people, topics, start, end.
    """
    title = data.get("title", "")
    parts = [data.get("summary", "")]
    if image := data.get("image", ""):
        parts.append(f"![]({image})")
    parts.append(text)
    links = data.get("links", {})
    if links:
        parts.append(" · ".join(f"[{label}]({to})" for label, to in links.items()))
    body = "\n\n".join(part for part in parts if part)
    name = slug(title) or "project"
    taken = {page.path for page in moved.pages}
    path, number = f"research/projects/{name}", 1
    while path in taken:
        number += 1
        path = f"research/projects/{name}-{number}"
    page = Page(path, title, body, thing=thing, base=base, old=data.get("old", []))
    page.listed = True
    moved.pages.append(page)


def biography(
    moved: Moved, person: str, text: str, thing: Thing, base: str = ""
) -> None:
    """Add what somebody has written about themselves, in Markdown."""
    if not text.strip():
        return
    record = moved.the("people", person)
    if "bio" in _PERSON:
        record["bio"] = text
        return
    body = f":::{{person}} {person}\n:::\n\n{text}"
    moved.pages.append(
        Page(f"group/{person}", record["name"], body, thing=thing, base=base)
    )


def person_links(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Label and address or id of each link of a person, as `links` of ours."""
    links: dict[str, Any] = {}
    for label, value in pairs:
        name = link_key(label, value)
        if name and name not in links:
            links[name] = _account(name, value)
        elif "://" in value or value.startswith("mailto:"):
            links.setdefault("other", []).append(value)
    order = [n for n in (field.name for field in fields(Links)) if n in links]
    return {name: links[name] for name in order}


def link_key(label: str, value: str) -> str:
    """The key of `links` that a link goes to, or ``""`` for `other`."""
    for host, name in _HOSTS.items():
        if host in value:
            return name
    word = label.lower().replace("-", "").replace("_", "").replace(" ", "")
    name = _SERVICES.get(word, "")
    if name in ("homepage", "linkedin", "researchgate") and "://" not in value:
        return ""
    if name in ("scholar", "dblp", "github", "orcid") and "://" in value:
        return ""
    return name if name in _LINKS else ""


def _account(name: str, value: str) -> str:
    """An account without the address before it, where ours are written so."""
    if name == "github" and "github.com/" in value:
        rest = value.partition("github.com/")[2].strip("/")
        return rest if rest and "/" not in rest and "?" not in rest else value
    if name == "scholar" and "user=" in value:
        return value.partition("user=")[2].partition("&")[0] or value
    if name == "orcid":
        return value.rstrip("/").rpartition("/")[2]
    if name == "dblp" and "/pid/" in value:
        return value.partition("/pid/")[2].removesuffix(".html")
    return value
