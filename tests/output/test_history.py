"""When pages have changed, as git knows: the truth, or nothing."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any, Final

import lxml.etree
import pytest

from groupsite.output.history import last_changes
from tests.rebuilding import clean_build, differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built, Site

BASE: Final = "https://example.org/"
CONFIG: Final[dict[str, Any]] = {
    "html_baseurl": BASE,
    # a commit is a day on which other people are members
    "groupsite_today": "2021-06-01",
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
}
LOC: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def git(folder: Path, *arguments: str, date: str = "2020-01-01") -> str:
    """Run git in *folder*, at noon of a day or at the moment *date*."""
    moment = date if "T" in date else f"{date}T12:00:00+00:00"
    env = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
    env |= {
        "GIT_AUTHOR_DATE": "2001-01-01T12:00:00+00:00",
        "GIT_COMMITTER_DATE": moment,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    user = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    command = ["git", *user, "-c", "core.autocrlf=false", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=env, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(folder: Path, date: str) -> None:
    """Commit all that has changed."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x", date=date)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two files, one of them written on two days."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "a.txt").write_text("one\ntwo\n")
    (folder / "old.txt").write_text("old\n")
    commit(folder, "2020-02-01")
    (folder / "a.txt").write_text("one\n")
    commit(folder, "2021-03-02")
    return folder


# -- files --------------------------------------------------------------------------


def test_a_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    """Lines that are gone count as well; other files keep their days."""
    assert last_changes(repository) == {"a.txt": "2021-03-02", "old.txt": "2020-02-01"}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2022-06-30T23:30:00-05:00", "2022-07-01"),
        ("2022-07-01T00:30:00+09:00", "2022-06-30"),
    ],
)
def test_days_are_those_of_the_universal_time(
    repository: Path, moment: str, day: str
) -> None:
    """Wherever it was committed; when it was written first does not count."""
    (repository / "b.txt").write_text("b\n")
    commit(repository, moment)

    assert last_changes(repository)["b.txt"] == day


def test_a_file_in_a_folder_is_found(repository: Path) -> None:
    """Paths count from the folder of the sources, which need not be the repository's."""
    folder = repository / "sub" / "sources"
    folder.mkdir(parents=True)
    (folder / "ü b.txt").write_text("b\n")
    commit(repository, "2022-04-03")

    assert last_changes(folder) == {"ü b.txt": "2022-04-03"}


def test_a_new_file_has_no_day(repository: Path) -> None:
    """Until it is committed."""
    (repository / "new.txt").write_text("new\n")

    assert "new.txt" not in last_changes(repository)


def test_a_folder_without_history_has_no_days(tmp_path: Path) -> None:
    """One outside of git, and a repository without a commit."""
    (tmp_path / "a.txt").write_text("one\n")
    assert last_changes(tmp_path) == {}

    git(tmp_path, "init", "--quiet")
    assert last_changes(tmp_path) == {}


def test_a_machine_without_git_has_no_history(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build needs no git."""
    monkeypatch.setenv("PATH", "")

    assert last_changes(repository) == {}


def clone(repository: Path, depth: int) -> Path:
    """A clone that has the newest commits only."""
    folder = repository.parent / f"clone{depth}"
    address = repository.as_uri()
    git(repository.parent, "clone", "--quiet", f"--depth={depth}", address, str(folder))
    return folder


def test_a_shallow_clone_knows_what_it_has(repository: Path) -> None:
    """Its oldest commit stands for all that came before, so it says nothing."""
    (repository / "b.txt").write_text("b\n")
    commit(repository, "2022-04-03")

    assert last_changes(clone(repository, 1)) == {}
    assert last_changes(clone(repository, 2)) == {"b.txt": "2022-04-03"}
    assert last_changes(clone(repository, 9)) == last_changes(repository)


# -- pages --------------------------------------------------------------------------


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site in a repository; generated pages are ignored, as authors do."""
    plain = "---\norphan: true\n---\n# Plain\n\nText.\n\nMore text.\n"
    site = make_site(files={"plain.md": plain, ".gitignore": "/papers/\n/members/\n"})
    git(site.srcdir, "init", "--quiet")
    commit(site.srcdir, "2020-02-01")
    return site


def days(built: Built) -> dict[str, str]:
    """Path of a page → its last change; empty where the map does not say."""
    root = lxml.etree.parse(built.outdir / "sitemap.xml").getroot()
    found = {}
    for url in root:
        loc = url.findtext(f"{LOC}loc").removeprefix(BASE)
        found[loc or "index.html"] = url.findtext(f"{LOC}lastmod") or ""
    return found


def changed(site: Site, date: str) -> dict[str, str]:
    """Commit, build; the pages that are not of the first day, with their days."""
    commit(site.srcdir, date)
    built = site.build(config=CONFIG)
    assert differences(built, clean_build(site, config=CONFIG)) == []
    return {page: day for page, day in days(built).items() if day != "2020-02-01"}


def test_every_page_has_a_day(site: Site) -> None:
    """That of the commit which it came with."""
    found = days(site.build(config=CONFIG))

    assert {
        "index.html",
        "papers/doe2024fast.html",
        "members/smith-ann.html",
    } <= found.keys()
    assert set(found.values()) == {"2020-02-01"}


def test_a_page_has_the_day_of_its_last_change(site: Site) -> None:
    """Its own, not those of others; a later build keeps it."""
    site.build(config=CONFIG)
    site.edit("plain.md", "\nText.", "\nWords.")
    assert changed(site, "2021-03-02") == {"plain.html": "2021-03-02"}

    (site.srcdir / "other.txt").write_text("No page.\n")
    assert changed(site, "2022-04-03") == {"plain.html": "2021-03-02"}


def test_a_page_has_the_day_of_the_files_of_its_records(site: Site) -> None:
    """The page of a paper, lists of papers; no page that shows none."""
    site.edit("publications.bib", "Proceedings of", "Annals of")
    found = changed(site, "2021-03-02")

    assert set(found.values()) == {"2021-03-02"}
    assert {"papers/smith2023deep.html", "publications.html"} <= found.keys()
    assert "plain.html" not in found


def test_a_timeline_shows_the_titles_of_papers(site: Site) -> None:
    """The sentence of an item is composed of the entry of its paper."""
    site.edit("publications.bib", "title = {Fast {MRI}", "title = {Very fast {MRI}")
    found = changed(site, "2021-03-02")

    assert found["news.html"] == "2021-03-02"
    assert found["index.html"] == "2021-03-02"


def test_news_count_where_they_are_shown(site: Site) -> None:
    """On their own page, in timelines that have them, on the page of their paper."""
    site.edit("news.md", "It is about", "It tells of")
    found = changed(site, "2021-03-02")

    assert {"news.html", "index.html", "papers/doe2024fast.html"} <= found.keys()
    assert {"papers/doe2025open.html", "people.html"}.isdisjoint(found)


def test_a_page_that_somebody_has_written_for_a_paper_counts(site: Site) -> None:
    """Its own words are part of it."""
    page = "---\norphan: true\n---\n# Deep\n\nOwn words.\n\n:::{paper} smith2023deep\n:::\n"
    site.write("smith2023deep.md", page)
    first = changed(site, "2021-03-02")
    assert first["smith2023deep.html"] == "2021-03-02"

    site.edit("smith2023deep.md", "Own words", "Other words")
    assert changed(site, "2022-04-03")["smith2023deep.html"] == "2022-04-03"


def test_a_page_that_is_not_committed_has_no_day(site: Site) -> None:
    """Others keep theirs."""
    site.write("new.md", "---\norphan: true\n---\n# New\n")
    found = days(site.build(config=CONFIG))

    assert {page for page, day in found.items() if not day} == {"new.html"}


def test_what_shows_records_that_are_not_committed_has_no_day(site: Site) -> None:
    """Whatever else is on the page."""
    site.write("talks.md", "---\norphan: true\n---\n# Talks\n\n:::{talks}\n:::\n")
    commit(site.srcdir, "2021-03-02")
    talk = "- id: t\n  title: A talk\n  date: 2020\n  event: E\n  people: doe-jane\n"
    site.write("research/talks.yml", talk)
    found = days(site.build(config=CONFIG))

    assert found["talks.html"] == ""
    assert found["publications.html"] == "2020-02-01"


def test_a_shallow_clone_says_nothing(site: Site) -> None:
    """As hosts fetch it: its only commit stands for all that came before."""
    site.edit("plain.md", "# Plain", "# Plainer")
    commit(site.srcdir, "2021-03-02")
    folder = clone(site.srcdir, 1)
    shallow = type(site)(folder)

    assert set(days(shallow.build(config=CONFIG)).values()) == {""}


def test_a_commit_changes_the_map_and_no_page(site: Site) -> None:
    """What was built before its commit gets its day by the next build."""
    site.edit("plain.md", "\nText.", "\nWords.")
    assert days(site.build(config=CONFIG))["plain.html"] == "2020-02-01"
    commit(site.srcdir, "2021-03-02")
    built = site.build(config=CONFIG)

    assert built.written == set()
    assert days(built)["plain.html"] == "2021-03-02"
