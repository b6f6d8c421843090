"""Links to the site by its full address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.pages.ownlinks import SitePaths, path_on_site
from tests.conftest import new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Site

BASE = "https://jane.example.org/sub/"


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("https://jane.example.org/sub/", ""),
        ("https://jane.example.org/sub", ""),
        ("https://jane.example.org/sub/#top", ""),
        ("https://jane.example.org/sub?q=1", ""),
        ("https://jane.example.org/sub/news.html#x", "news.html"),
        ("https://jane.example.org/sub/news.html?a=b#x", "news.html"),
        ("http://jane.example.org/sub/news.html", "news.html"),
        ("//jane.example.org/sub/news.html", "news.html"),
        ("HTTPS://JANE.Example.org/sub/News.html", "News.html"),
        ("https://jane.example.org./sub/a", "a"),
        ("https://jane.example.org:443/sub/a", "a"),
        ("http://jane.example.org:80/sub/a", "a"),
        ("https://jane.example.org/sub/a%20b/%C3%BC.pdf", "a b/ü.pdf"),
        ("https://jane.example.org/%73ub/a", "a"),
        ("https://jane.example.org/sub/./a/../b/", "b/"),
        ("https://jane.example.org/sub/a/..", ""),
        ("https://jane.example.org/sub/a//b", "a//b"),
        ("https://jane.example.org/subway/a", None),
        ("https://jane.example.org/other/a", None),
        ("https://jane.example.org/sub/../other", None),
        ("https://jane.example.org:8443/sub/a", None),
        ("http://jane.example.org:443/sub/a", None),
        ("https://jane.example.org.evil.org/sub/a", None),
        ("https://www.jane.example.org/sub/a", None),
        ("ftp://jane.example.org/sub/a", None),
        ("mailto:jane@jane.example.org", None),
        ("https://jane.example.org:port/sub/a", None),
        ("https://[jane.example.org/sub/a", None),
        ("news.html", None),
        ("#x", None),
        ("", None),
    ],
)
def test_an_address_leads_to_a_path_of_the_site(uri: str, path: str | None) -> None:
    """Every form of an address of the site gives one path, any other address none."""
    assert path_on_site(uri, BASE) == path
    assert path_on_site(uri, BASE.rstrip("/")) == path


@pytest.mark.parametrize(
    "uri", ["https://bücher.example/a", "https://xn--bcher-kva.example/a"]
)
@pytest.mark.parametrize(
    "base", ["https://bücher.example/", "https://xn--bcher-kva.example"]
)
def test_a_host_with_accents_is_one_in_both_forms(uri: str, base: str) -> None:
    """Markdown writes hosts in ASCII, authors as they are spoken."""
    assert path_on_site(uri, base) == "a"


CONF = (
    'html_extra_path = ["extra", "extra.txt"]\n'
    'html_static_path = ["static"]\n'
    'exclude_patterns = ["**/hidden"]\n'
    'html_logo = "logo.svg"\n'
    'extensions.append("sphinx_reredirects")\n'
    'redirects = {"old.html": "index.html", "gone/": "../news.html"}\n'
    "groupsite_search = True\n"
    'groupsite_paper_pages = "papers"\n'
)
FILES: dict[str, str | bytes] = {
    "deep/index.md": "---\norphan: true\n---\n# Deep\n\n{download}`../extra.txt`\n",
    "deep/page.md": "---\norphan: true\n---\n# Page\n\n![logo](../logo.svg)\n",
    "logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "extra.txt": "Extra.",
    "extra/data/a b.pdf": b"%PDF",
    "extra/hidden/x.pdf": b"%PDF",
    "extra/app/index.html": "<!doctype html><title>App</title>",
    "extra/note_t": "No template.",
    "static/own.css": "",
    "static/made.css.jinja": "",
    "static/.hidden": "",
}
#: What Sphinx and themes copy to the folder of static files, and what no one links to.
_THEIRS = ("_static/", ".buildinfo")


def site_of(make_site: Callable[..., Site]) -> Site:
    """A site with files of all sorts."""
    site = make_site(files=FILES)
    site.write("conf.py", site.read("conf.py") + CONF)
    return site


def held(site: Site, *tags: str) -> SitePaths:
    """What the check takes the site to hold."""
    apps: list[Sphinx] = []

    def note(app: Sphinx) -> None:
        for tag in tags:
            app.tags.add(tag)
        apps.append(app)

    site.try_build("check", config={"html_baseurl": BASE}, on_app=note)
    return SitePaths(apps[0])


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_whatever_a_build_writes_is_held(
    make_site: Callable[..., Site], builder: str
) -> None:
    """There is no advice on a link to any file of a build, nor to any of its folders."""
    site = site_of(make_site)
    built = site.build(builder, config={"html_baseurl": BASE})
    paths = held(site, *(["dirhtml"] if builder == "dirhtml" else []))
    written = [n for n in built.files() if not n.startswith(_THEIRS)]

    assert [name for name in written if name not in paths] == []
    folders = [
        n.removesuffix("index.html") for n in written if n.endswith("/index.html")
    ]
    assert [name for name in folders if name not in paths] == []
    assert [n for n in folders if n.rstrip("/") not in paths] == []


@pytest.mark.parametrize(
    ("path", "html", "dirhtml"),
    [
        ("", True, True),
        ("index.html", True, True),
        ("news.html", True, False),
        ("news", False, True),
        ("news/", False, True),
        ("news/index.html", False, True),
        ("News.html", False, False),
        ("deep", True, True),
        ("deep/", True, True),
        ("deep/index.html", True, True),
        ("deep/page.html", True, False),
        ("deep/page/", False, True),
        ("papers/doe2024fast.html", True, False),
        ("papers/doe2024fast.bib", True, True),
        ("papers/", False, False),
        ("old.html", True, True),
        ("gone.html", True, False),
        ("gone/", False, True),
        ("data/a b.pdf", True, True),
        ("data/", False, False),
        ("hidden/x.pdf", False, False),
        ("extra.txt", True, True),
        ("note_t", True, True),
        ("note", False, False),
        ("app/", True, True),
        ("_static/own.css", True, True),
        ("_static/made.css", True, True),
        ("_static/logo.svg", True, True),
        ("_static/.hidden", False, False),
        ("_images/logo.svg", True, True),
        ("feeds/news.atom", True, True),
        ("sitemap.xml", True, True),
        ("robots.txt", True, True),
        ("search-index.js", True, True),
        ("objects.inv", True, True),
        ("404.html", True, True),
        ("404/", False, False),
        ("search.html", True, False),
        ("conf.py", False, False),
    ],
)
def test_forms_of_paths(
    shared: tuple[SitePaths, SitePaths], path: str, *, html: bool, dirhtml: bool
) -> None:
    """A path is held in the forms that a host answers to, for the builder in use."""
    assert [path in paths for paths in shared] == [html, dirhtml]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[SitePaths, SitePaths]:
    """What both builders of a site hold."""

    def make(files: dict[str, str | bytes]) -> Site:
        return new_site(tmp_path_factory.mktemp("own"), files=files)

    site = site_of(make)
    return held(site), held(site, "dirhtml")


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("news", "news.html"),
        ("news/", "news.html"),
        ("news/index.html", "news.html"),
        ("deep/page/", "deep/page.html"),
        ("deep.html", "deep/index.html"),
        ("nowhere", ""),
        ("/", ""),
    ],
)
def test_the_page_that_is_meant(
    shared: tuple[SitePaths, SitePaths], path: str, near: str
) -> None:
    """The form that another builder or host has leads to the page."""
    assert shared[0].page_near(path) == near
