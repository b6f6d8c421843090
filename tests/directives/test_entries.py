"""Pieces of entries, without Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from groupsite.build.nodes import record_part
from groupsite.directives.entries import (
    brief,
    joined,
    link_line,
    names,
    part,
    people_line,
    phrased,
    text_part,
)
from groupsite.model.dates import PartialDate
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Entry
from groupsite.model.wording import PHRASES
from groupsite.sources.yaml.fields import Target
from tests.conftest import bare_settings
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.model.rendering import Context

PEOPLE = {"doe": "Jane Doe", "smith": "Ann Smith", "li": "Wei Li"}


class Desk:
    """A context that knows three people; links are set in brackets."""

    def __init__(self, owner: str = "doe") -> None:
        self.settings = bare_settings(owner=owner, phrases=PHRASES)
        self.asked: list[str] = []

    def get(self, kind: str, record_id: str) -> str | None:
        """A name, as a record; what is asked for is noted."""
        self.asked.append(f"{kind}:{record_id}")
        return PEOPLE.get(record_id)

    def reference(self, kind: str, record_id: str) -> nodes.Node:
        """A link."""
        return nodes.inline("", f"[{PEOPLE[record_id]}]")

    def date(self, date: PartialDate) -> nodes.Node:
        """A date."""
        return nodes.inline("", str(date))


def desk(owner: str = "doe") -> Context:
    """The same, taken for a context."""
    return cast("Context", Desk(owner))


def text(found: Iterable[nodes.Node]) -> str:
    """The text of nodes."""
    return "".join(node.astext() for node in found)


def test_a_part_is_a_block_with_a_name() -> None:
    """A part has a class, and whatever is in it; of nothing there is no part."""
    (block,) = part("talk-note", nodes.Text("a"), nodes.emphasis("", "b"))

    assert isinstance(block, record_part)
    assert block["classes"] == ["talk-note"]
    assert block.astext() == "ab"
    assert part("talk-note") == text_part("talk-note", "") == []
    assert text(text_part("talk-note", "a")) == "a"


JOINED = {
    "texts": (["a", "b"], "a, b"),
    "empty pieces": (["", "a", [], "b", ""], "a, b"),
    "a node": ([nodes.Text("a"), "b"], "a, b"),
    "several nodes are one piece": (["a", [nodes.Text("b"), nodes.Text("c")]], "a, bc"),
    "an element is one piece": ([nodes.inline("", "", nodes.Text("a"))], "a"),
    "nothing": (["", []], ""),
}


@pytest.mark.parametrize("name", JOINED)
def test_pieces_are_joined(name: str) -> None:
    """Text stands between pieces that are not empty."""
    pieces, expected = JOINED[name]

    assert text(joined(cast("Sequence[Any]", pieces))) == expected


@given(st.lists(st.text(alphabet="ab", max_size=2)), st.sampled_from([", ", " · "]))
@drawn()
def test_joining_is_that_of_texts(pieces: list[str], between: str) -> None:
    """Nodes are joined as texts are, whichever of them are empty."""
    expected = between.join(filter(None, pieces))

    assert text(joined(pieces, between)) == expected
    assert text(joined([[nodes.Text(p)] if p else [] for p in pieces], between)) == (
        expected
    )


NAMES = {
    "one": (["doe"], "[Jane Doe]"),
    "two": (["doe", "li"], "[Jane Doe] and [Wei Li]"),
    "three": (["li", "doe", "smith"], "[Wei Li], [Jane Doe] and [Ann Smith]"),
    "the same twice": (["li", "li"], "[Wei Li]"),
    "somebody unknown": (["li", "nobody", "doe"], "[Wei Li] and [Jane Doe]"),
    "nobody": ([], ""),
}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_links(name: str) -> None:
    """Records that are known are linked, each once; others are left out."""
    ids, expected = NAMES[name]

    assert text(names("person", ids, desk())) == expected


def test_names_are_asked_for() -> None:
    """Unknown records are asked for as well: the page is read again once they exist."""
    context = Desk()

    names("person", ["nobody", "li"], cast("Context", context))

    assert context.asked == ["person:nobody", "person:li"]


PEOPLE_LINES = {
    "others": (["smith", "li"], "doe", "[Ann Smith] and [Wei Li]"),
    "the owner and others": (["smith", "doe", "li"], "doe", "With [Ann Smith] and [Wei Li]"),
    "the owner alone": (["doe"], "doe", ""),
    "the owner and somebody unknown": (["doe", "nobody"], "doe", ""),
    "no owner": (["doe", "li"], "", "[Jane Doe] and [Wei Li]"),
    "nobody": ([], "doe", ""),
    "nobody, of no owner": ([], "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE_LINES)
def test_the_owner_goes_without_saying(name: str) -> None:
    """What the owner did with others is told as such; what others did has their names."""
    ids, owner, expected = PEOPLE_LINES[name]

    assert text(people_line(ids, desk(owner))) == expected


def test_a_phrase_needs_something_to_say() -> None:
    """A phrase whose fields are all empty is left out."""
    (title,) = [nodes.Text("T")]

    assert text(phrased("about-paper", desk(), papers=[title])) == "Paper: T"
    assert phrased("about-paper", desk(), papers=[]) == []


def test_links_are_named_by_phrases() -> None:
    """A name with a phrase is replaced by it, others stay; sizes stand in brackets."""
    links = {
        "slides": Target(url="files:a.pdf", size="3 MB"),
        "My page": Target(url="https://example.org"),
        "arxiv": Target(url="https://arxiv.org/abs/1"),
    }

    found = link_line(links, desk())

    assert text(found) == "Slides (3 MB) · My page · arXiv"
    references = [node for node in found if isinstance(node, nodes.reference)]
    assert [link["refuri"] for link in references] == [
        "files:a.pdf",
        "https://example.org",
        "https://arxiv.org/abs/1",
    ]
    assert link_line({}, desk()) == []


@pytest.mark.parametrize(
    ("date", "expected"),
    [(PartialDate(2024), "[Jane Doe], 2024"), (None, "[Jane Doe]")],
)
def test_a_record_in_short_has_title_and_date(
    date: PartialDate | None, expected: str
) -> None:
    """A kind that says no more is told by the title, as a link, and the date."""
    record = type("Record", (), {"id": "doe"})()
    kind = RecordKind[Any](name="person", date=lambda _record: date)

    assert text(brief(kind, record, desk())) == expected


def test_a_kind_may_say_more() -> None:
    """A kind that has words of its own is told in them."""
    kind = RecordKind[str](
        name="person", entry=Entry(brief=lambda record, _: [nodes.Text(record)])
    )

    assert text(brief(kind, "Record", desk())) == "Record"
