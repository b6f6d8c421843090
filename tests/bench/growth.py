"""What builds of a very large site cost, for which plain Sphinx takes too long."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from tests.bench.builds import MODES, build
from tests.bench.content import Group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bench.builds import Cost

#: News and papers.
_LARGE: Final = (10_000, 5_000)
_SMALL: Final = (250, 125)
_FLAVOURS: Final = ("ours-lists", "ours")


def table(folder: Path) -> Iterator[str]:
    """Lines: costs of each build, and by which power of its size a clean one grows."""
    news, papers = _LARGE
    yield f"\nBuilds of {news} news and {papers} papers, once: CPU, time, memory at most"
    yield f"{'':10}" + "".join(f"{mode:>26}" for mode in MODES)
    for flavour in _FLAVOURS:
        empty = _costs(Group(flavour, 1, 1), folder / f"{flavour}-empty", 2)
        small = _costs(Group(flavour, *_SMALL), folder / f"{flavour}-small", 1)
        large = _costs(Group(flavour, *_LARGE), folder / f"{flavour}-large", len(MODES))
        yield f"{flavour:10}" + "".join(f"{cost!s:>26}" for cost in large)
        nothing = empty[0].seconds  # but for one of each
        steps = (large[0].seconds - nothing) / (small[0].seconds - nothing)
        power = log(steps) / log(_LARGE[0] / _SMALL[0])
        yield (
            f"{'':10}no edit {large[1].seconds / empty[1].seconds:.1f} times that of an "
            f"empty site, a clean build grows with the power {power:.2f} from {_SMALL[0]} news"
        )


def _costs(group: Group, source: Path, modes: int) -> list[Cost]:
    """Costs of builds of *group* in the first of all modes."""
    group.write(source)
    costs = []
    for edit in list(MODES.values())[:modes]:
        group = edit(group, source)
        costs.append(build(source, group))
    return costs
