"""Quotes are what Sphinx makes of them."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import hypothesis.strategies as st
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.transforms.universal import SmartQuotes
from docutils.utils import new_document
from hypothesis import given

from groupsite.quick.quotes import _PlainText, note_marked

_TEXTS: Final = st.lists(
    st.text("ab \"'`-.\\&\x00;#39\n", max_size=8), min_size=1, max_size=4
)


class _Quick(SmartQuotes):
    nodes_to_skip: ClassVar[Any] = (*SmartQuotes.nodes_to_skip, _PlainText)

    def apply(self) -> None:
        note_marked(self.document)
        super().apply()


def _educated(texts: list[str], transform: type[SmartQuotes]) -> str:
    settings = get_default_settings(Parser)
    settings.smart_quotes = True
    document = new_document("x", settings)
    document += nodes.paragraph("", "", *map(nodes.Text, texts))
    document += nodes.paragraph("", "", nodes.emphasis("", "", nodes.Text(texts[0])))
    transform(document, startnode=None).apply()
    return document.pformat()


@given(texts=_TEXTS)
def test_any_text_is_educated_alike(texts: list[str]) -> None:
    """With quotes, dashes, dots, and what only looks like them."""
    assert _educated(texts, _Quick) == _educated(texts, SmartQuotes)


def test_a_plain_text_is_left_alone() -> None:
    """Or there would be no need of this."""
    document = new_document("x", get_default_settings(Parser))
    plain = nodes.paragraph("", "A plain – text, it is.")
    inner = nodes.emphasis("", "It's.")
    marked = nodes.paragraph("", "A text: ", nodes.strong("", "", inner))
    document += [plain, marked]
    note_marked(document)
    assert isinstance(plain, _PlainText)
    assert not isinstance(marked, _PlainText)
