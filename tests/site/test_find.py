"""Finding things on the site: filters of lists, years as bars, tables, the search."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from groupsite.core.text import fold
from groupsite.core.wording import NEWS_KINDS
from tests.browser import broken_rules, launch, served
from tests.conftest import new_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize

    from tests.conftest import Site
    from tests.site.conftest import Whole

PAPERS: Final = "research/publications.html"
NEWS: Final = "news/index.html"
COAUTHORS: Final = "group/coauthors.html"
SEARCH: Final = "search.html"
#: Classes of the entries that the filters of these pages show and hide.
ENTRIES: Final = {PAPERS: "paper", NEWS: "news-item"}
#: Wide enough for the contents of a page beside it.
DESK: Final[ViewportSize] = {"width": 1300, "height": 800}
PHONE: Final[ViewportSize] = {"width": 375, "height": 667}
#: The smallest thing that a finger hits (WCAG 2.5.8), in CSS pixels.
FINGER: Final = 24

#: What visitors choose papers by: the words before each choice, its name in addresses,
#: and the values of a paper.
PAPER_CHOICES: Final[dict[str, tuple[str, Callable[[Any], Iterable[str]]]]] = {
    "Type": ("type", lambda paper: (paper.type,)),
    "Topic": ("topic", lambda paper: paper.topics),
    "Author": ("person", lambda paper: paper.people),
    "With": ("with", lambda paper: [link.name for link in paper.links]),
}
#: The same for news.
NEWS_CHOICES: Final[dict[str, tuple[str, Callable[[Any], Iterable[str]]]]] = {
    "About": ("family", lambda item: (NEWS_KINDS[item.kind]["family"],)),
    "Year": ("year", lambda item: (str(item.date.year),)),
}

# -- visitors ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(whole: Whole) -> Iterator[str]:
    """Where the built site is served."""
    with served(whole.built.outdir) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this module."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@contextmanager
def _visitor(
    browser: Browser, viewport: ViewportSize = DESK, *, scripts: bool = True
) -> Iterator[Page]:
    """A page of a visitor who has not been here before."""
    context = browser.new_context(
        viewport=viewport, java_script_enabled=scripts, reduced_motion="reduce"
    )
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen; tests share it, and each begins with an address."""
    with _visitor(browser) as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    with _visitor(browser, PHONE) as page:
        yield page


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with _visitor(browser, scripts=False) as page:
        yield page


def _noted(page: Page) -> tuple[list[str], list[str]]:
    """What *page* asks for, and what goes wrong on it, from now on."""
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: (
            faults.append(said.text)
            if said.type == "error" or "Content Security Policy" in said.text
            else None
        ),
    )
    return requests, faults


# -- what visitors see ---------------------------------------------------------------


def _shown(page: Page, entries: str = "paper") -> list[str]:
    """The ids of the entries of a class that are there to be seen, in their order."""
    seen = (
        "name => [...document.querySelectorAll(name)].filter(e => e.checkVisibility())"
    )
    return list(page.evaluate(f"name => ({seen})(name).map(e => e.id)", f".{entries}"))


def _text(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search in list")


def _choice(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def _status(page: Page) -> Locator:
    return page.get_by_role("status")


def _headings(page: Page) -> list[str]:
    return page.locator("section section > h2:visible").all_inner_texts()


def _options(page: Page, label: str) -> dict[str, str]:
    """Value → words of what there is to choose, but for what is disabled."""
    options = _choice(page, label).locator(
        "option:not([disabled])[value]:not([value=''])"
    )
    found: list[list[str]] = options.evaluate_all(
        "all => all.map(o => [o.value, o.text])"
    )
    return dict(found)


def _query(page: Page) -> str:
    """What stands in the address behind the page's own."""
    query: str = page.evaluate("location.search + location.hash")
    return query.removeprefix("?")


def _overflow(page: Page) -> int:
    """So many pixels the page is wider than its window."""
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide


def _papers(whole: Whole, **wanted: str) -> list[str]:
    """The ids of the papers that have all values that are *wanted*, sorted."""
    values = dict(PAPER_CHOICES.values())
    return sorted(
        f"paper-{paper.id}"
        for paper in whole.graph.all("paper")
        if all(value in values[name](paper) for name, value in wanted.items())
    )


def _news(whole: Whole, **wanted: str) -> list[str]:
    """The same for news."""
    values = dict(NEWS_CHOICES.values())
    return sorted(
        f"news-{item.id}"
        for item in whole.graph.all("news")
        if all(value in values[name](item) for name, value in wanted.items())
    )


def _with_words(whole: Whole, words: str, name: str = PAPERS) -> list[str]:
    """The ids of the entries that have all *words*, in their order."""
    return [
        entry.get("id")
        for entry in whole.article(name).cssselect(f".{ENTRIES[name]}")
        if all(word in fold(entry.text_content()) for word in fold(words).split())
    ]


def _count(text: str) -> int:
    """The number in brackets at the end of *text*."""
    found = re.search(r"\((\d+)\)$", text)
    assert found, text
    return int(found[1])


# -- filters of publications ----------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "schonlieb",
        "Schönlieb",
        "SCHO\N{COMBINING DIAERESIS}NLIEB",
        "richtarik",
        "langevin proximal",
        "  pet   2025 ",
        "sadegh 2025 ssvm",
    ],
)
def test_papers_are_found_by_words(
    desk: Page, address: str, whole: Whole, words: str
) -> None:
    """Papers with all of the words are shown, accents and capitals typed or not."""
    desk.goto(address + PAPERS)
    _text(desk).fill(words)
    expected = _with_words(whole, words)

    assert 0 < len(expected) < len(_papers(whole))
    assert _shown(desk) == expected


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Type", "editorial"),
        ("Topic", "mri"),
        ("Author", "kereta-zeljko"),
        ("With", "slides"),
    ],
)
def test_papers_are_chosen_by_what_they_are(
    desk: Page, address: str, whole: Whole, label: str, value: str
) -> None:
    """A choice shows the papers that have it, and no others."""
    desk.goto(address + PAPERS)
    _choice(desk, label).select_option(value)
    expected = _papers(whole, **{PAPER_CHOICES[label][0]: value})

    assert expected
    assert sorted(_shown(desk)) == expected


def test_choices_and_words_hold_together(
    desk: Page, address: str, whole: Whole
) -> None:
    """Papers have to fit all choices and all words."""
    desk.goto(address + PAPERS)
    _choice(desk, "Type").select_option("article")
    _choice(desk, "Topic").select_option("pet")
    _choice(desk, "Author").select_option("thielemans-kris")
    _text(desk).fill("reconstruction")
    chosen = _papers(whole, type="article", topic="pet", person="thielemans-kris")
    expected = sorted({*chosen} & {*_with_words(whole, "reconstruction")})

    assert 0 < len(expected) < len(chosen)
    assert sorted(_shown(desk)) == expected


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
        (PAPERS, "?q=learn&with=code"),
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

    assert len(found) > 10
    assert {(n, v): _count(text) for n, v, text, _, _ in found} == {
        (n, v): shown for n, v, _, _, shown in found
    }
    assert [(n, v) for n, v, _, on, shown in found if on != (shown > 0)] == []


def test_options_are_all_that_papers_have(
    desk: Page, address: str, whole: Whole
) -> None:
    """There is an option for each value that a paper has, with its number of papers."""
    desk.goto(address + PAPERS)
    for label, (name, values) in PAPER_CHOICES.items():
        counts = {v: _count(text) for v, text in _options(desk, label).items()}
        known = {v for paper in whole.graph.all("paper") for v in values(paper)}
        if name != "with":  # other links are no material
            assert {*counts} == known
        assert counts == {v: len(_papers(whole, **{name: v})) for v in counts}


def test_options_that_would_show_nothing_are_off(
    desk: Page, address: str, whole: Whole
) -> None:
    """What no paper of the chosen author is about cannot be chosen, until it can again."""
    desk.goto(address + PAPERS)
    before = _options(desk, "Topic")
    _choice(desk, "Author").select_option("murari-davide")
    about = {t for t in before if _papers(whole, person="murari-davide", topic=t)}

    assert about < {*before}
    assert {*_options(desk, "Topic")} == about
    _choice(desk, "Author").select_option("")
    assert _options(desk, "Topic") == before


def test_the_number_of_papers_is_said(desk: Page, address: str, whole: Whole) -> None:
    """A line that screen readers follow says how many papers are shown, each time."""
    desk.goto(address + PAPERS)
    line = _status(desk)
    element = line.element_handle()
    every, pet = len(_papers(whole)), len(_papers(whole, topic="pet"))
    expect(line).to_have_text(f"{every} of {every} shown")

    _choice(desk, "Topic").select_option("pet")
    expect(line).to_have_text(f"{pet} of {every} shown")
    _text(desk).fill("nothing has this word: zzzz")
    expect(line).to_have_text(f"0 of {every} shown")
    # a region is followed if it was there before its text changed
    assert element is not None
    assert element.evaluate("e => e.isConnected && e.checkVisibility()")
    assert element.get_attribute("aria-live") in (None, "polite")


def test_all_papers_come_back(desk: Page, address: str, whole: Whole) -> None:
    """One button takes back all choices and gives the focus to the text."""
    desk.goto(f"{address}{PAPERS}?topic=pet&person=kereta-zeljko&with=code&q=fast")
    assert _shown(desk) == []
    desk.get_by_role("button", name="Show all").click()

    assert sorted(_shown(desk)) == _papers(whole)
    assert _query(desk) == ""
    expect(_text(desk)).to_have_value("")
    expect(_text(desk)).to_be_focused()
    for label in PAPER_CHOICES:
        expect(_choice(desk, label)).to_have_value("")


def _years(whole: Whole, ids: Iterable[str]) -> list[str]:
    """``2024 (15)`` for each year of the papers with *ids*, newest first."""
    wanted = {*ids}
    years = [p.year for p in whole.graph.all("paper") if f"paper-{p.id}" in wanted]
    return [f"{y} ({years.count(y)})" for y in sorted({*years}, reverse=True)]


def test_years_count_what_they_show(desk: Page, address: str, whole: Whole) -> None:
    """Headings count the papers below them; a year with none is not there."""
    desk.goto(address + PAPERS)
    assert _headings(desk) == _years(whole, _papers(whole))

    _choice(desk, "Topic").select_option("mri")
    some = _years(whole, _papers(whole, topic="mri"))
    assert _headings(desk) == some
    assert 1 < len(some) < len(_years(whole, _papers(whole)))
    _text(desk).fill("zzzz")
    assert _headings(desk) == []


def test_contents_lead_to_years_that_are_shown(
    desk: Page, address: str, whole: Whole
) -> None:
    """The contents beside the page have the years that are shown, and no others."""
    desk.goto(address + PAPERS)
    links = desk.get_by_role("navigation", name="On this page").locator(
        "li li:visible a"
    )
    expect(links).to_have_count(len(_years(whole, _papers(whole))))

    _choice(desk, "Topic").select_option("mri")
    some = _years(whole, _papers(whole, topic="mri"))
    assert [text.split()[0] for text in links.all_inner_texts()] == [
        text.split()[0] for text in some
    ]


def test_contents_count_as_their_headings_do(desk: Page, address: str) -> None:
    """The contents beside the page say the same numbers as the headings."""
    desk.goto(f"{address}{PAPERS}?topic=mri")
    links = desk.get_by_role("navigation", name="On this page").locator(
        "li li:visible a"
    )

    assert links.all_inner_texts() == _headings(desk)


def test_bars_lead_to_years_that_are_shown(
    desk: Page, address: str, whole: Whole
) -> None:
    """The chart has links to the years that are shown, and no others."""
    desk.goto(f"{address}{PAPERS}?topic=mri")
    bars = desk.locator(".year-chart svg a:visible")
    years = [text.split()[0] for text in _years(whole, _papers(whole, topic="mri"))]

    assert bars.evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        f"#papers-{year}" for year in reversed(years)
    ]


# -- filters by keyboard ----------------------------------------------------------------

#: What has the focus, whether one can see that, and whether it had it before.
_FOCUS: Final = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  window.visited ??= new Set();
  const again = window.visited.has(element);
  window.visited.add(element);
  return {
    html: element.outerHTML.slice(0, 80),
    again,
    seen: element.matches(":focus-visible") && style.outlineStyle !== "none" &&
      parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.height > 0 &&
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def _stops(page: Page, start: Locator, key: str) -> list[dict[str, Any]]:
    """Where the focus stops by a key, until it leaves the page or comes round."""
    page.evaluate("window.visited = new Set()")
    start.focus()
    stops: list[dict[str, Any]] = [page.evaluate(_FOCUS)]
    for _ in range(400):
        page.keyboard.press(key)
        stop = page.evaluate(_FOCUS)
        if stop is None or stop["again"]:
            return stops
        stops.append(stop)
    raise AssertionError(f"there is no end: {stops[-5:]}")


def _go_to(page: Page, target: Locator) -> None:
    """Press Tab until *target* has the focus."""
    for _ in range(100):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached")


def test_papers_are_filtered_by_keyboard(
    desk: Page, address: str, whole: Whole
) -> None:
    """Text, choices and button are reached, used and left by keys alone."""
    desk.goto(address + PAPERS)
    _go_to(desk, _text(desk))
    desk.keyboard.type("learning")
    desk.keyboard.press("Enter")  # sends nothing
    assert _shown(desk) == _with_words(whole, "learning")

    _go_to(desk, _choice(desk, "Type"))
    desk.keyboard.press("ArrowDown")
    kind = _choice(desk, "Type").input_value()
    chosen = {*_papers(whole, type=kind)} & {*_with_words(whole, "learning")}
    assert {*_shown(desk)} == chosen != set()
    assert desk.evaluate(_FOCUS)["seen"]

    _go_to(desk, desk.get_by_role("button", name="Show all"))
    desk.keyboard.press("Space")
    assert sorted(_shown(desk)) == _papers(whole)
    assert desk.evaluate(_FOCUS)["seen"]


def test_the_form_unfolds_by_keyboard(phone: Page, address: str) -> None:
    """On a phone a key opens the form and closes it again."""
    phone.goto(address + PAPERS)
    summary = phone.locator(".record-filter summary")
    _go_to(phone, summary)
    assert phone.evaluate(_FOCUS)["seen"]
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(_text(phone)).to_be_focused()
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Space")
    expect(_text(phone)).to_be_hidden()


@pytest.mark.parametrize(
    "place",
    [f"{PAPERS}?topic=pet&with=code", f"{NEWS}?q=prize", f"{SEARCH}?q=langevin"],
)
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_focus_is_seen_and_never_trapped(
    browser: Browser, address: str, place: str, viewport: ViewportSize
) -> None:
    """Tab goes through a filtered page to its end and back, and is seen at each stop."""
    with _visitor(browser, viewport) as page:
        page.goto(address + place)
        there = _stops(page, page.locator(".skip-link"), "Tab")
        back = _stops(page, page.locator("footer a").last, "Shift+Tab")

    assert len(there) > 8
    assert [stop["html"] for stop in [*there, *back] if not stop["seen"]] == []
    assert [s["html"] for s in reversed(back)] == [s["html"] for s in there]


# -- filters in addresses -----------------------------------------------------------------


def test_an_address_shows_its_choice(desk: Page, address: str, whole: Whole) -> None:
    """Whoever opens an address sees what it says, in the form as in the list."""
    desk.goto(f"{address}{PAPERS}?type=article&topic=pet&q=Sch%C3%B6nlieb")
    expect(_choice(desk, "Type")).to_have_value("article")
    expect(_choice(desk, "Topic")).to_have_value("pet")
    expect(_text(desk)).to_have_value("Schönlieb")
    chosen = {*_papers(whole, type="article", topic="pet")}

    assert {*_shown(desk)} == chosen & {*_with_words(whole, "schonlieb")} != set()


def test_a_choice_makes_an_address(browser: Browser, address: str) -> None:
    """The address that a choice makes shows the same to somebody else."""
    with _visitor(browser) as page:
        page.goto(address + PAPERS)
        _text(page).fill("Schönlieb & pet")
        _text(page).fill("Schönlieb pet")
        _choice(page, "With").select_option("code")
        url, found = page.url, _shown(page)
        page.reload()
        assert _shown(page) == found
    with _visitor(browser, PHONE) as other:
        other.goto(url)
        assert _shown(other) == found != []
        expect(_text(other)).to_have_value("Schönlieb pet")


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
    browser: Browser, address: str, whole: Whole, query: str
) -> None:
    """What an address says and nobody knows hides nothing."""
    with _visitor(browser) as page:
        _, faults = _noted(page)
        page.goto(address + PAPERS + query)
        assert sorted(_shown(page)) == _papers(whole, type="article")
        expect(_choice(page, "Topic")).to_have_value("")

    assert faults == []


def test_back_and_forward_restore_choices(
    browser: Browser, address: str, whole: Whole
) -> None:
    """Each choice is a step that can be taken back and again."""
    with _visitor(browser) as page:
        page.goto(address + PAPERS)
        _choice(page, "Topic").select_option("pet")
        _choice(page, "With").select_option("code")
        both = _shown(page)
        page.go_back()
        assert sorted(_shown(page)) == _papers(whole, topic="pet")
        expect(_choice(page, "With")).to_have_value("")
        page.go_back()
        assert sorted(_shown(page)) == _papers(whole)
        page.go_forward()
        page.go_forward()
        assert _shown(page) == both

        page.locator(".paper-title a:visible").first.click()
        expect(page.get_by_role("heading", name="How to cite")).to_be_visible()
        page.go_back()
        assert _shown(page) == both
        expect(_choice(page, "With")).to_have_value("code")


def test_typing_is_one_step_of_the_history(browser: Browser, address: str) -> None:
    """One step back takes back all that was typed at once."""
    with _visitor(browser) as page:
        page.goto(address + PAPERS)
        before, every = page.evaluate("history.length"), _shown(page)
        _text(page).press_sequentially("kereta")
        found = _shown(page)
        assert page.evaluate("history.length") == before + 1
        assert _query(page) == "q=kereta"

        page.go_back()
        assert (_query(page), _shown(page)) == ("", every)
        expect(_text(page)).to_have_value("")
        page.go_forward()
        assert (_query(page), _shown(page)) == ("q=kereta", found)

        _choice(page, "Topic").select_option("pet")
        _text(page).press_sequentially(" fast")
        assert page.evaluate("history.length") == before + 3
        page.go_back()
        assert _query(page) == "q=kereta&topic=pet"


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
    found = _shown(desk)

    desk.locator(".year-chart svg a[href='#papers-2019']").click()
    _at_top(desk, "papers-2019")
    assert _shown(desk) == found
    assert _query(desk) == f"{query[1:]}#papers-2019"


# -- filters without a server, without scripts, on phones -----------------------------------


def _filter(page: Page) -> None:
    """Use a filter in all ways."""
    summary = page.locator(".record-filter summary")
    if not _text(page).is_visible():
        summary.click()
    _text(page).press_sequentially("phd")
    page.get_by_role("combobox").first.select_option(index=0)
    page.get_by_role("button", name="Show all").click()
    _text(page).fill("langevin")
    expect(_status(page)).to_have_text(re.compile(r"^[1-9]\d* of \d+ shown$"))


def _sort(page: Page) -> None:
    """Use a table in all ways."""
    for _ in range(2):
        for button in page.locator("table").get_by_role("button").all():
            button.click()
    expect(page.locator("th[aria-sort]")).to_have_count(1)


def _search(page: Page) -> None:
    """Use the search in all ways."""
    field = page.get_by_role("searchbox")
    field.press_sequentially("langevin")
    page.keyboard.press("Enter")
    expect(_status(page)).to_have_text(re.compile(r"^\d+ found$"))
    field.fill("")


USES: Final = {PAPERS: _filter, NEWS: _filter, COAUTHORS: _sort, SEARCH: _search}


@pytest.mark.parametrize("name", USES)
def test_finding_works_from_disk(browser: Browser, whole: Whole, name: str) -> None:
    """Without a server everything works, and nothing goes wrong."""
    with _visitor(browser) as page:
        _, faults = _noted(page)
        page.goto((whole.built.outdir / name).as_uri())
        USES[name](page)

    assert faults == []


@pytest.mark.parametrize("name", USES)
def test_finding_asks_for_own_files_only(
    browser: Browser, address: str, whole: Whole, name: str
) -> None:
    """Under the policy of the page nothing is asked for but files of the site."""
    (policy,) = whole.pages[name].cssselect("[http-equiv=Content-Security-Policy]")
    rules = dict(rule.split(" ", 1) for rule in policy.get("content").split("; "))
    assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")
    assert (rules["style-src"], rules["connect-src"]) == ("'self'", "'self'")

    with _visitor(browser) as page:
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " (event) => console.error(`${event.violatedDirective}: ${event.blockedURI}`))"
        )
        requests, faults = _noted(page)
        page.goto(address + name)
        USES[name](page)

    assert faults == []
    for url in requests:
        assert url.startswith(address)
        path = unquote(urlsplit(url).path).lstrip("/")
        assert (whole.built.outdir / path).is_file(), url


def test_without_scripts_papers_are_all_there(
    scriptless: Page, address: str, whole: Whole
) -> None:
    """Without scripts there is no form but all papers, and the bars lead to their years."""
    scriptless.goto(f"{address}{PAPERS}?topic=pet")
    expect(scriptless.locator(".record-filter")).to_be_hidden()
    expect(scriptless.locator(".paper:visible")).to_have_count(len(_papers(whole)))
    bars = scriptless.locator(".year-chart svg a:visible")
    expect(bars).to_have_count(len(_years(whole, _papers(whole))))

    bars.first.click()
    expect(scriptless.locator("#papers-2011 > h2")).to_be_in_viewport()


def test_without_scripts_news_unfold(
    scriptless: Page, address: str, whole: Whole
) -> None:
    """Without scripts there is no form but all news; a click opens a folded year."""
    scriptless.goto(f"{address}{NEWS}?family=papers")
    expect(scriptless.locator(".record-filter")).to_be_hidden()
    expect(scriptless.locator(".news-item")).to_have_count(len(_news(whole)))

    for summary in scriptless.locator("section > details > summary").all():
        summary.click()
    expect(scriptless.locator(".news-item:visible")).to_have_count(len(_news(whole)))


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("width", [320, 375])
def test_filters_fit_a_phone(
    browser: Browser, address: str, name: str, width: int
) -> None:
    """On a phone the form is folded and can be opened; nothing is wider than the screen."""
    with _visitor(browser, {"width": width, "height": 667}) as page:
        page.goto(address + name)
        expect(_status(page)).to_be_visible()
        expect(_text(page)).to_be_hidden()
        wide = [_overflow(page)]
        page.locator(".record-filter summary").click()
        expect(_text(page)).to_be_visible()
        wide.append(_overflow(page))
        for words in ("2019", "zzzz"):
            _text(page).fill(words)
            wide.append(_overflow(page))
        reset = page.get_by_role("button", name="Show all")
        for control in (_text(page), *page.get_by_role("combobox").all(), reset):
            box = control.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= FINGER
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width

    assert wide == [0] * 4


def test_a_phone_shows_the_choice_of_an_address(phone: Page, address: str) -> None:
    """The form is open where an address has chosen something."""
    phone.goto(f"{address}{PAPERS}?topic=pet")

    expect(_choice(phone, "Topic")).to_be_visible()
    expect(_choice(phone, "Topic")).to_have_value("pet")


# -- filters of news ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [
        {"family": "recognition"},
        {"family": "people"},
        {"year": "2019"},
        {"family": "papers", "year": "2025"},
    ],
)
def test_news_are_chosen_by_what_and_when(
    desk: Page, address: str, whole: Whole, wanted: dict[str, str]
) -> None:
    """Family and year show the items that have both, in folded years too."""
    desk.goto(address + NEWS)
    for label, (name, _) in NEWS_CHOICES.items():
        _choice(desk, label).select_option(wanted.get(name, ""))
    expected = _news(whole, **wanted)

    assert expected
    assert sorted(_shown(desk, "news-item")) == expected
    every = len(_news(whole))
    expect(_status(desk)).to_have_text(f"{len(expected)} of {every} shown")
    assert sum(map(_count, _headings(desk))) == len(expected)


@pytest.mark.parametrize("words", ["Schönlieb", "schonlieb", "phd bath"])
def test_news_are_found_by_words(
    desk: Page, address: str, whole: Whole, words: str
) -> None:
    """News with all of the words are shown, accents typed or not."""
    desk.goto(address + NEWS)
    _text(desk).fill(words)
    expected = _with_words(whole, words, NEWS)

    assert expected
    assert _shown(desk, "news-item") == expected


def test_folded_years_open_while_news_are_filtered(
    desk: Page, address: str, whole: Whole
) -> None:
    """A filter opens the folded years; without one they are closed again."""
    desk.goto(address + NEWS)
    folded = desk.locator("section > details")
    newest = _shown(desk, "news-item")
    assert {i.split("-")[1] for i in newest} == {"2025", "2024"}
    assert folded.count() == 8

    def opened() -> set[bool]:
        return {*folded.evaluate_all("all => all.map(e => e.open)")}

    assert opened() == {False}
    _text(desk).fill("a")
    assert opened() == {True}
    assert _shown(desk, "news-item") == _with_words(whole, "a", NEWS)
    desk.get_by_role("button", name="Show all").click()
    assert opened() == {False}
    assert _shown(desk, "news-item") == newest
    desk.go_back()
    assert opened() == {True}


def test_folded_years_say_how_many_items_they_have(desk: Page, address: str) -> None:
    """The line that folds a year counts as the heading above it does."""
    desk.goto(address + NEWS)
    _choice(desk, "About").select_option("recognition")
    folded = desk.locator("section:has(> details):visible")
    lines = folded.locator("> details > summary").all_inner_texts()
    headings = folded.locator("> h2").all_inner_texts()

    numbers = [re.findall(r"\d+", line) for line in lines]
    assert numbers == [[str(_count(heading))] for heading in headings] != []


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_link_to_an_item_opens_its_year(
    browser: Browser, address: str, whole: Whole, viewport: ViewportSize
) -> None:
    """The address of an item in a folded year shows it."""
    oldest = _news(whole)[0]
    with _visitor(browser, viewport) as page:
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


# -- what they come for ---------------------------------------------------------------------


def test_what_they_did_on_pet_with_kereta(
    desk: Page, address: str, whole: Whole
) -> None:
    """One address answers: what have they done on PET with Željko Kereta."""
    desk.goto(f"{address}{PAPERS}?topic=pet&person=kereta-zeljko")
    titles = desk.locator(".paper-title:visible").all_inner_texts()

    assert sorted(_shown(desk)) == _papers(whole, topic="pet", person="kereta-zeljko")
    assert titles[0].startswith("Fast PET Reconstruction")


def test_which_papers_have_code(desk: Page, address: str, whole: Whole) -> None:
    """One address answers: which papers come with code; each has its link."""
    desk.goto(f"{address}{PAPERS}?with=code")
    code = desk.get_by_role("link", name=re.compile("^Code"))
    expected = _papers(whole, **{"with": "code"})

    assert sorted(_shown(desk)) == expected != []
    expect(desk.locator(".paper:visible").filter(has=code)).to_have_count(len(expected))


def test_which_awards_were_in_the_news(desk: Page, address: str, whole: Whole) -> None:
    """One address answers: which awards and grants were in the news."""
    desk.goto(f"{address}{NEWS}?family=recognition")
    kinds = desk.locator(".news-kind:visible").all_inner_texts()

    assert sorted(_shown(desk, "news-item")) == _news(whole, family="recognition")
    assert {"Award"} <= {*kinds} <= {"Award", "Grant"}


# -- accessibility -----------------------------------------------------------------------------


def _nothing(_page: Page) -> None:
    """Look at the page as it comes."""


def _unfold(page: Page) -> None:
    """Open the form where it is folded."""
    if not _text(page).is_visible():
        page.locator(".record-filter summary").click()


def _open_table(page: Page) -> None:
    """Open the numbers of the chart."""
    page.locator(".year-chart summary").click()
    expect(page.locator(".year-chart table")).to_be_visible()


def _unfold_all(page: Page) -> None:
    """Open form and numbers."""
    _unfold(page)
    _open_table(page)


def _sort_by_papers(page: Page) -> None:
    """Sort up."""
    for _ in range(2):
        page.get_by_role("button", name="Papers").click()


STATES: Final[dict[str, tuple[str, Callable[[Page], None]]]] = {
    "papers and numbers": (PAPERS, _unfold_all),
    "some papers": (f"{PAPERS}?topic=pet&q=fast", _nothing),
    "no papers": (f"{PAPERS}?q=zzzz", _nothing),
    "news": (NEWS, _unfold),
    "some news": (f"{NEWS}?family=people", _nothing),
    "no news": (f"{NEWS}?q=zzzz", _nothing),
    "found": (f"{SEARCH}?q=pet", _nothing),
    "nothing found": (f"{SEARCH}?q=zzzz", _nothing),
    "sorted table": (COAUTHORS, _sort_by_papers),
}


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("state", STATES)
def test_no_state_breaks_a_rule_of_accessibility(
    browser: Browser, address: str, state: str, viewport: ViewportSize
) -> None:
    """No rule of axe (WCAG 2.0 to 2.2, A and AA, and good practice) is broken."""
    place, reach = STATES[state]
    with _visitor(browser, viewport) as page:
        page.goto(address + place)
        reach(page)
        assert broken_rules(page) == []


# -- years as bars -------------------------------------------------------------------------------


def test_each_bar_leads_to_its_year(desk: Page, address: str) -> None:
    """A bar says a year and a number, and leads to the heading that says the same."""
    desk.goto(address + PAPERS)
    bars = desk.locator(".year-chart svg").get_by_role("link")
    assert bars.count() > 10
    for bar in bars.all():
        bar.click()
        node_id = urlsplit(desk.url).fragment
        year, number = (bar.get_attribute("aria-label") or "").split(": ")
        _heading = desk.locator(f"#{node_id} > h2")
        expect(_heading).to_be_in_viewport()
        expect(_heading).to_have_text(f"{year} ({number})")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_on_each_bar(
    browser: Browser, address: str, theme: Any
) -> None:
    """A bar looks different while it has the focus."""
    with _visitor(browser) as page:
        page.emulate_media(color_scheme=theme)
        page.goto(address + PAPERS)
        figure = page.locator(".year-chart svg")
        figure.scroll_into_view_if_needed()
        bars = figure.get_by_role("link").all()
        boxes = [bar.bounding_box() for bar in bars]
        before = [page.screenshot(clip=box) for box in boxes if box]
        page.locator(".year-chart summary").focus()
        looks = {}
        for number, box in reversed([*enumerate(boxes)]):
            page.keyboard.press("Shift+Tab")
            expect(bars[number]).to_be_focused()
            assert box is not None
            looks[number] = page.screenshot(clip=box)

    assert len(looks) == len(before) > 10
    assert [n for n, look in looks.items() if look == before[n]] == []


def test_the_numbers_of_the_chart_fit_a_phone(phone: Page, address: str) -> None:
    """The table of the chart does not make the page wider than the screen."""
    phone.goto(address + PAPERS)
    _open_table(phone)

    assert _overflow(phone) == 0


def test_bars_are_wide_enough_for_fingers(phone: Page, address: str) -> None:
    """On a phone each bar can be hit, and all of them are on the screen."""
    phone.goto(address + PAPERS)
    boxes = [bar.bounding_box() for bar in phone.locator(".year-chart svg a").all()]

    assert len(boxes) > 10
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= FINGER
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_the_numbers_of_the_chart_add_up(
    desk: Page, address: str, whole: Whole
) -> None:
    """The table has the number of papers of each year, type by type."""
    desk.goto(address + PAPERS)
    _open_table(desk)
    rows = desk.locator(".year-chart tr").all()
    cells = [row.locator("th, td").all_inner_texts() for row in rows[1:]]

    assert [f"{row[0]} ({row[-1]})" for row in cells] == _years(whole, _papers(whole))
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in cells)


# -- the table of co-authors ------------------------------------------------------------------------

COLUMNS: Final = ("Name", "Place", "Papers", "First", "Last")


def _column(page: Page, column: int) -> list[str]:
    cells = page.locator(f"table.sortable tbody td:nth-child({column + 1})")
    return [text.strip() for text in cells.all_inner_texts()]


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=COLUMNS)
def test_a_table_is_sorted_by_each_column(
    desk: Page, address: str, column: int
) -> None:
    """A key sorts by a column, once more the other way round; it says which way."""
    desk.goto(address + COAUTHORS)
    before = _column(desk, column)
    numeric = COLUMNS[column] not in ("Name", "Place")
    expected = sorted(before, key=int) if numeric else sorted(before, key=fold)
    header = desk.get_by_role("columnheader", name=COLUMNS[column])
    assert expected != before
    assert header.get_attribute("aria-sort") is None

    _go_to(desk, header.get_by_role("button"))
    assert desk.evaluate(_FOCUS)["seen"]
    ways = set()
    for key in ("Enter", "Space", "Enter"):
        desk.keyboard.press(key)
        way = header.get_attribute("aria-sort")
        found = _column(desk, column)
        assert found == (expected if way == "ascending" else expected[::-1]), way
        ways.add(way)
        expect(header.get_by_role("button")).to_be_focused()
    assert ways == {"ascending", "descending"}
    expect(desk.locator("[aria-sort]")).to_have_count(1)


def test_a_sorted_table_keeps_its_rows(desk: Page, address: str) -> None:
    """Sorting moves whole rows and loses none; another column takes over."""
    desk.goto(address + COAUTHORS)
    rows = desk.locator("table.sortable tbody tr")
    before = rows.all_inner_texts()
    for name in COLUMNS:
        desk.locator("table").get_by_role("button", name=name).click()
        expect(desk.locator("[aria-sort]")).to_have_count(1)
        expect(desk.locator("[aria-sort]")).to_have_text(name)

    assert sorted(rows.all_inner_texts()) == sorted(before)


def test_the_arrow_is_for_the_eye_only(desk: Page, address: str) -> None:
    """The name of a heading stays; the order is said by `aria-sort`."""
    desk.goto(address + COAUTHORS)
    button = desk.locator("table").get_by_role("button", name="Papers")
    button.click()

    expect(button).to_have_accessible_name("Papers", timeout=1000)


@pytest.mark.parametrize("width", [320, 375])
def test_a_sorted_table_fits_a_phone(
    browser: Browser, address: str, width: int
) -> None:
    """The table is not wider than a phone, whichever column has the arrow."""
    with _visitor(browser, {"width": width, "height": 667}) as page:
        page.goto(address + COAUTHORS)
        for name in COLUMNS:
            button = page.locator("table").get_by_role("button", name=name)
            button.click()
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= FINGER
            assert _overflow(page) == 0, name


def test_without_scripts_the_table_has_no_buttons(
    scriptless: Page, address: str
) -> None:
    """Without scripts the headings are words, and the most papers come first."""
    scriptless.goto(address + COAUTHORS)
    counts = list(map(int, _column(scriptless, 2)))

    expect(scriptless.locator("main button")).to_have_count(0)
    assert scriptless.locator("thead th").all_inner_texts() == [*COLUMNS]
    assert counts == sorted(counts, reverse=True)


# -- the search ------------------------------------------------------------------------------------

#: What is typed, and the kind and the beginning of the first result.
QUERIES: Final = {
    "arratia": ("Person", "Pablo Arratia"),
    "schonlieb": ("Person", "Carola-Bibiane Schönlieb"),
    "Schönlieb": ("Person", "Carola-Bibiane Schönlieb"),
    "seb scott": ("Person", "Seb Scott"),
    "scott SEB": ("Person", "Seb Scott"),
    "zeljko": ("Person", "Zeljko Kereta"),
    "proximal langevin": ("Paper", "Proximal Langevin Sampling With Inexact"),
    "kereta pet": ("Paper", "Fast PET Reconstruction"),
    "papers by kereta": ("Paper", "Fast PET Reconstruction"),
    "sirf": ("Paper", "SIRF: Synergistic Image Reconstruction Framework"),
    "niftypet": ("Software", "NiftyPET"),
    "2506.04976": ("Paper", "Fast PET Reconstruction"),
    "pulmonary": ("Paper", "Uncertainty quantification in computed tomography"),
    "bilevel learning": ("Page", "Bilevel learning"),
    "bilevel": ("Page", "Bilevel learning"),
    "sampling": ("Page", "Sampling and uncertainty"),
    "regularised": ("Page", "Learned regularisation"),
    "join phd": ("Page", "Join us"),
    "teaching": ("Page", "Teaching"),
    "privacy": ("Page", "Accessibility and privacy"),
    "publications": ("Page", "Publications"),
    "maths4dl": ("Grant", "Maths4DL"),
    "ockendon": ("Award", "John Ockendon Prize 2022"),
}


def _results(page: Page) -> Locator:
    return page.get_by_role("main").locator(".search-results > li")


@pytest.mark.parametrize("words", QUERIES)
def test_the_search_begins_with_what_was_meant(
    desk: Page, address: str, words: str
) -> None:
    """The first result is what visitors mean by these words."""
    desk.goto(f"{address}{SEARCH}?q={quote(words)}")
    kind, title = QUERIES[words]
    first = _results(desk).first

    assert first.locator("a").inner_text().startswith(title)
    assert first.locator("span").inner_text().split(" · ")[0] == kind


def test_words_of_abstracts_are_found(desk: Page, address: str, whole: Whole) -> None:
    """A word that only the abstract of one paper has leads to this paper."""
    entries = _index(whole.built.outdir)
    counts = Counter(word for entry in entries for word in entry[4].split())
    said = " ".join(fold(f"{entry[1]} {entry[3]}") for entry in entries)
    for paper in whole.graph.all("paper"):
        words = re.findall(r"[a-z]{9,}", fold(paper.abstract.plain))
        once = (w for w in words if counts[w] == 1 and w not in said)
        for word in islice(once, 1):
            desk.goto(f"{address}{SEARCH}?q={word}")
            link = _results(desk).first.locator("a")
            assert link.get_attribute("href") == f"research/papers/{paper.id}.html"


def test_other_endings_are_found(desk: Page, address: str) -> None:
    """Where a word is nowhere, words that begin as it does are found."""
    desk.goto(f"{address}{SEARCH}?q=regularisable")

    assert "regularisation" in _results(desk).first.inner_text()


def test_the_search_says_what_it_found(desk: Page, address: str) -> None:
    """A line that screen readers follow says how many results there are, or none."""
    desk.goto(address + SEARCH)
    field, line = desk.get_by_role("searchbox"), _status(desk)
    expect(line).to_have_text("")
    field.fill("langevin")
    expect(line).to_have_text(f"{_results(desk).count()} found")
    field.fill("zzzz")
    expect(line).to_have_text("Nothing was found.")
    expect(_results(desk)).to_have_count(0)
    field.fill(" - ")
    expect(line).to_have_text("")


def test_an_address_of_the_search_can_be_sent(browser: Browser, address: str) -> None:
    """What is looked for stands in the address, whatever its letters are."""
    words = "Schönlieb & co? 100% +1#x"
    with _visitor(browser) as page:
        page.goto(address + SEARCH)
        page.get_by_role("searchbox").press_sequentially(words)
        url, found = page.url, _results(page).all_inner_texts()
        page.reload()
        expect(page.get_by_role("searchbox")).to_have_value(words)
    with _visitor(browser) as other:
        other.goto(url)
        expect(other.get_by_role("searchbox")).to_have_value(words)
        assert _results(other).all_inner_texts() == found != []
        other.get_by_role("searchbox").fill("sirf")
        assert _query(other) == "q=sirf"


def test_the_rail_of_another_page_searches(desk: Page, address: str) -> None:
    """The search in the rail leads to the results, from pages below as well."""
    desk.goto(f"{address}research/papers/ehrhardt2024proximal.html")
    desk.get_by_role("searchbox", name="Search").fill("Schönlieb pet")
    desk.keyboard.press("Enter")

    expect(_results(desk).first).to_be_visible()
    assert urlsplit(desk.url).path == f"/{SEARCH}"
    expect(desk.get_by_role("searchbox")).to_have_value("Schönlieb pet")


def test_the_menu_of_the_phone_searches(phone: Page, address: str) -> None:
    """The same from the menu of a phone, where results fit the screen."""
    phone.goto(address)
    phone.get_by_role("button", name="Menu").click()
    phone.get_by_role("searchbox", name="Search").fill("learning")
    phone.get_by_role("button", name="Go").click()

    expect(_results(phone).first).to_be_visible()
    assert _overflow(phone) == 0


def test_the_search_works_by_keyboard(desk: Page, address: str) -> None:
    """Keys alone lead to the field, to a result, to its page and back to the results."""
    desk.goto(address + SEARCH)
    _go_to(desk, desk.get_by_role("searchbox"))
    assert desk.evaluate(_FOCUS)["seen"]
    desk.keyboard.type("seb scott")
    desk.keyboard.press("Enter")
    found = _results(desk).all_inner_texts()
    desk.keyboard.press("Tab")
    expect(_results(desk).first.locator("a")).to_be_focused()
    assert desk.evaluate(_FOCUS)["seen"]
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Seb Scott")

    desk.go_back()
    expect(desk.get_by_role("searchbox")).to_have_value("seb scott")
    assert _results(desk).all_inner_texts() == found


def test_the_search_waits_for_words(browser: Browser, address: str) -> None:
    """Whoever opens the search can type at once, on a slow line too."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with _visitor(browser) as page:
        page.route("**/search-index.js", hold)
        page.goto(address + SEARCH, wait_until="commit")
        # the index comes after the page has been drawn for the first time
        painted = "() => performance.getEntriesByName('first-paint').length > 0"
        page.wait_for_function(painted)
        held[0].continue_()
        expect(page.get_by_role("searchbox")).to_be_focused(timeout=1000)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("papers with code", "papers code"),
        ("the university of Bath", "university bath"),
        ("paper by Kereta on PET", "paper kereta pet"),
    ],
)
def test_common_words_change_no_results(
    desk: Page, address: str, question: str, words: str
) -> None:
    """Words that the index leaves out, as `the` and `with`, are not looked for."""
    found = []
    for typed in (question, words):
        desk.goto(f"{address}{SEARCH}?q={quote(typed)}")
        found.append(_results(desk).all_inner_texts())

    assert found[0] == found[1] != []


def test_without_scripts_the_search_has_links(
    scriptless: Page, address: str, whole: Whole
) -> None:
    """Without scripts there is no dead field but the ways to everything."""
    scriptless.goto(f"{address}{SEARCH}?q=pet")
    links = scriptless.locator("main li a:visible")
    paths = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")

    expect(scriptless.locator(".search-form")).to_be_hidden()
    assert {PAPERS, NEWS, "group/index.html"} <= {*paths} <= {*whole.pages}


def _index(outdir: Path) -> list[list[Any]]:
    """The entries that the search looks in."""
    text = (outdir / "search-index.js").read_text("utf-8")
    data = text.removeprefix("window.groupsiteIndex=").rstrip().removesuffix(";")
    return list(json.loads(data)["entries"])


def test_all_results_lead_somewhere(whole: Whole) -> None:
    """Each page that is found exists, and has the place that is found in it."""
    urls = [urlsplit(entry[2]) for entry in _index(whole.built.outdir)]
    ids = {name: {*page.xpath("//@id")} for name, page in whole.pages.items()}

    assert len(urls) > 300
    assert [u for u in urls if u.path not in ids] == []
    assert [u for u in urls if u.fragment and u.fragment not in ids[u.path]] == []


@pytest.mark.parametrize("words", ["pet", "bath", "2024"])
def test_results_are_links_to_what_is_there(
    desk: Page, address: str, whole: Whole, words: str
) -> None:
    """The links that are shown lead to pages of the site, as the index says."""
    desk.goto(f"{address}{SEARCH}?q={words}")
    links: Sequence[str] = (
        _results(desk).locator("a").evaluate_all("all => all.map(a => a.href)")
    )
    known = {urljoin(address, entry[2]) for entry in _index(whole.built.outdir)}

    assert len(links) > 10
    assert [url for url in links if url not in known] == []


# -- other sites -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the sites of this module."""
    return tmp_path_factory.mktemp("find")


def _made(site: Site, builder: str = "html") -> Path:
    return site.build(builder, config={"groupsite_search": True}).outdir


def test_results_lead_to_pages_that_are_folders(desk: Page, folder: Path) -> None:
    """Results are found where each page has a folder of its own."""
    outdir = _made(new_site(folder), "dirhtml")
    with served(outdir) as address:
        desk.goto(f"{address}search/?q=smith")
        links = _results(desk).locator("a").evaluate_all("all => all.map(a => a.href)")

    paths = [unquote(urlsplit(url).path).lstrip("/") for url in links]
    assert paths
    assert [
        path for path in paths if not (outdir / path / "index.html").is_file()
    ] == []


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
    before = _status(desk).inner_text()
    _text(desk).fill("open question")
    after = _status(desk).inner_text()
    other = desk.locator("ol.publications").first.locator("> li:visible")

    assert (before, after) == ("3 of 3 shown", "1 of 3 shown")
    assert other.count() == 2


def test_the_source_of_an_entry_is_not_looked_in(desk: Page, lists: str) -> None:
    """The names of BibTeX's fields find nothing, where papers have no pages either."""
    desk.goto(f"{lists}publications.html")
    _text(desk).fill("booktitle")

    assert _status(desk).inner_text() == "0 of 3 shown"


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_rows_of_a_table_are_hidden(
    browser: Browser, lists: str, viewport: ViewportSize
) -> None:
    """Rows that do not fit are hidden with any theme, where they are blocks too."""
    with _visitor(browser, viewport) as page:
        page.goto(f"{lists}people.html")
        rows = page.locator("tr.person:visible")
        expect(rows).to_have_count(1)
        _unfold(page)
        _text(page).fill("zzzz")
        expect(rows).to_have_count(0, timeout=1000)


#: Papers of the large site, and the years that they are from.
MANY: Final = 2000
YEARS: Final = 30


def _bibliography() -> str:
    """Many papers of a few authors on a few topics."""
    authors = ("Doe, Jane", "Smith, Ann", "Li, Wei", "Jane Doe and Ann Smith")
    topics = ("bilevel learning", "MRI", "bilevel learning, MRI", "")
    return "\n".join(
        f"@article{{key{n},\n"
        f"  author = {{{authors[n % 4]} and Other{n % 97}, Pat}},\n"
        f"  title = {{Paper number {n} on images of the kind{n % 7} and more}},\n"
        f"  journal = {{Journal of Tests}},\n"
        f"  year = {{{1996 + n % YEARS}}},\n"
        f"  keywords = {{{topics[n // 4 % 4]}}},\n}}\n"
        for n in range(MANY)
    )


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
        _choice(desk, "Author").select_option("smith-ann")
        _choice(desk, "Topic").select_option("mri")
        _text(desk).fill("kind3")
        said = _status(desk).inner_text()
        headings = _headings(desk)

    fitting = [n for n in range(MANY) if n % 4 in (1, 3) and n // 4 % 4 in (1, 2)]
    fitting = [n for n in fitting if n % 7 == 3]
    assert said == f"{len(fitting)} of {MANY} shown"
    assert sum(map(_count, headings)) == len(fitting)


def test_short_lists_are_drawn_at_once(whole: Whole) -> None:
    """A list that is not very long is an ordinary list."""
    assert whole.article(PAPERS).cssselect("ol.publications.many") == []


# -- weight ----------------------------------------------------------------------------------------


def test_scripts_are_light(whole: Whole) -> None:
    """All own scripts together are 8 kB at most when packed."""
    folder = whole.built.outdir / "_static"
    paths = [*folder.glob("groupsite*.js"), *folder.glob("site*.js")]
    sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in paths]

    assert len(sizes) >= 6
    assert sum(sizes) <= 8_000
