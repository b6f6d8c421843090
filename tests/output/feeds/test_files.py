"""The feeds of a site as files: what is in them, what stays, who announces them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

import pytest

from groupsite.output.feeds.content import contents
from groupsite.output.feeds.files import MOST
from tests.conftest import new_site
from tests.output.feeds.samples import parsed, read_json
from tests.rebuilding import clean_build, differences, rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.build import site as build
    from groupsite.model.kinds import RecordKind
    from tests.conftest import Built, Site

BASE: Final = "https://example.org/sub/"
CONFIG: Final[dict[str, Any]] = {"html_baseurl": BASE}
NAMES: Final = {"news.atom", "news.json", "papers.atom", "papers.json"}
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
ORPHAN: Final = "---\norphan: true\n---\n"
#: A paper that has news, one that has none, and one that nobody knows the date of.
BIB: Final = """\
@article{doe2024fast,
  author = {Doe, Jane and Smith, Ann},
  title = {Fast},
  journal = {Tests},
  year = {2024},
}
@misc{smith2023deep, author = {Ann Smith}, title = {Deep}, date = {2023-11-05}}
@misc{undated, author = {Ann Smith}, title = {Some day}}
"""
UNDATED: Final = "publications.bib:{}: WARNING: entry `undated`: `year` is missing, @misc needs it [groupsite.missing]"


def names(built: Built) -> set[str]:
    """The files in the folder of feeds."""
    return {path.name for path in built.outdir.glob("feeds/*")}


def ids(built: Built, feed: str = "news") -> list[str]:
    """Ids of the items, as they stand in the file."""
    return [item["id"] for item in read_json(built.outdir, feed)["items"]]


def short(built: Built, feed: str = "news") -> list[str]:
    """Names of the items, without who has minted their ids."""
    return [i.partition(f":{feed}/")[2] for i in ids(built, feed)]


def item(name: str, date: str, text: str = "", kind: str = "talk") -> str:
    """The source of an item of news; it has no id of its own where *name* is empty."""
    given = f":id: {name}\n" if name else ""
    return f":::{{news}} {date}\n:kind: {kind}\n{given}\n{text or 'A talk.'}\n:::\n\n"


# -- which files there are ----------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with papers, of which some have news, and with pages in folders."""
    files: dict[str, str | bytes] = {
        "deep/er/page.md": f"{ORPHAN}# A page\n",
        "publications.bib": BIB,
    }
    site = new_site(tmp_path_factory.mktemp("feeds"), files=files)
    config = {**CONFIG, "groupsite_paper_pages": "papers"}
    return site.build(config=config, warnings=[UNDATED.format(8)])


def test_each_kind_has_a_feed_in_two_formats(built: Built) -> None:
    """News and papers, in Atom and as JSON."""
    assert names(built) == NAMES


def test_feeds_say_who_they_are(built: Built) -> None:
    """Their own addresses and the pages they follow; ids by the host of the site."""
    news = parsed((built.outdir / "feeds/news.atom").read_bytes()).feed
    papers = read_json(built.outdir, "papers")

    assert news.id == "tag:example.org,2026:news"
    assert {link.rel: link.href for link in news.links} == {
        "self": f"{BASE}feeds/news.atom",
        "alternate": BASE,
    }
    assert papers["feed_url"] == f"{BASE}feeds/papers.json"
    assert papers["home_page_url"] == f"{BASE}publications.html"


def test_a_feed_follows_the_page_that_shows_all(make_site: Callable[..., Site]) -> None:
    """A timeline of all news, not one of some of them."""
    files = {
        "index.md": "# Home\n\n```{toctree}\nnews\nall\nmri\npublications\npeople\n```\n",
        "all.md": "# All\n\n:::{timeline}\n:limit: 2\n:::\n",
        "mri.md": "# MRI\n\n:::{timeline}\n:topic: mri\n:::\n",
        "archive/index.md": f"{ORPHAN}# Archive\n\n:::{{timeline}}\n:::\n",
    }
    outdir = make_site(files=files).build(config=CONFIG).outdir

    assert read_json(outdir)["home_page_url"] == f"{BASE}archive/"


def test_a_site_without_an_address_has_no_feeds(make_site: Callable[..., Site]) -> None:
    """Feeds leave the site, so their links need its address."""
    assert names(make_site().build()) == set()


def test_a_site_may_have_no_feeds(make_site: Callable[..., Site]) -> None:
    """By its setting; what an earlier build has made goes."""
    site = make_site()
    assert names(site.build(config=CONFIG)) == NAMES

    config = {**CONFIG, "groupsite_feeds": False}
    assert names(rebuild(site, config=config)) == set()


def test_no_news_are_no_feed(make_site: Callable[..., Site]) -> None:
    """A feed without items is none; the papers have theirs all the same."""
    site = make_site(files={"news.md": "# News\n"})
    assert names(site.build(config=CONFIG)) == {"papers.atom", "papers.json"}

    site.write("news.md", "# News\n\n" + item("first", "2024-01"))
    assert names(rebuild(site, config=CONFIG)) == NAMES


def test_papers_without_a_date_are_no_feed(make_site: Callable[..., Site]) -> None:
    """Nobody knows when they were new."""
    undated = BIB.splitlines()[-1]
    files = {"publications.bib": undated, "news.md": "# News\n"}

    built = make_site(files=files).build(config=CONFIG, warnings=[UNDATED.format(1)])
    assert names(built) == set()


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub"])
def test_only_sites_have_feeds(make_site: Callable[..., Site], builder: str) -> None:
    """Other formats have nobody who follows them."""
    config = {**CONFIG, "version": "1", "copyright": "us"}

    assert names(make_site().try_build(builder, config=config)) == set()


# -- items --------------------------------------------------------------------------


def test_a_feed_has_the_newest_items(make_site: Callable[..., Site]) -> None:
    """So many as its file should hold, the newest ones of all pages, in order."""
    months = [
        f"{year}-{month:02d}" for year in (2020, 2021, 2022) for month in range(1, 13)
    ]
    odd = [item(month, month) for month in months[::2]]
    even = [item(month, month) for month in months[1::2]]
    files = {
        "news.md": "# News\n\n" + "".join(odd),
        "more.md": f"{ORPHAN}# More\n\n" + "".join(even),
    }
    built = make_site(files=files).build(config=CONFIG)
    atom = parsed((built.outdir / "feeds/news.atom").read_bytes())

    assert MOST == 30
    assert short(built) == months[:-31:-1]
    assert [entry.id for entry in atom.entries] == ids(built)


def test_a_pinned_item_has_no_better_place(make_site: Callable[..., Site]) -> None:
    """A feed is in the order of dates; equal ones stand as on their page."""
    pinned = item("pinned", "2020-05").replace(":kind:", ":pinned:\n:kind:")
    text = "# News\n\n" + pinned + "".join(
        item(name, date)
        for name, date in (("year", "2024"), ("b", "2024-03"), ("a", "2024-03"))
    )  # fmt: skip
    built = make_site(files={"news.md": text}).build(config=CONFIG)

    assert short(built) == ["b", "a", "year", "pinned"]


def test_papers_are_as_new_as_their_news(built: Built) -> None:
    """First and last news of a paper are its dates, its own are those of others."""
    found = {
        entry["id"].rpartition("/")[2]: (
            entry["date_published"],
            entry["date_modified"],
        )
        for entry in read_json(built.outdir, "papers")["items"]
    }

    assert found == {
        "doe2024fast": ("2024-01-01T00:00:00Z", "2024-07-01T00:00:00Z"),
        "smith2023deep": ("2023-11-05T00:00:00Z", "2023-11-05T00:00:00Z"),
    }


def test_all_dates_come_from_the_content(built: Built) -> None:
    """A feed has no date that no item has: no clock, no time of a file."""
    for feed in ("news", "papers"):
        atom = parsed((built.outdir / f"feeds/{feed}.atom").read_bytes())
        dates = {entry.updated for entry in atom.entries}
        assert atom.feed.updated == max(dates)
        assert max(dates) < "2024-08"


def test_two_builds_make_the_same_bytes(make_site: Callable[..., Site]) -> None:
    """Whenever, and whatever the times of the sources, for one day of the site."""
    site, config = make_site(), {**CONFIG, "groupsite_today": "2024-06-15"}
    one = clean_build(site, config=config).files()
    for number, path in enumerate(sorted(site.srcdir.rglob("*.*"))):
        os.utime(path, (number * 10**6, number * 10**6))
    other = clean_build(site, config=config).files()

    feeds = {name for name in one if name.startswith("feeds/")}
    assert len(feeds) == 4
    assert {name: one[name] for name in feeds} == {name: other[name] for name in feeds}


# -- ids ----------------------------------------------------------------------------


def test_ids_are_minted_by_whom_the_setting_names(
    make_site: Callable[..., Site],
) -> None:
    """Its host and its year, whatever the address of the site is."""
    config = {**CONFIG, "groupsite_feed_authority": "jane.example,2019"}
    built = make_site().build(config=config)

    assert (
        read_json(built.outdir)["items"][0]["id"]
        == "tag:jane.example,2019:news/fast-out"
    )
    atom = parsed((built.outdir / "feeds/papers.atom").read_bytes())
    assert atom.feed.id == "tag:jane.example,2019:papers"


def test_ids_are_minted_by_the_host_otherwise(make_site: Callable[..., Site]) -> None:
    """A port, a path and capitals are no part of its name."""
    config = {"html_baseurl": "https://Jane.Example:8080/sub"}

    assert ids(make_site().build(config=config))[0].startswith("tag:jane.example,2026:")


def test_an_id_is_a_uri_whatever_a_key_is(make_site: Callable[..., Site]) -> None:
    """RFC 4151: what an address cannot hold is escaped, so keys that differ differ."""
    keys = ("a+b", "doe/2024:x", "müller2020", "50$^2", "a|b", "<x>", "a`b")
    bib = "".join(
        f"@misc{{{key},\n author = {{A B}},\n title = {{T {n}}},\n year = 2020\n}}\n"
        for n, key in enumerate(keys)
    )
    files = {"publications.bib": bib, "news.md": "# News\n"}
    found = ids(make_site(files=files).build(config=CONFIG), "papers")

    assert len(set(found)) == len(keys)
    # pchar, "/" and "?" of RFC 3986; an IRI (RFC 4287, 2.) has letters as well
    allowed = set("-._~%!$&'()*+,;=:@/?")
    assert not {c for one in found for c in one if not (c.isalnum() or c in allowed)}


@pytest.fixture
def kept(make_site: Callable[..., Site]) -> Site:
    """A site whose feeds somebody has read."""
    news = "# News\n\n" + "".join(
        (
            item(
                "", "2024-07", "We held the first of many workshops in Bath.", "event"
            ),
            item("moving", "2024-05", "A talk that moves."),
            item("", "2024-03", "Ann Smith has finished her PhD. It was good.", "phd"),
            ":::{news} 2024-01\n:kind: preprint\n:paper: doe2024fast\n:::\n\n",
            item("last", "2023-02", "A talk."),
        )
    )
    files = {
        "news.md": news,
        "index.md": "# Home\n\n```{toctree}\nnews\nnews2\npublications\npeople\n```\n",
        "news2.md": "# More news\n",
    }
    return make_site(files=files)


KEPT: Final[dict[str, Any]] = {
    **CONFIG,
    "groupsite_feed_authority": "example.org,2024",
    "groupsite_paper_pages": "papers",
}
MOVING: Final = (
    ":::{news} 2024-05\n:kind: talk\n:id: moving\n\nA talk that moves.\n:::\n"
)


def test_ids_and_their_order_outlive_all_edits(kept: Site) -> None:
    """A reader shows nothing twice, whatever becomes of the pages."""

    def feeds(config: dict[str, Any] = KEPT) -> tuple[list[str], list[str]]:
        built = kept.build(config=config)
        return ids(built), ids(built, "papers")

    before = news, papers = feeds()
    assert len({*news, *papers}) == 5 + 3

    # texts: behind the first words, of an item with an id, of one about a paper
    kept.edit("news.md", "It was good.", "It was very good.")
    kept.edit("news.md", "\n\nA talk.", "\n\nA seminar.")
    kept.edit(
        "news.md", ":paper: doe2024fast\n:::", ":paper: doe2024fast\n\nIt is new.\n:::"
    )
    assert feeds() == before

    # an item above, of the same month and kind, with the same words
    again = item("", "2024-07", "We held the first of many workshops in Bath.", "event")
    kept.edit("news.md", "# News\n\n", f"# News\n\n{again}")
    (new, *others), found = feeds()
    assert (others, found) == before
    assert new not in news
    before = ([new, *news], papers)

    # an item on another page
    kept.edit("news.md", MOVING, "")
    kept.write("news2.md", f"# More news\n\n{MOVING}")
    assert feeds() == before

    # the page of all news has another name
    kept.write("archive/2024.md", ORPHAN + kept.read("news2.md"))
    kept.write("news2.md", "# More news\n")
    assert feeds() == before

    # the folder of the pages of papers
    config = {**KEPT, "groupsite_paper_pages": "research/papers"}
    assert feeds(config) == before

    # the address of the site
    assert feeds({**config, "html_baseurl": "https://jane.example/"}) == before


def test_an_item_keeps_its_id_when_footnotes_are_numbered_anew(kept: Site) -> None:
    """The mark of a footnote is no word of the item."""
    kept.edit("news.md", "We held the first", "We held[^b] the first")
    kept.edit("news.md", "# News\n", "# News\n\n[^b]: Note b.\n")
    before = ids(kept.build(config=KEPT))
    kept.edit("news.md", "# News\n", "# News\n\nText[^a].\n\n[^a]: Note a.\n")

    assert ids(kept.build(config=KEPT)) == before


def test_an_item_leads_to_where_it_has_moved(kept: Site) -> None:
    """The id stays, the address is the new one."""
    kept.build(config=KEPT)
    kept.edit("news.md", MOVING, "")
    kept.write("news2.md", f"# More news\n\n{MOVING}")
    items = read_json(rebuild(kept, config=KEPT).outdir)["items"]
    urls = {item["id"]: item["url"] for item in items}

    moved = urls["tag:example.org,2024:news/moving"]
    assert moved == f"{BASE}news2.html#news-moving"


# -- builds over builds -------------------------------------------------------------

#: File, what stands there (empty: the whole file) and what will stand there.
Edit = tuple[str, str, str | bytes]

PHD: Final = """\
:::{news} 2024-07
:kind: phd

{person}`Ann <smith-ann>` has finished her PhD.
:::

"""
OLD: Final = f"""\
{ORPHAN}# Old news

(part)=
## A part

{item("named", "2022-03", "See {ref}`part` and {eq}`two`, it is $x^2$.")}
$$
y = 1
$$ (two)
"""
EDITS: Final[dict[str, list[Edit]]] = {
    "the text of an item": [("news.md", "We held a workshop", "We met")],
    "the date of an item": [("news.md", "2023-03-01", "2025-03-01")],
    "the name of a person": [("people.yml", "name: Ann Smith", "name: Anna Smith")],
    "the name of the owner": [("people.yml", "name: Jane Doe", "name: Jane Q. Doe")],
    "the address of a person": [("people.yml", "/wei\n", "/wei-li\n")],
    "the title of a paper": [("publications.bib", "Deep things", "Deeper things")],
    "a new abstract": [
        ("publications.bib", "year = {2025},", "year = {2025},\n  abstract = {New.},")
    ],
    "an item less": [("news.md", PHD, "")],
    "all items of a page less": [("news.md", "", "# News\n")],
    "a new picture in an item": [
        ("new.png", "", PIXEL),
        ("news.md", "We held a workshop.", "We held a workshop.\n\n![New](new.png)"),
    ],
    "a heading that an item names": [("old.md", "## A part", "## Another part")],
    "an equation before the one that an item names": [
        ("old.md", "## A part", "## A part\n\n$$\nz = 2\n$$ (one)")
    ],
    "a page that shows people first": [
        ("0/people.md", "", f"{ORPHAN}# People\n\n:::{{people}}\n:::\n")
    ],
    "a page that shows all news": [
        ("0/all.md", "", f"{ORPHAN}# All\n\n:::{{timeline}}\n:::\n")
    ],
    "a new name of the site": [
        ("conf.py", "groupsite_whole_project", 'project = "X"\ngroupsite_whole_project')
    ],
    "a new name of its author": [
        ("conf.py", "groupsite_whole_project", 'author = "X"\ngroupsite_whole_project')
    ],
    "a new label of a kind": [
        (
            "conf.py",
            "groupsite_whole_project",
            'groupsite_news_kinds = {"event": {"label": "Meeting"}}\ngroupsite_whole_project',
        )
    ],
    "another way to show formulas": [
        ("conf.py", 'html_math_renderer = "mathml"', 'html_math_renderer = "mathjax"')
    ],
}


@pytest.fixture
def edited(make_site: Callable[..., Site]) -> Site:
    """A site that has been built, with news on several pages."""
    site = make_site(files={"old.md": OLD})
    site.build(config=CONFIG)
    return site


@pytest.mark.sampled
@pytest.mark.parametrize("name", EDITS)
def test_feeds_are_those_of_a_clean_build(edited: Site, name: str) -> None:
    """Whatever has changed since the last build."""
    for file, old, new in EDITS[name]:
        if old and isinstance(new, str):
            edited.edit(file, old, new)
        else:
            edited.write(file, new)

    rebuild(edited, config=CONFIG)


def test_a_page_of_news_that_is_gone_leaves_nothing(edited: Site) -> None:
    """Neither its items in the feed, nor anything on other pages."""
    edited.remove("old.md")

    assert "named" not in short(rebuild(edited, config=CONFIG))


def test_the_first_paper_is_announced_on_all_pages(
    make_site: Callable[..., Site],
) -> None:
    """A feed that is new, or gone, is so for pages that show nothing of it."""
    files = {
        "index.md": "# Home\n\n```{toctree}\npublications\nplain\n```\n",
        "plain.md": "# Plain\n",
        "news.md": f"{ORPHAN}# News\n",
        "people.md": f"{ORPHAN}# People\n",
    }
    site = make_site(files=files)
    bib = site.read("publications.bib")
    site.write("publications.bib", "")
    site.build(config=CONFIG)

    site.write("publications.bib", bib)
    assert announced(rebuild(site, config=CONFIG))["plain.html"] == {
        "papers.atom",
        "papers.json",
    }
    site.write("publications.bib", "")
    assert announced(rebuild(site, config=CONFIG))["plain.html"] == set()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_build_without_a_change_makes_no_feed_again(
    edited: Site, builder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is costly to make is left alone; an edit of an item makes it again."""
    made: list[str] = []

    def note(
        site: build.Site, kind: RecordKind[Any], records: list[object], name: str
    ) -> list[str]:
        made.append(kind.name)
        return contents(site, kind, records, name)

    monkeypatch.setattr("groupsite.output.feeds.files.contents", note)
    edited.build(builder, config=CONFIG)
    made.clear()
    edited.build(builder, config=CONFIG)
    assert made == []

    edited.edit("news.md", "We held a workshop", "We met")
    edited.build(builder, config=CONFIG)
    assert "news" in made


def test_a_feed_that_was_lost_is_made_again(edited: Site) -> None:
    """The others are left alone."""
    folder = edited.build_dir / "html" / "feeds"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    (folder / "news.atom").unlink()
    built = rebuild(edited, config=CONFIG)
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}

    assert names(built) == NAMES
    assert {name for name in NAMES if before[name] != after[name]} == {"news.atom"}


# -- who announces them -------------------------------------------------------------


def announced(built: Built, base: str = BASE) -> dict[str, set[str]]:
    """Page → the files of feeds that its head names; all of them are there."""
    found: dict[str, set[str]] = {}
    for path in sorted(built.outdir.rglob("*.html")):
        name = path.relative_to(built.outdir).as_posix()
        links = built.page(name.removesuffix(".html")).cssselect(
            "head link[rel=alternate]"
        )
        feeds = [link for link in links if "feeds/" in link.get("href")]
        addresses = [urljoin(base + name, link.get("href")) for link in feeds]
        types = {
            address: link.get("type")
            for address, link in zip(addresses, feeds, strict=True)
        }
        for address, mime in types.items():
            assert address.startswith(base)
            assert (built.outdir / address.removeprefix(base)).is_file()
            ending = "atom+xml" if address.endswith(".atom") else "feed+json"
            assert mime == f"application/{ending}"
        assert all(link.get("title") for link in feeds)
        found[name] = {urlsplit(address).path.rpartition("/")[2] for address in types}
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_all_pages_announce_all_feeds(
    make_site: Callable[..., Site], builder: str
) -> None:
    """Pages in folders, those of papers, those that the builder makes."""
    files = {"deep/er/page.md": f"{ORPHAN}# A page\n"}
    config = {**CONFIG, "groupsite_paper_pages": "papers"}
    found = announced(make_site(files=files).build(builder, config=config))

    dirs = builder == "dirhtml"
    assert {
        "index.html",
        "404.html",
        "search/index.html" if dirs else "search.html",
        "genindex/index.html" if dirs else "genindex.html",
        "deep/er/page/index.html" if dirs else "deep/er/page.html",
        "papers/doe2024fast/index.html" if dirs else "papers/doe2024fast.html",
    } <= found.keys()
    assert {name for name, feeds in found.items() if feeds != NAMES} == set()


@pytest.mark.parametrize("config", [{}, {**CONFIG, "groupsite_feeds": False}])
def test_no_page_announces_a_feed_that_is_not_there(
    make_site: Callable[..., Site], config: dict[str, Any]
) -> None:
    """Without an address, or without feeds."""
    assert set().union(*announced(make_site().build(config=config)).values()) == set()


def test_feeds_of_parallel_builds_are_the_same(make_site: Callable[..., Site]) -> None:
    """Processes that write pages announce what the main one makes."""
    pages = {f"p{number}.md": f"{ORPHAN}# {number}\n" for number in range(12)}
    site = make_site(files=pages)
    one = site.build(config=CONFIG, parallel=2, clean=True)

    assert differences(one, clean_build(site, config=CONFIG)) == []
