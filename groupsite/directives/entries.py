"""Pieces that entries of records are made of, the same for all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.build.inline import fill, separated
from groupsite.build.nodes import record_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from groupsite.model.kinds import RecordKind
    from groupsite.model.rendering import Context
    from groupsite.sources.yaml.fields import Links


def part(name: str, *content: nodes.Node) -> list[nodes.Node]:
    """A block of an entry; none where there is nothing in it.

    :param name: its classes: what it is in any entry (``record-title``,
        ``record-meta``, ``record-links``), which the style sheet knows, and in this one.
    """
    return [record_part("", "", *content, classes=name.split())] if content else []


def text_part(name: str, text: str) -> list[nodes.Node]:
    """A block of plain text."""
    return part(name, nodes.Text(text)) if text else []


def cell(content: nodes.Node) -> nodes.entry:
    """A cell of a table."""
    return nodes.entry("", nodes.paragraph("", "", content))


def table(
    head: Sequence[str], rows: Iterable[nodes.Element], *classes: str
) -> nodes.table:
    """A table with columns of one width where the format needs to know it."""
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
    """The pieces that are not empty, with text between them."""
    result: list[nodes.Node] = []
    for piece in pieces:
        if isinstance(piece, str):
            content: Sequence[nodes.Node] = [nodes.Text(piece)] if piece else []
        else:
            content = [piece] if isinstance(piece, nodes.Node) else piece
        if content:
            result += [nodes.Text(between)] * bool(result) + list(content)
    return result


def names(kind: str, ids: Iterable[str], context: Context) -> list[nodes.Node]:
    """Links to records that are named by others: ``A, B and C``."""
    links = [
        context.reference(kind, i)
        for i in dict.fromkeys(ids)
        if context.get(kind, i) is not None
    ]
    return separated(links, ", ", f" {context.settings.phrase('and')} ")


def phrased(
    key: str, context: Context, **fields: Sequence[nodes.Node]
) -> list[nodes.Node]:
    """The phrase *key* with its fields; nothing where all of them are empty.

    Without such a phrase the fields stand alone.
    """
    if not any(fields.values()):
        return []
    bare = " ".join(f"{{{name}}}" for name in fields)
    return fill(context.settings.phrases.get(key, bare), **fields)


def people_line(ids: Sequence[str], context: Context) -> list[nodes.Node]:
    """``With A and B`` where the owner is one of them, else ``A and B``."""
    owner = context.settings.owner
    people = names("person", (i for i in ids if i != owner), context)
    return phrased("with", context, people=people) if owner in ids else people


def authors_line(paper: Any, context: Context) -> list[nodes.Node]:
    """All authors of a paper, those who are known as links."""
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
    """``Slides (11 MB) · Video``."""
    result: list[nodes.Node] = []
    for name, target in links.items():
        text = context.settings.phrases.get(f"link.{name}", name)
        text += f" ({target.size})" if target.size else ""
        result.append(nodes.reference("", text, refuri=target.url, internal=False))
    return separated(result, " · ")


def facts(terms: Mapping[str, Sequence[nodes.Node]]) -> list[nodes.Node]:
    """A definition list of the terms that are not empty; none where all are."""
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
    """*record* in one paragraph; its title and its date where its kind says no more."""
    if kind.entry.brief is not None:
        return kind.entry.brief(record, context)
    date = kind.date(record)
    return joined(
        [context.reference(kind.name, record.id), [context.date(date)] if date else ""]
    )
