"""The description of each page for search engines, in one sentence.

The author's own (``html_meta`` of MyST) has priority. Other pages are described by
their first words, pages of records by the record.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.nodes import plain_text, record_item, record_part
from groupsite.model.text import join_sentences, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.build.site import Site

#: Minimum length of a useful description, in characters.
SHORTEST: Final = 50
#: Maximum length that result pages show, in characters.
LONGEST: Final = 160


def describe(title: str, texts: Iterator[str], fallback: str = "") -> str:
    """Join the first *texts* to a description of at most 160 characters.

    :param title: put first if the texts alone are too short.
    :param fallback: appended if that is still too short.
    """
    description = ""
    for text in texts:
        words = " ".join(text.split())
        if words:
            description = f"{description} {words}".strip()
        if len(description) >= SHORTEST:
            break
    if len(description) < SHORTEST:
        description = join_sentences((title, description))
    if len(description) < SHORTEST and fallback:
        description = join_sentences((description, fallback))
    return shortened(description, LONGEST)


def describe_page(site: Site, docname: str, doctree: nodes.document) -> str:
    """The description of a document; its links must be resolved."""
    title = next((plain_text(t) for t in doctree.findall(nodes.title)), "")
    fallback = site.phrase("description", site=site.name)
    parts = filter(_is_part, doctree.findall(record_part))
    # not all of a long page is read: the generators stop when the sentence is full
    if any(about.kind in ("paper", "person") for about in site.about(docname)):
        # the first lines of a record's page say who, where and when
        own = (plain_text(p) for p in parts if not isinstance(p.parent, record_item))
        text = join_sentences(_first(chain([title], own)))
        return describe("", iter([text]), fallback)
    plain = filter(_is_plain, doctree.findall(nodes.paragraph))
    texts = (plain_text(p) for p in chain(plain, parts))
    return describe(f"{title}, {site.name}", texts, fallback)


def _is_plain(node: nodes.paragraph) -> bool:
    """Whether *node* is one of text outside entries."""
    return (
        type(node) is nodes.paragraph  # subclasses are toctrees and parts of entries
        and not isinstance(node.parent, record_item)
    )


def _is_part(node: record_part) -> bool:
    """Whether *node* is an innermost one, and says something."""
    return not any(
        name.endswith(("-date", "-links", "-file", "-parts", "export"))
        for name in node["classes"]
    ) and not any(isinstance(child, record_part) for child in node.children)


def _first(texts: Iterable[str]) -> list[str]:
    """As many texts as fit."""
    fitting: list[str] = []
    for text in texts:
        fitting.append(" ".join(text.split()))
        if sum(map(len, fitting)) > LONGEST:
            break
    return fitting
