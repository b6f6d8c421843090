"""The program `groupsite`: its commands, its help and its exit status."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from groupsite.cli.command import Code
from groupsite.cli.main import COMMANDS, main
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from groupsite.cli.command import Command
    from tests.conftest import Site


def program(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "groupsite", *map(str, arguments)]
    return subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_shows_examples(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of each command: what it does, examples, and what its exit status says."""
    name = command.name
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    lines = capsys.readouterr().out.splitlines()
    assert ended.value.code == 0
    assert [line for line in lines if line.startswith(f"    groupsite {name}")]
    assert lines[-1].split() == ["0", "done", "1", "nothing", "done", "2", "wrong", "use", "3", "a", "source", "failed"]  # fmt: skip


def test_the_program_starts_without_what_only_some_commands_need() -> None:
    """Neither Sphinx nor the network is loaded for a help page."""
    code = (
        "import sys; from groupsite.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print([*sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    loaded = printed.splitlines()[-1]

    assert "'argparse'" in loaded
    assert "'sphinx'" not in loaded
    assert "'httpx'" not in loaded


@pytest.mark.parametrize(
    "arguments", [["bake"], ["build", "--lark"], ["check", "--years", "x"]]
)
def test_wrong_arguments(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody understands is wrong use, and the usage is shown."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: groupsite")


def test_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types the name alone sees what there is."""
    assert main([]) == Code.WRONG_USE
    shown = capsys.readouterr().err
    assert all(f"\n    {command.name} " in shown for command in COMMANDS)


@pytest.mark.parametrize(
    "command",
    [command for command in COMMANDS if command.needs_site],
    ids=lambda command: command.name,
)
def test_a_folder_that_is_no_site(
    command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said where conf.py was looked for."""
    name = command.name
    arguments = [name, "--site", str(tmp_path)]
    assert main(arguments) == 2
    assert f"no conf.py in {tmp_path}" in capsys.readouterr().err

    assert main([*arguments, "--json"]) == 2
    printed = json.loads(capsys.readouterr().out)
    assert printed["code"] == 2
    assert len(printed["errors"]) == 1


def test_a_site_is_built(make_site: Callable[..., Site]) -> None:
    """As `make html` does, with options of `sphinx-build`."""
    site = make_site()
    done = program("build", "--site", site.srcdir, "--", "-q")

    assert (done.returncode, done.stderr) == (0, "")
    page = site.srcdir / "_build/html/index.html"
    assert done.stdout.split() == ["Open", str(page)]
    assert page.is_file()


def test_errors_of_a_build(make_site: Callable[..., Site]) -> None:
    """They are the status, and objects for programs."""
    site = make_site(files={"group/people.yml": "- id: a\n  name: A\n  colour: red\n"})
    site.write("group/more.md", "# More\n\n{person}`nobody`\n")
    built = program("build", "--site", site.srcdir, "--json")
    result = json.loads(built.stdout)

    assert built.returncode == result["code"] == 1
    levels = {message["level"] for message in result["messages"]}
    assert "error" in levels
    assert all(message["path"] for message in result["messages"])


def test_a_conf_that_cannot_be_read(make_site: Callable[..., Site]) -> None:
    """It is no result."""
    site = make_site(files={"conf.py": "extensions = ["})
    for name in ("build", "check"):
        done = program(name, "--site", site.srcdir, "--json")
        assert done.returncode == json.loads(done.stdout)["code"] == 2


def test_findings_for_programs(make_site: Callable[..., Site]) -> None:
    """What `check` prints, one object each; dates are compared with the day given."""
    site = make_site()
    site.write(
        "publications.bib", "@article{a, title = {A}, year = 2026, author = {B}}\n"
    )
    done = program("check", "--site", site.srcdir, "--json", "--today", "2026-10-10")
    findings = json.loads(done.stdout)["findings"]

    assert done.returncode == 0
    missing = [f for f in findings if "journal" in f["message"]]
    assert [(f["path"], f["line"], f["sort"]) for f in missing] == [
        ("publications.bib", 1, "warning")
    ]

    printed = program("check", "--site", site.srcdir, "--today", "2026-10-10").stdout
    assert "publications.bib: " in printed


def _heed_interrupts() -> None:
    """Tests in the background ignore Ctrl-C, and what they start would do so, too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_what_is_live_for_programs(make_site: Callable[..., Site]) -> None:
    """One object in each line; Ctrl-C is the usual end of it."""
    site = make_site()
    command = [sys.executable, "-m", "groupsite", "live", "--site", str(site.srcdir)]
    process = subprocess.Popen(
        [*command, "--json", "--no-open", "--port", "0"],
        cwd=REPOSITORY, stdout=subprocess.PIPE, text=True,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - it takes no lock
    )  # fmt: skip
    assert process.stdout is not None
    try:
        events = [json.loads(process.stdout.readline()) for _ in range(3)]
        with urlopen(events[2]["address"]) as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()

    assert [event["event"] for event in events] == ["building", "built", "serving"]
