"""Transforms that have nothing to transform in a document do not search it.

Sphinx, docutils and extensions walk through each document some 90 times, most
often for nodes that it does not have.

Only transforms named here are left out, and only where a document has none of the nodes
that they are for, or none with the attribute, value or class that they look for;
tests/quick/test_documents.py compares documents with and without this.
"""

from __future__ import annotations

import os.path
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.transforms import Transformer
from sphinx import addnodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.domains.c import AliasNode as CAlias
from sphinx.domains.cpp import AliasNode as CppAlias
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.nodes import bibliography as bibliography_node

from groupsite.build.nodes import every, record_part
from groupsite.directives.rest import record_rest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FOOTNOTES: Final = (nodes.footnote, nodes.footnote_reference)
_PYTHON: Final = ("pycon", "pycon3", "py", "python", "py3", "python3", "default")
#: When documents are read: transform → the nodes that it is for, or what they have: an
#: attribute, ``attribute=value`` or a class, see `_leave_out`.
_READING: Final = {
    "sphinx.transforms.i18n.PreserveTranslatableMessages": (addnodes.translatable,),
    "sphinx.transforms.compact_bullet_list.RefOnlyBulletListTransform": (
        nodes.bullet_list,
    ),
    "sphinx.transforms.DefaultSubstitutions": (nodes.substitution_reference,),
    "docutils.transforms.references.Substitutions": (nodes.substitution_reference,),
    "sphinx.transforms.MoveModuleTargets": (nodes.target,),
    "sphinx.transforms.HandleCodeBlocks": (nodes.block_quote,),
    "sphinx.transforms.AutoIndexUpgrader": (addnodes.index,),
    "sphinx.transforms.ReorderConsecutiveTargetAndIndexNodes": (nodes.target,),
    "docutils.transforms.references.PropagateTargets": (nodes.target,),
    "sphinx.transforms.DoctestTransform": (nodes.doctest_block,),
    "sphinx.transforms.GlossarySorter": (addnodes.glossary,),
    "sphinx.domains.citation.CitationDefinitionTransform": (nodes.citation,),
    "sphinx.domains.citation.CitationReferenceTransform": (nodes.citation_reference,),
    "sphinx.builders.latex.transforms.FootnoteDocnameUpdater": _FOOTNOTES,
    "docutils.transforms.universal.StripComments": (nodes.comment,),
    "docutils.transforms.misc.Transitions": (nodes.transition,),
    "docutils.transforms.references.AnonymousHyperlinks": ("anonymous",),
    "myst_parser.mdit_to_docutils.transforms.AddSlugIds": ("slug",),
    "myst_parser.mdit_to_docutils.transforms.ResolveAnchorIds": ("id_link",),
    "myst_parser.mdit_to_docutils.transforms.ResolveSectionRefs": ("section_numbers",),
    "sphinx.transforms.references.SphinxDanglingReferences": ("refname",),
    "groupsite.kinds.news.declared.NewsItems": ("declared",),
    "groupsite.kinds.papers.sphinxbibtex.NoteCitations": ("refdomain=cite",),
    "groupsite.kinds.papers.sphinxbibtex.CheckCitations": ("refdomain=cite",),
}
#: The same where a document is not translated.
_UNTRANSLATED: Final = {
    "sphinx.transforms.i18n.Locale": (),
    "sphinx.transforms.i18n.TranslationProgressTotaliser": ("translated",),
    "sphinx.transforms.i18n.RemoveTranslatableInline": ("translatable",),
}
#: When their links are resolved.
_RESOLVING: Final = {
    "sphinx.domains.c.AliasTransform": (CAlias,),
    "sphinx.domains.cpp.AliasTransform": (CppAlias,),
    "sphinx.transforms.post_transforms.OnlyNodeTransform": (addnodes.only,),
    "sphinx.transforms.post_transforms.images.ImageDownloader": (nodes.image,),
    "sphinx.transforms.post_transforms.images.DataURIExtractor": (nodes.image,),
    "sphinx.transforms.post_transforms.SigElementFallbackTransform": (
        addnodes.desc_sig_element,
        addnodes.desc_inline,
    ),
    "sphinx.transforms.post_transforms.PropagateDescDomain": (addnodes.desc_signature,),
    "sphinx.transforms.post_transforms.code.TrimDoctestFlagsTransform": (
        nodes.doctest_block,
        *(f"language={name}" for name in (*_PYTHON, "guess", "None")),
    ),
    "sphinxcontrib.bibtex.transforms.BibliographyTransform": (bibliography_node,),
    "sphinx_design.dropdown.DropdownHtmlTransform": ("design_component",),
    "sphinx_design.aside.AsideHtmlTransform": ("design_component",),
    "sphinx_design.tabs.TabSetHtmlTransform": ("design_component",),
    "sphinx_design.badges_buttons.ButtonRefContentStash": ("sd-btn",),
    "sphinx_design.badges_buttons.BadgeRefTooltipStash": ("sd_tooltip",),
    "sphinx_book_theme._transforms.HandleFootnoteTransform": _FOOTNOTES,
    "myst_parser.sphinx_ext.myst_refs.MystReferenceResolver": ("reftype=myst",),
    "groupsite.build.webp.ShowWebp": ("webp",),
    "groupsite.directives.rest.LinkRests": (record_rest,),
    "groupsite.kinds.news.deadline.JudgeDeadlines": ("news-deadline",),
    "groupsite.kinds.papers.sphinxbibtex.LinkCitations": ("refdomain=cite",),
}
#: Nodes of which more is looked at than their class and the names of attributes.
_TELLING: Final = (addnodes.pending_xref, nodes.literal_block, record_part)
_VALUES: Final = frozenset(("language", "refdomain", "reftype"))
#: What every document has.
_ALWAYS: Final = (nodes.document,)
#: What stands for nodes that nobody knows before some transform has run.
_UNKNOWN: Final = (
    *(nodes.substitution_reference, nodes.pending, addnodes.only, nodes.citation),
)


def leave_idle_out(app: Sphinx) -> None:
    """Register the two that leave others out."""
    if Transformer.apply_transforms is not _apply:
        mended: Any = Transformer
        mended.apply_transforms = _apply
    app.add_transform(LeaveIdleOut)
    app.add_post_transform(LeaveIdleOutLater)


class LeaveIdleOut(SphinxTransform):
    """Leaves out what has nothing to do, before all others."""

    default_priority = 1

    def apply(self, **_kwargs: Any) -> None:
        """Take them from the list of the document's transformer."""
        if self.config.gettext_additional_targets:
            return
        numbered = self.env.domains.standard_domain.enumerable_nodes
        table = _READING | {"sphinx.transforms.AutoNumbering": tuple(numbered)}
        if not self.may_be_translated():
            table |= _UNTRANSLATED
            # what the one that counts translations leaves
            self.document["translation_progress"] = {"total": 0, "translated": 0}
        _leave_out(self.document, table)

    def may_be_translated(self) -> bool:
        """Whether the project has a folder of translations, or looks for texts for some."""
        if issubclass(self.env._builder_cls, MessageCatalogBuilder):  # noqa: SLF001
            return True
        # as text: paths take a while to make, for each document
        folders = (os.path.join(self.env.srcdir, n) for n in self.config.locale_dirs)  # noqa: PTH118
        return any(map(os.path.isdir, folders))


class LeaveIdleOutLater(SphinxPostTransform):
    """The same for what runs when links are resolved, after timelines are filled (3)."""

    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Take them from the list of the document's transformer."""
        _leave_out(self.document, _RESOLVING)


def _leave_out(document: Any, table: dict[str, tuple[Any, ...]]) -> None:
    told = set[str]()
    found: list[Any] = [*every(document)]
    kinds = {*map(type, found)}
    telling = {kind for kind in kinds if issubclass(kind, _TELLING)}
    for node in found:
        kind = type(node)
        if kind is nodes.Text:
            continue
        attributes = node.attributes
        told.update(attributes)
        if kind in telling:
            told.update(attributes["classes"])
            told.update([f"{n}={attributes[n]}" for n in _VALUES & attributes.keys()])
            if isinstance(node, nodes.literal_block) and "language" not in node:
                told.add("language=None")
    if any(issubclass(kind, _UNKNOWN) for kind in kinds):
        return
    # with all their bases: the same question is asked some 30 times
    there = told.union(*(kind.__mro__ for kind in kinds))
    transforms = document.transformer.transforms
    transforms[:] = [
        one
        for one in transforms
        if not there.isdisjoint(table.get(_name(one[1]), _ALWAYS))
    ]


@lru_cache(maxsize=1000)
def _name(transform: type) -> str:
    return f"{transform.__module__}.{transform.__name__}"


_apply_transforms: Final = Transformer.apply_transforms


def _apply(transformer: Transformer) -> None:
    """Let a document know who transforms it, as it does while it is read."""
    transformer.document.transformer = transformer
    _apply_transforms(transformer)
