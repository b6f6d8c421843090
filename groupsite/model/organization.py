"""`Organization`: the group as an institution, as conf.py declares it.

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
    """A research group: who it is, where it belongs, where it is."""

    name: str
    #: What people call it for short.
    short: str = ""
    #: The document that is its page; the home page where it is empty.
    page: str = ""
    #: What it is a part of, with an address of that.
    parent: str = ""
    parent_url: str = ""
    #: What sort of organization that is, in the words of schema.org.
    parent_type: str = "CollegeOrUniversity"
    #: Its postal address.
    street: str = ""
    locality: str = ""
    postcode: str = ""
    country: str = ""
    #: Addresses of the same group elsewhere: https://ror.org/…, https://github.com/….
    same_as: tuple[str, ...] = ()


def organization_faults(value: dict[Any, Any]) -> Iterator[tuple[object, str]]:
    """Each key of a declared organization that is wrong, and what is wrong with it."""
    known = [field.name for field in fields(Organization)]
    for key, found in value.items():
        texts = found if key == "same_as" else [found]
        if key not in known:
            yield key, f"there is no key {key!r}{did_you_mean(str(key), known)}"
        elif not isinstance(texts, list | tuple) or not all(
            isinstance(text, str) for text in texts
        ):
            wanted = "a list of addresses" if key == "same_as" else "a text"
            yield key, f"{key!r} should be {wanted}, not {found!r}"
        elif key in ("same_as", "parent_url"):
            faults = (address_fault(text, ("https", "http")) for text in texts if text)
            yield from ((key, f"{key!r}: {fault}") for fault in faults if fault)
    name = value.get("name", "")
    if isinstance(name, str) and not name.strip() and {*value} <= {*known}:
        yield "name", "`name` is missing"


def organization_of(value: dict[str, Any]) -> Organization | None:
    """The organization that *value* declares; None where it declares none."""
    if not value:
        return None
    return Organization(**{**value, "same_as": tuple(value.get("same_as", ()))})
