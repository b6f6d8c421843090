"""Lists in a citation style: its line, with the title, people and addresses as links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Built, Site

BIB: Final = """\
@article{one, author={Jane Doe and Rick Roe and Ann Other}, title={On $\\ell_1$ widgets},
  journal={Journal of Examples}, volume=3, year=2026, doi={10.5555/one},
  code={https://code.example.org/1}, award={Medal}, abbr={JEx}, keywords={imaging}}
@misc{two, author={Rick Roe}, title={Why?}, year=2025, eprint={2501.00001},
  archiveprefix={arXiv}}
"""
PEOPLE: Final = """\
- {id: doe-jane, name: Jane Doe, memberships: [{role: lead, from: 2015}]}
- {id: roe-rick, name: Rick Roe, memberships: [{role: phd, from: 2022}]}
"""
CONFIG: Final[dict[str, Any]] = {
    "groupsite_owner": "doe-jane",
    "groupsite_people": "people.yml",
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
    "groupsite_topics": {"imaging": "imaging"},
}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A group of two with two papers, a page of a topic and a CV."""
    files = {
        "publications.bib": BIB,
        "people.yml": PEOPLE,
        "news.md": "# N\n",
        "topic.md": "---\norphan: true\n---\n\n# T\n\n:::{theme} imaging\n:::\n",
        "cv.md": "---\norphan: true\n---\n\n# CV\n\n:::{cv} doe-jane\n:::\n",
    }
    return make_site(files=files)


def built_in(site: Site, style: str, *warnings: str, **more: Any) -> Built:
    """The site with lists in a style."""
    config = {**CONFIG, "groupsite_list_style": style, **more}
    return site.build(config=config, warnings=warnings)


def text(element: HtmlElement) -> str:
    """What an element says, in one line."""
    return " ".join(element.text_content().replace("\N{NO-BREAK SPACE}", " ").split())


LINES: Final = {
    "apa": "Doe, J., Roe, R., & Other, A. (2026). On ℓ1 widgets. Journal of Examples, 3. "
    "https://doi.org/10.5555/one",
    "ieee": "J. Doe, R. Roe, and A. Other, ‘On ℓ1 widgets’, Journal of Examples, vol. 3, "
    "2026, doi: 10.5555/one.",
    "vancouver": "Doe J, Roe R, Other A. On ℓ1 widgets. Journal of Examples. 2026;3. "
    "doi:10.5555/one",
}


#: The names of owner and member in these.
NAMES: Final = {
    "apa": ("Doe, J.", "Roe, R."),
    "ieee": ("J. Doe", "R. Roe"),
    "vancouver": ("Doe J", "Roe R"),
}


@pytest.mark.parametrize("style", LINES)
def test_an_entry_is_the_line_of_the_style(site: Site, style: str) -> None:
    """Between badge and award; title and people are links, the owner is strong."""
    built = built_in(site, style)
    one, two = built.main("publications").cssselect(".paper")
    (line,) = one.cssselect(".paper-citation")

    assert text(line) == f"JEx {LINES[style]} Medal"
    assert text(two.cssselect(".paper-citation")[0]).count("Why?") == 1
    (owner,) = line.cssselect("strong.owner")
    (member,) = line.cssselect(".member")
    assert (text(owner), text(member)) == NAMES[style]
    links = {text(a): a.get("href") for a in line.cssselect("a")}
    assert links["On ℓ1 widgets"] == "papers/one.html"
    assert links[text(owner)] == "members/doe-jane.html"
    assert links[text(member)] == "members/roe-rick.html"
    assert "https://doi.org/10.5555/one" in links.values()
    assert len(line.cssselect("math")) == 1
    # what the line writes out is no link once more
    shown = [text(a) for a in one.cssselect(".paper-links a")]
    assert shown == ["Code", "BibTeX"]
    assert [text(a) for a in two.cssselect(".paper-links a")] == ["BibTeX"]
    assert len(one.cssselect(".Z3988")) == 1


@pytest.mark.parametrize("page", ["topic", "cv", "members/doe-jane"])
def test_pages_with_records_of_many_kinds_have_the_line(site: Site, page: str) -> None:
    """In one paragraph, as lists have it."""
    main = built_in(site, "apa").main(page)

    assert any(LINES["apa"] in text(item) for item in main.cssselect("li"))
    assert "Doe, J." in {text(owner) for owner in main.cssselect(".owner")}


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_formats_have_the_line_too(site: Site, builder: str) -> None:
    """Without a message."""
    config = {**CONFIG, "groupsite_list_style": "apa", "copyright": "J", "version": "1"}
    site.build(builder, config=config)


def test_lines_of_the_last_build_are_kept(site: Site) -> None:
    """Without a change nothing is read; with one, only the pages that show it."""
    built_in(site, "apa")
    assert built_in(site, "apa").read == set()
    site.edit("publications.bib", "title={Why?}", "title={Why not?}")
    built = built_in(site, "apa")

    assert "publications" in built.read
    assert "papers/one" not in built.read
    assert "Why not?" in text(built.main("publications"))


def test_how_to_cite_has_a_style_of_its_own(site: Site) -> None:
    """Lists may be in another one; names in it are no links."""
    built = built_in(site, "ieee", groupsite_citation_style="apa")
    (cite,) = built.main("papers/one").cssselect(
        "section#cite > p, #cite p:first-of-type"
    )

    assert text(cite).startswith("Doe, J., Roe, R.")
    assert [a.get("href") for a in cite.cssselect("a")] == [
        "https://doi.org/10.5555/one"
    ]


def test_a_style_that_is_not_there_is_told(site: Site) -> None:
    """Lists are in our own form meanwhile."""
    message = (
        "conf.py:1: ERROR: `groupsite_list_style`: no citation style 'nature' comes along, "
        "and no .csl file is named; write one of apa, chicago-author-date, "
        "harvard-cite-them-right, ieee, vancouver [groupsite.config]"
    )
    built = built_in(site, "nature", message)

    assert built.main("publications").cssselect(".paper-title")


def test_a_style_that_fails_is_told_at_the_entry(site: Site) -> None:
    """Once, whatever the number of pages; the entry is there with all it says."""
    layout = '<number variable="volume" form="ordinal"/><text macro="none"/>'
    site.write(
        "own.csl",
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        f"<info/><citation><layout/></citation><bibliography><layout>{layout}</layout>"
        "</bibliography></style>",
    )
    built = site.try_build(config={**CONFIG, "groupsite_list_style": "own.csl"})

    assert len(built.warnings) == 2
    assert all("the citation style own.csl fails" in line for line in built.warnings)
    (line, _) = built.main("publications").cssselect(".paper-citation")
    assert "Jane Doe, Rick Roe, Ann Other. 2026. On ℓ1 widgets" in text(line)
    assert len(line.cssselect("strong.owner")) == 1
