"""What stands in feeds: all that the pages say, as HTML that can stand anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from tests.conftest import new_site
from tests.output.feeds.samples import parsed, read_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Built, Site

BASE: Final = "https://example.org/sub/"
MATHML: Final = "{http://www.w3.org/1998/Math/MathML}"
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
NEWS: Final = """\
# Old news

(part)=
## A part

:::{news} 2025-06
:kind: talk
:id: links

See [other](other.md), [labelled](other.md#lab), [other](<../a page.md>),
{doc}`people </people>`, [away](https://example.net/?a=1&b=2),
[mail](mailto:jane@example.org).
:::

:::{news} 2025-05
:kind: talk
:id: headings

See [heading](#a-part), {ref}`label <part>`, [equation](#equation-two).
:::

:::{news} 2025-04
:kind: talk
:id: footnote

A talk[^n].
:::

:::{news} 2025-03
:kind: talk
:id: formulas

On $x^2$ and

$$
y = 1
$$ (two)
:::

:::{news} 2025-02
:kind: talk
:id: pictures

![A pixel](pixel.png)

[![Linked](../pictures/pixel.png)](other.md)

```{figure} pixel.png
:alt: Without words
```
:::

:::{news} 2025-01
:kind: talk
:id: records

By {person}`smith-ann`, see {paper}`smith2023deep` and {cite:p}`doe2025open`.
:::

:::{news} 2024-12
:kind: published
:id: composed
:paper: doe2024fast
:links: [video](https://example.net/video)
:::

:::{news} 2024-11
:kind: talk
:id: files
:links: [notes](files:data/a%20b.txt)

See [slides](files:/data/slides.pdf), [BibTeX](site:papers/doe2024fast.bib).
:::

[^n]: A note.
"""
BIB: Final = r"""
@article{doe2024fast,
  author = {Doe, Jane and Smith, Ann and Li, Wei},
  title = {Fast {MRI} with $\ell_1$ norms},
  journal = {Journal of Tests},
  year = {2024},
  doi = {10.1000/fast},
  pdf = {data/slides.pdf},
  abstract = {We show that $x^2 < 1$ \& more. It is \emph{fast}.},
  keywords = {MRI},
}
@inproceedings{smith2023deep,
  author = {A. Smith and Jane Doe},
  title = {Deep things},
  booktitle = {Proceedings of Testing},
  year = {2023},
}
@misc{doe2025open,
  author = {Jane Doe},
  title = {An open question},
  year = {2025},
  eprint = {2501.00001},
  archiveprefix = {arXiv},
}
"""
FILES: Final[dict[str, str | bytes]] = {
    "index.md": "# Home\n\n:::{timeline}\n:::\n\n```{toctree}\nold/news\nold/other\n"
    "a page\nsub/list\npeople\npublications\nnews\n```\n",
    "news.md": "# News\n",
    "old/news.md": NEWS,
    "old/other.md": "# Other\n\n(lab)=\n## Labelled\n\nText.\n",
    "a page.md": "# A page\n",
    "sub/list.md": "# All news\n\n:::{timeline}\n:::\n",
    "publications.bib": BIB,
    "old/pixel.png": PIXEL,
    "pictures/pixel.png": PIXEL + b"another",
    "extra/data/slides.pdf": b"%PDF",
    "extra/data/a b.txt": b"Notes",
}
CONFIG: Final[dict[str, Any]] = {
    "html_baseurl": BASE,
    "html_extra_path": ["extra"],
    "myst_url_schemes": ["https", "mailto", "files", "site"],
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
}
#: A builder, and the address of the site as conf.py writes it.
CASES: Final = (("html", BASE), ("dirhtml", BASE), ("html", "https://example.org"))


class Contents(NamedTuple):
    """A built site and what its feeds say."""

    built: Built
    builder: str
    base: str
    #: Feed → name of the item → its content.
    feeds: dict[str, dict[str, HtmlElement]]

    def news(self, name: str) -> HtmlElement:
        """The content of an item of news."""
        return self.feeds["news"][name]

    def everything(self) -> list[HtmlElement]:
        """All elements of all contents."""
        contents = (html for feed in self.feeds.values() for html in feed.values())
        return [element for html in contents for element in html.iterdescendants()]

    def page(self, name: str, node_id: str = "") -> str:
        """The address of a page."""
        path = f"{name}/" if self.builder == "dirhtml" else f"{name}.html"
        return f"{self.base}{path}" + (f"#{node_id}" if node_id else "")

    def target(self, address: str) -> bytes:
        """The file that *address* leads to; an element in it has to be there."""
        parts = urlsplit(address)
        assert address.startswith(self.base)
        path = self.built.outdir / unquote(address[len(self.base) :].partition("#")[0])
        data = (path / "index.html" if path.is_dir() else path).read_bytes()
        if parts.fragment:
            lxml.html.document_fromstring(data).get_element_by_id(parts.fragment)
        return data


def fragments(built: Built, feed: str) -> dict[str, HtmlElement]:
    """Name of the item → its content, of a feed in JSON."""
    return {
        item["id"].rpartition("/")[2]: lxml.html.fragment_fromstring(
            item["content_html"], create_parent="div"
        )
        for item in read_json(built.outdir, feed)["items"]
    }


@pytest.fixture(scope="module", params=CASES, ids=" ".join)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Contents:
    """A site whose news hold all sorts of things, in a folder, built in three ways."""
    builder, address = request.param
    sources = new_site(tmp_path_factory.mktemp("contents"), files=FILES)
    built = sources.build(builder, config={**CONFIG, "html_baseurl": address})
    found = {feed: fragments(built, feed) for feed in ("news", "papers")}
    return Contents(built, builder, f"{address.rstrip('/')}/", found)


def links(html: HtmlElement) -> list[tuple[str, str]]:
    """The words of all links with their addresses."""
    found = ((a.text_content(), a.get("href")) for a in html.cssselect("a"))
    return [(" ".join(words.split()), address) for words, address in found]


# -- links --------------------------------------------------------------------------


def test_both_formats_have_the_same_contents(site: Contents) -> None:
    """A reader of Atom is told what a reader of JSON is told."""
    for feed in ("news", "papers"):
        atom = parsed((site.built.outdir / "feeds" / f"{feed}.atom").read_bytes())
        told = [
            item["content_html"] for item in read_json(site.built.outdir, feed)["items"]
        ]
        assert [entry.content[0].value for entry in atom.entries] == told


def test_links_to_other_pages_are_absolute(site: Contents) -> None:
    """Whatever folder the page of an item is in; addresses outside stay as they are."""
    assert links(site.news("links")) == [
        ("other", site.page("old/other")),
        ("labelled", site.page("old/other", "lab")),
        ("other", site.page("a%20page")),
        ("people", site.page("people")),
        ("away", "https://example.net/?a=1&b=2"),
        ("mail", "mailto:jane@example.org"),
    ]


def test_links_to_headings_lead_to_the_page_of_the_item(site: Contents) -> None:
    """What is near on the page is far away in a feed."""
    assert links(site.news("headings")) == [
        ("heading", site.page("old/news", "a-part")),
        ("label", site.page("old/news", "part")),
        ("equation", site.page("old/news", "equation-two")),
    ]


def test_a_footnote_is_a_link_to_its_page(site: Contents) -> None:
    """The note itself stands there."""
    html = site.news("footnote")

    assert html.text_content().strip() == "A talk[1]."
    ((words, address),) = links(html)
    assert words == "[1]"
    assert address.startswith(f"{site.page('old/news')}#")


def test_links_to_records_lead_to_where_the_site_shows_them(site: Contents) -> None:
    """To their pages; a citation leads there as well."""
    assert links(site.news("records")) == [
        ("Ann Smith", site.page("members/smith-ann")),
        ("Deep things", site.page("papers/smith2023deep")),
        ("Doe, 2025", site.page("papers/doe2025open")),
    ]


def test_links_to_files_are_absolute(site: Contents) -> None:
    """Those of the site and those that the build makes."""
    assert links(site.news("files")) == [
        ("slides", f"{site.base}data/slides.pdf"),
        ("BibTeX", f"{site.base}papers/doe2024fast.bib"),
        ("notes", f"{site.base}data/a%20b.txt"),
    ]


def test_an_item_that_is_composed_has_its_links(site: Contents) -> None:
    """Title, co-authors and the links of the paper, without date and kind."""
    html = site.news("composed")

    assert links(html) == [
        ("Fast MRI with ℓ1 norms", site.page("papers/doe2024fast")),
        ("Ann Smith", site.page("members/smith-ann")),
        ("Wei Li", "https://example.org/wei"),
        ("DOI", "https://doi.org/10.1000/fast"),
        ("video", "https://example.net/video"),
    ]
    assert "2024" not in html.text_content()
    assert not html.cssselect("time")


def test_every_link_leads_somewhere(site: Contents) -> None:
    """Each address of the site is absolute, and what it names is there."""
    elements = site.everything()
    addresses = {e.get("href") for e in elements} | {e.get("src") for e in elements}
    within = {
        a for a in addresses - {None} if urlsplit(a).hostname in ("example.org", None)
    }

    others = {"mailto:jane@example.org", "https://example.org/wei"}
    assert len(within - others) > 10
    assert all(site.target(address) for address in within - others)


def test_an_item_has_the_address_of_its_entry(site: Contents) -> None:
    """A reader that opens an item sees it on the site."""
    news = read_json(site.built.outdir)["items"]
    papers = read_json(site.built.outdir, "papers")["items"]

    assert news[0]["url"] == site.page("old/news", "news-links")
    assert papers[0]["url"] == site.page("papers/doe2025open")
    assert all(site.target(item["url"]) for item in [*news, *papers])


# -- pictures and formulas ----------------------------------------------------------


def test_pictures_are_absolute_and_there(site: Contents) -> None:
    """A picture is the file that the page shows, with what it says to the blind."""
    pictures = site.news("pictures").cssselect("img")

    assert [img.get("alt") for img in pictures] == [
        "A pixel",
        "Linked",
        "Without words",
    ]
    assert [site.target(img.get("src")) for img in pictures] == [
        PIXEL,
        PIXEL + b"another",
        PIXEL,
    ]
    (link,) = site.news("pictures").cssselect("a")
    assert link.get("href") == site.page("old/other")


def test_formulas_are_mathml(site: Contents) -> None:
    """Readers know the elements of MathML; the number of an equation is left out."""
    html = site.news("formulas")
    inline, block = html.cssselect("math")

    assert inline.text_content() == "x2"
    assert inline.get("display") is None
    assert (block.text_content(), block.get("display")) == ("y=1", "block")
    assert "(1)" not in html.text_content()


# -- papers -------------------------------------------------------------------------


def test_a_paper_has_its_abstract(site: Contents) -> None:
    """Authors, venue, abstract with its formulas, links."""
    html = site.feeds["papers"]["doe2024fast"]
    lines = [" ".join(p.text_content().split()) for p in html.cssselect("p")]

    assert lines == [
        "Jane Doe, Ann Smith and Wei Li",
        "Journal of Tests, 2024",
        "We show that x2<1 & more. It is fast.",
        "DOI · PDF",
    ]
    assert links(html) == [
        ("Jane Doe", site.page("members/doe-jane")),
        ("Ann Smith", site.page("members/smith-ann")),
        ("Wei Li", "https://example.org/wei"),
        ("DOI", "https://doi.org/10.1000/fast"),
        ("PDF", f"{site.base}data/slides.pdf"),
    ]


def test_a_paper_without_an_abstract_has_the_rest(site: Contents) -> None:
    """Nothing stands for what is not known."""
    html = site.feeds["papers"]["doe2025open"]

    assert [p.text_content() for p in html.cssselect("p")] == [
        "Jane Doe",
        "arXiv:2501.00001, 2025 Preprint",
        "arXiv",
    ]


def test_a_paper_has_its_authors_and_its_topics(site: Contents) -> None:
    """Readers can sort by them."""
    found = {
        item["id"].rpartition("/")[2]: item
        for item in read_json(site.built.outdir, "papers")["items"]
    }

    assert found["doe2024fast"]["title"] == "Fast MRI with ℓ₁ norms"
    assert [author["name"] for author in found["doe2024fast"]["authors"]] == [
        "Jane Doe",
        "Ann Smith",
        "Wei Li",
    ]
    assert found["doe2024fast"]["tags"] == ["MRI"]
    assert "tags" not in found["smith2023deep"]


# -- what only the site needs -------------------------------------------------------


@pytest.mark.parametrize("attribute", ["id", "class", "name", "style"])
def test_contents_have_nothing_for_the_design_of_the_site(
    site: Contents, attribute: str
) -> None:
    """Ids would meet those of other items, classes those of the reader's own design."""
    assert [e.tag for e in site.everything() if e.get(attribute) is not None] == []


def test_contents_have_no_data_and_no_code(site: Contents) -> None:
    """What scripts of the site read is of no use, and no reader runs a script."""
    elements = site.everything()
    tags = {element.tag for element in elements}
    names = {name for element in elements for name in element.keys()}  # noqa: SIM118

    assert tags.isdisjoint({"script", "style", "iframe", "object", "embed", "form"})
    assert not {name for name in names if name.startswith(("data-", "on", "aria-"))}


# -- one thing at a time ------------------------------------------------------------


def page_with(text: str) -> dict[str, str | bytes]:
    """A site with one item of news, in a folder."""
    page = f"---\norphan: true\n---\n# Page\n\n:::::{{news}} 2025-01\n:kind: talk\n:id: it\n\n{text}\n:::::\n"
    return {"old/page.md": page, "old/pixel.png": PIXEL, "old/slides.pdf": b"%PDF"}


def content_of(built: Built) -> HtmlElement:
    """The content of that item."""
    return fragments(built, "news")["it"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_download_is_a_link_to_its_file(
    make_site: Callable[..., Site], builder: str
) -> None:
    """The copy that the build has made, whatever page was written last."""
    files = {
        **page_with("See [slides](slides.pdf)."),
        "zz/z/last.md": "---\norphan: true\n---\n# Z\n",
    }
    built = make_site(files=files).build(builder, config={"html_baseurl": BASE})
    ((words, address),) = links(content_of(built))

    assert words == "slides"
    assert address.startswith(BASE)
    assert (built.outdir / address.removeprefix(BASE)).read_bytes() == b"%PDF"


CAPTIONS: Final = {
    "picture": ":::{figure} pixel.png\n:name: figure\n:alt: A pixel\n\nA caption\n:::",
    "program": ":::{code-block} python\n:caption: A caption\n\nx = 1\n:::",
    "table": ":::{list-table} A caption\n* - 1\n  - 2\n:::",
}


@pytest.mark.parametrize("numfig", [False, True], ids=["plain", "numbered"])
@pytest.mark.parametrize("name", CAPTIONS)
def test_what_has_a_caption_keeps_it(
    make_site: Callable[..., Site], name: str, *, numfig: bool
) -> None:
    """A feed is built without a warning, and says what the page says."""
    config = {"html_baseurl": BASE, "numfig": numfig}
    html = content_of(make_site(files=page_with(CAPTIONS[name])).build(config=config))

    assert "A caption" in [e.text for e in html.iter("*")]
    assert html.cssselect("[id]") == []


def test_a_picture_in_several_formats_is_one_of_them(
    make_site: Callable[..., Site],
) -> None:
    """The one that the page shows."""
    files = page_with("![A pixel](pixel.*)")
    built = make_site(files=files).build(config={"html_baseurl": BASE})
    (picture,) = content_of(built).cssselect("img")

    assert picture.get("src") == f"{BASE}_images/pixel.png"


def test_code_of_an_author_stays_on_the_page(make_site: Callable[..., Site]) -> None:
    """A script in an item is none in its feed; the words beside it are there."""
    text = "<script>alert(1)</script>\n\nSome <b onclick='alert(2)'>bold</b> words."
    built = make_site(files=page_with(text)).build(config={"html_baseurl": BASE})
    html = content_of(built)

    assert html.text_content().strip() == "Some bold words."
    assert html.cssselect("script, [onclick]") == []


def test_a_formula_that_cannot_be_shown_is_reported_once(
    make_site: Callable[..., Site],
) -> None:
    """The page that shows it says so, its feed need not say it again."""
    files = {
        **page_with(r"On $\frac$."),
        "index.md": "# Home\n\n```{toctree}\nnews\npublications\npeople\n```\n",
    }
    built = make_site(files=files).build(
        config={"html_baseurl": BASE},
        warnings=[
            r"old/page.md:10: WARNING: the formula `\frac` cannot be shown: Last node missing children. Source incomplete? [groupsite.math]"
        ],
    )

    assert content_of(built).text_content().strip() == r"On \frac."


def test_the_title_of_an_item_is_what_it_says(make_site: Callable[..., Site]) -> None:
    """Marks of footnotes and markup are no words of a title."""
    files = page_with("A <b>bold</b> talk[^n] on $x^2$.\n\n[^n]: A note.")
    built = make_site(files=files).build(config={"html_baseurl": BASE})
    titles = [item["title"] for item in read_json(built.outdir)["items"]]

    assert titles[0] == "Talk: A bold talk on x²."


def test_a_page_may_be_called_as_a_feed(make_site: Callable[..., Site]) -> None:
    """Links of a feed to a page beside it are absolute as well."""
    text = "---\norphan: true\n---\n# Page\n\n:::{news} 2025-01\n:kind: talk\n:id: it\n\nSee [page](#page), {paper}`doe2025open`.\n:::\n\n:::{publications}\n:::\n"
    files = {"feeds/news.md": text, "publications.md": "# P\n"}
    built = make_site(files=files).build(config={"html_baseurl": BASE})

    assert links(content_of(built)) == [
        ("page", f"{BASE}feeds/news.html#page"),
        ("An open question", f"{BASE}feeds/news.html#paper-doe2025open"),
    ]


def test_a_site_without_an_address_renders_nothing(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No content is made where there is no feed."""
    monkeypatch.delattr("groupsite.output.feeds.files.contents")
    make_site(files=page_with("![A pixel](pixel.png)")).build()


#: What authors put around words, and the words of it in a feed.
AROUND: Final = {
    "note": (":::{note}\nBody\n:::", "Note Body"),
    "seealso": (":::{seealso}\nBody\n:::", "See also Body"),
    "versionadded": (":::{versionadded} 2.0\nBody\n:::", "Added in version 2.0: Body"),
    "deprecated": (":::{deprecated} 2.0\n:::", "Deprecated since version 2.0."),
    "todo": (":::{todo}\nBody\n:::", "Todo Body"),
    "topic": (":::{topic} Title\nBody\n:::", "Title Body"),
    "sidebar": (":::{sidebar} Title\nBody\n:::", "Title Body"),
    "only": (":::{only} html\nYes\n:::\n\n:::{only} latex\nNo\n:::", "Yes"),
    "centered": (":::{centered} Words\n:::", "Words"),
    "hlist": (":::{hlist}\n- One\n- Two\n:::", "One Two"),
    "function": (":::{py:function} draw(x)\nBody\n:::", "draw ( x ) Body"),
    "card": (":::{card} Title\nBody\n:::", "Title Body"),
    "grid": ("::::{grid} 2\n:::{grid-item-card} Title\nBody\n:::\n::::", "Title Body"),
    "dropdown": (":::{dropdown} Title\nBody\n:::", "Title Body"),
    "tabs": (
        "::::{tab-set}\n:::{tab-item} A\nOne\n:::\n:::{tab-item} B\nTwo\n:::\n::::",
        "A One B Two",
    ),
    "filters": (":::{publications}\n:filter:\n:limit: 1\n:group-by: none\n:::", None),
    "ends of lines": ("One\\\ntwo", "One two"),
}


@pytest.mark.sampled
@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_words_is_told(
    make_site: Callable[..., Site], name: str
) -> None:
    """Admonitions, cards, tabs are titles and texts, without what needs scripts."""
    body, expected = AROUND[name]
    files = page_with(body)
    config = {
        "html_baseurl": BASE,
        "extensions": ["myst_parser", "sphinx_design", "sphinx.ext.todo", "groupsite"],
        "todo_include_todos": True,
    }
    html = content_of(make_site(files=files).build(config=config))

    words = " ".join(" ".join(html.itertext()).split())
    assert expected is None or words == expected
    assert not html.cssselect("input, label, form, summary, [name]")


def test_a_picture_that_is_made_small_leads_to_itself(
    make_site: Callable[..., Site],
) -> None:
    """As on pages; a feed tells no folder of the machine that has built it."""
    page = ".. news:: 2025-01\n   :kind: talk\n   :id: it\n\n   .. image:: pixel.png\n      :scale: 50\n\n   Text.\n"
    files = {
        "old/page.rst": f":orphan:\n\nPage\n====\n\n{page}",
        "old/pixel.png": PIXEL,
    }
    config = {"html_baseurl": BASE, "source_suffix": [".md", ".rst"]}
    html = content_of(make_site(files=files).build(config=config))

    (picture,), (link,) = html.cssselect("img"), html.cssselect("a")
    assert link.get("href") == picture.get("src") == f"{BASE}_images/pixel.png"
    assert picture.get("alt") == ""
    assert html.text_content().strip() == "Text."
