"""Papers as records of the graph: their people, order, groups and addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.papers.paper import Paper, PaperLink
from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.person import Person
from groupsite.model.graph import Graph
from groupsite.model.parts import Group
from groupsite.model.positions import Located, Position
from groupsite.model.query import Query
from groupsite.model.wording import PHRASES
from tests.conftest import bare_settings
from tests.kinds.papers.conftest import Load, settings_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from groupsite.model.rendering import Context
    from tests.conftest import Site

ARXIV = "eprint = {2401.00001}"
PEOPLE = [
    Person(id="smith-ann", name="Ann Smith"),
    Person(id="smith-alan", name="Alan Smith"),
    Person(id="li-wei", name="Wei Li"),
]


def entry(key: str, fields: str = "") -> str:
    """An entry of 2024 with these fields beside its title and author."""
    given = fields if "author" in fields else f"author = {{Wei Li}}, {fields}"
    year = "" if "year" in fields else "year = 2024,"
    return f"@misc{{{key}, title = {{{key}}}, {year} {given}}}\n"


@pytest.fixture
def graph_of(load: Load) -> Callable[..., tuple[Graph, list[str]]]:
    """The graph of a .bib file, and what is wrong with its links."""

    def graph_of(text: str) -> tuple[Graph, list[str]]:
        graph = Graph([PERSON, PAPER])
        graph.add(
            "person", [Located(person, Position("people.yml", 1)) for person in PEOPLE]
        )
        graph.add("paper", load(text).records)
        return graph, [
            f"{problem.position}: {problem.message} [{problem.subtype}]"
            for problem in graph.complete(bare_settings())
        ]

    return graph_of


def context(phrases: Mapping[str, str]) -> Context:
    """A context that knows these phrases and ours."""

    class Words:
        settings = replace(
            settings_for(cast("Path", None)), phrases={**PHRASES, **phrases}
        )

    return cast("Context", Words())


def test_authors_are_tied_to_people(graph_of: Callable[..., Any]) -> None:
    """Others stay names."""
    graph, problems = graph_of(entry("a", "author = {Smith, Alan and Plato and W. Li}"))
    paper: Paper = graph.get("paper", "a")

    assert problems == []
    assert [(author.name, author.person) for author in paper.authors] == [
        ("Alan Smith", "smith-alan"),
        ("Plato", ""),
        ("W. Li", "li-wei"),
    ]
    assert paper.people == ("smith-alan", "li-wei")
    assert graph.linked("paper", "a", "person") == ["smith-alan", "li-wei"]
    assert graph.linked("person", "smith-alan", "paper") == ["a"]


def test_an_ambiguous_author_is_an_error_that_names_both(
    graph_of: Callable[..., Any],
) -> None:
    """And is tied to neither of them."""
    graph, problems = graph_of("\n" + entry("a", "\n author = {Wei Li and A. Smith}"))

    message = (
        "entry `a`: author A. Smith may be `smith-alan` or `smith-ann`; write the given "
        "names in full, or add this form to the aliases of one of them"
    )
    assert problems == [f"papers.bib:3: {message} [author]"]
    assert graph.linked("paper", "a", "person") == ["li-wei"]


def test_a_known_person_of_two_family_names_is_no_two_people(
    make_site: Callable[..., Site],
) -> None:
    """What alone could be two names is one where people.yml has it."""
    site = make_site()
    site.edit("people.yml", "  name: Bo Green\n", "  name: 'Green Wood, Bo Otto'\n")
    site.edit("publications.bib", "{A. Smith and Jane Doe}", "{Green Wood, Bo Otto}")
    built = site.try_build()
    (paper,) = built.main("publications").cssselect("[data-key=smith2023deep]")
    (authors,) = paper.cssselect(".paper-authors")

    assert "Bo Otto Green Wood" in authors.text_content()
    assert "Green Wood, Bo Otto" not in authors.text_content()


def test_an_ambiguous_author_blocks_a_build(make_site: Callable[..., Site]) -> None:
    """The message is a warning of Sphinx at the line of the field."""
    site = make_site()
    site.edit(
        "people.yml", "  name: Bo Green\n", "  name: Bo Green\n  aliases: Amy Smith\n"
    )
    message = (
        "WARNING: entry `smith2023deep`: author A. Smith may be `green-bo` or "
        "`smith-ann`; write the given names in full, or add this form to the aliases of "
        "one of them [groupsite.author]"
    )
    built = site.build(warnings=[f"publications.bib:18: {message}"])

    assert built.main("publications").cssselect("[data-key=smith2023deep]")


def test_keys_are_unique_over_all_files(make_site: Callable[..., Site]) -> None:
    """The first file wins, the message tells where."""
    files = ["publications.bib", "one.bib", "two.bib"]
    site = make_site(
        files={"one.bib": entry("a"), "two.bib": "\n" + entry("a") + entry("b")}
    )
    message = "paper `a` exists already, in one.bib:1; this one was left out"
    site.build(
        warnings=[f"two.bib:2: ERROR: {message} [groupsite.duplicate]"],
        config={"bibtex_bibfiles": files},
    )


def test_newest_papers_come_first(graph_of: Callable[..., Any]) -> None:
    """Within a year by date where one is known, then in the order of the file."""
    texts = [
        entry("undated", "year = {?}"),
        entry("old", "year = 2020"),
        entry("new"),
        entry("newer"),
        entry("may", "year = {2024-05}"),
        entry("july", "year = 2024, month = jul"),
        entry("day", "date = {2024-07-03}, year = 1999"),
    ]
    graph, _ = graph_of("".join(texts))

    assert [paper.id for paper in graph.all("paper")] == [
        "day",
        "july",
        "may",
        "new",
        "newer",
        "old",
        "undated",
    ]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ((("type", ("preprint",)),), ["a"]),
        ((("type", ("misc",)),), ["a", "b"]),
        ((("state", ("published",)),), ["b"]),
        ((("state", ("preprint", "published")),), ["a", "b"]),
        ((("selected", ("true",)),), ["b"]),
        ((("person", ("smith-ann",)),), ["a"]),
    ],
)
def test_papers_are_chosen_by_type_state_selection_and_person(
    graph_of: Callable[..., Any], where: Any, expected: list[str]
) -> None:
    """A preprint is found by its own type and by that of its entry."""
    graph, _ = graph_of(
        entry("a", f"author = {{Ann Smith}}, {ARXIV}")
        + entry("b", "publisher = {P}, selected = {true}")
    )

    assert [paper.id for paper in graph.select(Query("paper", where))] == expected


def test_all_states_may_be_asked_for(tmp_path: Path) -> None:
    """Also those that no paper has; other options allow what is there."""
    settings = settings_for(tmp_path)

    assert set(PAPER.list.options["state"].allowed(settings)) == {
        "preprint",
        "submitted",
        "accepted",
        "inpress",
        "published",
        "unpublished",
    }
    assert not [*PAPER.list.options["type"].allowed(settings)]


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        (
            "doi = {10.1000/x}, eprint = {1}, html = {https://x.org}",
            "https://doi.org/10.1000/x",
        ),
        (
            "eprint = {2401.00001}, html = {https://x.org}",
            "https://arxiv.org/abs/2401.00001",
        ),
        ("pdf = {https://x.org/a.pdf}, url = {https://x.org}", "https://x.org"),
        ("pdf = {https://x.org/a.pdf}", "https://x.org/a.pdf"),
        ("pdf = {data/a.pdf}", ""),
        ("code = {https://x.org}", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_paper_is_where_it_is_published(
    graph_of: Callable[..., Any], fields: str, address: str
) -> None:
    """DOI, arXiv, publisher, PDF: the first that leads out of this site."""
    graph, _ = graph_of(entry("a", fields))

    assert PAPER.page.address(graph.get("paper", "a")) == address


def test_groups_are_years_or_types(graph_of: Callable[..., Any]) -> None:
    """Labels come from the phrases; a type may have one of its own for a state."""
    graph, _ = graph_of(
        entry("a", f"year = {{?}}, {ARXIV}") + entry("b", "publisher = {P}")
    )
    undated, dated = graph.get("paper", "a"), graph.get("paper", "b")
    words = context({"type.misc.published": "Out"})

    assert PAPER.list.groups["year"](undated, words) == Group("none", "Undated")
    assert PAPER.list.groups["year"](dated, words) == Group("2024", "2024")
    assert PAPER.list.groups["type"](undated, words)[:2] == ("preprint", "Preprints")
    assert PAPER.list.groups["type"](dated, words)[:2] == ("misc", "Out")


def test_a_paper_knows_its_links_by_name(graph_of: Callable[..., Any]) -> None:
    """The first name that there is a link for wins."""
    graph, _ = graph_of(entry("a", "pdf = {a.pdf b.pdf}, code = {c}"))
    paper: Paper = graph.get("paper", "a")

    assert paper.link("html", "code", "pdf") == PaperLink("code", "c")
    assert paper.link("pdf") == PaperLink("pdf", "a.pdf", "a.pdf")
    assert paper.link("html") is None
    assert PAPER.attributes(paper) == {
        "key": "a",
        "year": "2024",
        "type": "misc",
        "state": "published",
    }


# -- pages and twins ------------------------------------------------------------------


def test_papers_have_a_page_where_there_is_a_folder(
    graph_of: Callable[..., Any],
) -> None:
    """All of them, whatever their state."""
    graph, _ = graph_of(entry("a"))
    paper = graph.get("paper", "a")

    settings = bare_settings(paper_pages="work/papers")
    assert PAPER.page.folder is not None
    assert PAPER.page.folder(paper, settings) == "work/papers"
    assert PAPER.page.folder(paper, bare_settings()) == ""


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("doi = {10.1000/x}", "doi = {10.1000/y}", ""),
        ("doi = {10.1000/X}", "doi = {https://doi.org/10.1000/x}", "doi 10.1000/x"),
        ("eprint = {2401.00001}", "eprint = {2401.00002}", ""),
        ("eprint = {2401.00001v1}", "arxiv = {2401.00001v2}", "arxiv 2401.00001"),
        ("eprint = {2401.00001}", "eprint = {2401.00001v2}", "arxiv 2401.00001"),
        ("", "", ""),
        ("doi = {wrong}", "doi = {wrong}", ""),
    ],
)
def test_two_entries_of_one_paper_are_a_fault(
    graph_of: Callable[..., Any], first: str, second: str, same: str
) -> None:
    """The identifiers tell, without their version and in any case."""
    graph, _ = graph_of(entry("a", first) + entry("b", second))
    message = (
        f"entry `b`: `a` has the same {same}; one paper is one entry for its whole life"
    )

    found = [problem.message for problem in PAPER.advice.check(graph, bare_settings())]
    assert found == ([message] if same else [])
