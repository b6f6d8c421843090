"""`Feed`: the newest records of a kind, ready for any format.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class Item:
    """One record."""

    #: Stays when the record is edited or its page moves.
    id: str
    title: str
    #: Absolute address.
    url: str
    #: HTML with absolute addresses.
    content: str
    published: PartialDate
    updated: PartialDate
    #: Names; those of the feed where there are none.
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed, newest items first; there is at least one."""

    id: str
    title: str
    #: Absolute addresses of the page that it follows, and of the site.
    url: str
    site: str
    author: str
    #: RFC 5646.
    language: str
    items: tuple[Item, ...]


def timestamp(date: PartialDate) -> str:
    """The beginning of *date* in UTC, as RFC 3339 writes it.

    Formats of feeds know no dates of reduced precision.
    """
    return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}T00:00:00Z"


def tag_uri(authority: str, name: str) -> str:
    """An id that is nobody else's and never changes (RFC 4151).

    :param authority: host and date: ``example.org,2024``.
    """
    return f"tag:{authority}:{name}"
