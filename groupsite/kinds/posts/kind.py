"""Posts as a kind of record: all its parts in one table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import joined, part, text_part
from groupsite.kinds.news.copies import moved
from groupsite.kinds.posts.loader import load_posts
from groupsite.kinds.posts.page import ADDED, byline
from groupsite.kinds.posts.schema import post_thing
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Advice,
    Entry,
    FeedSource,
    Filter,
    Group,
    Linking,
    Listing,
    Option,
    Picture,
    Search,
    Section,
    Size,
    Source,
)
from groupsite.model.text import slug
from groupsite.sources.yaml.datafile import (
    field_edges,
    picture_advice,
    picture_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.posts.post import Post
    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings

#: Beside an entry of a list, and on the page; see ``.record-picture``.
_SIZES: Final = (Size("small", 160, 120, cropped=True), Size("large", 720, 480))
#: Maximum number of posts on pages of people and themes.
_NEWEST: Final = 5


def _complete(
    located: Located[Post], graph: Records, _settings: Settings
) -> tuple[Post, list[Problem]]:
    """The post with the names of its authors."""
    authors = (graph.get("person", author) for author in located.record.authors)
    names = tuple(person.display_name for person in authors if person)
    return replace(located.record, names=names), []


def _entry(post: Post, context: Context) -> list[nodes.Node]:
    classes = ("record-picture", "record-picture-small")
    return [
        *picture_nodes("post", post, "small", context, *classes, alt=post.alt),
        *part("record-title post-title", context.reference("post", post.id)),
        *part("record-meta post-byline", *byline(post, context)),
        *text_part("record-about post-excerpt", post.excerpt),
    ]


def _brief(post: Post, context: Context) -> list[nodes.Node]:
    return joined([[context.reference("post", post.id)], [context.date(post.date)]])


def _year(post: Post, _context: Context) -> Group:
    return Group(str(post.date.year), str(post.date.year))


def _order(post: Post) -> tuple[int, int, int]:
    return (-post.date.year, -post.date.month, -post.date.day)


def _tags(post: Post, _settings: Settings) -> Iterable[str]:
    return filter(None, map(slug, post.tags))


def _tag_label(name: str, graph: Records, _settings: Settings) -> str:
    tags = (tag for post in graph.all("post") for tag in post.tags)
    return next((tag for tag in tags if slug(tag) == name), name)


def _search_detail(post: Post, *_: object) -> str:
    return ", ".join([str(post.date), *post.names])


def _search_words(post: Post, *_: object) -> Iterable[str]:
    return [post.text, post.excerpt, *post.tags]


def _feed_content(
    post: Post, context: Context, document: nodes.document
) -> list[nodes.Node]:
    """The whole text of the post, without its title and what we have added."""
    doctree = context.env.get_doctree(post.docname)
    section = next(iter(doctree.findall(nodes.section)), None)
    if section is None:
        return []
    copied = moved(section, post.docname, context.env, document, context.docname)
    return [
        node
        for node in copied.children
        if not isinstance(node, nodes.title) and ADDED not in node.get("classes", ())
    ]


POST: RecordKind[Post] = RecordKind(
    name="post",
    source=Source(load=load_posts, complete=_complete),
    links=Linking(
        role=True,
        edges=field_edges(
            authors="person",
            people="person",
            paper="paper",
            grant="grant",
            project="project",
            topic="topic",
        ),
        direct=frozenset({"person"}),
    ),
    title=lambda post: post.title,
    date=lambda post: post.date,
    order=_order,
    entry=Entry(content=_entry, brief=_brief),
    list=Listing(
        directive="posts",
        options={
            "tag": Option(
                lambda post: {*post.tags, *map(slug, post.tags)},
                meaning="tags, as the posts have them",
                example="examples",
            )
        },
        groups={"year": _year},
        default_group="year",
        filters={
            "tag": Filter(_tags, _tag_label),
            "year": Filter(
                lambda post, _: (str(post.date.year),), lambda year, *_: year
            ),
        },
    ),
    shown_on={
        "person": Section(rank=75, limit=_NEWEST),
        "paper": Section(rank=35, phrase="page.posts"),
        "grant": Section(rank=45),
        "project": Section(rank=50),
        "theme": Section(rank=25, limit=_NEWEST),
        "report": Section(rank=65, phrase="report.post"),
    },
    picture=Picture(
        path=lambda post, settings: picture_path(post.image, settings.posts),
        field="image",
        sizes=_SIZES,
    ),
    search=Search(1, _search_detail, _search_words),
    schema=post_thing,
    feed=FeedSource(
        name="posts",
        content=_feed_content,
        authors=lambda post: post.names,
        tags=lambda post, _: post.tags,
    ),
    advice=Advice(advise=picture_advice("post")),
    # whether there is a feed for pages to announce
    everywhere=lambda graph: str(bool(graph.ids("post"))),
    phrases={
        "page.posts": "Posts",
        "list.post": "Posts",
        "feed.posts": "{site}: posts",
        "post.papers": "Papers",
        "post.projects": "Projects",
        "post.people": "People",
        "post.grants": "Grants",
        "post.topics": "Topics",
        "post.tags": "Tags",
        "filter.tag": "Tag",
        "filter.title.posts": "Filter posts",
        "search.post": "Post",
        "search.all.post": "Posts",
        "report.post": "Posts",
    },
)
