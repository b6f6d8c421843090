"""What a visitor waits for: bytes of pages, and a key pressed in a filter."""

from __future__ import annotations

import gzip
from statistics import median
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from tests.bench.builds import build, output
from tests.bench.content import Group
from tests.bench.counting import MiscountError
from tests.browser import launch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Papers.
SIZES: Final = (80, 2000)
#: For each text in the filter: milliseconds of the script, and until the page has its
#: new layout, and how many papers are shown then.
_KEYS: Final = """() => {
  const field = document.querySelector(".record-filter").elements.q;
  const words = ["k", "ke", "ker", "kern", "kernel", "kernel m", "", "z", "zhang", ""];
  return words.map((word) => {
    field.value = word;
    const start = performance.now();
    field.dispatchEvent(new Event("input"));
    const script = performance.now() - start;
    document.body.getBoundingClientRect();
    const layout = performance.now() - start;
    return [word, script, layout, document.querySelectorAll(".paper:not([hidden])").length];
  });
}"""


def table(folder: Path) -> Iterator[str]:
    """Lines: weights, and times of a key."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for papers in SIZES:
            group = Group("ours-lists", 150, papers)
            source = folder / f"visit-{papers}"
            group.write(source)
            with (source / "conf.py").open("a", encoding="utf-8") as conf:
                conf.write("groupsite_split_lists = 0\n")  # a key has to find all
            build(source, group)
            page = browser.new_page()
            page.goto((output(source) / "publications.html").as_uri())
            keys = page.evaluate(_KEYS)
            page.close()
            _count_shown(keys, group)
            script, layout = (median(key[n] for key in keys) for n in (1, 2))
            slowest = max(key[2] for key in keys)
            yield (
                f"\nA key in the filter of {papers} papers: {script:.1f} ms of script, "
                f"{layout:.1f} ms with layout, {slowest:.1f} ms at most"
            )
            for name in ("publications.html", "search-index.js"):
                data = (output(source) / name).read_bytes()
                packed = len(gzip.compress(data, 6)) / 1000
                yield f"  {name:18}{len(data) / 1000:.1f} kB, {packed:.1f} kB packed"
        browser.close()


def _count_shown(keys: list[tuple[str, float, float, int]], group: Group) -> None:
    """Hold what the filter shows against what there is.

    :raises MiscountError: if it shows more or less.
    """
    entries = [group.paper(number).entry() for number in range(group.papers)]
    zhang = sum("Zhang" in entry for entry in entries)
    for word, _, _, shown in keys:
        expected = {"": len(entries), "zhang": zhang}.get(word, shown)
        if shown != expected:
            message = f"filtered by {word!r}: expected {expected}, found {shown}"
            raise MiscountError(f"{group.flavour}: publications.html: {message}")
