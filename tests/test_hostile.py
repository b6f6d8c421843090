"""What is hostile in a source stays text in every output.

Each value of a corpus goes through every field of .bib and .yml files, through the
options of directives and through settings, into pages, attributes, JSON-LD, feeds, the
sitemap and exported files. Real parsers read all of them, a real browser runs the pages.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import bibtexparser
import feedparser
import html5lib
import pytest
import yaml
from lxml import etree

from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog

pytestmark = pytest.mark.full

#: Sets this in a browser where something executes.
HIT: Final = "window.hit=1"
CORPUS: Final = {
    "script": f"</script><script>{HIT}</script>",
    "attribute": f'"><img src=x onerror={HIT}>',
    "single": f"' onmouseover='{HIT}' x='",
    "svg": f"<svg/onload={HIT}>",
    "style": f"</style></title></textarea><iframe srcdoc='<script>parent.{HIT}</script>'>",
    "scheme": f"javascript:{HIT}",
    "Scheme": f" JaVaScRiPt:{HIT}//",
    "data": f"data:text/html,<script>parent.{HIT}</script>",
    "cdata": "]]> ]]&gt; <![CDATA[ x",
    "comment": "--> <!-- <!DOCTYPE x [<!ENTITY y 'z'>]> &y; &#0; &#x202e;",
    "template": "{{ 7*7 }} {% raw %} ${7*7} <%= 7 %> {x.__class__} %s %(x)d",
    "path": "../../../index",
    "control": "a\x00b\x07c\x1bd\x7fe\x85f",
    "bidi": "a\u202eb\u2066c\u200fd",
    "lines": "a\r\nSet-Cookie: b\r\n\r\nc\u2028d\u2029e",
    "noncharacter": "a\ufffeb\uffffc\U0001f600d",
    "markdown": f"[x](javascript:{HIT}) `{{script}}` :::{{raw}} html",
    "long": "<b>" * 300,
}

#: What looks like code to a browser.
_ACTIVE: Final = re.compile(r"\s*(javascript|vbscript|data\s*:\s*text)", re.IGNORECASE)
_KEYS: Final = {name: f"key{number}" for number, name in enumerate(CORPUS)}
_TEXTS: Final = (
    "title", "author", "editor", "journal", "booktitle", "publisher", "school", "series",
    "volume", "number", "pages", "eid", "note", "abstract", "keywords", "award",
    "howpublished", "isbn", "issn", "preprint_title", "type",
)  # fmt: skip
_ADDRESSES: Final = (
    "pdf", "code", "data", "video", "slides", "poster", "website", "supp", "html", "url",
    "award_url",
)  # fmt: skip
_OTHERS: Final = (
    "year", "month", "doi", "eprint", "archiveprefix", "pubstate", "pubtype", "grant",
    "alphabetical", "selected",
)  # fmt: skip


def bib() -> str:
    """An entry of each of several types for each value, and one for each odd field."""
    entries = []
    for name, value in CORPUS.items():
        text = value.replace("{", r"\{").replace("}", r"\}")
        fields = [f"  {field} = {{A {text} B}}," for field in _TEXTS]
        fields += [f"  {field} = {{{text}}}," for field in _ADDRESSES]
        types = (
            ("article", "inproceedings", "phdthesis")
            if name == "script"
            else ("article",)
        )
        for kind in types:
            key = _KEYS[name] + ("" if kind == "article" else kind)
            entries.append(
                "\n".join([f"@{kind}{{{key},", *fields, "  year = {2024},", "}"])
            )
        odd = [f"  {field} = {{{text}}}," for field in _OTHERS]
        entries.append(
            "\n".join(
                [f"@misc{{odd{_KEYS[name]},", f"  title = {{Odd {text}}},", *odd, "}"]
            )
        )
    entries.append("@misc{../../index, title = {Path}, year = 2024, author = {A B}}")
    return "\n\n".join(entries)


def records(kind: str) -> str:
    """Records of a .yml file whose texts are those of the corpus."""
    made = []
    for name, value in CORPUS.items():
        text = f"A {value} B"
        common: dict[str, Any] = {"id": f"{kind}-{_KEYS[name]}", "note": text}
        made.append(
            {
                "people": {
                    **common,
                    "name": f"{name} {value} Family",
                    "aliases": [text],
                    "position": text,
                    "email": text,
                    "memberships": [
                        {
                            "role": text,
                            "from": "2024",
                            "topic": text,
                            "funding": [text],
                            "next": text,
                            "note": text,
                        }
                    ],
                    "affiliations": [{"place": text, "from": "2020"}],
                    "links": {"github": value, "scholar": value},
                },
                "talks": {
                    **common,
                    "date": "2024",
                    "title": text,
                    "event": text,
                    "place": text,
                    "links": {text: "https://example.org"},
                },
                "grants": {
                    **common,
                    "title": text,
                    "short": text,
                    "funder": text,
                    "scheme": text,
                    "reference": text,
                    "role": text,
                    "about": text,
                    "aliases": [text],
                },
                "software": {**common, "title": text, "about": text, "language": text},
                "teaching": {
                    **common,
                    "year": "2024/25",
                    "title": text,
                    "role": text,
                    "institution": text,
                },
                "awards": {**common, "title": text, "date": "2024"},
            }[kind]
        )
    # an address that is wrong is a message, and must not reach a page
    bad = {"id": f"{kind}-bad", "name": "Bad Links", "title": "Bad", "links": {}}
    bad["links"] = (
        {"homepage": CORPUS["scheme"]} if kind == "people" else {"x": CORPUS["data"]}
    )
    return yaml.safe_dump([*made, bad], allow_unicode=False)


def news() -> str:
    """An item for each value: as title, venue, place and label of a link."""
    items = ["# News"]
    for number, (name, value) in enumerate(CORPUS.items()):
        # options are YAML: in quotes they may hold anything
        text = json.dumps(f"A {value} B")
        links = json.dumps(f"[x]({value}) [y](<{value}>) {value}")
        items.append(
            f":::{{news}} 2024-0{number % 9 + 1}\n:kind: published\n"
            f":paper: {_KEYS[name]}\n:title: {text}\n:venue: {text}\n"
            f":at: {text}\n:people: {text}\n:id: {text}\n:grant: {text}\n:::"
        )
        items.append(f":::{{news}} 2023\n:kind: award\n:links: {links}\n\nA text\n:::")
    return "\n\n".join(items) + "\n"


FILES: Final = {
    "publications.bib": bib(),
    "people.yml": records("people"),
    **{
        f"research/{kind}.yml": records(kind)
        for kind in ("talks", "grants", "software", "teaching", "awards")
    },
    "news.md": news(),
    "publications.md": (
        "# Publications\n\n:::{publications}\n:export:\n:filter:\n:chart: type\n:::\n"
    ),
    "report.md": "# Report\n\n:::{report}\n:::\n\n:::{coauthors} people-key0\n:::\n",
    "index.md": (
        "# Home\n\n:::{timeline}\n:filter:\n:group-by: year\n:open: 1\n:::\n\n:::{talks}\n:::\n\n:::{grants}\n:::\n\n"
        ":::{software}\n:::\n\n:::{teaching}\n:::\n\n:::{awards}\n:::\n\n"
        "```{toctree}\nnews\npublications\npeople\nreport\n```\n"
    ),
}
CONFIG: Final = {
    "html_baseurl": "https://example.org/sub/",
    "html_permalinks": False,
    "smartquotes": False,
    "project": f"Jane {CORPUS['attribute']}",
    "author": f"Jane {CORPUS['script']}",
    "groupsite_owner": "",
    "groupsite_search": True,
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
    "groupsite_topics": dict(CORPUS),
    "groupsite_organization": {
        "name": CORPUS["script"],
        "parent": CORPUS["attribute"],
        "street": CORPUS["cdata"],
        "page": "people",
    },
    "groupsite_phrases": {"page.story": CORPUS["svg"], "list.news": CORPUS["script"]},
}


#: With the frame and the policy of our theme.
FRAMED: Final = {"html_theme": "groupsite", "html_title": CORPUS["attribute"]}


def build(folder: Path, settings: Mapping[str, Any]) -> Built:
    """The hostile site."""
    files: dict[str, str | bytes] = dict(FILES)
    return new_site(folder, files=files).try_build(config={**CONFIG, **settings})


@pytest.fixture(scope="module", params=["bare", "framed"])
def built(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site without a policy, where the files alone protect; and this site's own."""
    settings = FRAMED if request.param == "framed" else {"groupsite_csp": False}
    return build(tmp_path_factory.mktemp(request.param), settings)


def pages(built: Built) -> Iterator[tuple[str, Any]]:
    """Name and root of each page, as browsers read it."""
    for path in sorted(built.outdir.rglob("*.html")):
        name = path.relative_to(built.outdir).as_posix()
        if not name.startswith("_static/"):
            tree = html5lib.parse(
                path.read_text("utf-8"), treebuilder="lxml", namespaceHTMLElements=False
            )
            yield name, tree.getroot()


def test_every_complaint_is_a_message(built: Built) -> None:
    """With file and line; none is a traceback, and there are some."""
    shape = re.compile(r"[a-z/]+\.[a-z]+:\d*:? (WARNING|ERROR): .*\[[a-z_.]+\]")
    assert len(built.warnings) > len(CORPUS)
    assert [w for w in built.warnings if not shape.fullmatch(w)] == []


def test_no_page_has_code_of_ours_or_of_others(built: Built) -> None:
    """Scripts are those of the site, or data; no attribute is code, no address either."""
    found = []
    for name, root in pages(built):
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            # the theme has a script of its own, and data may say what it wants
            data = element.get("type") == "application/ld+json"
            if element.tag == "script" and not data and HIT in (element.text or ""):
                found.append((name, "script", element.text))
            if element.tag in ("iframe", "object", "embed", "style", "base"):
                found.append((name, element.tag, ""))
            for attribute, value in element.attrib.items():
                active = attribute in ("href", "src", "action") and _ACTIVE.match(value)
                if attribute.startswith("on") or attribute == "srcdoc" or active:
                    found.append((name, attribute, value))
    assert found == []
    assert sum(1 for _ in pages(built)) > 2 * len(CORPUS)


def test_pages_hold_no_character_that_cannot_be_seen(built: Built) -> None:
    """Neither in their text nor in their attributes."""
    unseen = re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
    )
    for name, root in pages(built):
        values = [v for e in root.iter() for v in e.attrib.values()]
        values += [text for e in root.iter() for text in (e.text, e.tail) if text]
        assert [v for v in values if unseen.search(v)] == [], name


def test_the_titles_are_there_as_text(built: Built) -> None:
    """What was written is what is read, on the page and in each of its tags."""
    for name in ("script", "attribute", "single", "svg", "cdata", "template"):
        title = f"A {CORPUS[name].replace(']]&gt;', ']]>')} B"
        page = built.page(f"papers/{_KEYS[name]}")
        (heading,) = page.cssselect("main h1, div.body h1")[:1]
        (citation,) = page.cssselect("meta[name=citation_title]")
        (og,) = page.cssselect("meta[property='og:title']")
        (data,) = page.cssselect("script[type='application/ld+json']")
        graph = json.loads(data.text)["@graph"]
        (article,) = [t for t in graph if t.get("@id", "").endswith(_KEYS[name])]

        assert heading.text_content() == title
        assert citation.get("content") == og.get("content") == title
        assert article["name"] == title


def test_every_file_can_be_read(built: Built) -> None:
    """XML by an XML parser, JSON by a JSON parser, feeds by a reader of feeds."""
    for path in built.outdir.rglob("*"):
        if path.suffix in (".atom", ".xml"):
            etree.parse(path)
        if path.suffix == ".json":
            json.loads(path.read_bytes())
    for name in ("news", "papers"):
        feed = feedparser.parse((built.outdir / f"feeds/{name}.atom").read_bytes())
        assert not feed.bozo
        assert len(feed.entries) > len(CORPUS)
        items = json.loads((built.outdir / f"feeds/{name}.json").read_bytes())["items"]
        assert [item["id"] for item in items] == [entry.id for entry in feed.entries]


def test_the_index_of_the_search_is_data(built: Built) -> None:
    """One statement that a parser of JSON can read; titles are as they were written."""
    text = (built.outdir / "search-index.js").read_text("utf-8")
    before, _, data = text.partition("=")
    entries = json.loads(data.rstrip().removesuffix(";"))["entries"]
    titles = {title for _, title, *_ in entries}

    assert before == "window.groupsiteIndex"
    assert f"A {CORPUS['script']} B" in titles


def test_the_search_shows_titles_as_text(built: Built, browser: Browser) -> None:
    """What is found is written into the page without being read as HTML."""
    page = browser.new_page()
    page.goto((built.outdir / "search.html").as_uri())
    page.locator("#search-query").fill("script")
    found = page.locator(".search-results li a").all_inner_texts()
    hit = page.evaluate("() => window.hit")
    page.close()

    assert f"A {CORPUS['script']} B" in found
    assert not hit


def test_content_of_feeds_is_harmless(built: Built) -> None:
    """Readers show it as HTML: it has no code, and its links are absolute."""
    for name in ("news", "papers"):
        items = json.loads((built.outdir / f"feeds/{name}.json").read_bytes())["items"]
        for item in items:
            root = html5lib.parseFragment(
                item["content_html"], treebuilder="lxml", namespaceHTMLElements=False
            )
            elements = [
                e for part in root if hasattr(part, "iter") for e in part.iter()
            ]
            for element in elements:
                assert element.tag not in ("script", "iframe", "svg", "img", "style")
                assert not [a for a in element.attrib if a.startswith("on")]
                if "href" in element.attrib:
                    assert urlsplit(element.get("href")).scheme in (
                        "http",
                        "https",
                        "mailto",
                    )


def test_exported_bibtex_has_every_entry(built: Built) -> None:
    """In the file of all, and each in its own."""
    library = bibtexparser.parse_string(
        (built.outdir / "publications.bib").read_text("utf-8")
    )
    keys = {entry.key for entry in library.entries}
    assert keys >= {*_KEYS.values(), *(f"odd{key}" for key in _KEYS.values())}
    for key in _KEYS.values():
        text = (built.outdir / f"papers/{key}.bib").read_text("utf-8")
        assert [entry.key for entry in bibtexparser.parse_string(text).entries] == [key]


def test_nothing_is_written_elsewhere(built: Built) -> None:
    """A key is no path, and no link of a page leads out of the site's folder."""
    outside = [
        p for p in built.outdir.parent.iterdir() if p.name not in ("html", "doctrees")
    ]
    assert outside == []
    for name, root in pages(built):
        depth = name.count("/")
        for link in root.iter("a", "link", "img", "script"):
            address = link.get("href") or link.get("src") or ""
            if not urlsplit(address).scheme:
                path = unquote(urlsplit(address).path)
                assert path.count("../") <= depth, (name, address)


def test_nothing_executes_in_a_browser(built: Built, browser: Browser) -> None:
    """Pages are opened and hovered; no script of the corpus runs."""
    names = ["index", "news", "publications", "people", "report", "search", "404"]
    names += [f"papers/{key}" for key in _KEYS.values()]
    members = (built.outdir / "members").glob("*.html")
    names += [f"members/{path.stem}" for path in members]
    hits: list[str] = []
    dialogs: list[Dialog] = []
    page = browser.new_page()

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog)
        dialog.dismiss()

    page.on("dialog", dismiss)
    for name in names:
        page.goto((built.outdir / f"{name}.html").as_uri())
        # run handlers of the mouse on everything that could have one
        page.evaluate(
            "() => document.querySelectorAll('*').forEach(e => "
            "e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})))"
        )
        if page.evaluate("() => window.hit"):
            hits.append(name)
    page.close()
    assert hits == []
    assert dialogs == []
