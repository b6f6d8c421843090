"""`{paper}`: the page of a paper, and what lists say where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Built, new_site
from tests.pages.conftest import BIB, FAST_BIB, FILES, PAGES, links, texts, words
from tests.rebuilding import rebuild, rebuild_anyhow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.conftest import Site

FORMATS = [("BibTeX", "bib"), ("CSL-JSON", "csl.json"), ("RIS", "ris"), ("text", "txt")]
KEYS = [
    "doe2024fast",
    "doe2025open",
    "green2021sound",
    "green2022noise",
    "li2020old",
    "smith2023deep",
]


@pytest.fixture
def fast(built: Built) -> HtmlElement:
    """The page of a paper that has everything."""
    return built.main("papers/doe2024fast")


@pytest.fixture
def bare(built: Built) -> HtmlElement:
    """The page of a paper that has next to nothing."""
    return built.main("papers/doe2025open")


def facts(page: HtmlElement) -> dict[str, list[tuple[str, str]]]:
    """Term → its links (text, address)."""
    terms = texts(page, "dl.facts dt")
    return dict(zip(terms, map(links, page.cssselect("dl.facts dd")), strict=True))


def test_a_title_has_its_formula(built: Built, fast: HtmlElement) -> None:
    """The heading shows MathML, the section is the paper's own."""
    (heading,) = fast.cssselect("h1")
    (section,) = fast.cssselect("section.record-page")

    assert words(heading) == "Fast MRI with ℓ1 norms"
    assert heading.cssselect("math msub")
    assert (section.get("id"), section.get("data-key")) == (
        "paper-doe2024fast",
        "doe2024fast",
    )
    assert built.page("papers/doe2024fast").cssselect("title")


def test_authors_lead_to_their_pages_else_to_their_home_pages(
    fast: HtmlElement,
) -> None:
    """Who has neither is found in the list of people, who is unknown is text."""
    (authors,) = fast.cssselect(".paper-authors")

    assert words(authors) == (
        "Jane Doe, Ann Smith, Wei Li, Cy Brown and Plato (alphabetical order)"
    )
    assert links(authors) == [
        ("Jane Doe", "../members/doe-jane.html"),
        ("Ann Smith", "../members/smith-ann.html"),
        ("Wei Li", "https://example.org/wei"),
        ("Cy Brown", "../people.html#person-brown-cy"),
    ]
    assert texts(authors, "strong.owner") == ["Jane Doe"]


def test_venue_and_links_stand_below(fast: HtmlElement) -> None:
    """DOI and arXiv come first; files count from the root of the site."""
    assert texts(fast, ".paper-venue") == ["Journal of Tests 7(2), 1–20, 2024"]
    assert links(fast, ".paper-links a") == [
        ("DOI", "https://doi.org/10.1000/fast"),
        ("arXiv", "https://arxiv.org/abs/2401.00001v2"),
        ("PDF", "../data/fast.pdf"),
        ("Code", "https://github.com/group/fast"),
    ]


def test_a_state_is_a_chip(built: Built, bare: HtmlElement) -> None:
    """What is not simply published says so; the award stands with the facts."""
    accepted = built.main("papers/green2022noise")
    chips = built.main("papers/doe2024fast").cssselect(".chip")

    assert texts(bare, ".chip.state-preprint") == ["Preprint"]
    assert texts(accepted, ".chip.state-accepted") == ["Accepted"]
    assert chips == []


def test_an_abstract_is_shown_where_there_is_one(
    fast: HtmlElement, bare: HtmlElement
) -> None:
    """With its LaTeX decoded and its formulas set."""
    (paragraph,) = fast.cssselect("section#abstract p")

    assert words(paragraph) == "We are fast for all x>0, 50% of the time."
    assert paragraph.cssselect("math")
    assert bare.cssselect("#abstract") == []


def test_facts_lead_to_topics_grants_talks_software_and_awards(
    built: Built, fast: HtmlElement, bare: HtmlElement
) -> None:
    """A topic without a page is text, a talk is its event and its year."""
    shown = {
        term: words(value)
        for term, value in zip(
            texts(fast, "dl.facts dt"), fast.cssselect("dl.facts dd"), strict=True
        )
    }

    assert shown == {
        "Topics": "Bilevel learning and MRI",
        "Grants": "Maths4DL",
        "Talks": "Imaging Days, 2024; Tests and More, 2023",
        "Software": "FastLib",
        "Awards": "Best Paper",
    }
    activities = "../activities.html#"
    assert facts(fast) == {
        "Topics": [("MRI", "../mri.html")],
        "Grants": [("Maths4DL", f"{activities}grant-maths4dl")],
        "Talks": [
            ("Imaging Days, 2024", f"{activities}talk-imaging-2024"),
            ("Tests and More, 2023", f"{activities}talk-tests-2023"),
        ],
        "Software": [("FastLib", f"{activities}software-fastlib")],
        "Awards": [("Best Paper", f"{activities}award-doe2024fast")],
    }
    assert facts(built.main("papers/li2020old")) == {"Topics": [("MRI", "../mri.html")]}
    assert bare.cssselect("dl") == []


def test_a_citation_can_be_copied_as_text(
    fast: HtmlElement, bare: HtmlElement, built: Built
) -> None:
    """In the style of the American Psychological Association where none is named."""
    cited = [
        texts(page, "section#cite > p")
        for page in (fast, bare, built.main("papers/green2022noise"))
    ]

    assert cited == [
        [
            (
                "Doe, J., Smith, A., Li, W., Brown, C., & Plato. (2024). Fast MRI with ℓ1 "
                "norms. Journal of Tests, 7(2), 1–20. https://doi.org/10.1000/fast"
            )
        ],
        [
            (
                "Doe, J. (2025). An open question [Preprint]. arXiv. "
                "https://arxiv.org/abs/2501.00001"
            ),
        ],
        ["Green, B. et al. (2022). On noise. Noises. Accepted."],
    ]
    line = fast.cssselect("section#cite > p")[0]
    assert texts(line, "em") == ["Journal of Tests", "7"]
    assert line.cssselect("math msub")
    assert links(line) == [("https://doi.org/10.1000/fast",) * 2]


OWN_STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Own</title></info>
<bibliography><layout><text variable="title" suffix="!"/></layout></bibliography>
</style>
"""


def cite_line(built: Built, key: str = "doe2025open") -> list[str]:
    """How the paper *key* is cited."""
    return texts(built.main(f"papers/{key}"), "section#cite > p")


@pytest.mark.full
def test_another_style_or_another_content_of_it_is_another_line(
    tmp_path: Path,
) -> None:
    """Builds over others come out as clean ones; parallel ones as well."""
    site = new_site(tmp_path, files={**FILES, "own.csl": OWN_STYLE})
    config = {"html_extra_path": ["extra"], **PAGES}
    own = {**config, "groupsite_citation_style": "own.csl"}
    before = cite_line(rebuild(site, config=config))
    first = cite_line(rebuild(site, config=own))
    site.edit("own.csl", 'suffix="!"', 'suffix="?"')
    second = rebuild(site, config=own)
    last = rebuild(site, config=own)
    parallel = site.build(config=own, parallel=2, clean=True)

    assert before != first
    assert (first, cite_line(second)) == (["An open question!"], ["An open question?"])
    assert last.read == set()
    assert parallel.files() == second.files()


def test_a_style_that_fails_is_a_message_at_the_entry(tmp_path: Path) -> None:
    """Once, and again until it is mended; the line says what the entry says."""
    broken = OWN_STYLE.replace('variable="title"', 'macro="lost"')
    site = new_site(tmp_path, files={**FILES, "own.csl": broken})
    config = {
        "html_extra_path": ["extra"],
        **PAGES,
        "groupsite_citation_style": "own.csl",
    }
    built = rebuild_anyhow(site, config=config)
    again = rebuild_anyhow(site, config=config)
    messages = [text for text in built.warnings if "doe2025open" in text]

    assert messages == [
        (
            "publications.bib:32: ERROR: entry `doe2025open`: the citation style own.csl "
            "fails for it (IndexError list index out of range), so it is cited without "
            "a style [groupsite.config]"
        )
    ]
    assert again.warnings == built.warnings
    assert cite_line(built) == [
        "Jane Doe. 2025. An open question. arXiv. Preprint. https://arxiv.org/abs/2501.00001"
    ]


def test_bibtex_is_the_entry_without_what_is_private(
    built: Built, fast: HtmlElement
) -> None:
    """Text and file are the same, and need nothing that is defined elsewhere."""
    (source,) = fast.cssselect("section#cite .bibtex pre")
    file = built.files()["papers/doe2024fast.bib"]

    assert source.text_content() == FAST_BIB
    assert file == FAST_BIB.encode()
    bare = built.main("papers/doe2025open").cssselect(".bibtex pre")
    assert [block.text_content().splitlines()[0] for block in bare] == [
        "@misc{doe2025open,"
    ]


def test_the_file_is_linked_with_the_words_of_the_copy_button(
    fast: HtmlElement,
) -> None:
    """The script finds its words beside the links to the files."""
    (line,) = fast.cssselect(".bibtex-file")

    assert links(line) == [
        (name, f"../papers/doe2024fast.{ending}") for name, ending in FORMATS
    ]
    assert (
        line.get("data-copy"),
        line.get("data-copied"),
        line.get("data-failed"),
    ) == (
        "Copy BibTeX",
        "Copied.",
        "Not copied: please select the text.",
    )


def test_only_pages_with_bibtex_have_the_script(built: Built) -> None:
    """It is loaded where there is something to copy."""

    def has_script(name: str) -> bool:
        scripts = built.page(name).cssselect("script[src*='groupsite-copy.js']")
        return bool(scripts)

    assert has_script("papers/doe2024fast")
    assert not has_script("publications")
    assert not has_script("members/doe-jane")


# -- story --------------------------------------------------------------------------


def test_a_story_goes_from_the_first_news_to_the_last(fast: HtmlElement) -> None:
    """Only news of this paper; the kind of each leads to the item."""
    steps = fast.cssselect("section#story .story > li")

    assert [step.get("data-id") for step in steps] == [
        "fast-preprint",
        "fast-accepted",
        "fast-talk",
        "fast-out",
    ]
    assert [links(step, ".news-kind a") for step in steps] == [
        [("New preprint", "../news.html#news-fast-preprint")],
        [("Paper accepted", "../news.html#news-fast-accepted")],
        [("Talk", "../news.html#news-fast-talk")],
        [("Paper published", "../news.html#news-fast-out")],
    ]


def test_a_story_says_what_the_page_does_not(fast: HtmlElement) -> None:
    """An earlier title only where it differs, people once, no links of the paper."""
    parts = {
        step.get("data-id"): [
            (part.get("class"), words(part))
            for part in step
            if part.get("class") not in ("news-date", "news-kind")
        ]
        for step in fast.cssselect(".story > li")
    }

    assert parts == {
        "fast-preprint": [("news-title", "Quick MRI")],
        "fast-accepted": [],
        "fast-talk": [
            (None, "Jane spoke of it."),
            ("news-grant", "Grant: Maths4DL"),
        ],
        "fast-out": [
            (
                "news-people",
                "With Ann Smith (Bath, UK), Wei Li (ETH, Switzerland), Cy Brown, Plato",
            )
        ],
    }


def test_a_paper_without_news_has_no_story(built: Built) -> None:
    """Nor a heading for it; one with a single item has that item."""
    assert built.main("papers/green2022noise").cssselect("#story, .story") == []
    steps = built.main("papers/smith2023deep").cssselect(".story > li")
    assert [step.get("data-id") for step in steps] == ["deep-preprint"]


# -- related papers -----------------------------------------------------------------


def test_related_papers_say_why(fast: HtmlElement) -> None:
    """At most three, those that share an author first; the owner is no reason."""
    related = fast.cssselect("section#related .related-paper")

    assert [words(paper) for paper in related] == [
        "Deep things (2023) on MRI; also by Ann Smith",
        "Old MRI (2020) on MRI; also by Wei Li",
        "On noise (2022) on Bilevel learning and MRI",
    ]
    assert [links(paper) for paper in related] == [
        [
            ("Deep things", "smith2023deep.html"),
            ("MRI", "../mri.html"),
            ("Ann Smith", "../members/smith-ann.html"),
        ],
        [
            ("Old MRI", "li2020old.html"),
            ("MRI", "../mri.html"),
            ("Wei Li", "https://example.org/wei"),
        ],
        [("On noise", "green2022noise.html"), ("MRI", "../mri.html")],
    ]


def test_empty_blocks_are_left_out(bare: HtmlElement) -> None:
    """A paper of which little is known has a title, a line each, and how to cite it."""
    (section,) = bare.cssselect("section.record-page")

    assert [
        child.get("class") or child.get("id") or child.tag for child in section
    ] == [
        "h1",
        "paper-authors",
        "paper-venue",
        "paper-links",
        "cite",
    ]


# -- lists -------------------------------------------------------------------------


def test_lists_lead_to_the_pages(built: Built) -> None:
    """Each entry links to its page and to how to cite it, and has no BibTeX of its own."""
    entries = built.main("publications").cssselect(".paper")

    assert sorted(entry.get("data-key") for entry in entries) == KEYS
    for entry in entries:
        page = f"papers/{entry.get('data-key')}.html"
        assert [href for _, href in links(entry, ".paper-title a")] == [page]
        assert links(entry, ".paper-links a")[-1] == ("BibTeX", f"{page}#cite")
        assert entry.cssselect("details.paper-bibtex, pre") == []
        assert built.main(page.removesuffix(".html")).cssselect("section#cite")


def test_all_links_to_a_paper_lead_to_its_page(built: Built) -> None:
    """Those of roles and of news too."""
    page = ("Fast MRI with ℓ1 norms", "papers/doe2024fast.html")

    assert links(built.main(), "p a")[0] == page
    assert links(built.main("news"), "#news-fast-out .news-title a") == [page]


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same site without pages for papers and people."""
    site = new_site(tmp_path_factory.mktemp("off"), files=FILES)
    return site.build(config={"html_extra_path": ["extra"]})


def test_without_pages_lists_keep_the_bibtex(off: Built) -> None:
    """It unfolds in place, and nothing leads to a page."""
    entries = off.main("publications").cssselect(".paper")
    (fast,) = off.main("publications").cssselect("[data-key=doe2024fast]")
    (source,) = fast.cssselect("details.paper-bibtex pre")

    assert all(entry.cssselect("details.paper-bibtex pre") for entry in entries)
    assert source.text_content() == FAST_BIB.strip()
    assert fast.cssselect(".paper-title a") == []
    assert [words(link) for link in fast.cssselect(".paper-links > a")] == [
        "DOI",
        "arXiv",
        "PDF",
        "Code",
    ]
    made = {path.name for path in off.outdir.rglob("*.bib")}
    assert made.isdisjoint(f"{entry.get('data-key')}.bib" for entry in entries)


def test_addresses_of_folders_work_as_well(make_site: Callable[..., Site]) -> None:
    """Where pages are folders the link to the file counts one level more."""
    built = make_site(files={"publications.bib": BIB}).build("dirhtml", config=PAGES)
    page = built.main("papers/doe2024fast/index")

    assert links(page, ".bibtex-file a") == [
        (name, f"../../papers/doe2024fast.{ending}") for name, ending in FORMATS
    ]
    assert built.files()["papers/doe2024fast.bib"] == FAST_BIB.encode()
    title = "#paper-doe2024fast .paper-title a"
    assert links(built.main("publications/index"), title) == [
        ("Fast MRI with ℓ1 norms", "../papers/doe2024fast/")
    ]


# -- written by hand ----------------------------------------------------------------


def test_a_paper_can_stand_below_an_own_heading(make_site: Callable[..., Site]) -> None:
    """An authored page keeps its words, has no second title, and is where links lead."""
    site = make_site(
        files={
            "smith2023deep.md": "---\norphan: true\n---\n# All about it\n\nWords.\n\n"
            ":::{paper} smith2023deep\n:::\n"
        }
    )
    built = site.build(config=PAGES)
    page = built.main("smith2023deep")

    assert texts(page, "h1") == ["All about it"]
    assert texts(page, "h2") == ["How to cite", "Related papers"]
    assert not (site.srcdir / "papers/smith2023deep.md").exists()
    assert "papers/smith2023deep.bib" in built.files()
    title = "#paper-smith2023deep .paper-title a"
    assert links(built.main("publications"), title) == [
        ("Deep things", "smith2023deep.html")
    ]
