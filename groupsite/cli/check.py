"""``groupsite check``: lists what is wrong or could be better, as `make check` does."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

from groupsite.cli import sphinx
from groupsite.cli.command import Code, Command, Outcome

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from groupsite.cli.terminal import Terminal

_MORE: Final = """\
examples:
    groupsite check                    papers of the last two years
    groupsite check --years 0          all papers
    groupsite check --silent "doi news"
    groupsite check --json

Findings do not change the status: it is 0 if all has been checked.\
"""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--years",
        metavar="N",
        type=int,
        help="suggest improvements for papers of the last N years; 0 for all",
    )
    parser.add_argument(
        "--silent",
        metavar="SUBJECTS",
        help="subjects that are not reported: the words in brackets behind findings",
    )
    parser.add_argument(
        "--today",
        metavar="DAY",
        help="the day that dates are compared with, instead of today",
    )
    sphinx.add_arguments(parser)


def _run(options: Namespace, terminal: Terminal) -> Outcome:
    folder = sphinx.output(options)
    # authors ask about their own day, wherever that is
    today = options.today or date.today().isoformat()  # noqa: DTZ011
    settings = {"today": today, "advice_years": options.years, "silent": options.silent}
    given = [
        part
        for name, value in settings.items()
        if value is not None
        for part in ("-D", f"groupsite_{name}={value}")
    ]
    doctrees = str(folder / "doctrees")
    arguments = ["-Q", "-b", "check", "-d", doctrees, *given, sphinx.NITPICKY]
    paths = [str(options.site), str(folder / "check")]
    done = sphinx.run([*arguments, *options.options, *paths], terminal)
    if done.status > 1:  # conf.py cannot be read
        return Outcome(Code.WRONG_USE, {"findings": [], "messages": done.messages})
    findings = json.loads((folder / "check" / "output.json").read_text("utf-8"))
    return Outcome(Code.DONE, {"findings": findings, "messages": done.messages})


COMMAND: Final = Command(
    name="check",
    summary="list all problems, and what could be better",
    more=_MORE,
    arguments=_arguments,
    run=_run,
)
