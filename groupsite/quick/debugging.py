"""Messages for debugging are not made where nobody reads them.

Sphinx makes some 25 of them for each document, and then drops them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinx.util.logging import NAMESPACE

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def leave_debugging_out(app: Sphinx) -> None:
    """Leave them out unless ``-vv`` asks for them."""
    if app.verbosity == 0:
        logging.getLogger(NAMESPACE).setLevel(logging.INFO)
