"""Checks the settings of the theme, one message per problem."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from groupsite.build.diagnostics import report
from groupsite.model.contrast import is_color
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import position_of
from groupsite.model.text import did_you_mean
from groupsite.theme.colors import color_faults
from groupsite.theme.looks import LOOKS, palette_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def repair_theme(app: Sphinx, ours: str) -> None:
    """Use our theme if `html_theme` is no text, of which Sphinx makes a traceback."""
    written = app.config.html_theme
    if isinstance(written, str):
        return
    app.config.html_theme = ours
    message = f'write html_theme = "{ours}", not {written!r}'
    app.connect("config-inited", partial(_report_later, message))


def _report_later(message: str, app: Sphinx, _config: Config) -> None:
    """Report at ``config-inited``, from when on messages are counted."""
    _report(app, "html_theme", message)


def check_patterns(app: Sphinx, config: Config) -> None:
    """Report what is no pattern, at ``config-inited``: Sphinx fails at it."""
    for pattern in config.exclude_patterns:
        if not isinstance(pattern, str):
            message = f"write texts in quotes, not {pattern!r}"
            _report(app, "exclude_patterns", message)
    texts = (text for text in config.exclude_patterns if isinstance(text, str))
    config.exclude_patterns = list(texts)


def check_colors(app: Sphinx, config: Config) -> None:
    """Report a look that is none, invalid and unreadable colours (``config-inited``)."""
    look, color = config.groupsite_look, config.groupsite_color
    if look not in LOOKS:
        names = ", ".join(map(repr, LOOKS))
        hint = did_you_mean(look, LOOKS) or f"; there are {names}"
        _report(app, "groupsite_look", f"there is no look {look!r}{hint}")
    if color and not is_color(color):
        message = f"it should be a colour such as '#22543d', not {color!r}"
        _report(app, "groupsite_color", message)
    for name, fault in color_faults(config.groupsite_colors, palette_of(config)):
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
