"""The settings of docutils are worked out once, and not twice for every document.

Sphinx and MyST make a parser for command lines, with some 75 options, for each
document that they read, only to ask it for its defaults.
"""

from __future__ import annotations

from copy import copy, deepcopy
from functools import wraps
from typing import TYPE_CHECKING, Any

import sphinx.util.docutils

if TYPE_CHECKING:
    from collections.abc import Callable


def quicken_settings() -> None:
    """Have these functions keep what they return, for this process."""
    import myst_parser.mdit_to_docutils.base  # noqa: PLC0415 - costs 0.1 s

    _keep(sphinx.util.docutils, "_get_settings")
    _keep(myst_parser.mdit_to_docutils.base, "get_default_settings")


def _keep(module: Any, name: str) -> None:
    make = getattr(module, name, None)
    if make is not None and not hasattr(make, "__wrapped__"):
        setattr(module, name, _kept(make))


def _kept(make: Callable[..., Any]) -> Callable[..., Any]:
    """*make*, called again only for other components or defaults than last time."""
    last: list[Any] = ["", None]

    @wraps(make)
    def settings(*components: Any, **options: Any) -> Any:
        types = [part if isinstance(part, type) else type(part) for part in components]
        defaults = dict(options.get("defaults", {}))
        # the environment is as large as the site, and no default is made of it
        env = defaults.pop("env", None)
        if "defaults" in options:
            options["defaults"] = defaults
        key = repr((types, options))
        if last[0] != key:
            last[:] = key, make(*components, **options)
        result = _copied(last[1])
        if env is not None:
            result.env = env
        return result

    return settings


def _copied(values: Any) -> Any:
    """*values*, of which nothing that may change is shared."""
    result = copy(values)
    vars(result).update(
        (name, deepcopy(value))
        for name, value in vars(values).items()
        if value is not None and not isinstance(value, (str, int))
    )
    return result
