"""Nodes that docutils lacks, and how each format renders them.

One doctree serves all builders: in HTML, these nodes become elements with attributes
for CSS, scripts and machines; in other formats, the lists, paragraphs and words that
they derive from.
"""

from __future__ import annotations

import html
import posixpath
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from docutils import nodes

from groupsite.model.mathtext import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

N = TypeVar("N", bound=nodes.Node)


class record_list(nodes.bullet_list):
    """A list of records; ``<ol>`` in HTML, since the order matters."""


class record_item(nodes.list_item):
    """A record in a list; `data` becomes its ``data-`` attributes.

    `number` is its number, if the list has numbers.
    """


class record_row(nodes.row):
    """A record in a table; `data` becomes its ``data-`` attributes."""


class record_section(nodes.section):
    """A record with a heading; `data` becomes its ``data-`` attributes."""


class record_part(nodes.paragraph):
    """A block of an entry; ``<div>`` in HTML, so that it can hold a `record_fold`."""


class record_date(nodes.inline):
    """A date for people, with `datetime` in machine-readable form."""


class record_when(nodes.inline):
    """A period in words, which a CV on paper shows at its side; bare text in HTML."""


class record_fold(nodes.inline):
    """Details for some readers; in HTML behind its `summary`, elsewhere in full.

    `before` stands before the summary as long as it is folded, `label` says more than a
    summary of a mere mark.
    """


class record_sign(nodes.inline):
    """A sign that refers to a note, whose words are its `label`."""


class record_more(nodes.container):
    """The rest of a list; in HTML behind its `summary`, elsewhere in full."""


class record_source(nodes.General, nodes.Element):
    """Source text (`text`) behind a `summary`; in HTML only."""


class record_filter(nodes.General, nodes.Element):
    """A form to filter a list, shown by its script; on websites only.

    `entries` is the class of the entries, `choices` maps names to (label, options), the
    other attributes are phrases; `note` may be empty.
    """


class record_chart(nodes.container):
    """A bar chart of years on websites; elsewhere its children, links to the years."""


class record_span(nodes.General, nodes.Element):
    """An empty span whose `title` is for reference managers; in HTML only."""


class video_card(nodes.container):
    """A video: a link to it or a `video_player`, and a `video_caption`."""


class video_caption(nodes.container):
    """What is said below a video."""


class video_player(nodes.reference):
    """A video of the site, played in the page; on paper and in books a link to it."""


def every(node: nodes.Node) -> Iterator[nodes.Node]:
    """*node* and all nodes in it, in any order, where nothing changes meanwhile."""
    rest = [node]
    for found in rest:
        rest += found.children
    return iter(rest)


def every_of(node: nodes.Node, kinds: type[N] | tuple[type[N], ...]) -> list[N]:
    """Those of *kinds* among `every` one."""
    return [found for found in every(node) if isinstance(found, kinds)]


def plain_text(node: nodes.Node) -> str:
    """The text of *node*, like ``astext``, but with readable formulas."""
    if isinstance(node, (nodes.math, nodes.math_block)):
        return readable(node.astext())
    if isinstance(node, (nodes.footnote_reference, nodes.raw)):
        return " " if is_break(node) else ""
    if not isinstance(node, nodes.Element) or not node.children:
        return node.astext()
    return node.child_text_separator.join(map(plain_text, node.children))


def is_break(node: nodes.Node) -> bool:
    """Whether *node* is MyST's form of a line break."""
    return isinstance(node, nodes.raw) and node.astext().strip() == "<br />"


def is_book(translator: HTML5Translator) -> bool:
    """Whether *translator* writes an e-book, which is XML and runs no scripts."""
    return translator.builder.name == "epub"


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes for all formats."""
    _add(app, record_list, "bullet_list", _visit_entry_list, _depart_entry_list)
    _add(app, record_item, "list_item", _visit_entry, _depart_entry)
    _add(app, record_row, "row", _visit_entry_row, _depart_entry_row)
    _add(app, record_section, "section", _visit_section, _depart_section)
    _add(app, record_part, "paragraph", _visit_part, _depart_part)
    _add(app, record_date, "inline", _visit_time, _depart_time)
    _add(app, record_when, "inline", _leave_bare, _leave_bare)
    _add(app, record_fold, "inline", _visit_fold, _depart_fold)
    _add(app, record_sign, "inline", _visit_sign, _depart_sign)
    _add(app, record_more, "container", _visit_fold, _depart_fold)
    _add(app, video_card, "container", _visit_video, _depart_video)
    _add(app, video_caption, "container", _visit_caption, _depart_caption)
    _add(app, video_player, "reference", _visit_player, _depart_player)
    _add_to_html(app, record_source, _visit_disclosure)
    _add_to_html(app, record_span, _visit_span)
    _add_to_html(app, record_filter, _visit_filter)


def _add(app: Sphinx, node: type, like: str, visit: Any, depart: Any) -> None:
    """Register *node* with its own HTML; other formats treat it like node *like*."""

    def visit_like(self: Any, node: nodes.Element) -> None:
        _write_number(node)
        getattr(self, f"visit_{like}")(node)

    def depart_like(self: Any, node: nodes.Element) -> None:
        getattr(self, f"depart_{like}")(node)

    def visit_latex(self: Any, node: nodes.Element) -> None:
        visit_like(self, node)
        # the writer labels headings, but not items and rows
        if node["ids"] and not isinstance(node, nodes.section):
            self.body.append(self.hypertarget_to(node, anchor=True))

    other = (visit_like, depart_like)
    app.add_node(
        node,
        html=(visit, depart),
        latex=(visit_latex, depart_like),
        text=other,
        man=other,
        texinfo=other,
    )


def _write_number(node: nodes.Element) -> None:
    """Put the number of a record before its text, for formats without such lists."""
    texts = node.findall(nodes.TextElement) if "number" in node else ()
    for text in texts:
        text.insert(0, nodes.Text(f"{node['number']}. "))
        return


def _add_to_html(app: Sphinx, node: type[nodes.Element], visit: Any) -> None:
    """Register a node that other formats leave out."""
    skip = (_skip, None)
    app.add_node(
        node, html=(visit, None), latex=skip, text=skip, man=skip, texinfo=skip
    )


def _skip(_self: Any, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def _data(node: nodes.Element) -> dict[str, Any]:
    """The `data` of *node* as HTML attributes."""
    data: dict[str, str] = node.get("data", {})
    return {f"data-{name}": value for name, value in data.items()}


def _visit_entry_list(self: HTML5Translator, node: nodes.Element) -> None:
    # the class removes the numbers, but screen readers still announce a list
    items = (item for item in node.children if isinstance(item, record_item))
    numbers = [item["number"] for item in items if "number" in item]
    classes = "records numbered" if numbers else "records"
    counts_down = numbers and numbers[0] > numbers[-1]
    order: dict[str, Any] = {"reversed": "reversed"} if counts_down else {}
    self.body.append(self.starttag(node, "ol", CLASS=classes, **order))


def _depart_entry_list(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</ol>\n")


def _visit_entry(self: HTML5Translator, node: nodes.Element) -> None:
    # its own number, which stays when a filter hides others
    data = _data(node)
    if "number" in node:
        data["value"] = str(node["number"])
    self.body.append(self.starttag(node, "li", "", **data))


def _depart_entry(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</li>\n")


def _visit_entry_row(self: HTML5Translator, node: Any) -> None:
    self.body.append(self.starttag(node, "tr", "", **_data(node)))
    node.column = 0


def _depart_entry_row(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</tr>\n")


def _visit_section(self: HTML5Translator, node: nodes.Element) -> None:
    self.section_level += 1
    self.body.append(self.starttag(node, "section", **_data(node)))


def _depart_section(self: HTML5Translator, node: nodes.Element) -> None:
    self.section_level -= 1
    self.body.append("</section>\n")


def _visit_part(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "div", "", **_data(node)))


def _depart_part(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_time(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "time", "", datetime=node["datetime"]))


def _depart_time(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</time>")


def _leave_bare(_self: Any, _node: nodes.Element) -> None:
    """Add no element."""


def _visit_fold(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "details", ""))
    words = self.encode(node["summary"])
    if before := node.get("before"):
        words = f"{self.encode(before)}<span>{words}</span>"
    label = self.encode(node.get("label", ""))
    attributes = f' aria-label="{label}" title="{label}"' if label else ""
    self.body.append(f"<summary{attributes}>{words}</summary>")


def _depart_fold(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</details>")


def _visit_sign(self: HTML5Translator, node: nodes.Element) -> None:
    label = self.encode(node["label"])
    # a mark alone is read as "asterisk", or not at all
    image = f' role="img" aria-label="{label}" title="{label}"' if label else ""
    self.body.append(f"{self.starttag(node, 'sup', '', CLASS='sign')}<span{image}>")


def _depart_sign(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</span></sup>")


def _visit_video(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "figure", CLASS="video-card"))


def _depart_video(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</figure>\n")


def _visit_caption(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "figcaption"))


def _depart_caption(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</figcaption>\n")


def _visit_player(self: HTML5Translator, node: nodes.reference) -> None:
    if is_book(self):  # it has no files of the site, the link leads there
        self.visit_reference(node)
        return
    uri = self.encode(node["refuri"])
    posters = (
        picture_address(self, image["uri"]) for image in node.findall(nodes.image)
    )
    poster = "".join(f' poster="{self.encode(name)}"' for name in posters if name)
    *_, title = node.findall(nodes.inline)
    name = self.encode(title.astext())
    # nothing is loaded before a visitor starts it
    self.body.append(
        f'<video controls preload="none" src="{uri}" aria-label="{name}"{poster}>'
        f'<a href="{uri}">{name}</a></video>'
    )
    if "video-title" in title["classes"]:
        self.body.append(f'<span class="video-title">{name}</span>')
    raise nodes.SkipNode


def _depart_player(self: HTML5Translator, node: nodes.reference) -> None:
    self.depart_reference(node)


def picture_address(translator: HTML5Translator, uri: str) -> str:
    """The address of a picture; ``""`` if there is none at *uri*."""
    copy = translator.builder.images.get(uri)
    if copy is None:
        return uri if "://" in uri else ""
    return posixpath.join(translator.builder.imgpath, quote(copy))


def _visit_span(self: HTML5Translator, node: nodes.Element) -> None:
    attributes = {"title": node["title"], "aria-hidden": "true"}
    self.body.append(self.starttag(node, "span", "", **attributes) + "</span>")
    raise nodes.SkipNode


def forms(name: str, texts: Mapping[str, str]) -> str:
    """Attributes ``data-NAME`` and ``data-NAME-FORM`` from `Settings.forms`."""
    return " ".join(
        f'data-{"-".join(filter(None, (name, form)))}="{html.escape(text)}"'
        for form, text in texts.items()
    )


def labels(translator: HTML5Translator, node: nodes.Element) -> str:
    """Targets for the labels above a node without a tag of its own, as HTML."""
    names = (translator.encode(name) for name in node["ids"])
    return "".join(f'<span id="{name}"></span>' for name in names)


def _visit_filter(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(labels(self, node))
    if is_book(self):
        raise nodes.SkipNode
    code = self.encode
    self.body.append(
        f'<form class="record-filter" role="search" aria-label="{code(node["title"])}" '
        f'data-entries="{code(node["entries"])}" hidden>\n'
        f"<details><summary>{code(node['title'])}</summary>\n<div>"
        f'<label>{code(node["text"])} <input type="search" name="q" autocomplete="off">'
        "</label>\n"
    )
    for name, (label, options) in node["choices"].items():
        self.body.append(
            f'<label>{code(label)} <select name="{code(name)}">'
            f'<option value="">{code(node["none"])}</option>\n'
        )
        for value, text in options.items():
            self.body.append(f'<option value="{code(value)}">{code(text)}</option>\n')
        self.body.append("</select></label>\n")
    note = f"<p>{code(node['note'])}</p>\n" if node["note"] else ""
    self.body.append(
        f'<button type="button">{code(node["reset"])}</button>\n</div>{note}</details>\n'
        f'<p role="status" {forms("count", node["count"])}></p>\n</form>\n'
    )
    raise nodes.SkipNode


def _visit_disclosure(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "details", ""))
    self.body.append(f"<summary>{self.encode(node['summary'])}</summary>")
    self.body.append(f"<pre><code>{self.encode(node['text'])}</code></pre></details>\n")
    raise nodes.SkipNode
