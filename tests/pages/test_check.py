"""`make check`: what the site links to at its own address and does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Site

BASE = "https://jane.example.org/"
LINKS = (
    "[a](https://jane.example.org/data/a%20b.pdf) "
    "[b](https://jane.example.org/data/gone.pdf#page=2) "
    "[c](https://jane.example.org/data/gone.pdf?x=1) "
    "[home](https://jane.example.org/) [news](https://jane.example.org/news.html#x) "
    "[old](https://jane.example.org/old.html) "
    "[software](https://jane.example.org/software.html) "
    "[other](https://example.org/data/gone.pdf) [people](people.md)\n"
)
FILES: dict[str, str | bytes] = {
    "index.md": f"# Home\n\n{LINKS}\n```{{toctree}}\nnews\npublications\npeople\n```\n",
    "deep/page.md": "---\norphan: true\n---\n# Page\n\n"
    "[b](https://jane.example.org/data/gone.pdf) {paper}`doe2024fast`\n",
    "extra/data/a b.pdf": b"%PDF",
}
CONF = (
    'html_extra_path = ["extra"]\n'
    'extensions.append("sphinx_reredirects")\n'
    'redirects = {"old.html": "index.html"}\n'
)


def check(
    site: Site, capsys: pytest.CaptureFixture[str], base: str = BASE
) -> list[str]:
    """What the check of a site prints."""
    built = site.build("check", config={"html_baseurl": base})
    assert not [path for path in built.outdir.rglob("*") if path.is_file()]
    return capsys.readouterr().out.splitlines()


def test_links_that_the_build_does_not_hold_are_listed(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each address of the site that a build does not hold is listed with its pages."""
    site = make_site(files=FILES)
    site.write("conf.py", site.read("conf.py") + CONF)

    assert check(site, capsys) == [
        f"{BASE}data/gone.pdf: not in this build; linked from deep/page, index",
        f"{BASE}software.html: not in this build; linked from index",
        "2 links to https://jane.example.org/ that this build does not hold",
    ]


def test_files_links_count(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Links to old files are looked at where the setting leads them to the site."""
    site = make_site()
    site.edit(
        "publications.bib", "  year = {2023},", "  year = {2023}, pdf = {data/x.pdf},"
    )
    site.write("conf.py", site.read("conf.py") + f'groupsite_files = "{BASE}"\n')

    assert check(site, capsys) == [
        f"{BASE}data/x.pdf: not in this build; linked from publications",
        "1 link to https://jane.example.org/ that this build does not hold",
    ]


def test_nothing_wrong_is_said_as_well(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """A site without an address, or without such links, has none."""
    assert check(make_site(files=FILES), capsys, base="") == [
        "0 links to this site that this build does not hold"
    ]


def test_a_check_looks_at_all_documents_each_time(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """A second check of an unchanged site says the same."""
    site = make_site(files=FILES)
    site.write("conf.py", site.read("conf.py") + CONF)

    assert check(site, capsys) == check(site, capsys)
