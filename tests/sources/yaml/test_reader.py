"""Reading .yml files: every fault has its line, and none costs another record."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.positions import Position
from groupsite.sources.yaml.fields import Date  # noqa: TC001  pydantic reads it
from groupsite.sources.yaml.reader import load_yaml
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from groupsite.model.parts import Loaded

PROPERTY = drawn()
STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A part of a record."""

    __pydantic_config__: ClassVar = STRICT

    place: str
    nights: int = 1
    paid: bool = False


@dataclass(frozen=True, kw_only=True)
class Trip:
    """A record with fields of all shapes."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    name: str
    start: Date | None = None
    mood: Literal["good", "bad"] = "good"
    tags: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    prices: dict[str, str] = field(default_factory=dict)
    stays: tuple[Stay, ...] = ()
    last: Stay | None = None

    def __post_init__(self) -> None:
        if self.name == self.id:
            raise ValueError("the name says no more than the id")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to write to."""
    return tmp_path_factory.mktemp("yaml") / "trips.yml"


def load(path: Path, text: str | bytes) -> Loaded:
    """What is read of a file with this content."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_yaml(path, "trips.yml", Trip)


def messages(loaded: Loaded) -> list[str]:
    """The problems in one line each."""
    return [f"{p.position}: {p.message} [{p.subtype}]" for p in loaded.problems]


def ids(loaded: Loaded) -> list[str]:
    """Ids of the records that were read."""
    return [located.record.id for located in loaded.records]


BEFORE = "- id: north\n  name: To the north\n"
AFTER = "- id: south\n  name: To the south\n"


class Row(NamedTuple):
    """A record that stands between two good ones, from line 3 on."""

    text: str
    #: Messages without the name of the file.
    messages: list[str]
    #: Whether the record is read in spite of them.
    kept: bool = False


def invalid(reason: str, *, what: str = "record") -> str:
    """The message for a fault of syntax."""
    return (
        f"this {what} is not valid YAML ({reason}); check the indentation, the quotes "
        "and the colons around this line [yaml]"
    )


LIST = "this file should be a list: begin each record with `- id: …` [yaml]"
RECORD = "a record should be a list of keys, beginning `- id: …` [yaml]"
ENCODING = (
    "this line is not UTF-8, it was read as Windows-1252 (latin-1); save the file in "
    "the encoding UTF-8 [yaml]"
)
KNOWN = "known: id, name, start, mood, tags, notes, prices, stays, last"
DATE = "write YYYY, YYYY-MM or YYYY-MM-DD [date]"

ROWS = {
    # -- syntax
    "a colon in a value": Row(
        "- id: x\n  name: Far: away\n",
        ['4: `name` needs quotes: write `name: "Far: away"` [mended]'],
        kept=True,
    ),
    "a key that is indented too far": Row(
        "- id: x\n   name: Far\n",
        [
            "4: this line is indented differently from the others of its record; write as many blanks before it, and no tab [mended]"
        ],
        kept=True,
    ),
    "a key that is not indented enough": Row(
        "- id: x\n  name: Far\n tags: [a]\n",
        [
            "5: this line is indented differently from the others of its record; write as many blanks before it, and no tab [mended]"
        ],
        kept=True,
    ),
    "a quote that is not closed": Row(
        '- id: x\n  name: "Far\n  mood: good\n',
        ['4: `name` needs quotes: write `name: "Far"` [mended]'],
        kept=True,
    ),
    "a bracket that is not closed": Row(
        "- id: x\n  name: Far\n  tags: [a, b\n  mood: good\n",
        ["5: `tags` lacks its `]`: write `tags: [a, b]` [mended]"],
        kept=True,
    ),
    "a tab": Row(
        "- id: x\n\tname: Far\n",
        [
            "4: this line is indented differently from the others of its record; write as many blanks before it, and no tab [mended]"
        ],
        kept=True,
    ),
    "a value that begins with a special character": Row(
        "- id: x\n  name: @home\n",
        ['4: `name` needs quotes: write `name: "@home"` [mended]'],
        kept=True,
    ),
    "an alias of nothing": Row(
        "- id: x\n  name: *far\n",
        ['4: `name` needs quotes: write `name: "*far"` [mended]'],
        kept=True,
    ),
    "an escape that does not exist": Row(
        '- id: x\n  name: "Far \\q"\n',
        ['4: `name` needs quotes: write `name: "Far \\\\q"` [mended]'],
        kept=True,
    ),
    # -- shape
    "no dash": Row("id: x\nname: Far\n", ["3: " + LIST]),
    "a line of text": Row("Far away\n", ["3: " + LIST]),
    "a record that is a text": Row("- far away\n", ["3: " + RECORD]),
    "a record that is a list": Row("- [far, away]\n", ["3: " + RECORD]),
    "a record that is nothing": Row("-\n", ["3: " + RECORD]),
    "a list as a key": Row(
        "- id: x\n  name: Far\n  ? [a, b]\n  : c\n",
        ["5: a key should be a word; this one was left out [yaml]"],
        kept=True,
    ),
    "a key twice": Row(
        "- id: x\n  name: Far\n  mood: good\n  name: Near\n",
        ["6: `name` is given twice; only the first one counts [yaml]"],
        kept=True,
    ),
    "an alias": Row("- id: x\n  name: &n Far\n  tags: [*n]\n", [], kept=True),
    # -- keys
    "no id": Row(
        "- mood: good\n", ["3: `id` is missing [field]", "3: `name` is missing [field]"]
    ),
    "no name": Row("- id: x\n", ["3: `x`: `name` is missing [field]"]),
    "a name without value": Row(
        "- id: x\n  name:\n", ["4: `x`: `name` is missing [field]"]
    ),
    "a missing key inside": Row(
        "- id: x\n  name: Far\n  stays:\n    - place: A\n    - nights: 2\n",
        [
            "7: `x`: `stays[2].place` is missing; the rest of `stays[2]` is left out [field]"
        ],
        kept=True,
    ),
    "an unknown key": Row(
        "- id: x\n  nmae: Far\n  name: Far\n",
        [
            "4: `x`: unknown key `nmae`; did you mean `name`? (known: id, name, start, mood, tags, notes, prices, stays, last) [yaml]"
        ],
        kept=True,
    ),
    "an unknown key like none": Row(
        "- id: x\n  name: Far\n  color: red\n",
        [
            "5: `x`: unknown key `color` (known: id, name, start, mood, tags, notes, prices, stays, last) [yaml]"
        ],
        kept=True,
    ),
    "an unknown key in a list": Row(
        "- id: x\n  name: Far\n  stays: [{place: A, night: 2}]\n",
        [
            "5: `x`: unknown key `stays[1].night`; did you mean `nights`? (known: place, nights, paid) [yaml]"
        ],
        kept=True,
    ),
    "an unknown key in what may be absent": Row(
        "- id: x\n  name: Far\n  last:\n    place: A\n    payed: true\n",
        [
            "7: `x`: unknown key `last.payed`; did you mean `paid`? (known: place, nights, paid) [yaml]"
        ],
        kept=True,
    ),
    # -- values
    "a list for a text": Row(
        "- id: x\n  name: [Far, away]\n", ["4: `x`: `name` should be a text [yaml]"]
    ),
    "a list for the id": Row(
        "- id: [x]\n",
        ["3: `id` should be a text [yaml]", "3: `name` is missing [field]"],
    ),
    "a text for a tuple": Row(
        "- id: x\n  name: Far\n  tags: a\n",
        ["5: `x`: `tags` should be a list [yaml]"],
        kept=True,
    ),
    "a text for a list": Row(
        "- id: x\n  name: Far\n  notes: a\n",
        ["5: `x`: `notes` should be a list [yaml]"],
        kept=True,
    ),
    "a list in a list": Row(
        "- id: x\n  name: Far\n  tags:\n    - a\n    - [b]\n",
        ["7: `x`: `tags[2]` should be a text [yaml]"],
        kept=True,
    ),
    "a text for keys": Row(
        "- id: x\n  name: Far\n  last: A\n",
        ["5: `x`: `last` should have keys of its own [yaml]"],
        kept=True,
    ),
    "a text for keys of any name": Row(
        "- id: x\n  name: Far\n  prices: much\n",
        ["5: `x`: `prices` should have keys of its own [yaml]"],
        kept=True,
    ),
    "a word for a number": Row(
        "- id: x\n  name: Far\n  last: {place: A, nights: two}\n",
        ["5: `x`: `last.nights` should be a whole number [yaml]"],
        kept=True,
    ),
    "a list for a number": Row(
        "- id: x\n  name: Far\n  last: {place: A, nights: [2]}\n",
        ["5: `x`: `last.nights` should be a whole number [yaml]"],
        kept=True,
    ),
    "a word for yes or no": Row(
        "- id: x\n  name: Far\n  last: {place: A, paid: later}\n",
        ["5: `x`: `last.paid` should be true or false [yaml]"],
        kept=True,
    ),
    "a list for yes or no": Row(
        "- id: x\n  name: Far\n  last: {place: A, paid: [no]}\n",
        ["5: `x`: `last.paid` should be true or false [yaml]"],
        kept=True,
    ),
    "a word out of none": Row(
        "- id: x\n  name: Far\n  mood: odd\n",
        ["5: `x`: `mood` should be 'good' or 'bad' [yaml]"],
        kept=True,
    ),
    "a month that does not exist": Row(
        "- id: x\n  name: Far\n  start: 2021-13-01\n",
        ["5: `x`: `start`: '2021-13-01' is not a date: month must be in 1..12 [date]"],
        kept=True,
    ),
    "a list for a date": Row(
        "- id: x\n  name: Far\n  start: [2021]\n",
        [
            "5: `x`: `start`: this is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [date]"
        ],
        kept=True,
    ),
    "a record that contradicts itself": Row(
        "- id: x\n  name: x\n",
        ["3: `x`: the name says no more than the id [field]"],
    ),
    # -- characters
    "a character that is not allowed": Row(
        "- id: x\n  name: Fa\x07r\n",
        [
            "4: the character U+0007 was left out: it is invisible, and no page may contain it [yaml]"
        ],
        kept=True,
    ),
    "a line in another encoding": Row(
        "- id: x\n  name: F\udce4r\n",
        [
            f"4: {ENCODING}",
        ],
        kept=True,
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_fault_has_its_line_and_leaves_the_neighbours(
    path: Path, row: Row, ends: str
) -> None:
    """The message says where and what; the records before and after it are read."""
    text = f"{BEFORE}{row.text}{AFTER}".replace("\n", ends)
    loaded = load(path, text.encode(errors="surrogateescape"))

    assert messages(loaded) == [f"trips.yml:{message}" for message in row.messages]
    assert ids(loaded) == ["north", *["x"] * row.kept, "south"]
    assert loaded.records[-1].position == Position("trips.yml", text.count("\n") - 1)


def test_all_faults_of_a_file_come_in_one_run(path: Path) -> None:
    """A fault of syntax hides no other one, before or after it, nor in one record."""
    text = (
        "- id: north\n  name: To the north\n"
        "- id: a\n  mood: odd\n  color: red\n"
        "- id: b\n  name: Far: away\n"
        "- id: c\n  name: Near\n  tags: {a: b}\n  start: yesterday\n"
        "- id: d\n  name: 'Open\n"
        "- id: south\n  name: To the south\n"
    )
    loaded = load(path, text)

    assert messages(loaded) == [
        "trips.yml:3: `a`: `name` is missing [field]",
        "trips.yml:4: `a`: `mood` should be 'good' or 'bad' [yaml]",
        f"trips.yml:5: `a`: unknown key `color` ({KNOWN}) [yaml]",
        'trips.yml:7: `name` needs quotes: write `name: "Far: away"` [mended]',
        f"trips.yml:11: `c`: `start`: 'yesterday' is not a date: {DATE}",
        "trips.yml:10: `c`: `tags` should be a list [yaml]",
        'trips.yml:13: `name` needs quotes: write `name: "Open"` [mended]',
    ]
    assert ids(loaded) == ["north", "b", "c", "d", "south"]


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("", [], []),
        ("# nobody yet\n", [], []),
        ("---\n" + BEFORE + "...\n", [], ["north"]),
        ("[]\n", [], []),
        ('[{id: north, name: "- x"}]\n', [], ["north"]),
        ("trips:\n" + BEFORE, ["1: " + LIST], ["north"]),
        ("trips:\n  - {id: a, name: b}\n  - {id: c, name: d}\n", ["1: " + LIST], "ac"),
        ("north: {name: To the north}\n", ["1: " + LIST], []),
        ("hello\n" + BEFORE, ["1: " + LIST], ["north"]),
        (
            "%YAML one\n" + BEFORE,
            ["1: " + invalid("did not find expected version number")],
            ["north"],
        ),
        (
            BEFORE + "- id: x\n  name: a: b\nhello: a: b\n",
            [
                '4: `name` needs quotes: write `name: "a: b"` [mended]',
                "5: " + invalid("mapping values are not allowed in this context"),
            ],
            ["north", "x"],
        ),
        (
            "  - id: a\n    name: b\n  - id: x\n    name: a: b\n  - id: c\n    name: d\n",
            ['4: `name` needs quotes: write `name: "a: b"` [mended]'],
            "axc",
        ),
        (
            BEFORE + "---\n" + AFTER,
            ["3: " + invalid("but found another document", what="file")],
            ["north", "south"],
        ),
        (
            BEFORE + " - id: x\n   name: Far\n" + AFTER,
            ["3: " + invalid("did not find expected '-' indicator", what="file")],
            ["north", "x", "south"],
        ),
    ],
)
def test_a_file_may_begin_and_end_as_it_likes(
    path: Path, text: str, expected: list[str], found: list[str] | str
) -> None:
    """What is no record is reported and costs no record."""
    loaded = load(path, text)

    assert messages(loaded) == [f"trips.yml:{message}" for message in expected]
    assert ids(loaded) == list(found)


def test_a_quote_cannot_swallow_the_next_record(path: Path) -> None:
    """A string over two records is valid YAML, and never meant."""
    swallowing = "- id: x\n  name: 'Far\n- id: y\n  name: The students'\n"
    assert len(yaml.safe_load(swallowing)) == 1

    loaded = load(path, BEFORE + swallowing + AFTER)

    assert messages(loaded) == [
        'trips.yml:4: `name` needs quotes: write `name: "Far"` [mended]'
    ]
    assert ids(loaded) == ["north", "x", "y", "south"]


@pytest.mark.parametrize("value", ["", "~", "null", "# nothing yet"])
def test_a_key_without_value_is_as_good_as_none(path: Path, value: str) -> None:
    """`start:` says as little as no `start`."""
    loaded = load(path, f"- id: a\n  name: b\n  start: {value}\n  last: {value}\n")

    assert messages(loaded) == []
    assert loaded.records[0].record == Trip(id="a", name="b")


@pytest.mark.parametrize(
    "value", ["yes", "2024", "1e3", "0x10", "12:30:00", "2024-01-01", "'~'", '"null"']
)
def test_values_are_texts_as_written(path: Path, value: str) -> None:
    """No name is a number, a date, a truth or nothing, however it looks."""
    loaded = load(path, f"- id: a\n  name: {value}\n")

    assert messages(loaded) == []
    assert loaded.records[0].record.name == value.strip("'\"")


def test_line_breaks_of_unicode_shift_no_line(path: Path) -> None:
    """What only YAML takes for a line break is a blank, and counts as no line."""
    text = (
        "- id: a\n  name: b \u2028 c \x85 d\n  mood: odd\n- id: e\n  name: f\u2029g\n"
    )
    loaded = load(path, text)

    assert messages(loaded) == [
        "trips.yml:3: `a`: `mood` should be 'good' or 'bad' [yaml]"
    ]
    assert [located.record.name for located in loaded.records] == ["b   c   d", "f g"]


def test_a_record_knows_the_lines_of_its_values(path: Path) -> None:
    """Problems that are found later can name the line of any value."""
    text = "- id: a\n  name: b\n  stays:\n    - place: c\n    - place: d\n      nights: 2\n"
    (located,) = load(path, text).records

    assert str(located.position) == "trips.yml:1"
    assert str(located.at("name")) == "trips.yml:2"
    assert str(located.at("stays[2].nights")) == "trips.yml:6"
    assert str(located.at("tags")) == "trips.yml:1"


def test_a_file_that_cannot_be_opened_is_one_message(tmp_path: Path) -> None:
    """A folder in the place of the file is no traceback."""
    loaded = load_yaml(tmp_path, "trips.yml", Trip)

    assert messages(loaded) == [
        "trips.yml:1: this file cannot be read: Is a directory [yaml]"
    ]
    assert loaded.records == []


# -- what must hold for any file ----------------------------------------------------

#: PyYAML has a parser of its own for where it was not built with libyaml.
LOADERS = (yaml.CSafeLoader, yaml.SafeLoader)


@contextmanager
def parsed_by(loader: type) -> Iterator[None]:
    """Let *loader* parse."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groupsite.sources.yaml.text._LOADER", loader)
        yield


TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8
)
#: Characters that mean something to YAML, and few others.
SYNTAX = st.text(alphabet="-:?,[]{}#*!|>'\"%@`~\\ \n\t\r\u2028ax0", max_size=30)


def quoted(text: str) -> str:
    """*text* in double quotes."""
    return json.dumps(text, ensure_ascii=False)


@st.composite
def trips(draw: st.DrawFn) -> list[str]:
    """The texts of good records, named n0, n1 and so on."""
    records = []
    for number in range(draw(st.integers(2, 5))):
        name = draw(TEXTS | st.sampled_from(["it's", "the students'", 'say "a"', "["]))
        styles = [quoted(name), yaml.dump(name, width=1000).splitlines()[0]]
        tags = draw(st.lists(TEXTS.map(quoted), max_size=2))
        lines = [f"- id: n{number}", f"  name: {draw(st.sampled_from(styles))}"]
        lines += [f"  tags: [{', '.join(tags)}]"] * bool(tags)
        lines += ["  stays:", "    - place: A", "      nights: 2"] * draw(
            st.integers(0, 1)
        )
        records.append("\n".join(lines) + "\n")
    return records


@st.composite
def one_broken(draw: st.DrawFn) -> tuple[list[str], int]:
    """Good records, and the number of one that an accident has happened to."""
    records = draw(trips())
    number = draw(st.integers(0, len(records) - 1))
    text = records[number]
    start = draw(st.integers(2, len(text)))
    end = draw(st.integers(start, len(text)))
    records[number] = text[:start] + draw(SYNTAX | TEXTS) + text[end:] + "\n"
    return records, number


@PROPERTY
@given(trips())
def test_good_records_are_all_read(path: Path, records: list[str]) -> None:
    """Records in any style of quotes give no message."""
    loaded = load(path, "".join(records))

    assert messages(loaded) == []
    assert ids(loaded) == [f"n{number}" for number in range(len(records))]


@pytest.mark.parametrize("loader", LOADERS)
@drawn(60)
@given(one_broken())
def test_breaking_a_record_loses_no_other(
    path: Path, loader: type, broken: tuple[list[str], int]
) -> None:
    """Whatever happens inside a record, the others are read, each as if alone."""
    records, number = broken
    with parsed_by(loader):
        loaded = load(path, "".join(records))
        found = [located.record for located in loaded.records]
        others = [text for at, text in enumerate(records) if at != number]
        alone = [load(path, text).records[0].record for text in others]

    assert [record for record in alone if record not in found] == []


@pytest.mark.parametrize("loader", LOADERS)
@PROPERTY
@given(one_broken().map(lambda b: "".join(b[0])) | SYNTAX | st.text() | st.binary())
def test_any_text_is_read_without_traceback(
    path: Path, loader: type, text: str | bytes
) -> None:
    """Whatever a file holds, each problem names a line that it has."""
    with parsed_by(loader):
        loaded = load(path, text)
    data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    lines = {problem.position.line for problem in loaded.problems}
    assert all(1 <= line <= data.count(b"\n") + 1 for line in lines)
