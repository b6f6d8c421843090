"""The authors of a paper: people linked, long lists folded, notes as signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.nodes import record_fold, record_sign
from groupsite.kinds.papers.showing.shortening import is_ours, named, runs
from groupsite.model.names import is_body
from groupsite.model.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.kinds.papers.showing.shortening import Run
    from groupsite.model.rendering import Context
    from groupsite.model.settings import Settings

#: Signs of the notes that have a phrase `author.NOTE`, the same in all entries.
_SIGNS: Final = {"equal": "*", "corresponding": "†"}
#: Signs of other notes, in the order in which they occur; doubled if there are more.
_MORE: Final = "‡§¶‖#"


def author_nodes(
    paper: Paper, context: Context, *, brief: bool = False, whole: bool = False
) -> list[nodes.Node]:
    """The authors in order, people linked, the owner and members marked.

    :param brief: link to the paper instead of folding away the rest of a long list.
    :param whole: show all of a long list.
    """
    names = _Names(paper, context)
    settings = context.settings
    most = 0 if whole else settings.authors
    shown = named(paper.authors, most, context.graph, settings)
    parts = runs(len(paper.authors), shown)
    gaps = [part for part in parts if not part.shown]
    rest = settings.phrase("others", count=len(paper.authors) - len(shown))
    result: list[nodes.Node] = []
    for part in parts:
        if part.shown:
            result += names.of(part)
            continue
        last = part is gaps[-1]
        before, words = names.before(part, several=len(gaps) > 1), rest if last else "…"
        if not brief:
            label = settings.phrase("others", count=len(part.places))
            fold = record_fold("", "", *names.of(part), before=before, summary=words)
            result.append(fold)
            if not last:
                fold["label"] = label
        elif last:
            link = context.reference("paper", paper.id, nodes.Text(words))
            result += [nodes.Text(before), link]
        else:
            result.append(nodes.Text(before + words))
    return result + _after(paper, settings)


class _Names:
    """The names of a paper's authors, each with what stands before it."""

    def __init__(self, paper: Paper, context: Context) -> None:
        self._paper = paper
        self._context = context
        self._and = f" {context.settings.phrase('and')} "
        self._signs = _signs(paper.authors)

    def of(self, run: Run) -> list[nodes.Node]:
        """The names of a part of the list."""
        result: list[nodes.Node] = []
        for place in run.places:
            author = self._paper.authors[place]
            if place:
                result.append(nodes.Text(self._and if self._ends(place) else ", "))
            result.append(author_node(author, self._context))
            result += (
                record_sign("", self._signs[note], label=_words(note, self._settings))
                for note in author.notes
            )
        return result

    def before(self, run: Run, *, several: bool) -> str:
        """What stands before the words in place of a part that is hidden.

        :param several: whether it is one of several parts that are hidden.
        """
        if run.places[-1] < len(self._paper.authors) - 1:
            return ", "
        return f", …{self._and}" if several else self._and

    def _ends(self, place: int) -> bool:
        return place == len(self._paper.authors) - 1 and not self._paper.and_others

    @property
    def _settings(self) -> Settings:
        return self._context.settings


def author_node(author: Author, context: Context) -> nodes.Node:
    """A name, linked to the person if known; the owner's is strong."""
    if not author.person:
        return nodes.Text(author.name)
    text: nodes.Node = nodes.Text(author.name)
    link = context.reference("person", author.person, text)
    if author.person == context.settings.owner:
        own = link if context.has_page("person", author.person) else text
        return nodes.strong("", "", own, classes=["owner"])
    if is_ours(author, context.graph, context.settings):
        return nodes.inline("", "", link, classes=["member"])
    return link


def collaboration(name: str, settings: Settings) -> str:
    """``Example Collaboration`` for ``Example``; ``Example Study`` as it is."""
    if is_body(name):
        return name
    return settings.phrase("author.collaboration", name=name)


def _after(paper: Paper, settings: Settings) -> list[nodes.Node]:
    """What follows the names: others, collaborations, the legend, the order."""
    result: list[nodes.Node] = []
    if paper.and_others:
        result.append(nodes.Text(f" {settings.phrase('cite.others')}"))
    if paper.collaborations:
        named_bodies = [collaboration(name, settings) for name in paper.collaborations]
        bodies = join_words(named_bodies, settings.phrase("and"))
        words = settings.phrase("author.for", name=bodies)
        result.append(nodes.Text(f" ({words})" if paper.authors else bodies))
    if legend := ", ".join(_legend(_signs(paper.authors), settings)):
        result.append(nodes.inline("", f" ({legend})", classes=["paper-notes"]))
    if paper.alphabetical and len(paper.authors) > 1:
        order = f" ({settings.phrase('alphabetical')})"
        result.append(nodes.inline("", order, classes=["paper-order"]))
    return result


def _signs(authors: Iterable[Author]) -> dict[str, str]:
    """The sign of each note, those with a phrase first; a bare mark is its own."""
    notes = dict.fromkeys(note for author in authors for note in author.notes)
    signs = {note: sign for note, sign in _SIGNS.items() if note in notes}
    others = (note for note in notes if note not in _SIGNS)
    number = 0
    for note in others:
        signs[note] = note
        if _says_something(note):
            times, which = divmod(number, len(_MORE))
            signs[note] = _MORE[which] * (times + 1)
            number += 1
    return signs


def _legend(signs: Mapping[str, str], settings: Settings) -> Iterable[str]:
    return (
        f"{sign} {_words(note, settings)}"
        for note, sign in signs.items()
        if _says_something(note)
    )


def _words(note: str, settings: Settings) -> str:
    """The phrase for a note, or the author's own words; ``""`` for a bare mark."""
    if note in _SIGNS:
        return settings.phrase(f"author.{note}")
    return note if _says_something(note) else ""


def _says_something(note: str) -> bool:
    return any(map(str.isalnum, note))
