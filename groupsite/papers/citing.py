"""`{cite}` and `{bibliography}` of sphinxcontrib-bibtex, with messages for slips.

They end the build in a traceback for keys that they cannot take apart, and for a style
that does not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from pybtex.plugin import enumerate_plugin_names
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyDirective
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole

from groupsite.core.diagnostics import warn
from groupsite.core.problems import Subtype
from groupsite.options import RecordDirective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx


class CheckedCite(CiteRole):
    """A citation; one that cannot be read is text."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The citation, or its text and a message."""
        try:
            list(parse_citation_targets(self.target))
        except (ValueError, RecursionError):
            message = (
                f"{{{self.name}}}: `{self.target}` cannot be read: write keys with "
                f"commas between them, {{{self.name}}}`key1,key2`"
            )
            warn(message, Subtype.LINK, self.get_location())
            return [nodes.inline("", self.title, classes=["unknown"])], []
        return super().run()


class CheckedBibliography(RecordDirective, BibliographyDirective):
    """A bibliography; one in a style that does not exist has the usual one."""

    def run(self) -> Sequence[Node]:
        """The bibliography, and a message for its style."""
        styles = enumerate_plugin_names("pybtex.style.formatting")
        given = self.options.pop("style", None)
        if given is not None and self.known("style", [given], styles, "style"):
            self.options["style"] = given
        return super().run()


def setup_citing(app: Sphinx) -> None:
    """Put them in the place of those of sphinxcontrib-bibtex."""
    app.add_role("cite", CheckedCite(), override=True)
    for name in BibtexDomain.roles:
        app.add_role_to_domain("cite", name, CheckedCite(), override=True)
    app.add_directive("bibliography", CheckedBibliography, override=True)
