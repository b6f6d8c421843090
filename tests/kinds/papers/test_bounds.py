"""Large .bib files are read in a time that grows with their length alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import sites
from tests.test_fuzz_bounds import limited

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READ: Final = """\
import pathlib, sys
from groupsite.kinds.papers.reading.loader import load_papers
from tests.conftest import bare_settings
path = pathlib.Path(sys.argv[1]).resolve()
loaded = load_papers(bare_settings(path.parent, bibfiles=(path,), paper_pages="p"))
keys = [located.record.id for located in loaded.records]
print(keys[0], keys[-1])
"""
FIRST: Final = "@misc{first, title = {A}, author = {Jane Doe}, year = 2024}\n"
LAST: Final = "@misc{last, title = {Z}, author = {Jane Doe}, year = 2024}\n"
MANY: Final = 100_000
REPEATED: Final = 30_000


def families() -> str:
    """Sixty entries that take fields from all of them."""
    named = ", ".join(f"x{n}" for n in range(60))
    return "".join(
        f"@misc{{x{n}, title = {{T}}, xdata = {{{named}}}}}\n" for n in range(60)
    )


CASES: Final[dict[str, Callable[[], str]]] = {
    "open braces": lambda: "@misc{b, title = {" + "{" * MANY,
    "closed braces": lambda: f"@misc{{b, title = {{{'{' * MANY}x{'}' * MANY}}}}}",
    "braces of an author": lambda: (
        f"@misc{{b, title = {{T}}, author = {{{'{' * MANY}x{'}' * MANY}}}}}"
    ),
    "entries in one line": lambda: "".join(
        f"@misc{{b{n}, title = {{T}}, year = 2024}}" for n in range(20_000)
    ),
    "names of nothing": lambda: f"@misc{{b, {'a=b,' * 50_000}}}",
    "words with colons": lambda: "a:" * MANY,
    "closing braces": lambda: "@misc{b, title = {T}}" + "}" * MANY,
    "blanks outside": lambda: "@misc{b, title = {T}}" + " " * MANY + ",",
    "fields without ends": lambda: "@misc{b,\n" + "a={b\n" * MANY + "} x" * MANY + "}",
    "quotes without ends": lambda: "@misc{b,\n" + 'a="{\n' * MANY + "}" * MANY + "}",
    "words without commas": lambda: "@misc{b, title = {T}, " + "},x" * MANY + "}",
    "names without commas": lambda: f"@misc{{b, title = {'b # ' * MANY}}}",
    "comments without ends": lambda: "@comment{" * MANY,
    "formulas without ends": lambda: (
        f"@misc{{b, title = {{</i>{'<mml:math>' * MANY}}}}}"
    ),
    "a heading of blanks": lambda: (
        f"@misc{{b, title = {{<title>abstract{' ' * MANY}</b>}}}}"
    ),
    "signs of a formula": lambda: (
        f"@misc{{b, title = {{${chr(92)}mathbb{{R}}${'$x' * MANY}}}}}"
    ),
    "a long formula": lambda: (
        f"@misc{{b, title = {{${(chr(92) + 'mathbb{R}') * MANY}$}}}}"
    ),
    "groups of an author": lambda: (
        f"@misc{{b, title = {{T}}, author = {{a, {'{b}' * MANY}}}}}"
    ),
    "blanks in a name": lambda: (
        f"@misc{{b, title = {{T}}, author = {{Jane{' ' * MANY}Roe and A{'~' * MANY}B}}}}"
    ),
    "blanks in pages": lambda: f"@misc{{b, title = {{T}}, pages = {{1{'~' * MANY}2}}}}",
    "words before an address": lambda: (
        f"@misc{{b, title = {{T}}, note = {{{'see: ' * MANY}x y}}}}"
    ),
    "anchors without ends": lambda: (
        f"@misc{{b, title = {{T}}, url = {{<a {'href=' * MANY}}}}}"
    ),
    "digits in place of a DOI": lambda: (
        f"@misc{{b, title = {{T}}, doi = {{{'1' * MANY}}}}}"
    ),
    "line separators": lambda: "\u2028" * MANY,
    "fields of each other": families,
}


@pytest.mark.sampled
@pytest.mark.parametrize("name", CASES)
def test_no_entry_takes_the_time(tmp_path: Path, name: str) -> None:
    """Whatever stands in an entry many times, those around it are read."""
    path = tmp_path / "papers.bib"
    path.write_text(f"{FIRST}{CASES[name]()}\n{LAST}", "utf-8")

    assert limited(READ, str(path)) == ["first last"]


#: What a file may repeat.
PIECES: Final = (
    *("@misc{k,", "@misc(k,", "@comment{", "@comment(", "@string{", "@", "\n", " "),
    *("\na = {b", '\na = "b', "\na = b", "b", "bbb", "and", " and ", "Jr, ", "1", "--"),
    *("=", "{", "}", '"', ",", "#", "(", ")", "%", "$", "_", "\\", "\\'", "\\url{"),
    *("\\textbf{", "\\ensuremath{", "<i>", "</i>", "<mml:math>", "&lt;", "&"),
    "http://a.b/",
)
BEGINNINGS: Final = (
    *("", "@misc{k,", "@misc{k, title = {", "@misc{k, author = {", "@comment{"),
    *("@string{a =", "@misc{k, title = {T}, abstract = {", "@misc{k, journal = {"),
)


@pytest.mark.full
@given(
    begin=st.sampled_from(BEGINNINGS),
    often=st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join),
    after=st.lists(st.sampled_from(PIECES), max_size=3).map("".join),
)
@sites(10)
def test_nothing_repeated_takes_the_time(
    tmp_path_factory: pytest.TempPathFactory, begin: str, often: str, after: str
) -> None:
    """Whatever stands in a file tens of thousands of times, all around it is read."""
    text = begin + often * REPEATED + after * REPEATED
    path = tmp_path_factory.mktemp("repeated") / "papers.bib"
    path.write_text(f"{FIRST}{text}\n{LAST}", "utf-8")

    assert limited(READ, str(path)) == ["first last"]


#: Asks of papers by thousands of declared people what the pages of a site ask.
ASK: Final = """\
import pathlib, sys
from groupsite.model.positions import Located, Position
from groupsite.model.graph import Graph
from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.papers.likeness import related_papers
from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.person import Person
from groupsite.model.query import Query
from groupsite.kinds.topics import TOPIC
from tests.conftest import bare_settings
settings = bare_settings(bibfiles=(pathlib.Path(sys.argv[1]),), topics={"t": "T"})
graph, place = Graph([TOPIC, PERSON, PAPER]), Position("people.yml", 1)
people = [Person(id=f"n{n}", name=f"A Name{n}") for n in range(4000)]
graph.add("topic", TOPIC.source.load(settings).records)
graph.add("person", [Located(person, place) for person in people])
graph.add("paper", PAPER.source.load(settings).records)
assert graph.complete(settings) == []
found = related_papers(graph, "p0")
print(*(f"{paper.id} {len(reason.people)}" for paper, reason in found))
queries = [Query("paper", (("person", (person.id,)),)) for person in people]
print(len({graph.digest(query) for query in queries}))
print(len([shown for query in queries for shown in graph.shown(query)]))
"""


@pytest.mark.full
def test_papers_of_thousands_of_people_are_asked_for(tmp_path: Path) -> None:
    """Papers that have thousands of authors in common, who all have declared names."""
    names = " and ".join(f"A Name{n}" for n in range(4000))
    entry = (
        "@misc{{p{}, title = {{T}}, year = 2024, keywords = {{t}}, author = {{{}}}}}"
    )
    entries = [entry.format(n, names if n < 3 else "B Other") for n in range(7)]
    path = tmp_path / "papers.bib"
    path.write_text("\n".join(entries), "utf-8")

    related, digests, shown = limited(ASK, str(path))
    assert (related, digests, shown) == ("p1 4000 p2 4000 p3 0", "4000", "12000")
