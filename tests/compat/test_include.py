"""Files that include themselves, or each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.compat.upstream import assert_still_there, ends_in_traceback, plain_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

HEAD: Final = "---\norphan: true\n---\n# Page\n\n"


def include(name: str) -> str:
    """The directive."""
    return f"```{{include}} {name}\n```\n\n"


@pytest.mark.parametrize(
    ("files", "blamed"),
    [
        ({"page.md": HEAD + include("page.md")}, "page.md"),
        ({"page.md": HEAD + include("a.txt"), "a.txt": 2 * include("a.txt")}, "a.txt"),
        (
            {
                "page.md": HEAD + include("a.txt"),
                "a.txt": "A\n\n" + include("b.txt"),
                "b.txt": "B\n\n" + include("a.txt"),
            },
            "a.txt",
        ),
    ],
    ids=["itself", "twice", "each other"],
)
def test_a_file_that_includes_itself_is_a_message(
    make_site: Callable[..., Site], files: dict[str, str], blamed: str
) -> None:
    """One, in each build until it is mended; what stands behind it is read."""
    site = make_site(files={**files, "page.md": files["page.md"] + "After\n"})
    message = (
        f"{blamed}:1: WARNING: page includes this file more than 20 times: does it "
        "include itself? remove that `{include}` [groupsite.text]"
    )
    built = site.build(warnings=[message])
    assert built.main("page").cssselect("p")[-1].text_content() == "After"
    assert site.build(warnings=[message]).read == {"page"}

    site.write(blamed, HEAD + "Mended\n")
    assert site.build().read == {"page"}


def test_a_file_may_be_included_often(make_site: Callable[..., Site]) -> None:
    """The button below each of twenty sections."""
    page = HEAD + 20 * include("a.txt")
    main = make_site(files={"page.md": page, "a.txt": "A\n"}).build().main("page")

    assert [part.text_content() for part in main.cssselect("p")] == ["A"] * 20


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """Plain MyST reads the file until Python gives up."""
    files = {"index.md": "# Home\n\n" + include("index.md")}
    site = plain_site(tmp_path, files, ("myst_parser",))

    assert_still_there(
        "compat/include.py", {"a file that includes itself": ends_in_traceback(site)}
    )
