"""JSON-LD: a page and its content in schema.org terms, as one graph.

Every page states what it is, where it is and which site it belongs to. The home page
describes the site, the group and its owner; the page of a record describes the record,
a list its entries. Ids survive when pages move (`groupsite.build.addresses`). The text
is safe inside a ``script`` element: JSON-LD 1.1, section 7.2 (W3C).
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.schemaorg import filled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.build.schemaorg import Thing, Things
    from groupsite.output.page import Page

#: Escapes for characters that could end the element, or start a comment in it.
_UNSAFE: Final = re.compile("[<>&\u2028\u2029]")
#: An encoder is made once, and not for each page.
_encoded: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: Kinds of records whose pages are profiles of a person.
_PROFILES: Final = ("person", "cv")


def page_script(page: Page, things: Things) -> str:
    """The ``script`` element for a page."""
    text = as_script(page_graph(page, things))
    return f'<script type="application/ld+json">{text}</script>'


def as_script(graph: Thing) -> str:
    """The text of the ``script`` element, safe characters only."""
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", _encoded(graph))


def page_graph(page: Page, things: Things) -> Thing:
    """The JSON-LD graph of a page."""
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
    """A list of one as a single thing, any other list unchanged."""
    return things[0] if len(things) == 1 else things


def _image(page: Page) -> Thing:
    """The picture of the site, for its home page only."""
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
    """The site: described in full on the home page, named on all others."""
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
    """The breadcrumbs from the home page to this one; empty on the home page."""
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
    """The record that a page is about; for a CV, its person."""
    own = page.about and page.subject and page.subject[0] != "cv"
    return {**page.about, "mainEntityOfPage": {"@id": page.url}} if own else page.about


def _item_list(page: Page, kind: str, ids: Iterable[str], things: Things) -> Thing:
    """A list: entries at home on this page in full, all others by address."""
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
    """The group with its members; on the home page also its owner."""
    settings = things.settings
    group, organization = things.group(), settings.organization
    people = things.graph.all("person")
    members = [person.id for person in people if person.status == "current"]
    described: list[Thing] = []
    if organization is not None:
        parent = {
            "@type": organization.parent_type,
            "name": organization.parent,
            "url": organization.parent_url,
        }
        address = {
            "streetAddress": organization.street,
            "addressLocality": organization.locality,
            "postalCode": organization.postcode,
            "addressCountry": organization.country,
        }
        known = filled(address)
        described.append(
            filled(
                {
                    **group,
                    "alternateName": organization.short,
                    "parentOrganization": filled(parent) if organization.parent else {},
                    "address": {"@type": "PostalAddress", **known} if known else {},
                    "sameAs": list(organization.same_as),
                    "member": things.names("person", members),
                }
            )
        )
    owner = things.describe("person", settings.owner) if page.is_home else {}
    return [*described, owner] if owner else described
