"""Sponsors and what others tell of the group: their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.pictures import photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

SPONSORS: Final = """\
- {id: council, name: Council, image: logo.png, url: "https://example.org/council"}
- {id: trust, name: Trust, url: "https://example.org/trust", note: Pays for coffee.}
- {id: friend, name: Friend}
"""
MEDIA: Final = """\
- {id: paper, title: In print, outlet: Gazette, date: 2024-03, url: "https://example.org/a", people: [doe-jane, smith-ann], paper: doe2024fast}
- {id: own, title: A letter, kind: Letter, date: 2023}
- {id: heard, title: Heard, kind: podcast, outlet: Show, date: 2024-05}
"""
PAGE: Final = """\
---
orphan: true
---
# Page

:::{sponsors}
:::

:::{media}
:group-by: kind
:filter:
:::
"""


def test_logos_lead_to_sponsors(make_site: Callable[..., Site]) -> None:
    """A logo is told by the name, which stands there where there is none."""
    files = {"sponsors.yml": SPONSORS, "logo.png": photo(form="PNG"), "page.md": PAGE}
    main = make_site(files=files).build().main("page")
    links = main.cssselect("ol.sponsors li a")
    assert [a.get("href") for a in links] == [
        "https://example.org/council",
        "https://example.org/trust",
    ]
    assert [img.get("alt") for img in links[0].cssselect("img")] == ["Council"]
    names = [li.text_content().split() for li in main.cssselect("ol.sponsors li")]
    assert names == [[], ["Trust", "Pays", "for", "coffee."], ["Friend"]]


def test_media_say_who_told_what_and_when(make_site: Callable[..., Site]) -> None:
    """Sorts have words of ours, or those of the author."""
    files = {"research/media.yml": MEDIA, "page.md": PAGE}
    built = make_site(files=files).build(config={"groupsite_person_pages": "group"})
    main = built.main("page")
    facts = [p.text_content() for p in main.cssselect(".medium-facts")]
    assert facts == [
        "Podcast · Show, May 2024",
        "Press · Gazette, March 2024",
        "Letter · 2023",
    ]
    (about,) = main.cssselect(".medium-about")
    assert about.text_content().startswith("About Fast MRI")
    assert [o.text for o in main.cssselect("select[name=kind] option")][1:] == [
        "Letter",
        "Podcast",
        "Press",
    ]
    (section,) = built.main("group/smith-ann").cssselect("#media")
    assert [li.get("data-id") for li in section.cssselect("li")] == ["paper"]
