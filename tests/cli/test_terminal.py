"""What is printed: colours where somebody sees them, JSON where a program reads it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from groupsite.cli.terminal import Terminal
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

DIFF: Final = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+b\r\n"
SAY: Final = "from groupsite.cli.terminal import Terminal; Terminal().say('x', 'green')"
WAIT: Final = """
import time
from groupsite.cli import terminal
terminal._PATIENCE = 0.1
with terminal.Terminal().progress("asking"):
    time.sleep({seconds})
"""


def on_terminal(code: str, environ: Mapping[str, str]) -> str:
    """What *code* prints to somebody at a terminal."""
    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, env=env | dict(environ),
        stdin=theirs, stdout=theirs, stderr=theirs, check=True,
    )  # fmt: skip
    os.close(theirs)
    printed = b""
    try:
        while part := os.read(ours, 1000):
            printed += part
    except OSError:  # all is read
        pass
    os.close(ours)
    return printed.decode()


def test_colours_are_for_terminals(capsys: pytest.CaptureFixture[str]) -> None:
    """Not for pipes, and not where NO_COLOR is set."""
    assert on_terminal(SAY, {}) == "\x1b[32mx\x1b[0m\r\n"
    assert on_terminal(SAY, {"NO_COLOR": "1"}) == "x\r\n"

    Terminal().say("x", "green")
    assert capsys.readouterr().out == "x\n"


def test_what_takes_long_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal, after a while, and it is gone in the end."""
    assert on_terminal(WAIT.format(seconds=0.5), {}) == "asking …\r\x1b[K"
    assert on_terminal(WAIT.format(seconds=0), {}) == ""

    with Terminal().progress("asking"):
        pass
    assert capsys.readouterr() == ("", "")


def test_a_diff_is_a_patch(capsys: pytest.CaptureFixture[str]) -> None:
    """Every byte of it, also of files with other line ends."""
    Terminal().diff(DIFF)
    assert capsys.readouterr().out == DIFF


def test_programs_get_json_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """And people nothing but words."""
    for is_json, expected in ((True, '{"name": "é"}\n'), (False, "said\n")):
        terminal = Terminal(json=is_json)
        terminal.say("said")
        terminal.result({"name": "é"})
        assert capsys.readouterr().out == expected


def test_names_that_a_terminal_cannot_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are escaped, and nothing fails."""
    import io

    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="")
    monkeypatch.setattr(sys, "stdout", stream)
    Terminal().say("é")
    assert stream.buffer.getvalue() == b"\\xe9\n"
