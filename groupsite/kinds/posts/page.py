"""The page of a post: its title, who wrote it and when, what it is about.

Its author has written the document; what the front matter says is added to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from groupsite.build.context import DocumentContext
from groupsite.build.contributions import Anchor
from groupsite.build.domain import groupsite_domain
from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import facts, joined, names, part
from groupsite.kinds.posts.markdown import with_title

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.kinds.posts.post import Post
    from groupsite.model.rendering import Context, Records

#: Class of what is added to the text of an author.
ADDED = "post-added"


def post_at(graph: Records, docname: str) -> Post | None:
    """The post that a document is, or None."""
    posts: dict[str, Post] = graph.memo(
        "posts by document", lambda: {p.docname: p for p in graph.all("post")}
    )
    return posts.get(docname)


def head_post(app: Sphinx, docname: str, content: list[str]) -> None:
    """Give a post without a heading the title in its front matter, at ``source-read``."""
    post = post_at(groupsite_domain(app.env).graph, docname)
    if post is not None:
        content[0] = with_title(content[0], post.title)


def byline(post: Post, context: Context) -> list[nodes.Node]:
    """``1 March 2026 · A and B``."""
    return joined(
        [[context.date(post.date)], names("person", post.authors, context)], " · "
    )


class PostPages(SphinxTransform):
    """Adds to the document of a post what its front matter says."""

    # before the news in it become items (870)
    default_priority = 860

    def apply(self, **kwargs: Any) -> None:
        """Add a line below the title, and facts below the text."""
        docname = self.env.current_document.docname
        context = DocumentContext(self.env, docname)
        found = post_at(context.graph, docname)
        post: Post | None = context.get("post", found.id) if found else None
        section = next(iter(self.document.findall(nodes.section)), None)
        if post is None or section is None:
            return
        context.domain.document(docname).has_directives = True
        context.domain.note_anchor(docname, Anchor("post", post.id, "", 0))
        # lists of posts lead to it, and no menu
        self.env.metadata[docname].setdefault("orphan", "")
        head = [
            *part("record-meta post-byline", *byline(post, context)),
            *_picture(post, context),
        ]
        title = section.first_child_matching_class(nodes.title)
        place = 0 if title is None else title + 1
        section[place:place] = _added(head)
        section += _added(_about(post, context))


def _added(content: list[nodes.Node]) -> list[nodes.Node]:
    for node in content:
        if isinstance(node, nodes.Element):
            node["classes"].append(ADDED)
    return content


def _picture(post: Post, context: Context) -> list[nodes.Node]:
    classes = ("record-picture", "record-picture-large")
    return picture_nodes("post", post, "large", context, *classes, alt=post.alt)


def _about(post: Post, context: Context) -> list[nodes.Node]:
    """What the post is about, below it."""
    phrase = context.settings.phrase
    values = {
        "papers": names("paper", post.paper, context),
        "projects": names("project", post.project, context),
        "people": names("person", post.people, context),
        "grants": names("grant", post.grant, context),
        "topics": names("topic", post.topic, context),
        "tags": joined(post.tags),
    }
    return facts({phrase(f"post.{name}"): value for name, value in values.items()})
