"""A browser, and visitors of the made-up group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import served
from tests.browser.visiting import PHONE, visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.lab import Lab


@pytest.fixture(scope="session")
def address(lab: Lab) -> Iterator[str]:
    """Where the built site is served."""
    with served(lab.outdir) as address:
        yield address


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen; tests share it, and each begins with an address."""
    with visitor(browser) as page:
        yield page


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    with visitor(browser, PHONE) as page:
        yield page


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    with visitor(browser, scripts=False) as page:
        yield page
