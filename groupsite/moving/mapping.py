"""Where projects, posts and biographies go: what the product has a kind for, or pages.

In one place, so that all readers follow when a kind changes. Pure.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.people.person import Links
from groupsite.model.text import slug

if TYPE_CHECKING:
    from groupsite.moving.account import Thing
    from groupsite.moving.linking import Linker
    from groupsite.moving.site import Moved

_LINKS: Final = frozenset(field.name for field in fields(Links)) - {"labelled", "other"}
#: Words in labels and hosts of addresses → keys of `links`.
_SERVICES: Final = {
    "orcid": "orcid", "scholar": "scholar", "googlescholar": "scholar", "dblp": "dblp",
    "github": "github", "linkedin": "linkedin", "researchgate": "researchgate", "hal": "hal", "zenodo": "zenodo",
    "mastodon": "mastodon", "bluesky": "bluesky",
    "homepage": "homepage", "website": "homepage", "home": "homepage", "personal": "homepage",
    "link": "homepage", "globe": "homepage", "web": "homepage", "url": "homepage", "redirect": "homepage",
}  # fmt: skip
_HOSTS: Final = {
    "orcid.org": "orcid", "scholar.google": "scholar", "dblp": "dblp", "github.com": "github",
    "linkedin.com": "linkedin", "researchgate.net": "researchgate", "bsky.app": "bluesky", "zenodo.org": "zenodo",
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

    :param data: title, summary, image and old addresses (of the old site), links, people,
        topics, from, to.
    :param text: Markdown without headings.
    """
    record = {"id": slug(data["title"])[:60].strip("-"), "title": data["title"]}
    if image := data.get("image", ""):
        name = slug(data["title"])[:60].strip("-") or "picture"
        placed = linker.picture(image, f"research/pictures/{name}", base)
        record["image"] = f"/{placed}" if placed else ""
    record["people"] = data.get("people", [])
    record |= {key: data.get(key, "") for key in ("from", "to", "status")}
    summary = data.get("summary", "")
    if re.search(r"\n\s*\n|[*_`\[\]<$]", summary):  # no plain sentence
        text = f"{summary}\n\n{text}".strip()
    else:
        record["summary"] = " ".join(summary.split())
    topics = [topic for topic in data.get("topics", ()) if topic]
    if topics:
        text = f"{text}\n\nTopics: {', '.join(topics)}".strip()
    record |= {"text": text, "links": data.get("links", {})}
    added = moved.add("projects", record, thing, base)
    for old in data.get("old", ()):
        moved.redirects[old.strip("/")] = f"research/projects/{added}"


def biography(
    moved: Moved, person: str, text: str, thing: Thing, base: str = ""
) -> None:
    """Add what somebody has written about themselves, in Markdown without headings."""
    if not text.strip():
        return
    record = next(r for r in moved.records["people"] if r.data["id"] == person)
    before = record.data.get("bio", "")
    record.data["bio"] = f"{before}\n\n{text}".strip()
    record.base = record.base or base
    thing.became(f"group/people.yml: {person}")


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
    if (
        name in ("homepage", "linkedin", "researchgate", "zenodo", "mastodon")
        and "://" not in value
    ):
        return ""
    if (
        name in ("scholar", "dblp", "github", "orcid", "bluesky", "hal")
        and "://" in value
    ):
        return ""
    return name if name in _LINKS else ""


def _account(name: str, value: str) -> str:
    """An account without the address before it, where ours are written so."""
    if name == "github" and "github.com/" in value:
        rest = value.partition("github.com/")[2].strip("/")
        return rest if rest and "/" not in rest and "?" not in rest else value
    if name == "scholar" and "user=" in value:
        return value.partition("user=")[2].partition("&")[0] or value
    if name == "bluesky" and "/profile/" in value:
        return value.partition("/profile/")[2].strip("/")
    if name == "orcid":
        return value.rstrip("/").rpartition("/")[2]
    if name == "dblp" and "/pid/" in value:
        return value.partition("/pid/")[2].removesuffix(".html")
    return value
