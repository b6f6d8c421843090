"""A site made with Jekyll as it is read: its settings, its pages, what becomes of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.moving.account import TEXT, date_of
from groupsite.moving.examples import is_example
from groupsite.moving.linking import Linker
from groupsite.moving.source import UnreadableError
from groupsite.moving.translating import translated

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.site import Moved
    from groupsite.moving.source import Source

#: Keys of front matter for layouts, menus and plugins, which are no facts.
LOOK: Final = (
    "layout", "collection", "nav", "nav_order", "nav_rank", "order", "importance", "weight",
    "inline", "related_posts", "related_publications", "giscus_comments", "disqus_comments",
    "toc", "sidebar", "pretty_table", "tabs", "chart", "mermaid", "map", "code_diff", "images",
    "typograms", "tikzjax", "pseudocode", "bibliography", "featured", "hidden", "published",
    "dropdown", "children", "pagination", "display_categories", "horizontal", "enable_publication_categories",
    "author_profile", "read_time", "comments", "share", "related", "header", "footer", "classes",
    "permalink", "redirect_from", "sitemap", "search", "lang", "importance", "class", "style",
    "years", "selected_papers", "social", "announcements", "latest_posts", "news", "cv_format",
    "_styles", "giscus", "comments_id", "background", "color", "thumbnail_alignment", "menu",
    "modified", "excerpt_separator", "feed", "entries_layout", "entries_sort", "sort", "last_modified_at",
    "nav_bar", "toc_sticky", "sort_by", "sort_order", "output", "horizontal_projects",
)  # fmt: skip
#: Folders and files at the top that are no content.
_MACHINERY: Final = re.compile(
    r"(?:\.[^/]+(?:/.*)?|_(?:layouts|includes|sass|plugins|scripts|styles|cite|cache|drafts|storage)/.*"
    r"|(?:bin|script|scripts|auto-cite|docker|lighthouse_results|readme_preview|vendor|css|js|sass|test)/.*"
    r"|assets/(?:css|js|libs|fonts|webfonts|scss|tabler-icons-webfont)/.*|favicons/.*"
    r"|(?:Gemfile|Dockerfile|Makefile|Rakefile|CNAME|LICENSE|CITATION|README|CONTRIBUTING|CUSTOMIZE"
    r"|INSTALL|FAQ|CHANGELOG|SECURITY|QUICKSTART|CODE_OF_CONDUCT|ANALYTICS|TROUBLESHOOTING|QUICKSTART"
    r"|AGENTS|CLAUDE)[^/]*"
    r"|[^/]+\.(?:json|js|toml|lock|gemspec|txt|xml|ico|sh|py|rb|ipynb|yaml|yml|webmanifest|cff)"
    r"|markdown_generator/.*\.(?:py|ipynb|md)|talkmap/.*|.*/\.[^/]+|.*\.(?:liquid|scss|sass)"
    r"|google[0-9a-f]{16}\.html|_posts/\.gitkeep)"
)
_DATED: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
#: A tag of Liquid, a value, an attribute of kramdown, a tag of HTML.
_MARK: Final = re.compile(
    r"\{%-?\s*(?P<tag>\w*)[^{}%]*(?:%(?!\})[^{}%]*)*%\}|\{\{[^{}]*\}\}|\{:[^{}\n]*\}|<[^<>]*>"
)
_LOOP: Final = re.compile(r"\{%-?\s{0,9}(for|endfor)\b[^{}%]{0,400}-?%\}")
_MOST_TAGS: Final = 2_000
#: Tags whose text is what a template makes for each of many things.
_ENCLOSING: Final = ("for", "if", "unless", "case", "capture", "comment")
#: More than so much text is no list page's.
_MOST_LIQUID: Final = 200_000


class Jekyll:
    """A site that is being read."""

    def __init__(self, source: Source, account: Account, moved: Moved) -> None:
        self.source = source
        self.account = account
        self.moved = moved
        self.linker = Linker(source, account, moved)
        #: Names of services → addresses there, with ``{}`` for an account.
        self.profiles: dict[str, str] = {}
        self._examples: set[str] = set()
        self.config = self._config()
        base = _text(self.config.peek("baseurl")).rstrip("/")
        url = _text(self.config.peek("url")).rstrip("/")
        if "://" in url and " " not in url:
            moved.address = self.config.address("url").rstrip("/") + base
            self.config.take("baseurl")

    def _config(self) -> Fields:
        for name in ("_config.yml", "_config.yaml"):
            if self.source.has(name):
                try:
                    data = self.source.values(name)
                except UnreadableError as error:
                    opened = self.account.thing("settings", name)
                    opened.thing.leave(str(error))
                    return opened
                opened = self.account.thing(
                    "settings", name, data if isinstance(data, dict) else {}
                )
                opened.thing.became("conf.py")
                return opened
        return self.account.thing("settings", "_config.yml")

    def close_config(self) -> None:
        """All other settings are for Jekyll and its theme."""
        self.config.look(*self.config)

    # -- pages ------------------------------------------------------------------------

    def open(self, kind: str, path: str) -> Fields:
        """A page as a thing; what is not for readers is no fact of it."""
        try:
            matter = self.source.matter(path)
        except UnreadableError as error:
            opened = self.account.thing(kind, path)
            opened.thing.leave(str(error))
            return opened
        opened = self.account.thing(kind, path, matter.data, text=matter.text)
        opened.look(*(k for k, v in matter.data.items() if isinstance(v, bool)))
        return opened

    def body(self, fields: Fields, headings: int = 2, start: int = 0) -> str:
        """The text of a page in MyST.

        :param headings: the level of its uppermost headings; 0 for bold lines instead.
        :param start: where it begins, behind its title.
        """
        text = fields.take(TEXT)
        if not isinstance(text, str):
            return ""
        text = self._without_loops(text[start:], fields.thing.path)
        return translated(text, self.moved, fields.thing.path, self.account, headings)

    def _without_loops(self, text: str, path: str) -> str:
        """*text* without what a template makes of each element of its data."""
        # who writes about Liquid shows its code
        if text.count("{%") > _MOST_TAGS or "{% raw" in text or "```" in text:
            return text
        pieces, at, depth, begin = [], 0, 0, 0
        for tag in _LOOP.finditer(text):
            if tag[1] != "endfor":
                begin = begin if depth else tag.start()
                depth += 1
            elif depth:
                depth -= 1
                if not depth and "{{" in text[begin : tag.end()]:
                    line = text.count("\n", 0, begin) + 1
                    self.account.note(path, f"a loop of Liquid has been left out, line {line} of its text: it showed data, see `data/`, if that has moved")  # fmt: skip
                    pieces.append(text[at:begin])
                    at = tag.end()
        return "".join([*pieces, text[at:]])

    def myst(self, text: str, path: str) -> str:
        """A text of a page without headings in MyST."""
        return translated(text, self.moved, path, self.account, 0)

    def old_addresses(self, fields: Fields, default: str = "") -> list[str]:
        """Where a page was: its ``permalink`` and what redirected there."""
        given = fields.peek("permalink")
        place = given if isinstance(given, str) and ":" not in given else default
        more = fields.peek("redirect_from")
        others = more if isinstance(more, list) else [more]
        return [a for a in (place, *others) if isinstance(a, str) and a.strip()]

    def front(self, path: str) -> dict[str, Any]:
        """The front matter of a page; nothing if it cannot be read."""
        try:
            return self.source.matter(path).data
        except UnreadableError:  # told when the page itself is read
            return {}

    def values(self, path: str) -> Any:
        """What a file of data says; None, and a note, if it cannot be read."""
        try:
            return self.source.values(path)
        except UnreadableError as error:
            self.account.thing("data", path).thing.leave(str(error))
            return None

    def data_file(self, name: str) -> str:
        """The path of a file in ``_data``, or ``""``."""
        for ending in ("yml", "yaml", "json"):
            if self.source.has(path := f"_data/{name}.{ending}"):
                return path
        return ""

    def collection(self, name: str) -> list[str]:
        """The pages of a collection, but for examples."""
        paths = self.source.below(f"_{name}", ".md", ".markdown", ".html")
        return [path for path in paths if not self.is_example(path)]

    def is_example(self, path: str) -> bool:
        """Whether a file is an example of the system, and noted as one."""
        if path in self._examples:
            return True
        try:
            text = self.source.text(path)
        except UnreadableError:  # told when it is read
            return False
        if not is_example(self.moved.system, path, text):
            return False
        self._examples.add(path)
        self.account.thing("examples", path).thing.example = True
        return True

    def collections(self) -> list[str]:
        """The names of all folders with pages that begin with ``_``."""
        names = {
            path.partition("/")[0][1:]
            for path in self.source.files
            if path.startswith("_") and path.lower().endswith((".md", ".markdown"))
        }
        return sorted(names)

    def account_for_machinery(self) -> None:
        """Note the files of the system itself."""
        known = self.account.paths
        self.account.machinery += [
            path
            for path in self.source.files
            if path not in known and is_machinery(path)
        ]


def is_machinery(path: str) -> bool:
    """Whether a file is part of the system, and no content."""
    return bool(_MACHINERY.fullmatch(path))


def dated(path: str) -> tuple[str, str]:
    """The date and the rest of the name of a file such as ``2026-03-01-calm.md``."""
    stem = PurePosixPath(path).stem
    found = _DATED.fullmatch(stem)
    return (date_of(found[1]), found[2]) if found else ("", stem)


def without_comments(text: str) -> str:
    """*text* without comments of HTML, also one without an end."""
    first, *others = text.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _without_marks(text: str) -> str:
    """*text* without tags, and without what is in blocks of Liquid."""
    pieces, at, depth = [], 0, 0
    for mark in _MARK.finditer(text):
        if not depth:
            pieces.append(text[at : mark.start()])
        tag = mark["tag"] or ""
        depth += tag in _ENCLOSING
        depth -= (
            depth > 0
            and tag.removeprefix("end") in _ENCLOSING
            and tag.startswith("end")
        )
        at = mark.end()
    return "".join([*pieces, "" if depth else text[at:]])


def says_nothing(text: str) -> bool:
    """Whether a text is for Liquid alone: a list of what stands elsewhere."""
    if len(text) > _MOST_LIQUID:
        return False
    rest = _without_marks(without_comments(text))
    lines = [line.strip("#-=*` \t") for line in rest.split("\n")]
    return not any(any(c.isalnum() for c in line) for line in lines)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
