"""How to reach a group stands at the end of its home page, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from groupsite.moving.contact import called, ways
from tests.moving import moved, old_site

if TYPE_CHECKING:
    from pathlib import Path


def test_links_are_called_as_their_services_are() -> None:
    """Also where only the name of an account is known."""
    links = {
        "scholar": "abc", "github": "wavelab", "orcid": "0000-0002-1825-0097",
        "other": ["https://x.com/wavelab", "mailto:us@example.org", "https://www.example.org/a_b/"],
    }  # fmt: skip
    assert ways(links) == [
        "[us@example.org](mailto:us@example.org)",
        "[Google Scholar](https://scholar.google.com/citations?user=abc)",
        "[ORCID](https://orcid.org/0000-0002-1825-0097)",
        "[GitHub](https://github.com/wavelab)",
        "[X](https://x.com/wavelab)",
        r"[example.org/a\_b](https://www.example.org/a_b/)",
    ]


def test_an_odd_address_is_called_as_it_is() -> None:
    """Nothing in it is Markdown."""
    assert called("https://example.org/[a]*b*") == r"example.org/\[a\]\*b\*"


_FILES = {
    "al-folio": {
        "_config.yml": "title: Wave Lab\ncontact_note: Come by.\n",
        "_layouts/page.liquid": "",
        "_bibliography/papers.bib": "@article{a, title={Calm}, author={Rivera, Ana}, journal={J}, year=2026, selected={true}}\n",
        "_data/socials.yml": "email: us@example.org\ngithub_username: wavelab\n",
        "_pages/about.md": "---\nlayout: about\npermalink: /\n---\n\nWe calm waves.\n",
        "_news/a.md": "---\ndate: 2026-01-02\n---\nA *paper*.\n",
    },
    "lab-website-template": {
        "_config.yaml": "title: Wave Lab\nlinks:\n  email: us@example.org\n  github: wavelab\n",
        "_data/citations.yaml": "[]\n",
        "_members/ana.md": "---\nname: Ana Rivera\nrole: pi\n---\n",
        "index.md": "---\n---\n# Wave Lab\n\nWe calm waves.\n",
    },
    "academicpages": {
        "_config.yml": "title: Wave Lab\nauthor:\n  name: Wave Lab\n  bio: Of <a href=https://example.org>Ex</a>\n  location: Exville\n"
        "  employer: Ex University\n  email: us@example.org\n  github: wavelab\n",
        "_publications/2026-a.md": "---\ntitle: Calm\ndate: 2026-01-02\n---\n",
        "_pages/about.md": "---\npermalink: /\ntitle: About\n---\n\nWe calm waves.\n",
    },
}


@pytest.mark.parametrize("system", _FILES)
def test_it_is_the_end_of_the_home_page(tmp_path: Path, system: str) -> None:
    """Below the news and the papers."""
    moved(old_site(tmp_path / "old", _FILES[system]), tmp_path / "new", system)
    page = (tmp_path / "new/index.md").read_text("utf-8")
    last = re.split(r"^## ", page.partition("```{toctree}")[0], flags=re.MULTILINE)[-1]
    title, *lines = filter(None, last.split("\n"))
    assert title == "Contact"
    before = {
        "al-folio": ["- Come by."],
        "lab-website-template": [],
        "academicpages": ["- Of [Ex](https://example.org)", "- Ex University, Exville"],
    }
    assert lines == [
        *before[system],
        "- [us@example.org](mailto:us@example.org)",
        "- [GitHub](https://github.com/wavelab)",
    ]
