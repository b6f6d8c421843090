"""Which documents were warned about: they are read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    from tests.conftest import Site

logger = logging.getLogger("sphinx.groupsite_tests")


def node_in(source: str) -> nodes.Node:
    """A node that was made from a file."""
    node = nodes.paragraph()
    node.source, node.line = source, 3
    return node


#: Forms of a location that Sphinx allows, of a document in a folder.
FORMS: dict[str, Callable[[str, str], Any]] = {
    "document": lambda _folder, name: name,
    "document-and-line": lambda _folder, name: (name, 3),
    "document-without-line": lambda _folder, name: (name, None),
    "node": lambda folder, name: node_in(f"{folder}/{name}.md"),
    "path": lambda folder, name: f"{folder}/{name}.md",
    "path-and-line": lambda folder, name: f"{folder}/{name}.md:3",
    "path-without-line": lambda folder, name: f"{folder}/{name}.md:",
    "relative": lambda _folder, name: f"{name}.md:3",
    "docstring": lambda folder, name: f"{folder}/{name}.md:docstring of x:3",
}
#: Locations that are in no document.
NOWHERE: dict[str, Callable[[str, str], Any]] = {
    "other-file": lambda folder, _name: f"{folder}/people.yml:3",
    "elsewhere": lambda _folder, name: f"/nowhere/{name}.md:3",
    "empty-node": lambda _folder, _name: nodes.paragraph(),
    "nothing": lambda _folder, _name: None,
    "gone": lambda _folder, _name: "no-such-document",
}


@pytest.mark.parametrize("phase", ["doctree-read", "doctree-resolved"])
def test_documents_that_were_warned_about_are_read_again(
    make_site: Callable[..., Site], phase: str
) -> None:
    """However another extension says where, while reading or while writing."""
    forms = {**FORMS, **NOWHERE}
    page = "---\norphan: true\n---\n# Page\n"
    site = make_site(files={f"{name}.md": page for name in forms})

    def warn(app: Sphinx, *_arguments: object) -> None:
        while waiting:
            name, form = waiting.popitem()
            logger.warning(name, location=form(str(site.srcdir), name))

    def connect(app: Sphinx) -> None:
        app.connect(phase, warn)

    waiting = dict(forms)
    built = site.try_build("dummy", on_app=connect)
    assert len(built.warnings) == len(forms)

    assert site.build("dummy").read == FORMS.keys()
    assert site.build("dummy").read == set()
