"""Files that the build makes beside the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from sphinx.errors import ExtensionError

from groupsite.build.exports import Export
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Built, Site

CONFIG: Final = {"groupsite_paper_pages": "papers"}
KEYS: Final = {"doe2024fast", "doe2025open", "smith2023deep"}


def exported(built: Built) -> set[str]:
    """Keys of the papers whose BibTeX the output has."""
    return {path.stem for path in built.outdir.rglob("*.bib")}


def outputs(built: Built) -> set[str]:
    """All files of papers."""
    return {name for name in built.files() if name.startswith("papers/")}


def expected(page: str, keys: set[str]) -> set[str]:
    """A page, and a file in each format, for each of *keys*."""
    files = (f"papers/KEY.{ending}" for ending in ("bib", "csl.json", "ris", "txt"))
    return {name.replace("KEY", key) for name in (page, *files) for key in keys}


@pytest.mark.parametrize(
    ("builder", "page"),
    [("html", "papers/KEY.html"), ("dirhtml", "papers/KEY/index.html")],
)
def test_nothing_is_left_of_a_record_that_is_gone(
    make_site: Callable[..., Site], builder: str, page: str
) -> None:
    """Neither its page nor its file; a key that is new has both."""
    site = make_site()
    built = site.build(builder, config=CONFIG)
    assert outputs(built) == expected(page, KEYS)

    site.edit("publications.bib", "doe2025open", "doe2026open")
    built = rebuild(site, builder, config=CONFIG)
    keys = KEYS - {"doe2025open"} | {"doe2026open"}
    assert outputs(built) == expected(page, keys)


def test_files_are_touched_when_they_change_only(
    make_site: Callable[..., Site],
) -> None:
    """A file that was lost is made again, one that says the same is left alone."""
    site = make_site()
    folder = site.build(config=CONFIG).outdir / "papers"
    before = {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.bib")}
    (folder / "doe2025open.bib").unlink()
    site.edit("publications.bib", "Deep things", "Deeper things")
    site.build(config=CONFIG)
    after = {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.bib")}

    assert after.keys() == KEYS
    assert {key for key in KEYS if before[key] == after[key]} == {"doe2024fast"}


def test_a_digest_is_asked_for_where_something_has_changed(
    make_site: Callable[..., Site],
) -> None:
    """Not in a build after one that has ended with the same records and documents."""
    asked: list[str] = []

    def give(app: Sphinx) -> None:
        def digest() -> str:
            asked.append("digest")
            return "always"

        app.connect("groupsite-exports", lambda _: {"x.txt": Export(make, digest)})

    def make() -> bytes:
        asked.append("content")
        return b"x"

    site = make_site()
    file = site.build(on_app=give).outdir / "x.txt"
    assert asked == ["digest", "content"]
    asked.clear()
    site.build(on_app=give)
    assert asked == []
    file.unlink()
    site.build(on_app=give)
    assert (asked, file.read_bytes()) == (["content"], b"x")
    asked.clear()
    site.edit("publications.bib", "Deep things", "Deeper things")
    site.build(on_app=give)
    assert asked == ["digest"]


def test_the_list_of_targets_is_written_where_something_has_changed(
    make_site: Callable[..., Site],
) -> None:
    """It is left alone otherwise, unless it was lost."""
    site = make_site()
    built = site.build(config=CONFIG)
    inventory, content = built.outdir / "objects.inv", built.files()["objects.inv"]
    before = inventory.stat().st_mtime_ns
    site.build(config=CONFIG)
    assert inventory.stat().st_mtime_ns == before
    inventory.unlink()
    assert site.build(config=CONFIG).files()["objects.inv"] == content
    site.edit("publications.bib", "Deep things", "Deeper things")
    assert rebuild(site, config=CONFIG).files()["objects.inv"] != content


def test_only_sites_have_files(make_site: Callable[..., Site]) -> None:
    """Builders of other formats make none, and remove none of those of a site."""
    site = make_site()
    html = site.build(config=CONFIG)
    for builder in ("text", "check", "dummy"):
        assert exported(site.try_build(builder, config=CONFIG)) == set()

    assert exported(html) == KEYS


def test_a_book_can_be_made_twice(make_site: Callable[..., Site]) -> None:
    """An e-book complains of files that it does not know, so there are none."""
    site = make_site()
    config = {**CONFIG, "version": "1", "copyright": "2026"}
    for _ in range(2):
        assert exported(site.build("epub", config=config)) == set()


def test_a_build_that_fails_makes_no_files(make_site: Callable[..., Site]) -> None:
    """The next one does."""
    site = make_site()

    def fail(app: Sphinx) -> None:
        def stop(_app: Sphinx, _doctree: object, _docname: str) -> None:
            raise ValueError("stop")

        app.connect("doctree-resolved", stop)

    with pytest.raises(ExtensionError):
        site.build(config=CONFIG, on_app=fail)
    assert list(site.build_dir.rglob("*.bib")) == []

    assert exported(site.build(config=CONFIG)) == KEYS


def test_files_of_many_records_are_made_first(make_site: Callable[..., Site]) -> None:
    """No process makes the largest one when all others are done."""
    made: list[str] = []

    def export(name: str) -> Export:
        def make() -> bytes:
            made.append(name)
            return b""

        return Export(make, digest="1")

    def give(app: Sphinx) -> None:
        names = ("a/b", "a/c", "a/d", "e/f", "g")
        app.connect("groupsite-exports", lambda _app: {n: export(n) for n in names})

    make_site().build(on_app=give)

    assert made == ["e/f", "g", "a/b", "a/c", "a/d"]


def test_what_the_check_holds_are_these_files(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """A link to a file that is made is no advice, one to another is."""
    base = "https://jane.example.org/"
    text = f"---\norphan: true\n---\n# P\n\n[a]({base}papers/doe2025open.bib) [b]({base}papers/x.bib)\n"
    site = make_site(files={"page.md": text})
    site.try_build("check", config={**CONFIG, "html_baseurl": base})

    said = [line for line in capsys.readouterr().out.splitlines() if base in line]
    assert said == [
        f"  advice: {base}papers/x.bib is not in this build; linked from page"
    ]


def test_lists_that_would_be_one_file_are_reported(
    make_site: Callable[..., Site],
) -> None:
    """The file is what it was called after first; a record's file comes before lists."""
    two = (
        "# P\n\n:::{publications}\n:export:\n:::\n\n:::{publications}\n:export:\n:::\n"
    )
    one = "# P\n\n:::{publications}\n:export:\n:limit: 1\n:::\n"
    site = make_site(
        files={
            "many.md": two,
            "many-list2.md": one,
            "papers/doe2024fast.md": f"{one}\n{{paper}}`doe2024fast`\n",
        }
    )
    site.edit("index.md", "\nnews\n", "\nnews\nmany\nmany-list2\npapers/doe2024fast\n")
    wrong = [
        ("many-list2.md:3", "many-list2.bib", "that of the list in many.md:7"),
        ("papers/doe2024fast.md:3", "papers/doe2024fast.bib", "that of a record"),
    ]
    warnings = [
        f"{at}: ERROR: the file of this list would be `{path}`, already {owner}; "
        "put the list on a page with another name [groupsite.duplicate]"
        for at, path, owner in wrong
    ]
    built = site.build(config=CONFIG, warnings=warnings)

    counts = {
        p.name: p.read_text().count("\n@") + 1 for p in built.outdir.rglob("*.bib")
    }
    assert counts["many.bib"] == counts["many-list2.bib"] == 3
    assert counts["doe2024fast.bib"] == 1
    site.remove("many-list2.md")
    site.edit("index.md", "\nmany-list2", "")
    assert rebuild(site, config=CONFIG, warnings=warnings[1:])
