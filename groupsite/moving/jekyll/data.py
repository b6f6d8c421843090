"""Data of a kind of its own, which pages of the old site have shown: all of it becomes a page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug
from groupsite.moving.account import State
from groupsite.moving.examples import is_placeholder
from groupsite.moving.site import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.moving.jekyll.folder import Jekyll

#: Data for menus, words and plugins.
_MACHINERY: Final = re.compile(
    r"_data/(?:comments/.*|(?:navigation|menus?|ui-text|seo|theme|footer|header|options|strings|inspirehep|citations?_count)\.\w+)"
)
_TITLES: Final = ("title", "name", "label", "heading", "question")
_SIZES: Final = (
    "width",
    "height",
    "weight",
    "order",
    "icon",
    "color",
    "style",
    "class",
)
_ADDRESS: Final = re.compile(r"(?:https?|mailto):\S+")
#: What is nested more deeply is said in the same list.
_DEEPEST: Final = 4


def read_data(jekyll: Jekyll) -> None:
    """Make a page of each file of data that nobody else has read."""
    known = jekyll.account.paths | set(jekyll.account.machinery)
    for path in jekyll.source.below("_data", ".yaml", ".yml", ".json"):
        if path in known:
            continue
        if _MACHINERY.fullmatch(path):
            jekyll.account.machinery.append(path)
        else:
            _page(jekyll, path, jekyll.values(path))


def _page(jekyll: Jekyll, path: str, data: Any) -> None:
    if path in jekyll.account.paths:  # it cannot be read
        return
    if not data or is_placeholder(str(data)):
        jekyll.account.machinery.append(path)
        return
    fields = jekyll.account.thing("data", path, {"data": data})
    text = "\n\n".join(_said(jekyll, path, data)).strip()
    fields.take("data")
    for where, fact in fields.thing.facts.items():
        if where[-1] in _SIZES or isinstance(fact.value, bool):
            fact.state = State.LOOK
    if not text:
        fields.thing.leave("it says how something is shown")
        return
    stem = PurePosixPath(path).stem
    title = stem.replace("_", " ").replace("-", " ").strip().capitalize()
    page = Page(f"data/{slug(stem) or 'data'}", title, text, thing=fields.thing)
    jekyll.moved.pages.append(page)
    jekyll.account.note(path, f"pages of the old site have shown this data: it stands in `{page.path}.md`, to which nothing leads, until you move it")  # fmt: skip


def _said(jekyll: Jekyll, path: str, data: Any) -> Iterator[str]:
    """The parts of a page: a section for each mapping of a list, a list for values."""
    if isinstance(data, list) and any(isinstance(item, dict) for item in data):
        for item in data:
            yield from _section(jekyll, path, item)
    elif isinstance(data, dict) and not any(isinstance(v, str) for v in data.values()):
        for name, value in data.items():
            yield f"## {name}"
            yield "\n".join(_items(jekyll, path, value, 0))
    else:
        yield "\n".join(_items(jekyll, path, data, 0))


def _section(jekyll: Jekyll, path: str, item: Any) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "\n".join(_items(jekyll, path, item, 0))
        return
    key = next((k for k in _TITLES if isinstance(item.get(k), str)), "")
    if key:
        yield f"## {_text(jekyll, path, item[key])}"
    rest = {k: v for k, v in item.items() if k != key}
    yield "\n".join(_items(jekyll, path, rest, 0))


def _items(jekyll: Jekyll, path: str, value: Any, depth: int) -> Iterator[str]:
    """Lines of a list, of which mappings and lists in it are lists below."""
    indent = "  " * min(depth, _DEEPEST)
    if isinstance(value, str):
        if shown := _text(jekyll, path, value):
            yield f"{indent}- {shown}"
    elif isinstance(value, list):
        for item in value:
            yield from _items(jekyll, path, item, depth)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in _SIZES or isinstance(item, bool) or not item:
                continue
            if isinstance(item, str):
                yield f"{indent}- {name}: {_text(jekyll, path, item)}"
            else:
                yield f"{indent}- {name}:"
                yield from _items(jekyll, path, item, depth + 1)


def _text(jekyll: Jekyll, path: str, value: str) -> str:
    """A value in one line: a picture, a link, or words."""
    text = " ".join(value.split())
    found = jekyll.linker.find(text) if "." in text else ""
    if found and not jekyll.linker.picture_fault(found):
        return f"![](/{found})"
    if found:
        return f"[{text}](/{found})"
    if _ADDRESS.fullmatch(text):
        return f"<{text}>"
    return " ".join(jekyll.myst(text, path).split())
