"""Links to files of the site: ``files:data/slides/x.pdf``, ``site:feeds/news.atom``.

Paths are relative to the root of the site. ``files:`` means files that
``html_extra_path`` copies there; what is not among these may be at another address
(`groupsite_files`);
``site:`` means files made by the build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from groupsite.build.addresses import is_site
from groupsite.build.diagnostics import warn
from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import exports_of
from groupsite.build.nodes import every_of
from groupsite.model.files import (
    FILES,
    SITE,
    bare_path,
    based,
    file_address,
    files_here,
)
from groupsite.model.problems import Subtype
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class NoteFiles(SphinxTransform):
    """Notes a document's links to files that the build makes."""

    # after Markdown and roles have made their links
    default_priority = 860

    def apply(self, **kwargs: Any) -> None:
        """Note each path with its line."""
        domain = groupsite_domain(self.env)
        for link in self.document.findall(nodes.reference):
            uri = link.get("refuri", "")
            if uri.startswith(SITE):
                line = next((node.line for node in _upwards(link) if node.line), 0)
                files = domain.document(self.env.current_document.docname).files
                files.setdefault(bare_path(uri, SITE), line)


def check_files(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report links to files that the build does not make; env-check-consistency."""
    known = exports_of(env)
    for docname, data in sorted(groupsite_domain(env).documents.items()):
        # thousands of pages with a few links each: no set of all that is known
        for path in sorted(path for path in data.files if path not in known):
            hint = did_you_mean(path, known)
            message = f"`{SITE}{path}`: the build makes no such file{hint}"
            source = env.doc2path(docname, base=False)
            warn(message, Subtype.LINK, f"{source}:{data.files[path]}")


class LinkFiles(SphinxPostTransform):
    """Turns ``files:`` and ``site:`` links into addresses."""

    # after references are resolved (10), when copies of news are in place
    default_priority = 20

    def run(self, **kwargs: Any) -> None:
        """Rewrite all such links in the document."""
        settings, root = groupsite_domain(self.env).settings, self._root()
        for link in every_of(self.document, nodes.reference):
            uri = link.get("refuri", "")
            if uri.startswith(SITE):
                link["refuri"] = based(uri, SITE, root)
            elif uri.startswith(FILES):
                link["refuri"] = file_address(uri, settings, root)

    def _root(self) -> str:
        """The root of the site; ends with a slash unless it is empty."""
        builder = self.env._app.builder  # noqa: SLF001  the public name is deprecated
        if is_site(builder):
            depth = builder.get_target_uri(self.env.current_document.docname).count("/")
            return "../" * depth
        # a book has no files next to it
        baseurl = self.config.html_baseurl
        return baseurl.rstrip("/") + "/" if baseurl else ""


def shown_files(app: Sphinx) -> object:
    """The files that links may lead to, at ``groupsite-shown-everywhere``."""
    domain = groupsite_domain(app.env)
    if not domain.settings.files:
        return ()
    return domain.whole_graph.memo("files", lambda: files_here(domain.settings))


def _upwards(node: nodes.Node) -> Iterator[nodes.Element]:
    """*node* and its ancestors."""
    ancestor: Any = node
    while ancestor is not None:
        yield ancestor
        ancestor = ancestor.parent


def keep_files_out_of_books(app: Sphinx) -> None:
    """Leave the files out of an e-book, whose links lead to the site instead."""
    if app.builder.name == "epub":
        app.config.html_extra_path = []
