"""What is shown beside the text of a paper: its picture, badge, award and notes."""

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

    from groupsite.kinds.papers.paper import Paper
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


def fields(load: Load, text: str) -> Paper:
    """The paper of an entry with these fields, which are read without a message."""
    loaded = load(f"@misc{{a, author={{A B}}, title={{T}}, year=2026, {text}}}")
    assert loaded.problems == []
    paper: Paper = loaded.records[0].record
    return paper


def test_a_further_sentence_is_shown_below_the_venue(load: Load) -> None:
    """As al-folio's demo writes it, with the full stop of what is in front of it."""
    written = "additional_info={. *More* is [on a page](https://example.org)}"
    info = fields(load, written).look.info

    assert info.plain == "More is on a page"
    assert [run.link for run in info.runs if run.link] == ["https://example.org"]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("award={Best Paper}", "Best Paper", ""),
        ("award={Best Paper}, award_name={}", "Best Paper", ""),
        (
            "award={For fine widgets}, award_name={Best Paper}",
            "Best Paper",
            "For fine widgets",
        ),
    ],
)
def test_an_award_has_a_name_and_may_have_words(
    load: Load, text: str, name: str, words: str
) -> None:
    """As al-folio tells them apart."""
    paper = fields(load, text)
    assert (paper.award, paper.look.award_note) == (name, words)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("altmetric={248277}", ["https://www.altmetric.com/details/248277"]),
        ("altmetric={true}", []),
        (
            "altmetric={true}, dimensions={true}, doi={10.5555/x}",
            [
                "https://www.altmetric.com/details/doi/10.5555/x",
                "https://badge.dimensions.ai/details/doi/10.5555/x",
            ],
        ),
        (
            "dimensions={pub.1039423817}",
            ["https://badge.dimensions.ai/details/id/pub.1039423817"],
        ),
        ("altmetric={false}, dimensions={no}, doi={10.5555/x}", []),
    ],
)
def test_badges_of_services_become_links(
    load: Load, text: str, addresses: list[str]
) -> None:
    """Their scripts would tell them who reads the page."""
    assert [link.address for link in fields(load, text).links] == addresses


BADGES: Final = """\
@article{one, author={A B}, title={T}, journal={J}, year=2026, abbr={NeurIPS},
  additional_info={More}}
@article{two, author={A B}, title={T U}, journal={J}, year=2025, abbr={会议},
  bibtex_show={false}, award={For widgets}, award_name={Medal}}
@article{three, author={A B}, title={V}, journal={J}, year=2024, abbr={A \\& B}}
"""


@pytest.mark.parametrize("pages", ["papers", ""])
def test_badges_have_the_colours_and_addresses_of_the_site(
    site: Site, pages: str
) -> None:
    """In lists and on pages; one that conf.py does not name is plain."""
    site.write("publications.bib", BADGES)
    site.write("awards.md", "---\norphan: true\n---\n\n# Awards\n\n:::{awards}\n:::\n")
    venues = {"NeurIPS": {"url": "https://example.org"}, "会议": {"color": "#f2c94c"}}
    config = {"groupsite_venues": venues, "groupsite_paper_pages": pages}
    built = site.build(config=CONFIG | config)
    shown = built.main("publications").cssselect(".badge")

    assert [badge.text_content() for badge in shown] == ["NeurIPS", "会议", "A & B"]
    assert [badge.get("class") for badge in shown] == [
        "badge",
        "badge badge-2",
        "badge",
    ]
    assert [a.get("href") for badge in shown for a in badge] == ["https://example.org"]
    sheet = (built.outdir / "_static/groupsite-badges.css").read_text("utf-8")
    assert sheet == ".badge-2{--badge:#f2c94c;--badge-ink:#000}"
    assert "groupsite-badges.css" in {
        link.get("href").rpartition("/")[2].partition("?")[0]
        for link in built.page("publications").cssselect("link[rel=stylesheet]")
    }
    infos = built.main("publications").cssselect(".paper-info")
    assert [info.text_content() for info in infos] == ["More"]
    (note,) = built.main("awards").cssselect(".award-note")
    assert note.text_content() == "For widgets"
    if pages:
        assert len(built.main("papers/one").cssselect(".paper-venue .badge")) == 1
        sources = {
            key: built.main(f"papers/{key}").cssselect("pre") for key in ("one", "two")
        }
        assert {key: len(found) for key, found in sources.items()} == {
            "one": 1,
            "two": 0,
        }
    else:
        sources = {
            item.get("data-key"): item.cssselect("pre")
            for item in built.main("publications").cssselect(".paper")
        }
        assert {key for key, found in sources.items() if not found} == {"two"}


def test_a_wrong_venue_costs_nothing_else(site: Site) -> None:
    """The others keep their colours."""
    site.write("publications.bib", BADGES)
    venues = {"NeurIPS": {"color": "red"}, "会议": {"color": "#f2c94c"}}
    message = (
        "conf.py:1: ERROR: `groupsite_venues`: 'NeurIPS': the color should be one such as "
        "'#1d4f8c', not 'red' [groupsite.config]"
    )
    built = site.build(
        config={**CONFIG, "groupsite_venues": venues}, warnings=[message]
    )
    sheet = (built.outdir / "_static/groupsite-badges.css").read_text("utf-8")

    assert sheet.startswith(".badge-1{--badge:#f2c94c")
