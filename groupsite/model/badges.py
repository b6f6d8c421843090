"""The badges of venues: what ``groupsite_venues`` says of them.

A badge has the colour of its venue as its ground, and black or white letters, so that it
can be read on light and dark pages. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.contrast import is_color
from groupsite.model.identifiers import address_fault
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS: Final = ("color", "url")


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue that has a badge."""

    #: The ground of the badge; ``""`` for none.
    color: str
    #: The page of the venue; ``""`` for none.
    url: str


def venue_fault(name: object, venue: object) -> str:
    """What is wrong with a venue as declared in conf.py; empty if nothing is."""
    if not isinstance(name, str) or not name.strip():
        return f"{name!r} should be the name of a venue, as `abbr` has it"
    if not isinstance(venue, dict):
        example = f'"{name}": {{"color": "#1d4f8c"}}'
        return f"{name!r} should have a color or a url, not {venue!r}: write {example}"
    faults = (_fault(key, value) for key, value in venue.items())
    fault = next(filter(None, faults), "")
    return f"{name!r}: {fault}" if fault else ""


def _fault(key: object, value: object) -> str:
    """What is wrong with a value of a venue; empty if nothing is."""
    if key not in _KEYS:
        return (
            f"a venue has a color and a url, no {key!r}{did_you_mean(str(key), _KEYS)}"
        )
    if not isinstance(value, str):
        return f"write the {key} in quotes, not {value!r}"
    if key == "url":
        return address_fault(value) if value else ""
    fault = f"the color should be one such as '#1d4f8c', not {value!r}"
    return fault if value and not is_color(value) else ""


def venues_of(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Venue]:
    """The venues of a checked setting, by name."""
    return {
        name: Venue(venue.get("color", ""), venue.get("url", ""))
        for name, venue in given.items()
    }
