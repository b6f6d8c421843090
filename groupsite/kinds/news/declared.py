"""Finishes the items of a document once it has been read.

Runs after `{news}` has made the entries: assigns their ids, notes them in the domain,
where the timelines of other documents find them, and wraps neighbours into lists.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import count, islice, product
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from groupsite.build.context import DocumentContext
from groupsite.build.contributions import Anchor
from groupsite.build.nodes import (
    every,
    plain_text,
    record_date,
    record_item,
    record_list,
)
from groupsite.directives.headings import record_id
from groupsite.kinds.news.item import NewsItem
from groupsite.kinds.news.page import place_below_heading
from groupsite.model.positions import Located, Position
from groupsite.model.query import one
from groupsite.model.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.model.dates import PartialDate

#: Classes of the parts of an entry that do not say what happened.
_FRAME: Final = frozenset({"news-date", "news-kind", "news-deadline", "news-links"})


@dataclass(frozen=True, slots=True)
class Declared:
    """What a directive declares about its item; kept on the entry during reading."""

    date: PartialDate
    kind: str
    #: The id as written, or empty if one has to be generated.
    id: str
    paper: str
    grants: tuple[str, ...]
    pinned: bool
    deadline: PartialDate | None
    position: Position


class NewsItems(SphinxTransform):
    """Turns the entries of a document into news items."""

    # late, when the text of the items is final and digests can be taken
    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        """Finish all items of the document."""
        items = self.document.findall(record_item)
        entries = [node for node in items if "declared" in node]
        if not entries:
            return
        context = DocumentContext(self.env, self.env.current_document.docname)
        declared = [entry.attributes.pop("declared") for entry in entries]
        ids = _ids(entries, declared)
        for number, item_id in enumerate(ids):
            self._note(context, entries[number], declared[number], item_id, number)
            _drop_labels(entries[number])
        place_below_heading(self.document, entries, declared[0].position, context)
        for run in _runs(entries):
            mark_repeated_dates(run)
            wrapper = record_list("", classes=["news"])
            run[0].parent.insert(run[0].parent.index(run[0]), wrapper)
            for entry in run:
                entry.parent.remove(entry)
                wrapper += entry

    def _note(
        self,
        context: DocumentContext,
        entry: record_item,
        declared: Declared,
        item_id: str,
        number: int,
    ) -> None:
        """Give the entry its id and note the item in the domain."""
        entry["data"] = {"id": item_id, **entry["data"]}
        node_id = f"news-{item_id}"
        if self.document.ids.get(node_id) is not entry:  # could be a label above it
            node_id = record_id(node_id, self.document)
        if node_id:
            others = [name for name in entry["ids"] if name != node_id]
            entry["ids"] = [node_id, *others]
            self.document.ids[node_id] = entry
            anchor = Anchor("news", item_id, node_id, 0)
            context.domain.note_anchor(context.docname, anchor)
        named = _named(entry)
        record = NewsItem(
            id=item_id,
            date=declared.date,
            kind=declared.kind,
            docname=context.docname,
            number=number,
            people=tuple(name for kind, name in named if kind == "person"),
            mentions=named,
            paper=declared.paper,
            grants=declared.grants,
            pinned=declared.pinned,
            deadline=declared.deadline,
            summary=_summary(entry),
            text=_text(entry),
            digest=_digest(entry),
        )
        if declared.deadline is not None:  # the page changes when it is over
            context.note(one("news", item_id))
        located = Located(record, declared.position)
        context.domain.note_record(context.docname, "news", located)


def _ids(entries: list[record_item], declared: list[Declared]) -> list[str]:
    """The ids as written; otherwise made of date, kind, and paper or first words.

    Ties are numbered from the oldest item, the last one in the file, so a new item
    never changes the id of another one.
    """
    taken = {item.id for item in declared if item.id}
    endings: dict[str, Iterator[str]] = {}
    ids: list[str] = []
    for entry, item in zip(reversed(entries), reversed(declared), strict=True):
        item_id = item.id
        if not item_id:
            words = item.paper or slug(_summary(entry), words=6)
            base = "-".join(filter(None, (str(item.date), item.kind, words)))
            # each base continues where its last ending left off
            names = (base + end for end in endings.setdefault(base, _endings()))
            item_id = next(name for name in names if name not in taken)
            taken.add(item_id)
        ids.append(item_id)
    return ids[::-1]


def _endings() -> Iterator[str]:
    """Suffixes for ties: nothing, then ``-b`` to ``-z``, ``-aa``, ``-ab`` and so on."""
    yield ""
    letters = (
        "".join(word) for n in count(1) for word in product(ascii_lowercase, repeat=n)
    )
    yield from (f"-{word}" for word in islice(letters, 1, None))


def _digest(entry: record_item) -> str:
    """A digest of all that an entry says and how; quicker than one of its `pformat`."""
    parts: list[object] = []
    node: Any
    for node in every(entry):  # with the numbers of children, their order says it all
        if isinstance(node, nodes.Text):
            parts.append(str(node))
        else:
            parts.append((type(node).__name__, len(node.children), node.attributes))
    text = repr(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def _named(entry: record_item) -> tuple[tuple[str, str], ...]:
    """Keys (kind, id) of the records that an entry links to or cites."""
    keys: dict[tuple[str, str], None] = {}
    link: Any
    for link in entry.findall(addnodes.pending_xref):
        if link.get("refdomain") == "groupsite":
            keys[link["reftype"], link["reftarget"]] = None
        elif link.get("refdomain") == "cite":
            for target in parse_citation_targets(link["reftarget"]):
                keys["paper", target.key] = None
    return tuple(keys)


def _summary(entry: record_item) -> str:
    """The first thing an item says, as plain text: its title or first paragraph."""
    for node in entry.findall(nodes.paragraph):
        if not _FRAME & set(node["classes"]):
            return " ".join(plain_text(node).split())
    return ""


def _text(entry: record_item) -> str:
    """The whole text of an item without its date, kind and links."""
    paragraphs = (
        plain_text(node)
        for node in entry.findall(nodes.paragraph)
        if not _FRAME & set(node["classes"])
    )
    return " ".join(" ".join(paragraphs).split())


def _runs(entries: Iterable[record_item]) -> list[list[record_item]]:
    """Group entries that follow each other in the document."""
    runs: list[list[record_item]] = []
    for entry in entries:
        if runs and _next(runs[-1][-1]) is entry:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _next(node: nodes.Element) -> nodes.Node | None:
    """The node after *node*, ignoring comments."""
    siblings = node.parent.children
    following = siblings[siblings.index(node) + 1 :]
    return next((n for n in following if not isinstance(n, nodes.comment)), None)


def _drop_labels(entry: record_item) -> None:
    """Drop the labels above *entry*, whose ids docutils has given to it.

    They would separate it from its neighbours.
    """
    above = entry.parent.children
    number = above.index(entry)
    while number and isinstance(label := above[number - 1], nodes.target):
        if label.get("refid") not in entry["ids"]:
            break
        number -= 1
        del above[number]


def mark_repeated_dates(entries: Iterable[record_item]) -> None:
    """Mark each entry with the same date as the one before; it is printed once."""
    previous = ""
    for entry in entries:
        date = next(iter(entry.findall(record_date)))["datetime"]
        entry["classes"] = [name for name in entry["classes"] if name != "same-date"]
        if date == previous:
            entry["classes"].append("same-date")
        previous = date
