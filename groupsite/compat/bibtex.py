"""`{cite}` and `{bibliography}` of sphinxcontrib-bibtex, with messages for mistakes.

Defect: they end the build in a traceback for keys that they cannot take apart, for a style
    that does not exist, and for a filter that no entry can answer.
Seen: sphinxcontrib-bibtex 2.7.0
Issue: https://github.com/mcmtroffaes/sphinxcontrib-bibtex/issues/148 (the style; closed)
Goes: when wrong keys, styles and filters are warnings.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from docutils import nodes
from pybtex.plugin import enumerate_plugin_names
from sphinx.util.logging import suppress_logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.directives import BibliographyDirective
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.roles import CiteRole

from groupsite.build.diagnostics import warn
from groupsite.directives.options import RecordDirective
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docutils.nodes import Node, system_message
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinxcontrib.bibtex.directives import BibliographyKey

#: Examples of filters, for messages.
_FILTERS: Final = "year >= '2020'` or `author % 'Doe'"


class CheckedCite(CiteRole):
    """A citation; shown as text if it cannot be parsed."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the citation, or its text and a warning."""
        try:
            list(parse_citation_targets(self.target))
        except ValueError:
            message = (
                f"{{{self.name}}}: `{self.target}` cannot be read: write keys with "
                f"commas between them, {{{self.name}}}`key1,key2`"
            )
            warn(message, Subtype.LINK, self.get_location())
            return [nodes.inline("", self.title, classes=["unknown"])], []
        return super().run()


class CheckedBibliography(RecordDirective, BibliographyDirective):
    """A bibliography; an invalid style or filter is reported and ignored."""

    def run(self) -> Sequence[Node]:
        """Return the bibliography; report an invalid style or filter."""
        styles = enumerate_plugin_names("pybtex.style.formatting")
        given = self.options.pop("style", None)
        if given is not None and self.known("style", [given], styles, "style"):
            self.options["style"] = given
        try:
            ast.parse(self.options.get("filter", ""))
        except SyntaxError:
            given = self.options.pop("filter")
            message = f"`filter`: `{given}` cannot be read: write `{_FILTERS}`"
            self.warn(message, Subtype.OPTION, "filter")
        return super().run()


class CheckedBibtexDomain(BibtexDomain):
    """Citations; a bibliography whose filter fails lists what is cited."""

    def get_filtered_entries(
        self, bibliography_key: BibliographyKey
    ) -> Iterable[tuple[str, Entry]]:
        """The entries of a bibliography; one message if its filter fails."""
        entries = super().get_filtered_entries
        # errors are logged for each entry, and include addresses in memory
        with suppress_logging() as log:
            try:
                filtered = list(entries(bibliography_key))
            except Exception:  # noqa: BLE001  a filter may do anything to any value
                failed = True
            else:
                failed = bool(log.buffer)
        if not failed:
            return filtered
        bibliography = self.bibliographies[bibliography_key]
        file = self.env.doc2path(bibliography_key.docname)
        message = (
            f"{{bibliography}}: `filter`: `{ast.unparse(bibliography.filter_)}` cannot be "
            f"asked of all entries: write `{_FILTERS}`; what is cited is listed"
        )
        warn(message, Subtype.OPTION, f"{file}:{bibliography.line}")
        cited = bibliography._replace(filter_=ast.parse("cited"))
        self.bibliographies[bibliography_key] = cited
        try:
            return list(entries(bibliography_key))
        finally:
            self.bibliographies[bibliography_key] = bibliography


def setup_citing(app: Sphinx) -> None:
    """Replace the roles and directives of sphinxcontrib-bibtex."""
    app.add_domain(CheckedBibtexDomain, override=True)
    app.add_role("cite", CheckedCite(), override=True)
    for name in BibtexDomain.roles:
        app.add_role_to_domain("cite", name, CheckedCite(), override=True)
    app.add_directive("bibliography", CheckedBibliography, override=True)
