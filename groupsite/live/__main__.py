"""``python -m groupsite.live SOURCES OUTPUT [options of sphinx-build]``."""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading
import time
import webbrowser
from pathlib import Path

from groupsite.live.building import Builder
from groupsite.live.serving import Builds, Server
from groupsite.live.watching import Sources


def main(arguments: list[str]) -> None:
    """Build, serve and open the site; build it again at every change."""
    parser = argparse.ArgumentParser(
        prog="groupsite.live",
        description="Other options are those of sphinx-build.",
        allow_abbrev=False,
    )
    parser.add_argument("sources", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--port", type=int, default=8000, help="where it is free")
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    options, others = parser.parse_known_args(arguments)

    output = options.output.resolve()
    sources = Sources(options.sources.resolve(), output)
    # pages are served from the builder's own folder
    paths = (str(options.sources), str(output))
    builder, builds = Builder(["-q", "-b", "html", *others, *paths]), Builds()
    _say("building …")
    _build(builder)
    output.mkdir(parents=True, exist_ok=True)  # where the first build has failed
    server = Server(output, options.port, builds)
    _say(f"the site is at {server.address}; Ctrl-C ends")
    if not options.no_open:
        opening = (server.address,)
        threading.Thread(target=webbrowser.open, args=opening, daemon=True).start()
    while True:
        changed = sources.wait()
        if any(path.suffix == ".py" for path in changed):
            builder.restart()
        if _build(builder):
            builds.ended()


def _build(builder: Builder) -> bool:
    """Build, and say how long it took; whether there is something new to see."""
    start = time.monotonic()
    well = builder.build()
    seconds = time.monotonic() - start
    _say(f"built in {seconds:.1f} s" if well else "not built, see above")
    return well


def _say(text: str) -> None:
    sys.stdout.write(f"[live] {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1:])
