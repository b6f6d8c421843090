"""What authors have written themselves, mended where MyST reads it otherwise. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from groupsite.moving.markup.lexing import Dialect
from groupsite.moving.markup.pieces import MARK, without_headings

if TYPE_CHECKING:
    from groupsite.moving.markup.pieces import Writer

Note = Callable[[int, str], None]
_DOLLAR: Final = re.compile(r"\\?\$")
_SHELVED: Final = re.compile("\x02\\d+\x03[ \t]*")
_UNCLOSED: Final = re.compile(r"(?<!\\)(?:`|<!--)")
_BRACES: Final = re.compile(r"\\?\{\{")
_MARK: Final = re.compile(f"^[ \t>]*{MARK}([a-z]+){MARK}[ \t]*$")
_ANY_MARK: Final = re.compile(f"{MARK}[a-z]+{MARK}")
_ALERT: Final = re.compile(r"^ {0,3}>[ \t]*\[!([A-Za-z]+)\][+-]?[ \t]*(.*)$")
_ALERTS: Final = {
    "note": "note", "info": "note", "tip": "tip", "hint": "hint", "important": "important",
    "warning": "warning", "caution": "caution", "danger": "danger", "error": "error",
    "success": "tip", "question": "note", "example": "note", "abstract": "note", "quote": "note",
}  # fmt: skip
_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_INNER_HEADING: Final = re.compile(
    r"^(?:[ \t]{4,}|[ \t]*>[ \t>]*|[ \t]*(?:[-*+]|\d+[.)])[ \t]+)#{1,6}[ \t]"
)
_RULE: Final = re.compile(
    r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$"
)
_INNER_RULE: Final = re.compile(
    r"^( {2,}|[ \t]*(?:>[ \t>]*|(?:[-*+]|\d+[.)])[ \t]+))(?:\*{3,}|-{3,}|_{3,})[ \t]*$"
)
_UNDERLINE: Final = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_ATTRIBUTES: Final = re.compile(r"[ \t]*\{[#.:][^{}\n]{0,400}\}[ \t]*$")
_BLOCK_ATTRIBUTES: Final = re.compile(r"^[ \t]*\{[.#%:][^{}\n]{0,400}\}[ \t]*$")
_PARAGRAPH: Final = re.compile(r"^ {0,3}(?![#>|:\-*+`~=]|\d+[.)][ \t])\S")
_ROLE: Final = re.compile(r"(?<!\\)\{(?=[\w:+.-]{1,40}\}[`\x02])")
_FOOTNOTE: Final = re.compile(r"(?<!\\)\[\^([^\]\s^]{1,80})\](?!\()(:?)")
_FOOTNOTE_TEXT: Final = re.compile(r"^ {0,3}\[\^[^\]\s^]{1,80}\]:")
_DEFINITION: Final = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]{1,400})\]:[ \t]*\S")
_STRUCK: Final = re.compile(r"~~(?=\S)([^~\n]{1,500})(?<=\S)~~")
_BARE: Final = re.compile(
    r"(?<![\w<(\"'=\[\]/:>`])https?://[^\s<>()\[\]\"'`\x02\x03*]+[^\s<>()\[\]\"'`\x02\x03*.,;:!?]"
)
_EMPTY_PICTURE: Final = re.compile(r"!\[([^\]\n]{0,400})\]\([ \t]*\)")
_OURS: Final = re.compile(
    r"^([ \t]*)(:{3,}|%|\+{3}|`{3,}|~{3,}|\([^()\n]{1,200}\)=[ \t]*$)"
)


def escaped(text: str) -> str:
    """A piece of text in which nothing is a formula, is replaced or hides the rest.

    Nothing closes what begins code or a comment here, but something of ours may.
    """
    text = _UNCLOSED.sub(r"\\\g<0>", text)
    text = _DOLLAR.sub(r"\\$", text)
    return _BRACES.sub(r"\\{{", text)


def mended(text: str, writer: Writer, note: Note, dialect: Dialect, top: int) -> str:
    """A text with headings in order, notes for alerts, and nothing that only looks ours.

    :param top: the level of its uppermost headings; 0 for none.
    """
    text = _EMPTY_PICTURE.sub(r"\1", text)
    text = _STRUCK.sub(
        lambda m: writer.shelf.put("<del>") + m[1] + writer.shelf.put("</del>"), text
    )
    if dialect is Dialect.HUGO:
        text = _BARE.sub(lambda m: writer.shelf.put(f"<{m[0]}>"), text)
    text = _ROLE.sub(r"\\{", text)
    lines = [_OURS.sub(r"\1\\\2", line) for line in text.split("\n")]
    lines = _without_attributes(lines, note)
    lines = _headings(lines, top)
    lines = _rules(lines)
    lines = _alerts(lines, writer)
    lines = _definitions(lines, note)
    lines = _apart(lines)
    text = _ANY_MARK.sub("", "\n".join(lines))
    return _footnotes(text, note)


def _without_attributes(lines: list[str], note: Note) -> list[str]:
    kept = []
    for line in lines:
        if _BLOCK_ATTRIBUTES.match(line):
            note(0, f"the attributes `{line.strip()[:60]}` are left out")
        else:
            kept.append(line)
    return kept


# -- headings ---------------------------------------------------------------------------------


def _headings(lines: list[str], top: int) -> list[str]:
    """Headings one below the other, since a level cannot be left out."""
    written: list[str] = []
    levels: list[int] = []
    for line in lines:
        level, title = 0, ""
        if found := _HEADING.match(line):
            level, title = len(found[1]), found[2] or ""
        elif _INNER_HEADING.match(line):
            written.append(_inner(line))
            continue
        elif (
            (under := _UNDERLINE.match(line))
            and written
            and _PARAGRAPH.match(written[-1])
        ):
            level, title = 1 if under[1][0] == "=" else 2, ""
            # a block of code above it is no part of it, though code alone may be a title
            while (
                written
                and _PARAGRAPH.match(written[-1])
                and not (title and _SHELVED.fullmatch(written[-1]))
            ):
                title = f"{written.pop().strip()} {title}".strip()
        if not level:
            written.append(line)
            continue
        title = _ATTRIBUTES.sub("", title).strip()
        if not title:
            continue
        while levels and levels[-1] >= level:
            levels.pop()
        levels.append(level)
        if written and written[-1].strip():
            written.append("")
        shown = min(top + len(levels) - 1, 6)
        bare = title.replace("**", "")
        written += [f"{'#' * shown} {title}" if top else f"**{bare}**", ""]
    return _single_blanks(written)


def _inner(line: str) -> str:
    if re.match(r"[ \t]{4,}#", line):
        return line
    marked = re.match(r"([ \t]*(?:>[ \t>]*|(?:[-*+]|\d+[.)])[ \t]+))(.*)", line)
    return marked[1] + without_headings(marked[2]) if marked else line


def _single_blanks(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
    return kept


def _rules(lines: list[str]) -> list[str]:
    """Lines across the page only between two texts, as docutils wants them."""
    written: list[str] = []
    waiting = has_text = False
    for old in lines:
        line = _INNER_RULE.sub(r"\1", old)
        if _RULE.match(line):  # a line of `-` below a text has been a heading
            waiting = True
            continue
        if not line.strip():
            if not waiting:
                written.append(line)
            continue
        if waiting and written and written[-1].strip():
            written.append("")
        if not (_DEFINITION.match(line) or _FOOTNOTE_TEXT.match(line)):
            is_heading = bool(_HEADING.match(line))
            if waiting and has_text and not is_heading:
                written += ["---", ""]
            has_text = not is_heading
            waiting = False
        written.append(line)
    return written


# -- alerts --------------------------------------------------------------------------------------


def _alerts(lines: list[str], writer: Writer) -> list[str]:
    """Quotes that are meant as notes."""
    written: list[str] = []
    at = 0
    while at < len(lines):
        if not lines[at].lstrip(" ").startswith(">"):
            if found := _MARK.match(lines[at]):
                if (
                    found[1] == "toc"
                    and written
                    and re.match(r"[ \t]*([-*+]|\d+\.)[ \t]", written[-1])
                ):
                    written.pop()
            else:
                written.append(lines[at])
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end].lstrip(" ").startswith(">"):
            end += 1
        quoted = lines[at:end]
        alert = _ALERT.match(quoted[0])
        marked = next(
            (m[1] for m in map(_MARK.match, lines[end : end + 1] or [""]) if m), ""
        )
        inside = next((m[1] for m in map(_MARK.match, quoted) if m), "")
        name = (
            _ALERTS.get(alert[1].lower(), "")
            if alert
            else (marked or inside).replace("toc", "")
        )
        if name:
            written += _admonition(name, quoted, alert[2] if alert else "", writer)
            end += bool(marked)
        else:
            written += quoted
        at = end
    return written


def _admonition(name: str, quoted: list[str], title: str, writer: Writer) -> list[str]:
    inner = [re.sub(r"^ *> ?", "", line) for line in quoted if not _MARK.match(line)]
    if title or _ALERT.match(quoted[0]):
        inner = inner[1:]
    elif inner and (found := re.fullmatch(r"\s*\*\*(.+?)\*\*\s*", inner[0])):
        title, inner = found[1], inner[1:]
    if title and title.casefold() != name:
        text = writer.directive("admonition", title, {"class": name}, "\n".join(inner))
    else:
        text = writer.directive(name, "", {}, "\n".join(inner).strip("\n"))
    return ["", *text.split("\n"), ""]


# -- what is defined ------------------------------------------------------------------------------


def _definitions(lines: list[str], note: Note) -> list[str]:
    """Targets of links, the first of each name."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if found := _DEFINITION.match(line):
            name = " ".join(found[1].casefold().split())
            if name in seen:
                note(
                    0, f"`{line.strip()[:60]}` is defined above already; it is left out"
                )
                continue
            seen.add(name)
        kept.append(line)
    return kept


def _apart(lines: list[str]) -> list[str]:
    """Texts of footnotes by themselves, since a quote above would take them in."""
    written: list[str] = []
    for line in lines:
        above = written[-1] if written else ""
        if _FOOTNOTE_TEXT.match(line) and not _FOOTNOTE_TEXT.match(above):
            written += [""] if above.strip() else []
        written.append(line)
    return written


def _footnotes(text: str, note: Note) -> str:
    """Footnotes of which there are both the mark and the text."""
    used: set[str] = set()
    defined: set[str] = set()
    for found in _FOOTNOTE.finditer(text):
        at_start = (
            not text[max(found.start() - 4, 0) : found.start()]
            .rpartition("\n")[2]
            .strip()
        )
        (defined if found[2] and at_start else used).add(found[1].casefold())
    both = used & defined
    if used == defined:
        both = used
    seen: set[str] = set()

    def mend(found: re.Match[str]) -> str:
        name = found[1].casefold()
        start = text[max(found.start() - 4, 0) : found.start()].rpartition("\n")[2]
        defines = bool(found[2]) and not start.strip()
        if name in both and not (defines and name in seen):
            if defines:
                seen.add(name)
            return found[0]
        why = "has no text" if name not in defined else "has no mark in the text"
        note(
            0,
            f"the footnote `{found[1]}` {why}"
            if name not in both
            else f"the footnote `{found[1]}` is there twice",
        )
        return f"\\{found[0]}"

    return _FOOTNOTE.sub(mend, text)
