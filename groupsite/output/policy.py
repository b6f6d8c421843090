"""A strict Content-Security-Policy, in the form that a `meta` element allows.

Everything comes from the site itself and nothing is inline; authors' own inline code is
allowed by its hash (CSP Level 3, W3C). Enabled by `groupsite_csp`; templates output it
(``csp``).
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.build.site import HtmlPage, Site

#: A script that has a source, or is a data block such as JSON-LD, which does not run.
_NOT_INLINE: Final = re.compile(r"\ssrc=|type=[\"']application/", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"<[a-z][^<>]*?\sstyle=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)


def content_policy(body: str, scripts: Iterable[str] = ()) -> str:
    """The policy for a page whose content is *body*, as a string.

    :param scripts: further inline ones, which stand in the head.
    """
    elements = _elements("script", body)
    inline = (text for tag, text in elements if not _NOT_INLINE.search(tag))
    styles = _hashes(text for _, text in _elements("style", body))
    # few pages have any, and looking for the word alone takes a quarter of the time
    styled = _ATTRIBUTE.findall(body) if "style=" in body.lower() else ()
    attributes = _hashes(html.unescape(a or b) for a, b in styled)
    if attributes:
        styles = ["'unsafe-hashes'", *styles, *attributes]
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *_hashes([*inline, *scripts])],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _elements(name: str, body: str) -> Iterator[tuple[str, str]]:
    """The tag and the text of each element *name* in *body*.

    In one pass: a pattern for whole elements would take quadratic time on unclosed
    ones.
    """
    begin = re.compile(rf"<{name}(?=[\s/>])", re.IGNORECASE)
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    index = 0
    while tag := begin.search(body, index):
        text = body.find(">", tag.end()) + 1
        close = end.search(body, text) if text else None
        if close is None:
            return  # unclosed: browsers ignore it
        yield body[tag.start() : text], body[text : close.start()]
        index = close.end()


def _hashes(texts: Iterable[str]) -> list[str]:
    """The hash sources for inline texts, without duplicates."""
    hashes: dict[str, None] = {}
    for text in texts:
        digest = hashlib.sha256(text.encode()).digest()
        hashes[f"'sha256-{base64.b64encode(digest).decode()}'"] = None
    return list(hashes)


def add_policy(site: Site, page: HtmlPage) -> None:
    """Give templates the policy of their page, at ``html-page-context``."""
    if site.settings.csp:
        scripts = _inline_scripts(page.context.get("script_files", ()))
        page.context["csp"] = content_policy(page.context.get("body", ""), scripts)


def _inline_scripts(files: Iterable[Any]) -> Iterator[str]:
    """Texts of the scripts without a file, which ``html_js_files`` may have as well."""
    for file in files:
        text = getattr(file, "attributes", {}).get("body")
        if text and not file.filename:
            yield text
