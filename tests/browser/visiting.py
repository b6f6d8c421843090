"""Visitors of the made-up group: where they are, and what they see."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import expect

from groupsite.model.text import fold
from groupsite.model.wording import NEWS_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Locator, Page, ViewportSize

    from tests.lab import Lab

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


@contextmanager
def visitor(
    browser: Browser, viewport: ViewportSize = DESK, *, scripts: bool = True
) -> Iterator[Page]:
    """A page of a visitor who has not been here before."""
    context = browser.new_context(
        viewport=viewport, java_script_enabled=scripts, reduced_motion="reduce"
    )
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def noted(page: Page) -> tuple[list[str], list[str]]:
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


def shown_on(page: Page, entries: str = "paper") -> list[str]:
    """The ids of the entries of a class that are there to be seen, in their order."""
    seen = (
        "name => [...document.querySelectorAll(name)].filter(e => e.checkVisibility())"
    )
    return list(page.evaluate(f"name => ({seen})(name).map(e => e.id)", f".{entries}"))


def text_field(page: Page) -> Locator:
    """Where words for a filter are typed."""
    return page.get_by_role("searchbox", name="Search in list")


def choice_of(page: Page, label: str) -> Locator:
    """The choice with a label."""
    return page.get_by_role("combobox", name=label, exact=True)


def status_line(page: Page) -> Locator:
    """The line that screen readers follow."""
    return page.get_by_role("status")


def headings_on(page: Page) -> list[str]:
    """The headings of groups that are there to be seen."""
    return page.locator("section section > h2:visible").all_inner_texts()


def options_of(page: Page, label: str) -> dict[str, str]:
    """Value → words of what there is to choose, but for what is disabled."""
    options = choice_of(page, label).locator(
        "option:not([disabled])[value]:not([value=''])"
    )
    found: list[list[str]] = options.evaluate_all(
        "all => all.map(o => [o.value, o.text])"
    )
    return dict(found)


def query_of(page: Page) -> str:
    """What stands in the address behind the page's own."""
    query: str = page.evaluate("location.search + location.hash")
    return query.removeprefix("?")


def overflow(page: Page) -> int:
    """So many pixels the page is wider than its window."""
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide


def papers_with(lab: Lab, **wanted: str) -> list[str]:
    """The ids of the papers that have all values that are *wanted*, sorted."""
    values = dict(PAPER_CHOICES.values())
    return sorted(
        f"paper-{paper.id}"
        for paper in lab.graph.all("paper")
        if all(value in values[name](paper) for name, value in wanted.items())
    )


def news_with(lab: Lab, **wanted: str) -> list[str]:
    """The same for news."""
    values = dict(NEWS_CHOICES.values())
    return sorted(
        f"news-{item.id}"
        for item in lab.graph.all("news")
        if all(value in values[name](item) for name, value in wanted.items())
    )


def entries_with(lab: Lab, words: str, name: str = PAPERS) -> list[str]:
    """The ids of the entries that have all *words*, in their order."""
    return [
        entry.get("id")
        for entry in lab.article(name).cssselect(f".{ENTRIES[name]}")
        if all(word in fold(entry.text_content()) for word in fold(words).split())
    ]


def count_in(text: str) -> int:
    """The number in brackets at the end of *text*."""
    found = re.search(r"\((\d+)\)$", text)
    assert found, text
    return int(found[1])


def years_of(lab: Lab, ids: Iterable[str]) -> list[str]:
    """``2024 (15)`` for each year of the papers with *ids*, newest first."""
    wanted = {*ids}
    years = [p.year for p in lab.graph.all("paper") if f"paper-{p.id}" in wanted]
    return [f"{y} ({years.count(y)})" for y in sorted({*years}, reverse=True)]


def results_on(page: Page) -> Locator:
    """What the search has found."""
    return page.get_by_role("main").locator(".search-results > li")


def unfold(page: Page) -> None:
    """Open the form where it is folded."""
    if not text_field(page).is_visible():
        page.locator(".record-filter summary").click()


def open_table(page: Page) -> None:
    """Open the numbers of the chart."""
    page.locator(".year-chart summary").click()
    expect(page.locator(".year-chart table")).to_be_visible()


#: What has the focus, whether one can see that, and whether it had it before. The
#: mark of the year in view moves with the scroll, so it is no part of what is compared.
FOCUS: Final = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  window.visited ??= new Set();
  const again = window.visited.has(element);
  window.visited.add(element);
  return {
    html: element.outerHTML.replace(' data-here=""', "").slice(0, 80),
    again,
    seen: element.matches(":focus-visible") && style.outlineStyle !== "none" &&
      parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.height > 0 &&
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def stops_of(page: Page, start: Locator, key: str) -> list[dict[str, Any]]:
    """Where the focus stops by a key, until it leaves the page or comes round."""
    page.evaluate("window.visited = new Set()")
    start.focus()
    stops: list[dict[str, Any]] = [page.evaluate(FOCUS)]
    for _ in range(400):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is None or stop["again"]:
            return stops
        stops.append(stop)
    raise AssertionError(f"there is no end: {stops[-5:]}")


def go_to(page: Page, target: Locator) -> None:
    """Press Tab until *target* has the focus."""
    for _ in range(100):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached")
