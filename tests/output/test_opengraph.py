"""OpenGraph: how a link to a page looks elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest

from groupsite.output.opengraph import opengraph_tags, twitter_tags
from groupsite.output.page import Image, Page
from tests.conftest import new_site
from tests.output.reading import contents, graph_of, links, metas, png
from tests.pictures import noisy_photo, opened
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

BASE: Final = "https://example.org/sub/"
CONFIG: Final[dict[str, Any]] = {
    "html_baseurl": BASE,
    "project": "Jane’s Tests",
    "html_static_path": ["_static"],
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
}
IMAGE: Final[dict[str, Any]] = {
    **CONFIG,
    "groupsite_image": "_static/card.png",
    "groupsite_image_alt": "Three rings",
}
ORPHAN: Final = "---\norphan: true\n---\n\n"
FILES: Final[dict[str, str | bytes]] = {
    "_static/card.png": png(12, 34),
    "cv.yml": "- id: doe-jane\n",
    "cv.md": f"{ORPHAN}# Curriculum\n\n:::{{cv}} doe-jane\n:::\n",
    "deep/er/index.md": f"{ORPHAN}# Deep\n",
}
#: What https://ogp.me asks of every page.
REQUIRED: Final = ("og:title", "og:type", "og:image", "og:url")
#: Properties that a page may have more than once.
SEVERAL: Final = ("article:author", "article:tag")
#: Pages of documents; the others are made by the builder.
DOCUMENTS: Final = (
    *("index", "news", "people", "publications", "cv", "deep/er/index"),
    *("papers/doe2024fast", "papers/smith2023deep", "papers/doe2025open"),
    *("members/doe-jane", "members/smith-ann", "members/green-bo"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with pages of all sorts, and with a picture."""
    site = new_site(tmp_path_factory.mktemp("og"), files=FILES)
    return site.build(config=IMAGE)


def properties(built: Built, name: str) -> list[tuple[str, str]]:
    """The properties of a page in order; nothing else is a property in OpenGraph."""
    found = built.page(name).cssselect("head meta[property]")
    return [(meta.get("property"), meta.get("content")) for meta in found]


def value(built: Built, name: str, key: str) -> str:
    """What a page says once."""
    (content,) = contents(built.page(name), key)
    return content


# -- all pages ----------------------------------------------------------------------


def test_these_are_all_pages(built: Built) -> None:
    """No page of a document is left out here."""
    paths = built.outdir.rglob("*.html")
    names = {p.relative_to(built.outdir).with_suffix("").as_posix() for p in paths}

    assert names - {"404", "search", "genindex"} == {*DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_says_what_a_link_needs(built: Built, name: str) -> None:
    """All that the protocol asks for, once, and nothing that is empty."""
    found = properties(built, name)
    count = Counter(key for key, _ in found)

    assert all(content.strip() for _, content in found)
    assert all(count[key] == 1 for key in REQUIRED)
    assert [key for key in count if count[key] > 1 and key not in SEVERAL] == []
    assert dict(found)["og:site_name"] == "Jane’s Tests"
    assert dict(found)["og:locale"] == "en_GB"
    assert [dict(found)["og:description"]] == contents(built.page(name), "description")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_addresses_are_whole(built: Built, name: str) -> None:
    """Whoever shows the link does not know the site; it leads to a file of the build."""
    addressed = ("og:url", "og:image", "article:author")
    found = [content for key, content in properties(built, name) if key in addressed]

    for address in found:
        assert address.startswith(BASE)
        path = urlsplit(address.removeprefix(BASE)).path
        file = f"{path}index.html" if path.endswith("/") or not path else path
        assert (built.outdir / file).is_file()


@pytest.mark.parametrize("name", ["404", "search", "genindex"])
def test_other_pages_say_nothing(built: Built, name: str) -> None:
    """Nobody links to what is no document."""
    assert properties(built, name) == []
    assert contents(built.page(name), "twitter:card") == []


# -- types --------------------------------------------------------------------------

TYPES: Final = {
    "index": "website",
    "news": "website",
    "publications": "website",
    "people": "website",
    "deep/er/index": "website",
    "papers/doe2024fast": "article",
    "papers/doe2025open": "article",
    "members/smith-ann": "profile",
    "cv": "profile",
}


@pytest.mark.parametrize("name", TYPES)
def test_a_page_has_the_type_of_what_it_is_about(built: Built, name: str) -> None:
    """Papers are articles, people are profiles, all else is the website."""
    assert value(built, name, "og:type") == TYPES[name]
    others = {"article:", "profile:"} - {f"{TYPES[name]}:"}
    assert not [k for k, _ in properties(built, name) if k.startswith((*others,))]


def test_an_article_says_who_and_when(built: Built) -> None:
    """The date as precise as it is known, the pages of its authors, its keywords."""
    found = properties(built, "papers/doe2024fast")

    assert [pair for pair in found if pair[0].startswith("article:")] == [
        ("article:published_time", "2024"),
        ("article:author", f"{BASE}members/doe-jane.html"),
        ("article:author", f"{BASE}members/smith-ann.html"),
        ("article:author", f"{BASE}people.html#person-li-wei"),
        ("article:tag", "bilevel learning"),
        ("article:tag", "MRI"),
    ]


@pytest.mark.parametrize(
    ("name", "names"),
    [("members/smith-ann", ("Ann", "Smith")), ("cv", ("Jane", "Doe"))],
)
def test_a_profile_says_both_names(
    built: Built, name: str, names: tuple[str, str]
) -> None:
    """The one of the family is the last one."""
    first = value(built, name, "profile:first_name")

    assert (first, value(built, name, "profile:last_name")) == names


TITLES: Final = {
    "index": "Jane’s Tests",
    "news": "News",
    "cv": "Curriculum",
    "papers/doe2024fast": "Fast MRI with ℓ₁ norms",
    "members/smith-ann": "Ann Smith",
}


@pytest.mark.parametrize("name", TITLES)
def test_a_page_is_called_by_its_title(built: Built, name: str) -> None:
    """The home page is called like the site, whose name is not said twice elsewhere."""
    assert value(built, name, "og:title") == TITLES[name]


ADDRESSES: Final = {
    "index": BASE,
    "news": f"{BASE}news.html",
    "deep/er/index": f"{BASE}deep/er/",
    "papers/doe2024fast": f"{BASE}papers/doe2024fast.html",
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_has_one_address(built: Built, name: str) -> None:
    """The canonical one; one called `index` has that of its folder."""
    assert value(built, name, "og:url") == ADDRESSES[name]
    assert links(built.page(name), "canonical") == [ADDRESSES[name]]


# -- the picture --------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_shows_the_picture(built: Built, name: str) -> None:
    """With what it shows, and with the size that the file has."""
    found = properties(built, name)

    assert [pair for pair in found if pair[0].startswith("og:image")] == [
        ("og:image", f"{BASE}_static/card.png"),
        ("og:image:alt", "Three rings"),
        ("og:image:width", "12"),
        ("og:image:height", "34"),
    ]
    assert value(built, name, "twitter:card") == "summary_large_image"


def pictured(built: Built, name: str = "index") -> dict[str, str]:
    """What a page says of the picture."""
    found = dict(metas(built.page(name)))
    return {key: found[key] for key in found if key.startswith(("og:image", "twitter"))}


def test_a_post_has_its_own_picture(make_site: Callable[..., Site]) -> None:
    """The copy on its page, as JPEG; one without, or with a drawing, has the site's."""
    posts: dict[str, str | bytes] = {
        "posts/a.jpg": noisy_photo(),
        "posts/c.svg": "<svg/>",
    }
    for number, image in enumerate(("a.jpg", "c.svg", "")):
        more = f"image: {image}\nalt: Noise\n" if image else "tags: [x]\n"
        posts[f"posts/2026-03-0{number + 1}-x.md"] = f"---\n{more}---\n# A title\n"
    lists = {"posts/index.md": f"{ORPHAN}# Posts\n\n:::{{posts}}\n:::\n"}
    site = make_site(files={**FILES, **posts, **lists})
    built = site.build(config={**IMAGE, "groupsite_posts": "posts"})
    found = pictured(built, "posts/2026-03-01-x")

    path = found["og:image"].removeprefix(BASE)
    picture = opened((built.outdir / path).read_bytes())
    assert (picture.format, picture.size) == ("JPEG", (960, 960))
    assert (found["og:image:width"], found["og:image:height"]) == ("960", "960")
    assert found["og:image:alt"] == "Noise"
    for name in ("posts/2026-03-02-x", "posts/2026-03-03-x", "posts/index", "index"):
        assert pictured(built, name)["og:image"] == f"{BASE}_static/card.png"


def test_a_site_may_have_no_picture(make_site: Callable[..., Site]) -> None:
    """Nothing is said of one, and the card has no place for it."""
    built = make_site().build(config={"html_baseurl": BASE})

    assert pictured(built) == {"twitter:card": "summary"}


def test_a_picture_may_say_nothing(make_site: Callable[..., Site]) -> None:
    """What it shows is left out where nobody has written it."""
    built = make_site(files=FILES).build(config={**IMAGE, "groupsite_image_alt": ""})

    assert "og:image:alt" not in pictured(built)
    assert pictured(built)["og:image:width"] == "12"


#: Files that are no picture in PNG, or only the beginning of one.
ODD: Final = {
    "a JPEG": bytes.fromhex("ffd8ffe000104a464946000101") + bytes(40),
    "an empty file": b"",
    "a text": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a signature": png(12, 34)[:8],
    "a PNG that was cut off": png(12, 34)[:20],
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD.keys())
def test_a_picture_of_unknown_size_has_none(
    make_site: Callable[..., Site], data: bytes
) -> None:
    """It is shown all the same: only of a PNG the size is read."""
    built = make_site(files={"_static/card.png": data}).build(config=IMAGE)

    assert pictured(built) == {
        "og:image": f"{BASE}_static/card.png",
        "og:image:alt": "Three rings",
        "twitter:card": "summary_large_image",
    }
    (home, *_) = graph_of(built.outdir / "index.html")
    assert home["primaryImageOfPage"].keys() == {"@type", "url", "caption"}


#: Where the picture is, and the folders of static files.
PLACES: Final[dict[str, tuple[str, list[str]]]] = {
    "among the static files": ("_static/card.png", ["_static"]),
    "in a folder of another name": ("assets/card.png", ["assets"]),
    "beside the pages": ("card.png", []),
    "above the sources": ("../card.png", []),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_picture_is_a_file_of_the_site(
    make_site: Callable[..., Site], place: str
) -> None:
    """Wherever the setting finds it: its address leads to it, or there is a message."""
    path, static = PLACES[place]
    site = make_site(files={path: png(12, 34)})
    built = site.try_build(
        config={**IMAGE, "groupsite_image": path, "html_static_path": static}
    )

    found = pictured(built).get("og:image", "")
    file = built.outdir / found.removeprefix(BASE)
    shown = found.startswith(BASE) and ".." not in found and file.is_file()
    assert shown or built.warnings


def test_another_picture_has_another_size(make_site: Callable[..., Site]) -> None:
    """Under the same name: the pages that say its size are written again."""
    site = make_site(files=FILES)
    site.build(config=IMAGE)
    site.write("_static/card.png", png(56, 78))
    built = rebuild(site, config=IMAGE)

    assert pictured(built, "news")["og:image:width"] == "56"


# -- sites without an address ---------------------------------------------------------


def test_a_site_without_an_address_says_nothing(make_site: Callable[..., Site]) -> None:
    """All of it are addresses that are whole, or go with one: there is none of it."""
    config = {**IMAGE, "html_baseurl": ""}
    page = make_site(files=FILES).build(config=config).page("papers/doe2024fast")

    assert [name for name, _ in metas(page)] == ["viewport", "description"]
    assert links(page, "canonical") == []
    assert page.cssselect("script[type='application/ld+json']") == []


# -- pure functions -------------------------------------------------------------------

PAGE: Final = Page(
    url=f"{BASE}x.html",
    title="X",
    description="It is X.",
    language="en",
    locale="en_GB",
    site="Tests",
)
SAID: Final = [
    ("og:type", "website"),
    ("og:title", "X"),
    ("og:description", "It is X."),
    ("og:url", f"{BASE}x.html"),
    ("og:site_name", "Tests"),
    ("og:locale", "en_GB"),
]


def test_a_page_says_what_is_known() -> None:
    """A page of nothing has the six properties that all pages have."""
    assert opengraph_tags(PAGE) == SAID
    assert twitter_tags(PAGE) == [("twitter:card", "summary")]


def test_the_size_of_a_picture_is_both_numbers_or_none() -> None:
    """One alone is of no use."""
    page = replace(PAGE, image=Image(url=f"{BASE}a.png", alt="A", width=5))

    assert opengraph_tags(page) == [
        *SAID,
        ("og:image", f"{BASE}a.png"),
        ("og:image:alt", "A"),
    ]


@pytest.mark.parametrize("kind", ["paper", "person", "cv", "topic", "grant"])
def test_what_is_not_known_of_a_record_is_left_out(kind: str) -> None:
    """A paper without a date, an author without a page, a person without a name."""
    about = {"author": [{"@type": "Person", "name": "A"}], "keywords": []}
    tags = opengraph_tags(replace(PAGE, subject=(kind, "x"), about=about))

    types = {"paper": "article", "person": "profile", "cv": "profile"}
    assert tags == [("og:type", types.get(kind, "website")), *SAID[1:]]
