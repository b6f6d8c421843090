"""Pictures as WebP on websites: small pages, with what every browser reads beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import pytest
from lxml.html import fromstring
from PIL import features

from groupsite.build import scaling
from tests.conftest import THEMED, new_site
from tests.pictures import noisy_photo, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement
    from playwright.sync_api import Browser

    from tests.conftest import Built, Site

CONF: Final = f"""{THEMED}\
groupsite_person_pages = "members"
groupsite_posts = "posts"
"""
#: How many people the group has; what their page may load, in bytes.
MEMBERS, MOST = 30, 400_000
GALLERY: Final = """\
---
date: 2026-03-01
title: A party
image: party.jpg
alt: People
---
Text.

:::{gallery}
![People](party.jpg) The party
:::
"""
PERSON: Final = """\
- {id: bo, name: Bo, photo: bo.jpg, memberships: [{role: phd, from: 2020, topic: Things}], email: bo@example.org}
"""
FILES: Final[dict[str, str | bytes]] = {
    "conf.py": CONF,
    "index.md": "# Lab\n\n```{toctree}\npeople\nnews\npublications\nposts/index\n```\n",
    "news.md": "# News\n",
    "publications.bib": "",
    "posts/index.md": "# Posts\n\n:::{posts}\n:::\n",
    "posts/2026-03-01-party.md": GALLERY,
    "posts/party.jpg": noisy_photo(),
}


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A group whose members have photos as a camera has made them."""
    people, photos = "", {}
    for number in range(MEMBERS):
        people += PERSON.replace("bo", f"p{number}").replace("Bo", f"Person {number}")
        photos[f"p{number}.jpg"] = noisy_photo(number)
    files = {**FILES, "people.yml": people, **photos}
    return new_site(tmp_path_factory.mktemp("group"), files=files).build()


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A group of one."""
    return make_site(files={**FILES, "people.yml": PERSON, "bo.jpg": noisy_photo()})


def at(built: Built, page: str, address: str) -> Path:
    """The file at an *address* that a page names."""
    path = (built.outdir / page).parent / unquote(urlsplit(address).path)
    return path.resolve()


def sources(built: Built, page: str) -> dict[str, str]:
    """The files of images → those that are in their place, by name."""
    return {
        Path(image.get("src")).name: Path(source.get("srcset")).name
        for image in built.main(page).cssselect("picture > img")
        for source in image.getparent().cssselect("source[type='image/webp']")
    }


def loaded(built: Built, page: str) -> Iterator[Path]:
    """What a browser loads for a page, to its end."""
    html = built.page(page)
    yield built.outdir / f"{page}.html"
    for link in html.cssselect("link[rel=stylesheet], link[rel=preload]"):
        yield at(built, page, link.get("href"))
    for script in html.cssselect("script[src]"):
        yield at(built, page, script.get("src"))
    for image in html.cssselect("img"):
        yield at(built, page, _chosen(image))


def _chosen(image: HtmlElement) -> str:
    """What a browser that reads WebP loads for *image*."""
    if image.getparent().tag == "picture":
        (source,) = image.getparent().cssselect("source[type='image/webp']")
        return str(source.get("srcset"))
    return str(image.get("src"))


def test_a_page_of_thirty_people_is_small(group: Built) -> None:
    """Everything that it loads; all photos below the first screen wait for visitors."""
    images = group.main("people").cssselect("img.person-photo")

    assert len(images) == len(sources(group, "people")) == MEMBERS
    for image in images:
        assert (image.get("width"), image.get("height")) == ("80", "80")
        assert (image.get("alt"), image.get("loading")) == ("", "lazy")
        data = [at(group, "people", a).read_bytes() for a in _both(image)]
        assert [opened(d).format for d in data] == ["WEBP", "JPEG"]
        assert len(data[0]) < len(data[1])
    assert sum(file.stat().st_size for file in set(loaded(group, "people"))) <= MOST


def _both(image: HtmlElement) -> tuple[str, str]:
    return _chosen(image), image.get("src")


def test_no_file_says_where_a_photo_was_taken(group: Built) -> None:
    """None that is served has what the camera has noted, in any format."""
    pictures = [*group.outdir.rglob("*.jpg"), *group.outdir.rglob("*.webp")]

    assert opened(noisy_photo()).getexif()
    assert len(pictures) >= 4 * MEMBERS
    for path in pictures:
        image = opened(path.read_bytes())
        assert dict(image.getexif()) == {}
        assert not image.info.keys() & {"exif", "xmp", "icc_profile", "comment"}


def test_the_photo_on_top_of_a_page_does_not_wait(group: Built) -> None:
    """And has a WebP as well."""
    (image,) = group.main("members/p0").cssselect(".person-head > picture > img")
    assert image.get("loading") is None
    assert image.get("class").split()[0] == "person-photo"


def test_a_large_picture_is_webp_to_the_script_alone(group: Built) -> None:
    """The link leads to what everybody can open and keep."""
    page = "posts/2026-03-01-party"
    (link,) = group.main(page).cssselect(".gallery figure > a")
    paths = [at(group, page, link.get(name)) for name in ("href", "data-webp")]

    assert [opened(p.read_bytes()).format for p in paths] == ["JPEG", "WEBP"]
    assert len(link.cssselect("picture > source + img")) == 1


def test_feeds_have_what_every_reader_knows(group: Built) -> None:
    """One address for each picture, and that of the whole."""
    feed = json.loads(group.files()["feeds/posts.json"])
    content = fromstring(feed["items"][0]["content_html"])
    (image,) = content.cssselect("figure > a > img")
    (link,) = content.cssselect("figure > a")
    base = "https://lab.example.org/_images/party-"
    for address in (image.get("src"), link.get("href")):
        assert (address.startswith(base), address[-4:]) == (True, ".jpg")


@pytest.mark.parametrize("builder", ["epub", "latex", "singlehtml", "text"])
def test_other_formats_have_one_file_of_each(site: Site, builder: str) -> None:
    """What all their readers know."""
    built = site.build(builder, config={"copyright": "Bo", "version": "1"})
    assert [*built.outdir.rglob("*.webp")] == []
    assert [*built.outdir.rglob("*.jpg")] or builder == "text"


def test_a_site_without_webp(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pillow cannot write it, pages are as they were before."""
    monkeypatch.setattr(features, "check", lambda name: name != "webp")
    built = site.build()
    (image,) = built.main("people").cssselect("img.person-photo")
    assert image.getparent().tag != "picture"
    assert [*built.outdir.rglob("*.webp")] == []


def test_everything_is_where_it_was(
    site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The elements around an image take no place of their own; the WebP is loaded."""
    taller = PERSON.replace("bo", "al").replace("Things", "things " * 60)
    site.write("people.yml", f"{PERSON}{taller}")
    site.write("al.jpg", noisy_photo(2))
    page, seen = browser.new_page(), []
    for endings in (".webp", ".jpg"):
        built = site.build(clean=True)
        page.goto((built.outdir / "people.html").as_uri())
        image = page.locator("img.person-photo").first
        page.wait_for_function("image => image.complete", arg=image.element_handle())
        assert image.evaluate("image => image.currentSrc").endswith(endings)
        parts = page.locator(".person, .person :is(img, div)").all()
        seen.append([part.bounding_box() for part in parts])
        monkeypatch.setattr(features, "check", lambda name: name != "webp")
    page.close()
    assert len(seen[0]) >= 10
    assert seen[0] == seen[1]


@pytest.mark.parametrize("folder", ["doctrees/groupsite-copies", "html/_images"])
def test_what_is_lost_is_made_again(site: Site, folder: str) -> None:
    """By a build over what is left."""
    first = site.build().files()
    lost = [*(site.build_dir / folder).rglob("bo-small.webp")]
    assert len(lost) == 1
    lost[0].unlink()
    assert site.build().files() == first


def test_one_that_is_no_longer_smaller_is_removed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the site, and from what the build keeps; pages name it no more."""
    site.build()
    assert "bo-small.jpg" in sources(site.build(), "people")
    site.write("bo.jpg", noisy_photo(2))
    site.write("posts/party.jpg", noisy_photo(2))
    monkeypatch.setattr(scaling, "_webp", lambda *_: b"")
    built = site.build()

    assert [*site.build_dir.rglob("*.webp")] == []
    assert sources(built, "people") == {}
    assert built.files() == site.build(clean=True).files()
