"""Checks the phrases and kinds of news that a conf.py declares.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import did_you_mean
from groupsite.model.wording import (
    FAMILIES,
    NEWS_KINDS,
    PHRASES,
    RENAMED,
    form_of,
    is_word,
)

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

#: Prefixes of phrases that a conf.py may add.
_OPEN: Final = (
    "news.",
    "list.",
    "roles.",
    "role.",
    "type.",
    "thesis.",
    "work.",
    "state.",
    "link.",
    "format.",
    "feed.",
    "filter.",
    "family.",
    "chart.",
    "search.",
)


def wrong_news_kind(name: object, kind: Any) -> str:
    """What is wrong with a declared kind of news, or ``""``."""
    if not is_word(name):
        return "should be a word without blanks"
    if not isinstance(kind, dict):
        return "should have a dict with label, icon and family"
    known = ("label", "icon", "family")
    for key in kind:
        if key not in known:
            return f"has the unknown key {key!r}{did_you_mean(str(key), known)}"
    whole = {"icon": "", **NEWS_KINDS.get(str(name), {}), **kind}
    if not all(isinstance(whole.get(key), str) for key in known) or (
        whole["family"] not in FAMILIES
    ):
        return f"needs a label, and one of the families {', '.join(FAMILIES)}"
    return ""


def wrong_phrase(key: object, text: object, table: Mapping[str, str] = PHRASES) -> str:
    """What is wrong with a phrase, or ``""``.

    :param table: all phrases that exist.
    """
    if not isinstance(key, str) or not isinstance(text, str):
        return f"{key!r}: {text!r} should be two texts"
    known = key in table or key in RENAMED or form_of(key, table)
    if not known and not key.startswith(_OPEN):
        return f"there is no phrase {key!r}{did_you_mean(key, table)}"
    # kinds of news from conf.py compose the same sentence as ours
    open_model = PHRASES["news.published"] if key.startswith("news.") else ""
    name = RENAMED.get(key, key)
    model = table.get(form_of(name, table) or name, open_model)
    fields = {name: "" for _, name, _, _ in Formatter().parse(model) if name}
    if not _can_be_filled(text, fields):
        known = " and ".join(f"{{{name}}}" for name in fields) or "no fields"
        return f"{key!r}: {text!r} cannot be filled in; this phrase has {known}"
    return ""


def _can_be_filled(text: str, fields: Container[str]) -> bool:
    """Whether *text* only uses *fields*, without formats or conversions."""
    try:
        used = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return False
    return all(name in fields and not spec and not sign for name, spec, sign in used)
