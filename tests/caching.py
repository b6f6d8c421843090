"""What the builds of one process need not do again: compile templates, find plugins.

Each build would make both anew. Neither depends on the site, and they are a third of the
time of a build of a few pages.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import pybtex.plugin
import sphinx.registry
import sphinx.theming
import sphinxcontrib.bibtex.plugin
from jinja2 import BytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class _Compiled(BytecodeCache):
    """Compiled templates by name and file; Jinja compares their sources."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


def keep_what_builds_share() -> None:
    """Let all builds of this process share these two."""
    compiled, init = _Compiled(), BuiltinTemplateLoader.init

    def init_and_share(loader: BuiltinTemplateLoader, *args: Any, **kw: Any) -> None:
        init(loader, *args, **kw)
        loader.environment.bytecode_cache = compiled

    BuiltinTemplateLoader.init = init_and_share  # type: ignore[method-assign,assignment]
    found = cache(entry_points)
    modules = (
        pybtex.plugin,
        sphinx.registry,
        sphinx.theming,
        sphinxcontrib.bibtex.plugin,
    )
    for module in modules:
        assert vars(module)["entry_points"] is entry_points
        vars(module)["entry_points"] = found
