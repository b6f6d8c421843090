"""A post in schema.org terms.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.build.schemaorg import filled

if TYPE_CHECKING:
    from groupsite.kinds.posts.post import Post
    from groupsite.model.rendering import Thing, Things


def post_thing(post: Post, things: Things) -> Thing:
    """Its authors, its date, and the records it is about."""
    about = [
        *things.names("paper", post.paper),
        *things.names("project", post.project),
        *things.names("grant", post.grant),
    ]
    labels = (things.settings.topics.get(topic, "") for topic in post.topic)
    return filled(
        {
            "@type": "BlogPosting",
            "headline": post.title,
            "description": post.excerpt,
            "datePublished": str(post.date),
            "author": things.names("person", post.authors),
            "publisher": things.group(),
            "keywords": [*filter(None, labels), *post.tags],
            "about": about,
            "mentions": things.names("person", post.people),
        }
    )
