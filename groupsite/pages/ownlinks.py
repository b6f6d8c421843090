"""Resolves links to the site's own full address, and says what exists there.

The check of a site writes no pages, so this predicts what an HTML build of the same
sources contains: one by the builder ``html``, or ``dirhtml`` if that tag is set.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, unquote, urlsplit

from groupsite.build.exports import exports_of
from groupsite.incremental.copied import copies_of_site
from groupsite.pages.notfound import PAGE as NOT_FOUND
from groupsite.pages.search import PAGE as SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_PORTS: Final = {"http": 80, "https": 443}
#: Name of the file that hosts serve for a folder, whatever the suffix of pages.
_INDEX: Final = "index"


def path_on_site(uri: str, base: str) -> str | None:
    """The decoded path of *uri* below *base*; None if it is not on this site.

    ``http`` and ``https`` count as one site.
    """
    try:
        there, here = urlsplit(uri), urlsplit(base)
        same = _host(there) == _host(here) and bool(there.netloc)
    except ValueError:  # brackets that are not an IPv6 address, or an invalid port
        return None
    if not same or there.scheme not in ("", *_PORTS):
        return None
    root, path = _resolved(f"{here.path.rstrip('/')}/"), _resolved(there.path)
    if f"{path}/" == root:
        return ""
    return path.removeprefix(root) if path.startswith(root) else None


def _host(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port in normal form; None for the scheme's default port."""
    host = (parts.hostname or "").rstrip(".")
    with suppress(UnicodeError):  # already encoded by Markdown, or not a valid name
        host = host.encode("idna").decode()
    port = parts.port
    return host, None if port == _PORTS.get(parts.scheme) else port


def _resolved(path: str) -> str:
    """*path* decoded, with ``.`` and ``..`` resolved as in browsers."""
    kept: list[str] = []
    parts = unquote(path).split("/")
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    resolved = "/".join(kept).lstrip("/")
    return f"/{resolved}"


class SitePaths:
    """The paths that an HTML build of the project *app* provides."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._suffix = app.config.html_file_suffix or ".html"
        self._in_folders = "dirhtml" in app.tags

    def __contains__(self, path: str) -> bool:
        """Whether the build provides *path*, decoded and relative to the root."""
        if not path or path.endswith("/"):
            return any(f"{path}{index}" in self._files for index in self._indices)
        # hosts redirect from the name of a folder to the folder
        return path in self._files or f"{path}/" in self

    def page_near(self, path: str) -> str:
        """The page that *path* is probably meant for; ``""`` if there is none."""
        name = path.strip("/").removesuffix(self._suffix)
        name = name.removesuffix(f"/{_INDEX}")
        documents = self._app.env.found_docs
        names = (name, f"{name}/{_INDEX}") if name else ()
        return next((self._page(n) for n in names if n in documents), "")

    def _page(self, docname: str) -> str:
        """The path of a document's page."""
        folder, _, last = docname.rpartition("/")
        if not self._in_folders:
            return f"{docname}{self._suffix}"
        folder = folder if last == _INDEX else docname
        return f"{folder}/{_INDEX}{self._suffix}".lstrip("/")

    @property
    def _indices(self) -> tuple[str, ...]:
        return f"{_INDEX}{self._suffix}", f"{_INDEX}.html"

    @cached_property
    def _files(self) -> frozenset[str]:
        app = self._app
        return frozenset(
            [*self._pages(), *exports_of(app.env), *copies_of_site(app), "objects.inv"]
        )

    def _pages(self) -> Iterator[str]:
        """Pages of documents, generated pages, and old addresses of pages."""
        app, config = self._app, self._app.config
        names = [*app.env.found_docs, *config.html_additional_pages, SEARCH]
        if config.html_use_index:
            names.append("genindex")
        for name in names:
            yield self._page(name)
            if config.html_link_suffix is not None and not self._in_folders:
                yield f"{name}{config.html_link_suffix}"
        yield f"{NOT_FOUND}.html"  # always at the root
        # sphinx-reredirects takes addresses of files as well as names of documents
        for name in getattr(config, "redirects", {}):
            if name.endswith(self._suffix):
                yield name
            else:
                yield self._page(name.rstrip("/"))
