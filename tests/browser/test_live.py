"""`make live`: an author saves a file, and the browser shows what it says now."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect

from tests.browser.visiting import noted, visitor
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.conftest import Site

#: Milliseconds that a build may take on a machine that is busy with other tests.
_LONG: Final = 60_000
_NEWS: Final = "# News\n\n" + "".join(
    f":::{{news}} 2024-{month:02}\n:kind: talk\n\n{'A talk. ' * 200}\n:::\n\n"
    for month in range(12, 0, -1)
)


@contextmanager
def live(site: Site) -> Iterator[str]:
    """Where the site is served while it is edited."""
    command = (
        *(sys.executable, "-m", "groupsite.live"),
        *(site.srcdir, site.build_dir / "live", "--port=0", "--no-open"),
    )
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env
    ) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if address := re.search(r"http://\S+/", line):
                    break
            else:
                raise AssertionError("".join(said))
            yield address[0]
        finally:
            process.terminate()


def test_a_page_reloads_by_itself_where_it_was(
    make_site: Callable[..., Site], browser: Browser
) -> None:
    """Each saved change is seen, twice in a row, under the policy of the site."""
    site = make_site(files={"news.md": _NEWS})
    site.write("conf.py", site.read("conf.py") + 'html_theme = "groupsite"\n')
    with live(site) as address, visitor(browser) as page:
        _, faults = noted(page)
        page.goto(f"{address}news.html")
        page.evaluate("scrollTo(0, 1500)")
        for word in ("workshop", "seminar"):
            before = page.evaluate("scrollY")
            site.write("news.md", _NEWS.replace("A talk.", f"A {word}.", 1))
            expect(page.locator("main")).to_contain_text(f"A {word}.", timeout=_LONG)

            assert before == 1500
            page.wait_for_function("scrollY === 1500")
        # a page that goes leaves the request that it waits for
        assert [fault for fault in faults if "/groupsite-live?" not in fault] == []
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
