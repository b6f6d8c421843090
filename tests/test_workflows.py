"""What the workflows on GitHub run when, and where they show messages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from groupsite import __version__
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def test_a_tag_publishes_a_version() -> None:
    """By trust in this workflow: it has no secret, and only its last job any right."""
    text = (GITHUB / "workflows" / "release.yml").read_text("utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    used = [
        step["uses"]
        for job in (build, publish)
        for step in job["steps"]
        if "uses" in step
    ]

    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    assert (workflow["permissions"], build["permissions"]) == ({}, {"contents": "read"})
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"]["name"] == "pypi"
    assert publish["needs"] == "build"
    assert "secrets." not in text
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", use) for use in used)


@pytest.mark.parametrize(
    ("tag", "heading", "status"),
    [
        ("v{}", "{} - 2026-12-01", 0),
        ("v{}", "Unreleased", 1),
        ("v0.0.0", "{} - 2026-12-01", 1),
    ],
)
def test_only_a_version_that_is_in_the_changelog_is_published(
    tag: str, heading: str, status: int, tmp_path: Path
) -> None:
    """The tag is that of the package, and the changelog has its date."""
    text = (GITHUB / "workflows" / "release.yml").read_text("utf-8")
    steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
    (step,) = [one for one in steps if "See that" in one.get("name", "")]
    changes = f"# Changelog\n\n## {heading.format(__version__)}\n"
    (tmp_path / "CHANGELOG.md").write_text(changes)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").mkdir()
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "GITHUB_REF_NAME": tag.format(__version__)},
    )  # fmt: skip
    assert done.returncode == status


#: Programs of the machine that runs workflows, which note how they are called.
TOOLS: Final = {
    "make": """echo "papers.bib:1: \\`a\\` has appeared"; echo "  a [title](https://example.org)"
echo "--- a/papers.bib"; echo "+++ b/papers.bib"
$CHANGE; test -z "$FAILS" || { echo "$FAILS" >&2; exit 2; }""",
    "gh": """echo "$*" >> "$RUNNER_TEMP/gh"; test "$2" != list || echo $IS_OPEN""",
}


@pytest.mark.parametrize(
    ("change", "fails", "is_open", "calls", "status"),
    [
        ("true", "", "", [], 0),
        ("touch new.md", "", "", ["list", "create"], 0),
        ("touch new.md", "", "1", ["list", "edit"], 0),
        ("touch new.md", "arXiv is down: nothing is known from there about `b`", "1", ["list", "edit"], 0),
        ("touch new.md", "Traceback", "1", [], 1),
    ],
)  # fmt: skip
def test_updates_are_proposed(
    tmp_path: Path, change: str, fails: str, is_open: str, calls: list[str], status: int
) -> None:
    """One request, with what speaks for it as plain text; none without a change."""
    workflow = yaml.safe_load((GITHUB / "workflows" / "update.yml").read_text("utf-8"))
    job = workflow["jobs"]["update"]
    steps = [step["run"] for step in job["steps"] if "run" in step]
    tools, work, origin = (tmp_path / name for name in ("bin", "work", "origin"))
    tools.mkdir()
    for name, script in TOOLS.items():
        (tools / name).write_text(f"#!/bin/bash\n{script}\n")
        (tools / name).chmod(0o755)
    for command in (["init", "-q", "--bare"], ["clone", "-q", str(origin)]):
        folder = origin if "init" in command else work
        subprocess.run(["git", *command, folder], check=True, capture_output=True)
    environ = {
        "PATH": f"{tools}:{os.environ['PATH']}", "RUNNER_TEMP": str(tmp_path),
        "CHANGE": change, "FAILS": fails, "IS_OPEN": is_open, "HOME": str(tmp_path),
    }  # fmt: skip
    ended = 0
    for step in steps:
        ended = ended or subprocess.run(
            ["bash", "-eo", "pipefail", "-c", step], cwd=work, env=environ, check=False,
            capture_output=True,
        ).returncode  # fmt: skip
    log = tmp_path / "gh"
    called = (
        [line.split()[1] for line in log.read_text().splitlines()]
        if log.exists()
        else []
    )
    branches = subprocess.run(
        ["git", "branch", "--list"],
        cwd=origin,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()

    assert job["if"] == "vars.GROUPSITE_UPDATE == 'true'"
    assert ended == status
    assert called == calls
    assert branches == ["update-papers"] * bool(calls)
    if calls:
        body = (tmp_path / "body").read_text().splitlines()
        assert body[2:4] == [
            "    papers.bib:1: `a` has appeared",
            "      a [title](https://example.org)",
        ]
        assert body[4:] == [f"    {fails}"] * bool(fails)


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
