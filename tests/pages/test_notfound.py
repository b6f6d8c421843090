"""The page for visitors who are lost: right at any address below that of the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser import Host, served
from tests.conftest import new_site
from tests.rebuilding import clean_build, differences, rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement
    from playwright.sync_api import Browser

    from tests.conftest import Built, Site

HOST: Final = "https://example.org"
BUILDERS: Final = ("html", "dirhtml")
#: `html_baseurl` → path of the site on its host.
BASES: Final = {
    "": "/",
    "https://example.org": "/",
    "https://example.org/": "/",
    "https://example.org/sub/": "/sub/",
    "https://example.org/sub": "/sub/",
    "https://example.org/a/b%20c/": "/a/b%20c/",
}
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
OWN: Final = """\
---
orphan: true
---
# Lost

See [home](index.md), [part](deep/page.md#part), [top](#lost), [away](https://example.net/).

![Pixel](pixel.png)
"""
FILES: Final[dict[str, str | bytes]] = {
    "index.md": "# Home\n\n```{toctree}\nnews\ndeep/page\npublications\npeople\n```\n",
    "deep/page.md": "# Deep & more\n\n(part)=\n## A part\n",
    "pixel.png": PIXEL,
}
#: Attributes with an address that a browser loads or follows.
ATTRIBUTES: Final = ("href", "src", "action", "data-content_root", "poster", "data")


class Lost(NamedTuple):
    """A built site, and the path below which it is served."""

    built: Built
    builder: str
    path: str


@pytest.fixture(
    scope="module",
    params=[
        *(("html", base) for base in BASES),
        ("dirhtml", "https://example.org/sub/"),
        *(
            pytest.param(("dirhtml", base), marks=pytest.mark.full)
            for base in BASES
            if base != "https://example.org/sub/"
        ),
    ],
    ids=" ".join,
)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Lost:
    """A site for each builder and each kind of address."""
    builder, base = request.param
    sources = new_site(tmp_path_factory.mktemp("lost"), files=FILES)
    built = sources.build(builder, config={"html_baseurl": base})
    return Lost(built, builder, BASES[base])


def addresses(page: HtmlElement) -> list[str]:
    """All addresses of a page that lead to another one of this host."""
    found = (e.get(name) for e in page.iter("*") for name in ATTRIBUTES)
    return [
        address
        for address in found
        # an empty address and a fragment are of this very page (RFC 3986, 4.4)
        if address and not address.startswith("#") and not urlsplit(address).netloc
    ]


def check(built: Built, path: str) -> set[str]:
    """Wherever the page is shown, all its addresses lead to files below *path*.

    :returns: the files.
    """
    page = built.page("404")
    found = set()
    for depth in ("missing", "missing/", "a/missing.html", "a/b/c/missing"):
        here = f"{HOST}{path}{depth}"
        for address in addresses(page):
            target = urljoin(here, address)
            assert target.startswith(f"{HOST}{path}"), address
            file = built.outdir / unquote(
                urlsplit(target.removeprefix(f"{HOST}{path}")).path
            )
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file() or address == page.get("data-content_root"), address
            found.add(file.relative_to(built.outdir).as_posix())
    return found


def test_the_page_is_where_hosts_look_for_it(site: Lost) -> None:
    """At the root, once."""
    found = [name for name in site.built.files() if "404" in name]

    assert found == ["404.html"]


def test_all_addresses_lead_to_the_site_from_any_depth(site: Lost) -> None:
    """Style sheets, scripts, navigation: they begin at the root of the host."""
    files = check(site.built, site.path)

    deep = "deep/page.html" if site.builder == "html" else "deep/page/index.html"
    assert {"_static/basic.css", "_static/doctools.js", "index.html", deep} <= files


def test_the_page_helps_on(site: Lost) -> None:
    """It says what has happened and leads to the home page and its neighbours."""
    main = site.built.main("404")
    ending = "/" if site.builder == "dirhtml" else ".html"
    home = "" if site.builder == "dirhtml" else "index.html"

    assert main.cssselect("h1")[0].text_content() == "Page not found"
    links = [(a.text_content(), a.get("href")) for a in main.cssselect("a")]
    assert links == [
        ("Home", site.path + home),
        ("News", f"{site.path}news{ending}"),
        ("Deep & more", f"{site.path}deep/page{ending}"),
        ("Publications", f"{site.path}publications{ending}"),
        ("People", f"{site.path}people{ending}"),
    ]


def test_nobody_finds_the_page_by_searching(site: Lost) -> None:
    """Search engines leave it out, and so does the search of the site."""
    (meta,) = site.built.page("404").cssselect("head meta[name=robots]")

    assert meta.get("content") == "noindex"
    assert '"404"' not in (site.built.outdir / "searchindex.js").read_text("utf-8")


def test_scripts_know_the_root_of_the_site(site: Lost) -> None:
    """They make addresses of it."""
    assert site.built.page("404").get("data-content_root") == site.path


# -- a page that somebody has written -----------------------------------------------


@pytest.mark.sampled
@pytest.mark.parametrize("base", ["", "https://example.org/sub/"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_document_takes_the_place_of_the_page(
    make_site: Callable[..., Site], builder: str, base: str
) -> None:
    """Its links and pictures are right from any depth as well."""
    config = {"html_baseurl": base}
    site = make_site(files={**FILES, "404.md": OWN})
    built = site.build(builder, config=config)
    main, path = built.main("404"), BASES[base]
    ending = "/" if builder == "dirhtml" else ".html"
    home = "" if builder == "dirhtml" else "index.html"
    links = {a.text_content(): a.get("href") for a in main.cssselect("p a")}

    assert "_images/pixel.png" in check(built, path)
    assert main.cssselect("h1")[0].text_content() == "Lost¶"
    assert links == {
        "home": path + home,
        "part": f"{path}deep/page{ending}#part",
        "top": "#lost",
        "away": "https://example.net/",
    }
    assert "noindex" in [
        m.get("content") for m in built.page("404").cssselect("meta[name=robots]")
    ]
    assert not (built.outdir / "404").exists()


@pytest.mark.sampled
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_document_comes_and_goes(
    make_site: Callable[..., Site], builder: str
) -> None:
    """Ours stands where there is none."""
    config = {"html_baseurl": "https://example.org/sub/"}
    site = make_site(files=FILES)
    ours = site.build(builder, config=config).files()["404.html"]

    site.write("404.md", OWN.partition("![")[0])  # Sphinx keeps pictures
    built = rebuild(site, builder, config=config)
    assert built.main("404").cssselect("h1")[0].text_content() == "Lost¶"

    site.edit("404.md", "See [home]", "See the page [home]")
    built = rebuild(site, builder, config=config)
    assert built.main("404").cssselect("p")[0].text_content()[:12] == "See the page"

    site.remove("404.md")
    built = rebuild(site, builder, config=config)
    assert built.files()["404.html"] == ours


@pytest.mark.parametrize("builder", BUILDERS)
def test_other_pages_may_be_called_so(
    make_site: Callable[..., Site], builder: str
) -> None:
    """A folder of this name does not stand in the way, nor a page of it in a folder."""
    page = "---\norphan: true\n---\n# Page\n"
    files = {**FILES, "404.md": OWN, "404/more.md": page, "deep/404.md": page}
    built = make_site(files=files).build(
        builder, config={"html_baseurl": "https://example.org/sub/"}
    )
    ending = ".html" if builder == "html" else "/index.html"

    check(built, "/sub/")
    assert {f"404/more{ending}", f"deep/404{ending}"} <= built.files().keys()


# -- builds over builds -------------------------------------------------------------


@pytest.mark.full
@pytest.mark.parametrize("own", [False, True], ids=["ours", "own"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_build_without_a_change_leaves_the_page(
    make_site: Callable[..., Site], builder: str, *, own: bool
) -> None:
    """It is right however often the site is built."""
    config = {"html_baseurl": "https://example.org/sub/"}
    site = make_site(files={**FILES, **({"404.md": OWN} if own else {})})
    before = site.build(builder, config=config).files()
    for _ in range(2):
        built = site.build(builder, config=config)
        assert built.files() == before
    check(built, "/sub/")

    # a build that writes something, though not this page
    site.edit("deep/page.md", "## A part", "## A part\n\nWords.")
    check(rebuild(site, builder, config=config), "/sub/")


@pytest.mark.sampled
@pytest.mark.parametrize("builder", BUILDERS)
def test_the_page_follows_the_site(
    make_site: Callable[..., Site], builder: str
) -> None:
    """Its links have the titles of today, and the address of today."""
    site = make_site(files=FILES)
    site.build(builder)
    site.edit("deep/page.md", "# Deep & more", "# Deeper")
    main = rebuild(site, builder).main("404")
    assert "Deeper" in [a.text_content() for a in main.cssselect("li a")]

    config = {"html_baseurl": "https://example.org/sub/"}
    built = site.build(builder, config=config)
    assert differences(built, clean_build(site, builder, config=config)) == []
    check(built, "/sub/")


def test_words_are_those_of_conf_py(make_site: Callable[..., Site]) -> None:
    """They are phrases as all others, and text as all others."""
    phrases = {
        "notfound.title": "Nichts <da>",
        "notfound.text": "Leider & schade.",
        "notfound.home": "Zum <Anfang>",
    }
    main = (
        make_site(files=FILES).build(config={"groupsite_phrases": phrases}).main("404")
    )

    assert main.cssselect("h1")[0].text_content() == "Nichts <da>"
    assert main.cssselect("p")[0].text_content() == "Leider & schade."
    assert main.cssselect("li a")[0].text_content() == "Zum <Anfang>"


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_only_sites_have_the_page(make_site: Callable[..., Site], builder: str) -> None:
    """Nobody is lost in a book."""
    config = {"version": "1", "copyright": "us"}
    built = make_site().try_build(builder, config=config)

    assert not [name for name in built.files() if "404" in name]


# -- as visitors see it -------------------------------------------------------------


class _Host(Host):
    """A host that has the site below ``/sub/`` and shows its page for what is missing."""

    def translate_path(self, path: str) -> str:
        """A file of the site; none for what is not below its folder."""
        inside = path.startswith("/sub/")
        return super().translate_path(path.removeprefix("/sub") if inside else "/none")

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """The page of the site instead of the server's own."""
        data = (self.root / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    @property
    def root(self) -> Path:
        """The output folder."""
        return Path(self.directory)


@pytest.fixture(params=BUILDERS)
def host(
    request: pytest.FixtureRequest, make_site: Callable[..., Site]
) -> Iterator[str]:
    """Where a site in a folder of its host is served."""
    built = make_site(files=FILES).build(
        request.param, config={"html_baseurl": "https://example.org/sub/"}
    )
    with served(built.outdir, _Host) as address:
        yield address.rstrip("/")


def test_a_lost_visitor_finds_the_home_page(host: str, browser: Browser) -> None:
    """Deep below the site the page has its design, and its links work."""
    answers: dict[str, int] = {}
    page = browser.new_page()
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.goto(f"{host}/sub/a/b/c/missing", wait_until="networkidle")
    sheets = page.evaluate("[...document.styleSheets].map(s => s.cssRules.length)")
    page.get_by_role("main").get_by_role("link", name="Home").click()
    page.wait_for_load_state("networkidle")
    heading = page.get_by_role("heading", level=1).inner_text()
    address = page.url
    page.close()

    assert answers.pop(f"{host}/sub/a/b/c/missing") == 404
    assert {url: status for url, status in answers.items() if status >= 400} == {}
    assert len(sheets) >= 3
    assert all(sheets)
    assert heading.startswith("Home")
    assert urlsplit(address).path in ("/sub/", "/sub/index.html")
