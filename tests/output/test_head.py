"""The head of each page: all of it once, in any theme, and up to date."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

import html5lib
import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.text import printable
from groupsite.output.tags import Tag
from tests.conftest import new_site
from tests.output.reading import contents, graph_of, links, metas, png
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.conftest import Built, Site

BASE: Final = "https://example.org/sub/"
ORPHAN: Final = "---\norphan: true\n---\n\n"
CONFIG: Final[dict[str, Any]] = {
    "html_baseurl": BASE,
    "project": "Jane’s Tests",
    "html_static_path": ["_static"],
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
    "html_use_index": True,
    "groupsite_organization": {"name": "Testing Group", "page": "people"},
    "groupsite_image": "_static/card.png",
    "groupsite_image_alt": "Three rings",
}
FILES: Final[dict[str, str | bytes]] = {
    "_static/card.png": png(12, 34),
    "publications.md": "# Publications\n\n:::{publications}\n:export:\n:::\n",
    "deep/index.md": f"{ORPHAN}# Folder\n",
    "deep/er/page.md": f"{ORPHAN}# In a folder\n",
    "hidden.md": "---\norphan: true\nmyst:\n  html_meta:\n    robots: noindex\n---\n# Hidden\n",
}
#: The theme of the package, in its frame.
FRAMED: Final[dict[str, Any]] = {
    "html_theme": "groupsite",
    "html_use_index": True,
    "groupsite_organization": {"name": "Testing Group", "page": "people"},
}
#: Pages that builders make.
MADE: Final = ("404", "search", "genindex")


class Variant(NamedTuple):
    """A site as one builder makes it, in one theme."""

    built: Built
    builder: str

    @property
    def documents(self) -> dict[str, HtmlElement]:
        """Pages of documents by name."""
        return {n: p for n, p in self.pages.items() if n not in MADE}

    @property
    def pages(self) -> dict[str, HtmlElement]:
        """All pages by the name of the document."""
        found = {}
        for path in sorted(self.built.outdir.rglob("*.html")):
            file = path.relative_to(self.built.outdir).with_suffix("").as_posix()
            name = file
            if self.builder == "dirhtml" and file != "deep/index":
                name = file.removesuffix("/index")
            if not file.startswith("_static/"):
                found[name] = self.built.page(file)
        return found

    def address(self, name: str) -> str:
        """Where a document is; one called `index` has the address of its folder."""
        if name == "index" or name.endswith("/index"):
            return BASE + name.removesuffix("index")
        return BASE + (f"{name}/" if self.builder == "dirhtml" else f"{name}.html")

    def file(self, address: str) -> Path:
        """The file that an address of the site leads to."""
        assert address.startswith(BASE), address
        path = address.removeprefix(BASE)
        index = not path or path.endswith("/")
        return self.built.outdir / (f"{path}index.html" if index else path)


@pytest.fixture(
    scope="module",
    params=[("html", {}), ("dirhtml", {}), ("html", FRAMED)],
    ids=["basic", "dirhtml", "sphinx_book_theme"],
)
def variant(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Variant:
    """The same site in several forms."""
    builder, theme = request.param
    site = new_site(tmp_path_factory.mktemp("head"), files=FILES)
    return Variant(site.build(builder, config={**CONFIG, **theme}), builder)


# -- all pages ----------------------------------------------------------------------


def test_these_are_all_pages(variant: Variant) -> None:
    """Whichever builder and theme, there are the same pages."""
    assert set(variant.pages) == {
        *MADE,
        *("index", "news", "publications", "people", "hidden"),
        *("deep/index", "deep/er/page"),
        *("papers/doe2024fast", "papers/doe2025open", "papers/smith2023deep"),
        *("members/doe-jane", "members/smith-ann", "members/green-bo"),
    }


@pytest.mark.parametrize("name", ["viewport", "description"])
def test_every_page_says_it_once(variant: Variant, name: str) -> None:
    """Themes, Sphinx and docutils have a viewport each; one of them is enough."""
    count = {n: len(contents(page, name)) for n, page in variant.pages.items()}

    assert set(count.values()) == {1}
    assert all(contents(p, name)[0].strip() for p in variant.pages.values())


def test_a_page_has_one_address(variant: Variant) -> None:
    """Canonical link, OpenGraph, JSON-LD and sitemap agree on it."""
    for name, page in variant.documents.items():
        address = variant.address(name)
        assert links(page, "canonical") == [address]
        assert contents(page, "og:url") == [address]
        file = variant.file(address)
        assert graph_of(file)[0]["url"] == address


def test_the_sitemap_has_all_pages_that_are_to_be_found(variant: Variant) -> None:
    """By the same addresses."""
    tree = lxml.etree.parse(variant.built.outdir / "sitemap.xml")
    listed = [element.text for element in tree.iter("{*}loc")]

    expected = [
        variant.address(name)
        for name, page in variant.pages.items()
        if "noindex" not in contents(page, "robots")
    ]
    assert sorted(listed) == sorted(expected)
    assert variant.address("hidden") not in listed


def test_no_address_leads_nowhere(variant: Variant) -> None:
    """Canonical links lead to files of the build, those of other pages as well."""
    for name, page in variant.pages.items():
        for address in links(page, "canonical"):
            assert variant.file(address).is_file(), name


@pytest.mark.parametrize("name", MADE)
def test_pages_of_builders_are_not_to_be_found(variant: Variant, name: str) -> None:
    """They say so, and nothing else but what they are."""
    page = variant.pages[name]

    names = {found for found, _ in metas(page)} - {"color-scheme", "docsearch:language"}
    assert names == {"viewport", "robots", "description"}
    # Sphinx's own search page says it as well
    assert set(contents(page, "robots")) == {"noindex"}
    assert page.cssselect("script[type='application/ld+json']") == []


def test_only_papers_are_cited(variant: Variant) -> None:
    """The page of a paper has citation tags, a list of papers never."""
    cited = {
        name
        for name, page in variant.pages.items()
        if any(found.startswith("citation_") for found, _ in metas(page))
    }

    assert cited == {n for n in variant.pages if n.startswith("papers/")}
    page = variant.pages["papers/doe2024fast"]
    assert contents(page, "citation_title") == ["Fast MRI with ℓ₁ norms"]
    assert contents(page, "citation_author") == ["Jane Doe", "Ann Smith", "Wei Li"]
    assert contents(page, "citation_abstract_html_url") == links(page, "canonical")


def alternates(page: HtmlElement) -> list[tuple[str, str]]:
    """Type and address of the other forms of a page."""
    found = page.cssselect("head link[rel=alternate]")
    assert all(link.get("title") for link in found)
    return [(link.get("type"), link.get("href")) for link in found]


RECORDS: Final = ("application/x-bibtex", "application/vnd.citationstyles.csl+json")
FEEDS: Final = ("application/atom+xml", "application/feed+json")
#: How many files of records a page offers, in each of two formats.
OFFERED: Final = {
    "index": 0,
    "news": 0,
    "publications": 1,
    "papers/doe2024fast": 1,
    "members/smith-ann": 1,
    "deep/er/page": 0,
    "404": 0,
}


@pytest.mark.parametrize("name", OFFERED)
def test_other_forms_of_a_page_are_named(variant: Variant, name: str) -> None:
    """Files of its record and of its lists, and on every page the feeds of the site."""
    found = alternates(variant.pages[name])

    types = [kind for kind, _ in found]
    assert types == [*(RECORDS * OFFERED[name]), *(FEEDS * 2)]
    # the page of what is not found begins at the root: it is shown at any depth
    page = BASE if name == "404" else variant.address(name)
    for _, href in found:
        assert variant.file(urljoin(page, href)).is_file()


def test_every_page_names_the_sitemap(variant: Variant) -> None:
    """By an address that is relative to the page."""
    for name, page in variant.documents.items():
        (href,) = links(page, "sitemap")
        assert urljoin(variant.address(name), href) == f"{BASE}sitemap.xml"


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_a_book_has_nothing_of_it(make_site: Callable[..., Site], builder: str) -> None:
    """It has no addresses, and nobody finds its pages one by one."""
    config = {**CONFIG, "version": "1", "copyright": "us"}
    outdir = make_site(files=FILES).build(builder, config=config).outdir
    pages = [*outdir.glob("*.xhtml"), *outdir.glob("papers/*.xhtml")]
    pages += outdir.glob("*.html")

    assert pages
    for path in pages:
        root = lxml.etree.fromstring(path.read_bytes(), lxml.etree.HTMLParser())
        found = {meta.get("name", "") for meta in root.iter("meta")}
        assert not {n for n in found if n.startswith(("citation_", "twitter:"))}
        assert "description" not in found
        assert not [m for m in root.iter("meta") if m.get("property")]
        assert not [s for s in root.iter("script") if "ld+json" in s.get("type", "")]
        assert not [e for e in root.iter("link") if e.get("rel") == "alternate"]


# -- what an author has written -------------------------------------------------------

#: Page → what its author has put into ``html_meta``, line by line.
OWN: Final = {
    "description": '"description": Mine',
    "title": '"property=og:title": Mine',
    "card": '"twitter:card": summary',
    "robots": '"robots": noindex, nofollow',
    "picture": '"property=og:image": https://a.example/x.png',
    "capitals": '"Description": Mine',
    "viewport": '"viewport": width=600',
    "languages": '"description lang=en": Mine\n    "description lang=de": Meine',
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with pages whose authors say something of their own."""
    pages = {
        f"{name}.md": "---\norphan: true\nmyst:\n  html_meta:\n"
        f"    {lines}\n---\n# Own {name}\n\nText.\n"
        for name, lines in OWN.items()
    }
    # documents that have the name of a page that builders make as well
    pages |= {f"{name}.md": f"{ORPHAN}# Not *here* & there\n" for name in MADE}
    site = new_site(tmp_path_factory.mktemp("own"), files={**FILES, **pages})
    return site.build(config={**CONFIG, "html_use_index": False})


GIVEN: Final = {
    "description": ("description", "Mine"),
    "title": ("og:title", "Mine"),
    "card": ("twitter:card", "summary"),
    "robots": ("robots", "noindex, nofollow"),
    "picture": ("og:image", "https://a.example/x.png"),
    "capitals": ("description", "Mine"),
}


@pytest.mark.parametrize("name", GIVEN)
def test_what_an_author_has_written_counts(own: Built, name: str) -> None:
    """It goes before ours, which is left out; names of elements have no case."""
    key, value = GIVEN[name]
    found = [(n.lower(), c) for n, c in metas(own.page(name)) if n != "viewport"]

    assert found[0] == (key, value)
    assert [content for n, content in found if n == key] == [value]
    assert len(found) > 5


def test_a_picture_of_an_author_is_not_described_as_ours(own: Built) -> None:
    """Properties of a picture belong to the one before them (https://ogp.me)."""
    found = metas(own.page("picture"))

    assert [pair for pair in found if pair[0].startswith("og:image")] == [
        ("og:image", "https://a.example/x.png")
    ]


def test_a_description_of_an_author_is_that_of_the_page(own: Built) -> None:
    """Wherever the page is described: for search engines, in links, in JSON-LD."""
    assert contents(own.page("description"), "og:description") == ["Mine"]
    assert graph_of(own.outdir / "description.html")[0]["description"] == "Mine"


def test_an_author_may_name_a_viewport(own: Built) -> None:
    """There is one all the same."""
    assert len(contents(own.page("viewport"), "viewport")) == 1


def test_a_page_in_two_languages_keeps_both_descriptions(own: Built) -> None:
    """An author may give a name twice; ours is left out."""
    assert contents(own.page("languages"), "description") == ["Mine", "Meine"]


@pytest.mark.parametrize("name", [*MADE, "robots", "title"])
def test_what_asks_not_to_be_indexed_is_not_in_the_sitemap(
    own: Built, name: str
) -> None:
    """Whether its author asks for it, or its name is that of a page that is made."""
    tree = lxml.etree.parse(own.outdir / "sitemap.xml")
    listed = {element.text for element in tree.iter("{*}loc")}

    hidden = any("noindex" in words for words in contents(own.page(name), "robots"))
    assert hidden == (f"{BASE}{name}.html" not in listed)


@pytest.mark.parametrize("name", ["404", "genindex"])
def test_a_title_is_text_in_a_description(own: Built, name: str) -> None:
    """The title of a page that is not to be found has no elements and no entities."""
    (description,) = contents(own.page(name), "description")

    assert description.startswith("Not here & there")


# -- what is hostile ----------------------------------------------------------------

HOSTILE: Final = {
    "quotes": "a \"b\" 'c' `d`",
    "elements": "</script></title></head><script>x()</script><img src=x onerror=x()>",
    "entities": "&quot; &lt;b&gt; &#0; &amp;amp;",
    "lines": "a\nb\r\nc\u2028d\u2029e\tf",
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f",
    "directions": "a\u202eb\u2066c",
    "comments": "--> <!-- ]]> <![CDATA[ <!DOCTYPE x>",
}


@given(
    st.lists(
        st.sampled_from([*HOSTILE.values()])
        | st.text(st.characters(exclude_categories=[]), max_size=8),
        max_size=4,
    ).map("".join)
)
def test_a_value_stays_inside_of_its_attribute(text: str) -> None:
    """A browser reads one element, and in it what can be printed of the text."""
    tag = str(Tag("meta", {"name": "x", "content": text}))
    page = html5lib.parse(
        f"<!DOCTYPE html><meta charset=utf-8>{tag}<p id=after>",
        namespaceHTMLElements=False,
    )

    assert [element.tag for element in page.iter()] == [
        *("html", "head", "meta", "meta", "body", "p")
    ]
    meta = page.findall("head/meta")[1]
    assert dict(meta.attrib) == {"name": "x", "content": said(text)}
    assert "\n" not in tag


def said(text: str) -> str:
    """What is left of a text in one line: what can be printed, blanks that break as one."""
    return re.sub(r"[^\S\N{NO-BREAK SPACE}]+", " ", printable(text)).strip()


def shape(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Names of the elements of a head, as browsers read it, and of their attributes."""
    page = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
    elements = page.find("head").iter()
    return [
        (element.tag, tuple(sorted(element.attrib)))
        for element in elements
        if isinstance(element.tag, str)
    ]


def titled(folder: Path, text: str) -> Built:
    """A site in which the text stands wherever the head of a page has one."""
    escaped = re.sub(r"([\\{}$%#_&~^])", r"\\\1", text).replace("\r", " ")
    bib = (
        f"@article{{x,\n title = {{A {escaped} B}},\n author = {{{{A {escaped} B}}}},\n"
        f" journal = {{A {escaped} B}},\n abstract = {{A {escaped} B}},\n"
        " year = 2024\n}\n"
    )
    line = html.escape(" ".join(text.split()))
    site = new_site(
        folder,
        files={
            **FILES,
            "news.md": "# News\n",
            "title.md": f"{ORPHAN}# A {line} B\n\nText.\n",
            "publications.bib": bib,
        },
    )
    value = f"A {text} B"
    config = {
        **CONFIG,
        "smartquotes": False,
        "project": value,
        "groupsite_image_alt": value,
        "groupsite_organization": {"name": value, "street": value},
        "groupsite_phrases": {"feed.papers": value.replace("{", "{{")},
    }
    return site.try_build(config=config)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site with titles that nothing is wrong with."""
    return titled(tmp_path_factory.mktemp("harmless"), "x")


@pytest.mark.sampled
@pytest.mark.parametrize(
    "case", ["quotes", "elements", "entities", "lines", "controls"]
)
def test_a_hostile_title_changes_no_element(
    tmp_path: Path, harmless: Built, case: str
) -> None:
    """Heads have the same elements with the same attributes, whatever titles say."""
    built = titled(tmp_path, HOSTILE[case])

    for name in ("index", "title", "papers/x", "people", "search", "404"):
        path = f"{name}.html"
        assert shape(built.outdir / path) == shape(harmless.outdir / path)
    value = said(f"A {HOSTILE[case]} B")
    page = built.page("papers/x")
    assert contents(page, "og:site_name") == [value]
    assert contents(page, "og:image:alt") == [value]
    (title,) = contents(page, "citation_title")
    assert contents(page, "og:title") == [title]
    assert title.startswith("A ")
    assert title.endswith(" B")


# -- builds over builds -------------------------------------------------------------

NEW: Final = """\
- id: new-one
  name: New One
  memberships:
    - {role: phd, from: 2025}

- id: green-bo
"""
LISTED: Final = f"{ORPHAN}# Everything\n\n:::{{publications}}\n:::\n"
TALK: Final = "# News\n\n:::{news} 2024\n:kind: talk\n:id: x\n\nA talk.\n:::\n"
ALONE: Final[dict[str, Any]] = {"groupsite_organization": {}}
#: A page without a toctree: the title of a page is in no navigation.
BARE: Final = {"index.md": "# Home\n"} | {
    f"{name}.md": f"{ORPHAN}# {name}\n" for name in ("news", "people", "publications")
}


class Change(NamedTuple):
    """An edit of a site that only heads of pages show."""

    #: Source that is edited (old, new), or written where old is empty.
    file: str
    old: str
    new: str
    #: Pages that are written again, at least.
    written: set[str]
    #: Sources and settings that differ before.
    files: Mapping[str, str]
    config: Mapping[str, Any]


CHANGES: Final = {
    "a member leaves": Change(
        "people.yml",
        "from: 2023-05",
        "from: 2023-05\n      to: 2024",
        {"index"},
        {},
        {},
    ),
    "the owner has another page elsewhere": Change(
        "people.yml", "0000-0002-1825-0097", "0000-0001-5109-3700", {"index"}, {}, {}
    ),
    "a member gets a page": Change(
        "green.md",
        "",
        f"{ORPHAN}# Bo\n\n:::{{person}} green-bo\n:::\n",
        {"index", "people"},
        {},
        {"groupsite_person_pages": ""},
    ),
    "a list has another title": Change(
        "publications.md",
        "# Publications",
        "# Papers",
        {"papers/doe2024fast"},
        {},
        {},
    ),
    "a list that no toctree has gets another title": Change(
        "publications.md",
        "# Everything",
        "# Papers",
        {"papers/doe2024fast"},
        {**BARE, "publications.md": LISTED},
        {},
    ),
    "the owner, who has written the news, is called otherwise": Change(
        "people.yml",
        "name: Jane Doe",
        "name: Jane Q. Doe",
        {"news"},
        {**BARE, "news.md": ORPHAN + TALK},
        ALONE,
    ),
    "the owner, who is no member, is shown elsewhere": Change(
        "others.md",
        "",
        f"{ORPHAN}# Others\n\n:::{{people}}\n:::\n",
        {"index"},
        BARE,
        {**ALONE, "groupsite_owner": "li-wei"},
    ),
    "the first paper": Change(
        "publications.bib",
        "",
        "@misc{first, author = {Jane Doe}, title = {First}, year = 2024}\n",
        {"people", "news"},
        {"publications.bib": "", "news.md": "# News\n"},
        {},
    ),
    "the first item of news": Change(
        "news.md", "", TALK, {"people", "news"}, {"news.md": "# News\n"}, {}
    ),
}


@pytest.mark.sampled
@pytest.mark.parametrize("case", CHANGES)
def test_heads_are_written_again(make_site: Callable[..., Site], case: str) -> None:
    """A build over a build is as a clean one, where only a head shows what has changed."""
    change = CHANGES[case]
    config = {**CONFIG, **change.config}
    site = make_site(files={**FILES, **change.files})
    site.build(config=config)
    if change.old:
        site.edit(change.file, change.old, change.new)
    else:
        site.write(change.file, change.new)
    built = rebuild(site, config=config)

    assert change.written <= built.written


def test_a_new_member_does_not_make_the_home_page_be_read(
    make_site: Callable[..., Site],
) -> None:
    """Its text shows nothing of it: it is only written, as a clean build does."""
    site = make_site(files=FILES)
    site.build(config=CONFIG)
    site.edit("people.yml", "- id: green-bo\n", NEW)
    built = rebuild(site, config=CONFIG)

    assert {"index", "people", "members/new-one"} <= built.written
    assert built.read == {"people", "members/new-one"}
    (group,) = [
        thing
        for thing in graph_of(built.outdir / "index.html")
        if thing["@type"] == "ResearchOrganization"
    ]
    assert "New One" in [member["name"] for member in group["member"]]


SETTINGS: Final[dict[str, Any]] = {
    "html_baseurl": "https://example.com/",
    "groupsite_organization": {"name": "Other Group"},
    "groupsite_image": "",
    "groupsite_feeds": False,
}


@pytest.mark.sampled
@pytest.mark.parametrize("name", SETTINGS)
def test_another_setting_makes_other_heads(
    make_site: Callable[..., Site], name: str
) -> None:
    """A build with it over one without it is as a clean one."""
    site = make_site(files=FILES)
    before = site.build(config=CONFIG)
    heads = [_head(before, "index"), _head(before, "news")]
    built = rebuild(site, config={**CONFIG, name: SETTINGS[name]})

    assert built.read == set()
    assert _head(built, "index") != heads[0]
    # what is said of the group is said on its own page and on the home page only
    assert (_head(built, "news") != heads[1]) or name == "groupsite_organization"


def _head(built: Built, name: str) -> bytes:
    """The head of a page as it stands in its file."""
    head, _, _ = (built.outdir / f"{name}.html").read_bytes().partition(b"</head>")
    return head
