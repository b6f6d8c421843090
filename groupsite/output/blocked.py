"""Reports what the policy of a site would keep off its pages, and what to write instead.

A browser leaves out a picture or a player of another host without a word; only its
console says so. See `groupsite.output.policy`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from docutils import nodes

from groupsite.build.diagnostics import report
from groupsite.build.domain import groupsite_domain
from groupsite.model.positions import Position, display_path
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import position_of
from groupsite.model.videos import is_player, video_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: Elements that load something → the attributes with its address, what it is.
_LOADING: Final = {
    "img": (("src",), "picture"),
    "input": (("src",), "picture"),
    "video": (("src", "poster"), "video"),
    "audio": (("src",), "recording"),
    "source": (("src",), "video"),
    "track": (("src",), "track"),
    "script": (("src",), "script"),
    "link": (("href",), "style sheet"),
}
#: Those that show another page or a plugin, of this site as well.
_FRAMES: Final = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
#: Values of ``rel`` with which a link loads something.
_LOADED: Final = frozenset(["stylesheet", "icon", "preload", "modulepreload"])


class Blocked(NamedTuple):
    """Something that browsers do not load."""

    #: ``picture``, ``frame``, …
    what: str
    address: str


def blocked_in(html: str, own: str = "") -> Iterator[Blocked]:
    """What the policy keeps out of a piece of HTML, as written by an author.

    :param own: host of the site.
    """
    # as bytes, since it may hold characters that XML does not have
    import lxml.html  # noqa: PLC0415 - costs 0.05 s, and few documents have HTML

    parser = lxml.html.HTMLParser(encoding="utf-8")
    root = lxml.html.fromstring(f"<div>{html}</div>".encode(), parser=parser)
    for element in root.iter(*_LOADING, *_FRAMES):
        tag = str(element.tag)
        if tag in _FRAMES:
            address = element.get(_FRAMES[tag], "").strip()
            if address:
                yield Blocked("frame", address)
            continue
        names, what = _LOADING[tag]
        if tag == "link" and not _LOADED & {*element.get("rel", "").lower().split()}:
            continue
        for name in names:
            address = element.get(name, "").strip()
            if is_elsewhere(address, own):
                yield Blocked("picture" if name == "poster" else what, address)


def is_elsewhere(address: str, own: str = "") -> bool:
    """Whether *address* is that of another host than *own*."""
    try:
        host = urlsplit(address).hostname
    except ValueError:  # brackets that are not an IPv6 address
        return True
    return bool(host) and host != own


def instead(blocked: Blocked) -> str:
    """What to write in place of what is blocked."""
    what, address = blocked
    if what in ("frame", "video") and is_player(address):
        return f"write `{{video}} {video_at(address).address}`, a card that leads there"
    return {
        "frame": "write a link to it, or `{video}` with its address for a video",
        "picture": "put a copy into the site and write its path",
        "video": "write `{video}` with its address, a card that leads there, or put a "
        "copy into `files/` and write `{video} files:…`",
        "recording": "write a link to it, or put a copy into the site",
        "track": "put a copy into the site and write its path",
        "script": "put a copy into `_static/` and name it in `html_js_files`",
        "style sheet": "put a copy into `_static/` and name it in `html_css_files`",
    }[what]


def report_blocked(app: Sphinx, doctree: nodes.document) -> None:
    """Report what the policy blocks in a document, at ``doctree-read``."""
    settings = groupsite_domain(app.env).settings
    if not settings.csp:
        return
    for node, blocked in _blocked_nodes(doctree, settings.host):
        _report(_position(app, node, blocked.address), blocked, instead(blocked))


def report_blocked_files(app: Sphinx) -> None:
    """Report what the policy blocks of the files in conf.py, at ``builder-inited``."""
    settings = groupsite_domain(app.env).settings
    if app.builder.format != "html" or not settings.csp:
        return
    for name, what in (("html_js_files", "script"), ("html_css_files", "style sheet")):
        for address, _attributes in app.config[name]:
            if isinstance(address, str) and is_elsewhere(address, settings.host):
                blocked = Blocked(what, address)
                # no copy counts visitors elsewhere
                advice = (
                    f"{instead(blocked)}, or let all in with `groupsite_csp = False`"
                )
                _report(position_of(name, settings.confdir, address), blocked, advice)


def _report(position: Position, blocked: Blocked, advice: str) -> None:
    message = (
        f"the policy of the site (`groupsite_csp`) blocks this {blocked.what}, "
        f"{blocked.address}; {advice}"
    )
    report(Problem(position, message, Subtype.POLICY))


def _blocked_nodes(
    doctree: nodes.document, own: str
) -> Iterator[tuple[nodes.Node, Blocked]]:
    kinds: Any = (nodes.image, nodes.raw)
    for node in doctree.findall(kinds):
        if isinstance(node, nodes.image):
            if is_elsewhere(node["uri"], own):
                yield node, Blocked("picture", node["uri"])
        elif "html" in node.get("format", "").split():
            for blocked in blocked_in(node.astext(), own):
                yield node, blocked


def _position(app: Sphinx, node: nodes.Node, address: str) -> Position:
    """Where *address* is written: in the block of *node*, which knows its first line."""
    ancestor: Any = node
    while ancestor is not None and not ancestor.line:
        ancestor = ancestor.parent
    docname = app.env.current_document.docname
    source = (ancestor is not None and ancestor.source) or app.env.doc2path(docname)
    first = ancestor.line if ancestor is not None else 1
    path = Path(str(source)).resolve()
    lines = (
        path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []
    )
    numbered = enumerate(lines[first - 1 :], first)
    line = next((number for number, text in numbered if address in text), first)
    return Position(display_path(path, app.srcdir), line)
