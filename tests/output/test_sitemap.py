"""What search engines ask a site for: the map of its pages, and who may read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import lxml.etree
import pytest

from tests.conftest import new_site
from tests.rebuilding import clean_build, differences, rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

BASE: Final = "https://example.org/sub/"
CONFIG: Final[dict[str, Any]] = {
    "html_baseurl": BASE,
    "groupsite_paper_pages": "papers",
}
SCHEMA: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OWN: Final = "User-agent: *\nDisallow: /sub/private/\n"


def page(title: str, robots: str = "") -> str:
    """The source of a page that no toctree has."""
    meta = f'myst:\n  html_meta:\n    robots: "{robots}"\n' if robots else ""
    return f"---\norphan: true\n{meta}---\n# {title}\n\nText.\n"


FILES: Final[dict[str, str | bytes]] = {
    "404.md": page("Lost"),
    "deep/index.md": page("Folder"),
    "deep/er/page.md": page("In a folder"),
    "secret.md": page("Secret", "noindex"),
    "secret2.rst": ":orphan:\n\n.. meta::\n   :robots: noindex, nofollow\n\nSecret\n======\n",
}
#: Documents of the site that search engines may show.
INDEXED: Final = {
    "index",
    "news",
    "people",
    "publications",
    "deep/index",
    "deep/er/page",
    "papers/doe2024fast",
    "papers/doe2025open",
    "papers/smith2023deep",
}


def locations(built: Built) -> list[str]:
    """The addresses in the map, which has what the protocol allows and no more."""
    root = lxml.etree.parse(built.outdir / "sitemap.xml").getroot()
    assert root.tag == f"{SCHEMA}urlset"
    for url in root:
        names = [child.tag.removeprefix(SCHEMA) for child in url]
        assert url.tag == f"{SCHEMA}url"
        assert names in (["loc"], ["loc", "lastmod"])
    return [url[0].text for url in root]


def address(docname: str, builder: str = "html") -> str:
    """Where a document is; one called `index` has the address of its folder."""
    if docname.rpartition("/")[2] == "index":
        return BASE + docname.removesuffix("index")
    return f"{BASE}{docname}/" if builder == "dirhtml" else f"{BASE}{docname}.html"


def robots(built: Built) -> RobotFileParser:
    """robots.txt as a crawler reads it."""
    parser = RobotFileParser()
    parser.parse((built.outdir / "robots.txt").read_text("utf-8").splitlines())
    return parser


class Mapped(NamedTuple):
    """A built site."""

    built: Built
    builder: str


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapped:
    """A site with pages in folders, and with some that are not to be found."""
    sources = new_site(tmp_path_factory.mktemp("mapped"), files=FILES)
    return Mapped(sources.build(request.param, config=CONFIG), request.param)


# -- the map ------------------------------------------------------------------------


def test_the_map_has_all_pages_that_may_be_indexed(site: Mapped) -> None:
    """Every document once, but those that say `noindex` and the page of lost visitors."""
    found = locations(site.built)

    assert len(set(found)) == len(found)
    assert set(found) == {address(name, site.builder) for name in INDEXED}


def test_the_map_agrees_with_the_heads_of_pages(site: Mapped) -> None:
    """A page is in it under its canonical address, unless its head says `noindex`."""
    canonical = set()
    for path in site.built.outdir.rglob("*.html"):
        html = site.built.page(path.relative_to(site.built.outdir).as_posix()[:-5])
        metas = html.cssselect("head meta[name=robots]")
        if not any("noindex" in meta.get("content") for meta in metas):
            canonical |= {e.get("href") for e in html.cssselect("link[rel=canonical]")}

    assert set(locations(site.built)) == canonical


def test_all_pages_name_the_map(site: Mapped) -> None:
    """By a link that leads to it."""
    for path in site.built.outdir.rglob("*.html"):
        name = path.relative_to(site.built.outdir).as_posix()
        (link,) = site.built.page(name[:-5]).cssselect("head link[rel=sitemap]")
        assert urljoin(BASE + name, link.get("href")) == f"{BASE}sitemap.xml"


def test_pages_outside_of_git_have_no_date(site: Mapped) -> None:
    """Nothing is said where nothing is known."""
    root = lxml.etree.parse(site.built.outdir / "sitemap.xml").getroot()

    assert root.findall(f".//{SCHEMA}lastmod") == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_addresses_are_uris(make_site: Callable[..., Site], builder: str) -> None:
    """RFC 3986: what they cannot hold is escaped."""
    names = ("a page", "müller", "100%", "a&b")
    site = make_site(files={f"x/{name}.md": page("Page") for name in names})
    found = locations(site.build(builder, config=CONFIG))
    ending = "/" if builder == "dirhtml" else ".html"

    assert [loc for loc in found if not re.fullmatch(r"[!-~]+", loc)] == []
    assert {
        f"{BASE}x/{name}{ending}"
        for name in ("a%20page", "m%C3%BCller", "100%25", "a%26b")
    } <= set(found)


ASKED: Final = {
    "noindex": False,
    "NoIndex, follow": False,
    "nofollow,noindex": False,
    "none": False,
    "nofollow": True,
    "index, follow": True,
    "max-snippet:20": True,
}


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The map of a site with a page for each wish, read by several processes."""
    files = {f"p{n}.md": page("P", words) for n, words in enumerate(ASKED)}
    site = new_site(tmp_path_factory.mktemp("asking"), files=files)
    return locations(site.build(config=CONFIG, parallel=2))


@pytest.mark.parametrize("words", ASKED)
def test_a_page_is_asked_whether_it_may_be_indexed(
    asking: list[str], words: str
) -> None:
    """As search engines read `robots`: words in any case, `none` for two of them."""
    number = list(ASKED).index(words)

    assert (address(f"p{number}") in asking) == ASKED[words]


# -- builds over builds -------------------------------------------------------------


@pytest.mark.full
def test_the_map_is_complete_whatever_was_written(
    make_site: Callable[..., Site],
) -> None:
    """A build that writes one page maps them all; pages come, go and hide."""
    site = make_site(files=FILES)
    before = locations(site.build(config=CONFIG))

    site.edit("deep/er/page.md", "Text.", "Words.")
    built = rebuild(site, config=CONFIG)
    assert (built.read, locations(built)) == ({"deep/er/page"}, before)

    site.write("new.md", page("New"))
    found = locations(rebuild(site, config=CONFIG))
    assert set(found) == {*before, address("new")}

    site.write("new.md", page("New", "noindex"))
    assert locations(rebuild(site, config=CONFIG)) == before

    site.write("secret.md", page("No secret"))
    found = locations(rebuild(site, config=CONFIG))
    assert set(found) == {*before, address("secret")}

    site.remove("secret.md")
    assert locations(rebuild(site, config=CONFIG)) == before


def test_the_page_of_a_paper_that_is_gone_is_gone(
    make_site: Callable[..., Site],
) -> None:
    """Pages that are made come and go with their records."""
    site = make_site()
    site.build(config=CONFIG)
    site.edit("publications.bib", "doe2025open", "doe2026open")
    found = set(locations(rebuild(site, config=CONFIG)))

    assert address("papers/doe2025open") not in found
    assert address("papers/doe2026open") in found


def test_a_build_without_a_change_leaves_the_map(
    make_site: Callable[..., Site],
) -> None:
    """The file is not even touched."""
    site = make_site()
    path = site.build(config=CONFIG).outdir / "sitemap.xml"
    before = path.stat().st_mtime_ns
    site.build(config=CONFIG)

    assert path.stat().st_mtime_ns == before


# -- robots.txt ---------------------------------------------------------------------


def test_crawlers_may_read_everything_and_find_the_map(site: Mapped) -> None:
    """RFC 9309: one group for all of them; the map is a line of its own."""
    data = (site.built.outdir / "robots.txt").read_bytes()
    lines = data.decode("utf-8").splitlines()
    records = [tuple(re.split(r"\s*:\s*", line, maxsplit=1)) for line in lines if line]

    assert records == [
        ("User-agent", "*"),
        ("Allow", "/"),
        ("Sitemap", f"{BASE}sitemap.xml"),
    ]
    assert robots(site.built).can_fetch("anybot", f"{BASE}news.html")
    assert robots(site.built).site_maps() == [f"{BASE}sitemap.xml"]


@pytest.mark.parametrize("extra", ["extra", "extra/robots.txt"], ids=["folder", "file"])
def test_the_robots_txt_of_an_author_counts(
    make_site: Callable[..., Site], extra: str
) -> None:
    """Whether conf.py names it or its folder, in every build."""
    site = make_site(files={"extra/robots.txt": OWN})
    config = {**CONFIG, "html_extra_path": [extra]}
    for _ in range(2):
        built = site.build(config=config)
        assert (built.outdir / "robots.txt").read_text("utf-8") == OWN
        site.edit("news.md", "# News", "# News\n\nWords.")
    assert not robots(built).can_fetch("anybot", f"{BASE}private/")


def test_an_author_may_write_a_robots_txt_later(make_site: Callable[..., Site]) -> None:
    """It takes the place of ours, and gives it back."""
    site = make_site(files={"extra/other.txt": "Other"})
    config = {**CONFIG, "html_extra_path": ["extra"]}
    ours = (site.build(config=config).outdir / "robots.txt").read_bytes()

    site.write("extra/robots.txt", OWN)
    site.edit("news.md", "# News", "# News\n\nWords.")
    built = rebuild(site, config=config)
    assert (built.outdir / "robots.txt").read_text("utf-8") == OWN

    site.remove("extra/robots.txt")
    site.edit("news.md", "Words.", "More words.")
    assert (rebuild(site, config=config).outdir / "robots.txt").read_bytes() == ours


# -- sites that have none -----------------------------------------------------------


def test_a_site_without_an_address_has_neither(make_site: Callable[..., Site]) -> None:
    """A map has whole addresses only; what an earlier build has made goes."""
    site = make_site()
    names = ("sitemap.xml", "robots.txt")
    built = site.build(config=CONFIG)
    assert all((built.outdir / name).is_file() for name in names)

    built = site.build()
    assert not any((built.outdir / name).exists() for name in names)
    assert built.page().cssselect("link[rel=sitemap]") == []
    assert differences(built, clean_build(site)) == []


@pytest.mark.parametrize("builder", ["text", "singlehtml", "epub"])
def test_only_sites_have_a_map(make_site: Callable[..., Site], builder: str) -> None:
    """Other formats are no pages on the web."""
    config = {**CONFIG, "version": "1", "copyright": "us"}
    built = make_site().try_build(builder, config=config)

    assert list(built.outdir.rglob("sitemap.xml")) == []
