"""The extension alone, in a project of somebody else's: nothing that is not ours changes.

With any other theme than ours `groupsite_whole_project` is false.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.conftest import OTHER_THEMES, ROOTS, Built, Site, new_site
from tests.pictures import PIXEL
from tests.rebuilding import clean_build

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

#: What people use beside ours.
THEMES: Final = ("basic", *OTHER_THEMES)
BIB: Final = (ROOTS / "basic/publications.bib").read_text("utf-8")
PEOPLE: Final = (ROOTS / "basic/people.yml").read_text("utf-8")
CONF: Final = 'extensions = ["groupsite"]\n'
SOURCES: Final = {"publications.bib": BIB, "group/people.yml": PEOPLE}


def project(folder: Path, files: Mapping[str, str | bytes]) -> Site:
    """A project with nothing but *files*."""
    srcdir = folder / f"project{len(list(folder.iterdir()))}"
    srcdir.mkdir()
    site = Site(srcdir)
    for name, text in files.items():
        site.write(name, text)
    return site


def pages(built: Built) -> dict[str, bytes]:
    """All HTML of a build."""
    return {n: text for n, text in built.files().items() if n.endswith(".html")}


def shown(element: HtmlElement) -> list[str]:
    """Keys and ids of all records in *element*, in order."""
    records = element.cssselect(".paper, .person, .news-item")
    return [record.get("data-key") or record.get("data-id") for record in records]


def sheets(page: HtmlElement) -> list[str]:
    """Our style sheets on a page."""
    links = page.cssselect("link[rel=stylesheet]")
    names = [link.get("href").partition("?")[0].rpartition("/")[2] for link in links]
    return [name for name in names if name.startswith("groupsite")]


# -- what is not ours ---------------------------------------------------------------

PLAIN: Final[dict[str, str | bytes]] = {
    "conf.py": """\
extensions = ["myst_parser", "sphinx.ext.autosectionlabel"]
html_baseurl = "https://example.org/docs/"
html_extra_path = ["extra"]
html_static_path = ["own"]
html_css_files = ["own.css"]
project = "Tool"
myst_enable_extensions = ["dollarmath"]
""",
    "index.rst": """\
Tool
====

"Quotes" -- and a formula: :math:`a^2 + b^2`.

.. math:: \\int f

.. meta::
   :viewport: width=600

.. image:: one/same.png

.. toctree::

   guide
   api
   sub/index
""",
    "guide.md": "# Guide\n\nWords $x$ and `code`.\n\n```python\nx = 1\n```\n\n"
    "```{include} part.md\n```\n",
    "part.md": "Part of the guide.\n",
    "api.rst": "API\n===\n\n.. py:function:: f(x)\n\n   Does it. See :py:func:`f`.\n\n"
    ".. list-table::\n\n   * - a\n     - b\n\n.. image:: two/same.png\n",
    "sub/index.rst": "Sub\n===\n\nA footnote [#]_, and :download:`a file </one/same.png>`."
    "\n\n.. [#] Text.\n",
    "one/same.png": PIXEL,
    "two/same.png": PIXEL,
    "own/own.css": "p { color: black }\n",
    "extra/CNAME": "example.org\n",
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_project_without_ours_stays_as_it_is(
    tmp_path: Path, theme: str, builder: str
) -> None:
    """With and without us all pages are the same, and but for `_static` all files."""
    without = project(tmp_path, PLAIN)
    within = project(tmp_path, PLAIN)
    within.edit("conf.py", "autosectionlabel", 'autosectionlabel", "groupsite')

    before, after = (
        site.build(builder, config={"html_theme": theme}) for site in (without, within)
    )

    assert len(pages(before)) > 5
    assert pages(after) == pages(before)
    more = after.files().keys() - before.files().keys()
    assert all(name.startswith("_static/groupsite") for name in more), more
    assert not before.files().keys() - after.files().keys()


def test_a_bibliography_of_its_own_stays_as_it_is(tmp_path: Path) -> None:
    """A project that uses sphinxcontrib-bibtex has the same citations, and messages."""
    index = (
        "Home\n====\n\nSee :cite:t:`doe2024fast` and :cite:p:`gone`.\n\n"
        ".. bibliography::\n"
    )
    conf = 'extensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["publications.bib"]\n'
    files = {"conf.py": conf, "index.rst": index, "publications.bib": BIB}
    without, within = project(tmp_path, files), project(tmp_path, files)
    within.edit("conf.py", 'bibtex"]', 'bibtex", "groupsite"]')
    missing = 'could not find bibtex key "gone" [bibtex.key_not_found]'
    said = [f"index.rst:4: WARNING: {missing}"]

    assert pages(within.build(warnings=said)) == pages(without.build(warnings=said))


def test_the_files_of_others_are_left_alone(tmp_path: Path) -> None:
    """What somebody has put into the output stays there, whatever is set."""
    site = project(tmp_path, {**PLAIN, "page.rst": ":orphan:\n\nPage\n====\n"})
    site.edit("conf.py", "autosectionlabel", 'autosectionlabel", "groupsite')
    built = site.build()
    theirs = ("_static/theirs.js", "robots.txt", "_images/theirs.png")
    for name in theirs:
        (built.outdir / name).write_text("theirs", "utf-8")
    site.remove("page.rst")
    built = site.build(config={"html_title": "Another"})

    assert {(built.outdir / name).read_text("utf-8") for name in theirs} == {"theirs"}
    assert (built.outdir / "page.html").is_file()


def test_a_wrong_line_is_read_as_sphinx_reads_it(tmp_path: Path) -> None:
    """A document that is not UTF-8 is Sphinx's matter."""
    files: dict[str, str | bytes] = {
        "conf.py": CONF,
        "index.rst": "Home\n====\n\nCaf\xe9\n".encode("latin-1"),
    }
    with pytest.raises(UnicodeDecodeError):
        project(tmp_path, files).try_build()


@pytest.mark.parametrize("base", ["/", "docs.example.org", "https://example.org/?a=1"])
def test_an_address_that_is_none_is_left_alone(tmp_path: Path, base: str) -> None:
    """Sphinx makes of it what it did before, and nothing of ours is made of it."""
    site = project(tmp_path, MIXED)
    built = site.build(config={**MIXED_CONFIG, "html_baseurl": base})

    (link,) = built.page("guide").cssselect("link[rel=canonical]")
    assert link.get("href").startswith(base)
    assert not built.page("ours").cssselect("meta[property]")
    assert "feeds/papers.atom" not in built.files()


# -- what a page of ours gets ---------------------------------------------------------

MIXED: Final[dict[str, str | bytes]] = {
    **PLAIN,
    **SOURCES,
    "index.rst": "Tool\n====\n\n.. toctree::\n\n   ours\n   role\n   guide\n",
    "api.rst": ":orphan:\n\nAPI\n===\n",
    "sub/index.rst": ":orphan:\n\nSub\n===\n",
    "ours.rst": "Papers\n======\n\n.. publications::\n",
    "role.rst": "Role\n====\n\nSee :paper:`doe2024fast`.\n",
}
MIXED_CONFIG: Final = {
    "extensions": ["myst_parser", "groupsite"],
    "groupsite_paper_pages": "papers",
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A project with pages that show something of ours and others."""
    site = project(tmp_path_factory.mktemp("mixed"), MIXED)
    return site.build(config={**MIXED_CONFIG, "html_theme": "alabaster"})


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("index", False),
        ("guide", False),
        ("role", False),
        ("search", False),
        ("genindex", False),
        ("ours", True),
        ("papers/doe2024fast", True),
    ],
)
def test_heads_of_pages_with_records_are_ours(
    mixed: Built, name: str, *, ours: bool
) -> None:
    """Style sheets, descriptions and files are named on pages that show records."""
    page = mixed.page(name)

    assert bool(sheets(page)) is ours
    assert bool(page.cssselect("meta[name=description]")) is ours
    assert bool(page.cssselect("meta[property]")) is ours
    assert bool(page.cssselect("link[rel=alternate]")) is ours
    assert bool(page.cssselect("script[type='application/ld+json']")) is ours
    assert not page.cssselect("link[rel=sitemap]")


def test_a_page_of_a_paper_tells_machines_all(mixed: Built) -> None:
    """Citation tags and JSON-LD are as in a site of ours."""
    page = mixed.page("papers/doe2024fast")

    (title,) = page.cssselect("meta[name=citation_title]")
    assert title.get("content").startswith("Fast MRI")
    (script,) = page.cssselect("script[type='application/ld+json']")
    kinds = {thing["@type"] for thing in json.loads(script.text)["@graph"]}
    assert "ScholarlyArticle" in kinds


def test_no_file_is_made_for_the_whole_project(mixed: Built) -> None:
    """Feeds and .bib are there, and nothing that speaks for all pages."""
    files = mixed.files()

    assert {"papers/doe2024fast.bib", "feeds/papers.atom"} <= files.keys()
    assert not {"404.html", "robots.txt", "sitemap.xml"} & files.keys()


def test_formulas_are_those_of_sphinx(mixed: Built) -> None:
    """MathJax draws them unless the project says otherwise, on pages of ours too."""
    page = mixed.page("ours")

    assert not page.cssselect("math")
    assert [e.text for e in page.cssselect(".paper .math")] == ["\\(\\ell_1\\)"]
    assert page.cssselect("script[src*=mathjax]")


def test_a_project_may_choose_mathml(tmp_path: Path) -> None:
    """By name; its pages with formulas have the rules for them."""
    config = {**MIXED_CONFIG, "html_math_renderer": "mathml"}
    built = project(tmp_path, MIXED).build(config=config)

    assert built.page("guide").cssselect("math")
    assert sheets(built.page("guide"))
    assert not sheets(built.page("index"))


def test_another_renderer_is_left_alone(tmp_path: Path) -> None:
    """A project with one renderer beside MathJax does not have to choose."""
    files = {
        "conf.py": "from sphinx.ext import mathjax\n"
        'extensions = ["groupsite"]\n'
        "def setup(app):\n"
        '    app.add_html_math_renderer("own", (mathjax.html_visit_math, None),\n'
        "                               (mathjax.html_visit_displaymath, None))\n",
        "index.rst": "Home\n====\n\n:math:`x`\n",
    }

    names: list[str | None] = []

    def look(app: Sphinx) -> None:
        names.append(app.builder.math_renderer_name)  # type: ignore[attr-defined]

    project(tmp_path, files).build(on_app=look)
    assert names == ["own"]


def test_one_page_of_all_has_the_style_sheets(tmp_path: Path) -> None:
    """The builder `singlehtml` names its page after the first document."""
    built = project(tmp_path, MIXED).build("singlehtml", config=MIXED_CONFIG)

    assert sheets(built.page())


# -- names --------------------------------------------------------------------------

RST: Final = """\
Home
====

.. publications::

.. people::

.. news:: 2024-07
   :kind: talk

   By :person:`doe-jane` about :paper:`doe2024fast`.
"""
MARKDOWN: Final = """\
# Home

:::{publications}
:::

:::{people}
:::

:::{news} 2024-07
:kind: talk

By {person}`doe-jane` about {paper}`doe2024fast`.
:::
"""


@pytest.mark.parametrize("domain", ["py", "std", None, "groupsite"])
@pytest.mark.parametrize("source", [{"index.rst": RST}, {"index.md": MARKDOWN}])
def test_short_names_are_known(
    tmp_path: Path, source: dict[str, str], domain: str | None
) -> None:
    """Directives and roles need no prefix, whatever the primary domain is."""
    files = {"conf.py": f"{CONF}primary_domain = {domain!r}\n", **SOURCES, **source}
    main = project(tmp_path, files).build().main()

    assert len(main.cssselect(".paper")) == 3
    assert len(main.cssselect(".person")) == 4
    (text,) = main.cssselect(".news-item > p")
    linked = [a.get("href") for a in text.cssselect("a")]
    assert linked == ["https://example.org/jane", "#paper-doe2024fast"]


OTHERS: Final = """\
from docutils import nodes
from docutils.parsers.rst import Directive
extensions = ["groupsite"]
class Mine(Directive):
    def run(self):
        return [nodes.paragraph("", "theirs")]
def mine(name, rawtext, text, lineno, inliner, options=None, content=()):
    return [nodes.strong("", "theirs")], []
def register(app):
    app.add_directive("news", Mine)
    app.add_role("person", mine)
def setup(app):
    {how}
"""


@pytest.mark.parametrize(
    "how", ["register(app)", 'app.connect("builder-inited", register)']
)
def test_names_of_others_stay_theirs(tmp_path: Path, how: str) -> None:
    """A directive or role that is there keeps its name; ours has the domain's."""
    page = (
        "Home\n====\n\n.. news::\n\n:person:`x`\n\n.. groupsite:news:: 2024-07\n"
        "   :kind: talk\n\n   By :groupsite:person:`doe-jane`.\n"
    )
    files = {"conf.py": OTHERS.format(how=how), **SOURCES, "index.rst": page}
    main = project(tmp_path, files).build().main()

    paragraphs = [p.text_content() for p in main.cssselect("section > p")]
    assert paragraphs == ["theirs", "theirs"]
    assert main.cssselect("strong")
    assert len(main.cssselect(".news-item")) == 1


# -- Markdown -----------------------------------------------------------------------


def test_a_project_in_markdown_needs_no_more_than_us(tmp_path: Path) -> None:
    """MyST is set up for a first page in Markdown, with colons as fences."""
    page = f"{MARKDOWN}\n[Feed](site:feeds/news.atom)\n"
    files = {"conf.py": CONF, **SOURCES, "index.md": page}
    built = project(tmp_path, files).build(
        config={"html_baseurl": "https://example.org/"}
    )

    main = built.main()
    assert built.read == {"index"}
    assert len(main.cssselect(".paper")) == 3
    (link,) = (a for a in main.cssselect("a") if a.text_content() == "Feed")
    assert (built.outdir / link.get("href")).is_file()


@pytest.mark.parametrize(
    ("conf", "files", "documents"),
    [
        (CONF, {"index.rst": "Home\n====\n", "README.md": "# Read\n"}, {"index"}),
        (CONF, {"index.rst": "Home\n====\n", "index.md": "# Read\n"}, {"index"}),
        (
            f'{CONF}source_suffix = ".txt"\n',
            {"index.txt": "Home\n====\n", "README.md": "# Read\n"},
            {"index"},
        ),
        (f'{CONF}root_doc = "home"\n', {"home.md": "# Home\n"}, {"home"}),
        (
            f'{CONF}source_suffix = {{".md": "markdown"}}\n',
            {"index.md": "# Home\n", "other.rst": "Other\n=====\n"},
            {"index"},
        ),
        (
            'extensions = ["groupsite", "myst_parser"]\n',
            {"index.md": "# Home\n"},
            {"index"},
        ),
        (
            f'{CONF}myst_enable_extensions = ["dollarmath"]\n',
            {"index.md": "# Home\n\n$x$\n"},
            {"index"},
        ),
    ],
)
def test_markdown_is_read_where_the_first_page_is(
    tmp_path: Path, conf: str, files: dict[str, str], documents: set[str]
) -> None:
    """A project in reStructuredText is left as it is, one that has a parser as well."""
    built = project(tmp_path, {"conf.py": conf, **files}).build()

    assert built.read == documents


# -- whose project it is --------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "whole"),
    [
        ({}, False),
        ({"html_theme": "basic"}, False),
        ({"groupsite_whole_project": True}, True),
        ({"groupsite_whole_project": "1"}, True),
        ({"groupsite_whole_project": "0"}, False),
    ],
)
def test_the_setting_says_what_is_looked_after(
    tmp_path: Path, config: dict[str, Any], *, whole: bool
) -> None:
    """A project is a group's site by its theme, or because it says so."""
    files = {"conf.py": CONF, "index.rst": "Home\n====\n"}
    built = project(tmp_path, files).build(config=config)

    assert (built.outdir / "404.html").is_file() is whole
    assert bool(sheets(built.page())) is whole


def test_a_setting_that_is_none_is_reported(tmp_path: Path) -> None:
    """What it has to be is said, and its default taken."""
    files = {
        "conf.py": f"{CONF}groupsite_whole_project = 0\n",
        "index.rst": "Home\n====\n",
    }
    message = "`groupsite_whole_project`: this should be True or False, not 0"
    built = project(tmp_path, files).build(
        warnings=[f"conf.py:2: ERROR: {message} [groupsite.config]"]
    )

    assert not (built.outdir / "404.html").is_file()


# -- pages of ours, over and over ------------------------------------------------------

EDITS: Final[dict[str, list[tuple[str, str, str]]]] = {
    "a paper": [("publications.bib", "On noise", "On much noise")],
    "a person": [("people.yml", "Bo Green", "Bo Greene")],
    "a news item": [("news2023.md", "a workshop", "two workshops")],
    "a paper less": [("publications.bib", "@misc", "@comment")],
    "a page less": [("index.md", "mri\n", ""), ("mri.md", "", "")],
    "a title": [("plain.md", "# Plain", "# Simple")],
    "a place": [
        ("publications.md", "# Publications", "# Papers"),
        ("links.md", "does not", "does"),
    ],
}
#: Pages that show nothing of ours: Sphinx writes them when it sees a need.
THEIRS: Final = ("genindex.html", "index.html", "plain.html", "search.html")


@pytest.mark.parametrize("name", EDITS)
def test_pages_of_ours_are_those_of_a_clean_build(tmp_path: Path, name: str) -> None:
    """Whatever is edited, pages that show or name records come out as from scratch."""
    site = new_site(tmp_path, "incremental")
    config = {
        "groupsite_whole_project": False,
        "groupsite_paper_pages": "papers",
        "html_baseurl": "https://example.org/",
    }
    site.build(config=config)
    for file, old, new in EDITS[name]:
        if old:
            site.edit(file, old, new)
        else:
            site.remove(file)
    built = site.build(config=config)
    clean = clean_build(site, config=config)

    found, wanted = (
        {n: text for n, text in pages(each).items() if n not in THEIRS}
        for each in (built, clean)
    )
    assert found == wanted
    assert len(found) > 8


def test_nothing_is_written_again_without_need(tmp_path: Path) -> None:
    """A second build writes no page, and an edit those that show it."""
    site = new_site(tmp_path, "incremental")
    config = {"groupsite_whole_project": False}
    site.build(config=config)

    assert site.build(config=config).written == set()
    site.edit("people.yml", "Bo Green", "Bo Greene")
    written = site.build(config=config).written
    assert {"people", "links"} <= written
    assert not {"plain", "news2023", "news2024", "latest"} & written


def test_a_slip_of_ours_is_told_until_it_is_mended(tmp_path: Path) -> None:
    """A page of ours that caused a warning is read again; one of theirs is Sphinx's."""
    page = "Home\n====\n\n.. news:: never\n   :kind: talk\n\n   Text.\n"
    other = ":orphan:\n\nOther\n=====\n\n.. gone::\n"
    files = {"conf.py": CONF, "index.rst": page, "other.rst": other}
    site = project(tmp_path, files)
    first, second = site.try_build(), site.try_build()

    assert first.read == {"index", "other"}
    assert second.read == {"index"}
    assert [w for w in first.warnings if "groupsite" in w] == second.warnings


@pytest.mark.parametrize("first", [True, False])
def test_the_setting_may_change(tmp_path: Path, *, first: bool) -> None:
    """What a build for one of them has kept does not come into one for the other."""
    index = "Home\n====\n\nSee :cite:t:`doe2024fast`.\n\n.. bibliography::\n"
    files = {
        "conf.py": 'extensions = ["sphinxcontrib.bibtex", "groupsite"]\n',
        "index.rst": index,
        "publications.bib": BIB,
    }
    site = project(tmp_path, files)
    for whole in (first, not first):
        built = site.build(config={"groupsite_whole_project": whole})

        assert built.read == {"index"}
        assert len(built.main().cssselect("div.citation")) == 1
