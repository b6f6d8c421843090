"""Checks the settings of the theme, one message per problem."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from groupsite.build.diagnostics import report
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import position_of
from groupsite.model.text import did_you_mean
from groupsite.theme.colors import color_faults

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def check_colors(app: Sphinx, config: Config) -> None:
    """Report invalid and unreadable colours, at ``config-inited``."""
    if not isinstance(config.groupsite_colors, dict):
        _report(
            app, "groupsite_colors", "this should be a dict: name of a colour → colour"
        )
        config.groupsite_colors = {}
    for name, fault in color_faults(config.groupsite_colors):
        _report(app, "groupsite_colors", fault, name)


def check_footer(app: Sphinx, env: BuildEnvironment) -> None:
    """Report footer pages that do not exist, at ``env-check-consistency``."""
    for name in app.config.groupsite_footer:
        if name not in env.found_docs:
            hint = did_you_mean(str(name), env.found_docs)
            _report(
                app, "groupsite_footer", f"there is no document {name!r}{hint}", name
            )


def _report(app: Sphinx, setting: str, message: str, key: object = "") -> None:
    position = position_of(setting, Path(app.confdir), key)
    report(Problem(position, f"`{setting}`: {message}", Subtype.CONFIG))
