"""Profiles as icons: what is drawn, what is said, and what other formats show."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_type_hints

from lxml import etree

from groupsite.build.icons import ICONS, drawing
from groupsite.kinds.people.person import Links
from tests.conftest import new_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

PEOPLE = """\
- id: doe-jane
  name: Jane Doe
  email: jane@example.org
  memberships: [{role: lead, from: 2015}]
  links: {github: jane, Diary: https://diary.example.org}
"""


def site(folder: Path) -> Site:
    """A group of one."""
    files = {
        "people.yml": PEOPLE,
        "people.md": "# People\n\n:::{people}\n:::\n",
        "news.md": "# News\n",
        "publications.bib": "",
        "activities.md": "# Activities\n",
    }
    return new_site(folder, files=files)


def test_every_service_has_an_icon() -> None:
    """What people.yml knows by name is drawn; labels of authors are words."""
    services = get_type_hints(Links).keys() - {"labelled"}

    assert {name for name in services if not name.startswith("_")} <= ICONS.keys()


def test_icons_are_sound_drawings() -> None:
    """Each is one path in a square, hidden from those who hear the name."""
    for name in ICONS:
        svg = etree.fromstring(drawing(name))
        assert svg.get("aria-hidden") == "true"
        assert svg.get("viewBox") == "0 0 16 16"
        assert [path.tag for path in svg] == ["path"]


def test_a_link_has_an_icon_and_a_name(tmp_path: Path) -> None:
    """The name is text for screen readers and a tooltip; other labels are words."""
    main = site(tmp_path).try_build().main("people")
    (row,) = main.cssselect(".person-links")
    said = [" ".join(a.text_content().split()) for a in row.cssselect("a")]
    drawn = [a.get("title") for a in row.cssselect("a:has(svg)")]

    assert said == ["E-mail", "GitHub", "Diary"]
    assert drawn == ["E-mail", "GitHub"]


def test_text_has_the_names(tmp_path: Path) -> None:
    """Separated by dots."""
    text = site(tmp_path).try_build("text").text("people")

    assert "E-mail · GitHub · Diary" in [line.strip("* ") for line in text.splitlines()]
