"""Builds that begin with everything loaded.

Half of a small build is Python's start: modules, regular expressions, templates. So one
process makes the first build and stays, and each later one is made in a fork of it,
which has all of that and leaves nothing behind.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING

from sphinx.cmd.build import main as build
from sphinx.config import Config

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection


class Builder:
    """Builds a site, as often as it is asked to."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Take the *arguments* of ``sphinx-build``."""
        self._arguments = list(arguments)
        self._start()

    def build(self) -> bool:
        """Build the site; whether that went well, warnings aside."""
        try:
            self._pipe.send(None)
            return bool(self._pipe.recv() == 0)
        except (EOFError, OSError):  # it has been killed, for want of memory say
            self.restart()
            return False

    def restart(self) -> None:
        """Forget all that is loaded: it is code that has changed."""
        self._process.kill()
        self._process.join()
        self._start()

    def _start(self) -> None:
        # not a fork: the server has threads
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._arguments), daemon=True
        )
        self._process.start()
        theirs.close()


def _serve(pipe: Connection, arguments: list[str]) -> None:
    """Build whenever *pipe* asks for it, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    run = _here
    try:
        while True:
            pipe.recv()
            pipe.send(run(arguments))
            if hasattr(os, "fork"):  # not on Windows, where all builds are made here
                run = _forked
    except (EOFError, OSError):  # the server is gone
        return


def _here(arguments: list[str]) -> int:
    """The exit status of a build in this process."""
    status = build(arguments)
    # themes (sphinx-book-theme 1.4, pydata-sphinx-theme 0.20) append to Sphinx's default
    Config.config_values["templates_path"].default.clear()
    return status


def _forked(arguments: list[str]) -> int:
    """The exit status of a build in a fork of this process."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        status = build(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)
