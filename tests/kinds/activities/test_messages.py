"""What is wrong in the .yml files of a group: each fault with its line, all in one run.

All cases of all files are one site, so its build shows that none hides another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from groupsite.kinds.activities.awards import Award
from groupsite.kinds.activities.grants import Grant
from groupsite.kinds.activities.software import Software
from groupsite.kinds.activities.talks import Talk
from groupsite.kinds.activities.teaching import Course
from groupsite.sources.yaml.shape import shape_of
from tests.conftest import Built, level, new_site
from tests.kinds.activities.conftest import ORPHAN, ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site


class Case(NamedTuple):
    """A record, and what is wrong with it."""

    text: str
    #: ``LINE: message [subtype]``, with lines counted from the record's first one.
    messages: list[str]
    #: Whether it is shown in spite of that.
    kept: bool = True
    #: The id by which it is shown.
    id: str = "ID"


DATE = "write YYYY, YYYY-MM or YYYY-MM-DD [date]"
ADDRESS = "an address should begin with one of http:, https:, mailto:, files:, not"
ID = "write lower-case letters and digits, with single hyphens between"
TALK = "- id: ID\n  date: 2024\n  title: T\n  event: E\n"
GRANT = "- id: ID\n  title: T\n  funder: F\n"
COURSE = "- id: ID\n  title: T\n  role: R\n"
NAMED = "- id: ID\n  title: T\n"

#: What may stand behind a good record of any kind, with lines counted from there.
KEYS = {
    "an unknown key": Case("  lnks: {}\n", ["1: `ID`: unknown key `lnks`; did you mean `links`? (KEYS) [yaml]"]),
    "a text for links": Case("  links: https://example.org\n", ["1: `ID`: `links` should have keys of its own [yaml]"]),
    "a link without address": Case("  links:\n    slides: {size: 3 MB}\n", ["2: `ID`: `links.slides.url` is missing; the rest of `links.slides` is left out [field]"]),
    "a script for a link": Case("  links:\n    slides: javascript:alert(1)\n", [f"2: `ID`: `links.slides.url`: {ADDRESS} 'javascript:alert(1)' [field]"]),
    "a path for a link": Case("  links: {slides: data/x.pdf}\n", [f"1: `ID`: `links.slides.url`: {ADDRESS} 'data/x.pdf' [field]"]),
    "an unknown key of a link": Case("  links: {slides: {url: 'files:x', sise: 1 MB}}\n", ["1: `ID`: unknown key `links.slides.sise`; did you mean `size`? (known: url, size) [yaml]"]),
    "a list for a note": Case("  note: [a, b]\n", ["1: `ID`: `note` should be a text [yaml]"]),
    "keys for people": Case("  people: {a: b}\n", ["1: `ID`: `people` should be a list [yaml]"]),
}  # fmt: skip
#: Links to records that are not there, alone and in a list; `KIND` links to them.
LINKS = {
    "people": Case("  people: smith-anna\n", ["1: KIND `ID`: there is no person `smith-anna`; did you mean `smith-ann`? [link]"]),
    "people, several": Case("  people:\n    - li-wei\n    - li-we\n", ["3: KIND `ID`: there is no person `li-we`; did you mean `li-wei`? [link]"]),
    "paper": Case("  paper: doe2024fats\n", ["1: KIND `ID`: there is no paper `doe2024fats`; did you mean `doe2024fast`? [link]"]),
    "paper, several": Case("  paper:\n    - x\n    - y\n", ["2: KIND `ID`: there is no paper `x` [link]", "3: KIND `ID`: there is no paper `y` [link]"]),
    "grant": Case("  grant: god\n", ["1: KIND `ID`: there is no grant `god`; did you mean `good`? [link]"]),
    "award": Case("  award: lats\n", ["1: KIND `ID`: there is no award `lats`; did you mean `last`? [link]"]),
}  # fmt: skip

GRANTS = {
    "no funder": Case(NAMED, []),
    "no title": Case("- id: ID\n  funder: F\n", ["1: `ID`: `title` is missing [field]"], kept=False),
    "an empty title": Case("- id: ID\n  title: ''\n  funder: F\n", ["2: `ID`: `title`: text is required [field]"], kept=False),
    "an end before the start": Case(GRANT + "  from: 2023-05\n  to: 2022\n", ["5: `ID`: ends (2022) before it starts (2023-05); check `from` and `to` [date]"]),
    "a bad beginning": Case(GRANT + "  from: May 2020\n", [f"4: `ID`: `from`: 'May 2020' is not a date: {DATE}"]),
    "a bad end": Case(GRANT + "  to: 2020-02-30\n", ["4: `ID`: `to`: '2020-02-30' is not a date: day is out of range for month [date]"]),
    "a bad date of the first news": Case(GRANT + "  announced: 2020-13\n", ["4: `ID`: `announced`: '2020-13' is not a date: month must be in 1..12 [date]"]),
    "an unknown lead": Case(GRANT + "  lead: li\n", ["4: grant `ID`: there is no person `li`; did you mean `li-wei`? [link]"]),
    "an unknown partner": Case(GRANT + "  partners:\n    - li-wei\n    - nobody\n", ["6: grant `ID`: there is no person `nobody` [link]"]),
    "a key of Python": Case(GRANT + "  start: 2020\n", ["4: `ID`: unknown key `start`; did you mean `short`? (KEYS) [yaml]"]),
    "a number with blanks": Case("- id: EP/1 2\n  title: T\n  funder: F\n", [f"1: `EP/1 2`: `id`: {ID}: `ep-1-2` [mended]"], id="EP/1-2"),
    "a text": Case("- Maths4DL\n", ["1: a record should be a list of keys, beginning `- id: …` [yaml]"], kept=False),
    "a fault of syntax": Case("- id: ID\n  title: T: U\n", ['2: `title` needs quotes: write `title: "T: U"` [mended]']),
}  # fmt: skip
TALKS = {
    "no date": Case("- id: ID\n  title: T\n  event: E\n", []),
    "no event": Case("- id: ID\n  title: T\n  date: 2024\n", []),
    "an empty event": Case("- id: ID\n  title: T\n  date: 2024\n  event: ' '\n", []),
    "neither title nor paper": Case("- id: ID\n  date: 2024\n  event: E\n", ["1: `ID`: `title` is missing; write it, or name the `paper` [field]"]),
    "an empty title": Case("- id: ID\n  date: 2024\n  event: E\n  title: ''\n", ["4: `ID`: `title` is missing; write it, or name the `paper` [field]"]),
    "a bad date": Case("- id: ID\n  title: T\n  event: E\n  date: 2024-13\n", ["4: `ID`: `date`: '2024-13' is not a date: month must be in 1..12 [date]"]),
    "a list of dates": Case("- id: ID\n  title: T\n  event: E\n  date: [2024, 2025]\n", [f"4: `ID`: `date`: this is not a date: {DATE}"]),
    "an unknown kind": Case(TALK + "  kind: lecture\n", ["5: `ID`: `kind` should be 'talk' or 'poster' [yaml]"]),
    "a word for yes or no": Case(TALK + "  invited: perhaps\n", ["5: `ID`: `invited` should be true or false [yaml]"]),
    "a bad address": Case(TALK + "  url: www.example.org\n", ["5: `ID`: `url`: an address begins with its scheme: write https://www.example.org [field]"]),
    "an address with blanks": Case(TALK + "  url: https://example.org/a b\n", ["5: `ID`: `url`: an address cannot contain blanks, write %20: 'https://example.org/a b' [field]"]),
    "an address with odd brackets": Case(TALK + "  url: 'https://[x'\n", ["5: `ID`: `url`: 'https://[x' is not an address [field]"]),
    "a list for an address": Case(TALK + "  url: [https://example.org]\n", ["5: `ID`: `url` should be a text [yaml]"]),
    "two faults": Case(TALK + "  remote: x\n  palce: Rome\n", ["5: `ID`: `remote` should be true or false [yaml]", "6: `ID`: unknown key `palce`; did you mean `place`? (KEYS) [yaml]"]),
}  # fmt: skip
TEACHING = {
    "no year": Case(COURSE, []),
    "a year that does not follow": Case(COURSE + "  year: 2024/26\n", ["4: `ID`: `year`: '2024/26' is not an academic year: write 2024/25 [date]"]),
    "a year in full": Case(COURSE + "  year: 2024/2025\n", []),
    "a term": Case(COURSE + "  year: Spring 2024\n", []),
    "a term of no year": Case(COURSE + "  year: in spring\n", ["4: `ID`: `year`: 'in spring' names no year: write 2024, 2024/25 or Spring 2024 [date]"]),
    "a list of years": Case(COURSE + "  year: [2024]\n", ["4: `ID`: `year` should be a text [yaml]"]),
    "no role": Case("- id: ID\n  year: 2024\n  title: T\n", []),
    "a grant, which no course has": Case(COURSE + "  year: 2024\n  grant: good\n", ["5: `ID`: unknown key `grant` (KEYS) [yaml]"]),
}  # fmt: skip
SOFTWARE = {
    "neither title nor paper": Case("- id: ID\n", ["1: `ID`: `title` is missing; write it, or name the `paper` [field]"]),
    "an unknown paper for a title": Case("- id: ID\n  paper: deo2024fast\n", ["2: software `ID`: there is no paper `deo2024fast`; did you mean `doe2024fast`? [link]"]),
    "a bad release": Case(NAMED + "  released: v2\n", [f"3: `ID`: `released`: 'v2' is not a date: {DATE}"]),
    "no id": Case("- title: ID\n", ["1: `id` is missing: write `id: ID` [mended]"]),
    "an empty id": Case("- id: ''\n  title: ID\n", ["1: `id` is missing: write `id: ID` [mended]"]),
}  # fmt: skip
AWARDS = {
    "no title": Case("- id: ID\n", ["1: `ID`: `title` is missing [field]"], kept=False),
    "a bad date": Case(NAMED + "  date: 2024-00\n", ["3: `ID`: `date`: '2024-00' is not a date: month must be in 1..12 [date]"]),
}  # fmt: skip


class File(NamedTuple):
    """The cases of a file."""

    kind: str
    directive: str
    #: A record that nothing is wrong with.
    good: str
    #: The fields that link to other records.
    links: str
    #: Cases of this file alone.
    own: dict[str, Case]
    #: The dataclass of its records.
    record: Any

    @property
    def keys(self) -> str:
        """``known: id, title, …``."""
        return f"known: {', '.join(shape_of(self.record).schema['properties'])}"

    @property
    def cases(self) -> list[Case]:
        """All of them."""
        alike = [
            *KEYS.values(),
            *(c for name, c in LINKS.items() if name.split(",")[0] in self.links),
        ]
        return [*map(self.behind, alike), *self.own.values()]

    def behind(self, case: Case) -> Case:
        """*case* behind a good record."""
        before = self.good.count("\n")
        messages = []
        for message in case.messages:
            line, _, text = message.partition(": ")
            text = text.replace("KIND", self.kind)
            messages.append(f"{int(line) + before}: {text}")
        return case._replace(text=self.good + case.text, messages=messages)


YEAR = COURSE + "  year: 2024\n"
FILES = {
    "research/awards.yml": File(
        "award", "awards", NAMED, "people paper grant", AWARDS, Award
    ),
    "research/grants.yml": File("grant", "grants", GRANT, "people", GRANTS, Grant),
    "research/software.yml": File(
        "software", "software", NAMED, "people paper grant", SOFTWARE, Software
    ),
    "research/talks.yml": File(
        "talk", "talks", TALK, "people paper grant award", TALKS, Talk
    ),
    "research/teaching.yml": File(
        "course", "teaching", YEAR, "people", TEACHING, Course
    ),
}
CV = """\
- id: doe-jane
  employment:
    - {title: Reader, date: 2020, from: 2021}
- id: smith-ann
  service: [{title: T, grant: god}]
- id: nobody
"""
CV_MESSAGES = [
    "cv.yml:3: ERROR: `doe-jane`: `employment[1]`: write either `date`, or `from` and `to` [groupsite.date]",
    "cv.yml:5: ERROR: cv `smith-ann`: there is no grant `god`; did you mean `good`? [groupsite.link]",
    "cv.yml:6: ERROR: cv `nobody`: there is no person `nobody` [groupsite.link]",
]


def written(name: str) -> tuple[str, list[str], list[str]]:
    """The text of a file, its messages, and ids of the records that are shown.

    Good records stand before, between and behind the bad ones.
    """
    file = FILES[name]
    text = file.good.replace("ID", "good")
    messages, shown = [], ["good"]
    for number, case in enumerate(file.cases):
        before = text.count("\n")
        for message in case.messages:
            line, _, words = message.replace("ID", f"c{number}").partition(": ")
            words = words.replace(" [", " [groupsite.").replace("KEYS", file.keys)
            messages.append(f"{name}:{before + int(line)}: {level(words)}: {words}")
        text += case.text.replace("ID", f"c{number}")
        text += file.good.replace("ID", f"after-{number}")
        shown += [case.id.replace("ID", f"c{number}")] * case.kept + [f"after-{number}"]
    messages.append(
        f"{name}:{text.count(chr(10)) + 1}: ERROR: {file.kind} `good` exists already, "
        f"in {name}:1; this one was left out [groupsite.duplicate]"
    )
    text += file.good.replace("ID", "good") + file.good.replace("ID", "last")
    return text, messages, [*shown, "last"]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of which every file is full of faults."""
    files = {"cv.yml": CV, **{name: written(name)[0] for name in FILES}}
    for file in FILES.values():
        page = f"{ORPHAN}# Page\n\n:::{{{file.directive}}}\n:::\n"
        files[f"{file.kind}.md"] = page
    return new_site(tmp_path_factory.mktemp("broken"), files=files).try_build()


def test_nothing_else_is_reported(broken: Built) -> None:
    """One run has the messages of all files and no other ones, each file in order."""
    of_files = [message for name in FILES for message in written(name)[1]]

    assert broken.warnings == CV_MESSAGES + sorted(of_files, key=position)


def position(message: str) -> tuple[str, int]:
    """File and line of a message."""
    file, line, _ = message.split(":", 2)
    return file, int(line)


@pytest.mark.parametrize("name", FILES)
def test_every_fault_has_its_message(broken: Built, name: str) -> None:
    """A fault is reported with its line, what is wrong, and the nearest right word."""
    found = [message for message in broken.warnings if message.startswith(name)]

    assert found == sorted(written(name)[1], key=position)


@pytest.mark.parametrize("name", FILES)
def test_no_good_record_is_lost(broken: Built, name: str) -> None:
    """A wrong field costs no record; only one without a title is left out."""
    kind = FILES[name].kind

    # those without a date stand behind all others
    assert sorted(ids(broken.main(kind), kind)) == sorted(written(name)[2])


def test_a_file_that_is_no_list(make_site: Callable[..., Site]) -> None:
    """A file that is something else has a message, and the other files are read."""
    files = {
        "research/talks.yml": "talks:\n  title: T\n",
        "research/awards.yml": "",
        "research/grants.yml": "[]\n",
        "research/software.yml": "- id: tool\n  title: Tool\n",
        "software.md": f"{ORPHAN}# Page\n\n:::{{software}}\n:::\n\n:::{{talks}}\n:::\n",
    }
    built = make_site(files=files).build(
        warnings=[
            "research/talks.yml:1: ERROR: this file should be a list: begin each record with `- id: …` [groupsite.yaml]"
        ]
    )

    assert ids(built.main("software"), "software") == ["tool"]


@pytest.mark.parametrize("data", ["facts/", "/facts", "facts"])
def test_the_folder_of_the_files_is_a_setting(
    make_site: Callable[..., Site], data: str
) -> None:
    """`groupsite_data` names the folder; messages name files as authors know them."""
    files = {
        "facts/talks.yml": "- id: x\n  title: T\n  date: May\n",
        "facts/software.yml": "- id: tool\n  title: Tool\n",
        "page.md": f"{ORPHAN}# Page\n\n:::{{software}}\n:::\n",
    }
    built = make_site(files=files).build(
        config={"groupsite_data": data},
        warnings=[
            "facts/talks.yml:3: ERROR: `x`: `date`: 'May' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]",
        ],
    )

    assert ids(built.main("page"), "software") == ["tool"]
