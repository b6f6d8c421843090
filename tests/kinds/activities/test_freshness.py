"""What an edit of an activity makes the next build read and write."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOTS, Site
from tests.drawing import sites
from tests.rebuilding import (
    clean_build,
    differences,
    keep,
    rebuild,
    rebuild_anyhow,
    restored,
)

if TYPE_CHECKING:
    from pathlib import Path

ACTIVITIES: Final = ("grants", "talks", "teaching", "software", "awards")
ALL: Final = {
    *("index", "latest", "links", "mri", "news2023", "news2024", "people", "plain"),
    *("publications", "reading", "cv", *ACTIVITIES),
}
SOURCES: Final = {
    "research/grants.yml": """\
- id: maths
  short: Maths
  title: Mathematics of Tests
  funder: EPSRC
- id: trust
  title: Fellowship
  funder: Trust
""",
    "research/talks.yml": """\
- id: oslo
  date: 2024
  paper: doe2024fast
  event: Seminar
  invited: true
- id: rome
  date: 2023
  title: A talk
  event: School
  people: smith-ann
  award: prize
- id: bath
  date: 2022
  title: Another talk
  event: Workshop
  grant: trust
""",
    "research/teaching.yml": """\
- id: algebra
  year: 2024/25
  title: Algebra
  role: Lecturer
- id: school
  year: 2023
  title: School
  role: Tutor
  people: smith-ann
""",
    "research/software.yml": """\
- id: fast-code
  paper: doe2024fast
  links: {GitHub: https://example.org/fast}
- id: tool
  title: The tool
""",
    "research/awards.yml": """\
- id: prize
  title: Poster prize
  people: smith-ann
- id: medal
  title: Medal
""",
    "cv.yml": """\
- id: doe-jane
  employment:
    - {title: Reader, place: Bath, from: 2021}
    - {title: Fellow, people: brown-cy, grant: trust, from: 2018, to: 2021}
- id: li-wei
  service: [{title: Editor}]
""",
    **{f"{name}.md": f"# Page\n\n:::{{{name}}}\n:::\n" for name in ACTIVITIES},
    "cv.md": "# CV\n\n:::{cv} doe-jane\n:::\n",
    "plain.md": "# Plain\n\nNothing but {talk}`oslo` and {grant}`trust`.\n",
}


@pytest.fixture(scope="module")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site and its first build; a copy of it is kept beside it."""
    folder = tmp_path_factory.mktemp("activities")
    shutil.copytree(ROOTS / "incremental", folder / "site")
    site = Site(folder / "site")
    for name, text in SOURCES.items():
        site.write(name, text)
    site.edit("index.md", "\nplain", "\nplain\ncv\n" + "\n".join(ACTIVITIES))
    site.edit(
        "publications.bib", "10.1000/fast},", "10.1000/fast},\n  grant = {maths},"
    )
    site.edit("publications.bib", "{2023},", "{2023},\n  award = {Best paper},")
    site.edit("news2023.md", ":people: li-wei", ":people: li-wei\n:grant: trust")
    site.edit("people.yml", "from: 2023-05", "from: 2023-05\n      grant: maths")
    first = site.build()
    assert first.read == first.written == ALL
    keep(folder)
    return folder


@pytest.fixture
def site(built_site: Path) -> Site:
    """The site as it was after its first build."""
    return restored(built_site)


class Edit(NamedTuple):
    """One edit of a source, and the documents that it makes read and written."""

    name: str
    file: str
    old: str
    new: str
    read: str
    #: Those that are written beside those that are read; `index` goes without saying:
    #: Sphinx writes a page with a toctree whenever it writes one that is in it.
    written: str = ""


GRANTS: Final = "research/grants.yml"
TALKS: Final = "research/talks.yml"
TEACHING: Final = "research/teaching.yml"
SOFTWARE: Final = "research/software.yml"
AWARDS: Final = "research/awards.yml"
BIB: Final = "publications.bib"

# fmt: off
EDITS: Final = [
    Edit("lines move", TALKS, "- id: oslo", "# Talks\n\n- id: oslo", ""),
    Edit("a grant's fact", GRANTS, "funder: Trust", "funder: The Trust",
         "cv grants news2023 plain talks"),
    Edit("a grant's name", GRANTS, "short: Maths", "short: M4T",
         "cv grants links mri news2024 people publications software talks"),
    Edit("a grant is added", GRANTS, "- id: trust", "- {id: eu, title: E, funder: EU}\n- id: trust",
         "cv grants"),
    Edit("a member is paid by another grant", "people.yml", "grant: maths", "grant: trust",
         "grants links mri people publications"),
    Edit("a paper is paid by another grant", BIB, "{maths}", "{trust}",
         "cv grants links mri news2024 people plain publications software talks", "latest"),
    Edit("an item is about another grant", "news2023.md", ":grant: trust", ":grant: maths",
         "news2023", "grants"),
    Edit("an item with a grant is edited", "news2023.md", "a workshop", "workshops",
         "news2023", "grants"),
    Edit("a talk's title", TALKS, "title: A talk", "title: The talk",
         "awards talks"),
    Edit("an invited talk", TALKS, "event: Seminar", "event: Colloquium",
         "cv grants plain talks"),
    Edit("a talk is invited", TALKS, "event: Workshop", "event: Workshop\n  invited: true",
         "cv grants talks"),
    Edit("a talk is added", TALKS, "- id: bath", "- {id: new, date: 2022, title: N, event: E}\n- id: bath",
         "talks"),
    Edit("the order of talks", TALKS, "date: 2023", "date: 2025",
         "awards talks"),
    Edit("a course", TEACHING, "title: Algebra", "title: Linear algebra",
         "cv teaching"),
    Edit("software of a paper of a grant", SOFTWARE, "org/fast", "org/faster",
         "cv grants software"),
    Edit("an award", AWARDS, "title: Medal", "title: Big medal",
         "awards cv"),
    Edit("an award for a talk", AWARDS, "Poster prize", "Best poster",
         "awards talks"),
    Edit("an award of a paper", BIB, "Best paper", "The best paper",
         "awards cv news2023 publications reading"),
    Edit("a paper with an award is new", BIB, "@misc", "@misc{new, author = {Bo Green}, title = {N}, year = {2020}, award = {A}}\n@misc",
         "awards publications"),
    Edit("a paper that gives its title", BIB, "Fast {MRI}", "Faster {MRI}",
         "cv grants links mri news2024 people plain publications software talks", "latest"),
    Edit("a station", "cv.yml", "place: Bath", "place: York",
         "cv"),
    Edit("a station of somebody without a page", "cv.yml", "title: Editor", "title: Reviewer", ""),
    Edit("somebody whom a station names", "people.yml", "Cy Brown", "Cyrus Brown",
         "cv people"),
]
# fmt: on


@pytest.mark.sampled
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_edit_reads_and_writes_what_shows_it(site: Site, edit: Edit) -> None:
    """After an edit exactly the documents that show what was edited are made again."""
    site.edit(edit.file, edit.old, edit.new)

    built = rebuild(site)

    shown = {*edit.read.split(), *edit.written.split()}
    assert built.read == set(edit.read.split())
    assert built.written == (shown | {"index"} if shown else set())


class Gone(NamedTuple):
    """A file that is removed: who reads what is left, and what is missing then."""

    name: str
    read: str
    warnings: tuple[str, ...] = ()


FILES: Final = [
    Gone(
        TALKS,
        "awards cv grants plain talks",
        ("plain.md:3: ERROR: {talk}: there is no talk `oslo` [groupsite.link]",),
    ),
    Gone(TEACHING, "cv teaching"),
    Gone(SOFTWARE, "cv grants software"),
    Gone(
        AWARDS,
        "awards cv talks",
        (
            f"{TALKS}:11: ERROR: talk `rome`: there is no award `prize` [groupsite.link]",
        ),
    ),
    Gone("cv.yml", "cv"),
]


@pytest.mark.sampled
@pytest.mark.parametrize("gone", FILES, ids=lambda gone: gone.name)
def test_a_file_comes_and_goes(site: Site, gone: Gone) -> None:
    """Without a file the pages that showed its records do without, and back again."""
    text = site.read(gone.name)
    site.remove(gone.name)
    without = rebuild(site, warnings=gone.warnings)
    site.write(gone.name, text)
    again = site.build()

    assert without.read == again.read == set(gone.read.split())


@pytest.mark.full
def test_grants_come_and_go(site: Site) -> None:
    """Without any grants their ids are names, with others they are mistakes."""
    site.write("plain.md", "# Plain\n")
    site.write("latest.md", "# Latest\n\n:::{publications}\n:grant: maths\n:::\n")
    site.build()
    text = site.read(GRANTS)
    site.remove(GRANTS)
    gone = rebuild(site)

    site.write(GRANTS, "- {id: other, title: Other, funder: F}\n")
    wrong = [
        ("cv.yml:4", "cv `doe-jane`: there is no grant `trust`"),
        ("people.yml:16", "person `green-bo`: there is no grant `maths`"),
        ("publications.bib:7", "paper `doe2024fast`: there is no grant `maths`"),
        ("research/talks.yml:16", "talk `bath`: there is no grant `trust`"),
        ("latest.md:4", "{publications}: `grant`: there is no grant `maths`"),
        ("news2023.md:13", "{news}: `grant`: there is no grant `trust`"),
    ]
    warnings = [f"{at}: ERROR: {what} [groupsite.link]" for at, what in wrong]
    other = rebuild(site, warnings=warnings)

    site.write(GRANTS, text)
    back = rebuild(site)

    assert gone.main("latest").cssselect(".paper")
    assert {"cv", "grants", "latest", "news2023"} <= gone.read
    assert {"cv", "grants", "latest", "news2023"} <= other.read
    assert {"cv", "grants", "latest", "news2023"} <= back.read
    assert rebuild(site).read == set()


# -- other builders -----------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "text"])
def test_nothing_to_do(site: Site, builder: str) -> None:
    """A second build reads nothing, writes nothing and keeps all that was kept."""
    site.build(builder)
    folder = site.build_dir / "doctrees"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}

    again = site.build(builder)

    assert (again.read, again.written) == (set(), set())
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")} == before


def test_another_builder_writes_what_it_has_not_seen(site: Site) -> None:
    """What another builder has read is written, with the news of a grant among it."""
    site.build("text")
    site.edit("news2023.md", "a workshop", "workshops")
    site.edit(AWARDS, "title: Medal", "title: Big medal")
    site.build("html")

    built = rebuild(site, "text")

    assert built.read == set()
    assert built.written == {"news2023", "grants", "awards", "cv", "index"}


def test_parallel_is_serial(site: Site) -> None:
    """Three processes make what one makes: files, and messages of all kinds."""
    site.edit("plain.md", "`trust`", "`turst`")
    site.edit("news2023.md", ":grant: trust", ":grant: turst")
    serial = clean_build(site)
    parallel = site.try_build(clean=True, parallel=3)

    assert differences(parallel, serial) == []
    assert len(serial.warnings) == 2
    assert sorted(parallel.warnings) == sorted(serial.warnings)


# -- any edits ----------------------------------------------------------------------

#: File → record → its forms. Some name others that may be missing.
FORMS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    GRANTS: {
        "maths": ("title: M, funder: F", "title: N, funder: F, people: smith-ann"),
        "trust": ("title: T, funder: F", "title: T, short: S, funder: F, lead: li-wei"),
    },
    TALKS: {
        "oslo": (
            "date: 2024, paper: doe2024fast, event: E, invited: true",
            "date: 2021, title: T, event: E, award: prize, grant: trust",
        ),
        "rome": (
            "date: 2023, title: T, event: E, people: smith-ann, grant: maths",
            "date: 2023, paper: other, event: E, invited: true",
        ),
    },
    TEACHING: {"algebra": ("title: A, year: 2023, role: L", "title: A, year: 23, role: L")},
    SOFTWARE: {
        "tool": ("paper: smith2023deep", "title: T, people: brown-cy, grant: maths"),
    },
    AWARDS: {
        "prize": ("title: P, people: smith-ann", "title: Q, date: 2024, grant: trust"),
        "smith2023deep": ("title: Written",),
    },
    "cv.yml": {
        "doe-jane": (
            "service: [{title: S, grant: trust}]",
            "events: [{title: E, people: li-wei, paper: other, date: 2020}]",
        ),
    },
}  # fmt: skip
#: Documents and the .bib file with what replaces a piece of them.
PIECES: Final = (
    (BIB, "{maths}", "{trust}"),
    (BIB, "{Best paper}", "{}"),
    (BIB, "@inproceedings{smith2023deep", "@inproceedings{other"),
    ("news2023.md", ":grant: trust", ":grant: maths"),
    ("people.yml", "grant: maths", "grant: trust"),
    ("plain.md", "{talk}`oslo`", "{software}`tool`"),
    ("plain.md", "# Plain", "# Plain\n\n:::{awards}\n:grant: maths\n:::\n"),
)
forms = st.one_of(
    [
        st.tuples(st.just((name, record)), st.none() | st.sampled_from(texts))
        for name, records in FORMS.items()
        for record, texts in records.items()
    ]
)
steps = st.lists(forms | st.sampled_from(PIECES), min_size=1, max_size=4)


@pytest.mark.full
@given(st.lists(steps, min_size=3, max_size=3))
@sites(3)
def test_any_edits(built_site: Path, story: list[list[Any]]) -> None:
    """After any edits, wrong ones among them, a build is a clean one."""
    site = restored(built_site)
    written: dict[tuple[str, str], str] = {}
    for edits in story:
        for what, *to in edits:
            if isinstance(what, tuple):
                written.pop(what, None)
                if to[0] is not None:
                    written[what] = to[0]
            else:
                swap(site, what, *to)
        for name in FORMS:
            lines = [
                f"- {{id: {record}, {text}}}\n"
                for (file, record), text in written.items()
                if file == name
            ]
            write(site, name, "".join(lines))
        rebuild_anyhow(site)


def swap(site: Site, name: str, one: str, other: str) -> None:
    """Replace one text by the other, whichever is there."""
    text = site.read(name)
    old, new = (other, one) if other in text else (one, other)
    write(site, name, text.replace(old, new))


def write(site: Site, name: str, text: str) -> None:
    """Write a file if it is not what it was; remove one that says nothing."""
    path = site.srcdir / name
    before = site.read(name) if path.is_file() else ""
    if not text:
        path.unlink(missing_ok=True)
    elif text != before:
        site.write(name, text)
