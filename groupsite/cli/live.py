"""``groupsite live``: shows the site while it is written, as `make live` does."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from groupsite.cli import sphinx
from groupsite.cli.command import Code, Command, Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from groupsite.cli.terminal import Terminal

_MORE: Final = """\
examples:
    groupsite live
    groupsite live --port 8080 --no-open
    groupsite live -- -D language=de   with options of sphinx-build

Ctrl-C ends it. With --json, each line is an object.\
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        metavar="N",
        type=int,
        default=8000,
        help="the port to serve at, or any other one if it is taken; 8000 by default",
    )
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    sphinx.add_arguments(parser)


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    from groupsite.live.__main__ import main  # noqa: PLC0415

    folder = sphinx.output(options) / "live"
    flags = {"--no-open": options.no_open, "--json": terminal.json}
    given = [flag for flag, is_set in flags.items() if is_set]
    arguments = [str(options.site), str(folder), sphinx.NITPICKY, *options.options]
    with contextlib.suppress(KeyboardInterrupt):
        main([*arguments, "--port", str(options.port), *given])
    return Outcome(Code.DONE)


COMMAND: Final = Command(
    name="live",
    summary="build, open in the browser, and reload there whenever you save",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
