"""Building blocks for entries of all kinds of records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.build.inline import fill, separated
from groupsite.build.nodes import record_part, record_when
from groupsite.model.text import between_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from groupsite.model.kinds import RecordKind
    from groupsite.model.rendering import Context
    from groupsite.sources.yaml.fields import Links


def part(name: str, *content: nodes.Node) -> list[nodes.Node]:
    """A block of an entry; nothing if *content* is empty.

    :param name: its classes, separated by blanks: one that the style sheet knows
        (``record-title``, ``record-meta``, ``record-links``), and one of its kind.
    """
    return [record_part("", "", *content, classes=name.split())] if content else []


def text_part(name: str, text: str) -> list[nodes.Node]:
    """A block of plain text."""
    return part(name, nodes.Text(text)) if text else []


def blocks(name: str, content: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Paragraphs, lists and so on, as `Context.markup` gives them; nothing if empty.

    :param name: as in `part`.
    """
    names = ["record-text", *name.split()]
    return [nodes.container("", *content, classes=names)] if content else []


def when(text: str) -> list[nodes.Node]:
    """A period in words, which a CV on paper shows at its side; nothing if empty."""
    return [record_when("", text)] if text else []


def cell(content: nodes.Node) -> nodes.entry:
    """A cell of a table."""
    return nodes.entry("", nodes.paragraph("", "", content))


def table(
    head: Sequence[str], rows: Iterable[nodes.Element], *classes: str
) -> nodes.table:
    """A table with columns of equal width, for formats that need a width."""
    group = nodes.tgroup(
        "",
        *(nodes.colspec(colwidth=100 // len(head)) for _ in head),
        nodes.thead("", nodes.row("", *(cell(nodes.Text(text)) for text in head))),
        nodes.tbody("", *rows),
        cols=len(head),
    )
    return nodes.table("", group, classes=[*classes, "colwidths-auto"])


def joined(
    pieces: Iterable[nodes.Node | Sequence[nodes.Node] | str], between: str = ", "
) -> list[nodes.Node]:
    """The pieces that are not empty, separated by *between*.

    A full stop is left out after another mark.
    """
    result: list[nodes.Node] = []
    for piece in pieces:
        if isinstance(piece, str):
            content: Sequence[nodes.Node] = [nodes.Text(piece)] if piece else []
        else:
            content = [piece] if isinstance(piece, nodes.Node) else piece
        if content and result:
            ended = between == ". " and result[-1].astext()
            result.append(nodes.Text(between_sentences(ended) if ended else between))
        result += content
    return result


def names(kind: str, ids: Iterable[str], context: Context) -> list[nodes.Node]:
    """Links to the records of *kind* with these ids that exist: ``A, B and C``."""
    links = [
        context.reference(kind, i)
        for i in dict.fromkeys(ids)
        if context.get(kind, i) is not None
    ]
    return (
        separated(links, ", ", f" {context.settings.phrase('and')} ") if links else []
    )


def phrased(
    key: str, context: Context, **fields: Sequence[nodes.Node]
) -> list[nodes.Node]:
    """The phrase *key* with its fields filled in; nothing if all of them are empty.

    Without such a phrase, the fields alone, separated by blanks.
    """
    if not any(fields.values()):
        return []
    bare = " ".join(f"{{{name}}}" for name in fields)
    return fill(context.settings.phrases.get(key, bare), **fields)


def people_line(ids: Sequence[str], context: Context) -> list[nodes.Node]:
    """``With A and B`` if the owner is among them, otherwise ``A and B``."""
    owner = context.settings.owner
    people = names("person", (i for i in ids if i != owner), context)
    return phrased("with", context, people=people) if owner in ids else people


def authors_line(paper: Any, context: Context) -> list[nodes.Node]:
    """All authors of a paper, linked if known."""
    authors = [
        context.reference("person", author.person, nodes.Text(author.name))
        if author.person
        else nodes.Text(author.name)
        for author in paper.authors
    ]
    return separated(authors, ", ", f" {context.settings.phrase('and')} ")


def grants_line(ids: Sequence[str], context: Context) -> list[nodes.Node]:
    """``Grant: A and B``."""
    return phrased("about-grant", context, grants=names("grant", ids, context))


def link_line(links: Links, context: Context) -> list[nodes.Node]:
    """Links as words: ``Slides (11 MB) · Video``."""
    result: list[nodes.Node] = []
    for name, target in links.items():
        text = context.settings.phrases.get(f"link.{name}", name)
        text += f" ({target.size})" if target.size else ""
        result.append(nodes.reference("", text, refuri=target.url, internal=False))
    return separated(result, " · ")


def facts(terms: Mapping[str, Sequence[nodes.Node]]) -> list[nodes.Node]:
    """A definition list of the terms with values; nothing if none has one."""
    items = [
        nodes.definition_list_item(
            "",
            nodes.term("", term),
            nodes.definition("", nodes.paragraph("", "", *content)),
        )
        for term, content in terms.items()
        if content
    ]
    return [nodes.definition_list("", *items, classes=["facts"])] if items else []


def brief(kind: RecordKind[Any], record: Any, context: Context) -> list[nodes.Node]:
    """*record* in one paragraph; linked title and date by default."""
    if kind.entry.brief is not None:
        return kind.entry.brief(record, context)
    date = kind.date(record)
    return joined(
        [context.reference(kind.name, record.id), [context.date(date)] if date else ""]
    )
