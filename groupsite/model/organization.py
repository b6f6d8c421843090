"""`Organization`: the group as an institution, as declared in conf.py.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from groupsite.model.identifiers import address_fault
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A research group: its names, its parent organization, its address."""

    #: What it is called.
    name: str
    #: Short name.
    short: str = ""
    #: The document about it; if empty, the home page.
    page: str = ""
    #: The organization that it belongs to.
    parent: str = ""
    #: Address of its page.
    parent_url: str = ""
    #: schema.org type of that organization.
    parent_type: str = "CollegeOrUniversity"
    #: Street and number.
    street: str = ""
    #: Town.
    locality: str = ""
    #: Postal code.
    postcode: str = ""
    #: Country.
    country: str = ""
    #: Other addresses of the group: https://ror.org/…, https://github.com/….
    same_as: tuple[str, ...] = ()


def organization_faults(value: dict[Any, Any]) -> Iterator[tuple[object, str]]:
    """Pairs (key, problem) for what is wrong in a declared organization."""
    known = [field.name for field in fields(Organization)]
    for key, entry in value.items():
        texts = entry if key == "same_as" else [entry]
        if key not in known:
            yield key, f"there is no key {key!r}{did_you_mean(str(key), known)}"
        elif not isinstance(texts, list | tuple) or not all(
            isinstance(text, str) for text in texts
        ):
            wanted = "a list of addresses" if key == "same_as" else "a text"
            yield key, f"{key!r} should be {wanted}, not {entry!r}"
        elif key in ("same_as", "parent_url"):
            faults = (address_fault(text, ("https", "http")) for text in texts if text)
            yield from ((key, f"{key!r}: {fault}") for fault in faults if fault)
    name = value.get("name", "")
    if isinstance(name, str) and not name.strip() and {*value} <= {*known}:
        yield "name", "`name` is missing"


def organization_of(value: dict[str, Any]) -> Organization | None:
    """The organization declared by *value*; None if *value* is empty."""
    if not value:
        return None
    return Organization(**{**value, "same_as": tuple(value.get("same_as", ()))})
