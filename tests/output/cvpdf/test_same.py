"""A page and its file show the same: what one has and the other has not is a fault."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.output.cvpdf.months import short_months
from tests.conftest import new_site

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.lab import Lab

pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")

#: The foot of a page.
_FOOT = re.compile(r"^.* – page \d+ of \d+$", re.MULTILINE)


def words(text: str) -> Counter[str]:
    """Words and numbers, and how often each is there; lines may end inside of some."""
    plain = short_months(unicodedata.normalize("NFKC", text), "en_GB")
    return Counter(re.findall(r"[^\W_]+", plain))


def text_of(path: Path) -> str:
    """The text of a file."""
    pages = pypdf.PdfReader(path).pages
    return "\n".join(page.extract_text() for page in pages)


def sections(main: HtmlElement) -> list[HtmlElement]:
    """The sections of a CV on a page."""
    return list(
        main.cssselect("section section[id^=cv-], section section[id^=list-cv-]")
    )


def shown(section: HtmlElement) -> str:
    """The text of a section; formulas as they are read."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        if element.tag in {"annotation", "script"} or "headerlink" in (
            element.get("class") or ""
        ):
            parts.append(element.tail or "")
            return
        parts.append(element.text or "")
        for child in element:
            walk(child)
        if element.tag in {"li", "p", "div", "h2", "h3"}:
            parts.append(" ")
        parts.append(element.tail or "")

    walk(section)
    # sizes of downloads say nothing to readers of a file, whose months are short
    return re.sub(r" \(\d+ [kMG]B\)", "", "".join(parts))


def body(path: Path) -> str:
    """The text of a file without the numbers of papers and of pages."""
    text, number = _FOOT.sub("", text_of(path)), 1
    # a line may begin with a year, which is no number of a paper
    while (
        without := re.sub(rf"^{number}\. ", "", text, count=1, flags=re.MULTILINE)
    ) != text:
        text, number = without, number + 1
    return text


def compare(main: HtmlElement, path: Path) -> None:
    """Both have the same words as often, in the same sections."""
    found = sections(main)
    assert found
    titles = [shown(section[0]).strip() for section in found]
    text = body(path)
    rest = text.partition(f"\n{titles[0]}")[2]
    for index, section in enumerate(found):
        following = titles[index + 1] if index + 1 < len(found) else None
        part, _, rest = (
            rest.partition(f"\n{following}\n") if following else (rest, "", "")
        )
        expected = words(shown(section)) - words(titles[index])
        assert words(part) == expected, titles[index]


@pytest.mark.parametrize("page", ["cv", "group/people/primjer-zeljka-cv"])
def test_the_group_of_the_tests(lab: Lab, page: str) -> None:
    """Every section of it, both ways."""
    compare(lab.article(f"{page}.html"), lab.outdir / f"{page}.pdf")


def test_a_small_site(tmp_path: Path) -> None:
    """The root `basic` as well."""
    files: dict[str, str | bytes] = {
        "jane.md": "---\norphan: true\n---\n\n# Jane\n\n:::{cv} doe-jane\n:::\n"
    }
    built = new_site(tmp_path, files=files).build()

    compare(built.main("jane"), built.outdir / "jane.pdf")
