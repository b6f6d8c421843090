"""Files that include themselves, or each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

HEAD: Final = "---\norphan: true\n---\n# Page\n\n"
CIRCLE: Final = (
    "WARNING: {include}: the file was left out: it is being read already; "
    "remove this line [groupsite.text]"
)


def include(name: str, *options: str) -> str:
    """The directive."""
    return "\n".join([f"```{{include}} {name}", *options, "```\n\n"])


@pytest.mark.parametrize(
    ("files", "words", "warnings"),
    [
        (
            {"page.md": HEAD + include("page.md") + "After"},
            ["After"],
            [f"page.md:6: {CIRCLE}"],
        ),
        (
            {
                "page.md": HEAD + include("a.txt"),
                "a.txt": "A\n\n" + 2 * include("a.txt"),
            },
            ["A"],
            [f"a.txt:3: {CIRCLE}", f"a.txt:6: {CIRCLE}"],
        ),
        (
            {
                "page.md": HEAD + include("sub/a.txt"),
                "sub/a.txt": "A\n\n" + include("sub/b.txt") + "C\n",
                "sub/b.txt": "> B\n>\n> ```{include} sub/a.txt\n> ```\n",
            },
            ["A", "B", "C"],
            [f"sub/b.txt:3: {CIRCLE}"],
        ),
        (
            {
                "page.md": HEAD + include("a.txt"),
                "a.txt": "A\n\n```{eval-rst}\n.. include:: page.md\n   :parser: myst_parser.sphinx_\n```\n",
            },
            ["A"],
            [f"a.txt:4: {CIRCLE}"],
        ),
    ],
    ids=["itself", "twice", "each other", "by another parser"],
)
def test_a_circle_is_cut(
    make_site: Callable[..., Site],
    files: dict[str, str],
    words: list[str],
    warnings: list[str],
) -> None:
    """A file is not read within itself; its author is told where."""
    main = make_site(files=files).build(warnings=warnings).main("page")

    assert [part.text_content() for part in main.cssselect("p")] == words


def test_what_has_an_end_is_no_circle(make_site: Callable[..., Site]) -> None:
    """A file again, a part of the page itself, and its source."""
    page = (
        HEAD
        + 2 * include("a.txt", ":heading-offset: 1")
        + include("page.md", ":start-line: 21")
        + include("page.md", ":literal:")
        + "B\n"
    )
    main = make_site(files={"page.md": page, "a.txt": "A\n"}).build().main("page")

    assert [part.text_content() for part in main.cssselect("p")] == list("AABB")
    (source,) = main.cssselect("pre")
    assert source.text_content().strip() == page.strip()


def test_files_deep_within_each_other_end_no_build(
    make_site: Callable[..., Site],
) -> None:
    """What is too much for Python is said once, where the page includes it."""
    files = {"page.md": HEAD + include("0.txt") + "After\n"}
    for number in range(400):
        files[f"{number}.txt"] = f"P{number}\n\n" + include(f"{number + 1}.txt")
    message = (
        "WARNING: {include}: too many files include each other here, not all of them "
        "were read; include them side by side [groupsite.text]"
    )
    built = make_site(files=files).build(warnings=[f"page.md:6: {message}"])

    words = [part.text_content() for part in built.main("page").cssselect("p")]
    assert words[0] == "P0"
    assert words[-1] == "After"


def test_files_that_multiply_come_to_an_end(make_site: Callable[..., Site]) -> None:
    """Each includes the next one twice: a million of the last. Those after it are read."""
    files = {"page.md": HEAD + include("0.txt") + "After\n", "20.txt": "End\n"}
    for number in range(20):
        files[f"{number}.txt"] = 2 * include(f"{number + 1}.txt")
    built = make_site(files=files).try_build()

    message = (
        "WARNING: {include}: the file was left out: this page has included 1000 files "
        "already; spread them over several pages [groupsite.text]"
    )
    assert {w.partition(": ")[2] for w in built.warnings} == {message}
    words = [part.text_content() for part in built.main("page").cssselect("p")]
    assert set(words) == {"End", "After"}
    assert len(words) < 1000


def test_a_file_that_is_missing_is_named(make_site: Callable[..., Site]) -> None:
    """Messages of others stay as they are."""
    site = make_site(files={"page.md": HEAD + include("no.txt") + "After\n"})
    message = "CRITICAL: Directive \"include\": file not found: 'no.txt' [docutils]"
    built = site.build(warnings=[f"page.md:6: {message}"])

    assert built.main("page").cssselect("p")[-1].text_content() == "After"
