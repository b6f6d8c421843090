"""What a visitor waits for: bytes of pages and scripts, and a key pressed in a filter."""

from __future__ import annotations

import gzip
import statistics
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from tests.bench.builds import cpu_seconds
from tests.bench.content import write_site
from tests.browser import launch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Papers.
SIZES: Final = (78, 2000)
#: Milliseconds of the script, and until the page has its new layout, for each key.
_KEYS: Final = """() => {
  const field = document.querySelector(".record-filter").elements.q;
  const words = ["k", "ke", "ker", "kern", "kernel", "kernel m", "", "z", "zhang", ""];
  return words.map((word) => {
    field.value = word;
    const start = performance.now();
    field.dispatchEvent(new Event("input"));
    const script = performance.now() - start;
    document.body.getBoundingClientRect();
    return [script, performance.now() - start];
  });
}"""


def _weight(path: Path) -> str:
    data = path.read_bytes()
    return (
        f"{len(data) / 1000:.1f} kB, {len(gzip.compress(data, 6)) / 1000:.1f} kB packed"
    )


def table(folder: Path) -> Iterator[str]:
    """Lines: weights, and times of a key."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for papers in SIZES:
            source = folder / f"visit-{papers}"
            write_site(source, "ours-lists", news=150, papers=papers)
            cpu_seconds(source)
            out = source.with_name(f"{source.name}-html")
            page = browser.new_page()
            page.goto((out / "publications.html").as_uri())
            times = page.evaluate(_KEYS)
            script, layout = (statistics.median(t[n] for t in times) for n in (0, 1))
            slowest = max(time[1] for time in times)
            yield (
                f"\nA key in the filter of {papers} papers: {script:.0f} ms of script, "
                f"{layout:.0f} ms with layout, {slowest:.0f} ms at most"
            )
            yield f"  publications.html: {_weight(out / 'publications.html')}"
            yield f"  search-index.js:   {_weight(out / 'search-index.js')}"
        browser.close()
    scripts = sorted((out / "_static").glob("groupsite-*.js"))
    yield "\n" + "\n".join(f"  {path.name:22}{_weight(path)}" for path in scripts)
