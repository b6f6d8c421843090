"""Quotes of documents that several builders write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.compat.upstream import assert_still_there, plain_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site


def test_quotes_do_not_depend_on_the_first_builder(
    make_site: Callable[..., Site],
) -> None:
    """A page that plain text has read first has the quotes of any page."""
    site = make_site(files={"news.md": '# News\n\nThe "best".\n'})
    site.build("text")

    assert site.build().main("news").cssselect("p")[0].text == "The “best”."


def test_the_defect_is_still_there(tmp_path: Path) -> None:
    """Plain Sphinx leaves them straight for all builders after it."""
    site = plain_site(tmp_path, {"index.rst": 'Home\n====\n\nThe "best".\n'})
    site.build("text")
    straight = '"' in site.build().main().cssselect("p")[0].text

    assert_still_there("compat/quotes.py", {"quotes of the first builder": straight})
