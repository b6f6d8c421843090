"""Toctrees with patterns are only read again for documents that their patterns name.

When any document is added or removed, Sphinx reads all documents with such toctrees; a
group that has a page for each of its papers would read its news for every paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx import addnodes
from sphinx.directives.other import TocTree, glob_re
from sphinx.util import docname_join
from sphinx.util.matching import patfilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Attribute of a toctree with the patterns that it was made of.
_PATTERNS: Final = "groupsite-patterns"


class PatternToctree(TocTree):
    """Sphinx's own, which notes its patterns."""

    def parse_content(self, toctree: addnodes.toctree) -> None:
        """Fill *toctree* as Sphinx does."""
        super().parse_content(toctree)
        if toctree["glob"]:
            here = self.env.current_document.docname
            patterns = [line for line in self.content if glob_re.match(line)]
            toctree[_PATTERNS] = [docname_join(here, pattern) for pattern in patterns]


def documents_with_patterns(
    _app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    _changed: set[str],
    removed: set[str],
) -> list[str]:
    """Documents whose patterns name another document now, at ``env-get-outdated``."""
    # Sphinx would read all of these
    env.glob_toctrees.clear()
    names = added | removed
    return sorted(
        docname
        for docname in env.toctree_includes
        if any(_names_one_of(names, toctree) for toctree in _globbing(env, docname))
    )


def _globbing(env: BuildEnvironment, docname: str) -> Iterator[addnodes.toctree]:
    toctrees = env.tocs[docname].findall(addnodes.toctree)
    return (toctree for toctree in toctrees if toctree["glob"])


def _names_one_of(names: set[str], toctree: addnodes.toctree) -> bool:
    """Whether *toctree* may have one of *names*; directives of others say no patterns."""
    patterns = toctree.get(_PATTERNS)
    if patterns is None:
        return bool(names)
    return any(patfilter(names, pattern) for pattern in patterns)
