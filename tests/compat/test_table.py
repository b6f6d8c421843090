"""Each defect of others that is worked around is told, and looked for upstream."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Final, NamedTuple

import pytest

from tests.compat.upstream import assert_still_there
from tests.conftest import REPOSITORY

_FORM: Final = re.compile(
    r"\A\S.*\n\nDefect: (?P<defect>(?:.|\n    )+)\nSeen: (?P<seen>.+)\n"
    r"Issue: (?P<issue>none found|(?P<url>https://\S+/\d+)(?: \(.+\))?)\nGoes: when .+\.\n"
)


class Row(NamedTuple):
    """A line of the table in CONTRIBUTING."""

    module: str
    seen: str
    issue: str
    goes: str


def modules() -> list[str]:
    """The modules, by their paths."""
    package = REPOSITORY / "groupsite"
    found = [*(package / "compat").rglob("*.py"), *(package / "mended").rglob("*.py")]
    return sorted(
        path.relative_to(package).as_posix()
        for path in found
        if path.name != "__init__.py"
    )


def table() -> dict[str, Row]:
    """The lines of the table by their modules."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    _, _, rows = text.partition("| module | software, versions | issue | goes when |\n")
    lines = rows.partition("\n\n")[0].splitlines()[1:]
    found = [Row(*(cell.strip() for cell in line.split("|")[1:-1])) for line in lines]
    return {row.module.strip("`"): row for row in found}


def test_the_table_names_all_modules() -> None:
    """And no others."""
    assert list(table()) == modules()


@pytest.mark.parametrize("module", modules())
def test_a_module_says_what_it_is_good_for(module: str) -> None:
    """What is wrong, where, who knows, and until when; in the table as well."""
    path = f"groupsite/{module}".removesuffix(".py").replace("/", ".")
    form = _FORM.match(import_module(path).__doc__ or "")
    assert form is not None
    row = table()[module]

    assert row.seen == form["seen"]
    assert (
        f"]({form['url']})" in row.issue if form["url"] else row.issue == "none found"
    )
    assert row.goes


@pytest.mark.parametrize("module", modules())
def test_a_test_tells_when_a_module_can_go(module: str) -> None:
    """It has one name in the tests of all modules."""
    folder, _, name = module.removesuffix(".py").rpartition("/")
    tests = import_module(f"tests.{folder.replace('/', '.')}.test_{name}")

    assert callable(tests.test_the_defect_is_still_there)


@pytest.mark.parametrize(
    ("defects", "message"),
    [
        ({"this": False}, "this has been mended: remove groupsite/compat/x.py"),
        (
            {"this": False, "that": True},
            "this has been mended: shorten groupsite/compat/x.py",
        ),
    ],
)
def test_what_has_been_mended_fails_a_test(
    defects: dict[str, bool], message: str
) -> None:
    """Its message says what to do."""
    with pytest.raises(pytest.fail.Exception, match=re.escape(message)):
        assert_still_there("compat/x.py", defects)
