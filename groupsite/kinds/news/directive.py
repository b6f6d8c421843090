"""`{news}`: one news item, shown in place.

The directive makes the item's entry while its document is read. Ids and everything else
that depends on the other items are added when the whole document has been read
(:mod:`groupsite.kinds.news.declared`).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes

from groupsite.build.inline import separated
from groupsite.build.nodes import record_item
from groupsite.directives.entries import names, part, phrased, text_part
from groupsite.directives.options import RecordDirective, Use, option_spec
from groupsite.kinds.news.copies import unmovable
from groupsite.kinds.news.deadline import deadline_part
from groupsite.kinds.news.declared import Declared
from groupsite.kinds.news.sentence import (
    NONE,
    Sentence,
    coauthor_nodes,
    composes,
    link_nodes,
    people_nodes,
    title_nodes,
)
from groupsite.model.dates import PartialDate
from groupsite.model.problems import Subtype
from groupsite.model.query import one
from groupsite.model.text import instead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.kinds.papers.paper import Paper

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OPTION: Final = re.compile(r"\s*:([a-z-]+):(\s|$)")
_OPTIONS: Final = {
    "kind": Use("what sort of news it is; none for a plain item", "award"),
    "paper": Use("key of the paper that it is about", "primjer2025few"),
    "people": Use(
        "ids of those to name: of a paper its co-authors (`none` for nobody), else who "
        "took part",
        "primjer-zeljka",
    ),
    "grant": Use("ids of grants that it is about", "grand-example"),
    "at": Use(
        "where somebody worked, for this item alone; `none` for nowhere",
        "primjer-zeljka = Otherville, Somewhere",
    ),
    "venue": Use("where it appeared, if not where the entry says", "JoE"),
    "title": Use(
        "a title; of an item about a paper, if not its own", "Few samples, many words"
    ),
    "links": Use("further links", "[announcement](https://www.example.org)"),
    "deadline": Use("the last day of an opening, or its month", "2026-10-31"),
    "id": Use("its name in addresses, if not made of date and kind", "prize"),
    "pinned": Use("keeps it on top of timelines"),
}


class News(RecordDirective):
    """A dated news item."""

    required_arguments = 0  # our own message reports a missing date
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    argument = Use("a day, a month or a year", "2026-03")
    uses = _OPTIONS
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return the item's entry; nothing, and an error, if there is nothing to show."""
        self._warn_of_lost_options()
        date = self._date()
        kind = self._kind()
        if date is None:
            return []
        paper = self._paper()
        sentence = Sentence(
            kind=kind,
            date=date,
            title=self.options.get("title", "").strip(),
            venue=self.options.get("venue", "").strip(),
            people=self._people(),
            at=self._places(),
        )
        body = self.parse_content_to_nodes()
        self._warn_of_unmovable(body)
        if paper is not None and composes(kind, self.context):
            self._warn_of_strangers(sentence, paper)
            self._warn_of_preprint(kind, paper)
            parts = self._composed(sentence, paper, body)
        else:
            title = self._own_title()
            if not title and not body:
                self._warn_of_no_text(kind)
            parts = self._from_body(sentence, paper, [*title, *body])
        if all(map(_is_links, parts)):
            return []
        return [self._entry(sentence, paper, parts)]

    # -- the entry ------------------------------------------------------------------

    def _composed(
        self, sentence: Sentence, paper: Paper, body: Sequence[nodes.Node]
    ) -> list[nodes.Node]:
        """Title and co-authors of the paper, then the body, then the links."""
        links = link_nodes(sentence, paper, self.context)
        return [
            *part("news-title", *title_nodes(sentence, paper, self.context)),
            *part("news-people", *coauthor_nodes(sentence, paper, self.context)),
            *body,
            *self._about_grant(),
            *self._links(links),
        ]

    def _from_body(
        self, sentence: Sentence, paper: Paper | None, body: Sequence[nodes.Node]
    ) -> list[nodes.Node]:
        """The title and the text, then the people, the paper and the links."""
        about = names("paper", [paper.id] if paper else [], self.context)
        return [
            *body,
            *part("news-people", *people_nodes(sentence, self.context)),
            *part("news-paper", *phrased("about-paper", self.context, papers=about)),
            *self._about_grant(),
            *self._links([]),
        ]

    def _own_title(self) -> list[nodes.Node]:
        """The title of an item that composes no sentence, in the markup of the page."""
        text = self.options.get("title", "").strip()
        parsed, messages = self.parse_inline(text, lineno=self.lineno)
        return [*part("news-title record-title", *parsed), *messages] if text else []

    def _deadline(self) -> PartialDate | None:
        """The last day of an opening."""
        text = self.date("deadline")
        return PartialDate.parse(text) if text else None

    def _about_grant(self) -> list[nodes.Node]:
        """The grants, as links."""
        grants = names("grant", self._grants, self.context)
        return part("news-grant", *phrased("about-grant", self.context, grants=grants))

    def _links(self, composed: list[nodes.Node]) -> list[nodes.Node]:
        links = separated([*composed, *self._option_links()], " · ")
        return part("news-links", *links)

    def _entry(
        self, sentence: Sentence, paper: Paper | None, parts: Sequence[nodes.Node]
    ) -> record_item:
        kind = self.context.settings.news_kinds.get(sentence.kind)
        deadline = self._deadline()
        item = record_item(
            "",
            *part("news-date", self.context.date(sentence.date)),
            *text_part("news-kind", kind.label if kind else ""),
            *deadline_part(deadline, self.context),
            *parts,
            classes=["news-item"],
            data={"kind": sentence.kind, "family": kind.family} if kind else {},
        )
        self.set_source_info(item)
        item["declared"] = Declared(
            date=sentence.date,
            kind=sentence.kind,
            id=self._id(),
            paper=paper.id if paper is not None else "",
            grants=self._grants,
            pinned=self.flag("pinned"),
            deadline=deadline,
            position=self.position(),
        )
        return item

    # -- options --------------------------------------------------------------------

    def _date(self) -> PartialDate | None:
        text = self.arguments[0].strip() if self.arguments else ""
        if not text:
            message = "a date is missing, the item was left out: write {news} 2024-07"
            self.warn(message, Subtype.DATE)
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            self.warn(f"{error}; the item was left out", Subtype.DATE)
            return None

    def _kind(self) -> str:
        """The kind; ``""`` for a plain item, and if there is no such kind."""
        kind = str(self.options.get("kind", "")).strip()
        kinds = self.context.settings.news_kinds
        if kind and kind not in kinds:
            hint = instead(kind, kinds)
            message = f"there is no kind of news `{kind}`, the item has none{hint}"
            self.warn(message, Subtype.KIND, "kind")
            return ""
        return kind

    def _paper(self) -> Paper | None:
        key = self.options.get("paper", "").strip()
        if not key:
            return None
        paper: Paper | None = self.context.get("paper", key)
        if paper is None and (fault := self.context.graph.unknown("paper", key)):
            self.warn(f"`paper`: {fault}", Subtype.LINK, "paper")
        return paper

    @cached_property
    def _grants(self) -> tuple[str, ...]:
        """Ids of grants; not checked if no grants are declared."""
        known = self.context.graph.ids("grant")
        words = self.words("grant", known)
        return self.known("grant", words, known, "grant") if known else words

    def _warn_of_no_text(self, kind: str) -> None:
        """Report an item that says nothing, unless the cause has been reported."""
        can_compose = composes(kind, self.context)
        if can_compose and self.options.get("paper", "").strip():
            return  # there is no such paper
        what = f"an item of kind `{kind}`" if kind else "an item"
        hint = "; or name its paper with `:paper:`" if can_compose else ""
        self.warn(f"{what} needs a text{hint}", Subtype.NEWS)

    def _warn_of_strangers(self, sentence: Sentence, paper: Paper) -> None:
        """Report people whom the sentence cannot name because they are not authors."""
        for person in sentence.people or ():
            if person not in paper.people:
                message = f"`people`: `{person}` is not an author of `{paper.id}`"
                self.warn(message, Subtype.LINK, "people")

    def _warn_of_preprint(self, kind: str, paper: Paper) -> None:
        """Report news of a publication whose entry is still that of a preprint."""
        if kind == "published" and paper.state in ("preprint", "submitted"):
            message = (
                f"`paper`: by its entry, `{paper.id}` is still a preprint; add where it "
                "was published to the entry, or its `pubstate`"
            )
            self.warn(message, Subtype.NEWS, "paper")

    def _people(self) -> tuple[str, ...] | None:
        """Ids of the people to name; None leaves the choice to the paper."""
        if "people" not in self.options:
            return None
        known = self.context.graph.ids("person")
        words = self.words("people", known)
        if words == (NONE,):
            return ()
        return self.known("people", words, known, "person")

    def _places(self) -> dict[str, str]:
        """Places by person, written ``id = Place, UK; id2 = none``."""
        places = {}
        for clause in self.options.get("at", "").split(";"):
            person, _, place = (text.strip() for text in clause.partition("="))
            person = self.context.graph.meant("person", person)
            if not clause.strip():
                continue
            if not person or not place:
                message = f"`at`: write `id = Place, Country`, not `{clause.strip()}`"
                self.warn(message, Subtype.OPTION, "at")
                continue
            known = self.context.graph.ids("person")
            if self.known("at", [person], known, "person"):
                # depend on the person even if the sentence does not name them
                self.context.note(one("person", person))
                places[person] = place
        return places

    def _id(self) -> str:
        written = str(self.options.get("id", "")).strip()
        if written and not _ID.fullmatch(written):
            message = f"`id`: use letters, digits, `.`, `_` and `-`, not {written!r}"
            self.warn(message, Subtype.OPTION, "id")
            return ""
        return written

    def _option_links(self) -> list[nodes.Node]:
        """The links in ``:links:``, in the markup of the document."""
        text = self.options.get("links", "").strip()
        if not text:
            return []
        parsed, _ = self.parse_inline(text, lineno=self.lineno)
        other = (nodes.Text, nodes.raw)
        between = (node.astext() for node in parsed if isinstance(node, other))
        words = "".join(between).strip(" ,;·")
        if words:
            message = f"`links`: write [label](address), not `{words}`"
            self.warn(message, Subtype.OPTION, "links")
        # reStructuredText adds a target to each named link
        return [n for n in parsed if not isinstance(n, (*other, nodes.target))]

    def _warn_of_unmovable(self, body: Sequence[nodes.Node]) -> None:
        """Report content that timelines and feeds leave out."""
        for name, _ in unmovable(body):
            message = (
                f"`{{{name}}}` is shown on this page only, timelines and feeds leave "
                "it out; write it outside the item"
            )
            self.warn(message, Subtype.NEWS)

    def _warn_of_lost_options(self) -> None:
        """Report options that MyST takes for text."""
        first = next((line for line in self.content if line.strip()), "")
        lines = self.block_text.splitlines()
        before = lines[lines.index(first) - 1] if first in lines else ""
        option, continued = _OPTION.match(first), _OPTION.match(before)
        if option and option[1] in _OPTIONS:
            message = (
                f"`:{option[1]}:` is in the text of the item; options come "
                "first, each on one line, without a blank line before them"
            )
            self.warn(message, Subtype.OPTION, option[1])
        elif continued and first[:1].isspace():
            message = (
                f"`{continued[1]}`: the line below it is text of the item; write the "
                "value of an option on one line"
            )
            self.warn(message, Subtype.OPTION, continued[1])


def _is_links(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and "news-links" in node["classes"]
