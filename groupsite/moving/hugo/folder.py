"""A site made with Hugo as it is read: its settings, its pages, what becomes of them."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug
from groupsite.moving.account import TEXT, State
from groupsite.moving.hugo.examples import is_example, is_placeholder
from groupsite.moving.linking import PICTURES, Linker
from groupsite.moving.markup import Known
from groupsite.moving.source import UnreadableError
from groupsite.moving.translating import translated

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.site import Moved
    from groupsite.moving.source import Source

#: Keys for layouts, menus and machinery, which are no facts.
LOOK: Final = (
    "advanced", "aliases", "build", "_build", "cascade", "cms_exclude", "commentable",
    "comments", "design", "diagram", "editable", "fill_image", "footer", "header", "headers",
    "headless", "hide", "hide_date", "highlight", "highlight_name", "isCJKLanguage",
    "lastmod", "lastMod", "layout", "linkTitle", "linktitle", "markup", "math", "menu",
    "output", "outputs", "pager", "page_header", "private", "profile", "publishDate",
    "publishdate", "reading_time", "robots_noindex", "schema", "section_pager", "share",
    "show_breadcrumb", "show_date", "show_related", "sitemap", "slug", "toc", "type", "url",
    "view", "weight", "widget", "active", "banner", "featured_image", "draft", "icon",
    "content_meta", "meta", "sidebar", "cover", "widget_id", "rating", "item_type", "date_format", "author_profile",
)  # fmt: skip
#: Keys of a picture for how it is cut.
_CUT: Final = (
    "focal_point", "preview_only", "placement", "position", "overlay", "fade", "zoom", "filename",
)  # fmt: skip
_RELATIVE: Final = re.compile(
    r"((?<!!)\[[^\[\]\n]{0,500}\]\()(?![a-z]+:|[/#<])([^()\s]+)(\))"
)
_CONFIG: Final = ("hugo", "config")
_ENDINGS: Final = ("yaml", "yml", "toml", "json")
#: Folders and files that are no content.
_MACHINERY: Final = re.compile(
    r"(?:\.[^/]+(?:/.*)?|.*/\.[^/]+|(?:config|layouts|archetypes|i18n|scripts|themes|resources|public|exampleSite)/.*"
    r"|assets/(?:css|js|scss|sass|jsconfig\.json).*|data/(?:fonts|themes|i18n)/.*|static/(?:css|js|admin)/.*"
    r"|content/admin/.*|content/(?:.*/)?_index\.md|(?:LICENSE|README|CONTRIBUTING|AGENTS|CLAUDE|CITATION)[^/]*"
    r"|[^/]+\.(?:toml|yaml|yml|json|mod|sum|lock|sh|py|js|txt|Rproj|R|work|cff|ps1|code-workspace|svg|png|pptx))"
)


class Hugo:
    """A site that is being read."""

    def __init__(self, source: Source, account: Account, moved: Moved) -> None:
        self.source = source
        self.account = account
        self.moved = moved
        moved.static = (
            "static",
            "assets/media",
            "assets/images",
            "assets",
            self.content,
        )
        self.linker = Linker(source, account, moved)
        #: What texts may name; complete once people and papers are read.
        self.known = Known(papers={}, people={}, albums=self._albums())
        self.config = self._settings(
            *(f"{d}{n}" for d in self._folders for n in _CONFIG)
        )
        self.params = self._settings(*(f"{d}params" for d in self._folders))
        #: Projects → keys of their papers.
        self.papers_of: dict[str, list[str]] = {}
        #: What the page of the author says who is the group itself.
        self.about: list[str] = []
        self.menus = self._settings(*(f"{d}menus" for d in self._folders))
        address = self.config.address("baseURL", "baseurl", "baseUrl")
        if "example." not in address and "://" in address:
            moved.address = address.rstrip("/")

    # -- folders -------------------------------------------------------------------------

    @cached_property
    def content(self) -> str:
        """The folder of the pages: that of the first language, if there are several."""
        languages = (f"content/{name}" for name in ("en", "zh", "de", "fr", "es", "ja"))
        for folder in ("content", *languages):
            if any(f"{folder}/{name}" in self.source.folders for name in _SECTIONS):
                return folder
        return "content"

    @property
    def _folders(self) -> tuple[str, ...]:
        return "config/_default/", "config/", ""

    def section(self, *names: str) -> list[str]:
        """The pages below folders of the content, without those that list others."""
        found = []
        for name in names:
            paths = self.source.below(f"{self.content}/{name}", ".md")
            found += [p for p in paths if not p.endswith("/_index.md")]
        return [path for path in found if not self.is_example(path)]

    def beside(self, path: str, *endings: str) -> list[str]:
        """The files in the folder of a page that is alone in it."""
        if PurePosixPath(path).name not in ("index.md", "_index.md"):
            return []
        folder = posixpath.dirname(path)
        return [
            f
            for f in self.source.below(folder, *endings)
            if posixpath.dirname(f) == folder
        ]

    def _albums(self) -> dict[str, list[str]]:
        albums: dict[str, list[str]] = {}
        for path in self.source.below("assets/media/albums", *PICTURES):
            folder = PurePosixPath(path).parent.name
            albums.setdefault(folder, []).append(f"/{path}")
        return albums

    # -- reading -------------------------------------------------------------------------

    def _settings(self, *stems: str) -> Fields:
        for stem in stems:
            for ending in _ENDINGS:
                path = f"{stem}.{ending}"
                if not self.source.has(path):
                    continue
                try:
                    data = self.source.values(path)
                except UnreadableError as error:
                    opened = self.account.thing("settings", path)
                    opened.thing.leave(str(error))
                    return opened
                kept = data if isinstance(data, dict) else {}
                opened = self.account.thing("settings", path, kept)
                opened.thing.became("conf.py")
                return opened
        return self.account.thing("settings", f"{stems[0]}.yaml")

    def open(self, kind: str, path: str) -> Fields:
        """A page as a thing."""
        try:
            matter = self.source.matter(path)
        except UnreadableError as error:
            opened = self.account.thing(kind, path)
            opened.thing.leave(str(error))
            return opened
        opened = self.account.thing(kind, path, matter.data, text=matter.text)
        for where, fact in opened.thing.facts.items():
            if where != (TEXT,) and is_placeholder(str(fact.value)):
                fact.state = State.LOOK
        return opened

    def data(self, path: str) -> dict[str, Any]:
        """What a page or a file of data says of itself; nothing if it cannot be read."""
        try:
            if path.endswith(".md"):
                return self.source.matter(path).data
            values = self.source.values(path)
        except UnreadableError:  # told when it is opened
            return {}
        return values if isinstance(values, dict) else {}

    def body(self, fields: Fields, headings: int = 2) -> str:
        """The text of a page in MyST."""
        text = fields.take(TEXT)
        if not isinstance(text, str):
            return ""
        path = fields.thing.path
        try:
            line = self.source.text(path).count("\n") - text.count("\n") + 1
        except UnreadableError:
            line = 1
        return self.myst(text, path, headings, line=max(line, 1))

    def myst(self, text: str, path: str, headings: int = 2, *, line: int = 1) -> str:
        """Any text of a page in MyST."""
        written = translated(
            text, self.moved, path, self.account, headings, known=self.known, line=line
        )
        return self.linked(written, path)

    def linked(self, text: str, path: str) -> str:
        """*text* of a page with its relative links from the top of the site."""
        return _RELATIVE.sub(lambda found: self._from_top(found, path), text)

    def _from_top(self, found: re.Match[str], path: str) -> str:
        """A link that is relative to the address of its page, from the top of the site."""
        to = found[2]
        if self.linker.find(to, self.base(path)):
            return found[0]
        below = path.removeprefix(f"{self.content}/").removesuffix(".md")
        name = "" if below.startswith("home/") else below
        for ending in ("/index", "/_index", "_index"):
            name = name.removesuffix(ending)
        at = f"/{name}/" if name else "/"
        target, mark, anchor = to.partition("#")
        joined = posixpath.normpath(posixpath.join(at, target))
        return f"{found[1]}{joined}{mark}{anchor}{found[3]}"

    def plain(self, text: str) -> str:
        """A text of one line, without the marks of Markdown and HTML."""
        text = re.sub(r"<[^<>]*>|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)", "", text)
        text = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
        return " ".join(text.split())

    def is_example(self, path: str) -> bool:
        """Whether a page is an example of the system, and noted as one."""
        try:
            text = self.source.text(path)
        except UnreadableError:  # told when it is opened
            return False
        if not is_example(path.removeprefix(f"{self.content}/"), text):
            return False
        if path not in self.account.paths:
            self.account.thing("examples", path).thing.example = True
        return True

    def note_projects(self, fields: Fields, paper: str) -> None:
        """Note the projects that a page names, which list their papers here.

        :param paper: its key; empty if the page is about none.
        """
        projects = {slug(self.slug(p)) for p in self.section("project", "projects")}
        value = fields.peek("projects")
        for number, name in enumerate(value if isinstance(value, list) else ()):
            if isinstance(name, str) and slug(name) in projects and paper:
                fields.item("projects", number)
                self.papers_of.setdefault(slug(name), []).append(paper)

    # -- pages ---------------------------------------------------------------------------

    def slug(self, path: str) -> str:
        """The name of a page in its address."""
        name = PurePosixPath(path)
        return name.parent.name if name.stem in ("index", "_index") else name.stem

    def base(self, path: str) -> str:
        """The folder that the links of a page are relative to."""
        return posixpath.dirname(path)

    def addresses(self, fields: Fields) -> list[str]:
        """Where a page was: its ``url`` or its place, and its ``aliases``."""
        path = fields.thing.path.removeprefix(f"{self.content}/")
        place = f"/{path.removesuffix('.md').removesuffix('/index').removesuffix('/_index')}/"
        given = fields.peek("url")
        if isinstance(given, str) and given.strip():
            place = given
        if isinstance(name := fields.peek("slug"), str) and name.strip():
            place = f"{posixpath.dirname(place.rstrip('/'))}/{name}/"
        more = fields.peek("aliases")
        others = more if isinstance(more, list) else [more]
        return [a for a in (place, *others) if isinstance(a, str) and a.strip()]

    def picture(self, fields: Fields) -> str:
        """The file of the picture of a page, or ``""``."""
        path = fields.thing.path
        given = [(fields, "image")]
        for name in ("image", "cover", "header", "banner"):
            image = fields.map(name)
            image.look(*_CUT)
            given += [(image, key) for key in ("filename", "image", "url", "src")]
        for where, key in given:
            value = where.peek(key)
            found = self.linker.find(value, self.base(path)) if isinstance(value, str) else ""  # fmt: skip
            if found:
                where.take(key)
                return self._shown(found, where, key)
        beside = self.beside(path, *PICTURES)
        named = [f for f in beside if re.search(r"(?:^|/)[^/]*(?:featured|cover|thumbnail)[^/]*$", f)]  # fmt: skip
        return self._shown(named[0], fields, "image") if named else ""

    def _shown(self, found: str, fields: Fields, key: str) -> str:
        if fault := self.linker.picture_fault(found):
            if fields.peek(key) is not None:
                fields.leave(key, fault)
            else:
                self.account.note(found, fault)
            return ""
        return found

    def caption(self, fields: Fields) -> str:
        """What is written below the picture of a page."""
        image = fields.map("image")
        if is_placeholder(str(image.peek("caption"))):
            return ""
        caption = image.text("caption", "alt_text", "alt")
        return self.myst(caption, fields.thing.path, 0)

    def account_for_machinery(self) -> None:
        """Note the files of the system itself."""
        known = self.account.paths | set(self.moved.copies)
        self.account.machinery += [
            path
            for path in self.source.files
            if path not in known and _MACHINERY.fullmatch(path)
        ]


#: Folders by which the content is known.
_SECTIONS: Final = (
    "authors", "author", "publication", "publications", "post", "posts", "blog", "event",
    "events", "project", "projects", "home", "people",
)  # fmt: skip
