"""What is written in place of a tag: links, pictures, directives.

Syntax of ours goes to a `Shelf` while the text around it is mended, so that only what
authors have written is. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Around the number of a piece on the shelf; where a block begins or ends.
OPEN: Final = "\x02"
CLOSE: Final = "\x03"
EDGE: Final = "\x04"
#: Around the name of an admonition that the quote above it is meant to be.
MARK: Final = "\x05"
#: Where a block ends that has an indent of its own.
END: Final = "\x06"
INTERNAL: Final = re.compile("[\x02-\x06]")
_EDGES: Final = re.compile(f"([{EDGE}{END}])")
_TOKEN: Final = re.compile(f"{OPEN}(\\d+){CLOSE}")
_PREFIX: Final = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+|>)*")
_COLONS: Final = re.compile(r"^[ \t]*(:{3,})", re.MULTILINE)
_HEADING: Final = re.compile(r"^[ \t>]*#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_RULE: Final = re.compile(r"^[ \t]*(?:\*{3,}|-{3,}|_{3,})[ \t]*$", re.MULTILINE)
_PLAIN_OPTION: Final = re.compile(r"[\w./][\w ./%,()!?-]*")
_ATTRIBUTES: Final = re.compile(r"[ \t]*\{[#.:][^{}\n]*\}[ \t]*$")


class Shelf:
    """Pieces of text that nobody looks at until the end."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool]] = []

    def put(self, text: str, *, align: bool = False) -> str:
        """What stands for *text* until it is restored.

        :param align: whether all lines begin with what stands before the first one.
        """
        if not text:
            return ""
        self._pieces.append((self.restore(text), align))
        return f"{OPEN}{len(self._pieces) - 1}{CLOSE}"

    def restore(self, text: str) -> str:
        """*text* with all pieces in it."""
        return _TOKEN.sub(self._piece, text) if OPEN in text else text

    def _piece(self, found: re.Match[str]) -> str:
        piece, align = self._pieces[int(found[1])]
        if not align or "\n" not in piece:
            return piece
        text, at = found.string, found.start()
        start = max(text.rfind("\n", max(at - 200, 0), at) + 1, at - 200, 0)
        before = _PREFIX.fullmatch(text[start:at])
        if before is None:
            return piece
        prefix = re.sub(r"[^>\s]", " ", before[0])
        first, *others = piece.split("\n")
        lines = [(prefix + line).rstrip() if prefix else line for line in others]
        return "\n".join([first, *lines])


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what is said of it."""

    path: str
    alt: str = ""
    caption: str = ""
    width: str = ""
    link: str = ""


def assembled(text: str) -> str:
    """*text* with an empty line at each edge of a block."""
    first, *others = _EDGES.split(text)
    if not others:
        return text
    parts = [first] if first.strip() else []
    for edge, part in zip(others[::2], others[1::2], strict=True):
        if not part.strip():
            continue
        if parts:
            parts[-1] = parts[-1].rstrip()
        parts.append(_below(part, own=edge == EDGE))
    return "\n\n".join(parts) + ("\n" if text.endswith("\n") else "")


def _below(part: str, *, own: bool) -> str:
    """What follows an edge, without empty lines at its beginning.

    :param own: whether the blanks of its first line are an indent.
    """
    start = len(part) - len(part.lstrip(" \t\n"))
    line = part.rfind("\n", 0, start) + 1
    return part[line:] if line or own else part[start:]


def block(text: str, before: str) -> str:
    """A block that stands where a line begins with *before*."""
    indent = re.match(r"[ \t]*", before)[0]  # type: ignore[index]
    if marker := _PREFIX.fullmatch(before):
        indent = " " * len(marker[0])
    if not indent:
        return f"{EDGE}{text}{END}"
    lines = [indent + line if line.strip() else "" for line in text.split("\n")]
    return EDGE + "\n".join(lines) + END


def without_headings(text: str) -> str:
    """*text* with bold lines for headings, and without lines across the page.

    Directives and quotes cannot hold them.
    """
    return _RULE.sub("", _HEADING.sub(_bold, text))


def _bold(found: re.Match[str]) -> str:
    title = _ATTRIBUTES.sub("", found[1]).replace("**", "").strip()
    before = found[0][: found[0].index("#")]
    return f"{before}**{title}**" if title else before


def one_line(text: str) -> str:
    """*text* without line breaks."""
    return " ".join(_EDGES.sub(" ", text).split())


def address(target: str) -> str:
    """The target of a link as Markdown writes it."""
    target = "".join(target.split("\n")).strip().strip("<>")
    if re.search(r"[\s()<>]", target) or not target:
        return f"<{target.replace('<', '%3C').replace('>', '%3E')}>"
    return target


class Writer:
    """Writes pieces of MyST, with its syntax on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def link(self, text: str, target: str) -> str:
        """A link; its text may hold other pieces."""
        text = one_line(text)
        if not target.strip():
            return text
        if not text:
            return self.shelf.put(
                f"<{target.strip()}>"
                if "://" in target
                else f"[{target}]({address(target)})"
            )
        return self.shelf.put("[") + text + self.shelf.put(f"]({address(target)})")

    def picture(self, path: str, alt: str) -> str:
        """A picture within a line."""
        alt = re.sub(r"([\[\]\\])", r"\\\1", self.shelf.restore(one_line(alt)))
        return self.shelf.put(f"![{alt}]({address(path)})")

    def figure(self, one: Picture) -> str:
        """A picture as a block, with what is said of it."""
        width = _width(one.width)
        if not one.caption.strip() and not width:
            picture = self.picture(one.path, one.alt)
            return self.link(picture, one.link) if one.link else picture
        options = {
            "alt": self.shelf.restore(one_line(one.alt)),
            "width": width,
            "target": one.link.strip(),
        }
        name = "figure" if one.caption.strip() else "image"
        return self.directive(name, one.path.strip(), options, one.caption.strip())

    def directive(
        self,
        name: str,
        argument: str = "",
        options: Mapping[str, str] | None = None,
        content: str = "",
    ) -> str:
        """A directive between colons, longer than all in it."""
        content = without_headings(assembled(content)).strip("\n")
        inner = self.shelf.restore(content)
        most = max((len(m[1]) for m in _COLONS.finditer(inner)), default=2)
        fence = ":" * max(most + 1, 3)
        argument = one_line(self.shelf.restore(argument))
        lines = [f"{fence}{{{name}}} {argument}".rstrip()]
        for option, value in (options or {}).items():
            if value:
                lines.append(f":{option}: {_option(value)}")
        if options and any(options.values()) and content:
            lines.append("")
        head = self.shelf.put("\n".join(lines), align=True)
        body = f"\n{content}" if content.strip() else ""
        return f"{head}{body}\n{self.shelf.put(fence)}"

    def pictures(self, pictures: Iterable[Picture]) -> str:
        """Several pictures beside each other."""
        all_of_them = list(pictures)
        items = [
            self.directive("grid-item", "", {}, self.figure(p)) for p in all_of_them
        ]
        columns = min(len(items), 4)
        return self.directive(
            "grid", f"1 {min(columns, 2)} {columns} {columns}", {}, "\n\n".join(items)
        )

    def code(self, text: str) -> str:
        """Code within a line, as the text of something that is unknown here."""
        text = one_line(self.shelf.restore(text))
        runs = {len(run) for run in re.findall("`+", text)}
        mark = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return self.shelf.put(f"{mark}{pad}{text}{pad}{mark}")

    def fence(self, language: str, body: str) -> str:
        """A block of code."""
        body = self.shelf.restore(body).strip("\n")
        longest = max((len(run) for run in re.findall("`{3,}", body)), default=2)
        mark = "`" * max(longest + 1, 3)
        return self.shelf.put(f"{mark}{language}\n{body}\n{mark}", align=True)


def _option(value: str) -> str:
    value = one_line(value)
    if _PLAIN_OPTION.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _width(written: str) -> str:
    """A width that docutils takes, or ``""``."""
    found = re.fullmatch(
        r"\s*(\d{1,5}(?:\.\d+)?)\s*(px|%|em|rem|pt|cm|mm|in)?\s*", written
    )
    if found is None or not float(found[1]) or found[2] == "rem":
        return ""
    if (found[1], found[2]) == ("100", "%"):  # as wide as it is, if there is room
        return ""
    return f"{found[1]}{found[2] or 'px'}"
