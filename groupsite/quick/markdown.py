"""What documents in Markdown have in common is worked out once, and not for each of them.

MyST registers all rules of Markdown anew for each document that it reads, searches its
renderer for methods, copies all settings to change none of them, and reads the same
front matter twice.
"""

from __future__ import annotations

from copy import deepcopy
from functools import wraps
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Keys of front matter that change MyST's settings for a document.
_SETTINGS: Final = ("myst", "html_meta", "substitutions")
_END: Final = "\n---\n"


def quicken_markdown() -> None:
    """Replace functions of MyST for this process."""
    import myst_parser.mdit_to_docutils.base  # noqa: PLC0415 - costs 0.1 s
    from myst_parser.parsers import sphinx_  # noqa: PLC0415

    base: Any = myst_parser.mdit_to_docutils.base
    _replace(sphinx_, "create_md_parser", _parser_once)
    _replace(sphinx_, "merge_file_level", _settings_shared)
    _replace(sphinx_, "read_topmatter", _front_matter_once)
    _replace(base.DocutilsRenderer, "__init__", _methods_once)
    _replace(base.DocutilsRenderer, "setup_render", _no_document(base))
    if isinstance(base.yaml, SimpleNamespace):
        return
    load = _last(base.yaml.safe_load)
    base.yaml = SimpleNamespace(**{**vars(base.yaml), "safe_load": load})


def _replace(owner: Any, name: str, around: Callable[[Any], Any]) -> None:
    """Put *around* of a function in its place, once."""
    function = getattr(owner, name, None)
    if function is not None and not hasattr(function, "__wrapped__"):
        setattr(owner, name, wraps(function)(around(function)))


def _parser_once(make: Any) -> Any:
    """The parser of the last configuration."""
    last: list[Any] = [None, None, {}]

    def create(config: Any, renderer: Any) -> Any:
        if last[0] != vars(config):
            parser = make(config, renderer)
            last[:] = deepcopy(vars(config)), parser, dict(parser.options)
        _, parser, options = last
        # nothing else of a parser knows about documents
        parser.options.clear()
        parser.options.update({**options, "myst_config": config})
        parser.renderer = renderer(parser)
        return parser

    return create


def _settings_shared(merge: Any) -> Any:
    """The settings themselves where the front matter has none."""

    def merged(config: Any, topmatter: dict[str, Any], warning: Any) -> Any:
        if any(key in topmatter for key in _SETTINGS):
            return merge(config, topmatter, warning)
        return config

    return merged


def _front_matter_once(read: Any) -> Any:
    """The front matter of the last document, where that of the next one is the same."""
    known = _last(read)

    def front_matter(text: Any) -> Any:
        if isinstance(text, str) and text.startswith("---\n"):
            end = text.find(_END, 3)
            if end > 0:  # nothing behind it is looked at
                return known(text[: end + len(_END)])
        return read(text)

    return front_matter


def _last(read: Any) -> Any:
    """*read*, called again only for another text than last time."""
    last: list[Any] = [None, None]

    def kept(text: str) -> Any:
        if last[0] != text:
            last[:] = text, read(text)
        return deepcopy(last[1])

    return kept


def _methods_once(make: Any) -> Any:
    """A renderer that knows the names of the methods of its class."""
    names: dict[type, list[str]] = {}

    def init(renderer: Any, parser: Any) -> None:
        known = names.get(type(renderer))
        if known is None:
            make(renderer, parser)
            names[type(renderer)] = [*renderer.rules]
            return
        renderer.md = parser
        renderer.rules = {name: getattr(renderer, name) for name in known}
        renderer._inventories = None  # noqa: SLF001

    return init


def _no_document(base: Any) -> Any:
    """No document is made beside the one that there is."""

    def around(setup: Any) -> Any:
        def setup_render(renderer: Any, options: Any, env: Any) -> None:
            if "document" not in options:
                setup(renderer, options, env)
                return
            make = base.make_document
            base.make_document = lambda: None
            try:
                setup(renderer, options, env)
            finally:
                base.make_document = make

        return setup_render

    return around
