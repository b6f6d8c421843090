"""When pages have changed, as git knows: the truth, or nothing."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any, Final

import lxml.etree
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groupsite.output import history
from groupsite.output.history import History
from tests.rebuilding import clean_build, differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built, Site

BASE: Final = "https://example.org/"
CONFIG: Final[dict[str, Any]] = {
    "html_baseurl": BASE,
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
    """A repository with a file of three lines, written on two days."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "a.txt").write_text("one\ntwo\n")
    commit(folder, "2020-02-01")
    (folder / "a.txt").write_text("one\ntwo\nthree\n")
    commit(folder, "2021-03-02")
    return folder


def lines(folder: Path, name: str = "a.txt") -> list[str]:
    """The days of a file's lines, asked anew."""
    return History(folder, folder.parent / "no-cache.json").lines(name)


# -- lines of files -----------------------------------------------------------------


def test_each_line_has_the_day_of_its_last_change(repository: Path) -> None:
    """A line that stays keeps its day, whatever becomes of others."""
    assert lines(repository) == ["2020-02-01", "2020-02-01", "2021-03-02"]

    (repository / "a.txt").write_text("zero\none\n2\nthree\n")
    commit(repository, "2022-04-03")
    assert lines(repository) == ["2022-04-03", "2020-02-01", "2022-04-03", "2021-03-02"]


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

    assert lines(repository, "b.txt") == [day]


def test_a_file_in_a_folder_is_found(repository: Path) -> None:
    """Paths count from the folder of the sources, which need not be the repository's."""
    folder = repository / "sub" / "sources"
    folder.mkdir(parents=True)
    (folder / "ü b.txt").write_text("b\n")
    commit(repository, "2022-04-03")

    assert lines(folder, "ü b.txt") == ["2022-04-03"]
    assert lines(folder, "../../a.txt")[-1] == "2021-03-02"


def test_what_is_not_committed_has_no_day(repository: Path) -> None:
    """A line that has been changed, a file that is new, a file that is not there."""
    (repository / "a.txt").write_text("one\n2\nthree\n")
    (repository / "new.txt").write_text("new\n")
    assert lines(repository) == ["2020-02-01", "", "2021-03-02"]
    assert lines(repository, "new.txt") == []
    assert lines(repository, "none.txt") == []

    git(repository, "add", "--all")
    assert lines(repository) == ["2020-02-01", "", "2021-03-02"]
    assert set(lines(repository, "new.txt")) <= {""}


def test_a_folder_outside_of_git_has_no_history(tmp_path: Path) -> None:
    """No error, no days, and nothing to keep."""
    (tmp_path / "a.txt").write_text("one\n")
    known = History(tmp_path, tmp_path / "cache.json")
    known.save()

    assert known.lines("a.txt") == []
    assert not (tmp_path / "cache.json").exists()


def test_a_repository_without_a_commit_has_no_history(tmp_path: Path) -> None:
    """Nothing has been committed yet."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.txt").write_text("one\n")

    assert lines(tmp_path) == []


def test_a_machine_without_git_has_no_history(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build needs no git."""
    monkeypatch.setenv("PATH", "")

    assert lines(repository) == []


def test_a_hook_may_build_a_site(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that git sets for its hooks name another repository."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))

    assert lines(repository)[-1] == "2021-03-02"


def clone(repository: Path, depth: int) -> Path:
    """A clone that has the newest commits only."""
    folder = repository.parent / f"clone{depth}"
    address = repository.as_uri()
    git(repository.parent, "clone", "--quiet", f"--depth={depth}", address, str(folder))
    return folder


def test_a_shallow_clone_knows_what_it_has(repository: Path) -> None:
    """Its oldest commit stands for all that came before, so it says nothing."""
    (repository / "a.txt").write_text("one\ntwo\nthree\nfour\n")
    commit(repository, "2022-04-03")

    assert lines(clone(repository, 1)) == [""] * 4
    assert lines(clone(repository, 2)) == ["", "", "", "2022-04-03"]
    assert lines(clone(repository, 9)) == lines(repository)


#: Texts of lines: what ends a line for Python and not for git, what git's own answer has.
_LINE: Final = st.sampled_from(
    ("", "a", "\tb", "a\x0c", "a\x0c\tb", "a\x85\tb", "a\u2028\tb", "a\r\tb", "a\r",
     "\x1c\x1d", "boundary", "a\x0bboundary", "author x", "0" * 40 + " 1 1 1",
     "a\x0c" + "1" * 40 + " 1 1")
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(_LINE, min_size=1, max_size=4), st.sampled_from(("\n", "")))
def test_a_file_has_as_many_days_as_lines(
    repository: Path, texts: list[str], end: str
) -> None:
    """Whatever stands in it, and whether its last line ends."""
    texts = [*texts, "last"]
    (repository / "any.txt").write_bytes(("\n".join(texts) + end).encode())
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "x")

    assert len(lines(repository, "any.txt")) == len(texts)


# -- what is kept -------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that git is asked about."""
    found: list[str] = []
    ask = history._git

    def note(folder: Path, *arguments: str) -> str:
        if arguments[0] == "blame":
            found.append(arguments[-1])
        return ask(folder, *arguments)

    monkeypatch.setattr(history, "_git", note)
    return found


def test_answers_are_kept_for_the_next_build(
    repository: Path, tmp_path: Path, asked: list[str]
) -> None:
    """Git is asked once about a file, until the file or the history changes."""
    cache = tmp_path / "cache.json"

    def ask() -> list[str]:
        known = History(repository, cache)
        days = known.lines("a.txt")
        assert known.lines("a.txt") == days
        known.save()
        return days

    before = ask()
    assert ask() == before
    assert asked == ["a.txt"]

    (repository / "a.txt").write_text("1\ntwo\nthree\n")
    assert ask() == ["", *before[1:]]
    assert asked == ["a.txt"] * 2

    commit(repository, "2022-04-03")
    assert ask() == ["2022-04-03", *before[1:]]
    assert asked == ["a.txt"] * 3


def test_silence_is_no_answer_to_keep(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that was too busy for git is asked again by the next build."""
    cache = tmp_path / "cache.json"
    busy = History(repository, cache)
    with monkeypatch.context() as patched:
        patched.setattr(history, "_PATIENCE", 0)
        assert busy.lines("a.txt") == []
    busy.save()

    assert len(History(repository, cache).lines("a.txt")) == 3


def test_answers_are_forgotten_when_the_history_is_another(
    repository: Path, tmp_path: Path, asked: list[str]
) -> None:
    """A commit of another file is one, too; and one that is made anew."""
    cache = tmp_path / "cache.json"
    known = History(repository, cache)
    known.lines("a.txt")
    known.save()
    git(repository, "commit", "--quiet", "--amend", "--no-edit", date="2021-12-31")

    assert History(repository, cache).lines("a.txt")[-1] == "2021-12-31"


def test_a_clone_that_is_completed_knows_more(repository: Path, tmp_path: Path) -> None:
    """What it did not know was no answer to keep."""
    folder, cache = clone(repository, 1), tmp_path / "cache.json"
    known = History(folder, cache)
    assert known.lines("a.txt") == [""] * 3
    known.save()
    git(folder, "fetch", "--quiet", "--unshallow")

    assert History(folder, cache).lines("a.txt") == lines(repository)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", "\0", '{"head": "HEAD"}', '{"head": "HEAD", "files": 1}'],
)
def test_a_broken_note_is_none(repository: Path, tmp_path: Path, text: str) -> None:
    """Whatever stands in the file that keeps the answers."""
    cache = tmp_path / "cache.json"
    cache.write_text(text.replace("HEAD", git(repository, "rev-parse", "HEAD").strip()))

    assert History(repository, cache).lines("a.txt")[-1] == "2021-03-02"


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


def test_a_page_that_has_lost_a_line_has_changed(site: Site) -> None:
    """No line that is left tells of one that is gone."""
    site.edit("plain.md", "\nText.\n", "")

    assert changed(site, "2021-03-02") == {"plain.html": "2021-03-02"}


def test_a_paper_has_the_day_of_its_own_entry(site: Site) -> None:
    """Its page, and pages that list it; no page that has nothing to do with it."""
    site.edit(
        "publications.bib", "booktitle = {Proceedings of", "booktitle = {Annals of"
    )
    found = changed(site, "2021-03-02")

    assert set(found.values()) == {"2021-03-02"}
    # all papers, those of its authors, those that are like it
    assert {
        "papers/smith2023deep.html",
        "publications.html",
        "members/smith-ann.html",
        "papers/doe2024fast.html",
    } <= found.keys()
    assert {
        "papers/doe2025open.html",
        "members/green-bo.html",
        "people.html",
        "plain.html",
    }.isdisjoint(found)


def test_a_timeline_shows_the_titles_of_papers(site: Site) -> None:
    """The sentence of an item is composed of the entry of its paper."""
    site.edit("publications.bib", "title = {Fast {MRI}", "title = {Very fast {MRI}")
    found = changed(site, "2021-03-02")

    assert found["news.html"] == "2021-03-02"
    assert found["index.html"] == "2021-03-02"


def test_entries_that_have_nothing_to_do_with_each_other(
    make_site: Callable[..., Site],
) -> None:
    """The page of a paper does not change with those above and below in the file."""
    bib = "".join(
        f"@misc{{p{n},\n  author = {{Author {name}}},\n  title = {{Title {name}}},\n"
        f"  year = {{2020}},\n  note = {{Note {name}}},\n}}\n\n"
        for n, name in enumerate(("One", "Two", "Three"))
    )
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    git(site.srcdir, "init", "--quiet")
    commit(site.srcdir, "2020-02-01")
    site.edit("publications.bib", "Note Two", "Note 2")
    assert changed(site, "2021-03-02") == {
        "papers/p1.html": "2021-03-02",
        "publications.html": "2021-03-02",
    }

    site.edit(
        "publications.bib",
        "\n@misc{p2",
        "\n@misc{p3,\n  author = {Author X},\n  title = {X},\n  year = {2020},\n}\n\n@misc{p2",
    )
    found = changed(site, "2022-04-03")
    assert {page for page in found if page.startswith("papers/")} == {
        "papers/p1.html",
        "papers/p3.html",
    }
    assert found["papers/p1.html"] == "2021-03-02"
    assert found["papers/p3.html"] == "2022-04-03"


def test_all_lines_of_an_entry_count(make_site: Callable[..., Site]) -> None:
    """Those behind its award as well, which is a record of its own."""
    bib = (
        "@misc{prized,\n  author = {Author One},\n  title = {Title},\n"
        "  award = {Best paper},\n  year = {2020},\n  note = {A note},\n}\n"
    )
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    git(site.srcdir, "init", "--quiet")
    commit(site.srcdir, "2020-02-01")
    site.edit("publications.bib", "A note", "Another note")

    found = changed(site, "2021-03-02")
    assert found["papers/prized.html"] == "2021-03-02"
    assert found["publications.html"] == "2021-03-02"


def test_a_person_has_the_day_of_their_own_entry(site: Site) -> None:
    """Their page and the pages that show them."""
    site.edit("people.yml", "next: Postdoc, Elsewhere", "next: Postdoc, Far away")
    found = changed(site, "2021-03-02")

    assert found["members/smith-ann.html"] == found["people.html"] == "2021-03-02"
    assert "members/green-bo.html" not in found


def test_news_count_where_they_are_shown(site: Site) -> None:
    """On their own page, in timelines that have them, on the page of their paper."""
    site.edit("news.md", "We held a workshop.", "We met.")
    found = changed(site, "2021-03-02")
    assert found == dict.fromkeys(("news.html", "members/smith-ann.html"), "2021-03-02")

    site.edit("news.md", "It is about", "It tells of")
    found = changed(site, "2022-04-03")
    assert {"news.html", "index.html", "papers/doe2024fast.html"} <= {
        page for page, day in found.items() if day == "2022-04-03"
    }
    assert "papers/doe2025open.html" not in found


def test_a_page_that_somebody_has_written_for_a_paper_counts(site: Site) -> None:
    """Its own words are part of it."""
    page = "---\norphan: true\n---\n# Deep\n\nOwn words.\n\n:::{paper} smith2023deep\n:::\n"
    site.write("smith2023deep.md", page)
    first = changed(site, "2021-03-02")
    assert first["smith2023deep.html"] == "2021-03-02"

    site.edit("smith2023deep.md", "Own words", "Other words")
    assert changed(site, "2022-04-03")["smith2023deep.html"] == "2022-04-03"


def test_changes_that_are_not_committed_say_nothing(site: Site) -> None:
    """A page that shows some of them has no day; others keep theirs."""
    site.edit("publications.bib", "An open question", "An open problem")
    site.edit("plain.md", "\nText.", "\nWords.")
    site.write("new.md", "---\norphan: true\n---\n# New\n")
    found = days(site.build(config=CONFIG))

    unknown = {page for page, day in found.items() if not day}
    assert {"plain.html", "new.html", "publications.html"} <= unknown
    assert "papers/doe2025open.html" in unknown
    assert found["people.html"] == "2020-02-01"


def test_a_line_that_is_deleted_and_not_committed_says_nothing(site: Site) -> None:
    """The page is not the one of the last commit."""
    site.edit("plain.md", "\nText.\n", "")

    assert days(site.build(config=CONFIG))["plain.html"] == ""


def test_a_shallow_clone_says_nothing(site: Site) -> None:
    """As hosts fetch it; what its newest commit has changed is known."""
    site.edit("plain.md", "# Plain", "# Plainer")
    commit(site.srcdir, "2021-03-02")
    folder = clone(site.srcdir, 1)
    shallow = type(site)(folder)

    assert set(days(shallow.build(config=CONFIG)).values()) == {""}


def test_answers_are_kept_between_builds(site: Site, asked: list[str]) -> None:
    """A build after a commit asks again, one without a commit does not."""
    site.build(config=CONFIG)
    assert sorted(asked) == ["news.md", "people.yml", "publications.bib"]
    asked.clear()
    site.build(config=CONFIG)
    assert asked == []

    site.edit("plain.md", "\nText.", "\nWords.")
    commit(site.srcdir, "2021-03-02")
    assert days(site.build(config=CONFIG))["plain.html"] == "2021-03-02"
    assert "people.yml" in asked


def test_a_commit_changes_the_map_and_no_page(site: Site) -> None:
    """What was built before its commit gets its day by the next build."""
    site.edit("plain.md", "\nText.", "\nWords.")
    assert days(site.build(config=CONFIG))["plain.html"] == ""
    commit(site.srcdir, "2021-03-02")
    built = site.build(config=CONFIG)

    assert built.written == set()
    assert days(built)["plain.html"] == "2021-03-02"
