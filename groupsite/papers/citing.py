"""`{cite}` and `{bibliography}` of sphinxcontrib-bibtex, with messages for slips.

They end the build in a traceback for keys that they cannot take apart, and for a style
that does not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from pybtex.plugin import PluginNotFound, enumerate_plugin_names, find_plugin
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyDirective
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole

from groupsite.core.diagnostics import warn
from groupsite.core.problems import Subtype
from groupsite.core.text import did_you_mean

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

_STYLES = "pybtex.style.formatting"


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
        found: tuple[list[Node], list[system_message]] = super().run()
        return found


class CheckedBibliography(BibliographyDirective):
    """A bibliography; one in a style that does not exist has the usual one."""

    def run(self) -> list[Node]:
        """The bibliography, and a message for its style."""
        style = self.options.get("style")
        if style is not None:
            try:
                find_plugin(_STYLES, style)
            except PluginNotFound:
                known = list(enumerate_plugin_names(_STYLES))
                message = f"`:style:`: there is no style `{style}`"
                hint = did_you_mean(style, known)
                usual = f"; write one of {', '.join(sorted(known))}, or leave it out"
                warn(f"{message}{hint or usual}", Subtype.OPTION, self.get_location())
                del self.options["style"]
        return list(super().run())


def setup_citing(app: Sphinx) -> None:
    """Put them in the place of those of sphinxcontrib-bibtex."""
    app.add_role("cite", CheckedCite(), override=True)
    for name in BibtexDomain.roles:
        app.add_role_to_domain("cite", name, CheckedCite(), override=True)
    app.add_directive("bibliography", CheckedBibliography, override=True)
