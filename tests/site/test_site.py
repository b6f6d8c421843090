"""The site itself: everything that its sources say is found on it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import lxml.html
import pytest
import yaml

from groupsite.context import human_date
from groupsite.core.dates import PartialDate
from groupsite.core.wording import PHRASES
from tests.conftest import REPOSITORY
from tests.site.conftest import CONFIG, MOVED, Item, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

#: Pages of themes.
THEMES: Final = (
    "research/bilevel-learning.html",
    "research/learned-regularisation.html",
    "research/sampling-and-uncertainty.html",
    "research/stochastic-optimisation.html",
    "research/structure-preserving-deep-learning.html",
    "research/structure-promoting-regularisation.html",
)
#: Kinds of activities, by the names of their files and pages.
ACTIVITIES: Final = {
    "grants": "grant",
    "talks": "talk",
    "teaching": "course",
    "software": "software",
    "awards": "award",
}
#: Addresses that others link to: they have to stay.
ADDRESSES: Final = (
    "index.html",
    "news/index.html",
    *(f"news/{year}.html" for year in range(2016, 2026)),
    "research/index.html",
    "research/publications.html",
    *THEMES,
    *(f"research/{name}.html" for name in ACTIVITIES),
    "group/index.html",
    "group/collaborators.html",
    "group/join.html",
    "cv.html",
)
OLD_FILES: Final = "https://mehrhardt.github.io/"


def words(element: HtmlElement) -> str:
    """The text of an element, its white space collapsed."""
    return plain(element.text_content())


def plain(text: str) -> str:
    """*text* with single blanks and straight quotes, as authors write it."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def hrefs(element: HtmlElement) -> set[str]:
    """Addresses of all links in an element."""
    return {link.get("href") for link in element.cssselect("a[href]")}


# -- news -------------------------------------------------------------------------


def items() -> Iterator[Item]:
    """All items, found in the sources without our code."""
    block = re.compile(
        r"^:::\{news\} (\S+)\n((?::[a-z]+:[^\n]*\n)*)(.*?)^:::$",
        re.MULTILINE | re.DOTALL,
    )
    for path in sorted(REPOSITORY.glob("news/20*.md")):
        for date, options, body in block.findall(path.read_text("utf-8")):
            pairs = re.findall(r"^:([a-z]+): *(.*)$", options, re.MULTILINE)
            yield Item(f"news/{path.stem}.html", date, dict(pairs), body.strip())


ITEMS: Final = list(items())


def test_every_item_of_the_sources_is_known(whole: Whole) -> None:
    """No item is lost between the files and the site, and none is there twice."""
    sources = REPOSITORY.glob("news/*.md")
    written = sum(path.read_text("utf-8").count(":::{news}") for path in sources)

    ids = [item.options["id"] for item in ITEMS]
    assert len(ITEMS) == written
    assert sorted(ids) == sorted(item.id for item in whole.graph.all("news"))


@pytest.mark.parametrize("page", sorted({item.page for item in ITEMS}))
def test_every_item_is_on_the_page_of_its_year(whole: Whole, page: str) -> None:
    """The page of a year shows its items in the order of the file, with date and kind."""
    shown = whole.article(page).cssselect("ol.news > .news-item")

    expected = [item for item in ITEMS if item.page == page]
    assert [(li.get("data-id"), li.get("data-kind")) for li in shown] == [
        (item.options["id"], item.options["kind"]) for item in expected
    ]
    for li, item in zip(shown, expected, strict=True):
        assert li.get("id") == f"news-{item.options['id']}"
        assert item.date.startswith(PurePosixPath(page).stem)
        (time,) = li.cssselect(".news-date time")
        assert time.get("datetime") == item.date
        assert time.text == human_date(PartialDate.parse(item.date), "en")
        (kind,) = li.cssselect(".news-kind")
        assert words(kind)


@pytest.mark.parametrize("page", sorted({item.page for item in ITEMS}))
def test_items_are_newest_first(whole: Whole, page: str) -> None:
    """The files are in the order that timelines have."""
    times = whole.article(page).cssselect(".news-item time")

    dates = [time.get("datetime") for time in times]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("page", sorted({item.page for item in ITEMS}))
def test_every_item_has_all_that_is_written(whole: Whole, page: str) -> None:
    """An item has its links, its paper, its people and the words of its text."""
    for item in ITEMS:
        if item.page != page:
            continue
        li = whole.item(item)
        written = item.options.get("links", "") + item.body
        addresses = re.findall(r"\]\(((?:https?|files):[^)\s]+)\)", written)
        addresses = [re.sub("^files:/?", OLD_FILES, address) for address in addresses]
        assert set(addresses) <= hrefs(li)
        if "paper" in item.options:
            page = f"../research/papers/{item.options['paper']}.html"
            assert page in hrefs(li)
        for person_id in re.findall(r"\{person\}`([^<`]+)`", item.body):
            assert whole.record("person", person_id).display_name in words(li)
        body = re.sub(
            r"\{\w+\}`(?:([^<`]+) <[^`]*>|[^`]*)`|\]\([^)]*\)", r" \1 ", item.body
        )
        lost = set(re.findall(r"\w{4,}", plain(body))) - set(
            re.findall(r"\w+", words(li))
        )
        assert not lost


def test_composed_items_name_all_that_they_should(whole: Whole) -> None:
    """An item about a paper names its co-authors, or as many as its author wants."""
    for item in ITEMS:
        if item.options["kind"] not in ("preprint", "accepted", "published"):
            continue
        paper = whole.record("paper", item.options["paper"])
        others = [a for a in paper.authors if a.person != "ehrhardt-matthias"]
        named = item.options.get("people", "").split()
        parts = whole.item(item).cssselect(".news-people")
        people = " ".join(words(part) for part in parts)
        if named == ["none"] or not others:
            assert not people
        elif named:
            names = [whole.record("person", i).display_name for i in named]
            assert all(name in people for name in names)
            rest = len(others) - len(named)
            assert (f"and {rest} other" in people) is (rest > 0)
        elif len(others) <= 12:
            assert "other" not in people
            assert all(whole.name(author) in people for author in others)
        else:
            assert f"and {len(others) - 8} others" in people


def test_the_news_page_shows_two_years_and_folds_the_others(whole: Whole) -> None:
    """All years are there with their counts; those before the newest two unfold."""
    article = whole.article("news/index.html")
    counts = Counter(item.date[:4] for item in ITEMS)
    years = sorted(counts, reverse=True)

    sections = article.cssselect("section section")
    assert [section.get("id") for section in sections] == [f"news-{y}" for y in years]
    folded = [section.get("id") for section in sections if section.cssselect("details")]
    assert folded == [f"news-{year}" for year in years[2:]]
    for section, year in zip(sections, years, strict=True):
        shown = [li.get("data-id") for li in section.cssselect(".news-item")]
        assert shown == [
            item.options["id"] for item in ITEMS if item.date.startswith(year)
        ]
        assert words(section.cssselect("h2")[0]) == f"{year} ({counts[year]})"


def test_the_home_page_shows_the_latest_news(whole: Whole) -> None:
    """The newest five items of all are on the home page."""
    shown = whole.article("index.html").cssselect(".news-item")

    newest = sorted(ITEMS, key=lambda item: item.date, reverse=True)[:5]
    assert [li.get("data-id") for li in shown] == [i.options["id"] for i in newest]


def test_every_page_says_when_the_latest_news_were(whole: Whole) -> None:
    """The foot of each page has the month of the newest item, and leads to the news."""
    newest = max(item.date[:7] for item in ITEMS)

    # links of the page that is shown anywhere begin at the root
    for address in whole.pages.keys() - {"404.html"}:
        (time,) = whole.pages[address].cssselect(".site-footer time")
        assert time.get("datetime") == newest
        assert time.text == human_date(PartialDate.parse(newest), "en")
        (link,) = time.iterancestors("a")
        assert urljoin(address, link.get("href")) == "news/index.html"


# -- publications -----------------------------------------------------------------


def test_every_entry_of_the_sources_is_known(whole: Whole) -> None:
    """No entry is lost between the .bib file and the site, and none is there twice."""
    bib = (REPOSITORY / "publications.bib").read_text("utf-8")

    keys = re.findall(r"^@[a-z]+\{([^,]+),", bib, re.MULTILINE)
    shown = whole.article("research/publications.html").cssselect(".paper")
    assert sorted(li.get("data-key") for li in shown) == sorted(keys)


def test_every_paper_is_on_the_page_of_publications(whole: Whole) -> None:
    """Each paper has its title, authors, year, addresses and the way to its page."""
    article = whole.article("research/publications.html")

    for paper in whole.graph.all("paper"):
        li = article.get_element_by_id(f"paper-{paper.id}")
        title, authors, venue, links = li
        assert words(title) == plain(paper.title.plain)
        assert li.get("data-year") == paper.year
        assert re.search(rf"\b{paper.year}\b", words(venue))
        assert plain(paper.venue) in words(venue)
        position = -1
        for author in paper.authors:
            position = words(authors).index(plain(author.name), position + 1)
        assert not paper.doi or f"https://doi.org/{paper.doi}" in hrefs(links)
        assert not paper.arxiv or f"https://arxiv.org/abs/{paper.arxiv}" in hrefs(links)
        assert not paper.award or plain(paper.award) in words(venue)
        assert f"papers/{paper.id}.html" in hrefs(title)
        assert f"papers/{paper.id}.html#cite" in hrefs(links)


def test_all_addresses_in_the_sources_are_linked(whole: Whole) -> None:
    """Each address and each old file that an entry names is a link of the paper."""
    article = whole.article("research/publications.html")
    bib = (REPOSITORY / "publications.bib").read_text("utf-8")

    for entry in re.split(r"^(?=@)", bib, flags=re.MULTILINE)[1:]:
        key = entry.partition("{")[2].partition(",")[0]
        fields = "html|pdf|code|data|video|slides|poster|website|supp"
        values = re.findall(rf"^ *(?:{fields}) *= *\{{(.*)\}},?$", entry, re.MULTILINE)
        addresses = {
            address if "://" in address else OLD_FILES + address
            for value in values
            for address in value.replace("\\_", "_").replace("\\%", "%").split()
        }
        assert addresses <= hrefs(article.get_element_by_id(f"paper-{key}"))


def test_headings_of_publications_count(whole: Whole) -> None:
    """Each year says how many papers it has; all years together have all."""
    article = whole.article("research/publications.html")

    total = 0
    for section in article.cssselect("section section"):
        papers = section.cssselect(".paper")
        year = {li.get("data-year") for li in papers}
        (title,) = section.cssselect("h2")
        assert words(title) == f"{''.join(year)} ({len(papers)})"
        assert section.get("id") == f"papers-{''.join(year)}"
        total += len(papers)
    assert total == len(whole.graph.all("paper"))


def test_selected_papers_are_on_the_home_page(whole: Whole) -> None:
    """The home page shows exactly the papers that are marked as selected."""
    shown = whole.article("index.html").cssselect(".paper")

    selected = [paper.id for paper in whole.graph.all("paper") if paper.selected]
    assert [li.get("data-key") for li in shown] == selected


def test_pages_of_themes_show_their_papers(whole: Whole) -> None:
    """The page of a theme lists all papers that have its keyword."""
    for address in THEMES:
        topic = PurePosixPath(address).stem
        shown = whole.article(address).cssselect("ol.publications > .paper")
        expected = [p.id for p in whole.graph.all("paper") if topic in p.topics]
        assert [li.get("data-key") for li in shown] == expected
        assert expected


# -- people -----------------------------------------------------------------------


def test_every_person_of_the_sources_is_shown(whole: Whole) -> None:
    """Members are on the page of the group, all others on the one of collaborators."""
    source = (REPOSITORY / "group/people.yml").read_text("utf-8")
    shown = {
        address: [p.get("data-id") for p in whole.article(address).cssselect(".person")]
        for address in ("group/index.html", "group/collaborators.html")
    }

    written = re.findall(r"^- id: (\S+)", source, re.MULTILINE)
    everybody = shown["group/index.html"] + shown["group/collaborators.html"]
    assert sorted(everybody) == sorted(written)
    people = [whole.record("person", person_id) for person_id in written]
    assert set(shown["group/index.html"]) == {p.id for p in people if p.memberships}


def test_every_member_has_name_role_and_years(whole: Whole) -> None:
    """A member has the name, the role and since or from when to when."""
    article = whole.article("group/index.html")

    for person in whole.graph.all("person"):
        if not person.memberships:
            continue
        element = article.get_element_by_id(f"person-{person.id}")
        text = words(element)
        assert person.display_name in text
        assert next(words(role) for role in element.cssselect(".person-role"))
        membership = person.membership
        if membership.role == "lead":
            assert person.position in text
        elif membership.end is None:
            assert f"since {human_date(membership.start, 'en')}" in text
        else:
            assert f"{membership.start.year}" in text
            assert f"{membership.end.year}" in text
        for detail in (membership.topic, membership.next, *membership.funding):
            assert detail in text


def test_every_collaborator_has_name_place_and_papers(whole: Whole) -> None:
    """A collaborator has the name, the latest place and the papers with the group."""
    article = whole.article("group/collaborators.html")

    for person in whole.graph.all("person"):
        if person.memberships:
            continue
        element = article.get_element_by_id(f"person-{person.id}")
        assert words(element).startswith(person.display_name)
        if person.affiliations:
            latest = max(person.affiliations, key=lambda a: a.start)
            assert latest.place in words(element)
        papers = {
            paper.id for paper in whole.graph.all("paper") if person.id in paper.people
        }
        pages = {f"../research/papers/{key}.html" for key in papers}
        assert pages == {href for href in hrefs(element) if "/papers/" in href}


# -- activities -------------------------------------------------------------------

#: Id of the owner of the site, who is not named where nobody else is meant.
OWNER: Final = "ehrhardt-matthias"
#: Fields of records that are shown as they are written.
TEXTS: Final = (
    "title", "short", "aliases", "event", "place", "note", "about", "institution",
    "unit", "level", "role", "funder", "scheme", "reference", "duration", "language",
    "tested", "requires", "acknowledgements", "year",
)  # fmt: skip
DATES: Final = ("date", "released", "announced")
PEOPLE: Final = ("people", "lead", "partners")
#: Those of which there are tests of their own.
OTHERS: Final = ("id", "kind", "invited", "remote")


def records(path: str) -> list[dict[str, Any]]:
    """The records of a .yml file, read without our code: all values are texts."""
    text = (REPOSITORY / path).read_text("utf-8")
    return list(yaml.load(text, yaml.BaseLoader) or [])


def several(value: Any) -> list[str]:
    """One text or a list of them."""
    return [value] if isinstance(value, str) else list(value)


def assert_told(whole: Whole, record: dict[str, Any], element: HtmlElement) -> None:
    """Every fact of *record* is in *element*; a field that is new here is an error."""
    text, anchors = words(element), {href.partition("#")[2] for href in hrefs(element)}
    pages = {href.rpartition("papers/")[2] for href in hrefs(element)}
    for name, value in record.items():
        if name in TEXTS:
            lost = [found for found in several(value) if plain(found) not in text]
        elif name in DATES:
            lost = [value] * (human_date(PartialDate.parse(value), "en") not in text)
        elif name in ("from", "to"):
            lost = [value] * (value[:4] not in text)
        elif name in PEOPLE:
            others = [i for i in several(value) if i != OWNER]
            names = {i: whole.record("person", i).display_name for i in others}
            lost = [i for i in others if plain(names[i]) not in text]
        elif name == "paper":
            lost = [i for i in several(value) if f"{i}.html" not in pages]
        elif name in ("grant", "award"):
            lost = [i for i in several(value) if f"{name}-{i}" not in anchors]
        elif name == "url":
            lost = [value] * (value not in hrefs(element))
        elif name == "links":
            lost = lost_links(value, element)
        else:
            assert name in OTHERS, name
            lost = []
        assert not lost, (record, name)


def lost_links(links: dict[str, Any], element: HtmlElement) -> list[str]:
    """The names of links that are not there with their address and their size."""
    shown = {(words(a), a.get("href")) for a in element.cssselect("a[href]")}
    lost = []
    for name, written in links.items():
        target = written if isinstance(written, dict) else {"url": written}
        address = re.sub("^files:", OLD_FILES, target["url"])
        size = f" ({target['size']})" if "size" in target else ""
        if (plain(PHRASES.get(f"link.{name}", name)) + size, address) not in shown:
            lost.append(name)
    return lost


def bib_field(name: str) -> dict[str, str]:
    """A field of the .bib file by the keys of the entries that have it."""
    bib = (REPOSITORY / "publications.bib").read_text("utf-8")
    found = {}
    for entry in re.split(r"^(?=@)", bib, flags=re.MULTILINE)[1:]:
        match = re.search(rf"^ *{name} *= *\{{(.*)\}},?$", entry, re.MULTILINE)
        if match:
            found[entry.partition("{")[2].partition(",")[0]] = match[1]
    return found


@pytest.mark.parametrize("name", ACTIVITIES)
def test_every_activity_is_on_its_page(whole: Whole, name: str) -> None:
    """No record is lost between its file and its page, and none is there twice."""
    kind = ACTIVITIES[name]
    article = whole.article(f"research/{name}.html")
    # on the page of grants records of other kinds are shown as well
    selector = "section.grant" if kind == "grant" else f"ol.{name} > li.{kind}"

    shown = [found.get("data-id") for found in article.cssselect(selector)]

    written = [record["id"] for record in records(f"research/{name}.yml")]
    of_papers = list(bib_field("award")) if kind == "award" else []
    assert written
    assert sorted(shown) == sorted(written + of_papers)
    assert len(whole.graph.all(kind)) == len(shown)


@pytest.mark.parametrize("name", ACTIVITIES)
def test_every_activity_is_told_with_its_facts(whole: Whole, name: str) -> None:
    """An entry has all that its record says: texts, dates, people, papers, links."""
    article = whole.article(f"research/{name}.html")

    for record in records(f"research/{name}.yml"):
        element = article.get_element_by_id(f"{ACTIVITIES[name]}-{record['id']}")
        assert_told(whole, record, element)
        assert element.get("data-kind") == (
            record.get("kind", ACTIVITIES[name])
            if name in ("grants", "talks")
            else None
        )
        if "title" not in record:
            papers = [whole.record("paper", key) for key in several(record["paper"])]
            assert all(plain(p.title.plain) in words(element) for p in papers)


def test_talks_stand_under_their_years(whole: Whole) -> None:
    """Each year has its talks and posters in the order of the file, with their count."""
    article = whole.article("research/talks.html")
    written = records("research/talks.yml")

    years = sorted({talk["date"][:4] for talk in written}, reverse=True)
    sections = article.cssselect("section section")
    assert [section.get("id") for section in sections] == [f"talks-{y}" for y in years]
    for section, year in zip(sections, years, strict=True):
        expected = [talk["id"] for talk in written if talk["date"].startswith(year)]
        shown = [li.get("data-id") for li in section.cssselect(".talk")]
        assert shown == expected
        assert words(section.cssselect("h2")[0]) == f"{year} ({len(expected)})"


def test_talks_say_what_they_are(whole: Whole) -> None:
    """Posters, invited talks and talks over the network are marked, no others are."""
    article = whole.article("research/talks.html")

    for talk in records("research/talks.yml"):
        (event,) = article.cssselect(f"#talk-{talk['id']} .talk-event")
        marks = {
            "poster": talk.get("kind") == "poster",
            "invited": talk.get("invited") == "true",
            "online": talk.get("remote") == "true",
        }
        shown = words(event).split(" · ")[1:]
        assert [mark for mark in shown if not mark.startswith("Award: ")] == [
            mark for mark, marked in marks.items() if marked
        ]


def test_awards_of_papers_are_told(whole: Whole) -> None:
    """Each award of the .bib file has its title, date, authors, paper, announcement."""
    article = whole.article("research/awards.html")
    dates, addresses = bib_field("award_date"), bib_field("award_url")

    for key, title in bib_field("award").items():
        element = article.get_element_by_id(f"award-{key}")
        (shown,) = element.cssselect(".award-title")
        assert words(shown) == plain(title.replace("\\&", "&"))
        assert f"papers/{key}.html" in hrefs(element)
        authors = whole.record("paper", key).authors
        (people,) = element.cssselect(".award-people")
        assert all(plain(author.name) in words(people) for author in authors)
        times = [time.get("datetime") for time in element.cssselect("time")]
        date = dates.get(key, "")
        said = "-" not in date and date in words(shown)  # a year that the title has
        assert times == ([] if said else [date])
        assert key not in addresses or addresses[key] in hrefs(element)


def test_grants_collect_what_names_them(whole: Whole) -> None:
    """A grant has the papers, activities and news that name it, with their counts."""
    article = whole.article("research/grants.html")
    papers, awards = bib_field("grant"), bib_field("award")

    for grant in (record["id"] for record in records("research/grants.yml")):
        element = article.get_element_by_id(f"grant-{grant}")
        paid = {key for key, ids in papers.items() if grant in re.split("[,; ]+", ids)}

        def own(name: str, grant: str = grant, paid: set[str] = paid) -> set[str]:
            return {
                record["id"]
                for record in records(f"research/{name}.yml")
                if grant in several(record.get("grant", ()))
                or not paid.isdisjoint(several(record.get("paper", ())))
            }

        expected = {
            "paper": paid,
            "talk": own("talks"),
            "software": own("software"),
            "award": own("awards") | (awards.keys() & paid),
            "news-item": {
                item.options["id"]
                for item in ITEMS
                if grant in item.options.get("grant", "").split()
                or item.options.get("paper") in paid
            },
        }
        for kind, ids in expected.items():
            items = element.cssselect(f"li.{kind}")
            assert {i.get("data-id") or i.get("data-key") for i in items} == ids
            for rubric in {item.getparent().getprevious() for item in items}:
                assert words(rubric).endswith(f"({len(ids)})")


def test_grants_name_their_staff(whole: Whole) -> None:
    """Members whose membership names a grant are its staff, with their years."""
    article = whole.article("research/grants.html")

    for person in records("group/people.yml"):
        name = whole.record("person", person["id"]).display_name
        for membership in person.get("memberships", ()):
            for grant in several(membership.get("grant", ())):
                element = article.get_element_by_id(f"grant-{grant}")
                (staff,) = element.xpath(".//dt[.='People']/following-sibling::dd[1]")
                since = PartialDate.parse(membership["from"]).year
                found = rf"{re.escape(plain(name))} \([^)]*\b{since}\b"
                assert re.search(found, words(staff))


# -- the curriculum -----------------------------------------------------------------

CURRICULUM: Final = next(r for r in records("group/cv.yml") if r["id"] == OWNER)


@pytest.mark.parametrize("section", sorted(CURRICULUM.keys() - {"id"}))
def test_every_station_of_the_curriculum_is_told(whole: Whole, section: str) -> None:
    """A section has all stations of the file in their order, with all their facts."""
    article = whole.article("cv.html")

    items = article.cssselect(f"#cv-{section} > ol.cv > li")
    for item, station in zip(items, CURRICULUM[section], strict=True):
        assert_told(whole, station, item)


def test_the_curriculum_has_the_owners_records(whole: Whole) -> None:
    """Grants, awards, courses, invited talks and papers of the owner are all there."""
    article = whole.article("cv.html")
    papers = [paper.id for paper in whole.graph.all("paper") if OWNER in paper.people]

    def own(name: str) -> set[str]:
        found = records(f"research/{name}.yml")
        return {
            r["id"]
            for r in found
            # a grant that supports others is nobody's
            if r.get("kind") != "support" and OWNER in several(r.get("people", OWNER))
        }

    talks = records("research/talks.yml")
    expected = {
        "grants": own("grants"),
        "awards": own("awards") | (bib_field("award").keys() & set(papers)),
        "teaching": own("teaching"),
        "talks": own("talks") & {t["id"] for t in talks if t.get("invited") == "true"},
        "publications": set(papers),
        "supervision": {
            person["id"]
            for person in records("group/people.yml")
            for membership in person.get("memberships", ())
            if OWNER in several(membership.get("supervisors", []))
        },
    }
    for section, ids in expected.items():
        items = article.cssselect(f"#cv-{section} ol.brief > li")
        shown = [item.get("data-id") or item.get("data-key") for item in items]
        assert sorted(shown) == sorted(ids), section
        counts = re.findall(
            r"\((\d+)\)",
            " ".join(map(words, article.cssselect(f"#cv-{section} h3.rubric"))),
        )
        assert not counts or sum(map(int, counts)) == len(ids)


def test_the_curriculum_has_all_sections(whole: Whole) -> None:
    """The page has the sections of the file, then those of the records."""
    sections = whole.article("cv.html").cssselect("section section")

    assert " ".join(section.get("id").removeprefix("cv-") for section in sections) == (
        "employment education editorial service events "
        "grants awards teaching supervision talks publications"
    )


# -- every page -------------------------------------------------------------------


def test_all_addresses_are_there(whole: Whole) -> None:
    """The pages that others link to exist, and the home page has the group."""
    assert set(ADDRESSES) <= whole.pages.keys()
    assert whole.article("index.html").get_element_by_id("group") is not None


@pytest.mark.parametrize("address", MOVED)
def test_old_addresses_lead_to_new_pages(whole: Whole, address: str) -> None:
    """A page of the old site leads on, without a script, and is not to be found."""
    page = lxml.html.document_fromstring((whole.built.outdir / address).read_bytes())

    assert page.get("lang") == "en"
    assert page.cssselect("title")[0].text
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert not page.cssselect("script")
    (refresh,) = page.cssselect("meta[http-equiv=refresh]")
    seconds, _, target = refresh.get("content").partition("; url=")
    assert seconds == "0"
    assert target == MOVED[address]
    assert target in whole.pages
    assert [link.get("href") for link in page.cssselect("a")] == [target]


def test_every_page_has_a_language_and_one_heading(whole: Whole) -> None:
    """Each page says its language, has a title of its own and one first heading."""
    titles = Counter(words(page.cssselect("title")[0]) for page in whole.pages.values())
    assert not [title for title, count in titles.items() if count > 1]
    for address, page in whole.pages.items():
        assert page.get("lang") == "en", address
        headings = page.cssselect("main h1")
        shown = [h for h in headings if not _only_printed(h)]
        assert len(shown) == 1, address
        assert words(shown[0]), address


def _only_printed(element: HtmlElement) -> bool:
    """Whether the theme shows an element on paper only."""
    ancestors = [element, *element.iterancestors()]
    return any(a.get("id") == "jb-print-docs-body" for a in ancestors)


def test_levels_of_headings_are_not_skipped(whole: Whole) -> None:
    """Below each heading comes one of the next level at the most."""
    for address in ADDRESSES:
        headings = whole.article(address).cssselect("h1, h2, h3, h4, h5, h6")
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels[0] == 1, address
        steps = pairwise(levels)
        assert all(below - above <= 1 for above, below in steps), address


def test_ids_are_unique(whole: Whole) -> None:
    """On no page an id occurs twice."""
    for address, page in whole.pages.items():
        ids = Counter(element.get("id") for element in page.cssselect("[id]"))
        assert not [name for name, count in ids.items() if count > 1], address


def links(page: HtmlElement) -> Iterator[str]:
    """All addresses that a page leads to or needs."""
    for element, _attribute, address, _position in page.iterlinks():
        if element.tag != "form":
            yield address


def test_all_internal_links_lead_somewhere(whole: Whole) -> None:
    """Each link and each resource of the site exists, anchors included."""
    out = whole.built.outdir
    ids = {
        address: {element.get("id") for element in page.cssselect("[id]")}
        for address, page in whole.pages.items()
    }
    broken = []
    for address, page in whole.pages.items():
        for link in links(page):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = (
                unquote(urlsplit(urljoin(f"/{address}", link)).path)[1:] or "index.html"
            )
            anchor = unquote(parts.fragment)
            if not (out / path).is_file() or (
                anchor and anchor not in ids.get(path, ())
            ):
                broken.append((address, link))
    assert not broken


def test_nothing_is_loaded_from_elsewhere(whole: Whole) -> None:
    """Scripts, pictures, styles and fonts are the site's own: no page asks another host."""
    selectors = (
        "script[src], img[src], iframe[src], source[src], video[src], audio[src], "
        "object[data], embed[src], link[rel~=stylesheet], link[rel~=icon], "
        "link[rel~=preload], link[rel~=prefetch], link[rel~=preconnect]"
    )
    for address, page in whole.pages.items():
        for element in page.cssselect(selectors):
            source = element.get("src") or element.get("href") or element.get("data")
            assert not urlsplit(source).netloc, (address, source)
    for sheet in whole.built.outdir.rglob("*.css"):
        text = sheet.read_text("utf-8")
        loaded = re.findall(
            r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")]+)", text
        )
        assert not loaded, sheet.name


def test_no_page_shows_a_mistake(whole: Whole) -> None:
    """No unknown id, no message of a builder and no bare markup is left on a page."""
    markup = re.compile(r":::|\{(?:person|paper|cite|news|ref|doc)\}`?|\]\(|\\[a-z]+\{")
    for address in ADDRESSES:
        article = whole.article(address)
        assert not article.cssselect(".unknown, .system-message, .problematic"), address
        for code in article.cssselect(".paper-bibtex"):
            code.drop_tree()
        assert not markup.findall(article.text_content()), address


def test_pictures_have_alternative_texts(whole: Whole) -> None:
    """Each picture has a text for those who cannot see it, if only an empty one."""
    for address, page in whole.pages.items():
        assert not page.cssselect("img:not([alt])"), address


# -- other formats ----------------------------------------------------------------


@pytest.mark.parametrize("builder", ["text", "epub", "latex", "dirhtml"])
def test_other_formats_are_clean(whole: Whole, builder: str) -> None:
    """The site is built without a warning in every format, from what was read once."""
    built = whole.site.build(builder, config=CONFIG)

    assert not built.read


def test_plain_text_has_all_papers(whole: Whole) -> None:
    """The list of publications is complete in plain text as well."""
    text = whole.site.build("text", config=CONFIG).text("research/publications")

    assert len(re.findall(r"^\* ", text, re.MULTILINE)) == len(whole.graph.all("paper"))


def test_links_of_the_book_lead_somewhere(whole: Whole) -> None:
    """In LaTeX each link to a record or a page has its label, and no label is doubled."""
    (path,) = whole.site.build("latex", config=CONFIG).outdir.glob("*.tex")
    text = path.read_text("utf-8")

    linked = set(re.findall(r"\\hyperref\[(\\detokenize\{[^}]*\})\]", text))
    labels = Counter(re.findall(r"\\label\{(\\detokenize\{[^}]*\})\}", text))
    assert linked
    assert not linked - labels.keys()
    assert not [label for label, count in labels.items() if count > 1]


def test_every_page_is_html_without_errors(whole: Whole) -> None:
    """A strict parser (WHATWG) finds nothing that it has to mend."""
    parser = html5lib.HTMLParser(strict=False)
    faults = {}
    for address in whole.pages:
        parser.parse((whole.built.outdir / address).read_text("utf-8"))
        if parser.errors:
            faults[address] = parser.errors
    assert faults == {}
