"""`Feed`: the newest records of a kind, independent of the format.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate


@dataclass(frozen=True, kw_only=True)
class Item:
    """A record in a feed."""

    #: Permanent: does not change when the record is edited or its page moves.
    id: str
    title: str
    #: Absolute address.
    url: str
    #: HTML with absolute addresses.
    content: str
    published: PartialDate
    updated: PartialDate
    #: Names; if empty, the author of the feed.
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed, newest items first; it has at least one."""

    id: str
    title: str
    #: Absolute addresses of the page with the same records, and of the site.
    url: str
    site: str
    author: str
    #: Language tag (RFC 5646).
    language: str
    items: tuple[Item, ...]


def timestamp(date: PartialDate) -> str:
    """The start of *date* in UTC, in RFC 3339 format.

    Feed formats do not support dates without month or day.
    """
    return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}T00:00:00Z"


def tag_uri(authority: str, name: str) -> str:
    """A globally unique, permanent id (RFC 4151).

    :param authority: host and date: ``example.org,2024``.
    """
    return f"tag:{authority}:{name}"
