"""Links to files that keep their old addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from tests.conftest import ROOTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

CONF = (ROOTS / "basic/conf.py").read_text("utf-8")
PAGE = "---\norphan: true\n---\n# A page\n\nThe [slides](files:data/slides%20x.pdf).\n"
NEWS = """\
# News

:::{news} 2024-07
:kind: talk
:id: talk
:links: [slides](files:/data/x.pdf)

A talk.
:::
"""
BIB = """\
@article{local, author = {Jane Doe}, title = {Local}, journal = {J}, year = {2024},
  slides = {data/x.pdf}, pdf = {/data/y.pdf}, code = {https://example.org/code}}
"""
FILES = {
    "conf.py": CONF
    + 'myst_url_schemes = ["https", "files"]\nhtml_extra_path = ["extra"]\n',
    "page.md": PAGE,
    "deep/er/page.md": PAGE,
    "deep/news.md": NEWS,
    "news.md": "# News\n\n```{toctree}\ndeep/news\n```\n",
    "publications.bib": BIB,
    "extra/data/x.pdf": b"%PDF",
    "extra/data/y.pdf": b"%PDF",
}


def links(built: Built, name: str) -> list[str]:
    """Addresses in a page that lead to files."""
    found = built.main(name).cssselect("a")
    return [a.get("href") for a in found if ".pdf" in a.get("href", "")]


SETTINGS: dict[str, tuple[str, dict[str, Any], dict[str, list[str]]]] = {
    "to the root of the site by default": (
        "html",
        {},
        {
            "index": ["data/x.pdf"],
            "page": ["data/slides%20x.pdf"],
            "deep/er/page": ["../../data/slides%20x.pdf"],
            "deep/news": ["../data/x.pdf"],
            "publications": ["data/y.pdf", "data/x.pdf"],
        },
    ),
    "one folder deeper where each page is a folder": (
        "dirhtml",
        {},
        {
            "index": ["data/x.pdf"],
            "page/index": ["../data/slides%20x.pdf"],
            "deep/er/page/index": ["../../../data/slides%20x.pdf"],
            "publications/index": ["../data/y.pdf", "../data/x.pdf"],
        },
    ),
    "to another site": (
        "html",
        {"groupsite_files": "https://old.example.org/~jane", "html_extra_path": []},
        {
            "index": ["https://old.example.org/~jane/data/x.pdf"],
            "deep/er/page": ["https://old.example.org/~jane/data/slides%20x.pdf"],
            "deep/news": ["https://old.example.org/~jane/data/x.pdf"],
        },
    ),
    "a slash at the end of the setting does not count": (
        "html",
        {"groupsite_files": "https://old.example.org/", "html_extra_path": []},
        {"page": ["https://old.example.org/data/slides%20x.pdf"]},
    ),
    "to another site for those that this one has not": (
        "html",
        {"groupsite_files": "https://old.example.org/"},
        {
            "deep/er/page": ["https://old.example.org/data/slides%20x.pdf"],
            "deep/news": ["../data/x.pdf"],
            "publications": ["data/y.pdf", "data/x.pdf"],
        },
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_files_are_linked_where_they_are(
    make_site: Callable[..., Site], name: str
) -> None:
    """`files:` links lead to the site's own files, or to where the setting says."""
    builder, config, expected = SETTINGS[name]
    built = make_site(files=FILES).build(builder, config=config)

    assert {page: links(built, page) for page in expected} == expected


def test_links_to_own_files_reach_them(make_site: Callable[..., Site]) -> None:
    """What `html_extra_path` copies is found under the address that is linked."""
    built = make_site(files=FILES).build()

    (address,) = links(built, "deep/news")
    assert (built.outdir / "deep" / address).read_bytes() == b"%PDF"


BOOKS: dict[str, tuple[dict[str, Any], str]] = {
    "at the address of the site": (
        {"html_baseurl": "https://jane.example.org/"},
        "https://jane.example.org/data/x.pdf",
    ),
    "where the setting says": (
        {
            "html_baseurl": "https://jane.example.org",
            "groupsite_files": "https://old.example.org",
            "html_extra_path": [],
        },
        "https://old.example.org/data/x.pdf",
    ),
    "by their paths where nobody says where the site is": ({}, "data/x.pdf"),
}


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_books_link_to_files_on_the_web(
    make_site: Callable[..., Site], builder: str, name: str
) -> None:
    """A book has no files beside it: its links lead to the site."""
    config, expected = BOOKS[name]
    config = {"copyright": "us", "version": "1", "epub_show_urls": "no", **config}
    site = make_site(files=FILES)
    built = site.build(builder, config=config)

    if builder == "epub":
        page = etree.parse(built.outdir / "deep/news.xhtml")
        (address,) = page.xpath("//*[@data-id='talk']//*[local-name()='a']/@href")
        assert address == expected
    else:
        (path,) = built.outdir.glob("*.tex")
        text = path.read_text("utf-8")
        assert rf"\sphinxhref{{{expected}}}{{slides}}" in text


def test_links_follow_a_file_that_is_moved_here(make_site: Callable[..., Site]) -> None:
    """Pages are written again when a file that they link to comes to this site."""
    site = make_site(files=FILES)
    site.remove("extra/data/x.pdf")
    config = {"groupsite_files": "https://old.example.org"}
    assert links(site.build(config=config), "deep/news") == [
        "https://old.example.org/data/x.pdf"
    ]
    site.write("extra/data/x.pdf", b"%PDF")
    built = site.build(config=config)

    assert links(built, "deep/news") == ["../data/x.pdf"]
    assert built.read == set()


@pytest.mark.parametrize("written", ["files:data/y.pdf", "data/y.pdf", "/data/y.pdf"])
@pytest.mark.parametrize("elsewhere", ["", "https://old.example.org"])
def test_the_pdf_of_a_paper_is_found(
    make_site: Callable[..., Site], written: str, elsewhere: str
) -> None:
    """However the entry names it, and wherever other files are."""
    bib = BIB.replace("/data/y.pdf", written)
    config = {"groupsite_files": elsewhere, "groupsite_paper_pages": "papers"}
    built = make_site(files={**FILES, "publications.bib": bib}).build(config=config)

    copy = built.outdir / "papers" / "local.pdf"
    assert copy.read_bytes() == b"%PDF"
    assert "../data/y.pdf" in links(built, "papers/local")


def test_an_e_book_does_not_hold_the_files(make_site: Callable[..., Site]) -> None:
    """Old files, many and large, do not go into an e-book, which links to them."""
    config = {"copyright": "us", "version": "1"}
    built = make_site(files=FILES).build("epub", config=config)

    assert not [name for name in built.files() if name.endswith(".pdf")]


def test_other_links_are_left_alone(make_site: Callable[..., Site]) -> None:
    """Addresses with another scheme stay as they are written."""
    main = make_site(files=FILES).build().main("publications")

    addresses = [a.get("href") for a in main.cssselect(".paper-links > a")]
    assert addresses == ["data/y.pdf", "https://example.org/code", "data/x.pdf"]


def test_paths_are_no_scripts(make_site: Callable[..., Site]) -> None:
    """What looks like a scheme behind `files:` is a part of the path."""
    site = make_site(files={**FILES, "extra/data/a:b.pdf": b"%PDF"})
    text = "[a](files:javascript:alert) [b](files:/javascript:alert) [c](files:data/a:b.pdf)"
    site.write("page.md", f"---\norphan: true\n---\n# A page\n\n{text}\n")
    main = site.build().main("page")

    assert [a.get("href") for a in main.cssselect("p a")] == [
        "javascript%3Aalert",
        "javascript%3Aalert",
        "data/a%3Ab.pdf",
    ]


def test_missing_files_and_scripts_of_papers_are_not_linked(
    make_site: Callable[..., Site],
) -> None:
    """Each is reported in its line: links and the announcement of an award alike."""
    site = make_site(files=FILES)
    site.write(
        "publications.bib",
        "@article{a, author = {Jane Doe}, title = {A}, journal = {J}, year = {2024},\n"
        "  pdf = {data/x.pdf}, code = {javascript:alert(1)},\n"
        "  award = {Prize}, award_url = {javascript:alert(2)}}\n"
        "@article{b, author = {Jane Doe}, title = {B}, journal = {J}, year = {2023},\n"
        "  award = {Medal}, award_url = {data/gone.pdf}}\n"
        "@article{c, author = {Jane Doe}, title = {C}, journal = {J}, year = {2022},\n"
        "  award = {Cup}, award_url = {data/y.pdf}}\n",
    )
    site.write("awards.md", "---\norphan: true\n---\n# Awards\n\n:::{awards}\n:::\n")
    scheme = "an address should begin with one of http:, https:, mailto:, not"
    built = site.build(
        warnings=[
            f"publications.bib:2: ERROR: entry `a`: `code`: {scheme} 'javascript:alert(1)' [groupsite.field]",
            f"publications.bib:3: ERROR: entry `a`: `award_url`: {scheme} 'javascript:alert(2)' [groupsite.field]",
            "publications.bib:5: ERROR: entry `b`: `award_url`: there is no file 'data/gone.pdf' below html_extra_path [groupsite.field]",
        ]
    )

    assert len(built.main("awards").cssselect(".award")) == 3
    assert links(built, "awards") == ["data/y.pdf"]
    assert links(built, "publications") == ["data/x.pdf"]
    for page in ("awards", "publications"):
        addresses = [a.get("href") for a in built.main(page).cssselect("a[href]")]
        assert not [a for a in addresses if "javascript" in a or "gone" in a]
