"""How the authors of a paper are shown: notes, collaborations, brief forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
from docutils import nodes

from groupsite.build.nodes import plain_text, record_fold, record_sign
from groupsite.kinds.papers.paper import Author
from groupsite.kinds.papers.showing.authors import author_nodes, collaboration
from groupsite.kinds.people.person import Membership, Person
from groupsite.model.wording import PHRASES
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Context
    from tests.kinds.papers.conftest import Load

SETTINGS: Final = bare_settings(owner="doe-jane", phrases=PHRASES)
PEOPLE: Final = {
    "doe-jane": Person(id="doe-jane", name="Jane Doe"),
    "roe-rick": Person(
        id="roe-rick", name="Rick Roe", memberships=(Membership(role="phd"),)
    ),
    "poe-pat": Person(id="poe-pat", name="Pat Poe"),
}
RICK: Final = Author("Rick Roe", "Roe", "Rick", "roe-rick")
ANN: Final = Author("Ann Other", "Other", "Ann")
JANE: Final = Author("Jane Doe", "Doe", "Jane", "doe-jane")
PAT: Final = Author("Pat Poe", "Poe", "Pat", "poe-pat")


def context(most: int) -> Context:
    """The people above, and lists that name *most* authors."""

    class Stub:
        settings = replace(SETTINGS, authors=most)
        graph = property(lambda self: self)

        def get(self, kind: str, identifier: str) -> Person | None:
            return PEOPLE.get(identifier) if kind == "person" else None

        def has_page(self, *_: object) -> bool:
            return False

        def reference(self, kind: str, key: str, *content: nodes.Node) -> nodes.Node:
            return nodes.reference("", "", *content, refuri=f"{kind}:{key}")

    return cast("Context", Stub())


@pytest.fixture
def shown(load: Load) -> Callable[..., nodes.paragraph]:
    """The authors of a paper in one paragraph."""
    (located,) = load("@misc{key, title = {T}, author = {A}, year = {2024}}").records
    paper: Paper = located.record

    def shown(*authors: Author, most: int = 12, **given: Any) -> nodes.paragraph:
        options = {key: given.pop(key) for key in ("brief", "whole") if key in given}
        changed = replace(paper, authors=authors, **given)
        return nodes.paragraph("", "", *author_nodes(changed, context(most), **options))

    return shown


def noted(author: Author, *notes: str) -> Author:
    """The author with these notes."""
    return replace(author, notes=notes)


Shown = Any


def test_notes_are_signs_with_a_legend(shown: Shown) -> None:
    """Those that we know first; a sign stands behind the name and not in its link."""
    found = shown(
        noted(RICK, "equal"), noted(ANN, "equal"), noted(JANE, "corresponding")
    )

    assert plain_text(found) == (
        "Rick Roe*, Ann Other* and Jane Doe† (* equal contribution, † corresponding author)"
    )
    assert [sign["label"] for sign in found.findall(record_sign)] == [
        "equal contribution",
        "equal contribution",
        "corresponding author",
    ]
    links = [plain_text(link) for link in found.findall(nodes.reference)]
    assert links == ["Rick Roe"]
    (owner,) = found.findall(nodes.strong)
    assert plain_text(owner) == "Jane Doe"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ([noted(JANE, "corresponding")], "Jane Doe† († corresponding author)"),
        ([noted(JANE, "equal", "corresponding"), ANN], (
            "Jane Doe*† and Ann Other (* equal contribution, † corresponding author)"
        )),
        ([noted(JANE, "at Bath"), noted(ANN, "deceased", "at Bath")], (
            "Jane Doe‡ and Ann Other§‡ (‡ at Bath, § deceased)"
        )),
        ([noted(JANE, "♯"), ANN], "Jane Doe♯ and Ann Other"),
        ([noted(JANE, *map(str, range(7)))], (
            "Jane Doe‡§¶‖#‡‡§§ (‡ 0, § 1, ¶ 2, ‖ 3, # 4, ‡‡ 5, §§ 6)"
        )),
    ],
)  # fmt: skip
def test_signs(shown: Shown, authors: list[Author], expected: str) -> None:
    """Each note has a sign of its own; a bare mark is shown without words."""
    assert plain_text(shown(*authors)) == expected


@pytest.mark.parametrize(
    ("authors", "given", "expected"),
    [
        ([ANN], {"and_others": True, "collaborations": ("Example",)},
         "Ann Other et al. (for the Example Collaboration)"),
        ([ANN, PAT], {"collaborations": ("Example", "Other Study Group")},
         "Ann Other and Pat Poe (for the Example Collaboration and Other Study Group)"),
        ([], {"collaborations": ("Example",)}, "Example Collaboration"),
        ([noted(ANN, "equal"), PAT], {"alphabetical": True},
         "Ann Other* and Pat Poe (* equal contribution) (alphabetical order)"),
    ],
)  # fmt: skip
def test_what_follows_the_names(
    shown: Shown, authors: list[Author], given: dict[str, Any], expected: str
) -> None:
    """Others, collaborations, legend and order."""
    assert plain_text(shown(*authors, **given)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Example", "Example Collaboration"),
        ("the Example collaboration", "the Example collaboration"),
        ("Example Study Group", "Example Study Group"),
        ("Example Consortium", "Example Consortium"),
        ("Studygroup", "Studygroup Collaboration"),
    ],
)
def test_names_of_bodies(written: str, expected: str) -> None:
    """A name that says what it is is kept."""
    assert collaboration(written, SETTINGS) == expected


def crowd(number: int) -> list[Author]:
    """That many authors."""
    return [Author(f"A. B{n}", f"B{n}", "A.") for n in range(1, number + 1)]


CROWD: Final = [*crowd(5), RICK, *crowd(9)[5:]]


def test_the_brief_form_links_to_the_paper(shown: Shown) -> None:
    """Members are named in their places; there is no fold."""
    found = shown(*CROWD, most=3, brief=True)

    assert plain_text(found) == "A. B1, A. B2, …, Rick Roe, … and 7 others"
    assert not list(found.findall(record_fold))
    *_, link = found.findall(nodes.reference)
    assert (plain_text(link), link["refuri"]) == ("7 others", "paper:key")

    last = shown(*CROWD[:6], most=2, brief=True)
    assert plain_text(last) == "A. B1, 4 others and Rick Roe"


def test_a_collaborator_is_one_of_the_others(shown: Shown) -> None:
    """Only the owner and those who are or have been in the group are always named."""
    found = shown(*crowd(3), PAT, JANE, most=1, brief=True)

    assert plain_text(found) == "A. B1, 3 others and Jane Doe"


def test_all_are_there_in_order_where_nothing_folds(shown: Shown) -> None:
    """On paper, and on the page of the paper."""
    names = [author.name for author in CROWD]
    everybody = f"{', '.join(names[:-1])} and {names[-1]}"

    assert plain_text(shown(*CROWD, most=3)) == everybody
    assert plain_text(shown(*CROWD, most=3, whole=True)) == everybody
    assert not list(shown(*CROWD, most=3, whole=True).findall(record_fold))
