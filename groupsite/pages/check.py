"""`make check`: advice on the content, printed and never in the way of a build.

A builder like Sphinx's `linkcheck`: it sees all documents with their links resolved.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet


class CheckBuilder(Builder):
    """Lists what is not wrong, but could be better."""

    name = "check"
    epilog = ""
    allow_parallel = True

    def init(self) -> None:
        """Begin with no findings."""
        #: Path on this site → the documents that link to it.
        self.own_links: dict[str, set[str]] = defaultdict(set)

    def get_outdated_docs(self) -> Iterable[str]:
        """All documents, every time."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address that the page has in HTML."""
        return f"{docname}.html"

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Nothing is written."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Look at each document instead of writing it."""
        for docname in sorted(docnames):
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.write_doc(docname, doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Note the links of a document that lead to this site by its full address."""
        base = self.config.html_baseurl
        for link in doctree.findall(nodes.reference):
            uri = link.get("refuri", "")
            if base and uri.startswith(base):
                path = uri.removeprefix(base).partition("#")[0].partition("?")[0]
                self.own_links[unquote(path)].add(docname)

    def finish(self) -> None:
        """Print what was found."""
        held = set(self._held())
        missing = {
            path: docs for path, docs in self.own_links.items() if path not in held
        }
        base = self.config.html_baseurl
        for path, docs in sorted(missing.items()):
            _say(
                f"{base}{path}: not in this build; linked from {', '.join(sorted(docs))}"
            )
        links = "1 link" if len(missing) == 1 else f"{len(missing)} links"
        _say(f"{links} to {base or 'this site'} that this build does not hold")

    def _held(self) -> Iterator[str]:
        """Paths that the HTML build has."""
        yield ""
        for docname in self.env.found_docs:
            yield f"{docname}.html"
        yield from getattr(self.config, "redirects", {})
        for folder in self.config.html_extra_path:
            root = Path(self.confdir, folder)
            for path in root.rglob("*"):
                yield path.relative_to(root).as_posix()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
