"""The description of a page: one for each, of a length that result pages show."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.output.description import LONGEST, SHORTEST, describe
from tests.conftest import new_site

LONG: Final = "We work on the mathematics of imaging, from theory to applications. " * 4
FILES: Final[dict[str, str | bytes]] = {
    "index.md": "# Home\n\n```{toctree}\nnews\npublications\npeople\nlong\nown\n```\n",
    "long.md": f"# Long\n\n## Part\n\n{LONG}\n",
    "own.md": "---\nmyst:\n  html_meta:\n    description: My own words\n---\n# Own\n\nText.\n",
    "publications.md": "# Papers\n\n:::{publications}\n:::\n",
}
CONFIG: Final = {"groupsite_paper_pages": "papers", "groupsite_person_pages": "members"}


@pytest.fixture(scope="module")
def descriptions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each page says of itself; every page has one description."""
    site = new_site(tmp_path_factory.mktemp("described"), files=FILES)
    built = site.build(config={**CONFIG, "project": "Jane Doe"})
    found: dict[str, str] = {}
    for path in built.outdir.rglob("*.html"):
        name = path.relative_to(built.outdir).with_suffix("").as_posix()
        (meta,) = built.page(name).cssselect("head meta[name=description]")
        found[name] = meta.get("content")
    return found


EXPECTED: Final = {
    "index": "Home, Jane Doe. A page of the website of Jane Doe",
    "papers/doe2024fast": "Fast MRI with ℓ₁ norms. Jane Doe, Ann Smith and Wei Li (alphabetical order). Journal of Tests 7(2), 1–20, 2024",
    "members/smith-ann": "Ann Smith. PhD student, 2021–2024. deep learning. Supervised by Jane Doe (lead) and Wei Li. Then Postdoc, Elsewhere",
    "own": "My own words",
    "search": "Search. A page of the website of Jane Doe",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_is_described_by_what_it_says_first(
    descriptions: dict[str, str], name: str
) -> None:
    """A record's page by its record; a page whose author has said it by nothing else."""
    assert descriptions[name].startswith(EXPECTED[name])


def test_every_description_is_of_a_length_that_is_shown(
    descriptions: dict[str, str],
) -> None:
    """Between 50 and 160 characters, but for what an author wrote."""
    lengths = {n: len(t) for n, t in descriptions.items() if n != "own"}

    assert not {n: c for n, c in lengths.items() if not SHORTEST <= c <= LONGEST}


def test_a_long_text_is_cut_between_words(descriptions: dict[str, str]) -> None:
    """The cut shows."""
    text = descriptions["long"]

    assert LONG.startswith(text.removesuffix(" …"))
    assert text.endswith(" …")
    assert len(text) <= LONGEST


def test_a_text_without_blanks_is_cut_within() -> None:
    """What is in Chinese says as much as fits."""
    text = describe("Title", iter(["成像的数学理论与应用" * 20]))

    assert text == f"{'成像的数学理论与应用' * 20}"[: LONGEST - 1] + "…"


@given(st.text(max_size=40), st.lists(st.text(max_size=300), max_size=4))
def test_no_description_is_too_long(title: str, texts: list[str]) -> None:
    """Whatever a page says, what is kept of it is one line that fits."""
    text = describe(title, iter(texts))

    assert len(text) <= LONGEST
    assert "\n" not in text
