"""News as a kind: what every page says of the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Site

ITEM = ":::{{news}} {}\n:kind: talk\n\nTalk {}.\n:::\n"
LATEST = {
    "the month of the newest item": (
        ["2024-07", "2024-12-05", "2024"],
        "en",
        ("December 2024", "2024-12"),
    ),
    "a year where no more is known": (["2025", "2024-12"], "en", ("2025", "2025")),
    "in the language of the site": (["2024-03"], "de", ("März 2024", "2024-03")),
    "nothing without news": ([], "en", (None, None)),
}


@pytest.mark.parametrize("name", LATEST)
def test_templates_know_the_latest_news(
    make_site: Callable[..., Site], name: str
) -> None:
    """Each page may show the month of the newest item, pinned or not, of any page."""
    dates, language, expected = LATEST[name]
    items = "\n".join(ITEM.format(date, n) for n, date in enumerate(dates))
    old = ITEM.format("2001", "old").replace(":kind:", ":pinned:\n:kind:")
    found: dict[str, tuple[str | None, str | None]] = {}

    def note(_app: Sphinx, page: str, _name: str, context: Any, _tree: object) -> None:
        found[page] = (context.get("latest_news"), context.get("latest_news_date"))

    def listen(app: Sphinx) -> None:
        app.connect("html-page-context", note, priority=900)

    files = {"news.md": f"# News\n\n{items}\n{old if dates else ''}"}
    make_site(files=files).build(on_app=listen, config={"language": language})

    assert {found[page] for page in ("index", "news", "people", "search")} == {expected}
