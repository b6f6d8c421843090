"""``redirects``: pages at the old addresses of pages that have moved.

The setting maps old addresses to new ones: documents (``research/index``) or addresses
elsewhere. Old addresses are written like documents (``research``) or like files
(``research.html``).
"""

from __future__ import annotations

import posixpath
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from groupsite.build.addresses import is_site
from groupsite.build.diagnostics import report
from groupsite.build.exports import Export
from groupsite.build.site import site_of
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import position_of
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def check_redirects(app: Sphinx, env: BuildEnvironment) -> None:
    """Report redirects to nowhere or from a page, at ``env-check-consistency``."""
    for source, target in _redirects(app).items():
        message = _fault(env, source, target)
        if message:
            position = position_of("redirects", Path(app.confdir), source)
            text = f"`redirects`: {source!r}: {message}"
            report(Problem(position, text, Subtype.CONFIG))


def _redirects(app: Sphinx) -> dict[Any, Any]:
    """The setting; Sphinx has already reported a value that is not a dict."""
    redirects = app.config.redirects
    return redirects if isinstance(redirects, dict) else {}


def _fault(env: BuildEnvironment, source: object, target: object) -> str:
    if not isinstance(source, str) or not isinstance(target, str):
        return f"write an old and a new address, not {target!r}"
    name = _document(target)
    if not _is_elsewhere(target) and name not in env.found_docs:
        return f"there is no document {target!r}{did_you_mean(name, env.found_docs)}"
    if ".." in source.split("/") or not source.strip("/"):
        return "the old address should be one of this site"
    if _document(source) in env.found_docs:
        return "a document with this name exists and was kept"
    return ""


def redirect_pages(app: Sphinx) -> dict[str, Export]:
    """A page for each redirect, where this builder would put it; exports by path."""
    if not is_site(app.builder):
        return {}
    pages = {}
    for source, target in _redirects(app).items():
        if _fault(app.env, source, target):
            continue
        path = _path(app, source)
        uri = target
        if not _is_elsewhere(target):
            uri = app.builder.get_target_uri(_document(target))
            if path == _file(uri):
                continue  # a folder of this name is the new page
            uri = posixpath.relpath(uri, posixpath.dirname(path) or ".") + (
                "/" if uri.endswith("/") else ""
            )
        pages[path] = Export(partial(_page, app, uri))
    return pages


def _page(app: Sphinx, uri: str) -> bytes:
    phrase = site_of(app).phrase
    context = {"uri": quote(uri, safe="%/:?#[]@!$&'()*+,;=~"), "phrase": phrase}
    context["language"] = app.config.language.replace("_", "-")
    return app.builder.templates.render("redirect.html", context).encode()


def _document(name: str) -> str:
    """The name of a document, from its name or address."""
    return name.strip("/").removesuffix(".html")


def _is_elsewhere(target: str) -> bool:
    return bool(urlsplit(target).scheme)


def _path(app: Sphinx, source: str) -> str:
    """The path of the file at an old address."""
    if source.endswith(".html"):
        return source.strip("/")
    return _file(app.builder.get_target_uri(source.strip("/")))


def _file(uri: str) -> str:
    return f"{uri}index.html" if uri.endswith("/") or not uri else uri
