"""After any edits of any source a build makes what a clean build makes."""

from __future__ import annotations

import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, event
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
)

from tests.conftest import Site
from tests.drawing import SOAK, sites
from tests.faults import Death, FullDisk, break_at, sources_of
from tests.pictures import PIXEL
from tests.random_sites import (
    ACTIVITIES,
    FORMULAS,
    ITEMS,
    KEYS,
    NAMES,
    NEWS_OPTIONS,
    OWNER,
    PAPER_OPTIONS,
    PHOTOS,
    SETTINGS,
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
from tests.rebuilding import faults

pytestmark = pytest.mark.full

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
    if made.photos and name in made.people and draw(st.booleans()):
        made.people[name]["photo"] = draw(one_of(sorted(made.photos)))
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
    name = draw(
        one_of(
            (
                "extra",
                "li-wei",
                "doe2024fast",
                "smith-ann",
                "deep/lost",
                "publications/2010s",
            )
        )
    )
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
                "# List\n\n:::{publications}\n:person: li-wei\n:export:\n:::\n",
                "# List\n\n:::{talks}\n:filter: kind year\n:::\n",
                "# With whom\n\n:::{coauthors}\n:::\n",
                "# Report\n\n:::{report} grant-0\n:until: 2023\n:::\n",
                "# Report\n\n:::{report}\n:since: 2023\n:::\n",
                "---\norphan: true\n---\n(place)=\n# Orphan\n\n![](/faces/ann.png)\n",
                "# *Links*\n\n{doc}`/extra`, {ref}`place`, {news}`a`, [](/people.md)\n",
                "# Books\n\n```{bibliography}\n:all:\n```\n",
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


def _setting(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """A setting of conf.py, the options of a list, or a colour."""
    name = draw(one_of((*SETTINGS, "paper_options", "news_options", "style")))
    if name in SETTINGS:
        made.settings[name] = draw(one_of(SETTINGS[name]))
        return f"{name} = {made.settings[name]!r}"
    values = {
        "paper_options": PAPER_OPTIONS,
        "news_options": NEWS_OPTIONS,
        "style": ("brown", "black"),
    }[name]
    setattr(made, name, draw(one_of(values)))
    return f"{name} {getattr(made, name)!r}"


def _photo(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """A picture comes, is another one, or goes; somebody has it or not."""
    name = draw(one_of(PHOTOS))
    made.photos.pop(name, None)
    data = draw(one_of((b"", PIXEL, PIXEL + b"2")))
    if data:
        made.photos[name] = data
    who = draw(one_of(sorted(made.people))) if made.people else ""
    if who:
        made.people[who].pop("photo", None)
    if who and made.photos:
        made.people[who]["photo"] = draw(one_of(sorted(made.photos)))
    return f"{name} {len(data)} {who}"


def _formula(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """A formula in a text of a record."""
    every = (made.papers, made.news, *made.activities.values())
    texts = [
        (record, name)
        for records in every
        for record in records.values()
        for name in ("title", "abstract", "note", "text")
        if isinstance(record.get(name), str)
    ]
    formula = draw(one_of(FORMULAS))
    if texts:
        record, name = texts[draw(st.integers(0, len(texts) - 1))]
        record[name] = f"On {formula} and more."
    return formula


def _pinned(draw: st.DrawFn, made: Sources, _what: str) -> str:
    """An item is pinned, or no longer."""
    if not made.news:
        return "nothing"
    name = draw(one_of(sorted(made.news)))
    made.news[name]["pinned"] = draw(one_of(("", "true")))
    made.news[name]["kind"] = draw(one_of(("event", "jubilee")))
    return name


_DOING: Final = {
    "setting": _setting,
    "settings": _setting,
    "photo": _photo,
    "formula": _formula,
    "pinned": _pinned,
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


#: A build of a builder by so many processes.
BUILDS: Final = st.tuples(
    one_of(("html", "html", "dirhtml", "text")), one_of((1, 1, 1, 3))
)


class Editing(RuleBasedStateMachine):
    """A site that is edited and built, over and over again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="groupsite-edits-"))
        self.site = Site(self.folder / "site")
        self.made = Sources()
        #: The sources as they were after each edit.
        self.before: list[Sources] = []
        self.edits = 0

    @initialize(made=sources())
    def begin(self, made: Sources) -> None:
        """A site without a mistake, built once."""
        made.paper_pages, made.person_pages = "papers", "members"
        self.made = made
        made.write(self.site)
        self.site.try_build()

    def _edit(self, data: st.DataObject) -> None:
        """Some sources are edited, or all is as it was some edits ago."""
        how = data.draw(one_of((1, 1, 1, 2, 3, 0)), "edits")
        back = data.draw(st.integers(1, 3), "undone") if how == 0 else 0
        if back and self.before:
            self.made = self.before[-back:][0]
            del self.before[-back:]
        for _ in range(how):
            self.before.append(deepcopy(self.made))
            data.draw(edit(self.made), "edit")
        self.made.write(self.site)
        self.edits += how or 1

    @rule(data=st.data(), how=BUILDS)
    def build(self, data: st.DataObject, how: tuple[str, int]) -> None:
        """A build that nobody looks at."""
        self._edit(data)
        builder, parallel = how
        self.site.try_build(builder, parallel=parallel)

    @rule(
        data=st.data(),
        how=BUILDS,
        moment=st.integers(1, 250),
        fault=one_of((Death, FullDisk)),
    )
    def fail(
        self,
        data: st.DataObject,
        how: tuple[str, int],
        moment: int,
        fault: type[Death],
    ) -> None:
        """A build that is killed, or finds no more space, at a change of a file."""
        self._edit(data)
        builder, parallel = how
        break_at(self.site, moment, fault, builder=builder, parallel=parallel)

    @rule(data=st.data(), how=BUILDS)
    def compare(self, data: st.DataObject, how: tuple[str, int]) -> None:
        """A build that has to be like a clean one."""
        self._edit(data)
        self._compare(*how)

    def _compare(self, builder: str, parallel: int) -> None:
        """Output, messages and generated pages are those of a clean build."""
        built = self.site.try_build(builder, parallel=parallel)
        other = Site(self.folder / "clean" / "site")
        shutil.rmtree(other.srcdir.parent, ignore_errors=True)
        self.made.write(other)
        clean = other.try_build(builder)
        assert faults(built, clean) == []
        if parallel == 1:
            assert built.warnings == clean.warnings
        assert sources_of(self.site) == sources_of(other)

    def teardown(self) -> None:
        """Look once more at the end."""
        event(f"{self.edits // 5 * 5} edits or more")
        self._compare("html", 1)
        shutil.rmtree(self.folder)


TestEditing = Editing.TestCase
# making a story shorter takes minutes
TestEditing.settings = sites(
    2, stateful_step_count=24 if SOAK == 1 else 60, phases=[Phase.generate]
)
