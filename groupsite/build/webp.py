"""WebP in place of JPEG and PNG on websites, for browsers that read it.

An image whose attribute `webp` has the URI of a smaller file is put into ``<picture>``
with it. In books, on paper and in feeds it stays what it is, an image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from groupsite.build.addresses import is_site
from groupsite.build.nodes import picture_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class webp_picture(nodes.TextElement):
    """An image, and the URI of the same as `webp`."""


def note_webp(app: Sphinx, doctree: nodes.document) -> None:
    """Have files looked after as Sphinx does for those of images, at ``doctree-read``."""
    env, docname = app.env, app.env.current_document.docname
    for image in doctree.findall(nodes.image):
        if image.get("webp"):
            image["webp"], _ = env.relfn2path(image["webp"], docname)
            env.images.add_file(docname, image["webp"])
            env.note_dependency(image["webp"], docname=docname)


class ShowWebp(SphinxPostTransform):
    """Puts images into `webp_picture`, and their files on the list of the builder."""

    # after timelines are filled
    default_priority = 20

    def run(self, **_kwargs: Any) -> None:
        """Do so on websites only."""
        builder = self.env._app.builder  # noqa: SLF001  the public name is deprecated
        if not is_site(builder):
            return
        for image in list(self.document.findall(nodes.image)):
            webp = image.get("webp")
            if not webp or webp not in self.env.images:
                continue
            builder.images[webp] = self.env.images[webp][1]
            if type(image) is nodes.image:  # others are links to pictures
                picture = webp_picture(webp=webp)
                image.parent.replace(image, picture)
                picture += image


def setup_webp(app: Sphinx) -> None:
    """Register the node and its transform, inactive until used."""
    app.add_node(webp_picture, html=(_visit_picture, _depart_picture))
    app.add_post_transform(ShowWebp)


def _visit_picture(self: HTML5Translator, node: webp_picture) -> None:
    address = self.encode(picture_address(self, node["webp"]))
    source = f'<source type="image/webp" srcset="{address}" />'
    self.body.append(f"<picture>{source}")


def _depart_picture(self: HTML5Translator, _node: webp_picture) -> None:
    self.body.append("</picture>")
