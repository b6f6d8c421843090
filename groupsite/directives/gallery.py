"""`{gallery}`: small pictures in a grid, each of which opens in large.

A picture is a link to its large copy, so nothing is lost without JavaScript; a script
(``groupsite-gallery.js``) shows that copy above the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.util.nodes import get_node_line

from groupsite.build.nodes import is_book, picture_address, video_caption
from groupsite.build.pictures import copies_for_page, image_of
from groupsite.directives.options import RecordDirective, Use, option_spec
from groupsite.model.parts import Size
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: How large the small copies are, by the option ``size``; ``.gallery-…``.
_SMALL: Final = {
    "small": Size("small", 160, 120, cropped=True),
    "medium": Size("medium", 240, 180, cropped=True),
    "large": Size("large", 360, 270, cropped=True),
}
_USUAL: Final = "medium"
_FULL: Final = Size("full", 1000, 800)


class gallery(nodes.General, nodes.Element):
    """Pictures; `data` has the words for the script."""


class gallery_figure(nodes.General, nodes.Element):
    """A picture with its caption."""


class gallery_link(nodes.image):
    """The large copy of a picture; in HTML a link to it around the small one.

    It is an image so that builders copy its file.
    """


class Gallery(RecordDirective):
    """Pictures, written as `![What it shows](picture.jpg) Caption`, each on a line."""

    has_content = True
    example = "![Blue dots](/group/party-1.jpg) The party of 2025"
    uses: ClassVar = {
        "size": Use(
            "how large they are: `small`, `medium` or `large`; if nothing is said, "
            "`medium`",
            "large",
        )
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return the gallery; nothing, and a message, if there is no picture."""
        body = nodes.Element("", *self.parse_content_to_nodes())
        size = _SMALL[self._size()]
        figures = [
            figure
            for image, caption in _pictures(body)
            for figure in self._figure(image, caption, size)
        ]
        if not figures:
            message = "there is no picture: write ![What it shows](picture.jpg)"
            self.warn(message, Subtype.OPTION)
            return []
        phrase = self.context.settings.phrase
        words = ("close", "previous", "next")
        result = gallery("", *figures, classes=["gallery", f"gallery-{size.name}"])
        result["data"] = {name: phrase(f"gallery.{name}") for name in words}
        self.set_source_info(result)
        return [result]

    def _size(self) -> str:
        written = self.words("size")[:1]
        return "".join(self.known("size", written, _SMALL, "size")) or _USUAL

    def _figure(
        self, image: nodes.image, caption: list[nodes.Node], size: Size
    ) -> Iterator[nodes.Element]:
        """The picture with its caption; nothing if there is no such picture."""
        uri, alt = image["uri"], image.get("alt", "").strip()
        if not alt:
            self._tell(image, f"say what {uri!r} shows: ![What it shows]({uri})")
        copies, fault = copies_for_page(self.env, uri, (size, _FULL))
        if fault:
            self._tell(image, fault, Subtype.LINK)
            return
        full = copies[_FULL.name]
        small = image_of(copies[size.name], alt)
        link = gallery_link("", small, uri=full.uri, webp=full.webp, alt=alt)
        link["shown"] = f"{full.width} {full.height}"
        figure = gallery_figure("", link)
        if caption:
            figure += video_caption("", nodes.paragraph("", "", *caption))
        yield figure

    def _tell(
        self, image: nodes.image, message: str, subtype: Subtype = Subtype.MISSING
    ) -> None:
        source, _ = self.get_source_info()
        line = get_node_line(image) or self.lineno
        self.context.warn(f"{{gallery}}: {message}", subtype, f"{source}:{line}")


def _pictures(body: nodes.Element) -> Iterator[tuple[nodes.image, list[nodes.Node]]]:
    """Each picture, and what is written behind it up to the next one."""
    for image in list(body.findall(nodes.image)):
        parent = image.parent
        if isinstance(parent, nodes.figure):
            captions = parent.findall(nodes.caption)
            yield image, [node for caption in captions for node in caption.children]
            continue
        after = parent.children[parent.index(image) + 1 :]
        ends = (n for n, node in enumerate(after) if isinstance(node, nodes.image))
        yield image, _trimmed(after[: next(ends, len(after))])


def _trimmed(content: list[nodes.Node]) -> list[nodes.Node]:
    """*content* without blanks at its ends."""
    if content and isinstance(content[0], nodes.Text):
        content[0] = nodes.Text(content[0].astext().lstrip())
    if content and isinstance(content[-1], nodes.Text):
        content[-1] = nodes.Text(content[-1].astext().rstrip())
    return [node for node in content if node.astext()]


def setup_gallery(app: Sphinx) -> None:
    """Register the nodes: links on websites, pictures with captions elsewhere."""
    for node, html in (
        (gallery, (_visit_gallery, _depart_gallery)),
        (gallery_figure, (_visit_figure, _depart_figure)),
        (gallery_link, (_visit_link, _depart_link)),
    ):
        other = (_visit_nothing, _visit_nothing)
        app.add_node(node, html=html, latex=other, text=other, man=other, texinfo=other)


def _visit_nothing(_self: Any, _node: nodes.Element) -> None:
    """Show what is inside and nothing else."""


def _visit_gallery(self: HTML5Translator, node: nodes.Element) -> None:
    # feeds leave out what is for scripts
    words: dict[str, Any] = node.get("data", {})
    data = {f"data-{name}": text for name, text in words.items()}
    self.body.append(self.starttag(node, "div", **data))


def _depart_gallery(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_figure(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "figure", ""))


def _depart_figure(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append("</figure>\n")


def _visit_link(self: HTML5Translator, node: nodes.Element) -> None:
    address = "" if is_book(self) else picture_address(self, node["uri"])
    if address:
        # a drawing has no size of its own
        size = f'data-size="{node["shown"]}"'
        webp = picture_address(self, node["webp"])
        smaller = f' data-webp="{self.encode(webp)}"' if webp else ""
        self.body.append(f'<a href="{self.encode(address)}" {size}{smaller}>')
    self.context.append("</a>" if address else "")


def _depart_link(self: HTML5Translator, _node: nodes.Element) -> None:
    self.body.append(self.context.pop())
