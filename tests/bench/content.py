"""Sites of any size to measure: the same news and papers for us and for plain Sphinx."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: First year, and years.
FIRST: Final = 2006
YEARS: Final = 20
_PEOPLE: Final = [
    f"{family}, {given}"
    for family in (r"M{\"u}ller", "Smith", r"Garc{\'\i}a", "Zhang", "van der Berg")
    for given in ("Ana", r"J{\"u}rgen", "Wei", r"S{\o}ren", "Mary", "Luca")
]
_WORDS: Final = [
    "adaptive",
    "bayesian",
    "convex",
    "dynamic",
    "efficient",
    "gradient",
    "hierarchical",
    "imaging",
    "inverse",
    "kernel",
    "learning",
    "linear",
    "manifold",
    "neural",
    "optimal",
    "problems",
    "proximal",
    "quantum",
    "robust",
    "sampling",
    "sparse",
    "stochastic",
    "tensor",
    "transport",
    "uncertainty",
    "variational",
    "wavelet",
]
_SHARED: Final = """\
extensions = [{extensions}]
html_theme = "sphinx_book_theme"
myst_enable_extensions = ["colon_fence", "dollarmath"]
bibtex_bibfiles = ["publications.bib"]
"""
_OURS: Final = """\
primary_domain = "groupsite"
html_baseurl = "https://example.org/"
groupsite_owner = "muller-ana"
groupsite_people = "people.yml"
groupsite_search = True
"""


def write_site(folder: Path, flavour: str, *, news: int, papers: int) -> None:
    """Write the sources.

    :param flavour: ``ours``, ``ours-lists`` (no page for each paper) or ``plain``.
    """
    ours = flavour != "plain"
    names = ["myst_parser", "sphinx_design"]
    names.append("groupsite" if ours else "sphinxcontrib.bibtex")
    conf = _SHARED.format(extensions=", ".join(map(repr, names)))
    if ours:
        conf += _OURS
    if flavour == "ours":
        conf += 'groupsite_paper_pages = "papers"\n'
    draw = random.Random(1)
    lists = "" if ours else "".join(map(_bibliography, range(YEARS)))
    files = {
        "conf.py": conf,
        "index.md": "# Home\n\n```{toctree}\npublications\nnews\n```\n",
        "publications.bib": "".join(entry(n, papers, draw) for n in range(papers)),
        "publications.md": "# Publications\n\n"
        + (":::{publications}\n:filter:\n:chart:\n:::\n" if ours else lists),
        "people.yml": "- id: muller-ana\n  name: Ana Müller\n",
        "news.md": "# News\n\n"
        + "".join(item(n, news, papers, draw, ours=ours) for n in range(news)),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def entry(number: int, count: int, draw: random.Random) -> str:
    """A paper; of *count*, the first are the oldest."""
    title = " ".join(draw.choices(_WORDS, k=draw.randint(5, 9))).capitalize()
    return (
        f"@article{{paper{number},\n"
        f"  author = {{{' and '.join(draw.sample(_PEOPLE, draw.randint(2, 6)))}}},\n"
        f"  title = {{{title} with $\\ell_{{{number}}}$}},\n"
        f"  journal = {{Journal of {draw.choice(_WORDS)} results}},\n"
        f"  year = {{{FIRST + number * YEARS // max(count, 1)}}},\n"
        f"  volume = {{{number}}},\n"
        f"  doi = {{10.5555/{number}}},\n"
        f"  abstract = {{{' '.join(draw.choices(_WORDS, k=90))}}},\n}}\n\n"
    )


def item(
    number: int, count: int, papers: int, draw: random.Random, *, ours: bool
) -> str:
    """A news item that names a paper; of *count*, the first are the oldest."""
    month = 12 * YEARS * number // max(count, 1)
    date = f"{FIRST + month // 12}-{month % 12 + 1:02}"
    key = f"paper{draw.randrange(papers)}"
    text = f"We are happy with it: {' '.join(draw.choices(_WORDS, k=12))}."
    if ours:
        return f":::{{news}} {date}\n:id: item-{number}\n\n{text} See {{paper}}`{key}`.\n:::\n\n"
    return f"## {date}: number {number}\n\n{text} See {{cite:t}}`{key}`.\n\n"


def _bibliography(year: int) -> str:
    name = FIRST + YEARS - 1 - year
    return f'## {name}\n\n```{{bibliography}}\n:filter: year == "{name}"\n```\n\n'
