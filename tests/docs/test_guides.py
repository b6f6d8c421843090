"""What the guides say to write works."""

from __future__ import annotations

import re
import shutil
import sys
import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from groupsite.cli.main import main
from groupsite.model.kinds import RecordKind
from tests.conftest import REPOSITORY, Built, Site
from tests.docs.conftest import DOCS
from tests.docs.shell import shell
from tests.docs.snippets import blocks, type_in
from tests.sites import LAB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STRICT: Final = {"nitpicky": True}
#: Pages whose snippets are tried, here or in another module; recipes are counted there.
TRIED: Final = {
    "tutorial",
    "guides/hosting",
    "guides/importers",
    "guides/kinds",
    "guides/look",
    "more/projects",
}
ADDRESS: Final = "https://pages.example.org/lab"


def test_every_snippet_is_tried() -> None:
    """Pages with code are those that tests know."""
    pages = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}  # fmt: skip
    written = {page for page in pages if any(block.file for block in blocks(page))}
    assert {page for page in written if not page.startswith("recipes/")} == TRIED


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A new one."""
    folder = tmp_path / "lab"
    assert main(["new", str(folder), "--yes", "--owner", "Jane Doe"]) == 0
    return Site(folder)


def type_all(site: Site, page: str) -> dict[str, str]:
    """Type all snippets of a page; returns their texts by file."""
    found = [block for block in blocks(page) if block.file]
    for block in found:
        type_in(site, block)
    return {block.file: block.text for block in found}


# -- hosting --------------------------------------------------------------------------


def canonical(folder: Path) -> str:
    """The address that a home page says it has."""
    home = Built(folder, [], "").page()
    return str(home.cssselect("link[rel=canonical]")[0].get("href"))


@pytest.mark.full
def test_hosts_build_the_site(site: Site, tmp_path: Path) -> None:
    """The commands of GitLab and Netlify leave it where they look, with its address."""
    typed = type_all(site, "guides/hosting")
    jobs: dict[str, Any] = yaml.safe_load(typed[".gitlab-ci.yml"])
    job, preview = jobs["pages"], jobs["preview"]
    variables = [f'{k}="{v}"' for k, v in job["variables"].items()]
    exported = [f"CI_PAGES_URL={ADDRESS}", *variables, "export SITE_BASEURL"]
    shell(site.srcdir, "\n".join([*exported, *job["script"]]), tmp_path)

    assert canonical(site.srcdir / job["artifacts"]["paths"][0]) == f"{ADDRESS}/"
    assert (site.srcdir / "public/.htaccess").read_text("utf-8").startswith("ErrorD")
    assert preview["script"] == job["script"][:2]
    assert preview["artifacts"]["paths"] == ["_build/html/"]

    netlify = tomllib.loads(typed["netlify.toml"])["build"]
    shell(site.srcdir, f"URL={ADDRESS}/2\n{netlify['command']}", tmp_path)
    assert canonical(site.srcdir / netlify["publish"]) == f"{ADDRESS}/2/"


# -- the look -------------------------------------------------------------------------


@pytest.mark.full
def test_a_look_can_be_changed(site: Site, tmp_path: Path) -> None:
    """Style sheet and templates count; with another theme it is still a whole site."""
    site.write("_static/example-sans.woff2", b"made up")
    found = [block for block in blocks("guides/look") if block.file]
    *ours, theme = found  # the last one is about another theme
    for block in ours:
        type_in(site, block)
    page = site.build(config=STRICT).page("group/index")

    sheets = [link.get("href") for link in page.cssselect("link[rel=stylesheet]")]
    assert "custom.css" in sheets[-1]
    assert len(page.cssselect("main .licence")) == 1
    assert [p.text_content() for p in page.cssselect("footer p")][-1] == (
        "Example University"
    )

    other = Site(tmp_path / "other")
    assert main(["new", str(other.srcdir), "--yes", "--owner", "Jane Doe"]) == 0
    type_in(other, theme)
    built = other.build(config={**STRICT, "html_baseurl": ADDRESS})
    assert built.main("research/publications").cssselect("h1")
    assert (built.outdir / "404.html").is_file()
    assert (built.outdir / "sitemap.xml").is_file()


def test_properties_are_those_of_the_style_sheets() -> None:
    """Each that the guides name is set or used there."""
    for page, sheet in (
        ("guides/look", "theme/assets/groupsite-theme.css"),
        ("more/projects", "static/groupsite.css"),
    ):
        text = (DOCS / f"{page}.md").read_text("utf-8")
        named = set(re.findall(r"--(?:site|groupsite)-[a-z]+", text))
        css = (REPOSITORY / "groupsite" / sheet).read_text("utf-8")
        assert named
        assert [name for name in named if f"{name}" not in css] == []


# -- kinds ----------------------------------------------------------------------------


@pytest.fixture
def _unloaded() -> Iterator[None]:
    """Python forgets the module of the guide, and where it was."""
    path = [*sys.path]
    yield
    sys.path[:] = path
    sys.modules.pop("patents", None)


@pytest.mark.full
@pytest.mark.usefixtures("_unloaded")
def test_a_kind_of_record_can_be_added(tmp_path: Path) -> None:
    """The group that has everything has patents, too; the page is in the menu."""
    site = Site(tmp_path / "lab")
    shutil.copytree(LAB, site.srcdir)
    type_all(site, "guides/kinds")
    built = site.build(config=STRICT)

    (entry,) = built.main("research/patents").cssselect(".patent")
    assert entry.get("data-id") == "scanner"
    menu = [a.text_content() for a in built.page().cssselect(".site-nav a")]
    assert "Patents" in menu
    assert built.main("group/people/primjer-zeljka").cssselect("#patents .patent")


def test_every_part_of_a_kind_is_described() -> None:
    """The table of the guide has all that a `RecordKind` takes."""
    text = (DOCS / "guides/kinds.md").read_text("utf-8")
    firsts = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    named = [name for first in firsts for name in re.findall(r"`(\w+)`", first)]
    assert sorted(named) == sorted(field.name for field in fields(RecordKind))


# -- in a project ---------------------------------------------------------------------


def test_a_project_gets_our_directives(tmp_path: Path) -> None:
    """The one line of the page is enough."""
    site = Site(tmp_path / "project")
    site.write("conf.py", 'project = "Software"\n')
    site.write("index.md", "# Software\n\n```{publications}\n```\n")
    site.write("publications.bib", "@misc{a, title={A}, author={B C}, year=2020}\n")
    type_all(site, "more/projects")
    built = site.build(config=STRICT)

    assert [p.get("data-key") for p in built.main().cssselect(".paper")] == ["a"]
