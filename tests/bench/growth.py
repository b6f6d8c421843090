"""What builds of a very large site cost, for which plain Sphinx takes too long."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from tests.bench.builds import MODES, OURS, Site, comparison

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: News and papers.
_LARGE: Final = (10_000, 5_000)
_SMALL: Final = (250, 125)


def table(folder: Path) -> Iterator[str]:
    """Lines: costs of each build, and by which power of its size a clean one grows."""
    news, papers = _LARGE
    yield f"\nBuilds of {news} news and {papers} papers, once: CPU, time, memory at most"
    yield f"{'':10}" + "".join(f"{mode:>26}" for mode in MODES)
    sites = []
    for flavour in OURS:
        empty = Site(flavour, 1, 1, folder / f"{flavour}-nothing")
        small = Site(flavour, *_SMALL, folder / f"{flavour}-small")
        large = Site(flavour, *_LARGE, folder / f"{flavour}-large")
        # an empty site has one of each, which is next to nothing
        nothing, begin = (site.build("clean").seconds for site in (empty, small))
        costs = {mode: large.build(mode) for mode in MODES}
        yield f"{flavour:10}" + "".join(f"{cost!s:>26}" for cost in costs.values())
        steps = (costs["clean"].seconds - nothing) / (begin - nothing)
        power = log(steps) / log(_LARGE[0] / _SMALL[0])
        sites.append(large)
        yield f"{'':10}a clean build grows with the power {power:.2f} from {_SMALL[0]} news"
    yield from comparison(sites, folder)
