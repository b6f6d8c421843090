"""What recipes say to type works: without a message, and it is on the site."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import Site
from tests.docs.conftest import DOCS
from tests.docs.snippets import blocks, type_in
from tests.pictures import photo
from tests.sites import EMPTY, LAB

if TYPE_CHECKING:
    from pathlib import Path

STRICT: Final = {"nitpicky": True}
#: Where recipes begin; all others with the group that has everything.
BASES: Final = {"site": EMPTY}
#: Files that a recipe tells to put somewhere: pictures and papers.
FILES: Final = {
    "group/newcomer-rita.png": photo(form="PNG"),
    "pictures/sample.jpg": photo(),
    "research/new-project.jpg": photo(),
    "posts/on-new-examples.jpg": photo(),
    "files/figures/example.png": photo(form="PNG"),
    "files/data/example.pdf": (LAB / "files/data/widgets.pdf").read_bytes(),
}
#: By recipes: page → selector → how many there are.
SHOWN: Final[dict[str, dict[str, dict[str, int]]]] = {
    "papers": {
        "research/publications": {
            ".paper[data-key=doe2026example]": 1,
            "img.paper-preview": 1,
            ".badge.badge-1 a": 1,
        },
        "research/papers/doe2026example": {
            ".paper-links a[href$='example.pdf']": 1,
            ".paper-links a[href*='video.example']": 1,
        },
        "research/awards": {"[data-id=doe2026example]": 1},
        "index": {".paper[data-key=doe2026example]": 1},
    },
    "news": {
        "news/2026": {".news-item": 8},
        "index": {".news-item[data-kind=opening]": 2},
        "group/people/primjer-zeljka": {".news-item[data-kind=award]": 2},
    },
    "posts": {
        "posts/2026-03-01-on-new-examples": {
            "h1": 1,
            "img.record-picture": 1,
            ".facts dt": 5,
        },
        "posts/index": {".post": 3},
        "group/posts": {".post": 3},
        "research/projects/blank-images": {"#posts .post": 2},
        "research/papers/doe2024widgets": {".facts a[href*='posts/']": 2},
    },
    "people": {
        "group/index": {"a[href='people/newcomer-rita.html']": 1},
        "group/people/newcomer-rita": {
            ".person-next": 1,
            "img": 1,
            ".person-bio p": 2,
            ".person-links a": 6,
            ".person-roles a": 2,
        },
        "group/collaborators": {"#person-partner-pat": 1},
    },
    "activities": {
        "research/projects": {"#project-new-project img": 1},
        "research/projects/new-project": {".project-text li": 1, "#publications": 1},
        "research/talks": {"#talk-talk-2026-oslo": 1},
        "research/grants": {"#grant-new-grant": 1},
        "research/teaching": {"[data-id=examples-26]": 1},
        "research/events/example-days": {".event-text em": 1, ".export a": 1},
        "research/upcoming": {".event": 4, ".talk": 0},
        "research/courses/examples-26": {".course-text strong": 1, "a[href$=pdf]": 1},
        "research/media": {"[data-id=radio-2026]": 1},
        "research/software": {"#software-newlib": 1},
        "research/awards": {"[data-id=new-medal]": 1},
    },
    "pages": {
        "group/visits": {".person": 2},
        "research/drawing": {".paper[data-key=doe2026drawing]": 1},
        "index": {"#contact": 0, ".video-card a img": 1},
        "contact": {"h1": 1},
        "group/hello": {
            ".profile .person-photo": 1,
            ".faces .person": 5,
            ".record-cards .paper": 4,
            ".sd-card img": 1,
        },
        "group/party": {".gallery figure a img": 2, "figcaption a": 1},
        "group/index": {".sponsors img": 2},
    },
    "lists": {
        "research/all": {".paper": 14, ".paper-citation strong.owner": 10, "form": 1},
        "research/numbered": {".paper[value]": 14, "ol[reversed]": 2},
        "research/years": {".report-counts": 1},
        "group/with": {"tbody tr": 3},
    },
    "cv": {
        "group/people/exemple-emile-cv": {"#cv-employment li": 1, ".cv-file a": 2},
        "group/people/exemple-emile": {"a[href='exemple-emile-cv.html']": 1},
        "group/esra": {"#cv-narrative .cv-words": 2},
        "cv": {".cv-file a": 2},
    },
    "site": {"group/people/owner-olga": {".person-role": 1}},
}


def new_site(folder: Path, name: str) -> Site:
    """A site to begin with, and the files that recipes name."""
    site = Site(folder / name)
    shutil.copytree(BASES.get(name, LAB), site.srcdir)
    if name not in BASES:
        for path, content in FILES.items():
            site.write(path, content)
    return site


def test_all_recipes_are_tried() -> None:
    """Each page that there is."""
    pages = {path.stem for path in (DOCS / "recipes").glob("*.md")}
    assert pages == {"index", *SHOWN}


@pytest.mark.full
@pytest.mark.parametrize("name", SHOWN)
def test_what_a_recipe_says_is_on_the_site(name: str, tmp_path: Path) -> None:
    """All recipes of a page, one after the other."""
    site = new_site(tmp_path, name)
    for block in blocks(f"recipes/{name}"):
        if block.file and not block.wrong:
            type_in(site, block)
    built = site.build(config={**STRICT, "groupsite_today": "2026-10-15"})

    for page, wanted in SHOWN[name].items():
        main = built.main(page)
        found = {selector: len(main.cssselect(selector)) for selector in wanted}
        assert found == wanted, page


@pytest.mark.full
@pytest.mark.parametrize("name", SHOWN)
def test_a_slip_is_told_as_a_recipe_says(name: str, tmp_path: Path) -> None:
    """Word for word, but for the numbers of lines."""
    found = [*blocks(f"recipes/{name}")]
    (slip,) = (block for block in found if block.wrong)
    shown = found[found.index(slip) + 1]
    site = new_site(tmp_path, name)
    type_in(site, slip)
    told = site.try_build(config=STRICT).warnings

    assert [unnumbered(line) for line in told] == [
        unnumbered(line) for line in shown.text.splitlines()
    ]


def unnumbered(line: str) -> str:
    """A message without the number of its line."""
    return re.sub(r"^([^:\s]+):\d+:", r"\1:", line)
