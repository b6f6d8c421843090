"""Copies of items: what moves with them, what stays on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from sphinx.environment import BuildEnvironment

from tests.output.feeds.samples import read_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from lxml.html import HtmlElement

    from tests.conftest import Built, Site

BASE = "https://example.org/"
CONFIG = {
    "html_baseurl": BASE,
    "html_permalinks": False,
    "source_suffix": [".md", ".rst"],
    "myst_enable_extensions": ["colon_fence", "deflist", "fieldlist"],
}
BUILDERS = ("html", "dirhtml", "singlehtml", "text", "latex", "epub", "man", "texinfo")
#: What an item may hold, in reStructuredText, with its words in a copy.
BODIES = {
    "a list": ("- One\n- Two", "One Two"),
    "numbers": ("3. One\n#. Two", "One Two"),
    "definitions": ("Term\n  What it is", "Term What it is"),
    "fields": (":name: value", "name : value"),
    "options": ("-a  what it does", "-a what it does"),
    "a table": ("== ==\na  b\n== ==\n1  2\n== ==", "a b 1 2"),
    "a program": (".. code-block:: python\n   :caption: Cap\n\n   x", "Cap x"),
    "footnotes": (
        "Talk [#a]_ [1]_ [*]_.\n\n.. [#a] A\n.. [1] B\n.. [*] C",
        "Talk [2] [1] [*] .",
    ),
    "a citation": ("See [CIT2002]_.\n\n.. [CIT2002] A book.", "See [CIT2002] ."),
    "a label": (".. _label:\n\nText :ref:`there <label>`.", "Text there ."),
    "a target": (
        ".. _there: https://example.net\n\nText there_ and _`here`.",
        "Text there and here .",
    ),
}


def words(html: HtmlElement) -> str:
    """All words of *html*."""
    return " ".join(" ".join(html.itertext()).split())


def site_with(make_site: Callable[..., Site], body: str, more: str = "") -> Site:
    """A site with one item, and a footnote on the page of its copy."""
    lines = "\n".join(f"   {line}" for line in body.splitlines())
    item = f".. news:: 2025-01\n   :kind: talk\n   :id: it\n\n{lines}\n"
    return make_site(
        files={
            "old.rst": f"Page\n====\n\n{item}\n{more}\n\nText [#x]_.\n\n.. [#x] Note.\n",
            "sub/index.rst": "Home\n====\n\n.. timeline::\n\nText [#y]_.\n\n.. [#y] Y\n",
            "index.md": "# Home\n\n```{toctree}\nold\nsub/index\nnews\npeople\npublications\n```\n",
        }
    )


def copied(built: Built, page: str = "sub/index") -> HtmlElement:
    """The copy of that item."""
    (item,) = built.main(page).cssselect(".news-item[data-id=it]")
    return item


@pytest.mark.sampled
@pytest.mark.parametrize("name", BODIES)
def test_what_an_item_holds_is_on_other_pages(
    make_site: Callable[..., Site], name: str
) -> None:
    """Anything can stand in an item; its copies say it, but for notes, in all formats."""
    body, expected = BODIES[name]
    site = site_with(make_site, body)
    book = {"version": "1", "copyright": "Us", "epub_publisher": "Us"}
    built = {b: site.build(b, config={**CONFIG, **book}) for b in BUILDERS}

    assert words(copied(built["html"])).removeprefix("January 2025 Talk ") == expected
    ids = [e.get("id") for e in built["html"].page("sub/index").iter() if e.get("id")]
    assert len(ids) == len({*ids})
    for link in copied(built["html"]).cssselect("a.internal"):
        page, _, node_id = link.get("href").partition("#")
        assert page == "../old.html"
        assert built["html"].page("old").cssselect(f"[id='{node_id}']")


def test_addresses_are_those_of_the_page_of_the_item(
    make_site: Callable[..., Site],
) -> None:
    """A relative address leads from a copy and from a feed to where it led."""
    body = "`a <people.html>`_ `b <#z>`_ `c <sub/?q=1>`_ `d <http://[x>`_ `e </f>`_"
    built = site_with(make_site, body).build(config=CONFIG)

    assert [a.get("href") for a in copied(built).cssselect("a")] == [
        "../people.html",
        "../old.html#z",
        "../sub/?q=1",
        "http://[x",
        "/f",
    ]


@pytest.mark.parametrize(
    ("name", "directive"),
    [
        ("timeline", ".. timeline::"),
        ("toctree", ".. toctree::\n\n   people"),
        ("bibliography", ".. bibliography::"),
    ],
)
def test_what_only_its_page_can_show_is_reported(
    make_site: Callable[..., Site], name: str, directive: str
) -> None:
    """An item cannot hold what is filled later, itself perhaps; its words are shown."""
    site = site_with(make_site, f"A talk.\n\n{directive}")
    built = {b: site.try_build(b, config=CONFIG) for b in ("html", "text", "latex")}

    assert [w for w in built["html"].warnings if "groupsite" in w] == [
        f"old.rst:4: ERROR: {{news}}: `{{{name}}}` is shown on this page only, timelines and feeds leave it out; write it outside the item [groupsite.news]"
    ]
    assert words(copied(built["html"])) == "January 2025 Talk A talk."
    (content,) = (
        item["content_html"]
        for item in read_json(built["html"].outdir)["items"]
        if item["id"].endswith("/it")
    )
    parsed = lxml.html.fragment_fromstring(content, create_parent="div")
    assert words(parsed) == "A talk."


def test_a_wrong_link_is_reported_once(make_site: Callable[..., Site]) -> None:
    """Timelines and feeds have copies of an item, which has its fault once."""
    item = ":::{news} 2026-05\n:kind: talk\n\nSee [there](nowhere.md) and {doc}`nothing`.\n:::\n"
    index = "# Home\n\n:::{timeline}\n:::\n\n:::{timeline}\n:limit: 1\n:::\n"
    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    site = make_site(
        files={"news.md": f"# News\n\n{item}", "index.md": index + toctree}
    )
    config = {"html_baseurl": "https://example.org/"}

    assert sorted(site.try_build(config=config, parallel=2).warnings) == [
        "news.md:6: ERROR: 'myst' cross-reference target not found: 'nowhere.md' [myst.xref_missing]",
        "news.md:6: ERROR: unknown document: 'nothing' [ref.doc]",
    ]


@pytest.mark.parametrize("damaged", [False, True])
def test_a_page_does_not_load_all_that_is_written_beside_its_news(
    make_site: Callable[..., Site],
    monkeypatch: pytest.MonkeyPatch,
    damaged: bool,  # noqa: FBT001  a parameter
) -> None:
    """Entries are in a file of their own, made again if it is damaged."""
    loaded: list[str] = []
    known = BuildEnvironment.get_doctree

    def get_doctree(env: BuildEnvironment, docname: str) -> nodes.document:
        loaded.append(docname)
        return known(env, docname)

    site = site_with(make_site, "An item.")
    before = words(copied(site.build(config=CONFIG)))
    entries = site.build_dir / "doctrees" / "old.entries"
    if damaged:
        entries.write_bytes(entries.read_bytes()[:-1])
    site.edit("sub/index.rst", "[#y] Y", "[#y] Z")
    monkeypatch.setattr(BuildEnvironment, "get_doctree", get_doctree)
    assert words(copied(site.build(config=CONFIG))) == before
    assert ("old" in loaded) is damaged
