"""What tests share: tiny real sites, built in a process of the test.

A site is a copy of a folder of `tests/roots`, and may be edited and built again. Every
warning has to be expected: `Site.build` fails on others.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import hypothesis
import lxml.html
import pytest
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.config import Config
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from groupsite.incremental.warned import _MILD
from groupsite.model.citestyle import STYLES
from groupsite.model.dates import PartialDate
from groupsite.model.problems import MILD
from groupsite.model.settings import Settings
from tests.caching import keep_what_builds_share
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.html import HtmlElement
    from playwright.sync_api import Browser
    from sphinx.environment import BuildEnvironment

    from tests.lab import Lab

# of property tests that say nothing themselves
hypothesis.settings.register_profile("groupsite", drawn())
hypothesis.settings.load_profile("groupsite")
keep_what_builds_share()

ROOTS = Path(__file__).parent / "roots"
REPOSITORY = Path(__file__).parents[1]
#: Themes of others that many projects have.
OTHER_THEMES: Final = (
    "alabaster",
    "furo",
    "pydata_sphinx_theme",
    "sphinx_book_theme",
    pytest.param(
        "sphinx_rtd_theme",
        # 3.1 does not want docutils 0.23, which MyST needs with newer Pythons
        marks=pytest.mark.skipif(sys.version_info >= (3, 13), reason="not installed"),
    ),
)
#: The conf.py of a group that says little, with the people of the root `basic`.
THEMED: Final = """\
extensions = ["groupsite"]
html_theme = "groupsite"
project = "Example Lab"
html_baseurl = "https://lab.example.org/"
groupsite_people = "people.yml"
"""
#: What leads a home page of one's own to the other pages of the root `basic`.
TOCTREE = "\n```{toctree}\nnews\npublications\npeople\n```\n"


@dataclass
class Built:
    """The result of one build."""

    outdir: Path
    #: Warnings, each in one line, with paths relative to the sources.
    warnings: list[str]
    status: str
    #: The exit status that the build gives `sphinx-build`.
    code: int = 0
    #: Documents that were read and written by this build.
    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def page(self, name: str = "index") -> HtmlElement:
        """The parsed HTML of a document."""
        path = self.outdir / f"{name}.html"
        return lxml.html.document_fromstring(path.read_bytes())

    def main(self, name: str = "index") -> HtmlElement:
        """The content of a document without the theme around it."""
        page = self.page(name)
        for found in page.cssselect("[role=main], main, div.body"):
            return found
        return page

    def text(self, name: str = "index") -> str:
        """The output of the text builder."""
        return (self.outdir / f"{name}.txt").read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """All files of the output but those that name a time or a machine."""
        skip = {".buildinfo"}
        return {
            path.relative_to(self.outdir).as_posix(): path.read_bytes()
            for path in sorted(self.outdir.rglob("*"))
            if path.is_file() and path.name not in skip
        }


class Site:
    """Sources that can be edited and built."""

    def __init__(self, srcdir: Path) -> None:
        self.srcdir = srcdir
        self.build_dir = srcdir.parent / f"{srcdir.name}-build"

    def write(self, name: str, text: str | bytes) -> None:
        """Write a source file; it is newer than all builds so far."""
        path = self.srcdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        _touch(path)

    def read(self, name: str) -> str:
        """The text of a source file."""
        return (self.srcdir / name).read_text("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one occurrence of *old* in a source file."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        """Remove a source file."""
        (self.srcdir / name).unlink()

    def build(
        self,
        builder: str = "html",
        *,
        warnings: Iterable[str] = (),
        parallel: int = 1,
        clean: bool = False,
        config: Mapping[str, Any] | None = None,
        on_app: Callable[[Sphinx], None] | None = None,
    ) -> Built:
        """Build the site, over an earlier build unless *clean*.

        :param warnings: all warnings that are expected, in order, as `Built.warnings`.
        :param config: settings instead of those in conf.py.
        :param on_app: called with the application before it builds.
        """
        built = self.try_build(
            builder, parallel=parallel, clean=clean, config=config, on_app=on_app
        )
        assert built.warnings == list(warnings)
        return built

    def try_build(
        self,
        builder: str = "html",
        *,
        parallel: int = 1,
        clean: bool = False,
        config: Mapping[str, Any] | None = None,
        on_app: Callable[[Sphinx], None] | None = None,
    ) -> Built:
        """Build the site whatever it warns about."""
        if clean:
            shutil.rmtree(self.build_dir, ignore_errors=True)
        status, warning = StringIO(), StringIO()
        outdir = self.build_dir / builder
        built = Built(outdir, [], "")
        translators.clear()  # Sphinx keeps those of another language
        _file_checksum_inner.cache_clear()  # and those of files as they were
        Config.config_values["templates_path"].default.clear()  # themes append theirs
        suffixes = Config.config_values["source_suffix"].default
        suffixes.pop(".md", None)  # parsers add theirs
        with patch_docutils(self.srcdir), docutils_namespace():
            app = Sphinx(
                self.srcdir,
                self.srcdir,
                outdir,
                self.build_dir / "doctrees",
                builder,
                confoverrides=dict(config or {}),
                status=status,
                warning=warning,
                parallel=parallel,
            )
            _listen(app, built)
            if on_app is not None:
                on_app(app)
            app.build()
        built.code = app.statuscode
        built.status = _plain(status.getvalue())
        lines = _plain(warning.getvalue()).splitlines()
        built.warnings = [line.replace(f"{self.srcdir}{os.sep}", "") for line in lines]
        return built


def _listen(app: Sphinx, built: Built) -> None:
    """Note in *built* what is read and what is written."""

    def note_read(_app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        built.read.update(docnames)

    def note_written(_app: Sphinx, _doctree: object, docname: str) -> None:
        built.written.add(docname)

    app.connect("env-before-read-docs", note_read)
    app.connect("doctree-resolved", note_written)


def _plain(text: str) -> str:
    """*text* without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def _touch(path: Path) -> None:
    """Make *path* newer than all builds so far: the kernel's own clock is coarser."""
    now = time.time_ns()
    os.utime(path, ns=(now, now))


def new_site(
    folder: Path, root: str = "basic", files: Mapping[str, str | bytes] | None = None
) -> Site:
    """Make a site in *folder*, as `make_site` does; for fixtures that tests share."""
    srcdir = folder / f"site{len(list(folder.iterdir()))}"
    shutil.copytree(ROOTS / root, srcdir)
    site = Site(srcdir)
    for name, text in (files or {}).items():
        site.write(name, text)
    return site


def level(message: str) -> str:
    """What stands before a message in a whole project; it ends in its type."""
    kind, _, subtype = message.rpartition("[")[2].removesuffix("]").partition(".")
    is_mild = subtype in MILD if kind == "groupsite" else f"{kind}.{subtype}" in _MILD
    return "WARNING" if is_mild else "ERROR"


def bare_settings(srcdir: Path = Path(), **changes: Any) -> Settings:
    """The settings of a site in *srcdir* that has no sources at all."""
    bare = Settings(
        srcdir=srcdir,
        confdir=srcdir,
        bibfiles=(),
        language="en",
        owner="",
        people="",
        data="",
        topics={},
        types=(),
        news_kinds={},
        phrases={},
        files="",
        extra=(),
        paper_pages="",
        posts="",
        person_pages="",
        authors=12,
        csp=True,
        organization=None,
        cited_files=frozenset(),
        list_style=None,
        venues={},
        bibtex_fields=frozenset(),
        citation_style=STYLES / "apa.csl",
        image="",
        image_alt="",
        search=False,
        feeds=True,
        feed_authority="",
        day=PartialDate(2024, 6, 15),
        advice_years=2,
        silent=frozenset(),
        today="",
    )
    return replace(bare, **changes)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark those that need a browser, and all but the first case of those to sample."""
    sampled = set()
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("sampled"):
            name = item.nodeid.partition("[")[0]
            if name in sampled:
                item.add_marker(pytest.mark.full)
            sampled.add(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    from playwright.sync_api import sync_playwright

    from tests.browser import launch

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """The made-up group, built once for all tests that only look at it."""
    from tests.lab import build_lab

    return build_lab(tmp_path_factory)


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Make a site: a copy of a folder of `tests/roots`, with files added or replaced."""

    def make(
        root: str = "basic", files: Mapping[str, str | bytes] | None = None
    ) -> Site:
        return new_site(tmp_path, root, files)

    return make
