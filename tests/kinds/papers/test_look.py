"""What is shown beside the text of a paper: its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from groupsite.kinds.papers.advice import paper_advice
from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.people.kind import PERSON
from groupsite.model.graph import Graph
from tests.conftest import bare_settings
from tests.pictures import corners, opened, photo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built, Site
    from tests.kinds.papers.conftest import Load

ENTRY: Final = """\
@article{doe, author={Jane Doe}, title={T}, journal={J}, year=2026,
  preview = {%s},
  preview_alt = {Four \\emph{fields}},
}
"""
CONFIG: Final = {"groupsite_paper_pages": "papers", "html_extra_path": ["files"]}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with one paper and its picture."""
    files = {
        "publications.bib": ENTRY % "figures/fields.png",
        "figures/fields.png": photo((1200, 900), form="PNG"),
        "files/own.png": photo(form="PNG"),
        "news.md": "# N\n",
    }
    return make_site(files=files)


def pictures(built: Built, page: str) -> list[dict[str, str]]:
    """The attributes of the pictures of papers on a page."""
    return [
        {**image.attrib} for image in built.main(page).cssselect("img.paper-preview")
    ]


def test_a_picture_stands_in_lists_and_on_the_page(site: Site) -> None:
    """In the size of each, sharp on screens of two pixels for one, upright, described."""
    built = site.build(config=CONFIG)
    sizes = {"publications": (78, 104), "papers/doe": (270, 360)}
    for page, (width, height) in sizes.items():
        (image,) = pictures(built, page)
        assert (image["width"], image["height"]) == (str(width), str(height))
        assert (image["alt"], image["loading"]) == ("Four fields", "lazy")
        data = (built.outdir / page).parent.joinpath(image["src"]).read_bytes()
        assert opened(data).size == (2 * width, 2 * height)
        assert dict(opened(data).getexif()) == {}
        assert corners(data) == ["blue", "red", "yellow", "green"]


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_formats_have_pictures_too(site: Site, builder: str) -> None:
    """Without a message."""
    site.build(builder, config={**CONFIG, "copyright": "Jane", "version": "1"})


def test_a_changed_picture_is_shown_anew(site: Site) -> None:
    """On the pages that show it; without a change, nothing is read or written."""
    site.build(config=CONFIG)
    assert site.build(config=CONFIG).read == set()
    site.write("figures/fields.png", photo((300, 300)))
    built = site.build(config=CONFIG)

    assert built.read == {"publications", "papers/doe"}
    assert pictures(built, "publications")[0]["width"] == "104"


def test_a_drawing_keeps_its_shape(site: Site) -> None:
    """Pages have room for it before it is there."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>'
    site.write("figures/fields.svg", drawing)
    site.write("publications.bib", ENTRY % "figures/fields.svg")
    (image,) = pictures(site.build(config=CONFIG), "publications")

    assert (image["width"], image["height"]) == ("136", "68")
    assert image["src"] == "_images/fields.svg"


@pytest.mark.parametrize(
    "path",
    ["own.png", "/own.png", "files/own.png", "fig\\_ures.png", "taken.png"],
)
def test_pictures_are_found_where_people_put_them(site: Site, path: str) -> None:
    """Beside the .bib file, in the folder of files, and where al-folio has them."""
    site.write("fig_ures.png", photo(form="PNG"))
    site.write("assets/img/publication_preview/taken.png", photo(form="PNG"))
    site.write("publications.bib", ENTRY % path)

    assert len(pictures(site.build(config=CONFIG), "publications")) == 1


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (
            "https://example.org/a.png",
            (
                "a picture of another host is not loaded, as that would tell it who reads the "
                "page: save it beside publications.bib or in `files/`, and give its path"
            ),
        ),
        ("no.png", "there is no file 'no.png' beside publications.bib or in `files/`"),
        (
            "../../etc/passwd",
            "there is no file '../../etc/passwd' beside publications.bib or in `files/`",
        ),
    ],
)
def test_a_picture_that_is_not_there_is_told_once(
    site: Site, written: str, fault: str
) -> None:
    """At its line; the paper is shown without."""
    site.write("publications.bib", ENTRY % written)
    message = (
        f"publications.bib:2: ERROR: entry `doe`: `preview`: {fault} [groupsite.field]"
    )
    built = site.build(config=CONFIG, warnings=[message])

    assert pictures(built, "publications") == []
    assert len(built.main("publications").cssselect(".paper")) == 1


def test_what_is_no_picture_is_told_once(site: Site) -> None:
    """Whatever it is called."""
    site.write("figures/fields.png", b"no picture")
    message = (
        "publications.bib:2: ERROR: `doe`: 'figures/fields.png' cannot be read as a "
        "picture; save it as JPEG or PNG [groupsite.field]"
    )
    built = site.build(config=CONFIG, warnings=[message])

    assert pictures(built, "publications") == pictures(built, "papers/doe") == []


def test_a_picture_without_words_is_advised(load: Load, tmp_path: Path) -> None:
    """Those who do not see it would not know what it shows."""
    (tmp_path / "a.png").touch()
    without = ENTRY.replace("preview_alt", "x").replace("doe,", "roe,")
    graph = Graph([PERSON, PAPER])
    loaded = load(ENTRY % "a.png" + without % "a.png")
    graph.add("paper", loaded.records)
    advice = paper_advice(graph, bare_settings(tmp_path), "")

    assert loaded.problems == []
    assert [str(a.position) for a in advice if "preview_alt" in a.message] == [
        "papers.bib:6"
    ]
