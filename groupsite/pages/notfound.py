"""``404.html``: the page that hosts show for unknown addresses.

Hosts show it at any depth, so its links start at the root of the host, or at the site's
folder there (`html_baseurl`). Every build writes it in the frame of all pages, unless
there is a document called ``404``.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from groupsite.build.addresses import is_site
from groupsite.build.manifest import write_if_changed
from groupsite.build.site import site_of
from groupsite.pages.navigation import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

PAGE: Final = "404"
#: An attribute with a relative address: neither rooted nor with a scheme.
_RELATIVE: Final = re.compile(
    r'(\s(?:href|src|action|data-content_root)=")(?![#/"]|[A-Za-z][A-Za-z0-9+.-]*:)([^"]+)"'
)


def not_found_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page, unless the project has one of its own; at ``html-collect-pages``."""
    if not is_site(app.builder) or PAGE in app.env.found_docs:
        return
    phrase = site_of(app).phrase
    title, text = phrase("notfound.title"), phrase("notfound.text")
    uri = app.builder.get_relative_uri
    names = {app.config.root_doc: phrase("notfound.home"), **entries(app.env)}
    links = "".join(
        f'<li><a href="{html.escape(uri(PAGE, name))}">{html.escape(label)}</a></li>\n'
        for name, label in names.items()
    )
    body = (
        f"<h1>{html.escape(title)}</h1>\n<p>{html.escape(text)}</p>\n<ul>\n{links}</ul>"
    )
    yield PAGE, {"title": title, "body": body}, "page.html"


def root_not_found_page(app: Sphinx, exception: Exception | None) -> None:
    """Make the links of the page start at the root, at ``build-finished``."""
    builder = app.builder
    if exception is not None or not is_site(builder):
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    written = Path(builder.get_output_path(PAGE))
    if not written.is_file():
        return
    base = urlsplit(app.config.html_baseurl).path or "/"
    here = urljoin(f"{base.rstrip('/')}/", builder.get_target_uri(PAGE))

    def rooted(match: re.Match[str]) -> str:
        address = urljoin(here, html.unescape(match[2]))
        return f'{match[1]}{html.escape(address)}"'

    text = _RELATIVE.sub(rooted, written.read_text("utf-8"))
    target = Path(app.outdir, f"{PAGE}.html")
    if written != target:  # in a folder of its own, where no host looks for it
        written.unlink()
        if not any(written.parent.iterdir()):
            written.parent.rmdir()
    write_if_changed(target, text.encode())
