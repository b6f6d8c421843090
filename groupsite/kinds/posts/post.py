"""`Post`: what the front matter of a page in the folder of posts says.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BeforeValidator

from groupsite.sources.yaml.fields import STRICT, Date, Ids, Picture, Texts

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate


def _day(value: Any) -> Any:
    """The day of a time: other programs write ``2026-03-01 12:00:00 +0100``."""
    return value.strip().replace("T", " ").partition(" ")[0] if _is(value) else value


def _is(value: Any) -> bool:
    return isinstance(value, str)


@dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """What stands between the lines `---` at the top of a post."""

    __pydantic_config__: ClassVar = STRICT

    #: Its title; if empty, the first heading.
    title: str = ""
    #: When it was published; if empty, what the name of the file begins with.
    date: Annotated[Date | None, BeforeValidator(_day)] = None
    #: Ids of its authors.
    authors: Ids = ()
    #: Words to find it by.
    tags: Texts = ()
    #: A picture, beside the post.
    image: Picture = ""
    #: What the picture shows, for those who do not see it.
    alt: str = ""
    #: A sentence or two for lists; if empty, the first paragraph.
    excerpt: str = ""
    #: Ids of others whom it is about.
    people: Ids = ()
    #: Keys of papers that it is about.
    paper: Ids = ()
    #: Ids of grants that it is about.
    grant: Ids = ()
    #: Ids of projects that it is about.
    project: Ids = ()
    #: Ids of topics.
    topic: Ids = ()


@dataclass(frozen=True, kw_only=True)
class Post(FrontMatter):
    """A dated page."""

    #: The name of the file, without what it ends in.
    id: str
    docname: str
    #: Always known, whether it is written in the front matter or not.
    date: PartialDate
    #: The names of the authors.
    names: tuple[str, ...] = ()
    #: Its whole text as it is written, for the search; lists do not show it.
    text: str = field(default="", repr=False, compare=False)
