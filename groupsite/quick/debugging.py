"""Messages are not made where nobody reads them: for debugging, and any with ``-q``.

Sphinx makes some 25 of them for each document, some with a part of it as XML or with all
that a page is made of, and then drops them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from sphinx import events
from sphinx.util import nodes
from sphinx.util.logging import NAMESPACE

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: Modules of Sphinx, and what makes texts of nodes and of pages there, for such messages.
_MAKING: Final[tuple[tuple[Any, str, Any], ...]] = (
    (nodes, "repr_domxml", nodes.repr_domxml),
    (events, "repr", repr),
)


def leave_debugging_out(app: Sphinx) -> None:
    """Leave them out unless ``-vv`` asks for them."""
    silent = app.verbosity == 0
    if silent:
        level = logging.WARNING if app.quiet else logging.INFO
        logging.getLogger(NAMESPACE).setLevel(level)
    for module, name, made in _MAKING:
        setattr(module, name, _nothing if silent else made)


def _nothing(*_args: object) -> str:
    return ""
