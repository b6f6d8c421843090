"""After any edits of any source a build makes what a clean build makes."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import Site
from tests.random_sites import (
    ACTIVITIES,
    ITEMS,
    KEYS,
    NAMES,
    OWNER,
    TOPICS,
    Records,
    Sources,
    activity,
    item,
    one_of,
    paper,
    person,
    sources,
    stations,
)
from tests.rebuilding import differences

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Built

#: So many times as many stories are tried.
SOAK: Final = int(os.environ.get("GROUPSITE_SOAK", "1"))
PEOPLE: Final = tuple(NAMES)
GRANTS: Final = ("grant-0", "grant-1")
AWARDS: Final = ("award-0", "award-1")


def _put(records: Records, name: str, record: dict[str, Any] | None) -> None:
    """Change a record where it stands, add it to the end or delete it."""
    if record is None:
        records.pop(name, None)
    else:
        records[name] = record


def _rename(records: Records, old: str, new: str) -> None:
    """Give a record another id, in the same place."""
    changed = {new if name == old else name: r for name, r in records.items()}
    records.clear()
    records.update(changed)


@st.composite
def edit(draw: st.DrawFn, made: Sources) -> str:
    """Edit *made*; the answer says what was done."""
    what = draw(one_of((*ACTIVITIES, *_DOING)))
    doing = _DOING.get(what, _activity)
    return f"{what} {doing(draw, made, what)}"


def _paper(draw: st.DrawFn, made: Sources, _what: str) -> str:
    key = draw(one_of(KEYS))
    new = paper(PEOPLE, TOPICS, GRANTS)
    _put(made.papers, key, draw(st.none() | new | new))
    return key


def _person(draw: st.DrawFn, made: Sources, _what: str) -> str:
    name = draw(one_of(PEOPLE))
    new = person(name, PEOPLE, GRANTS)
    _put(made.people, name, draw(st.none() | new | new))
    return name


def _news(draw: st.DrawFn, made: Sources, _what: str) -> str:
    name = draw(one_of(ITEMS))
    new = item(PEOPLE, made.papers, GRANTS)
    _put(made.news, name, draw(st.none() | new | new))
    return name


def _activity(draw: st.DrawFn, made: Sources, kind: str) -> str:
    name = f"{kind}-{draw(st.integers(0, 1))}"
    new = activity(kind, PEOPLE, KEYS, GRANTS, AWARDS)
    _put(made.activities[kind], name, draw(st.none() | new | new))
    return name


def _cv(draw: st.DrawFn, made: Sources, _what: str) -> str:
    made.cv = draw(stations(PEOPLE, KEYS, GRANTS))
    return OWNER


def _topic(draw: st.DrawFn, made: Sources, _what: str) -> str:
    made.topics = draw(
        st.dictionaries(one_of(sorted(TOPICS)), one_of((*TOPICS.values(), "MR")))
    )
    return str(made.topics)


def _page(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """A page of an author; one with the name of a person takes that one's page."""
    name = draw(one_of(("extra", "li-wei", "doe2024fast", "smith-ann")))
    text = draw(
        st.none()
        | one_of(
            (
                "# Mine\n\nAbout {person}`li-wei` and {cite:t}`doe2024fast`.\n",
                "```{person} li-wei\n```\n",
                "# Wei\n\n```{person} li-wei\n```\n",
                "```{paper} doe2024fast\n```\n",
                "# List\n\n:::{publications}\n:person: smith-ann\n:limit: 2\n:::\n",
                "# List\n\n:::{timeline}\n:paper: doe2024fast\n:::\n",
                "# List\n\n:::{people}\n:grant: grant-0\n:::\n",
                "# List\n\n:::{talks}\n:topic: mri\n:::\n",
                "# List\n\n:::{grants}\n:person: li-wei\n:::\n",
            )
        )
    )
    made.pages.pop(f"{name}.md", None)
    if text:
        made.pages[f"{name}.md"] = text
    return f"{name} {text!r}"


def _pages(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """The folders of pages, both kinds in one now and then."""
    made.paper_pages = draw(one_of(("papers", "others", "")))
    made.person_pages = draw(one_of(("members", "others", "")))
    return f"{made.paper_pages!r} {made.person_pages!r}"


def _renamed(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """The id of a record, which others still name."""
    which, ids = draw(
        one_of(
            (
                (made.papers, KEYS),
                (made.people, PEOPLE),
                (made.news, ITEMS),
                (made.activities["grant"], GRANTS),
                (made.activities["award"], AWARDS),
            )
        )
    )
    new = [i for i in ids if i not in which] or ["renamed"]
    if not which:
        return "nothing"
    old, name = draw(one_of(sorted(which))), draw(one_of(new))
    _rename(which, old, name)
    return f"{old} {name}"


def _order(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """The order of a file."""
    records = draw(one_of((made.papers, made.people, made.news)))
    changed = draw(st.permutations(list(records.items())))
    records.clear()
    records.update(changed)
    return " ".join(records)


def _field(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """One field of one record."""
    name, value = draw(
        one_of(
            (
                ("title", "Another title"),
                ("note", "Another note"),
                ("year", "2022"),
                ("date", "2022-02"),
                ("short", "Brief"),
                ("name", "Another Name"),
                ("abstract", "Another abstract."),
                ("award", "Another prize"),
            )
        )
    )
    every = (made.papers, made.people, made.news, *made.activities.values())
    found = [record for records in every for record in records.values()]
    found = [record for record in found if isinstance(record.get(name), str)]
    if found:
        found[draw(st.integers(0, len(found) - 1))][name] = value
    return f"{name} {value!r}"


_DOING: Final = {
    "paper": _paper,
    "person": _person,
    "news": _news,
    "cv": _cv,
    "topic": _topic,
    "page": _page,
    "pages": _pages,
    "rename": _renamed,
    "order": _order,
    "field": _field,
}


@given(st.data())
@settings(
    database=None,
    deadline=None,
    derandomize=SOAK == 1,
    max_examples=12 * SOAK,
    phases=[Phase.generate],  # making a story shorter takes minutes
    suppress_health_check=list(HealthCheck),
)
def test_any_edits(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Output and warnings are those of a clean build, whatever was built before."""
    folder = tmp_path_factory.mktemp("edits")
    made = data.draw(sources(), "sources")
    made.paper_pages, made.person_pages = "papers", "members"
    site = Site(folder / "site")
    made.write(site)
    site.try_build()
    for _ in range(data.draw(one_of((5, 3, 2)), "number of edits")):
        for _ in range(data.draw(one_of((1, 1, 2)), "at once")):
            data.draw(edit(made), "edit")
        made.write(site)
        builder, parallel = data.draw(BUILDS, "build")
        if builder != "html":
            site.try_build(builder)
        built = site.try_build(parallel=parallel)
        clean = _clean(made, folder / "clean")
        if parallel > 1:
            built.warnings.sort()
            clean.warnings.sort()
        assert built.warnings == clean.warnings
        assert not differences(built, clean)
    shutil.rmtree(folder)


def _clean(made: Sources, folder: Path) -> Built:
    """A build of the same sources in a new folder: no page is left there."""
    shutil.rmtree(folder, ignore_errors=True)
    site = Site(folder / "site")
    made.write(site)
    return site.try_build()


#: Another builder before the one that is compared, and the number of processes.
BUILDS: Final = st.sampled_from(
    (("html", 1), ("html", 1), ("text", 1), ("dirhtml", 1), ("html", 2))
)
