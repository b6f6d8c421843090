"""How to cite a paper in one line; without Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from docutils import nodes

from groupsite.kinds.papers.cite import citation_nodes
from groupsite.model.wording import PHRASES
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from groupsite.build.context import Context
    from tests.papers.conftest import Load

HOW = {
    "an article": (
        (
            "@article{a, author = {Doe, Jane and Li, Wei}, title = {T $x^2$}, journal = {J},"
            " volume = 7, number = 2, pages = {1--9}, year = 2024, doi = {10.1000/x}}"
        ),
        "Jane Doe and Wei Li (2024). T x^2. J 7(2), 1–9. https://doi.org/10.1000/x",
    ),
    "one with a number of its own": (
        (
            "@article{a, author = {Jane Doe}, title = {T}, journal = {J}, volume = 7,"
            " eid = {e12}, year = 2024}"
        ),
        "Jane Doe (2024). T. J 7, e12",
    ),
    "a chapter": (
        (
            "@inproceedings{a, author = {A B and C D and E F}, title = {T},"
            " booktitle = {Proceedings}, year = 2024}"
        ),
        "A B, C D and E F (2024). T. In Proceedings",
    ),
    "a thesis": (
        "@phdthesis{a, author = {Jane Doe}, title = {T}, school = {Bath}, year = 2024}",
        "Jane Doe (2024). T. PhD thesis, Bath",
    ),
    "a preprint": (
        "@misc{a, author = {Jane Doe}, title = {T}, eprint = {2401.00001}, year = 2024}",
        "Jane Doe (2024). T. https://arxiv.org/abs/2401.00001",
    ),
    "of arXiv and DOI the DOI": (
        (
            "@misc{a, author = {Jane Doe}, title = {T}, eprint = {2401.00001}, year = 2024,"
            " doi = {10.1000/x}}"
        ),
        "Jane Doe (2024). T. https://doi.org/10.1000/x",
    ),
    "others": (
        "@misc{a, author = {Jane Doe and Wei Li and others}, title = {T}, year = 2024}",
        "Jane Doe, Wei Li, et al. (2024). T",
    ),
    "editors": (
        (
            "@book{a, editor = {Jane Doe and Wei Li}, title = {T}, publisher = {P},"
            " year = 2024}"
        ),
        "Jane Doe and Wei Li (2024). T",
    ),
    "nobody": (
        "@manual{a, title = {T $x^2$}, organization = {O}, year = 2024}",
        "T x^2 (2024)",
    ),
    "nobody and others": (
        "@misc{a, author = {others}, title = {T}, eprint = {2401.00001}, year = 2024}",
        "T (2024). https://arxiv.org/abs/2401.00001",
    ),
    "nobody, at no time": ("@manual{a, title = {T}, organization = {O}}", "T"),
}


@pytest.mark.parametrize("name", HOW)
def test_a_citation_is_one_line(load: Load, name: str) -> None:
    """Names, year, title, venue and the address that can be read on paper."""
    text, expected = HOW[name]

    class Words:
        settings = bare_settings(phrases=PHRASES)

    ((located),) = load(text).records
    found = citation_nodes(located.record, cast("Context", Words()))

    assert nodes.inline("", "", *found).astext() == expected


def test_a_citation_without_a_year(load: Load) -> None:
    """The names stand alone; what is missing is reported by the loader."""

    class Words:
        settings = bare_settings(phrases=PHRASES)

    ((located),) = load("@misc{a, author = {Plato}, title = {T}}").records
    found = citation_nodes(located.record, cast("Context", Words()))

    assert nodes.inline("", "", *found).astext() == "Plato. T"
