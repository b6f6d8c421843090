"""Pages that have moved: right for each builder, and a message where they lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import lxml.html
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

CONF: Final = """\
extensions = ["groupsite"]
html_theme = "groupsite"
groupsite_people = "people.yml"
redirects = {
    "old": "news",
    "deep/older": "research/index",
    "file.html": "people.html",
    "research": "research/index",
    "away": "https://example.org/?a=1&b=2",
    "nowhere": "newz",
    "people": "news",
    "odd": 3,
}
"""
WARNINGS: Final = [
    (
        "conf.py:10: ERROR: `redirects`: 'nowhere': there is no document 'newz'; did you "
        "mean `news`? [groupsite.config]"
    ),
    (
        "conf.py:11: ERROR: `redirects`: 'people': a document with this name exists "
        "and was kept [groupsite.config]"
    ),
    (
        "conf.py:12: ERROR: `redirects`: 'odd': write an old and a new address, not 3 "
        "[groupsite.config]"
    ),
]


@pytest.mark.parametrize(
    ("builder", "expected"),
    [
        (
            "html",
            {
                "old.html": "news.html",
                "deep/older.html": "research/index.html",
                "file.html": "people.html",
                "research.html": "research/index.html",
                "away.html": "https://example.org/?a=1&b=2",
            },
        ),
        (
            "dirhtml",
            {
                "old/index.html": "news/",
                "deep/older/index.html": "research/",
                "file.html": "people/",
                "away/index.html": "https://example.org/?a=1&b=2",
            },
        ),
    ],
)
def test_old_addresses_lead_to_new_pages(
    make_site: Callable[..., Site], builder: str, expected: dict[str, str]
) -> None:
    """By a page that browsers leave at once; documents stay where they are."""
    research = "---\norphan: true\n---\n# Research\n"
    site = make_site(files={"conf.py": CONF, "research/index.md": research})
    built = site.build(builder, warnings=WARNINGS)

    found = {}
    for path in built.outdir.rglob("*.html"):
        page = lxml.html.document_fromstring(path.read_bytes())
        for meta in page.cssselect("meta[http-equiv=refresh]"):
            name = path.relative_to(built.outdir).as_posix()
            (link,) = page.cssselect("a")
            assert meta.get("content") == f"0; url={link.get('href')}"
            found[name] = urljoin(name, link.get("href"))
            assert page.get("lang") == "en"
            assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert found == expected


def test_a_redirect_that_is_gone_leaves_nothing(make_site: Callable[..., Site]) -> None:
    """The next build removes its page."""
    site = make_site(files={"conf.py": CONF.partition('    "deep')[0] + "}\n"})
    assert "old.html" in site.build().files()
    site.edit("conf.py", '    "old": "news",\n', "")

    assert "old.html" not in site.build().files()
