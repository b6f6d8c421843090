"""`{news}`: the item's entry, its parts and ids, and what authors are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import Built, level, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site


class Mistake(NamedTuple):
    """An item with a mistake."""

    item: str
    #: ``LINE: message``; lines count from the item's first one.
    messages: list[str]
    #: Whether the item is shown all the same.
    shown: bool = True


MISTAKES = {
    "no date": Mistake(
        ":::{news}\n:kind: talk\n\nText.\n:::",
        [
            "1: a date is missing, the item was left out: write {news} 2024-07 [groupsite.date]"
        ],
        shown=False,
    ),
    "a month that does not exist": Mistake(
        ":::{news} 2024-13\n:kind: talk\n\nText.\n:::",
        [
            "1: '2024-13' is not a date: month must be in 1..12; the item was left out [groupsite.date]"
        ],
        shown=False,
    ),
    "a date in words": Mistake(
        ":::{news} July 2024\n:kind: talk\n\nText.\n:::",
        [
            "1: 'July 2024' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD; the item was left out [groupsite.date]"
        ],
        shown=False,
    ),
    "no kind": Mistake(":::{news} 2024-07\n\nText.\n:::", []),
    "no kind and no text": Mistake(
        ":::{news} 2024-07\n:::",
        ["1: an item needs a text [groupsite.news]"],
        shown=False,
    ),
    "links alone": Mistake(
        ":::{news} 2024-07\n:links: [a](https://e.org)\n:::",
        ["1: an item needs a text [groupsite.news]"],
        shown=False,
    ),
    "people alone": Mistake(
        ":::{news} 2024-07\n:kind: visitor\n:people: li-wei\n:::",
        ["1: an item of kind `visitor` needs a text [groupsite.news]"],
    ),
    "a title alone": Mistake(
        ":::{news} 2024-07\n:title: We have moved\n:::",
        [],
    ),
    "a deadline that is no date": Mistake(
        ":::{news} 2024-07\n:kind: opening\n:deadline: soon\n\nText.\n:::",
        [
            "3: `deadline`: 'soon' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]"
        ],
    ),
    "an unknown kind": Mistake(
        ":::{news} 2024-07\n:kind: tlak\n\nText.\n:::",
        [
            "2: there is no kind of news `tlak`, the item has none; did you mean `talk`? [groupsite.kind]"
        ],
    ),
    "no text": Mistake(
        ":::{news} 2024-07\n:kind: talk\n:::",
        ["1: an item of kind `talk` needs a text [groupsite.news]"],
        shown=False,
    ),
    "neither text nor paper": Mistake(
        ":::{news} 2024-07\n:kind: preprint\n:paper:\n:::",
        [
            "1: an item of kind `preprint` needs a text; or name its paper with `:paper:` [groupsite.news]"
        ],
        shown=False,
    ),
    "an unknown paper and no text": Mistake(
        ":::{news} 2024-07\n:kind: preprint\n:paper: doe2024fats\n:::",
        [
            "3: `paper`: there is no paper `doe2024fats`; did you mean `doe2024fast`? [groupsite.link]"
        ],
        shown=False,
    ),
    "an unknown paper with a text": Mistake(
        ":::{news} 2024-07\n:kind: preprint\n:paper: doe2024fats\n\nText.\n:::",
        [
            "3: `paper`: there is no paper `doe2024fats`; did you mean `doe2024fast`? [groupsite.link]"
        ],
    ),
    "an unknown person": Mistake(
        ":::{news} 2024-07\n:kind: talk\n:people: li-wei smith\n\nText.\n:::",
        [
            "3: `people`: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]"
        ],
    ),
    "an unknown grant, with a paper or without": Mistake(
        ":::{news} 2024-07\n:kind: grant\n:grant: maths mats\n\nText.\n:::\n"
        ":::{news} 2024-07\n:kind: preprint\n:paper: smith2023deep\n:grant: none\n:::",
        [
            "3: `grant`: there is no grant `mats`; did you mean `maths`? [groupsite.link]",
            "10: `grant`: there is no grant `none` [groupsite.link]",
        ],
    ),
    "somebody who did not write the paper": Mistake(
        ":::{news} 2024-07\n:kind: preprint\n:paper: smith2023deep\n:people: smith-ann li-wei\n:::",
        ["4: `people`: `li-wei` is not an author of `smith2023deep` [groupsite.link]"],
    ),
    "places that are not written as such": Mistake(
        ":::{news} 2024-07\n:kind: preprint\n:at: li-wei; = X; smith = Y;\n:paper: doe2024fast\n:::",
        [
            "3: `at`: write `id = Place, Country`, not `li-wei` [groupsite.option]",
            "3: `at`: write `id = Place, Country`, not `= X` [groupsite.option]",
            "3: `at`: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]",
        ],
    ),
    "published by the news, a preprint by its entry": Mistake(
        ":::{news} 2025-07\n:kind: published\n:paper: doe2025open\n:::",
        [
            "3: `paper`: by its entry, `doe2025open` is still a preprint; add where it was published to the entry, or its `pubstate` [groupsite.news]"
        ],
    ),
    "published with a text of its own": Mistake(
        ":::{news} 2025-07\n:kind: published\n:paper: doe2025open\n\nAt last.\n:::",
        [
            "3: `paper`: by its entry, `doe2025open` is still a preprint; add where it was published to the entry, or its `pubstate` [groupsite.news]"
        ],
    ),
    "a preprint by both": Mistake(
        ":::{news} 2025-07\n:kind: preprint\n:paper: doe2025open\n:::", []
    ),
    "an id with a blank": Mistake(
        ":::{news} 2024-07\n:kind: talk\n:id: a b\n\nText.\n:::",
        [
            "3: `id`: use letters, digits, `.`, `_` and `-`, not 'a b' [groupsite.option]"
        ],
    ),
    "words between links": Mistake(
        ":::{news} 2024-07\n:kind: talk\n:links: [a](https://e.org), and more\n\nText.\n:::",
        ["3: `links`: write [label](address), not `and more` [groupsite.option]"],
    ),
    "an address without a label": Mistake(
        ":::{news} 2024-07\n:kind: talk\n:links: https://e.org/x\n\nText.\n:::",
        [
            "3: `links`: write [label](address), not `https://e.org/x` [groupsite.option]"
        ],
    ),
    "an option behind a blank line": Mistake(
        ":::{news} 2024-07\n:kind: talk\n\n:people: smith-ann\n\nText.\n:::",
        [
            "4: `:people:` is in the text of the item; options come first, each on one line, without a blank line before them [groupsite.option]"
        ],
    ),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a page of all mistakes, each under a heading."""
    files = {
        "news.md": mistakes(),
        "research/grants.yml": "- {id: maths, title: M, funder: F}\n",
    }
    return new_site(tmp_path_factory.mktemp("faulty"), files=files).try_build()


def mistakes() -> str:
    """A page with a section for each mistake."""
    sections = [f"## Case {n}\n\n{m.item}" for n, m in enumerate(MISTAKES.values())]
    return "\n\n".join(["# News", *sections, ""])


def test_mistakes_are_reported_at_their_lines(faulty: Built) -> None:
    """Each mistake is one message: the line of the option, what is wrong, what to do."""
    page = mistakes().splitlines()
    expected = []
    for number, mistake in enumerate(MISTAKES.values()):
        before = page.index(f"## Case {number}") + 2
        for message in mistake.messages:
            line, text = message.split(": ", 1)
            where = f"news.md:{before + int(line)}"
            expected.append(f"{where}: {level(text)}: {{news}}: {text}")

    assert faulty.warnings == expected


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_lose_no_more_than_they_must(faulty: Built, name: str) -> None:
    """An item with a wrong option is shown without it; one without a date is not."""
    number = list(MISTAKES).index(name)
    section = faulty.main("news").get_element_by_id(f"case-{number}")

    assert bool(section.cssselect(".news-item")) is MISTAKES[name].shown


def test_indented_lines_are_text(make_site: Callable[..., Site]) -> None:
    """MyST takes an indented line after an option as text; it is said, not lost."""
    news = "# News\n\n:::{news} 2024-07\n:kind: talk\n  A talk.\n:::\n"
    warning = (
        "news.md:4: ERROR: {news}: `kind`: the line below it is text of the item; "
        "write the value of an option on one line [groupsite.option]"
    )
    built = make_site(files={"news.md": news}).build(warnings=[warning])
    (item,) = built.main("news").cssselect("li")

    assert item.cssselect("p")[0].text == "A talk."


# -- the entry --------------------------------------------------------------------

NEWS = """\
# News

:::{news} 2024-07-01
:kind: award
:id: prize
:paper: doe2024fast
:people: li-wei smith-ann doe-jane
:at: li-wei = Elsewhere, UK
:links: [citation](https://example.org/1), [photo](https://example.org/2)

We have won **a prize**.

A second paragraph.
:::

:::{news} 2024-07
:kind: published
:paper: doe2024fast

The code is free.
:::

:::{news} 2024-07
:kind: accepted
:paper: smith2023deep
:links: [programme](https://example.org/3)
:::

:::{news} 2024
:kind: talk

A talk.
:::
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> HtmlElement:
    """The page of some items."""
    site = new_site(tmp_path_factory.mktemp("news"), files={"news.md": NEWS})
    return site.build().main("news")


def parts(item: HtmlElement) -> list[tuple[str, str]]:
    """Name and text of the parts of an item."""
    return [
        (part.get("class") or part.tag, " ".join(part.text_content().split()))
        for part in item
    ]


def test_an_item_says_date_and_kind_for_people_and_machines(news: HtmlElement) -> None:
    """An item has its data attributes, a <time> and the label of its kind."""
    item = news.get_element_by_id("news-prize")

    assert dict(item.attrib) == {
        "class": "news-item",
        "id": "news-prize",
        "data-id": "prize",
        "data-kind": "award",
        "data-family": "recognition",
    }
    (time,) = item.cssselect("time")
    assert (time.get("datetime"), time.text) == ("2024-07-01", "1 July 2024")
    (kind,) = item.cssselect(".news-kind")
    assert kind.text == "Award"


def test_dates_are_as_precise_as_they_are_known(news: HtmlElement) -> None:
    """Days and months that are not known are not shown."""
    times = [(time.get("datetime"), time.text) for time in news.cssselect("time")]

    assert times == [
        ("2024-07-01", "1 July 2024"),
        ("2024-07", "July 2024"),
        ("2024-07", "July 2024"),
        ("2024", "2024"),
    ]


def test_a_repeated_date_is_marked(news: HtmlElement) -> None:
    """An item with the date of the one above is marked: designs print it once."""
    items = news.cssselect(".news-item")

    assert ["same-date" in item.classes for item in items] == [
        False,
        False,
        True,
        False,
    ]


def test_an_item_tells_its_text_people_paper_and_links(news: HtmlElement) -> None:
    """An item that does not compose shows text, people, paper and links, in order."""
    assert parts(news.get_element_by_id("news-prize")) == [
        ("news-date", "1 July 2024"),
        ("news-kind", "Award"),
        ("p", "We have won a prize."),
        ("p", "A second paragraph."),
        (
            "news-people",
            "With Wei Li (Elsewhere, UK), Ann Smith and Jane Doe (both Bath, UK)",
        ),
        ("news-paper", "Paper: Fast MRI with ℓ1 norms"),
        ("news-links", "citation · photo"),
    ]


def test_a_composed_item_adds_its_text_and_links(news: HtmlElement) -> None:
    """A composed sentence comes first, then the text; links follow those of the paper."""
    published, accepted = news.cssselect("[data-kind=published], [data-kind=accepted]")

    assert parts(published)[2:] == [
        ("news-title", "Fast MRI with ℓ1 norms, in Journal of Tests"),
        ("news-people", "With Ann Smith (Bath, UK), Wei Li (ETH, Switzerland)"),
        ("p", "The code is free."),
        ("news-links", "DOI · arXiv"),
    ]
    assert parts(accepted)[2:] == [
        ("news-title", "Deep things, to appear in Proceedings of Testing"),
        ("news-people", "With Ann Smith (Bath, UK)"),
        ("news-links", "programme"),
    ]


def test_links_of_an_item_lead_where_the_author_says(news: HtmlElement) -> None:
    """`:links:` is inline markup: each label is a link."""
    links = news.cssselect("#news-prize .news-links a")

    assert [(link.text_content(), link.get("href")) for link in links] == [
        ("citation", "https://example.org/1"),
        ("photo", "https://example.org/2"),
    ]


def test_people_and_paper_of_an_item_are_linked(news: HtmlElement) -> None:
    """The people and the paper that an item names are links."""
    links = news.cssselect("#news-prize .news-people a, #news-prize .news-paper a")

    assert [link.get("href") for link in links] == [
        "https://example.org/wei",
        "people.html#person-smith-ann",
        "people.html#person-doe-jane",
        "publications.html#paper-doe2024fast",
    ]


def test_neighbours_are_one_list(news: HtmlElement) -> None:
    """Items that follow each other stand in one list, in the order of the file."""
    (ol,) = news.cssselect("ol.news")

    assert [li.get("data-kind") for li in ol] == [
        "award",
        "published",
        "accepted",
        "talk",
    ]


def test_text_between_items_divides_the_list(make_site: Callable[..., Site]) -> None:
    """Text between items stays where it is; comments do not count."""
    item = ":::{news} 2024\n:kind: talk\n\nTalk.\n:::\n"
    page = f"# News\n\n{item}\n% a comment\n\n{item}\nText.\n\n{item}"
    main = make_site(files={"news.md": page}).build().main("news")

    section = main.cssselect("section")[0]
    assert [(child.tag, len(child.cssselect("li"))) for child in section] == [
        ("h1", 0),
        ("ol", 2),
        ("p", 0),
        ("ol", 1),
    ]


def test_items_in_restructuredtext(make_site: Callable[..., Site]) -> None:
    """An item in reStructuredText has the same parts; links in its own markup."""
    page = (
        ":orphan:\n\nOld\n===\n\n.. groupsite:news:: 2020-02\n   :kind: talk\n"
        "   :links: `slides <https://example.org/1>`_ `video <https://example.org/2>`__\n"
        "   :people: smith-ann\n\n   A talk.\n"
    )
    (item,) = make_site(files={"old.rst": page}).build().main("old").cssselect("li")

    assert parts(item)[2:] == [
        ("p", "A talk."),
        ("news-people", "With Ann Smith"),
        ("news-links", "slides · video"),
    ]


# -- ids --------------------------------------------------------------------------

IDS = {
    "the written one": (":id: 2024-12-f\n:kind: talk\n", "2024-12-f"),
    "date, kind and paper": (
        ":kind: award\n:paper: doe2024fast\n",
        "2024-07-award-doe2024fast",
    ),
    "date, kind and the first words": (
        ":kind: talk\n",
        "2024-07-talk-a-talk-about-oelcubes-and-many",
    ),
    "a wrong one is replaced": (
        ":id: ä ö\n:kind: talk\n",
        "2024-07-talk-a-talk-about-oelcubes-and-many",
    ),
}


@pytest.mark.parametrize("name", IDS)
def test_an_item_has_an_id(make_site: Callable[..., Site], name: str) -> None:
    """An item is known by its own id, or by date, kind and what it is about."""
    options, expected = IDS[name]
    text = "A talk about *Œlcubes* and many other things."
    page = f"# News\n\n:::{{news}} 2024-07\n{options}\n{text}\n:::\n"
    built = make_site(files={"news.md": page}).try_build()

    (item,) = built.main("news").cssselect(".news-item")
    assert (item.get("data-id"), item.get("id")) == (expected, f"news-{expected}")


def test_ids_without_latin_words_end_with_the_kind(
    make_site: Callable[..., Site],
) -> None:
    """An item in a script without Latin letters is known by date and kind."""
    page = "# News\n\n:::{news} 2024-07\n:kind: talk\n\n講演\n:::\n"
    built = make_site(files={"news.md": page}).build()

    (item,) = built.main("news").cssselect(".news-item")
    assert item.get("data-id") == "2024-07-talk"
