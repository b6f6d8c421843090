"""A build does not begin with all settings of MyST, of which authors have made none.

Defect: MyST tells its whole configuration in one line of more than a thousand characters,
    as if it were progress.
Seen: myst-parser 5.2.0
Issue: none found
Goes: when a build with MyST no longer says ``MdParserConfig(``.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Sphinx's name for the logger of the module that says it.
_LOGGER: Final = "sphinx.myst_parser.sphinx_ext.main"


def hush(app: Sphinx) -> None:
    """At ``builder-inited``, before MyST: let it warn only, unless ``-v`` asks for more."""
    if not app.verbosity:
        logging.getLogger(_LOGGER).setLevel(logging.WARNING)


def listen_again(_app: Sphinx) -> None:
    """At ``builder-inited``, after MyST: as before."""
    logging.getLogger(_LOGGER).setLevel(logging.NOTSET)
