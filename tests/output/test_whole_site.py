"""What the site says to machines: Google Scholar, other sites, readers of feeds."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import lxml.etree
import lxml.html
import pytest

from groupsite.model.wording import PHRASES
from groupsite.output.description import LONGEST, SHORTEST
from tests.output.reading import (
    all_things,
    contents,
    graph_of,
    links,
    metas,
    undefined,
    unknown_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from groupsite.build.schemaorg import Thing
    from tests.lab import Lab

BASE: Final = "https://lab.example.org/"
#: Pages that are no documents.
MADE: Final = ("404.html", "search.html")
FEEDS: Final = (
    "feeds/papers.atom",
    "feeds/papers.json",
    "feeds/news.atom",
    "feeds/news.json",
)
#: Tags that say where a paper appeared; for a preprint it is arXiv.
VENUES: Final = (
    "citation_journal_title",
    "citation_conference_title",
    "citation_inbook_title",
    "citation_dissertation_institution",
    "citation_technical_report_institution",
    "citation_publisher",
    "citation_arxiv_id",
)


def documents(lab: Lab) -> dict[str, HtmlElement]:
    """Pages of documents by address."""
    return {name: page for name, page in lab.pages.items() if name not in MADE}


def address_of(name: str) -> str:
    """Where a page is; one called `index` has the address of its folder."""
    return BASE + re.sub(r"(^|/)index\.html$", r"\1", name)


@pytest.fixture(scope="session")
def graphs(lab: Lab) -> dict[str, list[Thing]]:
    """The JSON-LD of the pages of documents."""
    return {name: graph_of(lab.outdir / name) for name in documents(lab)}


# -- papers -------------------------------------------------------------------------


def test_every_paper_has_what_google_scholar_asks_for(lab: Lab) -> None:
    """Title, authors in their order, date and where it appeared; nothing of it twice."""
    papers = lab.graph.all("paper")
    for paper in papers:
        page = lab.pages[f"research/papers/{paper.id}.html"]
        assert contents(page, "citation_title") == [paper.title.plain]
        authors = contents(page, "citation_author")
        named = [" ".join(reversed(name.split(", "))) for name in authors]
        others = ["others"] if paper.and_others else []
        assert named == [*(author.name for author in paper.authors), *others]
        assert authors
        (date,) = contents(page, "citation_publication_date")
        assert re.fullmatch(r"\d{4}(/\d\d(/\d\d)?)?", date, re.ASCII)
        assert date.replace("/", "-") == str(paper.date)
        assert any(contents(page, name) for name in VENUES), paper.id


# -- all pages ----------------------------------------------------------------------


def test_every_page_is_described_in_its_own_words(lab: Lab) -> None:
    """One description for each page, of a length that is shown, and no other like it."""
    count: Counter[str] = Counter()
    for name, page in lab.pages.items():
        (description,) = contents(page, "description")
        assert SHORTEST <= len(description) <= LONGEST, name
        count[description] += 1

    assert [text for text, times in count.items() if times > 1] == []


def test_no_description_offers_files(lab: Lab) -> None:
    """Where to get a list as a file says nothing of the page."""
    offer = PHRASES["export"].partition(":")[0]
    descriptions = {n: contents(p, "description")[0] for n, p in lab.pages.items()}

    assert [n for n, description in descriptions.items() if offer in description] == []


# -- JSON-LD ------------------------------------------------------------------------


def test_pages_speak_the_language_of_schema_org(graphs: dict[str, list[Thing]]) -> None:
    """No type and no property is of our own making, and no page refers to nothing."""
    assert unknown_names([*graphs.values()]) == set()
    assert {
        name: undefined(graph) for name, graph in graphs.items() if undefined(graph)
    } == {}


def test_every_record_that_has_a_page_is_described_on_it(
    lab: Lab, graphs: dict[str, list[Thing]]
) -> None:
    """Each under an id of its own."""
    found = {
        thing["@id"].removeprefix(f"{BASE}#"): name
        for name, graph in graphs.items()
        for thing in graph
        if thing.get("mainEntityOfPage") == {"@id": address_of(name)}
    }

    members = [p for p in lab.graph.all("person") if p.memberships]
    papers = lab.graph.all("paper")
    assert found == {
        **{f"person-{p.id}": f"group/people/{p.id}.html" for p in members},
        **{f"paper-{p.id}": f"research/papers/{p.id}.html" for p in papers},
        **{f"post-{p.id}": f"{p.docname}.html" for p in lab.graph.all("post")},
        **{
            f"{kind}-{record.id}": f"research/{folder}/{record.id}.html"
            for kind, folder in (("project", "projects"), ("event", "events"))
            for record in lab.graph.all(kind)
        },
        "course-examples-25": "research/courses/examples-25.html",
    }


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("research/publications.html", "paper"),
        ("research/talks.html", "talk"),
        ("research/software.html", "software"),
        ("research/teaching.html", "course"),
        ("research/grants.html", "grant"),
    ],
)
def test_lists_are_complete(
    lab: Lab, graphs: dict[str, list[Thing]], page: str, kind: str
) -> None:
    """A list names every record once."""
    (listed,) = [t for t in all_things(graphs[page]) if t.get("@type") == "ItemList"]
    elements = listed["itemListElement"]

    urls = [item.get("url") or item["item"]["url"] for item in elements]
    assert len(urls) == len({*urls}) == len(lab.graph.all(kind))


# -- addresses ----------------------------------------------------------------------


def target(lab: Lab, address: str) -> bool:
    """Whether an address of the site leads to a file of the build, and to its part."""
    path, _, part = address.removeprefix(BASE).partition("#")
    path = unquote(path.partition("?")[0])
    if not path or path.endswith("/"):
        path += "index.html"
    if part:
        page = lab.pages.get(path)
        return page is not None and bool(page.xpath("//*[@id=$part]", part=part))
    return (lab.outdir / path).is_file()


def _strings(value: Any) -> Iterator[str]:
    """All texts in a JSON value, but names of keys and ids: these lead nowhere."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in ("@id", "@context"):
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _feed_addresses(lab: Lab) -> Iterator[tuple[str, str]]:
    """(feed, address) of all links in all feeds, those in their content as well."""
    for name in FEEDS:
        data = (lab.outdir / name).read_bytes()
        if name.endswith(".json"):
            texts = [*_strings(json.loads(data))]
        else:
            root = lxml.etree.fromstring(data)
            texts = [e.text or "" for e in root.iter("{*}content", "{*}uri")]
            texts += [e.get("href", "") for e in root.iter("{*}link")]
        for text in texts:
            if text.startswith("http"):
                yield name, text
            elif "<" in text:
                for element in lxml.html.fragments_fromstring(text):
                    if not isinstance(element, str):
                        yield from ((name, link[2]) for link in element.iterlinks())


def test_all_addresses_lead_to_files_of_the_site(
    lab: Lab, graphs: dict[str, list[Thing]]
) -> None:
    """Those in heads, in JSON-LD and in feeds."""
    found = [*_feed_addresses(lab)]
    for name, page in lab.pages.items():
        found += [(name, content) for _, content in metas(page)]
        found += [(name, address) for address in links(page, "canonical")]
    for name, graph in graphs.items():
        found += [(name, text) for text in _strings(graph)]
    ours = {(name, text) for name, text in found if text.startswith(BASE)}

    assert len({text for _, text in ours}) > len(documents(lab))
    assert [pair for pair in sorted(ours) if not target(lab, pair[1])] == []


def test_addresses_in_feeds_are_whole(lab: Lab) -> None:
    """A reader of feeds does not know the site."""
    found = [*_feed_addresses(lab)]

    assert found
    assert [pair for pair in found if not re.match("https?:|mailto:", pair[1])] == []
