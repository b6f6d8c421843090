"""Tables of contents are loaded only where somebody asks for them.

The environment has one for each document, as nodes, and a build needs those of the pages
that it writes. The others take a third of the time to load and save it, and 90 MB for
5,000 documents.
"""

from __future__ import annotations

import pickle
from collections import UserDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Contents(UserDict[str, Any]):
    """Document → its table of contents, a ``bullet_list``, or the pickle of it."""

    def __getitem__(self, docname: str) -> Any:
        """The nodes, which stay: who asks may number their sections."""
        found = super().__getitem__(docname)
        if isinstance(found, bytes):
            found = self.data[docname] = pickle.loads(found)  # noqa: S301 - our own
        return found

    def __getstate__(self) -> dict[str, Any]:
        """All of them as pickles."""
        pickled = {
            docname: found if isinstance(found, bytes) else pickle.dumps(found)
            for docname, found in self.data.items()
        }
        return {"data": pickled}


def load_few_contents(app: Sphinx) -> None:
    """Have the environment keep them like this, at ``builder-inited``."""
    env: Any = app.env
    if not isinstance(env.tocs, Contents):
        env.tocs = Contents(env.tocs)
