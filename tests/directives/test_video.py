"""`{video}`: a card that links, or a player for a file of the site."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from tests.browser import broken_rules, served
from tests.conftest import Site
from tests.pictures import photo
from tests.sites import LAB

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement
    from playwright.sync_api import Browser

    from tests.conftest import Built

WATCH: Final = "https://www.youtube.com/watch?v=abc"
PAGE: Final = """\
---
orphan: true
---
# Videos

:::{video} https://www.youtube.com/embed/abc?si=1
:title: A *Talk*
:poster: poster.jpg

Given by **Jane**.
:::

:::{video} https://media.example.org/talk
:::

:::{video} files:talk.mp4
:title: Our film
:poster: poster.jpg
:::

:::{video} files:talk.avi
:::
"""
FILES: Final[dict[str, str | bytes]] = {
    "videos.md": PAGE,
    "poster.jpg": photo((320, 180)),
    "files/talk.mp4": b"film",
    "files/talk.avi": b"film",
}
CONFIG: Final = {"html_extra_path": ["files"]}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with a page of videos."""
    return make_site(files=FILES)


def cards(built: Built) -> list[HtmlElement]:
    """All videos of the page."""
    return built.main("videos").cssselect("figure.video-card")


def link(card: HtmlElement) -> tuple[str, str]:
    """Address and words of a card."""
    (a,) = card.cssselect("p > a")
    return a.get("href"), a.text_content()


def test_a_video_is_a_card_that_links(site: Site) -> None:
    """With its title, its host, a picture of the site and a caption."""
    talk, plain, *_ = cards(site.build(config=CONFIG))

    assert link(talk) == (WATCH, "Video on YouTube: A *Talk*")
    assert link(plain) == (
        "https://media.example.org/talk",
        "Video on media.example.org",
    )
    (picture,) = talk.cssselect("a img")
    assert (picture.get("src"), picture.get("alt")) == ("_images/poster.jpg", "")
    assert talk.cssselect("figcaption strong")[0].text == "Jane"
    assert plain.cssselect("img, figcaption") == []


def test_a_file_of_the_site_is_played(site: Site) -> None:
    """It is not loaded before it is started; what browsers do not play is linked."""
    _, _, film, other = cards(site.build(config=CONFIG))

    (video,) = film.cssselect("video")
    assert dict(video.attrib) == {
        "controls": "",
        "preload": "none",
        "src": "talk.mp4",
        "aria-label": "Our film",
        "poster": "_images/poster.jpg",
    }
    assert [a.get("href") for a in video.cssselect("a")] == ["talk.mp4"]
    assert film.cssselect(".video-title")[0].text == "Our film"
    assert link(other) == ("talk.avi", "Video")


def test_a_file_elsewhere_is_linked(site: Site) -> None:
    """As the policy of a site would block it, even if it belongs to the group."""
    site.remove("files/talk.mp4")
    config = {**CONFIG, "groupsite_files": "https://old.example.org/"}
    film = cards(site.build(config=config))[2]

    assert link(film) == (
        "https://old.example.org/talk.mp4",
        "Video on old.example.org: Our film",
    )


def test_books_and_texts_have_links(site: Site) -> None:
    """A book has no files beside it, so a film is where the site is."""
    config = {
        **CONFIG,
        "html_baseurl": "https://lab.example.org/",
        "copyright": "us",
        "version": "1",
    }
    page = etree.parse(site.build("epub", config=config).outdir / "videos.xhtml")
    found = page.xpath("//*[local-name()='figure']/*/*[local-name()='a']/@href")

    assert found == [
        WATCH,
        "https://media.example.org/talk",
        "https://lab.example.org/talk.mp4",
        "https://lab.example.org/talk.avi",
    ]
    assert "Video on media.example.org" in site.build("text", config=config).text(
        "videos"
    )


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "xml"])
def test_other_formats_have_no_fault(site: Site, builder: str) -> None:
    """With the page in a toctree, so that they have it."""
    site.edit("videos.md", "---\norphan: true\n---\n", "")
    site.edit("index.md", "\nnews\n", "\nnews\nvideos\n")

    site.build(builder, config=CONFIG)


WRONG: Final = {
    "talk.mp4": "'talk.mp4' is not an address: write `https://…`, or `files:talk.mp4` for a file in `files/`",
    "files:nope.mp4": "there is no file 'nope.mp4' below html_extra_path",
    "files:../x.mp4": "a path begins at the root of the site and has no `..`, not '../x.mp4'",
    "javascript://x": "an address should begin with one of https:, http:, not 'javascript://x'",
    "https://a b": "an address cannot contain blanks, write %20: 'https://a b'",
}


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_leads_nowhere_is_an_error(site: Site, address: str) -> None:
    """At the line of the directive, saying what to write."""
    site.write(
        "videos.md", f"---\norphan: true\n---\n# V\n\n:::{{video}} {address}\n:::\n"
    )
    told = f"videos.md:6: ERROR: {{video}}: {WRONG[address]} [groupsite.link]"

    assert cards(site.build(config=CONFIG, warnings=[told])) == []


def test_a_file_that_is_removed_is_missed(site: Site) -> None:
    """The page is read again when a video of it comes and goes."""
    site.build(config=CONFIG)
    site.remove("files/talk.mp4")
    told = "videos.md:16: ERROR: {video}: there is no file 'talk.mp4' below html_extra_path [groupsite.link]"
    site.build(config=CONFIG, warnings=[told])
    site.write("files/talk.mp4", b"film")

    assert len(cards(site.build(config=CONFIG))) == 4


def test_visitors_load_nothing_before_a_click(tmp_path: Path, browser: Browser) -> None:
    """Neither from another host nor a film; the keyboard reaches all, nothing is broken."""
    site = Site(shutil.copytree(LAB, tmp_path / "lab"))
    for name, data in FILES.items():
        site.write(name, data)
    built = site.build()
    with served(built.outdir) as address:
        page = browser.new_page(viewport={"width": 375, "height": 800})
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}videos.html", wait_until="networkidle")
        reached = []
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    "document.activeElement.closest('.video-card')?.textContent.trim()"
                )
            )
        boxes = [box.bounding_box() for box in page.locator(".video-card > p").all()]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        rules = broken_rules(page)
        page.close()

    assert [url for url in asked if not url.startswith(address) or ".mp4" in url] == []
    assert said == []
    assert len({*filter(None, reached)}) == 4
    assert all(box and box["height"] > 150 for box in boxes)
    assert not wide
    assert rules == []
