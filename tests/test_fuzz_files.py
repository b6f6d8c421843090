"""Whatever a .bib or a .yml file holds: messages with lines, no exception, no loss.

Valid files are damaged, files are drawn from a grammar, every field of every record gets
values of every sort. All records of a site are loaded, linked and checked as in a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from groupsite.build import loading
from groupsite.extension import KINDS
from groupsite.kinds.people.cv import Curriculum
from groupsite.kinds.people.person import Person
from groupsite.sources.yaml.datafile import YamlFile
from tests.conftest import bare_settings
from tests.drawing import sites

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from groupsite.model.graph import Graph
    from groupsite.model.problems import Problem

pytestmark = pytest.mark.full


#: A good record before the one that is tried, and one after it.
BIB: Final = tuple(
    f"@article{{{key},\n  title = {{{{GPU}} Methods for $L^2$ {key}}},\n"
    '  author = {Jane Doe and Gómez, Ana},\n  journal = "J. of Tests",\n'
    "  year = 2024, month = jul, keywords = {MRI},\n}\n"
    for key in ("first", "last")
)  # fmt: skip
ENTRY: Final = """\
@inproceedings{middle,
  title     = {A {Fast} Method: $x_1^2$ \\& \\"o},
  author    = "Smith, Ann and {The {Example} Group} and others",
  booktitle = {Proc. } # jun # { of Tests},
  date      = {2024-05-01}, pages = {1--10},
  url       = {https://example.org/a_b}, doi = {10.1000/x(1)},
  abstract  = {One\\emph{two}.}, selected = true
}
"""
#: What a good record of each sort needs: field → value. Ids are put before.
NEEDED: Final[Mapping[str, str]] = {
    "name": "Jane Doe",
    "title": "A title",
    "date": "2024-05",
    "event": "A day",
    "funder": "A fund",
    "year": "2024/25",
    "role": "phd",
    "from": "2024",
    "place": "A town",
    "url": "https://example.org",
}


def record_types() -> dict[str, Any]:
    """Each .yml file of a site with the shape of its records, future kinds included."""
    found: dict[str, Any] = {"people.yml": Person, "cv.yml": Curriculum}
    default = {"group/people.yml", "group/cv.yml"}
    for kind in KINDS:
        load = kind.source.load
        if isinstance(load, YamlFile) and load.path not in default:
            # beside the people file, which is at the top here
            found[load.path.removeprefix("group/")] = load.record
    return found


TYPES: Final = record_types()
SCHEMAS: Final = {n: TypeAdapter(t).json_schema() for n, t in TYPES.items()}


def test_all_files_of_records_are_sites() -> None:
    """Each kind with a file of its own is among them."""
    assert {name.rpartition("/")[2] for name in TYPES} >= {
        *("people.yml", "cv.yml", "grants.yml", "talks.yml", "teaching.yml"),
        *("software.yml", "awards.yml"),
    }


class Read(NamedTuple):
    """A site that was read."""

    graph: Graph
    problems: list[Problem]

    def record(self, kind: str, record_id: str) -> str:
        """All that is known of a record, without where it stands."""
        return repr(self.graph.get(kind, record_id))


class Sources:
    """The files of a site, read without Sphinx."""

    def __init__(self, srcdir: Path) -> None:
        self.srcdir = srcdir
        (srcdir / "research").mkdir()

    def read(self, files: Mapping[str, bytes]) -> Read:
        """Read a site of these files alone; advice is asked for as well."""
        for name in ("papers.bib", *TYPES):
            (self.srcdir / name).unlink(missing_ok=True)
        for name, data in {"people.yml": b"", **files}.items():
            (self.srcdir / name).write_bytes(data)
        site = bare_settings(
            self.srcdir,
            bibfiles=((self.srcdir / "papers.bib").resolve(),),
            people="people.yml",
            data="research",
            topics={"mri": "MRI"},
            paper_pages="papers",
            person_pages="members",
        )
        problems: list[Problem] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loading, "report", problems.append)
            graph, _ = loading.load_graph(site, KINDS)
        for kind in KINDS:
            problems += kind.advice.advise(graph, site, "2025-01-01")
        return Read(graph, problems)

    def check(self, files: Mapping[str, bytes]) -> Read:
        """Read a site twice: it says the same, of lines that there are."""
        read, again = self.read(files), self.read(files)
        assert read.problems == again.problems
        for problem in read.problems:
            data = files[problem.position.path]
            lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
            assert 1 <= problem.position.line <= lines + 1, problem
            assert problem.message.strip(), problem
        return read


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """A folder of sources."""
    return Sources(tmp_path_factory.mktemp("fuzz"))


# -- damage -------------------------------------------------------------------------

ODD: Final = st.text(max_size=4) | st.sampled_from(
    ["\x00", "\u202e", "\ufeff", "\u2028", "\x85", "\r", "\t", "ſ", "İ", "e\u0301", "𝔸"]
)


def damaged(text: str, signs: str) -> st.SearchStrategy[bytes]:
    """*text* after some accidents with *signs*: it is cut, repeated, mixed up."""

    @st.composite
    def draw_damaged(draw: st.DrawFn) -> bytes:
        data = text
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(data)))
            end = min(len(data), start + draw(st.integers(0, 30)))
            piece = data[start:end]
            put = draw(
                st.sampled_from(["", "", piece * 2, piece[::-1], piece.swapcase()])
                | st.text(signs, min_size=1, max_size=3)
                | ODD
            )
            data = data[:start] + put + data[end:]
        if draw(st.integers(0, 5)) == 0:
            data = data[: draw(st.integers(0, len(data)))]
        raw = data.encode("utf-8", "surrogatepass")
        if draw(st.integers(0, 5)) == 0:
            at = draw(st.integers(0, len(raw)))
            raw = raw[:at] + draw(st.binary(max_size=4)) + raw[at:]
        return raw

    return draw_damaged()


# -- .bib files ---------------------------------------------------------------------

NAMES: Final = [
    "title",
    "subtitle",
    "author",
    "editor",
    "journal",
    "journaltitle",
    "booktitle",
    "year",
    "date",
    "month",
    "doi",
    "eprint",
    "arxiv",
    "archiveprefix",
    "url",
    "pdf",
    "code",
    "keywords",
    "grant",
    "crossref",
    "xdata",
    "pages",
    "number",
    "volume",
    "series",
    "publisher",
    "school",
    "type",
    "howpublished",
    "pubstate",
    "pubtype",
    "award",
    "award_date",
    "award_url",
    "selected",
    "alphabetical",
    "note",
    "abstract",
    "isbn",
    "issn",
    "eid",
    "preprint_title",
    "html",
]
PIECES: Final = st.sampled_from(
    [
        *(
            "Word",
            "a",
            "and",
            "others",
            "of",
            "2024",
            "-13-",
            "10.1000/x",
            "2401.01234",
        ),
        *("https://a.b/c", "files:../x", "javascript:x", "//", ",", ";", "=", "#", "%"),
        *("$x_1$", "$", "$$", "\\(", "\\)", "\\ensuremath{x}", "\\frac{1}", "^", "_"),
        *("\\'e", "\\'{", "\\c c", "\\\\", "\\", "\\&", "&amp;", "&#0;", "&#x110000;"),
        *("\\emph{a}", "\\url{", "\\href{a}{b}", "\\foo", "{\\em b}", "~", "--", "``"),
        *(
            "{",
            "}",
            "{a}",
            '"',
            "\n",
            "\n\n",
            "@",
            "@misc{",
            "\x00",
            "é",
            "日",
            "\u202e",
        ),
        *("jan", "true", "no", "arXiv", "inpress", "first", "last", "middle", "Jr"),
    ]
)
VALUES: Final = st.lists(PIECES | ODD, max_size=6).map(" ".join)


@st.composite
def entries(draw: st.DrawFn) -> str:
    """An entry as a grammar of BibTeX has it, with values of all sorts."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=8))
    styles = st.sampled_from(
        ["{%s}", "{%s}", '"%s"', "%s", "{{%s}}", "{a} # %s", "jan # {%s}"]
    )
    fields = [f"  {name} = {draw(styles) % draw(VALUES)}" for name in names]
    kind = draw(
        st.sampled_from(
            [
                "article",
                "misc",
                "Book",
                "phdthesis",
                "xdata",
                "set",
                "comment",
                "string",
                "preamble",
                "ärticle",
            ]
        )
    )
    key = draw(st.sampled_from(["middle", "m:1/2", "", "a b", "ä", "..", "{"]) | ODD)
    ends = st.sampled_from(["}", "}", ")", "", "}}", ",}"])
    comma = draw(st.sampled_from([",\n", ",\n", "\n", ";\n", ",,"]))
    return f"@{kind}{{{key}{comma}{comma.join(fields)}{draw(ends)}\n"


def check_bib(sources: Sources, middle: bytes) -> None:
    """The entries around *middle* are as good as alone."""
    first, last = (text.encode() for text in BIB)
    read = sources.check({"papers.bib": b"\n".join((first, middle, last))})
    alone = sources.read({"papers.bib": first + last})
    for key in ("first", "last"):
        assert read.record("paper", key) == alone.record("paper", key)


@sites(120)
@given(damaged(ENTRY.removeprefix("@"), '{}"@,=#%\\$()\n ~&;'))
def test_a_damaged_entry_costs_no_other(sources: Sources, middle: bytes) -> None:
    """Characters that are lost, repeated, inserted; bytes of other encodings."""
    # without its sign it would be a part of the entry before it
    check_bib(sources, b"@" + middle)


@sites(120)
@given(st.lists(entries(), max_size=3).map("".join))
def test_any_value_of_an_entry_is_read(sources: Sources, middle: str) -> None:
    """Any value in any field, of entries of any type, closed or not."""
    check_bib(sources, middle.encode("utf-8", "surrogatepass"))


@sites(60)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_a_bib_file(sources: Sources, data: bytes) -> None:
    """Noise is no exception."""
    sources.check({"papers.bib": data})


# -- .yml files ---------------------------------------------------------------------

SCALARS: Final = st.sampled_from(
    [
        *("", "~", "null", "true", "no", ".nan", ".inf", "-.inf", "-0", "0x1F", "1e999"),
        *("1_0", "12:30:00", "2024-13-45", "2024", "2024-02-30", "0000", "9999-12-31"),
        *("x" * 500, "<<", "=", "*missing", "&a x"),
        *("!!binary aGVsbG8=", "!!binary %", "!!set {a, b}", "!!int x", "!!float [1]"),
        *("!!python/object/apply:os.system [ls]", "!!python/name:os", "!<x> y", "! z"),
        *('"\\x00"', '"\\ud83d"', '"\\U00110000"', '"\\N"', "'", '"', "''", '""', "[", "]"),
        *("{", "}", "- x", "? x", "|", ">-", "|9", "\t", "@", "`", "%", "# x", "a: b", ":"),
        *("jane-doe", "first", "no such id", " x ", "\u202e", "é", "{}"),
        *("https://a.b", "http://[", "files:../x", "javascript:x", "mailto:a@b", "[]", ","),
        *("{url: files:../../x}", "{<<: {a: b}, a: c}", "[[[]]]", "{? [a] : b}", "{a, b}"),
        *("{x: {url: 'https://a.b', size: [1]}}", "[{id: x}]", "[~, ~]", "{1: 2, ~: 3}"),
    ]
) | ODD  # fmt: skip
NESTED: Final = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(SCALARS, inner, max_size=3).map(
            lambda items: f"{{{', '.join(f'{k}: {v}' for k, v in items.items())}}}"
        )
    ),
    max_leaves=6,
)


def properties(schema: Any, node: Any) -> dict[str, Any]:
    """The fields that *node* of a JSON Schema has, by name."""
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    found: dict[str, Any] = node.get("properties", {})
    for inner in (*node.get("anyOf", ()), node.get("items", {})):
        found = found or (properties(schema, inner) if inner else {})
    return found


@st.composite
def values(draw: st.DrawFn, schema: Any, node: Any, indent: str) -> str:
    """The lines of a record, or of a part of one: some fields good, some of any sort."""
    known = properties(schema, node)
    most = draw(st.sampled_from([0, 1, 1, 2, 5]))
    chosen = draw(st.lists(st.sampled_from(sorted(known)), max_size=most, unique=True))
    lines = []
    for name in dict.fromkeys([*(n for n in NEEDED if n in known), *chosen]):
        if name in NEEDED and name not in chosen:
            lines.append(f"{indent}{name}: {NEEDED[name]}\n")
        elif draw(st.booleans()) and properties(schema, known[name]):
            inner = draw(values(schema, known[name], f"{indent}    "))
            dash = draw(st.sampled_from(["  - ", "    ", "- - "]))
            lines.append(f"{indent}{name}:\n{indent}{dash}{inner.lstrip(' ')}")
        else:
            lines.append(f"{indent}{name}: {draw(NESTED)}\n")
    return "".join(lines)


@st.composite
def broken_records(draw: st.DrawFn, name: str) -> str:
    """A record of the file *name* with values that its fields do not want."""
    head = draw(st.sampled_from(["- id: middle\n", "- id: first\n", "-\n", "- "]))
    return head + draw(values(SCHEMAS[name], SCHEMAS[name], "  "))


def good_record(name: str, record_id: str) -> str:
    """A record of the file *name* with all that it needs."""
    known = SCHEMAS[name]["properties"]
    fields = [f"  {n}: {v}\n" for n, v in NEEDED.items() if n in known and n != "role"]
    fields += ["  role: Tutor\n"] * ("role" in known)
    others = {*SCHEMAS[name].get("required", ())} - {"id", *NEEDED}
    fields += [f"  {n}: Some words\n" for n in sorted(others)]  # of a kind to come
    if name == "people.yml":
        fields[0] = f"  name: {record_id.title()} Doe\n"
    return "".join([f"- id: {record_id}\n", *fields])


def check_yml(sources: Sources, name: str, middle: bytes) -> None:
    """The records around *middle* are as good as alone."""
    first, last = good_record(name, "first"), good_record(name, "last")
    data = b"\n".join((first.encode(), middle, last.encode()))
    read = sources.check({name: data})
    alone = sources.read({name: (first + last).encode()})
    keys = [(k.name, i) for k in KINDS for i in alone.graph.ids(k.name)]
    assert {record_id for _, record_id in keys} >= {"first", "last"}
    for key in keys:
        assert read.record(*key) == alone.record(*key)


@pytest.mark.parametrize("name", TYPES)
@sites(50)
@given(st.data())
def test_any_value_of_a_record_is_a_message(
    sources: Sources, name: str, data: st.DataObject
) -> None:
    """Values of every sort in every field, in parts of records as well."""
    middle = data.draw(broken_records(name))
    check_yml(sources, name, middle.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", TYPES)
@sites(30)
@given(st.data())
def test_a_damaged_record_costs_no_other(
    sources: Sources, name: str, data: st.DataObject
) -> None:
    """Characters that are lost, repeated, inserted; bytes of other encodings."""
    signs = "-:?,[]{}#&*!|>'\"%@`~\\ \n\t."
    text = (
        good_record(name, "middle") + "  note: 'it''s'\n  people: [first, \"last\"]\n"
    )
    # without its dash it would be a part of the record before it
    middle = b"- " + data.draw(damaged(text.removeprefix("- "), signs))
    check_yml(sources, name, middle)
