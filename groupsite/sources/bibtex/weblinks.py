r"""Finds the links that people write into texts, and makes them ``\href`` and ``\url``.

In Markdown ``[text](https://…)``, in brackets ``<https://…>``, or as they are. Only
addresses that a page may link to are links; of others the text stays.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from groupsite.model.identifiers import address_fault

if TYPE_CHECKING:
    from groupsite.sources.bibtex.arguments import Rule

_INNER: Final = r"(?:[^{}]|\{[^{}]*\})*"
#: A character of an address, or what stands for one in LaTeX.
_PART: Final = r"(?:[^\s\\{}<>\"^`|\[\]$()]|\\[_%&#$~](?:\{\})?|\{\\[_%&#~](?:\{\})?\})"
_FOUND: Final = re.compile(
    rf"(?P<link>\\(?:url|href|path|nolinkurl)\s*\{{{_INNER}\}}(?:\s*\{{{_INNER}\}})?)"
    rf"|(?<!\\)\[(?P<text>[^\[\]]{{1,300}})\]"
    rf"\((?P<target>[a-z][a-z0-9+.-]{{0,20}}:(?:{_PART}|\({_PART}{{0,200}}\))+)"
    r"(?:\s+\"[^\"]{0,200}\")?\)"
    rf"|<(?P<inside>(?:https?://|mailto:){_PART}+)>"
    rf"|(?<![\w/])(?P<plain>https?://(?:{_PART}|[()])+)",
    re.IGNORECASE,
)
_ESCAPED: Final = re.compile(
    r"\\([_%&#$~{}])(?:\{\})?|\\textasciitilde(?:\s*\{\})?|[{}]"
)
#: What ends a sentence, and no address.
_END: Final = ".,;:!?'"


def linked(text: str) -> str:
    r"""*text* with ``\href`` and ``\url`` for the links in it."""
    return _FOUND.sub(_written, text) if ":" in text else text


def _written(found: re.Match[str]) -> str:
    if found["link"]:
        return found["link"]
    if found["text"]:
        return rf"\href{{{found['target']}}}{{{found['text']}}}"
    if found["inside"]:
        return rf"\url{{{found['inside']}}}"
    address = found["plain"].rstrip(_END)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_END)
    return rf"\url{{{address}}}{found['plain'][len(address) :]}"


def address_of(written: str) -> str:
    r"""An address as a program needs it: without ``\_`` and ``&amp;``."""
    text = _ESCAPED.sub(
        lambda sign: sign[1] or ("~" if "tilde" in sign[0] else ""), written
    )
    return html.unescape(text).strip()


def link_rules(targets: list[str]) -> dict[str, Rule]:
    r"""What is written for ``\href`` and ``\url``: their text between marks.

    :param targets: gets the addresses, which the marks before the text number.
    """

    def link(address: str, text: str) -> str:
        target = address_of(address)
        if target.lower().startswith("www."):
            target = f"https://{target}"
        if address_fault(target):
            return text
        targets.append(target)
        return f"\4{len(targets) - 1}\4{text}\5"

    return {
        "href": (2, lambda address, text: link(address, f"{{{text}}}")),
        "url": (1, lambda address: link(address, rf"\url{{{address}}}")),
    }
