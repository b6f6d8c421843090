"""A made-up group of any size: the same people, papers and news for us and for plain Sphinx.

What a group writes by hand in plain Markdown has the same words as what we make of records.
Plain Sphinx has nothing for the rest: the latest news on the home page, all news on one
page, filters, feeds and exports are in our figures alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: First year, and years.
FIRST: Final = 2008
YEARS: Final = 18
#: The first of all people are members of the group.
MEMBERS: Final = 12
#: So many news are on the home page.
LATEST: Final = 5

# -- settings, all of them: what differs between the flavours --------------------------

_TOPICS: Final = ("imaging", "inference", "optimisation", "sampling", "transport")
_SHARED: Final = """\
project = author = "Made-Up Group"
bibtex_bibfiles = ["publications.bib"]
"""
_PLAIN: Final = """\
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
html_theme = "sphinx_book_theme"
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""
_OURS: Final = f"""\
extensions = ["groupsite"]
html_theme = "groupsite"
html_baseurl = "https://example.org/"
groupsite_owner = "person-0"
groupsite_people = "people.yml"
groupsite_topics = {{name: name.capitalize() for name in {_TOPICS}}}
"""
_PAGES: Final = """\
groupsite_paper_pages = "{}"
groupsite_person_pages = "{}"
"""
#: conf.py of plain Sphinx, of us with lists only, of us with a page for each record.
CONF: Final = {
    "plain": _SHARED + _PLAIN,
    "ours-lists": _SHARED + _OURS + _PAGES.format("", ""),
    "ours": _SHARED + _OURS + _PAGES.format("papers", "members"),
}

# -- pages -----------------------------------------------------------------------------

_TREE: Final = """\
:::{toctree}
:hidden:

news/index
publications
people
:::
"""
_YEARS_TREE: Final = ":::{toctree}\n:hidden:\n:glob:\n:reversed:\n\n20*\n:::\n"
_OUR_PAGES: Final = {
    "index.md": f"# Home\n\n:::{{timeline}}\n:limit: {LATEST}\n:::\n\n{_TREE}",
    "news/index.md": f"""\
# News

:::{{timeline}}
:group-by: year
:open: 2
:filter: family year
:::

{_YEARS_TREE}""",
    "publications.md": """\
# Publications

:::{publications}
:group-by: year
:export:
:filter: type topic person with
:chart: type
:::
""",
    "people.md": """\
# People

:::{people}
:status: current
:::

## Former members

:::{people}
:status: former
:::
""",
}

# -- people, papers, news --------------------------------------------------------------

#: As they are spelt, and as they stand in a .bib file.
_GIVEN: Final = (
    *(("Ana", "Ana"), ("Jürgen", r"J{\"u}rgen"), ("Wei", "Wei")),
    *(("Søren", r"S{\o}ren"), ("Mary", "Mary"), ("Luca", "Luca")),
)
_FAMILY: Final = (
    *(("Müller", r"M{\"u}ller"), ("Smith", "Smith"), ("García", r"Garc{\'\i}a")),
    *(("Zhang", "Zhang"), ("van der Berg", "van der Berg")),
)
_PEOPLE: Final = [
    (f"{given[0]} {family[0]}", f"{family[1]}, {given[1]}")
    for family in _FAMILY
    for given in _GIVEN
]
_WORDS: Final = [
    "adaptive", "bayesian", "convex", "dynamic", "efficient", "gradient", "hierarchical",
    "inverse", "kernel", "learning", "linear", "manifold", "neural", "optimal", "problems",
    "proximal", "quantum", "robust", "sparse", "stochastic", "tensor", "uncertainty",
    "variational", "wavelet",
]  # fmt: skip
#: In about the shares that a group has of them.
_TYPES: Final = (
    *("article", "inproceedings", "article", "misc", "article"),
    *("article", "incollection", "article", "inproceedings", "article"),
)
_KINDS: Final = (
    *("preprint", "published", "talk", "preprint", "award", "accepted", "preprint"),
    *("welcome", "published", "preprint", "event", "phd"),
)
#: Kinds of news whose sentence comes from the paper.
_OF_PAPERS: Final = ("preprint", "accepted", "published")


@dataclass(frozen=True)
class Paper:
    """A paper before it is written down."""

    key: str
    type: str
    title: str
    #: Numbers of people.
    authors: list[int]
    fields: dict[str, str]

    def entry(self) -> str:
        """It in BibTeX."""
        authors = " and ".join(_PEOPLE[number][1] for number in self.authors)
        fields = {"author": authors, "title": self.title, **self.fields}
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
        return f"@{self.type}{{{self.key},\n{lines}}}\n\n"


@dataclass(frozen=True)
class Group:
    """A site: how it is built (a key of `CONF`) and how much there is."""

    flavour: str
    news: int
    papers: int

    def write(self, folder: Path) -> None:
        """Write all sources."""
        pages = _plain_pages() if self.flavour == "plain" else _OUR_PAGES
        files = dict(pages)
        files["conf.py"] = CONF[self.flavour]
        files["people.yml"] = "".join(map(_member, range(MEMBERS)))
        files["publications.bib"] = ""
        for year in range(FIRST, FIRST + YEARS):
            files[f"news/{year}.md"] = f"# News {year}\n\n"
        for number in range(self.papers):
            files["publications.bib"] += self.paper(number).entry()
        for number in range(self.news):
            files[self._news_file(number)] += self.item(number)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")

    def with_item(self, folder: Path) -> Group:
        """Add a news item to the sources, the newest."""
        _append(folder / self._news_file(self.news), self.item(self.news))
        return replace(self, news=self.news + 1)

    def with_paper(self, folder: Path) -> Group:
        """Add a paper to the sources, the newest."""
        _append(folder / "publications.bib", self.paper(self.papers).entry())
        return replace(self, papers=self.papers + 1)

    def paper(self, number: int) -> Paper:
        """One of the papers; the first are the oldest."""
        draw = random.Random(f"paper {number}")
        kind = _TYPES[number % len(_TYPES)]
        year = FIRST + min(_share(number, self.papers, YEARS), YEARS - 1)
        title = " ".join(draw.choices(_WORDS, k=draw.randint(5, 9))).capitalize()
        if number % 5 == 0:
            title += f" in $\\ell_{{{number % 7}}}$"
        others = draw.sample(range(1, len(_PEOPLE)), draw.randint(1, 5))
        results = f"made-up {draw.choice(_WORDS)} results"
        fields = {
            "article": {"journal": f"Journal of {results}", "volume": str(number + 1)},
            "inproceedings": {"booktitle": f"Conference on {results}"},
            "incollection": {"booktitle": f"Handbook of {results}", "publisher": "Us"},
            "misc": {"eprint": f"{year % 100:02}05.{number:0{4 + (year > 2014)}}"},
        }[kind]
        if kind == "misc":
            fields["archiveprefix"] = "arXiv"
        else:
            fields["doi"] = f"10.5555/{number}"
        fields["year"] = str(year)
        fields["keywords"] = ", ".join(draw.sample(_TOPICS, draw.randint(1, 2)))
        fields["abstract"] = " ".join(draw.choices(_WORDS, k=90))
        # by their parts they are known again in the output
        title += f", part {number}"
        return Paper(f"paper{number}", kind, title, [*others, 0], fields)

    def item(self, number: int) -> str:
        """A news item as its author writes it; the first are the oldest."""
        draw = random.Random(f"news {number}")
        year, month = divmod(self._month(number), 12)
        date = f"{year}-{month + 1:02}"
        about = _share(number, self.news, self.papers)
        paper = self.paper(min(about, self.papers - 1))
        kind = _KINDS[number % len(_KINDS)]
        if kind in _OF_PAPERS and paper.type == "misc":
            kind = "preprint"
        person = draw.randrange(1, MEMBERS)
        text = f"We are happy with it: {' '.join(draw.choices(_WORDS, k=12))}. With"
        if self.flavour == "plain":
            text += f" {_link(person)}."
            if kind in _OF_PAPERS:
                names = ", ".join(map(_link, paper.authors[:-1]))
                text = f"{{cite:t}}`{paper.key}`: *{paper.title}*, with {names}."
            return f"(item-{number})=\n## {date}: {kind}\n\n{text}\n\n"
        told = f"\n{text} {{person}}`person-{person}`.\n"
        if kind in _OF_PAPERS:
            told = f":paper: {paper.key}\n"
        return f":::{{news}} {date}\n:id: item-{number}\n:kind: {kind}\n{told}:::\n\n"

    def _news_file(self, number: int) -> str:
        return f"news/{self._month(number) // 12}.md"

    def _month(self, number: int) -> int:
        """When an item is of, in months; what is added is of the last of all months."""
        return 12 * FIRST + _share(number, self.news, 12 * YEARS - 1)


def _share(number: int, count: int, of: int) -> int:
    """Where *number* out of *count* stands on a way of length *of*."""
    return number * of // max(count, 1)


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _link(person: int) -> str:
    """A person in plain Markdown: members have a section."""
    name = _PEOPLE[person][0]
    return f"[{name}](#person-{person})" if person < MEMBERS else name


def _member(number: int) -> str:
    """A person in YAML: every other one has left after three years."""
    first = FIRST + number
    end = f"      to: {first + 3}\n      next: industry\n" if number % 2 else ""
    return f"""\
- id: person-{number}
  name: {_PEOPLE[number][0]}
  memberships:
    - role: {("phd", "postdoc")[number % 3 == 0] if number else "lead"}
      from: {first}
{end}  affiliations:
    - place: Exampleton, UK
      from: {first}
  links:
    homepage: https://www.example.org/{number}
"""


def _plain_pages() -> dict[str, str]:
    """The lists of our pages by hand, or as sphinxcontrib-bibtex makes them."""
    years = range(FIRST + YEARS - 1, FIRST - 1, -1)
    section = '## {0}\n\n:::{{bibliography}}\n:filter: year == "{0}"\n:::\n\n'
    people = [
        f"(person-{number})=\n## {_PEOPLE[number][0]}\n\n"
        f"In the group since {FIRST + number}, [home page](https://www.example.org/{number}).\n\n"
        for number in range(MEMBERS)
    ]
    return {
        "index.md": f"# Home\n\n{_TREE}",
        "news/index.md": f"# News\n\n{_YEARS_TREE}",
        "publications.md": "# Publications\n\n" + "".join(map(section.format, years)),
        "people.md": "# People\n\n" + "".join(people),
    }
