"""Copies of pictures have the same names in every build.

Defect: Sphinx numbers pictures of one name as it comes to read them, so that a build
    over an earlier one gives them other names than a clean one does.
Seen: Sphinx 9.0.4, 9.2.0
Issue: none found
Goes: when `FilenameUniqDict` gives names that do not depend on the order of reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util._files import FilenameUniqDict

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def number_pictures(_app: Sphinx, env: BuildEnvironment) -> None:
    """At ``env-updated``, before names are told to anybody: number them by their paths."""
    images = FilenameUniqDict()
    for path, (docnames, _) in sorted(env.images.items()):
        for docname in docnames:
            images.add_file(docname, path)
    env.images = images
