"""The parser of Markdown is set up once, and not for every document.

MyST registers all rules of Markdown anew for each document that it reads.
"""

from __future__ import annotations

from functools import wraps
from typing import Any, Final

_NAME: Final = "create_md_parser"


def quicken_markdown() -> None:
    """Keep the parser of the last configuration, for this process."""
    from myst_parser.parsers import sphinx_  # noqa: PLC0415 - costs 0.1 s

    make: Any = getattr(sphinx_, _NAME, None)
    if make is None or hasattr(make, "__wrapped__"):
        return
    last: list[Any] = ["", None, {}]

    @wraps(make)
    def create(config: Any, renderer: Any) -> Any:
        key = repr(config)
        if last[0] != key:
            parser = make(config, renderer)
            last[:] = key, parser, dict(parser.options)
        _, parser, options = last
        # nothing else of a parser knows about documents
        parser.options.clear()
        parser.options.update({**options, "myst_config": config})
        parser.renderer = renderer(parser)
        return parser

    setattr(sphinx_, _NAME, create)
