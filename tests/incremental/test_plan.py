"""What a build reads, writes and removes, decided without a build."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.incremental.freshness import apply
from groupsite.incremental.plan import STATIC, Output, Page, Plan, Source, State, plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INDEX: Final = Page(
    "1", frozenset({"index.html"}), frozenset({"_sources/index.md.txt"})
)
PEOPLE: Final = Page("2", frozenset({"people.html"}), frozenset({"_images/ann.png"}))
OUTPUT: Final = Output(
    pages={"index": INDEX, "people": PEOPLE},
    copied=frozenset({"_images/ann.png", "_downloads/x.zip"}),
    asked={"copyright": False, "people": True},
)
SITE: Final = State(
    settings="blue",
    sources={
        "index": Source(b"1", {"index.md": (5, 70)}, frozenset({"people"})),
        "people": Source(b"2", {"people.md": (6, 80), "people.yml": (7, 90)}),
    },
    output=OUTPUT,
)


def without(state: State, docname: str) -> State:
    """A state without one of its documents."""
    assert state.output is not None
    pages = {name: p for name, p in state.output.pages.items() if name != docname}
    sources = {name: s for name, s in state.sources.items() if name != docname}
    return replace(state, sources=sources, output=replace(state.output, pages=pages))


def reading(docname: str, **changes: Any) -> State:
    """The site with a document that is read from something else."""
    source = replace(SITE.sources[docname], **changes)
    return replace(SITE, sources={**SITE.sources, docname: source})


def writing(**changes: Any) -> State:
    """The site with another output."""
    return replace(SITE, output=replace(OUTPUT, **changes))


class Case(NamedTuple):
    """What has happened between two builds, and what has to be done."""

    name: str
    before: State
    now: State
    read: str = ""
    write: str = ""
    remove: str = ""


# fmt: off
CASES: Final = [
    Case("nothing", SITE, SITE),
    Case("the first build", State(), SITE,
         read="index people", write="index people", remove=STATIC),
    Case("another setting", replace(SITE, settings="red"), SITE, remove=STATIC),
    Case("other records", reading("people", records=b"3"), SITE, read="people"),
    Case("a newer file", reading("index", files={"index.md": (4, 70)}), SITE, read="index"),
    Case("an older file", reading("index", files={"index.md": (9, 70)}), SITE, read="index"),
    Case("one file less", SITE, reading("people", files={"people.md": (6, 80)}),
         read="people"),
    Case("an unknown reading", reading("people", records=None), SITE, read="people"),
    Case("a reading in vain", replace(SITE, sources={"index": SITE.sources["index"]}), SITE,
         read="people"),
    Case("a warning", replace(SITE, warned={"people"}), SITE, read="people"),
    Case("a warning of a document that is gone", replace(SITE, warned={"gone"}), SITE),
    Case("a toctree with a document that is gone", SITE,
         reading("index", toctree=frozenset()), read="index"),
    Case("a page that shows something else",
         writing(pages={"index": INDEX, "people": replace(PEOPLE, shown="3")}), SITE,
         write="people"),
    Case("a killed build",
         writing(pages={"index": replace(INDEX, shown=""), "people": replace(PEOPLE, shown="")}),
         SITE, write="index people"),
    Case("another builder's ledger, which is empty", replace(SITE, output=Output()), SITE,
         write="index people"),
    Case("a document that is new", without(writing(asked={}), "index"), SITE,
         read="index", write="index"),
    Case("a document that is gone", writing(asked={}), without(SITE, "people"),
         remove="people.html"),
    Case("a document that is looked after no more",
         SITE, writing(pages={"index": INDEX}, others=frozenset({"people"}))),
    Case("a page that is lost", SITE, writing(missing=frozenset({"people.html"})),
         write="people"),
    Case("the copy of a source that is lost", SITE,
         writing(missing=frozenset({"_sources/index.md.txt"})), write="index"),
    Case("a picture that is lost", SITE, writing(missing=frozenset({"_images/ann.png"})),
         write="people"),
    Case("a download without a source", SITE, writing(copied=frozenset({"_images/ann.png"})),
         remove="_downloads/x.zip"),
    Case("a document that templates ask for comes",
         writing(asked={"people": False}), SITE, write="index people"),
    Case("a document that templates ask for goes",
         writing(asked={"people": True}), without(SITE, "people"),
         write="index", remove="people.html"),
    Case("a page at the address of one that is gone",
         writing(pages={**OUTPUT.pages, "group": replace(PEOPLE, shown="4")}), SITE,
         write="people", remove="people.html"),
    Case("a page at the address of a file that is gone",
         writing(copied=OUTPUT.copied | {"people.html"}), SITE,
         write="people", remove="people.html"),
]
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_has_happened_decides_what_is_done(case: Case) -> None:
    """Each change asks for what it makes stale, and for nothing else."""
    expected = Plan(
        read=frozenset(case.read.split()),
        write=frozenset(case.write.split()),
        remove=frozenset(case.remove.split()),
    )

    assert plan(case.before, case.now) == expected


def test_what_is_not_known_yet_is_not_compared() -> None:
    """While documents are read nobody knows what pages show: no page is stale for that."""
    assert plan(SITE, State()) == Plan()
    assert plan(SITE, replace(SITE, output=None)) == Plan()


def test_applied_it_removes_what_it_names(tmp_path: Path) -> None:
    """Files, and the folder of static files as a whole; what is not there is fine."""
    for name in ("people.html", "index.html", "_static/old.css"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()

    apply(Plan(remove=frozenset({"people.html", "lost.html", STATIC})), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


# -- any two states -----------------------------------------------------------------

NAMES: Final = st.sampled_from(["a", "b", "c", "d"])
FILES: Final = st.frozensets(NAMES, max_size=2)
SOURCES: Final = st.builds(
    Source,
    st.one_of(st.none(), st.binary(max_size=1)),
    st.dictionaries(NAMES, st.tuples(st.integers(0, 1), st.just(1)), max_size=2),
    st.frozensets(NAMES, max_size=1),
)
PAGES: Final = st.builds(Page, st.sampled_from(["1", "2"]), FILES, FILES)
OUTPUTS: Final = st.builds(
    Output,
    pages=st.dictionaries(NAMES, PAGES),
    others=FILES,
    copied=FILES,
    asked=st.dictionaries(NAMES, st.booleans(), max_size=2),
    missing=FILES,
)
STATES: Final = st.builds(
    State,
    settings=st.sampled_from(["1", "2"]),
    sources=st.dictionaries(NAMES, SOURCES),
    warned=st.frozensets(NAMES, max_size=1),
    output=OUTPUTS,
)


@given(STATES)
def test_without_a_change_there_is_nothing_to_do(state: State) -> None:
    """A build over one that ended well, which all documents were there for."""
    assert state.output is not None
    documents = {*state.output.pages, *state.output.others}
    asked = {name: name in documents for name in state.output.asked}
    output = replace(state.output, asked=asked, missing=frozenset())
    settled = replace(state, warned=frozenset(), output=output)

    assert plan(settled, settled) == Plan()


@given(STATES, STATES)
def test_carried_out_it_leaves_what_has_to_be(before: State, now: State) -> None:
    """Pages that are not written show the right thing and have all of their files."""
    assert before.output is not None
    assert now.output is not None
    done = plan(before, now)

    for docname, page in now.output.pages.items():
        if docname not in done.write:
            assert before.output.pages[docname].shown == page.shown
            files = page.files | page.copies
            assert files.isdisjoint(now.output.missing | done.remove)
    for docname, source in now.sources.items():
        if docname not in done.read:
            assert before.sources[docname] == source


@given(STATES, STATES)
def test_what_has_no_source_is_removed(before: State, now: State) -> None:
    """Pages of documents that are gone, and copies of files that are gone; no others."""
    assert before.output is not None
    assert now.output is not None
    gone = before.output.pages.keys() - now.output.pages - now.output.others
    files = {file for docname in gone for file in before.output.pages[docname].files}
    copies = before.output.copied - now.output.copied

    assert plan(before, now).remove - {STATIC} == files | copies


@given(STATES, STATES)
def test_only_documents_that_there_are_are_read_and_written(
    before: State, now: State
) -> None:
    """Nothing is asked of documents that are gone."""
    assert now.output is not None
    done = plan(before, now)

    assert done.read <= now.sources.keys()
    assert done.write <= now.output.pages.keys()


SPOILED: Final[list[Callable[[Page], Page]]] = [
    lambda page: replace(page, shown=""),
    lambda page: replace(page, shown=f"{page.shown} and more"),
]


@given(STATES, st.sampled_from(SPOILED))
def test_a_killed_build_leaves_everything_to_write(
    now: State, spoil: Callable[[Page], Page]
) -> None:
    """Whatever it had written: its pages are struck out, or show something else."""
    assert now.output is not None
    pages = {name: spoil(page) for name, page in now.output.pages.items()}
    before = replace(now, output=replace(now.output, pages=pages))

    assert plan(before, now).write == now.output.pages.keys()
