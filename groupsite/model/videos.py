"""Videos by their addresses: who shows them, and on which page.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

#: Addresses of players that are embedded in pages → those of the pages of the videos.
_PLAYERS: Final = (
    (
        re.compile(
            r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+).*"
        ),
        r"https://www.youtube.com/watch?v=\1",
    ),
    (
        re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+).*"),
        r"https://vimeo.com/\1",
    ),
)
#: Names of hosts that are not known by their addresses.
_HOSTS: Final = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
}
#: Files that browsers play.
_PLAYED: Final = (".mp4", ".m4v", ".mov", ".webm", ".ogv")


class Video(NamedTuple):
    """A video on the web."""

    #: The page that shows it.
    address: str
    #: Who shows it: ``YouTube``, ``media.example.org``.
    host: str


def video_at(address: str) -> Video:
    """The video at *address*, which may be that of a player for other pages.

    :param address: one without a fault, see `address_fault`.
    """
    for player, page in _PLAYERS:
        if player.fullmatch(address):
            address = player.sub(page, address)
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    return Video(address, _HOSTS.get(host, host))


def is_player(address: str) -> bool:
    """Whether *address* is that of a player of a known host, to be embedded."""
    return any(player.fullmatch(address) for player, _ in _PLAYERS)


def is_played(path: str) -> bool:
    """Whether browsers play the file *path*."""
    return path.lower().endswith(_PLAYED)
