"""Calendars for programs, read back by the rules of RFC 5545."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.build.calendar import Entry, calendar, folded
from groupsite.model.dates import PartialDate
from tests.conftest import bare_settings

SETTINGS: Final = bare_settings(
    feed_authority="lab.example.org,2026", day=PartialDate(2026, 1, 20)
)
FIRST: Final = PartialDate(2026, 3, 2)


def lines_of(data: bytes) -> list[str]:
    """The content lines of a file, unfolded (3.1)."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    for line in physical:
        line.decode()  # no character is cut
    return data[:-2].decode().replace("\r\n ", "").split("\r\n")


def events_of(data: bytes) -> list[dict[str, str]]:
    """The events of a file, with their texts as they were meant (3.3.11)."""
    head, *rest = lines_of(data)
    assert head == "BEGIN:VCALENDAR"
    assert rest[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    inside = False
    for line in rest[:-1]:
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line.startswith("BEGIN")
            events += [{}] if inside else []
        elif inside:
            name, _, value = line.partition(":")
            assert name not in events[-1]
            events[-1][name] = re.sub(
                r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value
            )
    return events


def entry(**changes: Any) -> Entry:
    """A talk, with *changes*."""
    return Entry("talk", "a-talk", "A talk", FIRST)._replace(**changes)


def one(**changes: Any) -> dict[str, str]:
    """The event of one entry."""
    (event,) = events_of(calendar([entry(**changes)], SETTINGS))
    return event


def test_an_entry_says_when_what_and_where() -> None:
    """Its id does not change, and its stamp is the day of the site."""
    assert one(
        place="Bath; UK, Room 1", about=("14:00", "", "Two\nlines"), url="https://x.org"
    ) == {
        "UID": "talk-a-talk@lab.example.org",
        "DTSTAMP": "20260120T000000Z",
        "DTSTART;VALUE=DATE": "20260302",
        "DTEND;VALUE=DATE": "20260303",
        "SUMMARY": "A talk",
        "LOCATION": "Bath; UK, Room 1",
        "DESCRIPTION": "14:00\nTwo\nlines",
        "URL": "https://x.org",
    }


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-02-28", None, ("20260228", "20260301")),
        ("2026-03-30", "2026-04-01", ("20260330", "20260402")),
        ("2026-02", None, ("20260201", "20260301")),
        ("2026", None, ("20260101", "20270101")),
        ("2026-03-30", "2026-04", ("20260330", "20260501")),
    ],
)
def test_the_end_is_the_day_after(
    first: str, last: str | None, days: tuple[str, str]
) -> None:
    """What is only known by its month or year is on each day of it."""
    event = one(
        first=PartialDate.parse(first), last=PartialDate.parse(last) if last else None
    )
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == days


def test_without_an_authority_the_host_is_in_the_ids() -> None:
    """And where there is no address either, our own name."""
    for settings, host in (
        (bare_settings(host="x.example.org"), "x.example.org"),
        (bare_settings(), "groupsite"),
    ):
        (event,) = events_of(calendar([entry()], settings))
        assert event["UID"] == f"talk-a-talk@{host}"


@given(st.text(st.characters(exclude_categories=["C"]), max_size=300))
def test_any_text_is_read_back(text: str) -> None:
    """Whatever characters it has, and however long it is."""
    assert one(title=text).get("SUMMARY", "") == text


@given(st.text(st.characters(exclude_categories=["C"]), max_size=300))
def test_lines_are_folded_between_characters(text: str) -> None:
    """In lines of at most 75 bytes."""
    assert lines_of(folded(text)) == [text]
