"""`html_theme = "groupsite"`: what a site of facts alone gets, and can have otherwise."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Final

import pytest

from groupsite.theme.pictures import fitted
from tests.conftest import THEMED, Built, Site, new_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx

#: All that another group has to say.
CONF: Final = f"""{THEMED}\
groupsite_owner = "doe-jane"
groupsite_organization = {{
    "name": "Laboratory of Examples", "parent": "Example University",
    "street": "1 Example Road", "locality": "Exampleton", "country": "Nowhere",
}}
"""
FILES: Final[dict[str, str | bytes]] = {
    "conf.py": CONF,
    "README.md": "# Not a page\n",
    "CONTRIBUTING.md": "# Not a page\n",
    "tests/note.md": "# Not a page\n",
    ".hidden/note.md": "# Not a page\n",
    "index.md": "# Example Lab\n\nWe are in {{ address }}.\n\n"
    "```{toctree}\nnews\npublications\npeople\nlong\n```\n",
    "long.md": "# Long\n\n## One\n\n## Two\n\n## Three\n",
}
SHAPES: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">'
    '<path d="M0 0h8v8z" fill="currentColor"/></svg>'
)
PICTURES: Final = (
    *("_static/icon.svg", "_static/icon-180.png", "_static/card.png"),
    "favicon.ico",
)


def lab(make_site: Callable[..., Site], more: Mapping[str, str | bytes] = {}) -> Site:
    """The site of a group that has written facts alone."""
    return make_site(files={**FILES, **more})


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site as it comes."""
    return new_site(tmp_path_factory.mktemp("plain"), files=FILES).build()


def test_facts_alone_make_a_site(plain: Built) -> None:
    """Pages of records, search, 404, feeds and pictures are there; README is no page."""
    files = plain.files()

    assert {"search.html", "404.html", "sitemap.xml", *PICTURES} <= files.keys()
    assert {"feeds/papers.atom", "search-index.js"} <= files.keys()
    assert "research/papers/doe2024fast.html" in files
    assert "group/people/doe-jane.html" in files
    pages = {name for name in files if name.endswith(".html")}
    assert not pages & {"README.html", "CONTRIBUTING.html", "tests/note.html"}
    assert ".hidden/note.html" not in pages


@pytest.mark.parametrize("name", ["index", "long", "404", "search"])
def test_the_frame_names_the_group(plain: Built, name: str) -> None:
    """Title, name, institution and icons come from the facts; nobody else is named."""
    page = plain.page(name)

    assert page.findtext(".//title").endswith("Example Lab")
    (home, group) = page.cssselect(".site-name a")
    assert home.text_content().strip() == "Example Lab"
    assert group.text == "Laboratory of Examples"
    (icon,) = page.cssselect("link[rel=icon]")
    (touch,) = page.cssselect("link[rel=apple-touch-icon]")
    assert icon.get("href").endswith("_static/icon.svg")
    assert touch.get("href").endswith("_static/icon-180.png")
    assert "Ehrhardt" not in page.text_content()


def test_the_address_is_said_once(plain: Built) -> None:
    """It is the one of the organization, without what it does not say."""
    assert (
        "We are in 1 Example Road, Exampleton, Nowhere." in plain.main().text_content()
    )


def test_files_that_no_page_loads_are_not_copied(
    plain: Built, make_site: Callable[..., Site]
) -> None:
    """The frames of other themes come with 6 MB; who has theirs, or own files, has them."""
    files, themes = plain.files(), ("scripts", "styles", "vendor", "locales")
    own = {"_static/scripts/own.js": "", "_static/styles/theme.css": ""}
    book = make_site().build(config={"html_theme": "sphinx_book_theme"})

    assert not [
        n for n in files if n.startswith(tuple(f"_static/{t}/" for t in themes))
    ]
    assert sum(map(len, files.values())) < 1_000_000
    assert own.keys() <= lab(make_site, own).build().files().keys()
    assert "_static/styles/theme.css" in book.files()


def test_pages_load_scripts_of_the_project_and_those_that_they_use(
    make_site: Callable[..., Site],
) -> None:
    """What conf.py and extensions name is on all pages, what tabs need beside tabs.

    Those of extensions may build on Sphinx's, which pages without them do not load.
    """
    tabs = "# Tabs\n\n::::{tab-set}\n:::{tab-item} One\nText.\n:::\n::::\n"
    files = {"long.md": tabs, "_static/own.js": "1;\n", "_static/copying.js": "2;\n"}
    built = lab(make_site, files).build(
        config={"html_js_files": ["own.js"]},
        on_app=lambda app: app.add_js_file("copying.js"),
    )

    project = {"own.js", "copying.js", "doctools.js", "documentation_options.js"}
    frame = {"groupsite-theme.js"}
    assert scripts(built, "index") == project | frame
    assert scripts(built, "long") == project | frame | {"design-tabs.js"}
    assert project | {"groupsite-search.js"} <= scripts(built, "search")
    alone = lab(make_site, files).build()
    assert scripts(alone, "index") == frame
    assert scripts(alone, "long") == frame | {"design-tabs.js"}


def scripts(built: Built, name: str) -> set[str]:
    """The names of the scripts that a page loads."""
    found = built.page(name).cssselect("script[src]")
    return {s.get("src").partition("?")[0].rpartition("/")[2] for s in found}


def test_pictures_are_drawn(plain: Built) -> None:
    """They have the sizes that their readers want."""
    files = plain.files()

    assert size(files["_static/icon-180.png"]) == (180, 180)
    assert size(files["_static/card.png"]) == (1200, 630)
    assert files["favicon.ico"][:6] == struct.pack("<3H", 0, 1, 1)
    assert size(files["favicon.ico"][22:]) == (32, 32)
    (image,) = plain.page().cssselect("meta[property='og:image']")
    assert image.get("content") == "https://lab.example.org/_static/card.png"


def test_long_pages_have_their_contents_beside_them(plain: Built) -> None:
    """Short ones and the home page have none."""

    def contents(name: str) -> list[str]:
        links = plain.page(name).cssselect(".page-contents a")
        return [link.text_content() for link in links]

    assert contents("long") == ["Long", "One", "Two", "Three"]
    assert contents("index") == contents("people") == []


def test_a_logo_stands_in_the_frame_and_in_the_pictures(
    make_site: Callable[..., Site], plain: Built
) -> None:
    """It is drawn in place, in the colours of the page; icons and card show it too."""
    built = lab(make_site, {"_static/logo.svg": SHAPES}).build()

    (logo,) = built.page("long").cssselect(".site-name a svg.logo")
    assert logo.get("aria-hidden") == "true"
    before, after = plain.files(), built.files()
    assert all(before[name] != after[name] for name in PICTURES)


def test_a_logo_of_more_than_shapes_is_a_picture(
    make_site: Callable[..., Site],
) -> None:
    """A photograph, or a drawing with styles of its own."""
    styled = SHAPES.replace("<path", '<path style="fill: red"')
    built = lab(make_site, {"_static/logo.svg": styled}).build()

    (logo,) = built.page("group/people/doe-jane").cssselect(".site-name img.logo")
    assert logo.get("src") == "../../_static/logo.svg"
    assert logo.get("alt") == ""


def test_a_photograph_is_a_logo(make_site: Callable[..., Site], plain: Built) -> None:
    """It stands in the frame, and in the pictures."""
    png = plain.files()["_static/icon-180.png"]
    built = lab(make_site, {"_static/logo.png": png}).build()

    (logo,) = built.page("long").cssselect(".site-name img.logo")
    assert logo.get("src") == "_static/logo.png"
    assert built.files()["_static/card.png"] != plain.files()["_static/card.png"]


def test_a_change_of_the_logo_is_on_every_page(make_site: Callable[..., Site]) -> None:
    """After the next build, as after a clean one."""
    site = lab(make_site, {"_static/logo.svg": SHAPES})
    site.build()
    site.write("_static/logo.svg", SHAPES.replace("M0 0", "M1 1"))

    assert site.build().files() == site.build(clean=True).files()


@pytest.mark.parametrize(
    "line",
    [
        'html_title = "Another title"',
        "html_permalinks = True",
        'groupsite_paper_pages = "papers"',
        "groupsite_search = False",
        'exclude_patterns = ["long.md"]',
    ],
)
def test_a_conf_can_have_each_setting_otherwise(
    make_site: Callable[..., Site], line: str
) -> None:
    """One by one: what it says counts, all else stays."""
    name, value = line.split(" = ")
    found: list[Any] = []

    def keep(app: Sphinx) -> None:
        found.append(app.config[name])

    index = str(FILES["index.md"]).replace("long\n", "")
    conf = f"{CONF}{line}\n"
    built = lab(make_site, {"conf.py": conf, "index.md": index}).try_build(on_app=keep)

    expected = eval(value)
    if name == "exclude_patterns":
        assert set(expected) < set(found[0])
        assert "README.html" not in built.files()
    else:
        assert found == [expected]


@pytest.mark.parametrize("host", ["READTHEDOCS_CANONICAL_URL", "SITE_BASEURL"])
def test_a_host_says_where_it_publishes(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """Its address counts before that of conf.py, that of the command line before both."""
    monkeypatch.setenv(host, "https://host.example.org/lab/")
    site = lab(make_site)

    def base(**config: str) -> str:
        (link,) = site.build(config=config).page("long").cssselect("[rel=canonical]")
        return str(link.get("href")).removesuffix("long.html")

    assert base() == "https://host.example.org/lab/"
    assert base(html_baseurl="https://cli.example.org/") == "https://cli.example.org/"


def test_the_footer_links_what_is_there(make_site: Callable[..., Site]) -> None:
    """Pages by their titles, the month of the latest news with where they are."""
    orphan = "---\norphan: true\n---\n"
    conf = f'{CONF}groupsite_footer = ["statement", "imprint"]\n'
    more = {"conf.py": conf, "statement.md": f"{orphan}# Accessibility & privacy\n"}
    site = lab(make_site, more)
    built = site.build(
        warnings=[
            (
                "conf.py:11: ERROR: `groupsite_footer`: there is no document 'imprint' "
                "[groupsite.config]"
            )
        ]
    )

    def footer() -> list[tuple[str, str]]:
        links = built.page("group/people/doe-jane").cssselect(".site-footer a")
        return [(link.text_content(), link.get("href")) for link in links]

    assert footer()[1:] == [("Accessibility & privacy", "../../statement.html")]
    assert footer()[0][1] == "../../news.html"
    site.write("statement.md", f"{orphan}# Privacy\n")
    built = site.try_build()
    assert footer()[1:] == [("Privacy", "../../statement.html")]


def test_wrong_colours_are_messages(make_site: Callable[..., Site]) -> None:
    """With the line of conf.py; the others are taken."""
    conf = f'{CONF}groupsite_colors = {{\n    "accent": "#5b2a86",\n    "acent": "x",\n}}\n'
    built = lab(make_site, {"conf.py": conf}).build(
        warnings=[
            (
                "conf.py:13: ERROR: `groupsite_colors`: there is no colour 'acent'; did "
                "you mean `accent`? [groupsite.config]"
            )
        ]
    )

    sheet = (built.outdir / "_static/groupsite-theme.css").read_text("utf-8")
    assert "--site-accent:light-dark(#5b2a86,#" in sheet


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane", ["Jane"]),
        ("Jane Doe", ["Jane Doe"]),
        ("Matilda Q. Examplehausen", ["Matilda Q.", "Examplehausen"]),
    ],
)
def test_names_fit_on_the_picture_of_links(name: str, expected: list[str]) -> None:
    """They are broken between words, and smaller where they are long."""
    assert fitted(name)[1] == expected


def test_long_names_are_smaller() -> None:
    """Every word is there as long as three lines hold it."""
    name = "Research Group for the Theory and Practice of Examples"
    small, lines = fitted(name)

    assert small < fitted("Jane Doe")[0]
    assert " ".join(lines) == name


def test_a_folder_that_is_gone_is_no_fault(make_site: Callable[..., Site]) -> None:
    """`_static`, `files` and `_templates` count where they are."""
    site = lab(
        make_site, {"files/data/x.txt": "X", "_static/custom.css": "p{color:red}"}
    )
    built = site.build()
    assert (built.outdir / "data/x.txt").is_file()
    sheets = [link.get("href") for link in built.page().cssselect("[rel=stylesheet]")]
    assert sheets[-1].startswith("_static/custom.css")

    site.remove("files/data/x.txt")
    site.remove("_static/custom.css")
    for folder in ("files/data", "files", "_static"):
        (site.srcdir / folder).rmdir()
    assert not {"data/x.txt", "_static/custom.css"} & site.build().files().keys()
