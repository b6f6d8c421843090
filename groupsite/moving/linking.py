"""Links and pictures in texts of an old site: files are copied, addresses of pages follow.

What leads nowhere any more, or is kept off pages by the policy of a site, becomes text or
a plain link, and a note. Code is left alone. Pure, but for the bytes that pictures begin with.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

from groupsite.model.text import slug
from groupsite.model.videos import is_player, video_at
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.moving.account import Account
    from groupsite.moving.site import Moved
    from groupsite.moving.source import Source

#: Pictures that our pages show → what their files begin with.
PICTURES: Final = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8",),
    ".jpeg": (b"\xff\xd8",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
    ".svg": (b"<",),
}
#: So much of a file is read to know them, with blanks before what they begin with.
_HEAD: Final = 64
#: A link or picture in Markdown; its text has no brackets but pairs of them.
_LINK: Final = re.compile(
    r"(?P<mark>!?)\[(?P<text>(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]*\](?:\([^()\s]*\))?){0,2000})\]"
    r"\(\s*<?(?P<to>[^()\s<>\"]*(?:\([^()\s<>]*\)[^()\s<>\"]*)*)>?(?P<title>\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_CARD: Final = re.compile(
    r"^(?P<before>[ \t]*[:`]{3,}\{(?:grid-item-card|card|button-link)\}.*$)"
    r"(?P<options>(?:\n[ \t]*:[\w-]+:(?:[ \t].*)?$)+)",
    re.MULTILINE,
)
_DIRECTIVE: Final = re.compile(
    r"^(?P<before>[ \t]*[:`]{3,}\{(?P<name>figure|image|video)\}[ \t]*)(?P<to>\S.*?)?[ \t]*$"
    r"(?P<options>(?:\n[ \t]*:[\w-]+:(?:[ \t].*)?$)*)",
    re.MULTILINE,
)
_OPTION: Final = re.compile(r"^(?P<before>[ \t]*:(?:link|img-top|poster|target):[ \t]+)(?P<to>\S+)[ \t]*$", re.MULTILINE)  # fmt: skip
_REFERENCE: Final = re.compile(r"^(?P<before> {0,3}\[[^\]\n]+\]:[ \t]+)<?(?P<to>[^\s>]+)>?(?P<after>.*)$", re.MULTILINE)  # fmt: skip
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})(?:\{([\w-]+)\})?")
#: Directives that show their text as it is.
_VERBATIM: Final = frozenset(
    ["code", "code-block", "math", "mermaid", "parsed-literal"]
)
_INLINE: Final = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]+\1(?!`)")
_ABSOLUTE: Final = ("http:", "https:", "mailto:", "files:", "site:", "tel:")


class Linker:
    """Places files, and rewrites texts."""

    def __init__(self, source: Source, account: Account, moved: Moved) -> None:
        self.source = source
        self.account = account
        self.moved = moved
        self._targets = {target.casefold() for target in moved.copies.values()}
        #: Addresses of the old site → documents of ours; complete when texts are rewritten.
        self.documents: dict[str, str] = {}

    # -- files ------------------------------------------------------------------------

    def find(self, address: str, base: str = "") -> str:
        """The file of the old site at an address, or ``""``.

        :param base: the folder of the page that has the address.
        """
        path = self._local(address)
        if path is None or not path.strip("/"):
            return ""
        names = [] if path.startswith("/") or not base else [posixpath.normpath(f"{base}/{path}")]  # fmt: skip
        names += [
            path,
            *(f"{folder}/{path.lstrip('/')}" for folder in self.moved.static),
        ]
        return next(filter(None, map(self.source.find, names)), "")

    def only(self, name: str) -> str:
        """The one file of this name in any folder, or ``""``."""
        ending = f"/{PurePosixPath(name.strip()).name.casefold()}"
        found = [f for f in self.source.files if f.casefold().endswith(ending)]
        return found[0] if len(found) == 1 and len(ending) > 1 else ""

    def picture(self, address: str, wanted: str = "", base: str = "") -> str:
        """The place of a picture in the new site, or ``""`` if there is none.

        :param wanted: its path without suffix, if it is not used yet.
        """
        found = self.find(address, base)
        suffix = PurePosixPath(found).suffix.lower()
        if not found or self.picture_fault(found):
            return ""
        name = slug(PurePosixPath(found).stem) or "picture"
        return self.placed(found, f"{wanted or f'pictures/{name}'}{suffix}")

    def picture_fault(self, path: str) -> str:
        """Why a file cannot be shown as a picture, or ``""``."""
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in PICTURES:
            return f"pages show no pictures of the format {suffix or 'of this file'}"
        try:
            data = self.source.data(path, size=_HEAD)
        except UnreadableError as error:
            return str(error)
        if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(PICTURES[suffix]):
            other = next((s for s, h in PICTURES.items() if data.startswith(h)), "")
            if not other or other == ".svg":
                return "the file is no picture"
        return ""

    def file(self, address: str, base: str = "") -> str:
        """The path of a file in ``files/`` of the new site, where it keeps its address."""
        found = self.find(address, base)
        if not found:
            return ""
        served = found
        for folder in self.moved.static:
            served = served.removeprefix(f"{folder}/")
        target = self.placed(found, f"files/{served}")
        return target.removeprefix("files/") if target.startswith("files/") else ""

    def placed(self, found: str, target: str) -> str:
        """Where a file of the old site goes: once, and where it has gone before."""
        if found not in self.moved.copies:
            stem, dot, suffix = target.rpartition(".")
            name, number = target, 1
            while name.casefold() in self._targets:
                number += 1
                name = f"{stem}-{number}{dot}{suffix}"
            self._targets.add(name.casefold())
            self.moved.copies[found] = name
        return self.moved.copies[found]

    def _local(self, address: str) -> str | None:
        """The path of an address of the old site; None for one elsewhere."""
        text = address.strip()
        own = self.moved.address.rstrip("/")
        if own and (text == own or text.startswith(f"{own}/")):
            text = text.removeprefix(own) or "/"
        if text.lower().startswith(_ABSOLUTE) or text.startswith("//"):
            return None
        try:
            parts = urlsplit(text)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        base = urlsplit(own).path.rstrip("/")
        path = parts.path
        if base and path.startswith(f"{base}/"):
            path = path.removeprefix(base)
        return unquote(path)

    # -- texts ------------------------------------------------------------------------

    def text(self, text: str, path: str, base: str, document: str) -> str:
        """*text* with its links as they are on a page of ours.

        :param path: the file of the old site, for notes.
        :param base: the folder there that links are relative to.
        :param document: the page of ours, without suffix.
        """
        place = _Place(self, path, base, document)
        return _outside_code(text, place.rewritten)

    def document(self, address: str, base: str = "") -> str:
        """The document of ours that an old address has become, or ``""``."""
        path = self._local(address)
        if path is None:
            return ""
        names = (
            [path] if path.startswith("/") or not base else [f"/{base}/{path}", path]
        )
        return next(
            filter(None, (self.documents.get(plain_address(n)) for n in names)), ""
        )


class _Place:
    """A page whose text is rewritten."""

    def __init__(self, linker: Linker, path: str, base: str, document: str) -> None:
        self._linker = linker
        self._path = path
        self._base = base
        self._document = document

    def rewritten(self, text: str) -> str:
        text = _LINK.sub(self._link, text)
        text = _DIRECTIVE.sub(self._directive, text)
        text = _REFERENCE.sub(self._reference, text)
        return _CARD.sub(self._card, text)

    def _note(self, what: str) -> None:
        self._linker.account.note(self._path, what)

    def _link(self, match: re.Match[str]) -> str:
        text, to, title = match["text"], match["to"], match["title"] or ""
        if match["mark"]:
            return self._picture(text, to, title)
        text = _LINK.sub(self._link, text)
        target = self._target(to)
        return f"[{text}]({target}{title})" if target else text

    def _picture(self, alt: str, to: str, title: str) -> str:
        target = self._shown(to)
        if target:
            return f"![{alt}]({target}{title})"
        return self._instead(alt, to)

    def _instead(self, alt: str, to: str) -> str:
        """A link in place of a picture that cannot be shown."""
        if to.lower().startswith(("http://", "https://")):
            self._note(f"the picture {to} is of another host: a link leads to it")
            return f"[{alt or to}]({to})"
        self._note(f"the picture `{to}` was not found, or cannot be shown")
        return alt

    def _shown(self, to: str) -> str:
        """The path of a picture as this page writes it, or ``""``."""
        placed = self._linker.picture(to, base=self._base)
        return self._relative(placed) if placed else ""

    def _relative(self, path: str) -> str:
        folder = posixpath.dirname(self._document) or "."
        return quote(posixpath.relpath(path, folder))

    def _target(self, to: str) -> str:
        """The target of a link as this page writes it, or ``""`` for none."""
        linker = self._linker
        if to.startswith("#"):  # headings have other ids here
            return ""
        if document := linker.document(to, self._base):
            return self._relative(f"{document}.md")
        if to.lower().startswith(_ABSOLUTE[:5]):
            return to
        if to.startswith("//"):
            return f"https:{to}"
        found = linker.find(to, self._base)
        if found and not found.lower().endswith((".md", ".html", ".markdown")):
            return self._file(found, to)
        self._note(
            f"the link to `{to}` leads to no page or file of the new site: its text is kept"
        )
        return ""

    def _file(self, found: str, to: str) -> str:
        file = self._linker.file(f"/{found}")
        if file:
            return f"files:{quote(file)}"
        # a picture of a page, which the link shows as well
        placed = self._linker.moved.copies.get(found, "")
        if not placed:
            self._note(f"the link to `{to}` leads to nothing")
        return self._relative(placed) if placed else ""

    def _directive(self, match: re.Match[str]) -> str:
        name, to = match["name"], match["to"] or ""
        options = _OPTION.sub(self._option, match["options"])
        if name in ("figure", "image") and to:
            target = self._shown(to)
            if target:
                return f"{match['before']}{target}{options}"
        elif name == "video" and to and not to.lower().startswith(_ABSOLUTE):
            file = self._linker.file(to, self._base)
            if file:
                return f"{match['before']}files:{quote(file)}{options}"
        else:
            return f"{match['before']}{to}{options}"
        return self._without(match, to)

    def _without(self, match: re.Match[str], to: str) -> str:
        """A figure or a video without its picture or film: its caption, and a link."""
        fence = match["before"].partition("{")[0]
        if is_player(to):
            return f"{fence}{{video}} {video_at(to).address}"
        elsewhere = to.lower().startswith(("http://", "https://"))
        if match["name"] == "video" and elsewhere:
            return match[0]
        self._note(f"`{to}` was not found, or cannot be shown")
        # it has to hold something
        link = f"[{to}]({to})\n" if elsewhere else f"% {to}\n"
        return f"{fence}{{container}}\n{link}"

    def _option(self, match: re.Match[str]) -> str:
        to = match["to"]
        if ":link:" in match["before"] or ":target:" in match["before"]:
            target = self._target(to)
        else:
            target = self._shown(to)
        return f"{match['before']}{target}" if target else ""

    def _card(self, match: re.Match[str]) -> str:
        return match["before"] + _OPTION.sub(self._option, match["options"])

    def _reference(self, match: re.Match[str]) -> str:
        if match["before"].lstrip().startswith("[^"):
            return match[0]
        target = self._shown(match["to"]) or self._target(match["to"])
        return (
            f"{match['before']}{target or self._relative('index.md')}{match['after']}"
        )


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """*text* changed in all places that are no code."""
    pieces: list[tuple[bool, list[str]]] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        code = bool(fence)
        if fence:
            if found and found[1].startswith(fence) and not line.strip().strip("`~"):
                fence = ""
        elif found and (not found[2] or found[2] in _VERBATIM):
            fence, code = found[1], True
        if not pieces or pieces[-1][0] != code:
            pieces.append((code, []))
        pieces[-1][1].append(line)
    return "".join(
        "".join(lines) if code else _outside_inline("".join(lines), change)
        for code, lines in pieces
    )


def _outside_inline(text: str, change: Callable[[str], str]) -> str:
    """The same for code in a line, which links may hold in their text."""
    kept: list[str] = []

    def keep(code: re.Match[str]) -> str:
        kept.append(code[0])
        return f"\0{len(kept) - 1}\0"

    changed = change(_INLINE.sub(keep, text.replace("\0", "")))
    return re.sub("\0(\\d+)\0", lambda mark: kept[int(mark[1])], changed)


def plain_address(address: str) -> str:
    """An address of a page in the form that all of its spellings share."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    path = path.strip("/").removesuffix("index.html").removesuffix(".html")
    return path.removesuffix(".md").strip("/").casefold()
