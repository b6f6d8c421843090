"""What a page says about itself that no record has a place for, as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.jekyll.folder import Jekyll

#: A link of Markdown or of HTML.
LINK: Final = re.compile(r"\[([^\[\]]{1,80})\]\((\S+?)\)|<a\b[^<>]*\bhref=[\"']([^\"'<>]+)[\"'][^<>]*>(.*?)</a>", re.DOTALL)  # fmt: skip
_TAG: Final = re.compile(r"<[^<>]*>")


def plain(text: str) -> str:
    """HTML in one line without its tags."""
    return " ".join(_TAG.sub(" ", text).split())


def said(jekyll: Jekyll, fields: Fields) -> str:
    """All facts of a page that have no other place, as a list."""
    lines = []
    for name in fields.rest():
        value = fields.peek(name)
        shown = [value] if isinstance(value, str) else fields.texts(name)
        if fields.has_reason(name):
            continue
        if shown:
            fields.text(name)
            lines.append(f"- {name}: {_said_values(jekyll, shown)}")
    return "\n".join(lines)


def _said_values(jekyll: Jekyll, values: list[str]) -> str:
    shown = []
    for value in values:
        text = " ".join(value.split())
        found = jekyll.linker.find(text) if "." in text else ""
        if found and not jekyll.linker.picture_fault(found):
            shown.append(f"![](/{found})")
        elif found:
            shown.append(f"[{text}](/{found})")
        elif re.fullmatch(r"https?://\S+", text):
            shown.append(f"<{text}>")
        else:
            shown.append(plain(text))
    return ", ".join(shown)
