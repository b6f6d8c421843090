"""`{cite}` with and without a `{bibliography}`."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import TOCTREE, Built, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

    from tests.conftest import Site

BIB = """\
@article{one, author = {Doe, Jane}, title = {One}, journal = {J}, year = {2021}}
@article{two, author = {Doe, Jane and Smith, Ann}, title = {Two}, journal = {J},
  year = {2022}}
@article{three, author = {De Vries, Jan and Smith, Ann and Li, Wei}, title = {Three},
  journal = {J}, year = {2023}}
@article{open, author = {Doe, Jane and others}, title = {Open}, journal = {J},
  year = {2024}}
@misc{undated, author = {Doe, Jane}, title = {Undated}, eprint = {2401.00001}}
@book{nobody, editor = {Ann Smith}, title = {Nobody's book}, publisher = {P},
  year = {2020}}
"""
UNDATED = (
    "publications.bib:8: WARNING: entry `undated`: `year` is missing, @misc needs it "
    "[groupsite.missing]"
)

#: role → what readers see
TEXTS = {
    "{cite}`one`": "(Doe, 2021)",
    "{cite:p}`one`": "(Doe, 2021)",
    "{cite:p}`two`": "(Doe and Smith, 2022)",
    "{cite:p}`three`": "(De Vries et al., 2023)",
    "{cite:p}`open`": "(Doe et al., 2024)",
    "{cite:p}`undated`": "(Doe)",
    "{cite:p}`nobody`": "(Smith, 2020)",
    "{cite:p}`one,two`": "(Doe, 2021; Doe and Smith, 2022)",
    "{cite:p}`{see}one{Thm 2}`": "(see Doe, 2021, Thm 2)",
    "{cite:p}`{see}one, {also}two{p. 3}`": "(see Doe, 2021; also Doe and Smith, 2022, p. 3)",
    "{cite:t}`one`": "Doe (2021)",
    "{cite:t}`undated`": "Doe",
    "{cite:t}`one,three`": "Doe (2021), De Vries et al. (2023)",
    "{cite:author}`two`": "Doe and Smith",
    "{cite:authorpar}`two`": "(Doe and Smith)",
    "{cite:year}`two`": "2022",
    "{cite:yearpar}`two`": "(2022)",
    "{cite:alp}`two`": "Doe and Smith, 2022",
    "{cite:empty}`two`": "",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> HtmlElement:
    """A page with a paragraph for each role; no bibliography anywhere."""
    lines = "\n\n".join(f"Cited: {role}." for role in TEXTS)
    files = {
        "publications.bib": BIB,
        "index.md": f"# Home\n\n{lines}\n{TOCTREE}",
        "news.md": "# News\n",
    }
    site = new_site(tmp_path_factory.mktemp("cite"), files=files)
    return site.build(warnings=[UNDATED]).main()


@pytest.mark.parametrize("role", TEXTS)
def test_a_citation_reads_as_its_role_says(page: HtmlElement, role: str) -> None:
    """Without a bibliography a citation names authors and year as its role wants them."""
    paragraph = page.cssselect("section > p")[list(TEXTS).index(role)]

    assert paragraph.text_content() == f"Cited: {TEXTS[role]}."


def test_a_citation_links_to_the_list(page: HtmlElement) -> None:
    """Without a bibliography each citation links to the paper's entry in our lists."""
    links = page.cssselect("section > p")[7].cssselect("a")

    assert [(link.text_content(), link.get("href")) for link in links] == [
        ("Doe, 2021", "publications.html#paper-one"),
        ("Doe and Smith, 2022", "publications.html#paper-two"),
    ]


def test_the_ids_of_citations_stay(page: HtmlElement) -> None:
    """A citation keeps the id that a bibliography of the page leads back to."""
    ids = [span.get("id") for span in page.cssselect("section > p > span[id]")]

    assert len(set(ids)) == len(TEXTS)


def test_phrases_of_citations_are_in_the_settings(
    make_site: Callable[..., Site],
) -> None:
    """Another language has its own words."""
    files = {
        "publications.bib": BIB,
        "index.md": "# Home\n\n{cite:t}`two,three`\n" + TOCTREE,
        "news.md": "# News\n",
    }
    config = {"groupsite_phrases": {"and": "und", "cite.others": "u. a."}}
    built = make_site(files=files).build(warnings=[UNDATED], config=config)

    (paragraph,) = built.main().cssselect("section > p")
    assert paragraph.text_content() == "Doe und Smith (2022), De Vries u. a. (2023)"


def test_an_unknown_key_is_reported_once(make_site: Callable[..., Site]) -> None:
    """A citation of a key that does not exist is reported at its line, with a hint."""
    files = {
        "publications.bib": BIB,
        "index.md": "# Home\n\nText.\n\nIt is {cite:p}`one,thre`.\n" + TOCTREE,
        "news.md": "# News\n",
    }
    built = make_site(files=files).build(
        warnings=[
            UNDATED,
            "index.md:5: ERROR: {cite}: there is no paper `thre`; did you mean `three`? [groupsite.link]",
        ]
    )

    paragraph = built.main().cssselect("section > p")[1]
    assert paragraph.text_content() == "It is (Doe, 2021; thre)."
    assert [a.text_content() for a in paragraph.cssselect("a")] == ["Doe, 2021"]


# -- with a bibliography ----------------------------------------------------------

NEWS = """\
# News

:::{news} 2024-07
:kind: talk
:id: talk

About {cite:p}`one` and {cite:p}`two`.
:::
"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a bibliography of one of two papers that are cited."""
    files = {
        "publications.bib": BIB,
        "index.md": "# Home\n\nHere {cite:p}`one`, there {cite:t}`two`, all "
        f"{{cite:p}}`one,two`.\n\n:::{{timeline}}\n:::\n{TOCTREE}",
        "news.md": NEWS,
        "people.md": "# People\n\nAgain {cite:p}`one`.\n\n"
        "```{bibliography}\n:filter: key == 'one'\n```\n",
    }
    site = new_site(tmp_path_factory.mktemp("listed"), files=files)
    return site.build(warnings=[UNDATED])


def citations(element: HtmlElement) -> list[tuple[str, str]]:
    """Text and address of the links in *element*."""
    return [(a.text_content(), a.get("href")) for a in element.cssselect("a")]


def entry_id(built: Built) -> str:
    """The id of the one entry of the bibliography."""
    (entry,) = built.main("people").cssselect(".citation")
    return str(entry.get("id"))


def test_what_a_bibliography_lists_is_linked_to_it(listed: Built) -> None:
    """A citation of what a bibliography lists is bibtex's own; others lead to our lists."""
    (paragraph,) = listed.main().cssselect("section > p")

    assert paragraph.text_content() == (
        "Here [Doe21], there Doe and Smith (2022), all (Doe, 2021; Doe and Smith, 2022)."
    )
    (own, *ours) = citations(paragraph)
    assert own == ("Doe21", f"people.html#{entry_id(listed)}")
    assert [href for _, href in ours] == [
        "publications.html#paper-two",
        "publications.html#paper-one",
        "publications.html#paper-two",
    ]


def test_the_bibliography_has_the_entry(listed: Built) -> None:
    """A bibliography shows our entries: bibtex has them from our reader."""
    (text,) = listed.main("people").cssselect(".citation p")

    assert text.text_content() == "Jane Doe. One. J, 2021."


def test_citations_in_news_work_in_timelines(listed: Built) -> None:
    """A copy of an item cites as the item does."""
    for page in ("index", "news"):
        (paragraph,) = listed.main(page).cssselect(".news-item p")
        assert paragraph.text_content() == "About [Doe21] and (Doe and Smith, 2022)."
        assert citations(paragraph) == [
            ("Doe21", f"people.html#{entry_id(listed)}"),
            ("Doe and Smith, 2022", "publications.html#paper-two"),
        ]


def test_prefixed_keys_of_a_bibliography_work(make_site: Callable[..., Site]) -> None:
    """A bibliography may give its keys a prefix, as bibtex's manual says."""
    files = {
        "publications.bib": BIB,
        "index.md": "# Home\n\nSee {cite:p}`a-one`.\n" + TOCTREE,
        "news.md": "# News\n",
        "people.md": "# People\n\n```{bibliography}\n:filter: key == 'one'\n"
        ":keyprefix: a-\n:labelprefix: A\n```\n",
    }
    built = make_site(files=files).build(warnings=[UNDATED])

    (paragraph,) = built.main().cssselect("section > p")
    assert paragraph.text_content() == "See [ADoe21]."


def test_a_prefix_that_no_bibliography_has_is_reported(
    make_site: Callable[..., Site],
) -> None:
    """A key that is unknown to us and to all bibliographies is reported by bibtex."""
    files = {
        "publications.bib": BIB,
        "index.md": "# Home\n\nSee {cite:p}`b-one`.\n" + TOCTREE,
        "news.md": "# News\n",
    }
    make_site(files=files).build(
        warnings=[
            UNDATED,
            'index.md:3: ERROR: could not find bibtex key "b-one" [bibtex.key_not_found]',
        ]
    )


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "dirhtml"])
def test_citations_in_all_formats(make_site: Callable[..., Site], builder: str) -> None:
    """Citations are built without a warning in every format."""
    files = {
        "publications.bib": BIB.replace("eprint = {2401.00001}", "year = {2020}"),
        "index.md": "# Home\n\n{cite:p}`one`, {cite:t}`two,three`\n" + TOCTREE,
        "news.md": NEWS,
    }
    config = {"copyright": "us", "version": "1"}
    built = make_site(files=files).build(builder, config=config)

    if builder == "text":
        assert (
            "(Doe, 2021), Doe and Smith (2022), De Vries et al. (2023)"
            in built.text().splitlines()
        )


# -- the entries that bibtex gets -------------------------------------------------


def test_a_faulty_file_does_not_lose_the_bibliography(
    make_site: Callable[..., Site],
) -> None:
    """What bibtex would not survive is read by us: later entries are cited all the same."""
    broken = "@article{broken, author = {Jane Doe, title = {X}, year = 2020\n\n" + BIB
    files = {
        "publications.bib": broken,
        "index.md": "# Home\n\nSee {cite:p}`one`.\n" + TOCTREE,
        "news.md": "# News\n",
        "people.md": "# People\n\n```{bibliography}\n:filter: key == 'one'\n```\n",
    }
    built = make_site(files=files).try_build()

    (paragraph,) = built.main().cssselect("section > p")
    assert paragraph.text_content() == "See [Doe21]."
    assert not [text for text in built.warnings if "bibtex" in text]


def test_editors_and_fields_reach_bibtex(make_site: Callable[..., Site]) -> None:
    """A bibliography shows authors, editors and fields of entries as bibtex does."""
    files = {
        "publications.bib": BIB,
        "index.md": "# Home\n" + TOCTREE,
        "news.md": "# News\n",
        "people.md": "# People\n\n```{bibliography}\n"
        ":filter: editor % 'smith' or year == '2023'\n:list: bullet\n```\n",
    }
    built = make_site(files=files).build(warnings=[UNDATED])

    items = [
        li.text_content().strip().replace("\u00a0", " ")
        for li in built.main("people").cssselect("li")
    ]
    assert items == [
        "Jan De Vries, Ann Smith, and Wei Li. Three. J, 2023.",
        "Ann Smith, editor. Nobody's book. P, 2020.",
    ]


def test_entries_are_made_anew_in_each_build(make_site: Callable[..., Site]) -> None:
    """Bibtex's entries stand for ours, and are not kept between builds."""
    site = make_site(files={"publications.bib": BIB, "news.md": "# News\n"})
    found: list[Any] = []

    def keep(app: Sphinx, _error: Exception | None) -> None:
        found.append(app.env.get_domain("cite").data["bibdata"].data.entries)

    def listen(app: Sphinx) -> None:
        app.connect("build-finished", keep)

    site.build(warnings=[UNDATED], on_app=listen)
    (entries,) = found
    kept = pickle.loads(pickle.dumps(entries))

    assert list(entries) == ["one", "two", "three", "open", "undated", "nobody"]
    assert len(entries) == 6
    assert [str(person) for person in entries["two"].persons["author"]] == [
        "Doe, Jane",
        "Smith, Ann",
    ]
    with pytest.raises(KeyError):
        entries["four"]
    assert list(kept) == []
    assert len(kept) == 0


def test_a_missing_file_is_reported(make_site: Callable[..., Site]) -> None:
    """A .bib file that is not there is reported at the setting; the others are read."""
    site = make_site(files={"news.md": "# News\n", "publications.bib": BIB})
    site.edit("conf.py", '["publications.bib"]', '["publications.bib", "gone.bib"]')
    built = site.build(
        warnings=[
            UNDATED,
            "conf.py:6: ERROR: `bibtex_bibfiles`: there is no file 'gone.bib' [groupsite.config]",
        ]
    )

    assert len(built.main("publications").cssselect(".paper")) == 6
