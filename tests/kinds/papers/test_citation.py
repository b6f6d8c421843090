"""How to cite a paper, in styles and languages; without Sphinx."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes

from groupsite.kinds.papers.showing import citation
from groupsite.kinds.papers.showing.citation import (
    FILE,
    cite,
    csl_locale,
    name_number,
)
from groupsite.kinds.papers.showing.howtocite import line_nodes
from groupsite.kinds.papers.showing.signs import TITLE
from groupsite.kinds.papers.showing.texts import rich_nodes
from groupsite.model.citestyle import STYLES, style_names
from groupsite.model.language import phrases
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.kinds.papers.paper import Paper
    from tests.kinds.papers.conftest import Load

HOW = {
    "an article": (
        (
            "@article{a, author = {Doe, Jane and Li, Wei}, title = {T $x^2$}, journal = {J},"
            " volume = 7, number = 2, pages = {1--9}, year = 2024, doi = {10.1000/x}}"
        ),
        "Doe, J., & Li, W. (2024). T x^2. J, 7(2), 1–9. https://doi.org/10.1000/x",
    ),
    "an article with a number of its own": (
        (
            "@article{a, author = {Jane Doe}, title = {T}, journal = {J}, volume = 7,"
            " eid = {e12}, year = 2024}"
        ),
        "Doe, J. (2024). T. J, 7, e12.",
    ),
    "a talk": (
        (
            "@inproceedings{a, author = {A B and C D and E F}, title = {T}, year = 2024,"
            " booktitle = {Proceedings}, series = {Notes}, volume = 12, pages = {101--110},"
            " publisher = {Press}, editor = {Ed One}}"
        ),
        (
            "B, A., D, C., & F, E. (2024). T. In E. One (Ed.), Proceedings "
            "(Vol. 12, pp. 101–110). Press."
        ),
    ),
    "a book": (
        (
            "@book{a, author = {Jane Doe}, title = {T}, publisher = {P}, year = 2024,"
            " edition = {Second}, translator = {Richard Roe}}"
        ),
        "Doe, J. (2024). T (R. Roe, Trans.; 2nd edn). P.",
    ),
    "editors of a book, once": (
        (
            "@book{a, editor = {Jane Doe and Wei Li}, title = {T}, publisher = {P},"
            " year = 2024}"
        ),
        "Doe, J., & Li, W. (Eds). (2024). T. P.",
    ),
    "a report": (
        (
            "@techreport{a, author = {Jane Doe}, title = {T}, institution = {I},"
            " number = {TR-7}, year = 2024}"
        ),
        "Doe, J. (2024). T (Technical Report TR-7). I.",
    ),
    "a patent with letters in its number": (
        (
            "@patent{a, author = {Jane Doe}, title = {T}, number = {EP4190001A1},"
            " holder = {{Example Ltd}}, year = 2024}"
        ),
        "Doe, J. (2024). T (Patent No. EP4190001A1). Example Ltd.",
    ),
    "a thesis": (
        "@phdthesis{a, author = {Jane Doe}, title = {T}, school = {Bath}, year = 2024}",
        "Doe, J. (2024). T [PhD thesis]. Bath.",
    ),
    "software": (
        (
            "@software{a, author = {Jane Doe}, title = {T}, version = {1.2}, year = 2024,"
            " url = {https://example.org/t}}"
        ),
        "Doe, J. (2024). T (Version 1.2) [Computer software]. https://example.org/t",
    ),
    "a preprint": (
        "@misc{a, author = {Jane Doe}, title = {T}, eprint = {2401.00001}, year = 2024}",
        "Doe, J. (2024). T [Preprint]. arXiv. https://arxiv.org/abs/2401.00001",
    ),
    "others": (
        "@misc{a, author = {Jane Doe and Wei Li and others}, title = {T}, year = 2024}",
        "Doe, J., Li, W., et al. (2024). T.",
    ),
    "a title with a full stop, as PubMed has it": (
        (
            "@article{a, author = {Jane Doe}, title = {T in the End.}, journal = {J. Ex.},"
            " year = 2024}"
        ),
        "Doe, J. (2024). T in the End. J. Ex.",
    ),
    "a question": (
        "@article{a, author = {Jane Doe}, title = {Why?}, journal = {J. Ex.}, year = 2024}",
        "Doe, J. (2024). Why? J. Ex.",
    ),
    "names of East Asia": (
        "@article{a, author = {山田, 太郎 and 王小明}, title = {例}, journal = {例学会}, year = 2024}",
        "山田 太郎, & 王小明. (2024). 例. 例学会.",
    ),
    "signs of HTML": (
        (
            "@article{a, author = {{A & B <i>}}, title = {1 < 2 & <b>}, journal = {A \\& O},"
            " year = 2024}"
        ),
        "A & B <i>. (2024). 1 < 2 & <b>. A & O.",
    ),
    "particles, suffixes and bodies": (
        (
            "@misc{a, author = {van den Berg, Lea and King, Jr., Lou and {The Testers}},"
            " title = {T}, year = 2024}"
        ),
        "van den Berg, L., King, L., Jr., & The Testers. (2024). T.",
    ),
    "names in scripts without capitals": (
        "@misc{a, author = {{山田}, 太郎}, title = {例}, year = 2024}",
        "山田 太郎. (2024). 例.",
    ),
    "nobody": (
        "@manual{a, title = {T}, organization = {O}, year = 2024}",
        "T. (2024). O.",
    ),
    "no time": (
        "@misc{a, author = {Plato}, title = {T}}",
        "Plato. (n.d.). T.",
    ),
}


def only(load: Load, text: str) -> Paper:
    """The one paper of *text*."""
    ((located,),) = [load(text).records]
    paper: Paper = located.record
    return paper


def cited(paper: Paper, style: str = "apa", language: str = "en") -> str:
    """The line of *paper* as text."""
    settings = bare_settings(
        citation_style=STYLES / f"{style}.csl",
        language=language,
        phrases=phrases(language, {}),
    )
    found = cite(paper, settings)
    assert found.fault == ""
    return nodes.inline("", "", *line_nodes(found.line, paper)).astext()


@pytest.mark.parametrize("name", HOW)
def test_a_citation_is_one_line(load: Load, name: str) -> None:
    """With all that a style prints of an entry, each mark once."""
    text, expected = HOW[name]

    assert cited(only(load, text)) == expected


TALK = HOW["a talk"][0]
JOURNAL = (
    "@article{a, author = {Doe, Jane and Li, Wei}, title = {On time}, journal = {J. Ex.},"
    " volume = 7, number = 2, pages = {101--109}, year = 2024, month = jul,"
    " doi = {10.1000/x}}"
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "apa",
            (
                "Doe, J., & Li, W. (2024). On time. J. Ex., 7(2), 101–109. "
                "https://doi.org/10.1000/x"
            ),
        ),
        (
            "chicago-author-date",
            (
                "Doe, Jane, and Wei Li. 2024. ‘On Time’. J. Ex. 7 (2): 101–9. "
                "https://doi.org/10.1000/x."
            ),
        ),
        (
            "harvard-cite-them-right",
            (
                "Doe, J. and Li, W. (2024) ‘On time’, J. Ex., 7(2), pp. 101–109. "
                "Available at: https://doi.org/10.1000/x."
            ),
        ),
        (
            "ieee",
            (
                "J. Doe and W. Li, ‘On time’, J. Ex., vol. 7, no. 2, pp. 101–109, "
                "Jul. 2024, doi: 10.1000/x."
            ),
        ),
        (
            "vancouver",
            "Doe J, Li W. On time. J Ex. 2024 Jul;7(2):101–9. doi:10.1000/x",
        ),
    ],
)
def test_each_style_that_comes_along_prints_an_article(
    load: Load, style: str, expected: str
) -> None:
    """Without the number that an entry has among others."""
    assert cited(only(load, JOURNAL), style) == expected


@pytest.mark.parametrize("style", style_names())
def test_every_style_prints_every_type(load: Load, style: str) -> None:
    """The title is in each line, and no mark stands twice."""
    for text, _ in HOW.values():
        paper = only(load, text)
        line = cited(paper, style)
        assert (
            nodes.inline("", "", *rich_nodes(paper.title, paper)).astext().rstrip(".")
            in line
        )
        assert not any(twice in line for twice in ("..", "?.", ",,", " ,", "()"))


@pytest.mark.parametrize("style", style_names())
def test_a_line_is_the_same_whatever_was_cited_before(load: Load, style: str) -> None:
    """Pages are read in any order, by several processes."""
    papers = [
        only(load, text) for text in (JOURNAL, *(text for text, _ in HOW.values()))
    ]
    citation._processor.cache_clear()
    forwards = [cited(paper, style) for paper in papers]
    citation._processor.cache_clear()
    backwards = [cited(paper, style) for paper in reversed(papers)]

    assert forwards == backwards[::-1]


def test_a_citation_speaks_the_language_of_the_site(load: Load) -> None:
    """Its terms, its quotes, and what a thesis is called."""
    talk = only(load, TALK)
    thesis = only(load, HOW["a thesis"][0])

    assert cited(talk, language="de") == (
        "B, A., D, C., & F, E. (2024). T. In E. One (Hrsg.), Proceedings "
        "(Bd. 12, S. 101–110). Press."
    )
    assert cited(thesis, language="de") == "Doe, J. (2024). T [Dissertation]. Bath."
    assert "„On time“" in cited(only(load, JOURNAL), "ieee", "de_AT")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en-GB"), ("de", "de"), ("pt_BR", "pt-BR"), ("sr@latin", "sr")],
)
def test_languages_have_the_names_of_csl(language: str, expected: str) -> None:
    """English is British, as dates are."""
    assert csl_locale(language) == expected


def unmarked(line: str) -> str:
    """A line without the marks of its parts."""
    return re.sub("[\ue000-\ue3ff]", "", line)


@pytest.mark.parametrize(
    ("style", "names"),
    [
        (
            "apa",
            ["Doe, J.", "Müller-Poe, A.-B.", "de la Roe, R., Jr", "{Example Team}"],
        ),
        ("ieee", ["J. Doe", "A.-B. Müller-Poe", "R. de la Roe Jr", "{Example Team}"]),
        ("vancouver", ["Doe J", "Müller-Poe AB", "de la Roe R Jr", "{Example Team}"]),
        (
            "chicago-author-date",
            ["Doe, Jane", "Ann-Bea Müller-Poe", "Rita de la Roe Jr", "{Example Team}"],
        ),
    ],
)
def test_names_of_authors_and_the_title_are_marked(
    load: Load, style: str, names: list[str]
) -> None:
    """Each as a whole, in whatever form the style prints it, and nothing else is."""
    people = (
        "Jane Doe and Ann-Bea Müller-Poe and de la Roe, Jr, Rita and {Example Team}"
    )
    paper = only(
        load,
        f"@inproceedings{{a, author = {{{people}}}, title = {{why $x$ is short?}},"
        " booktitle = {Proceedings}, editor = {Jane Doe}, year = 2024}",
    )
    settings = bare_settings(citation_style=STYLES / f"{style}.csl")
    marked: list[tuple[str, str]] = []

    def note(sign: str, content: list[nodes.Node]) -> list[nodes.Node]:
        marked.append((sign, "".join(node.astext() for node in content)))
        return content

    line = cite(paper, settings).line
    found = nodes.inline("", "", *line_nodes(line, paper, note))
    (title,) = (text for sign, text in marked if sign == TITLE)

    assert title.casefold() == "why x is short?"
    assert [(name_number(sign), text) for sign, text in marked if sign != TITLE] == [
        (number, name.strip("{}")) for number, name in enumerate(names)
    ]
    plain = nodes.inline("", "", *line_nodes(line, paper))
    assert found.astext() == plain.astext() == unmarked_text(plain)


def unmarked_text(node: nodes.Element) -> str:
    """The text of a node, which no mark is left in."""
    return unmarked(node.astext())


def test_american_commas_stand_inside_of_quotes(load: Load) -> None:
    """As the locale says."""
    assert cited(only(load, JOURNAL), "ieee", "en_US").startswith(
        "J. Doe and W. Li, “On time,” J. Ex."
    )


def test_emphasis_formulas_and_addresses_are_nodes(load: Load) -> None:
    """A venue is in italics; an address that is read on paper leads there."""
    paper = only(load, HOW["an article"][0])
    line = cite(paper, bare_settings()).line
    found = nodes.inline("", "", *line_nodes(line, paper))

    assert [node.astext() for node in found.findall(nodes.emphasis)] == ["J", "7"]
    assert [node.astext() for node in found.findall(nodes.math)] == ["x^2"]
    assert [(n.astext(), n["refuri"]) for n in found.findall(nodes.reference)] == [
        ("https://doi.org/10.1000/x", "https://doi.org/10.1000/x")
    ]


@pytest.mark.parametrize(
    ("style", "fields", "expected"),
    [
        ("ieee", "doi = {10.1000/x}", ("10.1000/x", "https://doi.org/10.1000/x")),
        (
            "apa",
            "eprint = {2401.00001}",
            ("https://arxiv.org/abs/2401.00001",) * 2,
        ),
        ("apa", "url = {https://e.org/a..b?.}", ("https://e.org/a..b?.",) * 2),
    ],
)
def test_an_address_is_as_it_is_written(
    load: Load, style: str, fields: str, expected: tuple[str, str]
) -> None:
    """No style and no tidying changes its marks."""
    bib = (
        f"@article{{a, author = {{J. Doe}}, title = {{T}}, journal = {{J}}, {fields}}}"
    )
    paper = only(load, bib)
    settings = bare_settings(citation_style=STYLES / f"{style}.csl")
    found = nodes.inline("", "", *line_nodes(cite(paper, settings).line, paper))

    assert [(n.astext(), n["refuri"]) for n in found.findall(nodes.reference)] == [
        expected
    ]


def test_characters_for_private_use_are_no_marks(load: Load) -> None:
    """Somebody's icons are left out; all else stays."""
    bib = "@misc{a, author = {Jane Doe}, title = {A\ue001\ue000\ue100b}, year = 2024}"

    assert cited(only(load, bib)) == "Doe, J. (2024). Ab."


def test_thousands_of_authors_are_few_names(load: Load) -> None:
    """In the styles that have all names printed too."""
    names = " and ".join(f"Doe, A{number}" for number in range(3000))
    paper = only(load, f"@misc{{a, author = {{{names}}}, title = {{T}}, year = 2024}}")

    assert all(len(cited(paper, style)) < 3000 for style in style_names())


def test_a_style_that_names_everybody_stops_somewhere(
    load: Load, tmp_path: Path
) -> None:
    """After a hundred names."""
    style = write_style(tmp_path, '<names variable="author"><name/></names>')
    names = " and ".join(f"Doe, A{number}" for number in range(3000))
    paper = only(load, f"@misc{{a, author = {{{names}}}, title = {{T}}, year = 2024}}")
    line = unmarked(cite(paper, bare_settings(citation_style=style)).line)

    assert line.endswith("A98 Doe, A99 Doe, et al.")


def write_style(folder: Path, layout: str) -> Path:
    """A style of a site."""
    path = folder / "own.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>Own</title></info>"
        f"<bibliography><layout>{layout}</layout></bibliography></style>",
        "utf-8",
    )
    return path


@pytest.mark.parametrize(
    "layout",
    [
        '<text macro="lost"/>',
        '<text variable="publisher"/>',
        '<names variable="author"><name et-al-min="many"/></names>',
    ],
)
def test_a_style_that_fails_loses_nothing(
    load: Load, tmp_path: Path, layout: str
) -> None:
    """The line says all that the entry says, and why it is in no style."""
    paper = only(load, JOURNAL)
    settings = bare_settings(citation_style=write_style(tmp_path, layout))
    found = cite(paper, settings)
    text = nodes.inline("", "", *line_nodes(found.line, paper)).astext()

    assert found.fault
    assert text == "Jane Doe, Wei Li. 2024. On time. J. Ex. 7. 2. 101-109. 10.1000/x"


def test_a_line_is_taken_from_the_last_build(load: Load, tmp_path: Path) -> None:
    """As long as entry, style, content of the style and language are the same."""
    paper = only(load, JOURNAL)
    style = write_style(tmp_path, '<text variable="title"/>')
    settings = bare_settings(citation_style=style)
    digest = cite(paper, settings).digest
    (tmp_path / FILE).write_text(json.dumps({digest: "kept"}), "utf-8")

    def line(paper: Paper = paper, **changes: Any) -> str:
        return unmarked(cite(paper, replace(settings, **changes), tmp_path).line)

    assert line() == "kept"
    assert line(language="de") == "On time"
    assert line(citation_style=STYLES / "ieee.csl") != "kept"
    assert line(replace(paper, imprint=replace(paper.imprint, volume="8"))) == "On time"
    write_style(tmp_path, '<text variable="title" suffix="!"/>')
    assert line() == "On time!"
