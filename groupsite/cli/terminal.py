"""Where commands say what they do: on a terminal, to a pipe, or as JSON."""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO

_COLORS: Final = {"red": 31, "green": 32, "yellow": 33, "cyan": 36, "bold": 1}
Color = Literal["red", "green", "yellow", "cyan", "bold"]
#: Seconds after which somebody at a terminal is told what takes so long.
_PATIENCE: Final = 2.0


class Terminal:
    """The output of a command. With ``--json`` only the result is printed."""

    def __init__(self, *, json: bool = False) -> None:
        self.json = json

    @property
    def is_interactive(self) -> bool:
        """Whether somebody is there to be asked."""
        return not self.json and sys.stdin.isatty() and sys.stdout.isatty()

    def ask(self, question: str, default: str = "") -> str:
        """The answer to *question*; the default if there is none.

        :raises KeyboardInterrupt: where the terminal is closed.
        """
        hint = f" [{default}]" if default else ""
        try:
            return input(f"{question}{hint} ").strip() or default
        except EOFError:
            raise KeyboardInterrupt from None

    def say(self, text: str = "", color: Color | None = None) -> None:
        """Print a line for people."""
        if not self.json:
            _print(sys.stdout, _colored(sys.stdout, text, color))

    def complain(self, text: str, color: Color | None = "red") -> None:
        """Print a line about what is wrong, beside the output."""
        if not self.json:
            _print(sys.stderr, _colored(sys.stderr, text, color))

    def result(self, result: Mapping[str, Any]) -> None:
        """Print what programs read, if they asked for it."""
        if self.json:
            _print(sys.stdout, json.dumps(result, ensure_ascii=False))

    def diff(self, lines: str) -> None:
        """Print a unified diff."""
        colors: dict[str, Color] = {"+": "green", "-": "red", "@": "cyan"}
        for line in lines.removesuffix("\n").split("\n") if lines else ():
            header = line.startswith(("+++", "---"))
            self.say(line, "bold" if header else colors.get(line[:1]))

    @contextmanager
    def progress(self, text: str) -> Iterator[None]:
        """Show *text* on a terminal while something takes longer than two seconds."""
        if self.json or not sys.stderr.isatty():
            yield
            return
        stream, shown = sys.stderr, threading.Event()

        def show() -> None:
            shown.set()
            stream.write(f"{text} …")
            stream.flush()

        timer = threading.Timer(_PATIENCE, show)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            if shown.is_set():
                stream.write("\r\x1b[K")
                stream.flush()


def _colored(stream: TextIO, text: str, color: Color | None) -> str:
    """*text* in a colour, where somebody sees it: see https://no-color.org."""
    if not color or os.environ.get("NO_COLOR") or not stream.isatty():
        return text
    return f"\x1b[{_COLORS[color]}m{text}\x1b[0m"


def _print(stream: TextIO, text: str) -> None:
    # not every terminal can print every name
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()
