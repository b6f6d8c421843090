"""Decodes source files, whatever encoding an editor has used.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from groupsite.model.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable

#: Characters that break lines or pages, but that editors do not count as line ends.
_BLANKS: Final = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
#: Characters of Windows that a program has taken for those of Latin-1, as which they are
#: controls that nobody sees: quotes, dashes, letters. U+0085 may be a line end.
_WINDOWS: Final = {
    code: bytes([code]).decode("cp1252", errors="ignore") or chr(code)
    for code in range(0x80, 0xA0)
    if code != 0x85
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, problem: Callable[[int, str], None]) -> str:
    """The text of a file, with line feeds as line ends, without invisible characters.

    UTF-8 with or without a byte order mark. A line that is not UTF-8 is read as
    Windows-1252, so that no other line loses its accents.

    :param problem: called with a line number and a message for each problem.
    """
    return without_unprintable(_decoded(data, problem), problem)


def without_unprintable(text: str, problem: Callable[[int, str], None]) -> str:
    """*text* without characters that no file of a site can contain, see `printable`.

    :param problem: called once per such character, with the line of the first one.
    """
    text = text.translate(_BLANKS | _WINDOWS)
    if _SURROGATE.search(text):  # halves of an emoji, written as in JSON
        data = text.encode("utf-16-le", "surrogatepass")
        text = data.decode("utf-16-le", errors="replace")
    clean = printable(text)
    if clean != text:
        for character in sorted({*text} - {*clean}):
            line = text.count("\n", 0, text.index(character)) + 1
            name = f"U+{ord(character):04X}"
            message = f"the character {name} was left out: it is invisible"
            problem(line, f"{message}, and no page may contain it")
    return clean


def _decoded(data: bytes, problem: Callable[[int, str], None]) -> str:
    """The text of a file, decoded."""
    if data.startswith(_UTF_16):
        problem(1, "this file is UTF-16; save it in the encoding UTF-8")
        text = data.decode("utf-16", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    data = data.removeprefix(codecs.BOM_UTF8)
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines: list[str] = []
    odd: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            odd.append(number)
    if odd:
        others = f" (and {len(odd) - 1} more)" if odd[1:] else ""
        problem(
            odd[0],
            f"this line{others} is not UTF-8, it was read as Windows-1252 (latin-1); "
            "save the file in the encoding UTF-8",
        )
    return "\n".join(lines)
