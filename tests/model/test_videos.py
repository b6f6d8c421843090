"""Addresses of videos: the page to link to, and who shows it."""

from __future__ import annotations

import pytest

from groupsite.model.videos import is_played, is_player, video_at

WATCH = "https://www.youtube.com/watch?v=a-B_1"


@pytest.mark.parametrize(
    ("address", "page", "host"),
    [
        (WATCH, WATCH, "YouTube"),
        ("https://youtu.be/a-B_1", "https://youtu.be/a-B_1", "YouTube"),
        ("https://www.youtube.com/embed/a-B_1", WATCH, "YouTube"),
        ("https://www.youtube-nocookie.com/embed/a-B_1?si=x&start=3", WATCH, "YouTube"),
        ("//www.youtube.com/embed/a-B_1", WATCH, "YouTube"),
        ("https://vimeo.com/123", "https://vimeo.com/123", "Vimeo"),
        ("https://player.vimeo.com/video/123?h=4", "https://vimeo.com/123", "Vimeo"),
        (
            "https://www.media.example.org/t",
            "https://www.media.example.org/t",
            "media.example.org",
        ),
        ("https://example.org:8080/t", "https://example.org:8080/t", "example.org"),
    ],
)
def test_a_video_has_a_page_and_a_host(address: str, page: str, host: str) -> None:
    """The address of a player is that of its page; hosts have their names."""
    assert video_at(address) == (page, host)


def test_players_are_told_from_pages() -> None:
    """Only players of known hosts have a page that we know."""
    assert is_player("https://www.youtube.com/embed/a")
    assert not is_player(WATCH)
    assert not is_player("https://example.org/embed/a")


def test_browsers_play_some_files() -> None:
    """By the endings of their names, in any case."""
    assert [is_played(name) for name in ("a.mp4", "a.WEBM", "a.avi", "mp4")] == [
        *(True, True, False, False)
    ]
