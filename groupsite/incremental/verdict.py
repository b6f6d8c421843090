"""Whether a build may be published: errors end it with 1, whoever runs it.

An error is something that was written and is not on the site, or that leads to nothing.
Of warnings all is there. Read the Docs, GitHub Pages and `make` look at the exit status.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.util import logging

from groupsite.incremental.warned import WARNINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from groupsite.incremental.warned import Warned

logger = logging.getLogger(__name__)

#: A file that GitHub shows as Markdown on the page of a run; named by its runners.
_SUMMARY: Final = "GITHUB_STEP_SUMMARY"


def judge(app: Sphinx, exception: Exception | None) -> None:
    """At ``build-finished``: say what keeps the site from being published."""
    # `make check` is asked for faults
    if exception is not None or app.builder.name == "check":
        return
    messages = list(dict.fromkeys(app.events.emit_firstresult(WARNINGS)))
    errors = sum(message.is_error for message in messages)
    if errors:
        app.statuscode = 1
        count = "1 error" if errors == 1 else f"{errors} errors"
        logger.info("%s: this should not be published", count)
    if messages and (summary := os.environ.get(_SUMMARY)):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(summary_of(messages))


def summary_of(messages: Iterable[Warned]) -> str:
    """Messages as a table in Markdown, errors first."""
    lines = ["| | where | what |", "|---|---|---|"]
    for message in sorted(messages, key=lambda m: (not m.is_error, m.path, m.line)):
        sort = "error" if message.is_error else "warning"
        where = ":".join(filter(None, (message.path, str(message.line or ""))))
        text = message.text.replace("|", r"\|").replace("\n", " ")
        lines.append(f"| {sort} | {where} | {text} |")
    return "\n".join([*lines, "", ""])
