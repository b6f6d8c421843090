"""What builds cost: clean, without an edit, after one."""

from __future__ import annotations

import os
import random
import statistics
import sys
from typing import TYPE_CHECKING, Final

from tests.bench.content import entry, item, write_site
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLAVOURS: Final = ("plain", "ours-lists", "ours")
MODES: Final = ("clean", "no edit", "a news item", "a paper")
#: News, papers, repetitions.
SIZES: Final = ((150, 80, 3), (1000, 1000, 1))


def cpu_seconds(source: Path) -> float:
    """CPU seconds (user and system) of one build of *source*."""
    out = source.with_name(f"{source.name}-html")
    command = ["-m", "sphinx", "-Q", "-b", "html", str(source), str(out)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    process = os.posix_spawn(sys.executable, [sys.executable, *command], environment)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} has failed")
    return usage.ru_utime + usage.ru_stime


def edit(source: Path, mode: str, *, ours: bool, number: int) -> None:
    """Do what an author does before a build."""
    draw = random.Random(number)
    if mode == "a news item":
        text = item(number, number + 1, 1, draw, ours=ours)
        _append(source / "news.md", text)
    elif mode == "a paper":
        _append(source / "publications.bib", entry(number, number + 1, draw))


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def table(folder: Path) -> Iterator[str]:
    """Lines of a table: medians, and how they compare to plain Sphinx."""
    for news, papers, rounds in SIZES:
        found: dict[tuple[str, str], list[float]] = {}
        for turn in range(rounds):
            # one after the other, so that what the machine does besides hits all
            for flavour in FLAVOURS:
                source = folder / f"{flavour}-{papers}-{turn}"
                write_site(source, flavour, news=news, papers=papers)
                for number, mode in enumerate(MODES):
                    edit(source, mode, ours=flavour != "plain", number=9000 + number)
                    seconds = cpu_seconds(source)
                    found.setdefault((flavour, mode), []).append(seconds)
        yield f"\nCPU seconds of a build, {news} news and {papers} papers (times plain Sphinx)"
        yield f"{'':12}" + "".join(f"{mode:>18}" for mode in MODES)
        for flavour in FLAVOURS:
            cells = ""
            for mode in MODES:
                median = statistics.median(found[flavour, mode])
                plain = statistics.median(found["plain", mode])
                cells += f"{f'{median:.2f} ({median / plain:.2f})':>18}"
            yield f"{flavour:12}{cells}"
