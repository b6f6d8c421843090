"""``python -m groupsite.live SOURCES OUTPUT [options of sphinx-build]``."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path

from groupsite.live.building import Builder
from groupsite.live.serving import Builds, Server
from groupsite.live.watching import Sources

#: Says what has happened, in words and as an object.
Say = Callable[[str, Mapping[str, object]], None]


def main(arguments: list[str]) -> None:
    """Build, serve and open the site; build it again at every change."""
    parser = argparse.ArgumentParser(
        prog="groupsite.live",
        description="Other options are those of sphinx-build.",
        allow_abbrev=False,
    )
    parser.add_argument("sources", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        help="the port to serve at, or any other one if it is taken",
    )
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    parser.add_argument("--json", action="store_true", help="say it to programs")
    options, others = parser.parse_known_args(arguments)
    say = _tell if options.json else _say

    output = options.output.resolve()
    sources = Sources(options.sources.resolve(), output)
    # pages are served from the builder's own folder
    paths = (str(options.sources), str(output))
    builder, builds = Builder(["-q", "-b", "html", *others, *paths]), Builds()
    say("building …", {"event": "building"})
    _build(builder, say)
    output.mkdir(parents=True, exist_ok=True)  # where the first build has failed
    server = Server(output, options.port, builds)
    where = f"the site is at {server.address}; Ctrl-C ends"
    say(where, {"event": "serving", "address": server.address})
    if not options.no_open:
        opening = (server.address,)
        threading.Thread(target=webbrowser.open, args=opening, daemon=True).start()
    while True:
        changed = sources.wait()
        if any(path.suffix == ".py" for path in changed):
            builder.restart()
        if _build(builder, say):
            builds.ended()


def _build(builder: Builder, say: Say) -> bool:
    """Build, and say how long it took; whether there is something new to see."""
    start = time.monotonic()
    well = builder.build()
    seconds = round(time.monotonic() - start, 1)
    text = f"built in {seconds} s" if well else "not built, see above"
    say(text, {"event": "built" if well else "failed", "seconds": seconds})
    return well


def _say(text: str, _event: Mapping[str, object]) -> None:
    """Say something to people."""
    sys.stdout.write(f"[live] {text}\n")
    sys.stdout.flush()


def _tell(_text: str, event: Mapping[str, object]) -> None:
    """Say it to programs."""
    sys.stdout.write(f"{json.dumps(event)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1:])
