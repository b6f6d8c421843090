"""What directives see while a document is read: noted queries, links and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.build.context import (
    DocumentContext,
    babel_locale,
    human_date,
    human_period,
)
from groupsite.build.domain import groupsite_domain
from groupsite.model.dates import PartialDate
from groupsite.model.query import Query, one

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Site

YEAR, MONTH, DAY = (
    PartialDate.parse(text) for text in ("2024", "2024-07", "2024-07-01")
)


@pytest.mark.parametrize(
    ("date", "language", "text"),
    [
        (YEAR, "en", "2024"),
        (MONTH, "en", "July 2024"),
        (DAY, "en", "1 July 2024"),
        (DAY, "en_US", "July 1, 2024"),
        (MONTH, "de", "Juli 2024"),
        (DAY, "de", "1. Juli 2024"),
        (MONTH, "pt_BR", "julho de 2024"),
        (MONTH, "pt-BR", "julho de 2024"),
        (YEAR, "ja", "2024年"),
        (DAY, "cak", "1 July 2024"),
        (DAY, "no such language", "1 July 2024"),
    ],
)
def test_human_date(date: PartialDate, language: str, text: str) -> None:
    """A date reads as people write it in their language, as far as it is known."""
    assert human_date(date, language) == text


@pytest.mark.parametrize(
    ("start", "end", "language", "text"),
    [
        ("2019", "2023", "en", "2019–2023"),
        ("2019-06", "2019-07", "en", "Jun–Jul 2019"),
        ("2019-06", "2020-01", "en", "Jun 2019–Jan 2020"),
        ("2019-06", "2019-07", "de", "Juni–Juli 2019"),
        ("2019-06-03", "2019-06-20", "en", "3–20 Jun 2019"),
        ("2019", "2019", "en", "2019"),
        ("2019-06", "2021", "en", "2019–2021"),
        ("2019", "2021-03", "en", "2019–2021"),
    ],
)
def test_human_period(start: str, end: str, language: str, text: str) -> None:
    """A period says no more than both of its ends do, and a year or month but once."""
    period = human_period(PartialDate.parse(start), PartialDate.parse(end), language)

    assert period == text


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_GB"), ("en_US", "en_US"), ("zh-CN", "zh_CN"), ("cak", "en_GB")],
)
def test_babel_locale(language: str, locale: str) -> None:
    """Plain English is British; a language without dates of its own gets those."""
    assert babel_locale(language) == locale


def test_queries_are_noted(make_site: Callable[..., Site]) -> None:
    """What is asked is noted under its document, whether there is an answer or not."""
    queries: dict[str, list[Query]] = {}

    def ask(app: Sphinx) -> None:
        domain = groupsite_domain(app.env)
        context = DocumentContext(app.env, "somewhere")
        query = Query("paper", (("person", ("li-wei",)),))
        assert [paper.id for paper in context.select(query)] == ["doe2024fast"]
        person = context.get("person", "li-wei")
        assert person is context.graph.get("person", "li-wei")
        assert context.get("person", "nobody") is None
        queries["noted"] = list(domain.document("somewhere").queries)
        queries["asked"] = [query, one("person", "li-wei"), one("person", "nobody")]
        domain.clear_doc("somewhere")

    def on_app(app: Sphinx) -> None:
        app.connect("env-before-read-docs", lambda app, *_: ask(app))

    make_site().build("text", on_app=on_app)

    assert queries["noted"] == queries["asked"]
