"""The extension in projects of all sorts: any theme, any source, any builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.build.domain import groupsite_domain
from groupsite.extension import KINDS
from tests.conftest import ROOTS, Site, new_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from docutils.parsers.rst import Directive
    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

BIB = (ROOTS / "basic/publications.bib").read_text("utf-8")
PEOPLE = (ROOTS / "basic/people.yml").read_text("utf-8")
CONF = 'extensions = ["groupsite"]\n'


def project(folder: Path, files: Mapping[str, str]) -> Site:
    """A project with nothing but *files*."""
    srcdir = folder / "project"
    srcdir.mkdir()
    site = Site(srcdir)
    for name, text in files.items():
        site.write(name, text)
    return site


def shown(element: HtmlElement) -> list[str]:
    """Keys and ids of all records in *element*, in order."""
    records = element.cssselect(".paper, .person, .news-item")
    return [record.get("data-key") or record.get("data-id") for record in records]


# -- every source is optional -----------------------------------------------------

LISTS = """\
Home
====

.. groupsite:publications::

.. groupsite:people::

.. groupsite:timeline::
   :limit: 2 years
   :group-by: year
"""
NEWS = """
News
----

.. groupsite:news:: 2024-07
   :kind: talk
   :id: talk

   A talk.
"""
SOURCES: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing at all": ({"index.rst": LISTS}, []),
    "a .bib alone gives a list of publications": (
        {"index.rst": LISTS, "publications.bib": BIB},
        ["doe2025open", "doe2024fast", "smith2023deep"],
    ),
    "a people file alone gives people": (
        {"index.rst": LISTS, "group/people.yml": PEOPLE},
        ["doe-jane", "green-bo", "smith-ann", "li-wei"],
    ),
    "news alone give a timeline": (
        {"index.rst": LISTS + NEWS},
        ["talk", "talk"],
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_is_optional(tmp_path: Path, name: str) -> None:
    """A project shows what it has, and needs no setting for it."""
    files, expected = SOURCES[name]
    built = project(tmp_path, {"conf.py": CONF, **files}).build()

    assert shown(built.main()) == expected


def test_without_people_names_are_plain(tmp_path: Path) -> None:
    """A project without a people file has names, and no links or marks on them."""
    files = {"conf.py": CONF, "index.rst": LISTS, "publications.bib": BIB}
    main = project(tmp_path, files).build().main()

    authors = [part.text_content() for part in main.cssselect(".paper-authors")]
    assert authors == [
        "Jane Doe",
        "Jane Doe, Ann Smith and Wei Li (alphabetical order)",
        "A. Smith and Jane Doe",
    ]
    assert not main.cssselect(".paper-authors a, .owner, .member")


def test_several_bib_files_are_one_list(tmp_path: Path) -> None:
    """All files of `bibtex_bibfiles` are read, wherever they are."""
    files = {
        "conf.py": CONF + 'bibtex_bibfiles = ["a.bib", "refs/b.bib"]\n',
        "index.rst": LISTS,
        "a.bib": BIB,
        "refs/b.bib": "@article{more, author = {A. B}, title = {More}, journal = {J},\n"
        " year = {2024}}\n",
    }
    main = project(tmp_path, files).build().main()

    assert shown(main) == ["doe2025open", "doe2024fast", "more", "smith2023deep"]


# -- any theme --------------------------------------------------------------------

THEMES = (
    "agogo",
    "alabaster",
    "basic",
    "bizstyle",
    "classic",
    "haiku",
    "nature",
    "pyramid",
    "scrolls",
    "sphinx_book_theme",
    "sphinxdoc",
    "traditional",
)


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A project that is built with one theme after the other."""
    files = {
        "conf.py": CONF,
        "index.rst": LISTS + NEWS,
        "publications.bib": BIB,
        "group/people.yml": PEOPLE,
    }
    return project(tmp_path_factory.mktemp("themes"), files)


@pytest.mark.sampled
@pytest.mark.parametrize("theme", THEMES)
def test_any_theme_will_do(themed: Site, theme: str) -> None:
    """In any theme the lists are there, with ids, headings and our style sheet."""
    built = themed.build(config={"html_theme": theme})

    page = built.page()
    assert len(page.cssselect(".paper[id]")) == 3
    assert len(page.cssselect(".person[id]")) == 4
    assert len(page.cssselect(".news-item")) == 2
    assert [h.get("id") for h in page.cssselect("section#papers-2024")]
    (sheet,) = page.cssselect("link[rel=stylesheet][href*='groupsite.css']")
    path = built.outdir / sheet.get("href").partition("?")[0]
    assert b"ol.records{" in path.read_bytes()


# -- any builder ------------------------------------------------------------------

BUILDERS = (
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "text",
    "latex",
    "man",
    "texinfo",
    "xml",
    "pseudoxml",
    "json",
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that is built with one builder after the other."""
    return new_site(tmp_path_factory.mktemp("builders"))


@pytest.mark.sampled
@pytest.mark.parametrize("builder", BUILDERS)
def test_any_builder_will_do(shared: Site, builder: str) -> None:
    """A site is built without a warning in every format, whatever was built before."""
    config = {"copyright": "us", "version": "1", "project": "p"}
    built = shared.build(builder, config=config)

    everything = {"index", "news", "people", "publications"}
    at_once = builder in ("singlehtml", "latex", "man", "texinfo")
    assert built.written == ({"index"} if at_once else everything)


# -- any markup -------------------------------------------------------------------


def test_restructuredtext_and_markdown_give_the_same(
    make_site: Callable[..., Site],
) -> None:
    """The directives do in reStructuredText what they do in Markdown."""
    rst = (
        ":orphan:\n\nPublications\n============\n\n.. publications::\n   :name: all\n"
        "   :topic: mri\n\n.. people::\n   :status: former\n\n.. timeline::\n"
        "   :kind: phd\n\n.. theme:: mri\n"
    )
    markdown = (
        "---\norphan: true\n---\n# Publications\n\n:::{publications}\n:name: all\n"
        ":topic: mri\n:::\n\n:::{people}\n:status: former\n:::\n\n:::{timeline}\n"
        ":kind: phd\n:::\n\n:::{theme} mri\n:::\n"
    )
    built = make_site(files={"a.rst": rst, "b.md": markdown}).build()

    a, b = built.main("a"), built.main("b")
    assert shown(a) == shown(b)
    assert [e.get("id") for e in a.cssselect("[id]")] == [
        e.get("id") for e in b.cssselect("[id]")
    ]
    assert a.text_content().split() == b.text_content().split()


def test_labels_may_be_like_ids_of_records(make_site: Callable[..., Site]) -> None:
    """A label that is also the id of a person or a paper leads to the label, silently."""
    page = (
        "# Home\n\n(smith-ann)=\n## About Ann\n\n[](#smith-ann) [](smith-ann) "
        "{any}`smith-ann` {ref}`smith-ann` [Ann](#smith-ann)\n\n"
        "(doe2024fast)=\n## Fast\n\n[](#doe2024fast)\n\n"
        "```{toctree}\nnews\npublications\npeople\n```\n"
    )
    main = make_site(files={"index.md": page}).build().main()

    links = main.cssselect("section p a.reference")
    assert {(a.text_content(), a.get("href")) for a in links} == {
        ("About Ann", "#smith-ann"),
        ("Ann", "#smith-ann"),
        ("Fast", "#doe2024fast"),
    }


# -- the public surface -----------------------------------------------------------

OPTIONS = "person paper grant topic since until limit group-by name empty"
#: What sites use; it may grow with a kind of record, and loses nothing.
SURFACE = {
    "news": "kind paper people grant at venue title links id pinned deadline",
    "timeline": f"{OPTIONS} upcoming past kind filter open",
    "publications": f"{OPTIONS} numbered type state selected export filter chart layout",
    "people": f"{OPTIONS} role status filter layout",
    "theme": "group-by limit name",
    "grants": f"{OPTIONS} kind",
    "talks": f"{OPTIONS} numbered upcoming past export kind invited filter chart",
    "events": f"{OPTIONS} numbered upcoming past export kind",
    "projects": f"{OPTIONS} status filter layout",
    "media": f"{OPTIONS} numbered kind filter",
    "posts": f"{OPTIONS} numbered tag filter",
    "sponsors": OPTIONS,
    "gallery": "size",
    "teaching": f"{OPTIONS} numbered filter role",
    "software": f"{OPTIONS} numbered filter",
    "awards": f"{OPTIONS} numbered filter",
    "cv": "since numbered sections",
    "coauthors": "since until chart",
    "destinations": "role",
    "profile": "",
    "report": "since until numbered",
    "video": "title poster",
    "paper": "",
    "person": "",
    "project": "",
    "event": "",
    "course": "",
}


def test_the_public_surface_is_this(make_site: Callable[..., Site]) -> None:
    """The domain has these directives with these options, and these roles."""
    found: dict[str, set[str]] = {}
    roles: set[str] = set()

    def look(app: Sphinx) -> None:
        domain = groupsite_domain(app.env)
        directives: dict[str, type[Directive]] = domain.directives
        roles.update(domain.roles)
        for name, directive in directives.items():
            found[name] = set(directive.option_spec or ())

    make_site().build(on_app=look)

    promised = {name: set(options.split()) for name, options in SURFACE.items()}
    of_kinds = {kind.list.directive for kind in KINDS} | {kind.name for kind in KINDS}
    assert {name: found[name] for name in promised} == promised
    assert found.keys() - promised.keys() <= of_kinds
    assert roles == {kind.name for kind in KINDS if kind.links.role}
    assert roles >= {"paper", "person", "grant", "talk", "software"}


def test_an_unknown_option_is_reported(make_site: Callable[..., Site]) -> None:
    """An option that a directive does not have is reported with those it has."""
    page = "# Publications\n\n:::{publications}\n:tag: x\n:::\n"
    allowed = sorted(SURFACE["publications"].split())
    built = make_site(files={"publications.md": page}).build(
        warnings=[
            f"publications.md:4: ERROR: 'publications': Unknown option key: 'tag' (allowed: {allowed}) [myst.directive_option]"
        ]
    )

    assert len(shown(built.main("publications"))) == 3


def test_a_site_keeps_its_own_static_files(make_site: Callable[..., Site]) -> None:
    """Our style sheet comes beside those of the site, and before them."""
    site = make_site(files={"_static/own.css": "p { color: red }\n"})
    config = {"html_static_path": ["_static"], "html_css_files": ["own.css"]}
    built = site.build(config=config)

    sheets = [
        link.get("href").partition("?")[0].rpartition("/")[2]
        for link in built.page().cssselect("link[rel=stylesheet]")
    ]
    names = ("people", "cards", "chart", "media", "icons")
    ours = ["groupsite.css", *(f"groupsite-{name}.css" for name in names)]
    assert sheets[-7:] == [*ours, "own.css"]
    assert (built.outdir / "_static/own.css").is_file()
