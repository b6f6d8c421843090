"""The options that all lists have, for every kind of record that is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from groupsite.directives.lists import RELATIONS, SHARED, list_directive
from groupsite.directives.related import related
from groupsite.extension import KINDS
from groupsite.model.kinds import RecordKind, shown_on
from groupsite.model.needed import missing_phrases
from groupsite.model.parts import Section
from groupsite.model.query import Query
from tests.conftest import new_site
from tests.kinds.activities.conftest import GRANTS, ORPHAN, SOURCES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LISTED: Final = {kind.name: kind for kind in KINDS if kind.list.directive}
#: Option → its value on the page of a list, and what becomes of it in the query.
VALUES: Final[dict[str, tuple[str, str]]] = {
    "person": ("smith-ann", "where"),
    "paper": ("fast", "where"),
    "grant": ("maths", "where"),
    "topic": ("mri", "where"),
    "since": ("2023", "since"),
    "until": ("2024-06", "until"),
    "limit": ("2 years", "limit"),
}


def page(kind: RecordKind[Any]) -> str:
    """A list for each of the options."""
    lists = [
        f":::{{{kind.list.directive}}}\n:{option}: {value}\n:name: {option}\n:::\n"
        for option, (value, _) in VALUES.items()
    ]
    return "\n".join([f"{ORPHAN}# Lists\n", *lists])


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[Query]]:
    """What the page of each kind has asked for."""
    pages = {f"lists-{name}.md": page(kind) for name, kind in LISTED.items()}
    site = new_site(tmp_path_factory.mktemp("shared"), files={**SOURCES, **pages})
    found: dict[str, set[Query]] = {}

    def look(app: Sphinx, _exception: Exception | None) -> None:
        documents = app.env.get_domain("groupsite").data["documents"]
        for name in LISTED:
            found[name] = set(documents[f"lists-{name}"].queries)

    def register(app: Sphinx) -> None:
        app.connect("build-finished", look)

    site.build("dummy", on_app=register)
    return found


@pytest.mark.parametrize("option", VALUES)
@pytest.mark.parametrize("name", LISTED)
def test_a_list_asks_what_its_options_say(
    queries: dict[str, set[Query]], name: str, option: str
) -> None:
    """Relations choose records, dates and limits bound them, in any list."""
    value, part = VALUES[option]
    parts: dict[str, Any] = {part: value}
    if part == "where":
        parts = {"where": ((option, (value,)),)}

    assert Query(name, **parts) in queries[name]


@pytest.mark.parametrize("name", LISTED)
def test_a_list_has_the_shared_options(name: str) -> None:
    """They come before those of its kind, which does not take their names."""
    kind = LISTED[name]
    spec = list_directive(kind).option_spec or {}

    assert list(spec)[: len(SHARED)] == list(SHARED)
    assert list(spec)[len(SHARED) :][: len(kind.list.options)] == [*kind.list.options]
    assert not set(SHARED) & kind.list.options.keys()


def test_every_shared_option_is_tried() -> None:
    """Those that choose records; the others order and name them."""
    assert set(SHARED) - {"group-by", "name", "empty"} == VALUES.keys()
    assert set(RELATIONS) <= VALUES.keys()
    assert "id: maths" in GRANTS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_whole(kind: RecordKind[Any]) -> None:
    """It has the words that it needs, and groups and options that its sections use."""
    assert missing_phrases(kind) == {}
    for section in kind.shown_on.values():
        assert not section.group or section.group in kind.list.groups
        assert {name for name, _ in section.where} <= kind.list.options.keys()
    assert not kind.list.default_group or (kind.list.default_group in kind.list.groups)


def test_sections_have_an_order() -> None:
    """The lowest rank comes first; of equal ones, the kind that was registered first."""
    ranks = {"a": 30, "b": 10, "c": 30, "d": 20}
    kinds = [
        RecordKind[Any](name=name, shown_on={"page": Section(rank=rank)})
        for name, rank in ranks.items()
    ]

    assert [k.name for k, _ in shown_on("page", kinds)] == ["b", "d", "a", "c"]
    assert shown_on("elsewhere", kinds) == []


def test_a_section_asks_for_what_is_tied_to_its_page() -> None:
    """By the kind that the page is about, or by what the kind says instead."""
    asked = {
        kind.name: related(kind, section, "person", "doe")
        for kind, section in shown_on("person", KINDS)
    }

    assert asked["talk"] == Query("talk", (("person", ("doe",)),), limit="5")
    assert asked["person"] == Query("person", (("supervisor", ("doe",)),), limit="6")
    assert asked["news"] == Query("news", (("person", ("doe",)),), limit="5")
