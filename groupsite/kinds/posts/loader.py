"""Reads the posts of a site, without the documents that they are.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from groupsite.kinds.posts.markdown import outline, split
from groupsite.kinds.posts.post import FrontMatter, Post
from groupsite.model.dates import PartialDate
from groupsite.model.parts import Loaded
from groupsite.model.positions import Located, Position
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import shortened
from groupsite.sources.encoding import decode
from groupsite.sources.yaml.datafile import with_picture
from groupsite.sources.yaml.frontmatter import read_front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.model.settings import Settings

#: ``2026-03-01-``, or without the day.
_DATED: Final = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)(?:-|$)", re.ASCII)
#: Keys that Sphinx, MyST and ourselves read of any page.
_OTHERS: Final = frozenset(
    {
        "description",
        "file_format",
        "html_meta",
        "html_theme",
        "jupytext",
        "kernelspec",
        "keywords",
        "menu",
        "myst",
        "mystnb",
        "no-search",
        "nocomments",
        "nosearch",
        "orphan",
        "substitutions",
        "tocdepth",
    }
)
#: Maximum length of an excerpt that nobody has written, in characters.
_LONGEST: Final = 280


def load_posts(settings: Settings) -> Loaded:
    """The posts in `groupsite_posts`; none if there is no such folder."""
    loaded = Loaded([], [])
    folder = settings.srcdir / settings.posts
    if not settings.posts or not folder.is_dir():
        return loaded
    lost = set()
    for path in sorted(folder.glob("*.md")):
        if path.stem != "index":
            post = _load(path, settings, loaded.problems)
            if post is None:
                lost.add(path.stem)
            else:
                loaded.records.append(post)
    return loaded._replace(lost=frozenset(lost))


def _load(
    path: Path, settings: Settings, problems: list[Problem]
) -> Located[Post] | None:
    """The post in a file; None, and a problem, if it has no date."""
    name = f"{settings.posts}/{path.name}"

    def problem(line: int, message: str) -> None:
        problems.append(Problem(Position(name, line), message, Subtype.TEXT))

    try:
        text = decode(path.read_bytes(), problem)
    except OSError as error:  # of another user, who has copied it to a server
        problem(1, f"this file cannot be read: {error.strerror}")
        return None
    front, body, _ = split(text)
    read = read_front_matter(front, name, FrontMatter, _OTHERS)
    problems += read.problems
    matter: FrontMatter = read.record
    date = matter.date or _date(path.stem)
    if date is None:
        message = (
            "a post needs a date: write `date: 2026-03-01` into its front matter, or "
            f"call the file `2026-03-01-{path.name}`"
        )
        problems.append(Problem(Position(name, 1), message, Subtype.DATE))
        return None
    said = outline(body)
    given = {field.name: getattr(matter, field.name) for field in fields(matter)}
    given |= {
        "title": matter.title.strip() or said.title or _words(path.stem),
        "excerpt": matter.excerpt.strip() or shortened(said.excerpt, _LONGEST),
        "date": date,
    }
    docname = f"{settings.posts}/{path.stem}"
    post = Post(id=path.stem, docname=docname, text=body, **given)
    located = Located(post, Position(name, 1), read.lines)
    return with_picture(located, settings, problems)


def _date(stem: str) -> PartialDate | None:
    """The date that the name of a file begins with."""
    match = _DATED.match(stem)
    try:
        return PartialDate.parse(match[1]) if match else None
    except ValueError:
        return None


def _words(stem: str) -> str:
    """``On widgets`` for ``2026-03-01-on-widgets``."""
    words = _DATED.sub("", stem, count=1).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or stem
