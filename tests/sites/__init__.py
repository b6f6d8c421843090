"""Made-up sites: `lab`, a group that has everything, and `empty`, that has nothing."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Final

SITES: Final = Path(__file__).parent
#: What `groupsite new --example` writes, but for what all new sites have.
LAB: Final = SITES.parents[1] / "groupsite" / "starting" / "example"
EMPTY: Final = SITES / "empty"
#: The papers of the lab that nobody has written by hand.
MANY: Final = 200
#: The first year of these, and their number of years.
FIRST: Final = 2013
YEARS: Final = 14
#: Papers about the last topic have come since.
SINCE: Final = 2020

_AUTHORS: Final = (
    *("Jane Doe", r"{\'E}mile Exemple", r"{\v{Z}}eljka Primjer"),
    *(r"S{\o}ren Eksempel", r"{\L}ukasz Przyk{\l}ad", r"P{\'e}ter P{\'e}lda"),
    *("Richard Roe", "Joe Bloggs", "Shili, Li", "Maria Bianchi", "Otto Normal"),
)
_TOPICS: Final = ("imaging", "learning", "sampling", "PET", "MRI", "open data")
_WORDS: Final = (
    *("adaptive", "broken", "convex", "dynamic", "example", "fast", "general"),
    *("hidden", "inexact", "joint", "known", "linear", "minimal", "noisy"),
    *("optimal", "proximal", "quick", "robust", "sparse", "typical", "unknown"),
)
_TYPES: Final = {
    "article": "  journal = {Journal of Examples},\n",
    "inproceedings": "  booktitle = {Proceedings of the Conference on Examples},\n",
    "misc": "  archiveprefix = {arXiv},\n",
}


def new_lab(folder: Path) -> Path:
    """Copy the lab to *folder*, with many papers more than it has."""
    shutil.copytree(LAB, folder)
    with (folder / "publications.bib").open("a", encoding="utf-8") as file:
        file.write(many_papers())
    return folder


def many_papers(count: int = MANY) -> str:
    """*count* entries, the same ones each time."""
    draw = random.Random(1)
    return "".join(_entry(number, count, draw) for number in range(count))


def _entry(number: int, count: int, draw: random.Random) -> str:
    """An entry; of *count*, the first are the oldest."""
    kind = draw.choice(("article", "article", "inproceedings", "misc"))
    title = " ".join(draw.sample(_WORDS, draw.randint(3, 8))).capitalize()
    year = FIRST + number * YEARS // count
    authors = draw.sample(_AUTHORS, draw.randint(1, 5))
    if draw.random() < 0.5:  # as other programs write names
        authors = [author.replace("Jane", "J.") for author in authors]
    topics = _TOPICS if year >= SINCE else _TOPICS[:-1]
    link = draw.choice(("", "", "code", "slides", "video"))
    return (
        f"\n@{kind}{{many{number},\n"
        f"  author = {{{' and '.join(authors)}}},\n"
        f"  title = {{{title} with ${{\\ell_{{{number}}}}}$}},\n"
        f"{_TYPES[kind]}"
        f"  year = {{{year}}},\n"
        f"  eprint = {{{year % 100}05.9{number:04}}},\n"
        f"  keywords = {{{', '.join(draw.sample(topics, draw.randint(0, 2)))}}},\n"
        + f"  {link} = {{https://{link}.example.org/{number}}},\n"
        * bool(link)
        + f"  abstract = {{The word {_coined(number)} is new; "
        f"{' '.join(draw.choices(_WORDS, k=30))}.}},\n}}\n"
    )


def _coined(number: int) -> str:
    """A word that no other entry has."""
    digits = "".join("bcdfghjklm"[int(digit)] + "a" for digit in f"{number:04}")
    return f"{digits}zation"
