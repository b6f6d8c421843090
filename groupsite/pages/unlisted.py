"""Says what to write for a page that no menu leads to, or that is not read at all.

For whole projects. What Sphinx says of a document in no toctree names neither the menu
nor the front matter.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.build.diagnostics import report
from groupsite.build.written import files_of
from groupsite.model.positions import Position
from groupsite.model.problems import Problem, Subtype
from groupsite.pages.navigation import MENU

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: Sphinx's own message about the same.
_SPHINX: Final = "toc.not_included"
#: Endings of Markdown in other programs; the last one is what editors make of `x.md`.
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd", ".md.txt")


def say_it_ourselves(_app: Sphinx, config: Config) -> None:
    """Replace Sphinx's message by ours, at ``config-inited``."""
    given = [*config.suppress_warnings]
    ours = [f"groupsite.{Subtype.MENU}"] if {"toc", _SPHINX} & {*given} else []
    config.suppress_warnings = list(dict.fromkeys([*given, _SPHINX, *ours]))


def check_menu(app: Sphinx, env: BuildEnvironment) -> None:
    """Report documents that no menu leads to, at ``env-check-consistency``."""
    included = set().union(*env.included.values())
    led_to = {env.config.root_doc, *env.files_to_rebuild, *included}
    led_to.update(app.config.groupsite_footer)
    for docname in sorted(env.found_docs - led_to):
        if not env.metadata[docname].keys() & {"orphan", MENU}:
            path = env.doc2path(docname, base=False)
            message = (
                f"no menu leads to this page; {_begin(path.suffix, MENU)} to put it "
                "there, or name it in the toctree of another page; if links to it are "
                f"enough, write `{_field(path.suffix, 'orphan')}` in the same way"
            )
            position = Position(path.as_posix(), 1)
            report(Problem(position, message, Subtype.MENU))


def _begin(suffix: str, name: str) -> str:
    """How a document is given a field: in front matter, or as reStructuredText does."""
    field = _field(suffix, name)
    if suffix == ".rst":
        return f"begin it with `{field}`"
    return f"begin it with the three lines `---`, `{field}`, `---`"


def _field(suffix: str, name: str) -> str:
    return f":{name}: true" if suffix == ".rst" else f"{name}: true"


def check_names(app: Sphinx) -> None:
    """Report Markdown that is not read as its file has another ending."""
    known = tuple(app.config.source_suffix)
    if ".md" not in known:
        return
    for name in files_of(app):
        ending = next((e for e in _MARKDOWN if name.lower().endswith(e)), "")
        if ending and not name.endswith(known):
            path = Path(name)
            page = path.name[: -len(ending)]
            message = f"this file is no page of the site: call it `{page}.md`"
            report(Problem(Position(path.as_posix(), 1), message, Subtype.PAGE))
