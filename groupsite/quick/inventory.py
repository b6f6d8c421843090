"""The list of all targets is not written again while nothing has changed.

Sphinx asks all domains for it and compresses it in each build.
"""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.html import INVENTORY_FILENAME

from groupsite.build.addresses import is_site
from groupsite.build.exports import is_as_before

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NAME: Final = "dump_inventory"


def keep_inventory(app: Sphinx) -> None:
    """At ``builder-inited``: have a builder of a site keep the file that is there."""
    builder: Any = app.builder
    if not is_site(builder):
        return
    dump = getattr(builder, _NAME)

    @wraps(dump)
    def dump_inventory() -> None:
        file = Path(app.outdir, INVENTORY_FILENAME)
        if not (file.is_file() and is_as_before(app)):
            dump()

    setattr(builder, _NAME, dump_inventory)
