"""Generated pages: which there are, when they are written, and what is left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.build.stubs import file_name, sync_stubs
from tests.conftest import new_site
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built, Site

PAGES: Final = {"groupsite_paper_pages": "papers", "groupsite_person_pages": "members"}
STUB: Final = """\
% made by groupsite; changes are lost, see CONTRIBUTING

~~~{groupsite:paper} doe2024fast
~~~
"""
RST: Final = """\
.. made by groupsite; changes are lost, see CONTRIBUTING

.. groupsite:paper:: doe2024fast
"""


# -- names of files -----------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Doe24", "doe2024fast", "a", "1", "PhysRev.47.777", "a_b-c+d", "indexed"],
)
def test_an_id_that_can_be_a_file_is_one(name: str) -> None:
    """Letters, digits and what is no part of an address that means something."""
    assert file_name(name) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DBLP:conf/ssvm/EhrhardtR21", "DBLP-conf-ssvm-EhrhardtR21"),
        ("Müller:2020-å", "Muller-2020-a"),
        ("a/b", "a-b"),
        ("../x", "x"),
        (".hidden", "hidden"),
        ("-x", "x"),
        ("a b", "a-b"),
        ("x.", "x"),
        ("a\\b", "a-b"),
        ("a?b#c%d", "a-b-c-d"),
        ("a\n", "a"),
        ("index", "index-"),
        ("Index", "Index-"),
        ("", ""),
        ("..", ""),
        ("日本", ""),
    ],
)
def test_another_id_gives_the_name_of_a_file(name: str, expected: str) -> None:
    """No path, no hidden file, no page of a folder, nothing that addresses quote."""
    assert file_name(name) == expected


@given(st.text())
def test_a_name_is_a_file_everywhere(name: str) -> None:
    """Whatever an id is; and the name of a name is that name."""
    made = file_name(name)

    assert re.fullmatch(r"([A-Za-z0-9][A-Za-z0-9._+-]*)?", made)
    assert made.lower() != "index"
    assert not made.endswith(".")
    assert file_name(made) == made


# -- files, without Sphinx ----------------------------------------------------------


class Folder:
    """Sources in which stubs are made."""

    def __init__(self, srcdir: Path) -> None:
        self.srcdir = srcdir

    def sync(self, *docnames: str, suffixes: tuple[str, ...] = (".md",)) -> set[str]:
        """Make the stubs of papers; what stands in the folder then."""
        pages = {"paper": {name.rpartition("/")[2]: name for name in docnames}}
        manifest = self.srcdir.parent / "build/pages.json"
        sync_stubs(pages, self.srcdir, suffixes, manifest)
        return self.files()

    def files(self) -> set[str]:
        """Files, and folders that are empty."""
        return {
            path.relative_to(self.srcdir).as_posix()
            for path in self.srcdir.rglob("*")
            if path.is_file() or not any(path.iterdir())
        }

    def write(self, name: str, text: str) -> Path:
        """Write a file of an author."""
        path = self.srcdir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder of sources."""
    (tmp_path / "source").mkdir()
    return Folder(tmp_path / "source")


def test_a_stub_holds_the_directive_of_its_record(folder: Folder) -> None:
    """And the mark that makes it ours; it is in no table of contents."""
    assert folder.sync("papers/doe2024fast") == {"papers/doe2024fast.md"}
    assert (folder.srcdir / "papers/doe2024fast.md").read_text("utf-8") == STUB


@pytest.mark.parametrize(
    ("suffixes", "name", "text"),
    [
        ((".rst",), "papers/doe2024fast.rst", RST),
        ((".txt", ".rst"), "papers/doe2024fast.txt", RST),
        ((".rst", ".md"), "papers/doe2024fast.md", STUB),
        ((), "papers/doe2024fast.md", STUB),
    ],
)
def test_a_stub_is_written_in_what_the_project_reads(
    folder: Folder, suffixes: tuple[str, ...], name: str, text: str
) -> None:
    """Markdown where there is Markdown, else reStructuredText."""
    assert folder.sync("papers/doe2024fast", suffixes=suffixes) == {name}
    assert (folder.srcdir / name).read_text("utf-8") == text


def test_a_stub_is_written_once(folder: Folder) -> None:
    """A file that says already what it should is not touched."""
    folder.sync("papers/a", "papers/b")
    before = [
        (path, path.stat().st_mtime_ns) for path in folder.srcdir.rglob("papers/*")
    ]
    assert len(before) == 2

    folder.sync("papers/a", "papers/b")
    assert [(path, path.stat().st_mtime_ns) for path, _ in before] == before


def test_a_stub_that_was_edited_is_made_anew(folder: Folder) -> None:
    """The mark says that changes are lost."""
    folder.sync("papers/doe2024fast")
    folder.write("papers/doe2024fast.md", STUB + "\nMore.\n")

    folder.sync("papers/doe2024fast")
    assert (folder.srcdir / "papers/doe2024fast.md").read_text("utf-8") == STUB


def test_stubs_of_records_that_are_gone_are_removed(folder: Folder) -> None:
    """Also those of another folder, and folders that are empty then."""
    folder.write("papers/mine.md", "# Mine\n")
    folder.sync("papers/a", "papers/b", "other/c")

    assert folder.sync("papers/b") == {"papers/mine.md", "papers/b.md"}
    assert not (folder.srcdir / "other").exists()
    assert folder.sync() == {"papers/mine.md"}
    assert folder.sync() == {"papers/mine.md"}


def test_stubs_of_lost_builds_are_removed_where_others_are_made(folder: Folder) -> None:
    """A clean build knows them by their mark."""
    folder.sync("papers/a", "papers/b")
    (folder.srcdir.parent / "build/pages.json").unlink()

    assert folder.sync("papers/a") == {"papers/a.md"}


def test_a_part_of_a_stub_is_removed(folder: Folder) -> None:
    """A build that was killed has left it, of a record that is there or gone."""
    folder.sync("papers/a", "papers/b")
    for name in ("a", "b", "c"):
        folder.write(f"papers/{name}.md.groupsite-part", STUB[:9])

    assert folder.sync("papers/a") == {"papers/a.md"}
    folder.write("papers/a.md.groupsite-part", "")
    assert folder.sync() == set()


def test_a_stub_that_is_no_text_is_made_anew(folder: Folder) -> None:
    """The mark is enough to know it."""
    folder.sync("papers/doe2024fast")
    path = folder.srcdir / "papers/doe2024fast.md"
    path.write_bytes(STUB.encode() + b"\xff")

    folder.sync("papers/doe2024fast")
    assert path.read_text("utf-8") == STUB


def test_files_without_the_mark_are_left_alone(folder: Folder) -> None:
    """Neither written over nor removed, whatever a note of an earlier build says."""
    folder.sync("papers/a", "papers/b")
    folder.write("papers/a.md", "# Mine now\n")
    folder.sync("papers/a", "papers/b")
    assert folder.sync() == {"papers/a.md"}
    assert (folder.srcdir / "papers/a.md").read_text("utf-8") == "# Mine now\n"


@pytest.mark.parametrize("suffix", [".md", ".rst"])
def test_an_authored_page_replaces_a_stub(folder: Folder, suffix: str) -> None:
    """It stands beside the folder of the stubs, under the same name."""
    suffixes = (".md", ".rst")
    folder.sync("group/people/a", "group/people/b", suffixes=suffixes)
    folder.write(f"group/a{suffix}", "# A\n")

    assert folder.sync("group/people/a", "group/people/b", suffixes=suffixes) == {
        f"group/a{suffix}",
        "group/people/b.md",
    }
    (folder.srcdir / f"group/a{suffix}").unlink()
    assert folder.sync("group/people/a", suffixes=suffixes) == {"group/people/a.md"}


# -- whole sites --------------------------------------------------------------------


def stubs(site: Site) -> set[str]:
    """All stubs of a site."""
    folders = ("papers", "members", "work/texts")
    return {
        path.relative_to(site.srcdir).as_posix()
        for folder in folders
        for path in (site.srcdir / folder).glob("*")
    }


PAPERS = {"papers/doe2024fast.md", "papers/doe2025open.md", "papers/smith2023deep.md"}
MEMBERS = {"members/doe-jane.md", "members/green-bo.md", "members/smith-ann.md"}


def test_settings_decide_which_stubs_there_are(make_site: Callable[..., Site]) -> None:
    """A folder that is named anew, or no more, takes its stubs with it."""
    site = make_site()
    site.build(config=PAGES)
    assert stubs(site) == PAPERS | MEMBERS

    built = rebuild(site, config={**PAGES, "groupsite_paper_pages": "work/texts"})
    assert stubs(site) == MEMBERS | {
        name.replace("papers/", "work/texts/") for name in PAPERS
    }
    assert "work/texts/doe2024fast.bib" in built.files()

    built = rebuild(site, config={"groupsite_person_pages": "members"})
    assert stubs(site) == MEMBERS
    assert not (site.srcdir / "work").exists()
    assert [name for name in built.files() if name.endswith("doe2024fast.bib")] == []

    built = rebuild(site)
    assert stubs(site) == set()
    assert [name for name in built.files() if "members/" in name] == []


def test_stubs_come_and_go_with_their_records(make_site: Callable[..., Site]) -> None:
    """A paper that is deleted, somebody who is no member any more."""
    site = make_site()
    site.build(config=PAGES)
    times = {name: (site.srcdir / name).stat().st_mtime_ns for name in PAPERS | MEMBERS}
    bib = site.read("publications.bib")
    site.write("publications.bib", bib[: bib.index("@misc{doe2025open")])
    site.edit(
        "people.yml", "  memberships:\n    - role: postdoc\n      from: 2023-05\n", ""
    )

    rebuild(site, config=PAGES)

    left = PAPERS | MEMBERS
    left -= {"papers/doe2025open.md", "members/green-bo.md"}
    assert stubs(site) == left
    assert {name: (site.srcdir / name).stat().st_mtime_ns for name in left} == {
        name: time for name, time in times.items() if name in left
    }


def test_a_project_in_restructuredtext_gets_such_stubs(
    make_site: Callable[..., Site],
) -> None:
    """It needs no reader of Markdown."""
    site = make_site()
    for name in ("index", "news", "publications", "people"):
        site.remove(f"{name}.md")
    site.write("index.rst", "Home\n====\n\n.. publications::\n\n.. people::\n")
    conf = site.read("conf.py").replace('"myst_parser", ', "")
    site.write("conf.py", conf + 'source_suffix = ".rst"\n')
    built = site.build(config=PAGES)

    assert stubs(site) == {f"{name[:-3]}.rst" for name in PAPERS | MEMBERS}
    assert site.read("papers/doe2024fast.rst") == RST
    (heading,) = built.main("papers/smith2023deep").cssselect("h1")
    assert heading.text_content() == "Deep things¶"
    (name,) = built.main().cssselect("[data-id=green-bo] .person-name a")
    assert name.get("href") == "members/green-bo.html"


# -- ids of which no page can be made -----------------------------------------------

#: Keys, and the names of their pages; none where another one has it, or none is left.
UNSAFE: Final = {
    "a/b": "a-b",
    "../x": "x",
    "x" * 201: "",
    "a:b": "",
    "Doe24": "Doe24",
    "doe24": "",
    "日本": "",
}
#: What is said of those without a page.
SAID: Final = {
    "x" * 201: "is too long for the name of a file; at most 200 letters",
    "a:b": "would be the same file as that of paper `a/b`; call one of them otherwise",
    "doe24": "would be the same file as that of paper `Doe24`; call one of them otherwise",
    "日本": "has no letter or digit for the name of a file",
}


#: The twin stands in a file of its own: in one file a second key is a fault anyway.
TWO: Final = {
    key: "two.bib" if key == "doe24" else "publications.bib" for key in UNSAFE
}


@pytest.fixture(scope="module")
def unsafe(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with keys that are no names of files; each entry has five lines."""
    roles = " ".join(f"{{paper}}`{key}`" for key in UNSAFE)
    files: dict[str, str] = dict.fromkeys(TWO.values(), "")
    for number, (key, file) in enumerate(TWO.items()):
        files[file] += (
            f"@misc{{{key},\n  author = {{Jane Doe}},\n  title = {{Paper {number}}},\n"
            "  year = {2020},\n}\n"
        )
    files["news.md"] = f"# News\n\n{roles}\n"
    site = new_site(tmp_path_factory.mktemp("unsafe"), files=files)
    bibfiles = ["publications.bib", "two.bib"]
    return site.try_build(config={**PAGES, "bibtex_bibfiles": bibfiles})


def test_ids_without_a_page_are_reported_at_their_entries(unsafe: Built) -> None:
    """The message says what to do; of ids that would be one file the first has it."""
    lines = dict(zip(UNSAFE, [1, 6, 11, 16, 21, 1, 26], strict=True))
    assert unsafe.warnings == [
        f"{TWO[key]}:{lines[key]}: ERROR: paper `{key}` has no page of its own: its id "
        f"{SAID[key]} [groupsite.page]"
        for key in ("x" * 201, "a:b", "日本", "doe24")
    ]


def test_papers_without_a_page_are_in_the_list(unsafe: Built) -> None:
    """With their BibTeX, and links lead there; nothing is written elsewhere."""
    entries = unsafe.main("publications").cssselect(".paper")
    with_source = [
        entry.get("data-key")
        for entry in entries
        if entry.cssselect("details.paper-bibtex")
    ]
    links = unsafe.main("news").cssselect("p a")

    assert sorted(entry.get("data-key") for entry in entries) == sorted(UNSAFE)
    assert sorted(with_source) == sorted(SAID)
    assert [link.text_content() for link in links] == [
        f"Paper {number}" for number in range(len(UNSAFE))
    ]
    for link, (key, name) in zip(links, UNSAFE.items(), strict=True):
        expected = f"papers/{name}.html" if name else f"publications.html#paper-{key}"
        assert unquote(link.get("href")) == expected
    made = {n for n in unsafe.files() if n.endswith(".bib") and "papers/" in n}
    assert made == {f"papers/{name}.bib" for name in UNSAFE.values() if name}


# -- settings -----------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["..", "../up", "a/../..", "C:/papers", "a\\b", "."])
@pytest.mark.parametrize("name", ["groupsite_paper_pages", "groupsite_person_pages"])
def test_folders_are_inside_of_the_sources(
    make_site: Callable[..., Site], name: str, folder: str
) -> None:
    """Another one is reported at its line, and there are no pages then."""
    line = f"{name} = {folder!r}\n"
    site = make_site(files={"index.md": "# Home\n"})
    site.write(
        "conf.py", site.read("conf.py") + line + 'include_patterns = ["index.md"]\n'
    )
    message = f"`{name}`: this should be a folder below conf.py, not {folder!r}"

    site.build("dummy", warnings=[f"conf.py:10: ERROR: {message} [groupsite.config]"])
    assert stubs(site) == set()
    assert {path.name for path in site.srcdir.parent.iterdir()} == {
        site.srcdir.name,
        site.build_dir.name,
    }


def test_slashes_around_a_folder_do_not_count(make_site: Callable[..., Site]) -> None:
    """What looks absolute is below the sources all the same."""
    site = make_site()
    config: dict[str, Any] = {"groupsite_paper_pages": "/papers/"}
    built = site.build("dummy", config=config)

    assert stubs(site) == PAPERS
    assert {name for name in built.read if "/" in name} == {
        name.removesuffix(".md") for name in PAPERS
    }
