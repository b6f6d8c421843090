"""Galleries: small copies that lead to large ones, captions, slips."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Final

import pytest
from lxml.html import fromstring
from PIL import Image

from groupsite.build.scaling import size_of
from tests.pictures import photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

PAGE: Final = """\
---
orphan: true
---
# Pictures

:::{gallery}
:size: large

![A square](a.jpg) It is *square*, says {person}`doe-jane`
![Another one](../b.png)

![A drawing](c.svg)
:::
"""
DRAWING: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>'


def large(form: str = "JPEG") -> bytes:
    """A picture as cameras make them."""
    file = io.BytesIO()
    Image.new("RGB", (3000, 2000), "#1d4f8c").save(file, form)
    return file.getvalue()


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with a page of pictures."""
    return make_site(
        files={
            "more/pictures.md": PAGE,
            "more/a.jpg": large(),
            "b.png": photo(form="PNG"),
            "more/c.svg": DRAWING,
        }
    )


def sizes(built: Built) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The sizes of the small and the large copy of each picture, in pixels."""
    found = []
    for link in built.main("more/pictures").cssselect(".gallery figure > a"):
        (image,) = link.cssselect("img")
        paths = (image.get("src"), link.get("href"))
        if paths[0].endswith(".svg"):
            assert paths[0] == paths[1]
            continue
        small, full = (size_of(built.outdir / "more" / path) for path in paths)
        found.append((small, full))
    return found


def test_a_picture_leads_to_its_large_copy(site: Site) -> None:
    """Neither is the original; the small one has the size that the page says."""
    built = site.build()
    images = built.main("more/pictures").cssselect(".gallery-large a img")
    assert [image.get("alt") for image in images] == [
        "A square",
        "Another one",
        "A drawing",
    ]
    assert [(image.get("width"), image.get("height")) for image in images[:1]] == [
        ("360", "270")
    ]
    assert sizes(built)[0] == ((720, 540), (2000, 1333))


def test_a_caption_is_what_stands_behind_the_picture(site: Site) -> None:
    """Up to the next one."""
    main = site.build().main("more/pictures")
    figures = main.cssselect(".gallery figure")
    captions = [
        [c.text_content().strip() for c in f.iter("figcaption")] for f in figures
    ]
    assert captions == [["It is square, says Jane Doe"], [], []]
    assert len(figures[0].cssselect("figcaption em, figcaption a")) == 2


def test_copies_follow_the_pictures(site: Site) -> None:
    """A new picture has new copies, and those of the old one are gone."""
    site.build()
    folder = site.build_dir / "doctrees" / "groupsite-page-copies"
    before = {path.name for path in folder.iterdir()}
    site.write("more/a.jpg", photo())
    built = site.build()
    after = {path.name for path in folder.iterdir()}
    assert len(after) == len(before) == 8
    assert len(after & before) == 4
    assert sizes(built)[0][1] != (2000, 1333)
    site.edit("more/pictures.md", "![Another one](../b.png)", "")
    site.build()
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize("builder", ["latex", "text", "epub"])
def test_other_formats_show_the_pictures(site: Site, builder: str) -> None:
    """Once each, with their captions."""
    site.edit("more/pictures.md", "![A drawing](c.svg)", "")
    site.build(
        builder,
        config={"version": "1", "copyright": "x"} if builder == "epub" else None,
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "![A square]",
            "![]",
            9,
            "say what 'a.jpg' shows: ![What it shows](a.jpg) [groupsite.missing]",
        ),
        (
            "(a.jpg)",
            "(none.jpg)",
            9,
            "there is no file 'more/none.jpg' [groupsite.link]",
        ),
        (
            "(a.jpg)",
            "(https://example.org/a.jpg)",
            9,
            (
                "the picture 'https://example.org/a.jpg' of another host is not loaded, as "
                "that would tell it who reads the page: put a copy beside the page "
                "[groupsite.link]"
            ),
        ),
        (
            ":size: large",
            ":size: huge",
            7,
            (
                "`size`: there is no size `huge`; write one of large, medium, small "
                "[groupsite.option]"
            ),
        ),
    ],
)
def test_a_slip_is_told(
    site: Site, old: str, new: str, line: int, message: str
) -> None:
    """With its line; other pictures are there."""
    site.edit("more/pictures.md", old, new)
    built = site.try_build()
    assert [text.split(": ", 2)[0] for text in built.warnings] == [
        f"more/pictures.md:{line}"
    ]
    assert built.warnings[0].endswith(f"{{gallery}}: {message}")
    assert len(built.main("more/pictures").cssselect(".gallery img")) >= 2


def test_a_gallery_without_pictures_is_told(make_site: Callable[..., Site]) -> None:
    """And not shown."""
    page = "---\norphan: true\n---\n# A\n\n:::{gallery}\nNothing\n:::\n"
    make_site(files={"a.md": page}).build(
        warnings=[
            (
                "a.md:6: ERROR: {gallery}: there is no picture: write "
                "![What it shows](picture.jpg) [groupsite.option]"
            )
        ]
    )


def test_a_post_with_a_gallery_is_in_the_feed(make_site: Callable[..., Site]) -> None:
    """With its pictures, and links to the large ones."""
    files = {
        "posts/2026-03-01-party.md": f"# A party\n\n{PAGE.partition('# Pictures')[2]}",
        "posts/index.md": "---\norphan: true\n---\n# Posts\n\n:::{posts}\n:::\n",
        "posts/a.jpg": large(),
        "b.png": large("PNG"),
        "posts/c.svg": DRAWING,
    }
    config = {"html_baseurl": "https://example.org/", "groupsite_posts": "posts"}
    built = make_site(files=files).build(config=config)
    (post,) = json.loads(built.files()["feeds/posts.json"])["items"]
    images = fromstring(post["content_html"]).cssselect("figure > a > img")
    assert [image.get("alt") for image in images] == [
        "A square",
        "Another one",
        "A drawing",
    ]
    assert {image.get("src").rpartition("/")[0] for image in images} == {
        "https://example.org/_images"
    }
