"""``groupsite build``: builds the site, as `make html` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.cli import sphinx
from groupsite.cli.command import Code, Command, Outcome

if TYPE_CHECKING:
    from argparse import Namespace

    from groupsite.cli.terminal import Terminal

_MORE: Final = """\
examples:
    groupsite build                    into _build/html
    groupsite build --site ~/lab       a site in another folder
    groupsite build -- -j4 -W          with options of sphinx-build

With errors, each of which names its file and line, the status is 1.\
"""


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    folder = sphinx.output(options)
    arguments = ["-M", "html", str(options.site), str(folder), sphinx.NITPICKY]
    done = sphinx.run([*arguments, *options.options], terminal)
    page = (folder / "html" / "index.html").resolve()
    terminal.say(f"\nOpen {page}")
    if done.status:
        terminal.say("There were errors, see above: each names its file and line.")
    codes = {0: Code.DONE, 1: Code.NOTHING}
    code = codes.get(done.status, Code.WRONG_USE)
    return Outcome(code, {"page": str(page), "messages": done.messages})


COMMAND: Final = Command(
    name="build",
    summary="build the site into _build/html",
    more=_MORE,
    arguments=sphinx.add_arguments,
    run=_run,
)
