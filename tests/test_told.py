"""Everything that the sources of a group say is told on its pages.

The sources are read without our code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

import pytest
import yaml

from groupsite.build.context import human_date
from groupsite.model.dates import PartialDate
from groupsite.model.wording import PHRASES

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tests.lab import Lab

#: Id of the owner of the site, who is not named where nobody else is meant.
OWNER: Final = "doe-jane"
#: Kinds of activities, by the names of their files and pages.
ACTIVITIES: Final = {
    "grants": "grant",
    "talks": "talk",
    "teaching": "course",
    "software": "software",
    "awards": "award",
}
#: Fields of records that are shown as they are written.
TEXTS: Final = (
    "title", "short", "aliases", "event", "place", "note", "about", "institution",
    "unit", "level", "role", "funder", "scheme", "reference", "duration", "language",
    "tested", "requires", "acknowledgements", "year", "time",
)  # fmt: skip
DATES: Final = ("date", "released", "announced")
PEOPLE: Final = ("people", "lead", "partners")
LINKED: Final = {
    "paper": "papers/{}.html",
    "grant": "#grant-{}",
    "award": "#award-{}",
    "url": "{}",
    "links": "{}",
}
#: Those of which there are tests of their own.
OTHERS: Final = ("id", "kind", "invited", "remote", "image", "alt", "text", "amount")
SECTIONS: Final = ("employment", "education", "editorial", "service", "events")


def words(element: HtmlElement) -> str:
    """The text of an element, its white space collapsed."""
    return plain(element.text_content())


def plain(text: str) -> str:
    """*text* with single blanks and straight quotes, as authors write it."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def hrefs(element: HtmlElement) -> set[str]:
    """Addresses of all links in an element, relative ones from the root of the site."""
    found = {link.get("href") for link in element.cssselect("a[href]")}
    return {href if "://" in href else href.replace("../", "") for href in found}


def records(lab: Lab, path: str) -> list[dict[str, Any]]:
    """The records of a .yml file: all values are texts."""
    return list(yaml.load((lab.srcdir / path).read_bytes(), yaml.BaseLoader))


def several(value: Any) -> list[str]:
    """One text or a list of them."""
    return [value] if isinstance(value, str) else list(value)


def said(lab: Lab, name: str, value: Any) -> list[str]:
    """The words that a field of a record is told in."""
    if name in TEXTS:
        return [plain(text) for text in several(value)]
    if name in DATES:
        return [human_date(PartialDate.parse(value), "en")]
    if name in ("from", "to"):
        return [value[:4]]
    if name in PEOPLE:
        others = [i for i in several(value) if i != OWNER]
        return [lab.record("person", i).display_name for i in others]
    assert name in (*LINKED, *OTHERS), name
    return []


def linked(name: str, value: Any) -> list[tuple[str, str]]:
    """The links that a field of a record is told by: ends of addresses, and texts."""
    if name in ("paper", "grant", "award"):
        return [(LINKED[name].format(record_id), "") for record_id in several(value)]
    if name == "url":
        return [(value, "")]
    found = []
    for label, written in value.items() if name == "links" else ():
        target = written if isinstance(written, dict) else {"url": written}
        size = f" ({target['size']})" if "size" in target else ""
        text = plain(PHRASES.get(f"link.{label}", label)) + size
        found.append((target["url"].removeprefix("files:"), text))
    return found


def untold(lab: Lab, record: dict[str, Any], element: HtmlElement) -> list[str]:
    """What *element* does not tell of *record*; a field that is new here is an error."""
    text = words(element)
    links = [(a.get("href"), words(a)) for a in element.cssselect("a[href]")]
    lost = []
    for name, value in record.items():
        lost += [words for words in said(lab, name, value) if words not in text]
        lost += [
            end
            for end, label in linked(name, value)
            if not any(href.endswith(end) and label in (t, "") for href, t in links)
        ]
    return lost


@pytest.mark.parametrize("name", ACTIVITIES)
def test_every_activity_is_told_with_its_facts(lab: Lab, name: str) -> None:
    """An entry has all that its record says: texts, dates, people, papers, links."""
    kind, article = ACTIVITIES[name], lab.article(f"research/{name}.html")

    written = records(lab, f"research/{name}.yml")
    elements = [article.get_element_by_id(f"{kind}-{r['id']}") for r in written]
    told = zip(written, elements, strict=True)
    lost = {record["id"]: untold(lab, record, element) for record, element in told}
    assert written
    assert {record_id: names for record_id, names in lost.items() if names} == {}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_station_of_the_curriculum_is_told(lab: Lab, section: str) -> None:
    """A section has all stations of the file in their order, with all their facts."""
    curriculum, *_ = records(lab, "group/cv.yml")  # of the owner
    items = lab.article("cv.html").cssselect(f"#cv-{section} > ol.cv > li")

    assert items
    for item, station in zip(items, curriculum[section], strict=True):
        assert untold(lab, station, item) == []


def test_every_page_says_when_the_latest_news_were(lab: Lab) -> None:
    """The foot of each page has the month of the newest item, and leads to the news."""
    newest = str(max(item.date for item in lab.graph.all("news")))

    # links of the page that is shown anywhere begin at the root
    for address in lab.pages.keys() - {"404.html"}:
        (time,) = lab.pages[address].cssselect(".site-footer time")
        assert time.get("datetime") == newest
        assert time.text == human_date(PartialDate.parse(newest), "en")
        (link,) = time.iterancestors("a")
        assert urljoin(address, link.get("href")) == "news/index.html"


def entries(lab: Lab) -> dict[str, dict[str, str]]:
    """Fields of the entries of the .bib file that are written in braces on one line."""
    bib = (lab.srcdir / "publications.bib").read_text("utf-8")
    return {
        entry.partition("{")[2].partition(",")[0]: dict(
            re.findall(r"^ *(\w+) *= *\{(.*)\},?$", entry, re.MULTILINE)
        )
        for entry in re.split(r"^(?=@(?!string))", bib, flags=re.MULTILINE)[1:]
    }


def test_papers_have_all_their_addresses(lab: Lab) -> None:
    """Each address and each file that an entry names is a link of the paper."""
    article = lab.article("research/publications.html")
    names = ("html", "pdf", "code", "data", "video", "slides", "poster", "website")

    found = entries(lab)
    for key, fields in found.items():
        links = hrefs(article.get_element_by_id(f"paper-{key}"))
        written = [a for n in names for a in fields.get(n, "").split()]
        assert {*written} <= links, key
        assert "doi" not in fields or f"https://doi.org/{fields['doi']}" in links
        arxiv = f"https://arxiv.org/abs/{fields.get('eprint')}"
        assert "eprint" not in fields or arxiv in links
    assert len(found) == len(lab.graph.all("paper"))


def test_every_news_item_has_all_that_is_written(lab: Lab) -> None:
    """An item has its links, its paper, its people and the words of its text."""
    block = re.compile(
        r"^:::\{news\} \S+\n((?::[a-z]+:[^\n]*\n)*)(.*?)^:::$",
        re.MULTILINE | re.DOTALL,
    )
    for path in sorted(lab.srcdir.glob("news/20*.md")):
        items = lab.article(f"news/{path.stem}.html").cssselect("ol.news > li")
        written = block.findall(path.read_text("utf-8"))
        for item, (options, body) in zip(items, written, strict=True):
            addresses = re.findall(r"\]\(((?:https?):[^)\s]+)\)", options + body)
            papers = re.findall(r"^:paper: (.*)$", options, re.MULTILINE)
            pages = [f"research/papers/{key}.html" for key in papers]
            assert {*addresses, *pages} <= hrefs(item)
            for person in re.findall(r"\{person\}`([^<`]+)`", body):
                assert lab.record("person", person).display_name in words(item)
            text = re.sub(
                r"\{\w+\}`(?:([^<`]+) <[^`]*>|[^`]*)`|\]\([^)]*\)|\$.*?\$",
                r" \1 ",
                body,
            )
            said = re.findall(r"\w+", words(item))
            assert {*re.findall(r"\w{4,}", plain(text))} <= {*said}
