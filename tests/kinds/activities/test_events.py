"""Events: what is to come and what is over, and files for calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.build.test_calendar import events_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

EVENTS: Final = """\
- {id: far, title: Far, from: 2024-09, kind: seminar}
- {id: near, title: Near, from: 2024-06-14, to: 2024-06-16, time: "9.00 - 17:30", place: Bath, people: doe-jane, speakers: li-wei}
- {id: over, title: Over, from: 2024-06-14, kind: Tea}
- {id: month, title: Month, from: 2024-06}
"""
TALKS: Final = """\
- {id: old, title: Old, date: 2023-05}
- {id: undated, title: Undated}
- {id: today, title: Today, date: 2024-06-15, time: "14:00"}
- {id: next, title: Next, date: 2024-07-01}
"""
NEWS: Final = """
:::{news} 2024-05
:kind: opening
:id: open
:title: Open
:deadline: 2024-07-01

Apply.
:::

:::{news} 2024-05
:kind: opening
:id: closed
:title: Closed
:deadline: 2024-06-01

Apply.
:::
"""
PAGE: Final = """\
---
orphan: true
---
# Next

:::{events}
:upcoming:
:export:
:::

:::{talks}
:upcoming:
:limit: 1
:::

:::{timeline}
:upcoming:
:::

## Past

:::{events}
:past:
:group-by: none
:name: past
:::

:::{talks}
:past:
:group-by: none
:name: past
:::
"""
DAY: Final = {"groupsite_today": "2024-06-15"}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with events, talks and openings."""
    site = make_site(
        files={
            "research/events.yml": EVENTS,
            "research/talks.yml": TALKS,
            "next.md": PAGE,
            "events.md": "---\norphan: true\n---\n# Events\n\n:::{events}\n:::\n",
        }
    )
    site.write("news.md", site.read("news.md") + NEWS)
    return site


def ids(built: Built, css_class: str) -> list[str | None]:
    """Ids of the entries on the page of what is next."""
    return [li.get("data-id") for li in built.main("next").cssselect(f"li.{css_class}")]


def test_what_is_to_come_is_first(site: Site) -> None:
    """The next one first; what lasts until today, or some day of this month, is one."""
    built = site.build(config=DAY)
    assert ids(built, "event") == ["month", "near", "far", "over"]
    assert ids(built, "talk") == ["today", "old", "undated"]
    assert ids(built, "news-item") == ["open"]


def test_pages_follow_the_day(site: Site) -> None:
    """And not the clock."""
    site.build(config=DAY)
    built = site.build(config={"groupsite_today": "2024-07-02"})
    assert ids(built, "event") == ["far", "near", "over", "month"]
    assert ids(built, "talk") == ["today", "next", "old", "undated"]
    assert ids(built, "news-item") == []


def test_calendars_have_what_lists_have(site: Site) -> None:
    """And pages of events the event alone."""
    built = site.build(config={**DAY, "html_baseurl": "https://x.example.org/"})
    (link,) = built.main("next").cssselect(".export a")
    assert link.get("href") == "next.ics"
    listed = events_of((built.outdir / "next.ics").read_bytes())
    assert [event["SUMMARY"] for event in listed] == ["Month", "Near", "Far"]
    (near,) = events_of((built.outdir / "research/events/near.ics").read_bytes())
    assert near == {
        "UID": "event-near@x.example.org",
        "DTSTAMP": "20240615T000000Z",
        "DTSTART;VALUE=DATE": "20240614",
        "DTEND;VALUE=DATE": "20240617",
        "SUMMARY": "Near",
        "LOCATION": "Bath",
        "DESCRIPTION": "9:00–17:30",
    }
    (link,) = built.main("research/events/near").cssselect(".export a")
    assert link.get("href") == "../../research/events/near.ics"


def test_an_entry_says_when_where_and_with_whom(site: Site) -> None:
    """In words for people, and for machines."""
    main = site.build(config=DAY).main("events")
    (near,) = main.cssselect("#event-near")
    assert [" ".join(p.text_content().split()) for p in near.cssselect("div")] == [
        "Near",
        "14–16 Jun 2024, 9:00–17:30 · Bath",
        "With Wei Li",
        "Organised by Jane Doe",
    ]
    assert [t.get("datetime") for t in near.cssselect("time")] == ["2024-06-14"]
    (over,) = main.cssselect("#event-over .event-facts")
    assert over.text_content() == "Tea · 14 June 2024"


@pytest.mark.parametrize("time", ["noon", "25:00", "14:00-", "14:60"])
def test_a_time_is_hours_and_minutes(make_site: Callable[..., Site], time: str) -> None:
    """Anything else is told, and left out."""
    event = f"- id: a\n  title: A\n  from: 2024\n  time: '{time}'\n"
    make_site(files={"research/events.yml": event}).build(
        warnings=[
            (
                f"research/events.yml:4: ERROR: `a`: `time`: {time!r} is not a time: "
                "write 14:00, or 14:00–15:30 [groupsite.field]"
            )
        ]
    )
