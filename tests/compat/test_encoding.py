"""Documents and included files of any encoding, with whatever characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.compat.upstream import assert_still_there, ends_in_traceback, plain_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

HEAD: Final = "---\norphan: true\n---\n# Page\n\n"
ODD: Final = (
    "WARNING: this line is not UTF-8, it was read as Windows-1252 (latin-1); "
    "save the file in the encoding UTF-8 [groupsite.text]"
)
WIDE: Final = (
    "WARNING: this file is UTF-16; save it in the encoding UTF-8 [groupsite.text]"
)


def left_out(character: str) -> str:
    """What is said of a character."""
    return (
        f"WARNING: the character U+{ord(character):04X} was left out: it is "
        "invisible, and no page may contain it [groupsite.text]"
    )


@pytest.mark.parametrize(
    ("data", "text", "warnings"),
    [
        ((HEAD + "Zürich\n").encode("latin-1"), "Zürich", [f"page.md:6: {ODD}"]),
        ((HEAD + "Zürich\n").encode("utf-16"), "Zürich", [f"page.md:1: {WIDE}"]),
        ((HEAD + "Zürich\n").encode("utf-8-sig"), "Zürich", []),
        (
            (HEAD + "Zürich ").encode() + b"\n\x80\xfc",
            "Zürich\n€ü",
            [f"page.md:7: {ODD}"],
        ),
        (
            (HEAD + "Zürich\n").encode("utf-16-le"),
            "Zürich",
            [f"page.md:6: {ODD}", f"page.md:1: {left_out(chr(0))}"],
        ),
    ],
    ids=["latin-1", "utf-16", "mark", "some bytes", "utf-16 without a mark"],
)
def test_documents_have_any_encoding(
    make_site: Callable[..., Site], data: bytes, text: str, warnings: list[str]
) -> None:
    """A document that is not UTF-8 is read as a .bib file is, with a message."""
    main = make_site(files={"page.md": data}).build(warnings=warnings).main("page")

    assert [part.text_content() for part in main.cssselect("p")] == [text]


@pytest.mark.parametrize(
    "directive",
    [
        "```{include} sub/part.txt\n```\n",
        "```{include} sub/part.txt\n:literal:\n```\n",
        "```{eval-rst}\n.. include:: sub/part.txt\n```\n",
        "```{eval-rst}\n.. include:: sub/part.txt\n   :literal:\n```\n",
        "```{csv-table}\n:file: sub/part.txt\n```\n",
    ],
    ids=["include", "literal", "rst", "literal rst", "table"],
)
def test_files_within_documents_are_read_in_the_same_way(
    make_site: Callable[..., Site], directive: str
) -> None:
    """Messages name the file and its line, in each build until it is mended."""
    part = "One\n\nZürich\u202e\n"
    site = make_site(
        files={"page.md": HEAD + directive, "sub/part.txt": part.encode("utf-16")}
    )
    wide = f"sub/part.txt:1: {WIDE}"
    turned = f"sub/part.txt:3: {left_out(chr(0x202E))}"

    first = site.build(warnings=[wide, turned])
    assert first.main("page").text_content().split() == ["Page¶", "One", "Zürich"]
    assert site.build(warnings=[wide, turned]).read == {"page"}

    site.write("sub/part.txt", part.replace("\u202e", ""))
    assert site.build().read == {"page"}
    assert not site.build().read


def test_a_file_whose_encoding_is_named_is_read_so(
    make_site: Callable[..., Site],
) -> None:
    """It is nothing to complain about."""
    page = HEAD + "```{include} part.txt\n:encoding: mac-roman\n```\n"
    files = {"page.md": page, "part.txt": "One\nZürich\n".encode("mac-roman")}
    built = make_site(files=files).build()

    (words,) = built.main("page").cssselect("p")
    assert words.text_content().split() == ["One", "Zürich"]


def test_a_project_may_have_another_encoding(make_site: Callable[..., Site]) -> None:
    """What it says of its sources is so, whatever they look like."""
    site = make_site(files={"page.md": (HEAD + "Zürich\n").encode("mac-roman")})
    deprecated = "ERROR: Support for source encodings other than UTF-8 is deprecated"
    built = site.try_build(config={"source_encoding": "mac-roman"})

    assert all(text.startswith(deprecated) for text in built.warnings)
    (words,) = built.main("page").cssselect("p")
    assert words.text_content() == "Zürich"


def test_faults_are_found_in_parallel_too(make_site: Callable[..., Site]) -> None:
    """Each process knows what it has read itself."""
    names = [f"page{number}.md" for number in range(10, 30)]
    files = dict.fromkeys(names, HEAD.encode() + b"Z\xfcrich\n")
    built = make_site(files=files).try_build(parallel=2)

    assert sorted(built.warnings) == [f"{name}:6: {ODD}" for name in names]


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """Plain Sphinx ends at a page that is not UTF-8."""
    site = plain_site(tmp_path, {"index.rst": b"Home\n====\n\nZ\xfcrich\n"})

    assert_still_there(
        "compat/encoding.py", {"a page in latin-1": ends_in_traceback(site)}
    )
