"""The repository has the shape of the sites that `groupsite new` writes.

Its code stands beside the site, so some files have more in them here; nothing is looked at
that authors write.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from groupsite import __version__
from groupsite.extension import KINDS
from groupsite.model.settings import SETTINGS
from groupsite.sources.yaml.datafile import YamlFile
from groupsite.starting.site import Facts, example_files, new_files
from groupsite.starting.stamps import without_stamp
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEW: Final = new_files(
    Facts(name="Lab", owner="Jane Doe", owner_id="doe-jane", month="2026-01"),
    __version__,
)
NEW: Final = {name: without_stamp(data.decode()) for name, data in _NEW.items()}
EXAMPLE: Final = example_files("2026-01", __version__)
#: A new site installs groupsite, and has nothing to hand on.
ELSEWHERE: Final = {"upgrade"}


def here(name: str) -> str:
    """The text of a file of this repository."""
    return (REPOSITORY / name).read_text("utf-8")


def test_every_file_of_a_new_site_is_here() -> None:
    """In the same place; the page of the year that begins is there once it has news."""
    names = {name for name in NEW if not re.fullmatch(r"news/\d+\.md", name)}

    assert {name for name in names if not (REPOSITORY / name).is_file()} == set()


@pytest.mark.parametrize("conf", ["new", "example", "repository"])
def test_conf_py_holds_facts_alone(conf: str) -> None:
    """It names our extension and theme, sets literals, and sets nothing twice."""
    text = {
        "new": NEW["conf.py"],
        "example": EXAMPLE["conf.py"].decode(),
        "repository": here("conf.py"),
    }[conf]
    first, *rest = ast.parse(text).body
    facts = [node for node in rest if isinstance(node, ast.Assign)]
    others = [ast.unparse(node) for node in rest if node not in facts]
    values = {ast.unparse(node.targets[0]): node.value for node in facts}

    assert ast.get_docstring(ast.Module([first], [])) is not None
    assert len(values) == len(facts)
    assert ast.literal_eval(values["extensions"]) == ["groupsite"]
    assert ast.literal_eval(values["html_theme"]) == "groupsite"
    for value in values.values():
        ast.literal_eval(value)
    assert {name for name in values if name.startswith("groupsite_")} <= {
        f"groupsite_{name}" for name in SETTINGS
    }
    # groupsite is not installed here, but stands beside conf.py
    path = "sys.path.insert(0, str(Path(__file__).parent))"
    beside = ["import sys", "from pathlib import Path", path]
    assert others == (beside if conf == "repository" else [])


def test_the_makefile_does_what_that_of_a_site_does() -> None:
    """By the same names."""
    tasks = {
        name: set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
        for name, text in (("new", NEW["Makefile"]), ("here", here("Makefile")))
    }

    assert tasks["new"] >= {"html", "live", "check"}
    assert tasks["new"] - ELSEWHERE <= tasks["here"]


def test_git_ignores_what_it_ignores_in_a_site() -> None:
    """`.venv` may be a link here."""
    ignored = [
        {
            line.strip("/")
            for line in text.splitlines()
            if line and not line.startswith("#")
        }
        for text in (NEW[".gitignore"], here(".gitignore"))
    ]

    assert ignored[0] <= ignored[1]


def test_it_is_published_as_a_site_is() -> None:
    """By the same steps, in the same order; the documentation comes along."""
    name = ".github/workflows/publish.yml"
    new, ours = (yaml.load(text, yaml.BaseLoader) for text in (NEW[name], here(name)))

    assert here(name).partition("name:")[0] == NEW[name].partition("name:")[0]
    steps, more = _steps(new), _steps(ours)
    assert [step for step in more if step in steps] == steps
    assert [step for step in more if step not in steps] == [
        step for step in more if "docs" in step.get("run", "")
    ]
    new["jobs"]["build"].pop("steps")
    ours["jobs"]["build"].pop("steps")
    assert ours == new


def _steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """What its build does; what finds messages in the log stands in a file here."""
    steps: list[dict[str, Any]] = workflow["jobs"]["build"]["steps"]
    return [
        {"run": "add-matcher"} if "add-matcher" in step.get("run", "") else step
        for step in steps
    ]


def test_read_the_docs_builds_it_as_a_site() -> None:
    """And the documentation after it."""
    name = ".readthedocs.yaml"
    new, ours = (yaml.load(text, yaml.BaseLoader) for text in (NEW[name], here(name)))

    (step,) = ours["build"]["jobs"].pop("post_build")
    assert "docs" in step
    assert ours == new


def test_assistants_have_the_same_rules() -> None:
    """Those for content; the code has its own in CONTRIBUTING."""

    def rules(text: str) -> list[str]:
        return text.partition("## Rules\n")[2].partition("\n## ")[0].splitlines()

    assert len(rules(NEW["AGENTS.md"])) > 5
    assert rules(here("AGENTS.md")) == rules(NEW["AGENTS.md"])


def test_data_files_name_their_schemas() -> None:
    """As `make schema` leaves them."""
    files = dict(_data_files())

    assert "people" in files
    for name, text in files.items():
        first = text.splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../.schema/{name}.json"


def _data_files() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        load = kind.source.load
        if isinstance(load, YamlFile) and (REPOSITORY / load.path).is_file():
            yield (REPOSITORY / load.path).stem, here(load.path)
