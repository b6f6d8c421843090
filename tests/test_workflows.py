"""What the workflows on GitHub run when, and where they show messages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import yaml

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

GITHUB: Final = REPOSITORY / ".github"
#: A fault for the end of each sort of file; the message is about its last line.
FAULTS: Final = {
    "conf.py": "\ngroupsite_topics = 1",
    "publications.bib": "\n@article{bad, title = {A Title}",
    "people.yml": "\n- id: bad\n  nmae: Bad",
    "news.md": "\n{person}`nobody-at-all`",
    "people.md": "\n:::{people} what-is-this",
}


def paths(name: str) -> list[list[str]]:
    """The files on whose change a workflow runs, for pushes and pull requests."""
    text = (GITHUB / "workflows" / name).read_text("utf-8")
    on: dict[str, Any] = yaml.load(text, yaml.BaseLoader)["on"]
    return [on[event]["paths"] for event in ("push", "pull_request")]


def test_code_is_tested_and_all_else_is_content() -> None:
    """One workflow runs for the files that the other one leaves out."""
    code, same = paths("tests.yml")

    assert same == code
    assert paths("content.yml") == [["**", *(f"!{path}" for path in code)]] * 2


def test_messages_are_shown_at_their_files_and_lines(
    make_site: Callable[..., Site],
) -> None:
    """The matcher finds file and line of all messages, as a build prints them there."""
    site = make_site()
    for name, text in FAULTS.items():
        site.write(name, site.read(name) + text)
    site.write("lost.md", "# In no toctree\n")
    said = subprocess.run(
        [sys.executable, "-m", "sphinx", "-M", "html", ".", "_build", "-n", "-q"],
        cwd=site.srcdir,
        env={**os.environ, "CI": "true", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    ).stderr
    (matcher,) = json.loads((GITHUB / "sphinx-matcher.json").read_text("utf-8"))[
        "problemMatcher"
    ]
    (pattern,) = matcher["pattern"]

    shown = {}
    # a runner takes colours away before it looks
    for line in re.sub(r"\x1b\[[0-9;]*m", "", said).splitlines():
        found = re.search(pattern["regexp"], line)
        assert found, line
        assert found[pattern["message"]]
        file = (site.srcdir / found[pattern["file"]]).relative_to(site.srcdir)
        shown[file.as_posix()] = int(found[pattern["line"]] or 0)
    lines = {name: len(site.read(name).splitlines()) for name in FAULTS}
    assert shown == {**lines, "lost.md": 1}
