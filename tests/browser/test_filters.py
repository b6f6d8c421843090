"""Filters of lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser import served
from tests.browser.visiting import (
    DESK,
    ENTRIES,
    FINGER,
    FOCUS,
    NEWS,
    NEWS_CHOICES,
    PAPER_CHOICES,
    PAPERS,
    PHONE,
    choice_of,
    count_in,
    entries_with,
    go_to,
    headings_on,
    news_with,
    noted,
    options_of,
    overflow,
    papers_with,
    query_of,
    shown_on,
    status_line,
    text_field,
    unfold,
    visitor,
    years_of,
)
from tests.conftest import THEMED, TOCTREE, new_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.conftest import Site
    from tests.lab import Lab


@pytest.mark.parametrize(
    "words",
    [
        "ornek",
        "Örnek",
        "O\N{COMBINING DIAERESIS}RNEK",
        "przyklad",
        "sparse proximal",
        "  example   2025 ",
        "zeljka 2025 journal",
    ],
)
def test_papers_are_found_by_words(
    desk: Page, address: str, lab: Lab, words: str
) -> None:
    """Papers with all of the words are shown, accents and capitals typed or not."""
    desk.goto(address + PAPERS)
    text_field(desk).fill(words)
    expected = entries_with(lab, words)

    assert 0 < len(expected) < len(papers_with(lab))
    assert shown_on(desk) == expected


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Type", "editorial"),
        ("Topic", "mri"),
        ("Author", "ornek-esra"),
        ("With", "slides"),
    ],
)
def test_papers_are_chosen_by_what_they_are(
    desk: Page, address: str, lab: Lab, label: str, value: str
) -> None:
    """A choice shows the papers that have it, and no others."""
    desk.goto(address + PAPERS)
    choice_of(desk, label).select_option(value)
    expected = papers_with(lab, **{PAPER_CHOICES[label][0]: value})

    assert expected
    assert sorted(shown_on(desk)) == expected


def test_choices_and_words_hold_together(desk: Page, address: str, lab: Lab) -> None:
    """Papers have to fit all choices and all words."""
    desk.goto(address + PAPERS)
    choice_of(desk, "Type").select_option("article")
    choice_of(desk, "Topic").select_option("pet")
    choice_of(desk, "Author").select_option("doe-jane")
    text_field(desk).fill("fast")
    chosen = papers_with(lab, type="article", topic="pet", person="doe-jane")
    expected = sorted({*chosen} & {*entries_with(lab, "fast")})

    assert 0 < len(expected) < len(chosen)
    assert sorted(shown_on(desk)) == expected


#: Chooses each option in turn: name, value, the words behind it, whether it could be
#: chosen, and the number of entries that it then shows.
_EACH: Final = """entries => {
  const result = [];
  const seen = () => [...document.querySelectorAll(entries)]
    .filter((entry) => entry.checkVisibility()).length;
  const choose = (facet, value) => {
    facet.value = value;
    facet.dispatchEvent(new Event("change", { bubbles: true }));
  };
  for (const facet of document.querySelectorAll(".record-filter select")) {
    const before = facet.value;
    const options = [...facet.options].filter((option) => option.value)
      .map((option) => [facet.name, option.value, option.text, !option.disabled]);
    for (const option of options) {
      choose(facet, option[1]);
      result.push([...option, seen()]);
    }
    choose(facet, before);
  }
  return result;
}"""


@pytest.mark.parametrize(
    ("name", "query"),
    [
        (PAPERS, ""),
        (PAPERS, "?topic=pet"),
        (PAPERS, "?q=fast&with=code"),
        (NEWS, ""),
        (NEWS, "?family=people&q=phd"),
    ],
)
def test_options_promise_what_they_show(
    desk: Page, address: str, name: str, query: str
) -> None:
    """The number behind an option is what choosing it shows; with nothing it is off."""
    desk.goto(address + name + query)
    found = desk.evaluate(_EACH, f".{ENTRIES[name]}")

    assert len(found) > 5
    assert {(n, v): count_in(text) for n, v, text, _, _ in found} == {
        (n, v): shown for n, v, _, _, shown in found
    }
    assert [(n, v) for n, v, _, on, shown in found if on != (shown > 0)] == []


def test_options_are_all_that_papers_have(desk: Page, address: str, lab: Lab) -> None:
    """There is an option for each value that a paper has, with its number of papers."""
    desk.goto(address + PAPERS)
    for label, (name, values) in PAPER_CHOICES.items():
        counts = {v: count_in(text) for v, text in options_of(desk, label).items()}
        known = {v for paper in lab.graph.all("paper") for v in values(paper)}
        if name != "with":  # other links are no material
            assert {*counts} == known
        assert counts == {v: len(papers_with(lab, **{name: v})) for v in counts}


def test_options_that_would_show_nothing_are_off(
    desk: Page, address: str, lab: Lab
) -> None:
    """What no paper of the chosen author is about cannot be chosen, until it can again."""
    desk.goto(address + PAPERS)
    before = options_of(desk, "Topic")
    choice_of(desk, "Author").select_option("ornek-esra")
    about = {t for t in before if papers_with(lab, person="ornek-esra", topic=t)}

    assert about < {*before}
    assert {*options_of(desk, "Topic")} == about
    choice_of(desk, "Author").select_option("")
    assert options_of(desk, "Topic") == before


def test_the_number_of_papers_is_said(desk: Page, address: str, lab: Lab) -> None:
    """A line that screen readers follow says how many papers are shown, each time."""
    desk.goto(address + PAPERS)
    line = status_line(desk)
    element = line.element_handle()
    every, pet = len(papers_with(lab)), len(papers_with(lab, topic="pet"))
    expect(line).to_have_text(f"{every} of {every} shown")

    choice_of(desk, "Topic").select_option("pet")
    expect(line).to_have_text(f"{pet} of {every} shown")
    text_field(desk).fill("nothing has this word: zzzz")
    expect(line).to_have_text(f"0 of {every} shown")
    # a region is followed if it was there before its text changed
    assert element is not None
    assert element.evaluate("e => e.isConnected && e.checkVisibility()")
    assert element.get_attribute("aria-live") in (None, "polite")


def test_all_papers_come_back(desk: Page, address: str, lab: Lab) -> None:
    """One button takes back all choices and gives the focus to the text."""
    desk.goto(f"{address}{PAPERS}?topic=pet&person=ornek-esra&with=code&q=fast")
    assert shown_on(desk) == []
    desk.get_by_role("button", name="Show all").click()

    assert sorted(shown_on(desk)) == papers_with(lab)
    assert query_of(desk) == ""
    expect(text_field(desk)).to_have_value("")
    expect(text_field(desk)).to_be_focused()
    for label in PAPER_CHOICES:
        expect(choice_of(desk, label)).to_have_value("")


def test_years_count_what_they_show(desk: Page, address: str, lab: Lab) -> None:
    """Headings count the papers below them; a year with none is not there."""
    desk.goto(address + PAPERS)
    assert headings_on(desk) == years_of(lab, papers_with(lab))

    choice_of(desk, "Topic").select_option("open-data")
    some = years_of(lab, papers_with(lab, topic="open-data"))
    assert headings_on(desk) == some
    assert 1 < len(some) < len(years_of(lab, papers_with(lab)))
    text_field(desk).fill("zzzz")
    assert headings_on(desk) == []


def test_contents_lead_to_years_that_are_shown(
    desk: Page, address: str, lab: Lab
) -> None:
    """The contents beside the page have the years that are shown, with their counts."""
    desk.goto(address + PAPERS)
    links = desk.get_by_role("navigation", name="On this page").locator(
        "li li:visible a"
    )
    expect(links).to_have_count(len(years_of(lab, papers_with(lab))))

    choice_of(desk, "Topic").select_option("open-data")
    assert links.all_inner_texts() == years_of(lab, papers_with(lab, topic="open-data"))


def test_bars_lead_to_years_that_are_shown(desk: Page, address: str, lab: Lab) -> None:
    """The chart has links to the years that are shown, and no others."""
    desk.goto(f"{address}{PAPERS}?topic=open-data")
    bars = desk.locator(".year-chart svg a:visible")
    some = years_of(lab, papers_with(lab, topic="open-data"))
    years = [text.split()[0] for text in some]

    assert bars.evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        f"#papers-{year}" for year in reversed(years)
    ]


def test_papers_are_filtered_by_keyboard(desk: Page, address: str, lab: Lab) -> None:
    """Text, choices and button are reached, used and left by keys alone."""
    desk.goto(address + PAPERS)
    go_to(desk, text_field(desk))
    desk.keyboard.type("learning")
    desk.keyboard.press("Enter")  # sends nothing
    assert shown_on(desk) == entries_with(lab, "learning")

    go_to(desk, choice_of(desk, "Type"))
    desk.keyboard.press("ArrowDown")
    kind = choice_of(desk, "Type").input_value()
    chosen = {*papers_with(lab, type=kind)} & {*entries_with(lab, "learning")}
    assert {*shown_on(desk)} == chosen != set()
    assert desk.evaluate(FOCUS)["seen"]

    go_to(desk, desk.get_by_role("button", name="Show all"))
    desk.keyboard.press("Space")
    assert sorted(shown_on(desk)) == papers_with(lab)
    assert desk.evaluate(FOCUS)["seen"]


def test_the_form_unfolds_by_keyboard(phone: Page, address: str) -> None:
    """On a phone a key opens the form and closes it again."""
    phone.goto(address + PAPERS)
    summary = phone.locator(".record-filter summary")
    go_to(phone, summary)
    assert phone.evaluate(FOCUS)["seen"]
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(text_field(phone)).to_be_focused()
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Space")
    expect(text_field(phone)).to_be_hidden()


def test_an_address_shows_its_choice(desk: Page, address: str, lab: Lab) -> None:
    """Whoever opens an address sees what it says, in the form as in the list."""
    desk.goto(f"{address}{PAPERS}?type=article&topic=pet&q=%C3%96rnek")
    expect(choice_of(desk, "Type")).to_have_value("article")
    expect(choice_of(desk, "Topic")).to_have_value("pet")
    expect(text_field(desk)).to_have_value("Örnek")
    chosen = {*papers_with(lab, type="article", topic="pet")}

    assert {*shown_on(desk)} == chosen & {*entries_with(lab, "ornek")} != set()


def test_a_choice_makes_an_address(browser: Browser, address: str) -> None:
    """The address that a choice makes shows the same to somebody else."""
    with visitor(browser) as page:
        page.goto(address + PAPERS)
        text_field(page).fill("Émile & widgets")
        text_field(page).fill("Émile widgets")
        choice_of(page, "With").select_option("code")
        url, found = page.url, shown_on(page)
        page.reload()
        assert shown_on(page) == found
    with visitor(browser, PHONE) as other:
        other.goto(url)
        assert shown_on(other) == found != []
        expect(text_field(other)).to_have_value("Émile widgets")


@pytest.mark.parametrize(
    "query",
    [
        "?type=article&topic=nonsense",
        "?type=article&person=constructor&with=__proto__",
        "?type=article&unknown=x&topic=",
        "?type=article&type=thesis",
        "?type=article&topic=pet%20mri",
    ],
)
def test_unknown_values_in_addresses_are_ignored(
    browser: Browser, address: str, lab: Lab, query: str
) -> None:
    """What an address says and nobody knows hides nothing."""
    with visitor(browser) as page:
        _, faults = noted(page)
        page.goto(address + PAPERS + query)
        assert sorted(shown_on(page)) == papers_with(lab, type="article")
        expect(choice_of(page, "Topic")).to_have_value("")

    assert faults == []


def test_back_and_forward_restore_choices(
    browser: Browser, address: str, lab: Lab
) -> None:
    """Each choice is a step that can be taken back and again."""
    with visitor(browser) as page:
        page.goto(address + PAPERS)
        choice_of(page, "Topic").select_option("pet")
        choice_of(page, "With").select_option("code")
        both = shown_on(page)
        page.go_back()
        assert sorted(shown_on(page)) == papers_with(lab, topic="pet")
        expect(choice_of(page, "With")).to_have_value("")
        page.go_back()
        assert sorted(shown_on(page)) == papers_with(lab)
        page.go_forward()
        page.go_forward()
        assert shown_on(page) == both

        page.locator(".paper-title a:visible").first.click()
        expect(page.get_by_role("heading", name="How to cite")).to_be_visible()
        page.go_back()
        assert shown_on(page) == both
        expect(choice_of(page, "With")).to_have_value("code")


def test_typing_is_one_step_of_the_history(browser: Browser, address: str) -> None:
    """One step back takes back all that was typed at once."""
    with visitor(browser) as page:
        page.goto(address + PAPERS)
        before, every = page.evaluate("history.length"), shown_on(page)
        text_field(page).press_sequentially("primjer")
        found = shown_on(page)
        assert page.evaluate("history.length") == before + 1
        assert query_of(page) == "q=primjer"

        page.go_back()
        assert (query_of(page), shown_on(page)) == ("", every)
        expect(text_field(page)).to_have_value("")
        page.go_forward()
        assert (query_of(page), shown_on(page)) == ("q=primjer", found)

        choice_of(page, "Topic").select_option("pet")
        text_field(page).press_sequentially(" fast")
        assert page.evaluate("history.length") == before + 3
        page.go_back()
        assert query_of(page) == "q=primjer&topic=pet"


def _at_top(page: Page, node_id: str) -> None:
    """Wait until an element stands where a link to it leads."""
    page.wait_for_function(
        "id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 100",
        arg=node_id,
    )


@pytest.mark.parametrize("query", ["", "?topic=pet"])
def test_links_to_years_still_work(desk: Page, address: str, query: str) -> None:
    """An address of a year leads there, with a choice and without."""
    desk.goto(f"{address}{PAPERS}{query}#papers-2018")
    _at_top(desk, "papers-2018")
    found = shown_on(desk)

    desk.locator(".year-chart svg a[href='#papers-2019']").click()
    _at_top(desk, "papers-2019")
    assert shown_on(desk) == found
    assert query_of(desk) == f"{query[1:]}#papers-2019"


def test_without_scripts_papers_are_all_there(
    scriptless: Page, address: str, lab: Lab
) -> None:
    """Without scripts there is no form but all papers, and the bars lead to their years."""
    years = years_of(lab, papers_with(lab))
    scriptless.goto(f"{address}{PAPERS}?topic=pet")
    expect(scriptless.locator(".record-filter")).to_be_hidden()
    expect(scriptless.locator(".paper:visible")).to_have_count(len(papers_with(lab)))
    bars = scriptless.locator(".year-chart svg a:visible")
    expect(bars).to_have_count(len(years))

    bars.first.click()
    expect(scriptless.locator(f"#papers-{years[-1][:4]} > h2")).to_be_in_viewport()


def test_without_scripts_news_unfold(scriptless: Page, address: str, lab: Lab) -> None:
    """Without scripts there is no form but all news; a click opens a folded year."""
    scriptless.goto(f"{address}{NEWS}?family=papers")
    expect(scriptless.locator(".record-filter")).to_be_hidden()
    expect(scriptless.locator(".news-item")).to_have_count(len(news_with(lab)))

    for summary in scriptless.locator("section > details > summary").all():
        summary.click()
    expect(scriptless.locator(".news-item:visible")).to_have_count(len(news_with(lab)))


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("width", [320, 375])
def test_filters_fit_a_phone(
    browser: Browser, address: str, name: str, width: int
) -> None:
    """On a phone the form is folded and can be opened; nothing is wider than the screen."""
    with visitor(browser, {"width": width, "height": 667}) as page:
        page.goto(address + name)
        expect(status_line(page)).to_be_visible()
        expect(text_field(page)).to_be_hidden()
        wide = [overflow(page)]
        page.locator(".record-filter summary").click()
        expect(text_field(page)).to_be_visible()
        wide.append(overflow(page))
        for words in ("2019", "zzzz"):
            text_field(page).fill(words)
            wide.append(overflow(page))
        reset = page.get_by_role("button", name="Show all")
        for control in (text_field(page), *page.get_by_role("combobox").all(), reset):
            box = control.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= FINGER
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width

    assert wide == [0] * 4


def test_the_filter_of_a_short_list_is_folded(desk: Page, address: str) -> None:
    """The form takes one line above a list that is read sooner than filtered."""
    desk.goto(address + PAPERS)
    expect(text_field(desk)).to_be_visible()

    desk.goto(f"{address}research/talks.html")
    expect(text_field(desk)).to_be_hidden()
    line, status = desk.locator(".record-filter summary"), status_line(desk)
    boxes = [box for box in (line.bounding_box(), status.bounding_box()) if box]
    assert len(boxes) == 2
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < boxes[0]["height"] / 2
    desk.goto(f"{address}research/talks.html?q=few")
    expect(text_field(desk)).to_be_visible()


def test_a_phone_shows_the_choice_of_an_address(phone: Page, address: str) -> None:
    """The form is open where an address has chosen something."""
    phone.goto(f"{address}{PAPERS}?topic=pet")

    expect(choice_of(phone, "Topic")).to_be_visible()
    expect(choice_of(phone, "Topic")).to_have_value("pet")


@pytest.mark.parametrize(
    "wanted",
    [
        {"family": "recognition"},
        {"family": "people"},
        {"year": "2021"},
        {"family": "papers", "year": "2025"},
    ],
)
def test_news_are_chosen_by_what_and_when(
    desk: Page, address: str, lab: Lab, wanted: dict[str, str]
) -> None:
    """Family and year show the items that have both, in folded years too."""
    desk.goto(address + NEWS)
    unfold(desk)
    for label, (name, _) in NEWS_CHOICES.items():
        choice_of(desk, label).select_option(wanted.get(name, ""))
    expected = news_with(lab, **wanted)

    assert expected
    assert sorted(shown_on(desk, "news-item")) == expected
    every = len(news_with(lab))
    expect(status_line(desk)).to_have_text(f"{len(expected)} of {every} shown")
    assert sum(map(count_in, headings_on(desk))) == len(expected)


@pytest.mark.parametrize("words", ["Örnek", "ornek", "phd team"])
def test_news_are_found_by_words(
    desk: Page, address: str, lab: Lab, words: str
) -> None:
    """News with all of the words are shown, accents typed or not."""
    desk.goto(address + NEWS)
    unfold(desk)
    text_field(desk).fill(words)
    expected = entries_with(lab, words, NEWS)

    assert expected
    assert shown_on(desk, "news-item") == expected


def test_folded_years_open_while_news_are_filtered(
    desk: Page, address: str, lab: Lab
) -> None:
    """A filter opens the folded years; without one they are closed again."""
    desk.goto(address + NEWS)
    unfold(desk)
    folded = desk.locator("section > details")
    newest = shown_on(desk, "news-item")
    years = sorted({item.date.year for item in lab.graph.all("news")}, reverse=True)
    in_two = {i for y in years[:2] for i in news_with(lab, year=str(y))}
    assert {*newest} == in_two
    assert folded.count() == len(years) - 2

    def opened() -> set[bool]:
        return {*folded.evaluate_all("all => all.map(e => e.open)")}

    assert opened() == {False}
    text_field(desk).fill("a")
    assert opened() == {True}
    assert shown_on(desk, "news-item") == entries_with(lab, "a", NEWS)
    desk.get_by_role("button", name="Show all").click()
    assert opened() == {False}
    assert shown_on(desk, "news-item") == newest
    desk.go_back()
    assert opened() == {True}


def test_folded_years_say_how_many_items_they_have(desk: Page, address: str) -> None:
    """The line that folds a year counts as the heading above it does."""
    desk.goto(address + NEWS)
    unfold(desk)
    choice_of(desk, "About").select_option("recognition")
    folded = desk.locator("section:has(> details):visible")
    lines = folded.locator("> details > summary").all_inner_texts()
    headings = folded.locator("> h2").all_inner_texts()

    numbers = [re.findall(r"\d+", line) for line in lines]
    assert numbers == [[str(count_in(heading))] for heading in headings] != []


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_link_to_an_item_opens_its_year(
    browser: Browser, address: str, lab: Lab, viewport: ViewportSize
) -> None:
    """The address of an item in a folded year shows it."""
    oldest = news_with(lab)[0]
    with visitor(browser, viewport) as page:
        page.goto(f"{address}{NEWS}#{oldest}")
        expect(page.locator(f"#{oldest}")).to_be_in_viewport()
        expect(page.locator(f"#{oldest} .news-kind")).to_be_visible()


#: Ids of the items that no date is shown for, or the date of another one.
_UNDATED: Final = """() => {
  const wrong = [];
  for (const list of document.querySelectorAll("main ol.news")) {
    let said = "";
    for (const item of list.querySelectorAll(".news-item")) {
      const date = item.querySelector(".news-date");
      if (!item.checkVisibility()) continue;
      if (date.getBoundingClientRect().width > 1) said = date.textContent;
      if (said !== date.textContent) wrong.push(item.id);
    }
  }
  return wrong;
}"""


@pytest.mark.parametrize(
    "query", ["", "?family=recognition", "?family=people", "?q=phd"]
)
def test_items_that_are_shown_stand_under_their_month(
    desk: Page, address: str, query: str
) -> None:
    """A month that is said once is said for the first item of it that is shown."""
    desk.goto(address + NEWS + query)

    assert desk.evaluate(_UNDATED) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the sites of this module."""
    return tmp_path_factory.mktemp("find")


def _made(site: Site, builder: str = "html") -> Path:
    # thousands of papers on one page
    config = {"groupsite_search": True, "groupsite_split_lists": 0}
    return site.build(builder, config=config).outdir


#: Two lists, one of which has a filter, and a table with one.
LISTS: Final = {
    "publications.md": """# Publications

:::{publications}
:topic: mri
:group-by: none
:::

:::{publications}
:filter: type topic
:::
""",
    "people.md": """# People

:::{people}
:status: current
:::

## Former

:::{people}
:status: former
:filter: role
:::
""",
}


@pytest.fixture(scope="module")
def lists(folder: Path) -> Iterator[str]:
    """Where a site with lists of all sorts is served; its theme has no styles."""
    with served(_made(new_site(folder, files=LISTS))) as address:
        yield address


def test_a_filter_leaves_other_lists_alone(desk: Page, lists: str) -> None:
    """A filter counts and hides the entries of its own list."""
    desk.goto(f"{lists}publications.html")
    unfold(desk)
    before = status_line(desk).inner_text()
    text_field(desk).fill("open question")
    after = status_line(desk).inner_text()
    other = desk.locator("ol.publications").first.locator("> li:visible")

    assert (before, after) == ("3 of 3 shown", "1 of 3 shown")
    assert other.count() == 2


def test_the_source_of_an_entry_is_not_looked_in(desk: Page, lists: str) -> None:
    """The names of BibTeX's fields find nothing, where papers have no pages either."""
    desk.goto(f"{lists}publications.html")
    unfold(desk)
    text_field(desk).fill("booktitle")

    assert status_line(desk).inner_text() == "0 of 3 shown"


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_rows_of_a_table_are_hidden(
    browser: Browser, lists: str, viewport: ViewportSize
) -> None:
    """Rows that do not fit are hidden with any theme, where they are blocks too."""
    with visitor(browser, viewport) as page:
        page.goto(f"{lists}people.html")
        rows = page.locator("tr.person:visible")
        expect(rows).to_have_count(1)
        unfold(page)
        text_field(page).fill("zzzz")
        expect(rows).to_have_count(0, timeout=1000)


#: Papers of the large site, and the years that they are from.
MANY: Final = 2000
YEARS: Final = 30


def _bibliography(many: int = MANY) -> str:
    """*many* papers of a few authors on a few topics."""
    authors = ("Doe, Jane", "Smith, Ann", "Li, Wei", "Jane Doe and Ann Smith")
    topics = ("bilevel learning", "MRI", "bilevel learning, MRI", "")
    return "\n".join(
        f"@article{{key{n},\n"
        f"  author = {{{authors[n % 4]} and Other{n % 97}, Pat}},\n"
        f"  title = {{Paper number {n} on images of the kind{n % 7} and more}},\n"
        f"  journal = {{Journal of Tests}},\n"
        f"  year = {{{1996 + n % YEARS}}},\n"
        f"  keywords = {{{topics[n // 4 % 4]}}},\n}}\n"
        for n in range(many)
    )


@pytest.mark.full
def test_thousands_of_papers_are_filtered(desk: Page, folder: Path) -> None:
    """A list of very many entries is filtered rightly, and is drawn by and by."""
    page = (
        "# Publications\n\n:::{publications}\n:filter: type topic person with\n"
        ":chart: type\n:::\n"
    )
    files = {
        "publications.bib": _bibliography(),
        "publications.md": page,
        "news.md": "# News\n",
    }
    with served(_made(new_site(folder, files=files))) as address:
        desk.goto(f"{address}publications.html")
        lists = desk.locator("ol.publications")
        assert (lists.count(), lists.and_(desk.locator(".many")).count()) == (
            YEARS,
        ) * 2
        choice_of(desk, "Author").select_option("smith-ann")
        choice_of(desk, "Topic").select_option("mri")
        text_field(desk).fill("kind3")
        said = status_line(desk).inner_text()
        headings = headings_on(desk)

    fitting = [n for n in range(MANY) if n % 4 in (1, 3) and n // 4 % 4 in (1, 2)]
    fitting = [n for n in fitting if n % 7 == 3]
    assert said == f"{len(fitting)} of {MANY} shown"
    assert sum(map(count_in, headings)) == len(fitting)


@pytest.mark.full
def test_lists_that_are_drawn_by_and_by_are_jumped_into(
    browser: Browser, folder: Path
) -> None:
    """A glide would end where a year was before those above it are drawn; numbers have room."""
    files = {
        "conf.py": f"{THEMED}groupsite_split_lists = 0\ngroupsite_paper_pages = ''\n",
        "publications.bib": _bibliography(400),
        "publications.md": "# Publications\n\n:::{publications}\n:numbered:\n:::\n",
        "index.md": f"# Home\n{TOCTREE}",
        "news.md": "# News\n",
    }
    outdir = new_site(folder, files=files).build().outdir
    glides = "() => getComputedStyle(document.documentElement).scrollBehavior"
    context = browser.new_context(reduced_motion="no-preference")
    page, found = context.new_page(), []
    with served(outdir) as address:
        for name in ("news", "publications"):
            page.goto(f"{address}{name}.html")
            found.append(page.evaluate(glides))
        lists = page.locator("ol.publications.many")
        room = lists.first.evaluate("e => parseFloat(getComputedStyle(e).paddingLeft)")
    context.close()

    assert found == ["smooth", "auto"]
    assert room >= 40


def test_short_lists_are_drawn_at_once(lab: Lab) -> None:
    """A list that is not very long is an ordinary list."""
    assert lab.article(PAPERS).cssselect("ol.publications.many") == []


#: Three papers, one of them on two topics.
NUMBERED: Final = {
    "publications.bib": """\
@article{one, author = {Jane Doe}, title = {One}, journal = {J}, year = 2024,
  keywords = {MRI, Bilevel learning}}
@book{two, author = {Jane Doe}, title = {Two}, publisher = {P}, year = 2024,
  keywords = {MRI}}
@article{three, author = {Jane Doe}, title = {Three}, journal = {J}, year = 2022,
  keywords = {MRI}}
""",
    "publications.md": """\
# Publications

:::{publications}
:group-by: topic type
:numbered: descending
:filter: type topic
:::
""",
    "news.md": "# News\n",
}


def test_a_filter_keeps_numbers_and_counts_in_all_groups(
    desk: Page, folder: Path
) -> None:
    """Of groups and of those in them; a paper in two groups is one paper."""
    with served(_made(new_site(folder, files=NUMBERED))) as address:
        desk.goto(f"{address}publications.html")
        unfold(desk)
        before = status_line(desk).inner_text()
        choice_of(desk, "Type").select_option("article")
        headings = desk.locator("section section > :is(h2, h3):visible")
        found = [text.rstrip("#¶") for text in headings.all_inner_texts()]
        numbers = desk.locator("li.paper:visible").evaluate_all(
            "all => all.map(e => [e.value, e.dataset.key])"
        )
        after = status_line(desk).inner_text()
        topics = options_of(desk, "Topic")

    assert (before, after) == ("3 of 3 shown", "2 of 3 shown")
    assert found == [
        "Bilevel learning (1)",
        "Journal articles (1)",
        "MRI (2)",
        "Journal articles (2)",
    ]
    assert numbers == [[3, "one"], [3, "one"], [2, "three"]]
    assert topics == {
        "bilevel-learning": "Bilevel learning (1)",
        "mri": "MRI (2)",
    }


#: Ending of a file → what begins an entry in it, with its key.
KEYS: Final = {
    "bib": r"^@\w+\{([^,]+),$",
    "ris": r"^ID  - (.+)$",
    "csl.json": r'"id":\s*"([^"]+)"',
}


@pytest.mark.parametrize("words", ["", "example 2025"])
@pytest.mark.parametrize("ending", [*KEYS, "txt"])
def test_a_filtered_list_is_taken_along_as_it_is(
    desk: Page, address: str, lab: Lab, ending: str, words: str
) -> None:
    """The files have the entries that are shown, and their links say how many."""
    desk.goto(address + PAPERS)
    text_field(desk).fill(words)
    shown = [key.removeprefix("paper-") for key in entries_with(lab, words)]
    link = desk.locator(f'.export a[href$=".{ending}"]')
    label = link.inner_text()
    whole = (lab.outdir / PAPERS).with_suffix(f".{ending}").read_text("utf-8")
    if words:
        with desk.expect_download() as download:
            link.click()
        text = download.value.path().read_text("utf-8")
    else:
        text = whole

    assert label.endswith(f" ({len(shown)})") == bool(words)
    assert 0 < len(shown) < len(papers_with(lab)) or not words
    if ending == "txt":
        assert len(text.split("\n\n")) == len(shown)
        assert set(text.strip().split("\n\n")) <= set(whole.strip().split("\n\n"))
    else:
        assert re.findall(KEYS[ending], text, re.MULTILINE) == shown
