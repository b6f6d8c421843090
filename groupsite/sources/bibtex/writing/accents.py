r"""Accents as commands of LaTeX, for files that have no other ones: ``{\"u}``.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Combining characters → commands.
_MARKS: Final = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=",
    "\u0306": "u", "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H",
    "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
_LETTERS: Final = {
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}",
    "ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "å": r"{\aa}",
    "Å": r"{\AA}", "ı": r"{\i}", "–": "--", "—": "---", "’": "'", "“": "``", "”": "''",
}  # fmt: skip
#: Fields that are text, and no addresses or numbers.
_TEXTS: Final = frozenset({
    "abstract", "address", "author", "booksubtitle", "booktitle", "editor",
    "institution", "journal", "journaltitle", "location", "maintitle", "note",
    "organization", "publisher", "school", "series", "subtitle", "title",
})  # fmt: skip
_FORMULA: Final = re.compile(r"(\$[^$]*\$)")
_WITH_BRACES: Final = re.compile(r"\\[\"'`^~=.]\{")
_WITHOUT: Final = re.compile(r"\\[\"'`^~=.][A-Za-z]")


class Accents:
    """How a file writes accents."""

    def __init__(self, text: str) -> None:
        with_braces = len(_WITH_BRACES.findall(text))
        without = len(_WITHOUT.findall(text))
        #: Whether commands are used at all: only in files that are ASCII.
        self._commands = text.isascii() and with_braces + without > 0
        self._braces = with_braces > without

    def written(self, name: str, value: str) -> str:
        """The *value* of the field *name*, with commands if the file has them."""
        if not self._commands or value.isascii() or name not in _TEXTS:
            return value
        parts = _FORMULA.split(unicodedata.normalize("NFC", value))
        return "".join(
            part if number % 2 else "".join(map(self._letter, part))
            for number, part in enumerate(parts)
        )

    def _letter(self, letter: str) -> str:
        if letter.isascii() or letter in _LETTERS:
            return _LETTERS.get(letter, letter)
        base, mark = (*unicodedata.normalize("NFD", letter), "")[:2]
        command = _MARKS.get(mark)
        whole = unicodedata.normalize("NFC", base + mark) == letter
        if command is None or not whole or not base.isascii():
            return letter
        braces = self._braces or command.isalpha()
        return f"{{\\{command}{{{base}}}}}" if braces else f"{{\\{command}{base}}}"
