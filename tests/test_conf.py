"""A conf.py in which something is wrong: one message at its line, and the site is there.

Everything that stands in the conf.py of the made-up group and of this repository is
deleted and replaced by values of all types, one after the other.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.conftest import REPOSITORY, Site
from tests.sites import LAB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinx.application import Sphinx

#: What an author may write by mistake; nothing stands for a deletion.
VALUES: Final = (
    *("", "None", "7", "True", "'wrong text'", "''", "['wrong']", "[7]", "[]", "{}"),
    "{'wrong': {'deep': 7}}",
)
CONFS: Final = {"lab": LAB / "conf.py", "repository": REPOSITORY / "conf.py"}
#: Settings without which Sphinx does not load our code, or another theme.
SPHINX: Final = ("extensions", "html_theme")
#: Documents that the settings name, with all that shows what they say.
PAGES: Final = {
    "index.md": "# Home\n\n{{ address }}\n\n:::{publications}\n:::\n\n"
    "```{toctree}\n:glob:\n\ngroup/*\nresearch/*\nstatement\n```\n",
    "group/index.md": "# Group\n\n:::{people}\n:::\n",
    "statement.md": "# Statement\n",
    "research/index.md": "# Research\n",
    "research/publications.md": "# Publications\n",
    "research/software.md": "# Software\n",
    "research/teaching.md": "# Teaching\n",
}
#: Documents of records.
RECORDS: Final = {"research/papers/doe2024", "group/people/doe-jane"}


class Place(NamedTuple):
    """A setting, or a key within it, and where it stands in a conf.py."""

    setting: str
    key: str
    #: Its line, and that of the setting.
    line: int
    first: int
    #: Positions of all of it, and of its value alone, in bytes.
    whole: slice
    value: slice


def places(conf: bytes) -> Iterator[Place]:
    """All settings of a conf.py, and all keys within them."""
    starts = [0]
    for line in conf.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def span(first: ast.expr | ast.stmt, last: ast.expr | ast.stmt) -> slice:
        assert last.end_lineno is not None
        assert last.end_col_offset is not None
        return slice(
            starts[first.lineno - 1] + first.col_offset,
            starts[last.end_lineno - 1] + last.end_col_offset,
        )

    for node in ast.parse(conf).body:
        if not isinstance(node, ast.Assign):
            continue
        name = ast.unparse(node.targets[0])
        value = node.value
        yield Place(
            name, "", node.lineno, node.lineno, span(node, node), span(value, value)
        )
        for key, inner in _pairs(value):
            whole = span(key, inner)
            comma = conf[whole.stop : whole.stop + 1] == b","
            whole = slice(whole.start, whole.stop + comma)
            text = ast.literal_eval(key)
            yield Place(name, text, key.lineno, node.lineno, whole, span(inner, inner))


def _pairs(value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(value, ast.Dict):
        for key, inner in zip(value.keys, value.values, strict=True):
            assert key is not None
            yield key, inner


def edited(conf: bytes, place: Place, value: str) -> bytes:
    """The conf.py with *value* in a place; without it if there is no value."""
    at = place.value if value else place.whole
    return conf[: at.start] + value.encode() + conf[at.stop :]


CASES: Final = [
    pytest.param(conf, place, id=f"{conf}-{place.setting}-{place.key}")
    for conf, path in CONFS.items()
    for place in places(path.read_bytes())
    if place.setting not in SPHINX
]


def new_group(folder: Path, conf: bytes) -> Site:
    """A group with one paper and one member, whose conf.py has a group of its own."""
    site = Site(folder / "group")
    paper = "@misc{doe2024, author = {Jane Doe}, title = {A}, year = 2024}\n"
    people = (
        "- id: doe-jane\n  name: Jane Doe\n  memberships:\n    - {role: lead, from: 2015}\n"
        "- id: ehrhardt-matthias\n  name: Ann Poe\n"  # whom conf.py names
    )
    more = {"publications.bib": paper, "group/people.yml": people, "files/x.pdf": ""}
    for name, text in {**PAGES, **more}.items():
        site.write(name, text)
    site.write("conf.py", conf)
    return site


def conf_messages(site: Site, builder: str = "dummy") -> list[str]:
    """Those messages of a build that are about conf.py; the site is there."""
    apps: list[Sphinx] = []
    built = site.try_build(builder, on_app=apps.append)
    pages = {name.removesuffix(".md") for name in PAGES}

    assert apps[0].env.found_docs >= pages | RECORDS
    assert [line for line in built.warnings if "conf.py:" not in line] == []
    if builder == "html":
        assert {f"{name}.html" for name in pages | RECORDS} <= built.files().keys()
    return built.warnings


def assert_named(messages: list[str], place: Place) -> None:
    """At most one message, at the line of the setting, that says which it is."""
    assert len(messages) <= 1
    for message in messages:
        where, _, text = message.partition(": ERROR: ")
        assert where in (f"conf.py:{place.line}", f"conf.py:{place.first}")
        assert text.startswith(f"`{place.setting}`: ")
        assert message.endswith(" [groupsite.config]")


@pytest.mark.sampled
@pytest.mark.parametrize(("name", "place"), CASES)
def test_a_wrong_setting_costs_nothing_else(
    tmp_path: Path, name: str, place: Place
) -> None:
    """Whatever its type is: no traceback, one message, all pages."""
    conf = CONFS[name].read_bytes()
    site = new_group(tmp_path, conf)
    assert conf_messages(site) == []
    for value in VALUES:
        site.write("conf.py", edited(conf, place, value))
        assert_named(conf_messages(site), place)


@pytest.mark.full
@pytest.mark.parametrize("value", VALUES)
def test_pages_are_written_whatever_is_wrong(tmp_path: Path, value: str) -> None:
    """Each setting in turn, in pages, heads, pictures and feeds."""
    conf = CONFS["repository"].read_bytes()
    site = new_group(tmp_path, conf)
    for place in places(conf):
        if place.setting not in SPHINX and not place.key:
            site.write("conf.py", edited(conf, place, value))
            assert_named(conf_messages(site, "html"), place)


@pytest.mark.sampled
@pytest.mark.parametrize("value", [v for v in VALUES if v and not v.startswith("'")])
def test_a_theme_that_is_no_text_is_ours(tmp_path: Path, value: str) -> None:
    """Sphinx reports the name of an unknown theme, and fails at all else."""
    conf = CONFS["lab"].read_bytes()
    (place,) = (place for place in places(conf) if place.setting == "html_theme")
    site = new_group(tmp_path, edited(conf, place, value))

    messages = conf_messages(site, "html")
    assert len(messages) == 1
    assert_named(messages, place)


@pytest.mark.parametrize("value", [None, 5])
def test_messages_are_shown_whatever_should_suppress_them(
    make_site: Callable[..., Site], value: object
) -> None:
    """A wrong `suppress_warnings` is a message itself, and no traceback."""
    site = make_site()
    conf = site.read("conf.py")
    site.write(
        "conf.py",
        f"{conf}groupsite_whole_project = True\nsuppress_warnings = {value}\n",
    )
    built = site.try_build("dummy")

    (message,) = built.warnings
    assert "`suppress_warnings`: this should be a list" in message
