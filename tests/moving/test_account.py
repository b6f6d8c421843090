"""The books of a move add up, whatever a reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from groupsite.moving.account import Account, State, date_of, web_address

if TYPE_CHECKING:
    from groupsite.moving.account import Fields

_KEYS = st.sampled_from(["name", "date", "links", "url", "orcid", "list", "x"])
_SCALARS = (
    st.none()
    | st.booleans()
    | st.text(max_size=8)
    | st.sampled_from(["2026-03", "https://example.org"])
)
VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)
DATA = st.dictionaries(_KEYS, VALUES, max_size=5)
#: What a reader does: the name of a method, and of a key.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "text", "texts", "truth", "date", "address", "orcid", "look", "map", "maps", "leave"]),
        _KEYS,
    ),
    max_size=12,
)  # fmt: skip


def leaves(value: Any) -> int:
    """How many facts there are, counted another way."""
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    if isinstance(value, list):
        return sum(map(leaves, value))
    return int(
        isinstance(value, bool) or bool(isinstance(value, str) and value.strip())
    )


def run(fields: Fields, steps: list[tuple[str, str]]) -> None:
    """Do what a reader might do."""
    for step, key in steps:
        if step == "map":
            run(fields.map(key), [("take", "name"), ("text", "url")])
        elif step == "maps":
            for one in fields.maps(key):
                run(one, [("text", "name")])
        elif step == "leave":
            fields.leave(key, "a reason")
        else:
            getattr(fields, step)(key)


@given(st.lists(st.tuples(DATA, STEPS, st.booleans()), max_size=4))
def test_what_is_found_has_moved_or_is_left(
    things: list[tuple[dict[str, Any], list[tuple[str, str]], bool]],
) -> None:
    """Each fact is counted once; those of a thing that became nothing are all left."""
    account = Account()
    for data, steps, became in things:
        fields = account.thing("pages", "a.md", data)
        run(fields, steps)
        if became:
            fields.thing.became("a.md")
    there, facts = account.total()
    looks = sum(f.state is State.LOOK for t in account.things for _, f in t.counted)
    assert there.found == there.moved + there.left == len(things)
    assert facts.found == facts.moved + facts.left
    assert facts.found + looks == sum(leaves(data) for data, _, _ in things)
    if not any(became for _, _, became in things):
        assert facts.moved == 0
    counts = account.counts().values()
    assert sum(f.found for _, f in counts) == facts.found


def test_a_value_that_cannot_stand_is_left_with_a_reason() -> None:
    """An invalid date, address or ORCID iD is not moved."""
    account = Account()
    fields = account.thing(
        "people", "a.md", {"d": "soon", "u": "nowhere", "o": "0000-0002-1825-0098"}
    )
    assert fields.date("d") == fields.address("u") == fields.orcid("o") == ""
    fields.thing.became("x")
    assert {f.state for _, f in fields.thing.counted} == {State.LEFT}
    assert all(f.why for _, f in fields.thing.counted)


def test_what_has_moved_is_no_matter_of_look() -> None:
    """Whoever says that all else is machinery does not take back what was taken."""
    fields = Account().thing("pages", "a.md", {"title": "T", "layout": "page"})
    assert fields.text("title") == "T"
    fields.look("title", "layout")
    assert [f.state for f in fields.thing.facts.values()] == [State.MOVED, State.LOOK]


def test_dates_are_as_precise_as_they_are_written() -> None:
    """Nothing is added to a date, and what is none is left."""
    written = {
        "2026": "2026", "2026-3": "2026-03", "2026-03-04 16:11:00-0400": "2026-03-04",
        "2026-03-04T00:00:00Z": "2026-03-04", "2026/03/04": "2026-03-04",
        "March 2026": "", "2026-13": "", "5/1/17": "", "": "", "0000": "",
    }  # fmt: skip
    assert {text: date_of(text) for text in written} == written


def test_addresses_without_a_scheme_get_one() -> None:
    """People leave it out, and browsers add it."""
    assert web_address("www.example.org/a") == "https://www.example.org/a"
    assert web_address("//example.org/a") == "https://example.org/a"
    assert web_address("javascript:alert(1)") == ""
