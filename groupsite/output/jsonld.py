"""JSON-LD: a page and what is on it as schema.org describes them, in one graph.

Every page says what it is, where it stands and which site it belongs to; the home page
describes the site, the group and its owner, the page of a record the record, a list its
entries. Ids stay when pages move (`groupsite.build.addresses`). The text is safe to stand in a
``script`` element: JSON-LD 1.1, section 7.2 (W3C).
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.schemaorg import filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.build.schemaorg import Thing, Things
    from groupsite.output.page import Page

#: Characters that could end the element, or begin a comment in it.
_UNSAFE: Final = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
#: Kinds of records whose pages are profiles of somebody.
_PROFILES: Final = ("person", "cv")


def page_script(page: Page, things: Things) -> str:
    """The ``script`` element of a page."""
    text = as_script(page_graph(page, things))
    return f'<script type="application/ld+json">{text}</script>'


def as_script(graph: Thing) -> str:
    """The text of the ``script`` element."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def page_graph(page: Page, things: Things) -> Thing:
    """The graph of a page."""
    site = _site(page, things)
    main = _subject(page)
    lists = [_item_list(page, kind, ids, things) for kind, ids in page.lists.items()]
    described: list[Thing] = [main] if main else []
    if page.is_home or page.is_group:
        described += _group(page, things)
    trail = _trail(page)
    whole = filled(
        {
            "@type": _type(page),
            "@id": page.url,
            "url": page.url,
            "name": page.title,
            "description": page.description,
            "inLanguage": page.language,
            "isPartOf": {"@id": site["@id"]},
            "breadcrumb": {"@id": trail["@id"]} if trail else {},
            "mainEntity": _one([{"@id": main["@id"]}] if main else lists),
            "about": _one([{"@id": thing["@id"]} for thing in described if not main]),
            "primaryImageOfPage": _image(page),
        }
    )
    graph = [whole, *([trail] if trail else ()), site, *described]
    return {"@context": "https://schema.org", "@graph": graph}


def _type(page: Page) -> str:
    if page.subject and page.subject[0] in _PROFILES:
        return "ProfilePage"
    return "CollectionPage" if page.lists else "WebPage"


def _one(things: list[Thing]) -> Any:
    """A single thing without a list around it."""
    return things[0] if len(things) == 1 else things


def _image(page: Page) -> Thing:
    """The picture of the site, on its home page."""
    if page.image is None or not page.is_home:
        return {}
    return filled(
        {
            "@type": "ImageObject",
            "url": page.image.url,
            "caption": page.image.alt,
            "width": f"{page.image.width} px" if page.image.width else "",
            "height": f"{page.image.height} px" if page.image.height else "",
        }
    )


def _site(page: Page, things: Things) -> Thing:
    """The site: described in full on its home page, named on all others."""
    addresses = things.addresses
    owner = things.group() or things.name("person", things.settings.owner)
    site: Thing = {
        "@type": "WebSite",
        "@id": f"{addresses.base}#website",
        "name": page.site,
        "url": addresses.base,
    }
    if page.is_home:
        site["inLanguage"] = page.language
        site["publisher"] = {"@id": owner["@id"]} if owner else {}
    return filled(site)


def _trail(page: Page) -> Thing:
    """The way from the home page to this one; none where it is that page."""
    if page.is_home:
        return {}
    steps = [*page.trail, (page.title, page.url)]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page.url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": url}
            for number, (title, url) in enumerate(steps, start=1)
        ],
    }


def _subject(page: Page) -> Thing:
    """The record that a page is about; a curriculum is about its person."""
    own = page.about and page.subject and page.subject[0] != "cv"
    return {**page.about, "mainEntityOfPage": {"@id": page.url}} if own else page.about


def _item_list(page: Page, kind: str, ids: Iterable[str], things: Things) -> Thing:
    """A list: in full what has its place on this page, addresses of all others."""
    elements = []
    for number, record_id in enumerate(ids, start=1):
        element: Thing = {"@type": "ListItem", "position": number}
        url = things.addresses.record(kind, record_id)
        if url and not url.startswith(f"{page.url}#"):
            element["url"] = url
        else:
            element["item"] = things.describe(kind, record_id)
        elements.append(element)
    return {
        "@type": "ItemList",
        "@id": f"{page.url}#list-{kind}",
        "numberOfItems": len(elements),
        "itemListElement": elements,
    }


def _group(page: Page, things: Things) -> list[Thing]:
    """The group with its members, on the home page its owner as well."""
    settings = things.settings
    group, found = things.group(), settings.organization
    people = things.graph.all("person")
    members = [person.id for person in people if person.status == "current"]
    described: list[Thing] = []
    if found is not None:
        parent = {
            "@type": found.parent_type,
            "name": found.parent,
            "url": found.parent_url,
        }
        address = {
            "streetAddress": found.street,
            "addressLocality": found.locality,
            "postalCode": found.postcode,
            "addressCountry": found.country,
        }
        known = filled(address)
        described.append(
            filled(
                {
                    **group,
                    "alternateName": found.short,
                    "parentOrganization": filled(parent) if found.parent else {},
                    "address": {"@type": "PostalAddress", **known} if known else {},
                    "sameAs": list(found.same_as),
                    "member": things.names("person", members),
                }
            )
        )
    owner = things.describe("person", settings.owner) if page.is_home else {}
    return [*described, owner] if owner else described
