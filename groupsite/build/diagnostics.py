"""Messages to authors: where, what is wrong, what to do.

Sphinx prints them as ``publications.bib:12: ERROR: … [groupsite.bib]``. Errors end the
build with 1, see `groupsite.incremental.verdict`; warnings do so under ``-W`` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.util import logging

from groupsite.model.problems import MILD

if TYPE_CHECKING:
    from groupsite.model.problems import Problem, Subtype

logger = logging.getLogger(__name__)

#: Approximate maximum length of a message, in characters.
_LONGEST: Final = 1000
#: The type of all our warnings: ``suppress_warnings = ["groupsite.bib"]``.
WARNING_TYPE = "groupsite"


def report(problem: Problem) -> None:
    """Hand *problem* to Sphinx as an error or a warning."""
    warn(problem.message, problem.subtype, str(problem.position))


def warn(message: str, subtype: Subtype, location: str) -> None:
    """Print *message*, in one line, at *location*, which is ``file:line``."""
    message = " ".join(message.split())
    if len(message) > _LONGEST:  # it quotes a field that has lost its closing brace
        message = f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 4 :]}"
    # the message is an argument, not the format: it may hold a percent sign
    say = logger.warning if subtype in MILD else logger.error
    say("%s", message, location=location, type=WARNING_TYPE, subtype=subtype.value)
