"""The text of a source file, whatever encoding its editor chose.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, problem: Callable[[int, str], None]) -> str:
    """The text of a file, with line feeds for all ends of lines.

    UTF-8 with or without a mark; a line that is not UTF-8 is read as Windows-1252, so
    that it costs no other line its accents.

    :param problem: called with a line and a message for what was not UTF-8.
    """
    if data.startswith(_UTF_16):
        problem(1, "this file is UTF-16; save it with the encoding UTF-8")
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
            "save the file with the encoding UTF-8",
        )
    return "\n".join(lines)
