"""After any fault the next build makes what a clean build makes."""

from __future__ import annotations

import errno
import os
import random
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest
from sphinx.cmd.build import build_main
from sphinx.errors import ConfigError, ExtensionError

from groupsite.build.exports import EVENT, Export
from tests.conftest import ROOTS, Site
from tests.drawing import SOAK
from tests.faults import (
    Death,
    FullDisk,
    break_at,
    changes_of,
    die_after,
    in_another_process,
    sources_of,
    wait_for,
)
from tests.rebuilding import differences, keep, restored

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sphinx.application import Sphinx

    from tests.conftest import Built

BIB: Final = "publications.bib"
CONF: Final = """
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_baseurl = "https://example.org/"
groupsite_paper_pages = "papers"
groupsite_person_pages = "members"
groupsite_search = True
"""


class Kept:
    """A site after its first build, which can be had again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOTS / "incremental", folder / "site")
        site = Site(folder / "site")
        site.write("conf.py", site.read("conf.py") + CONF)
        site.write("_static/site.css", "body { color: black }\n")
        site.write("_static/old.css", "\n")
        site.write("papers/mine.md", "# Mine\n\n```{person} li-wei\n```\n")
        site.edit("index.md", "\nplain", "\nplain\npapers/mine")
        site.build()
        keep(folder)

    def site(self) -> Site:
        """The site: Sphinx wants to find it in the same place."""
        return restored(self.folder)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A site after its first build."""
    return Kept(tmp_path_factory.mktemp("faults"))


@pytest.fixture
def site(kept: Kept) -> Site:
    """The same site, to be edited."""
    return kept.site()


def edit_all(site: Site) -> None:
    """Edit all sorts of sources: records come, change and go."""
    site.edit(BIB, "Deep things", "Deeper things")
    site.edit(BIB, "green2022noise", "green2022sound")
    site.edit("people.yml", "Ann Smith", "Anna Smith")
    site.edit("people.yml", "  photo: green.png\n", "")
    site.edit("news2024.md", "has finished", "finished")
    site.edit("news2023.md", ":id: workshop", ":id: party")
    site.edit("conf.py", "https://example.org/", "https://example.com/sub/")
    site.edit("_static/site.css", "black", "brown")
    site.remove("_static/old.css")
    site.write("simple.md", "# Simple\n")
    site.remove("plain.md")
    site.edit("index.md", "\nplain", "\nsimple")


def clean(site: Site) -> tuple[Built, Mapping[str, bytes]]:
    """A build of copies of the sources, generated pages left out, and all it leaves."""
    copy = Site(site.srcdir.parent.with_name("clean") / "site")
    shutil.rmtree(copy.srcdir.parent, ignore_errors=True)
    shutil.copytree(site.srcdir, copy.srcdir, ignore=shutil.ignore_patterns("members"))
    for path in (copy.srcdir / "papers").glob("*"):
        if path.name != "mine.md":
            path.unlink()
    return copy.try_build(clean=True), sources_of(copy)


def assert_as_clean(site: Site, expected: tuple[Built, Mapping[str, bytes]]) -> None:
    """The next build makes what a clean one makes, and leaves the same sources."""
    built = site.try_build()
    clean_built, sources = expected
    assert built.warnings == clean_built.warnings
    assert differences(built, clean_built) == []
    assert sources_of(site) == sources


def moments(total: int, most: int, story: str) -> list[int]:
    """Numbers of changes: others for each story, the same in each run, or all of them."""
    every = range(1, total + 1)
    most = min(total, most * SOAK)
    return sorted(random.Random(story).sample(every, most))


def _go_on(_site: Site) -> None:
    """Nothing but the build that was killed is between the edits and the next build."""


def _undo(site: Site) -> None:
    """The edits are taken back."""
    for name, text in {**sources_of(Site(site.srcdir.with_name("first")))}.items():
        if not (site.srcdir / name).is_file() or sources_of(site)[name] != text:
            site.write(name, text)
    site.remove("simple.md")


def _delete(site: Site) -> None:
    """More is deleted."""
    site.write(BIB, "")
    site.write("people.yml", site.read("people.yml").partition("- id: green-bo")[0])
    site.write("links.md", "# Links\n")
    site.write("news2024.md", "# News of 2024\n")
    site.write("news2023.md", "# News of 2023\n")
    site.write("reading.md", "# Reading\n")
    site.write("mri.md", "# Magnetic resonance\n")
    site.write("papers/mine.md", "# Mine\n")


THEN: Final = (_go_on, _undo, _delete)


def _broken(
    kept: Kept, then: Callable[[Site], None], fault: Callable[[Site], None]
) -> Site:
    """A site that was edited, whose next build had a fault, and what came after that."""
    site = kept.site()
    shutil.copytree(site.srcdir, site.srcdir.with_name("first"))
    edit_all(site)
    fault(site)
    then(site)
    return site


@pytest.mark.full
@pytest.mark.parametrize("then", THEN)
@pytest.mark.parametrize(
    ("fault", "parallel", "most"), [(Death, 1, 3), (Death, 3, 1), (FullDisk, 1, 2)]
)
def test_at_any_change_of_a_file(
    kept: Kept,
    then: Callable[[Site], None],
    fault: type[Death],
    parallel: int,
    most: int,
) -> None:
    """What a build left half-written that was killed, or that had no space, is mended."""
    total = changes_of(_broken(kept, _go_on, _go_on), parallel=parallel)
    expected = clean(_broken(kept, then, _go_on))
    failed = {}
    for moment in moments(total, most, f"{then.__name__} {fault.__name__} {parallel}"):
        broken = partial(break_at, moment=moment, fault=fault, parallel=parallel)
        site = _broken(kept, then, broken)
        try:
            assert_as_clean(site, expected)
        except AssertionError as error:
            failed[moment] = str(error)[:600]
    assert failed == {}


def test_at_any_time(kept: Kept) -> None:
    """Nor does it matter when a build is killed."""
    expected = clean(_broken(kept, _go_on, _go_on))
    for _ in range(SOAK):
        seconds = random.random() * 0.8
        site = _broken(kept, _go_on, partial(die_after, seconds=seconds))
        assert_as_clean(site, expected)


# -- builds that end in an error ------------------------------------------------------


def _raises(*_: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def _connecting(event: str, handler: Callable[..., Any]) -> Callable[[Sphinx], None]:
    """What connects a handler to an event of a build."""

    def connect(app: Sphinx) -> None:
        app.connect(event, handler)

    return connect


def _fail_in(event: str, site: Site) -> None:
    """A build with an extension that fails when an event is emitted."""
    with pytest.raises(ExtensionError):
        site.try_build(on_app=_connecting(event, _raises))


def _fail_in_export(site: Site) -> None:
    """A build that cannot make one of its files; it stands between others."""
    file = {"feeds/a.txt": Export(_raises)}
    with pytest.raises(ExtensionError):
        site.try_build(on_app=_connecting(EVENT, lambda _app: file))


def _run(site: Site, out: str, *options: str) -> int:
    """Run Sphinx's command in another process, to write to a folder."""
    folders = (site.build_dir / "doctrees", site.srcdir, site.build_dir / out)
    command = ["-q", *options, "-d", *map(str, folders)]
    return wait_for(in_another_process(lambda: os._exit(build_main(command))))


def _stop_at_warning(site: Site) -> None:
    """A build that stops at its first warning, of something that is mended then."""
    text = site.read("links.md")
    site.write("links.md", text.replace("green-bo", "nobody"))
    assert _run(site, "html", "-W", "--exception-on-warning") == 2
    site.write("links.md", text)


def _break_sources(site: Site) -> None:
    """A build of sources that are no BibTeX, no YAML, and mended then."""
    for name in (BIB, "people.yml"):
        text = site.read(name)
        site.write(name, text[: len(text) // 2] + "\n  {[:")
        assert site.try_build().warnings
        site.write(name, text)


def _break_conf(site: Site) -> None:
    """A build with a conf.py that is no Python."""
    text = site.read("conf.py")
    site.write("conf.py", f"{text}\n(")
    with pytest.raises(ConfigError):
        site.try_build()
    site.write("conf.py", text)


def _lose(name: str, site: Site) -> None:
    """Something is deleted that builds have made."""
    path = site.build_dir / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _empty_page(site: Site) -> None:
    """A build that cannot write a page: Sphinx warns, and goes on."""
    page = site.build_dir / "html" / "publications.html"
    page.unlink()
    page.mkdir()
    assert [line for line in site.try_build().warnings if str(page) in line]
    page.rmdir()
    page.touch()


def _many_builders(site: Site) -> None:
    """Others are built in between, with the same doctrees."""
    for builder in ("dirhtml", "text", "dirhtml"):
        site.try_build(builder)
    site.edit("conf.py", "example.com/sub", "example.com/other")
    site.try_build("text")
    site.edit("conf.py", "example.com/other", "example.com/sub")


def _other_folder(site: Site) -> None:
    """The same builder writes to another folder."""
    assert _run(site, "there") == 0


def _clocks(site: Site) -> None:
    """Files come from the future and from the past."""
    for name, time in (("news2024.md", 2**32), ("links.md", 1), ("people.yml", 1)):
        os.utime(site.srcdir / name, (time, time))
    site.try_build()


def _two_at_once(site: Site) -> None:
    """Two builds at once, the second of other sources."""
    first = in_another_process(site.try_build)
    text = site.read(BIB)
    site.write(BIB, text.replace("Deeper", "Deepest"))
    second = in_another_process(lambda: site.try_build("text"))
    third = in_another_process(site.try_build)
    assert [wait_for(child) for child in (first, second, third)] == [0, 0, 0]
    site.write(BIB, text)


FAULTS: Final[dict[str, Callable[[Site], None]]] = {
    **{
        f"an extension fails in {event}": partial(_fail_in, event)
        for event in (
            "env-before-read-docs",
            "source-read",
            "doctree-read",
            "env-updated",
            "env-check-consistency",
            "write-started",
            "doctree-resolved",
            "html-page-context",
            "html-collect-pages",
            "build-finished",
        )
    },
    "the disk is full in an export": _fail_in_export,
    "a build stops at a warning": _stop_at_warning,
    "sources are broken": _break_sources,
    "conf.py is broken": _break_conf,
    "the output is lost": partial(_lose, "html"),
    "a page is lost": partial(_lose, "html/reading.html"),
    "a feed is lost": partial(_lose, "html/feeds/news.atom"),
    "a style sheet is lost": partial(_lose, "html/_static/site.css"),
    "the environment is lost": partial(_lose, "doctrees/environment.pickle"),
    "a page cannot be written": _empty_page,
    "other builders": _many_builders,
    "another folder": _other_folder,
    "clocks are wrong": _clocks,
    "two builds at once": _two_at_once,
}


@pytest.mark.sampled
@pytest.mark.parametrize("fault", FAULTS)
def test_fault(kept: Kept, fault: str) -> None:
    """Whatever went wrong, the next build is as good as any."""
    site = _broken(kept, _go_on, FAULTS[fault])

    assert_as_clean(site, clean(site))


def test_lost_doctrees(site: Site) -> None:
    """The folder of doctrees is lost: all is made again."""
    shutil.rmtree(site.build_dir / "doctrees")
    site.edit(BIB, "Deep things", "Deeper things")

    assert_as_clean(site, clean(site))


def test_lost_picture(site: Site) -> None:
    """A picture that was deleted from the output is copied again."""
    (site.build_dir / "html/_images/green-small.jpg").unlink()

    assert_as_clean(site, clean(site))


# -- files that are not newer ---------------------------------------------------------


def _older(site: Site, name: str, text: str) -> None:
    """Put a file into the sources that is older than all builds."""
    site.write(name, text)
    os.utime(site.srcdir / name, (1, 1))


@pytest.mark.sampled
@pytest.mark.parametrize(
    "name",
    ["plain.md", "green.png", "_static/site.css", "_templates/layout.html", BIB],
)
def test_older_file(site: Site, name: str) -> None:
    """A file out of a backup or a camera takes the place of a newer one."""
    path = site.srcdir / name
    text = path.read_text("utf-8", "replace") if path.is_file() else LAYOUT
    _older(site, name, text.replace("Deep things", "Deeper things") + "\n")

    assert_as_clean(site, clean(site))


LAYOUT: Final = '{% extends "!layout.html" %}{% block footer %}Mine{% endblock %}'


def test_template_that_goes(site: Site) -> None:
    """Pages do not keep what a template has put there that is gone."""
    site.write("_templates/layout.html", LAYOUT)
    site.build()
    site.remove("_templates/layout.html")

    assert_as_clean(site, clean(site))


@pytest.mark.full
def test_static_and_extra_files_that_go(site: Site) -> None:
    """Nothing is left of a file that Sphinx has copied; a page comes back behind it."""
    site.write("conf.py", site.read("conf.py") + 'html_extra_path = ["extra"]\n')
    site.write("extra/plain.html", "Moved.")
    site.write("extra/data/old.txt", "Old.")
    built = site.build()
    assert {"plain.html", "data/old.txt", "_static/old.css"} <= built.files().keys()
    for name in ("extra/plain.html", "extra/data/old.txt", "_static/old.css"):
        site.remove(name)
        assert_as_clean(site, clean(site))


@pytest.mark.full
def test_pictures_of_one_name(site: Site) -> None:
    """Their numbers depend on their paths, not on when they came."""
    image = (site.srcdir / "green.png").read_bytes()
    site.write("z/green.png", image + b"z")
    site.write("plain.md", "# Plain\n\n![z](z/green.png)\n")
    site.build()
    site.write("a/green.png", image + b"a")
    site.write("reading.md", "# Reading\n\n![a](a/green.png)\n")
    assert_as_clean(site, clean(site))
    site.write(
        "people.yml", site.read("people.yml").replace("  photo: green.png\n", "")
    )

    assert_as_clean(site, clean(site))


def test_title_that_a_link_names(site: Site) -> None:
    """A page, and news shown elsewhere, say what the places are called to which they lead."""
    site.write("plain.md", "---\norphan: true\n---\n(here)=\n# Plain\n")
    site.edit("index.md", "\nplain", "")
    links = "{doc}`plain`, {ref}`here`, [](plain.md)"
    site.edit("links.md", "likes", f"{links} likes")
    site.edit("news2024.md", "has finished", f"{links} finished")
    site.build()
    site.edit("plain.md", "# Plain", "# Plainer")

    assert_as_clean(site, clean(site))


@pytest.mark.full
def test_another_language(site: Site) -> None:
    """Nothing stays of the scripts of another language, nor of other static files."""
    site.write("conf.py", site.read("conf.py") + 'language = "de"\n')
    stray = site.build_dir / "doctrees/groupsite-static/old.js"
    stray.write_text("old()", "utf-8")
    site.build()
    assert_as_clean(site, clean(site))
    site.edit("conf.py", '"de"', '"en"')

    assert_as_clean(site, clean(site))


@pytest.mark.sampled
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_sources_beside_pages(site: Site, builder: str) -> None:
    """They go when nobody wants them any more, and come back when they were lost."""
    conf = site.read("conf.py")
    site.write("conf.py", f"{conf}html_copy_source = True\n")
    built = site.build(builder)
    copies = built.outdir / "_sources"
    assert (copies / "people.md.txt").is_file()

    site.write("conf.py", f"{conf}html_copy_source = False\n")
    site.build(builder)
    assert not [path for path in copies.rglob("*") if path.is_file()]
    site.write("conf.py", f"{conf}html_copy_source = True\n")
    site.build(builder)
    (copies / "people.md.txt").unlink()
    site.build(builder)
    assert (copies / "people.md.txt").read_text("utf-8") == site.read("people.md")
