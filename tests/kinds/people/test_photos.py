"""Photos on a site: their copies are made, shown, made again and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.pictures import corners, opened, photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.conftest import Built, Site

PEOPLE: Final = """\
- id: bo
  name: Bo
  photo: bo.jpg
  memberships: [{role: phd, from: 2020}]
"""
UNREADABLE: Final = (
    "group/people.yml:3: ERROR: `bo`: 'group/bo.jpg' cannot be read as a picture; "
    "save it as JPEG or PNG [groupsite.field]"
)
CONFIG: Final = {
    "groupsite_people": "group/people.yml",
    "groupsite_owner": "",
    "groupsite_person_pages": "members",
}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A group of one, with a photo from a camera."""
    files = {"group/people.yml": PEOPLE, "group/bo.jpg": photo(), "news.md": "# N\n"}
    return make_site(files=files)


def shown(built: Built) -> dict[str, bytes]:
    """All pictures of a site, by name."""
    files = built.files().items()
    start = "_images/"
    return {n.removeprefix(start): data for n, data in files if n.startswith(start)}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_show_a_small_copy(site: Site, builder: str) -> None:
    """The original is neither changed nor published, copies are twice the size shown."""
    before = (site.srcdir / "group/bo.jpg").read_bytes()
    built = site.build(builder, config=CONFIG)
    files = shown(built)
    sizes = {"people": 80, "members/bo": 160}

    assert len(files) == 2 * len(sizes)
    for name, size in sizes.items():
        (image,) = built.main(name if builder == "html" else f"{name}/index").cssselect(
            "img.person-photo"
        )
        data = files[image.get("src").rpartition("/")[2]]
        assert (image.get("width"), image.get("height")) == (str(size), str(size))
        assert opened(data).size == (2 * size, 2 * size)
        assert corners(data) == ["blue", "red", "yellow", "green"]
    assert (site.srcdir / "group/bo.jpg").read_bytes() == before


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_formats_have_photos_too(site: Site, builder: str) -> None:
    """Without a message."""
    built = site.build(builder, config={**CONFIG, "copyright": "Bo", "version": "1"})
    endings = {path.suffix for path in built.outdir.rglob("*bo-*.*")}
    assert endings == ({".jpg"} if builder != "text" else set())


def test_a_changed_photo_is_shown_anew(site: Site) -> None:
    """In the pages that show it; a build without a change makes nothing."""
    first = shown(site.build(config=CONFIG))
    again = site.build(config=CONFIG)
    assert again.read == again.written == set()

    site.write("group/bo.jpg", photo((480, 640), mode="L"))
    changed = site.build(config=CONFIG)
    assert changed.read == {"people", "members/bo"}
    files = changed.files()
    assert shown(changed).keys() == first.keys()
    assert shown(changed) != first
    assert files == site.build(config=CONFIG, clean=True).files()


def test_a_photo_that_is_gone_leaves_nothing(site: Site) -> None:
    """Neither on the site nor among what the build keeps."""
    site.build(config=CONFIG)
    site.edit("group/people.yml", "  photo: bo.jpg\n", "")
    built = site.build(config=CONFIG)

    assert shown(built) == {}
    kept = site.build_dir / "doctrees" / "groupsite-copies"
    assert [path for path in kept.rglob("*") if path.is_file()] == []


def test_an_unreadable_photo_is_reported_until_it_is_mended(site: Site) -> None:
    """Once, at its line, however many pages show it; there is the monogram meanwhile."""
    site.write("group/bo.jpg", photo()[:3000])
    built = site.build(config=CONFIG, warnings=[UNREADABLE])
    assert built.code == 1
    assert built.main("people").cssselect("img") == []
    site.build(config=CONFIG, warnings=[UNREADABLE])

    site.write("group/bo.jpg", photo())
    assert len(site.build(config=CONFIG).main("people").cssselect("img")) == 1


def test_two_photos_of_one_name(site: Site) -> None:
    """Each person has the own one."""
    two = "- {id: al, name: Al, photo: old/bo.jpg, memberships: [{role: phd, from: 2021}]}\n"
    site.write("group/people.yml", PEOPLE + two)
    site.write("group/old/bo.jpg", photo((90, 90)))
    built = site.build(config=CONFIG)

    sizes = {
        name: opened((built.outdir / image.get("src")).read_bytes()).size
        for name in ("bo", "al")
        for image in built.main("people").cssselect(f"#person-{name} img")
    }
    assert sizes == {"bo": (160, 160), "al": (90, 90)}


def test_a_browser_has_room_for_a_photo(site: Site, browser: Browser) -> None:
    """A photo has at most the size that its copy is made for, at two pixels for one."""
    built = site.build(config=CONFIG)
    page = browser.new_page()
    sizes = {}
    for name in ("people", "members/bo"):
        page.goto((built.outdir / f"{name}.html").as_uri())
        box = page.locator("img.person-photo").bounding_box()
        assert box is not None
        sizes[name] = (box["width"], box["height"])
    page.close()

    assert sizes == {"people": (80, 80), "members/bo": (160, 160)}
