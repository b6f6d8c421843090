"""Pages of records: what is read and written again, messages, books and other formats."""

from __future__ import annotations

import re
import shutil
import zipfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import lxml.html
import pytest

from tests.conftest import ROOTS, Site, new_site
from tests.pages.conftest import FILES, PAGES, links, texts
from tests.rebuilding import differences, keep, rebuild, restored

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built

GRANT: Final = "- id: maths\n  title: Maths\n  funder: EPSRC\n  partners: [li-wei]\n"
#: All documents of the site.
ALL: Final = {
    "grants",
    "index",
    "latest",
    "links",
    "members/doe-jane",
    "members/green-bo",
    "members/smith-ann",
    "mri",
    "news2023",
    "news2024",
    "papers/doe2024fast",
    "papers/green2022noise",
    "papers/smith2023deep",
    "people",
    "plain",
    "publications",
    "reading",
}
BIB: Final = "publications.bib"


@pytest.fixture(scope="module")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site and its first build; a copy of it is kept beside it."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOTS / "incremental", folder / "site")
    site = Site(folder / "site")
    site.write("research/grants.yml", GRANT)
    site.write("grants.md", "# Grants\n\n:::{grants}\n:::\n")
    site.edit("index.md", "\nplain", "\ngrants\nplain")
    site.edit(BIB, "doi = {10.1000/fast},", "doi = {10.1000/fast},\n  grant = {maths},")
    first = site.build(config=PAGES)
    assert first.read == first.written == ALL
    keep(folder)
    return folder


@pytest.fixture
def site(built_site: Path) -> Site:
    """The site as it was after its first build."""
    return restored(built_site)


# -- exact sets ---------------------------------------------------------------------


class Edit(NamedTuple):
    """One edit of a source, and the documents that it makes read and written."""

    name: str
    file: str
    old: str
    new: str
    read: str
    #: Those that are written beside those that are read; `index` goes without saying.
    written: str = ""


NOISE: Final = (
    "@misc{green2022noise,\n  author = {Green, Bo},\n  title = {On noise},\n"
    "  year = {2022},\n  eprint = {2201.00001},\n  archiveprefix = {arXiv},\n"
    "  keywords = {MRI},\n}\n"
)
ITEM: Final = ":::{news} 2023-10\n:kind: OF\n\nHm.\n:::\n\n"
# fmt: off
EDITS: Final = [
    Edit("nothing but lines", BIB, "@article", "\n\n@article",
         ""),
    Edit("a title", BIB, "On noise", "On loud noise",
         "members/green-bo mri papers/doe2024fast papers/green2022noise publications"),
    Edit("an abstract", BIB, "{On noise}", "{On noise},\n  abstract = {Loud.}",
         "members/green-bo mri papers/doe2024fast papers/green2022noise publications"),
    Edit("a member's name", "people.yml", "Bo Green", "Bob Green",
         "links members/green-bo mri papers/doe2024fast papers/green2022noise people "
         "publications"),
    Edit("a grant", "research/grants.yml", "EPSRC", "UKRI",
         "grants links members/doe-jane members/smith-ann mri news2024 "
         "papers/doe2024fast papers/green2022noise people publications"),
    Edit("news of a paper", "news2023.md",
         "2023\n\n", "2023\n\n" + ITEM.replace("OF", "talk\n:paper: green2022noise"),
         "news2023", "members/green-bo mri papers/green2022noise"),
    Edit("news of a member", "news2023.md",
         "2023\n\n", "2023\n\n" + ITEM.replace("OF", "talk\n:people: green-bo"),
         "news2023", "members/green-bo"),
    Edit("news of nobody", "news2023.md",
         "2023\n\n", "2023\n\n" + ITEM.replace("OF", "talk"),
         "news2023"),
    Edit("a paper is deleted", BIB, NOISE, "",
         "members/green-bo mri papers/doe2024fast publications"),
    Edit("a paper is added", BIB, "@article",
         "@misc{new, author = {Bo Green}, title = {New}, year = {2020}}\n@article",
         "members/green-bo papers/new publications"),
]
# fmt: on


@pytest.mark.sampled
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_edit_reads_and_writes_what_shows_it(site: Site, edit: Edit) -> None:
    """After an edit exactly the pages that show what was edited are made again."""
    site.edit(edit.file, edit.old, edit.new)

    built = rebuild(site, config=PAGES)

    shown = {*edit.read.split(), *edit.written.split()}
    assert built.read == set(edit.read.split())
    assert built.written == (shown | {"index"} if shown else set())


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_nothing_to_do(site: Site, builder: str) -> None:
    """A second build reads nothing, writes nothing and touches no file of its own."""
    site.build(builder, config=PAGES)

    def times() -> dict[Path, int]:
        folders = (site.srcdir, site.build_dir / "doctrees")
        found = [path for folder in folders for path in folder.rglob("*.*")]
        found += (site.build_dir / builder).rglob("*.bib")
        return {path: path.stat().st_mtime_ns for path in found}

    before = times()
    built = site.build(builder, config=PAGES)
    assert (built.read, built.written) == (set(), set())
    assert times() == before


def test_an_authored_page_comes_and_goes(site: Site) -> None:
    """Links follow, and nothing of the other page is left."""
    page = "---\norphan: true\n---\n# Bo at large\n\n:::{person} green-bo\n:::\n"
    site.write("green-bo.md", page)
    built = rebuild(site, config=PAGES)
    assert links(built.main("links"), "p a")[0] == ("Bo Green", "green-bo.html")
    assert "members/green-bo.html" not in built.files()

    site.remove("green-bo.md")
    built = rebuild(site, config=PAGES)
    assert links(built.main("links"), "p a")[0] == (
        "Bo Green",
        "members/green-bo.html",
    )
    assert "green-bo.html" not in built.files()


def test_a_reason_that_other_papers_take_away(make_site: Callable[..., Site]) -> None:
    """Who wrote most papers is no reason any more, on pages that did not change."""

    def entry(key: str, authors: str, keyword: str) -> str:
        return (
            f"@misc{{{key}, author = {{{authors}}}, title = {{{key}}}, year = {{2020}},\n"
            f"  keywords = {{{keyword}}}}}\n"
        )

    bib = entry("a", "Jane Doe and Ann Smith", "MRI")
    bib += entry("b", "Ann Smith and Jane Doe", "MRI")
    bib += entry("c", "Bo Green", "Bilevel learning") + entry("d", "Plato", "")
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    why = [".related-reason"]
    built = site.build(config=PAGES)
    assert texts(built.main("papers/a"), *why) == [
        "on MRI; also by Jane Doe and Ann Smith"
    ]

    site.write("publications.bib", bib + entry("e", "Ann Smith", "Bilevel learning"))
    built = rebuild(site, config=PAGES)
    assert texts(built.main("papers/a"), *why) == ["on MRI; also by Jane Doe"]


def test_the_first_record_of_a_kind(site: Site) -> None:
    """With the first talk all papers are asked anew, with the next one those it names."""
    talk = "- id: {0}\n  title: Talk\n  date: 2024-01\n  event: {0}\n  paper: {1}\n"
    first = talk.format("noisy", "green2022noise")
    site.write("research/talks.yml", first)
    built = rebuild(site, config=PAGES)
    papers = {name for name in ALL if name.startswith("papers/")}
    assert papers <= built.read
    assert "noisy, 2024" in texts(built.main("papers/green2022noise"), "dd p")

    site.write("research/talks.yml", first + talk.format("fast", "doe2024fast"))
    built = rebuild(site, config=PAGES)
    assert papers & built.read == {"papers/doe2024fast"}
    (site.srcdir / "research/talks.yml").unlink()
    built = rebuild(site, config=PAGES)
    shown = texts(built.main("papers/green2022noise"), "dd p")
    assert "noisy, 2024" not in shown


# -- messages -----------------------------------------------------------------------

MISTAKES: Final = {
    ":::{paper}\n:::": "{paper}: an id is missing: write {paper} and the id of a paper",
    ":::{paper} doe2024fst\n:::": "{paper}: there is no paper `doe2024fst`; did you mean `doe2024fast`?",
    ":::{paper} two words\n:::": "{paper}: there is no paper `two words`",
    ":::{person}\n:::": "{person}: an id is missing: write {person} and the id of a person",
    ":::{person} smith-anne\n:::": "{person}: there is no person `smith-anne`; did you mean `smith-ann`?",
    ":::{person} doe2024fast\n:::": "{person}: there is no person `doe2024fast`",
}


def test_pages_of_nobody_are_reported(make_site: Callable[..., Site]) -> None:
    """An id that is missing or unknown: at its line, and the rest is shown."""
    text = (
        "---\norphan: true\n---\n# Page\n\n" + "\n\n".join(MISTAKES) + "\n\nThe end.\n"
    )
    site = make_site(files={"page.md": text})
    warnings = [
        f"page.md:{line}: ERROR: {message} [groupsite.link]"
        for line, message in zip(range(6, 30, 3), MISTAKES.values(), strict=False)
    ]
    built = site.build(warnings=warnings)

    assert texts(built.main("page"), "p") == ["The end."]
    assert site.build(warnings=warnings).read == {"page"}


# -- other formats ------------------------------------------------------------------

CONFIG: Final[dict[str, Any]] = {**PAGES, "html_extra_path": ["extra"]}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of all tests of pages, to be built in other formats."""
    return new_site(tmp_path_factory.mktemp("rich"), files=FILES)


def test_text_has_the_pages_as_well(rich: Site) -> None:
    """Title, facts and BibTeX; what HTML folds is there in full."""
    built = rich.build("text", config=CONFIG)
    lines = built.text("papers/doe2024fast").splitlines()
    person = built.text("members/smith-ann").splitlines()

    assert lines[0] == "Fast MRI with \\ell_1 norms"
    assert "How to cite" in lines
    assert "   @article{doe2024fast," in lines
    assert person[0] == "Ann Smith"
    assert "* A prize for Ann. (July 2023)" in [line.strip() for line in person]


def test_latex_has_the_pages_that_a_book_names(rich: Site) -> None:
    """A book without pages of papers links to the list, and says nothing of it."""
    documents = [
        ("index", "book.tex", "Book", "Jane", "manual"),
        ("papers/doe2024fast", "paper.tex", "Paper", "Jane", "howto"),
    ]
    built = rich.build("latex", config={**CONFIG, "latex_documents": documents})
    book = (built.outdir / "book.tex").read_text("utf-8")
    paper = (built.outdir / "paper.tex").read_text("utf-8")

    link = r"\\hyperref\[\\detokenize\{([^}]*)\}\]\{\\sphinxcrossref\{(Fast|Jane Doe)"
    assert set(re.findall(link, book)) == {
        ("publications:paper-doe2024fast", "Fast"),
        ("people:person-doe-jane", "Jane Doe"),
    }
    assert "\\begin{sphinxVerbatim}" in paper


def test_an_ebook_has_the_pages(rich: Site) -> None:
    """They are in the book, and links lead to them."""
    built = rich.build(
        "epub",
        config={
            **CONFIG,
            "html_baseurl": "https://example.org/",
            "version": "1",
            "copyright": "2026",
        },
    )
    (book,) = built.outdir.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        page = lxml.html.document_fromstring(archive.read("publications.xhtml"))
        paper = lxml.html.document_fromstring(archive.read("papers/doe2024fast.xhtml"))

    assert "members/doe-jane.xhtml" in names
    title = "#paper-doe2024fast .paper-title a"
    assert [href for _, href in links(page, title)] == ["papers/doe2024fast.xhtml"]
    assert [href for _, href in links(paper, ".bibtex-file a")] == [
        f"https://example.org/papers/doe2024fast.{ending}"
        for ending in ("bib", "csl.json", "ris", "txt")
    ]


def test_one_page_has_all_pages(make_site: Callable[..., Site]) -> None:
    """Where all is one page, or none is made, builds have nothing to say."""
    site = make_site()
    config: dict[str, Any] = dict(PAGES)
    built: Built = site.build("singlehtml", config=config)

    assert built.main().cssselect("[data-key=doe2024fast]")
    for builder in ("man", "texinfo", "xml"):
        site.build(builder, config=config)


def test_a_parallel_build_is_the_same(rich: Site, built: Built, tmp_path: Path) -> None:
    """Pages of all processes arrive, whoever has read them."""
    site = Site(rich.srcdir)
    site.build_dir = tmp_path / "parallel"
    parallel = site.build(config=CONFIG, parallel=2)

    assert differences(parallel, built) == []
