"""Messages are not made where nobody reads them: for debugging, and any with ``-q``.

Sphinx makes some 25 of them for each document, some with a part of it as XML, and then
drops them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import nodes
from sphinx.util.logging import NAMESPACE

if TYPE_CHECKING:
    from sphinx.application import Sphinx


_as_xml: Final = nodes.repr_domxml


def leave_debugging_out(app: Sphinx) -> None:
    """Leave them out unless ``-vv`` asks for them."""
    silent = app.verbosity == 0
    if silent:
        level = logging.WARNING if app.quiet else logging.INFO
        logging.getLogger(NAMESPACE).setLevel(level)
    messages: Any = nodes  # which have no other use for it
    messages.repr_domxml = (lambda *_args: "") if silent else _as_xml
