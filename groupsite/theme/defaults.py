"""Defaults for settings of Sphinx and MyST that suit a group's site.

They replace the defaults of Sphinx and MyST, so values in conf.py or from ``-D`` win.
Only lists that projects usually extend are merged with ours, see `complete_settings`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.markdown import SCHEMES
from groupsite.model.settings import set_default

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Files in a repository that are not pages. Sphinx skips excluded folders entirely.
EXCLUDED: Final = (
    ".*",
    "_*",
    "build",
    "dist",
    "files",
    "groupsite",
    "node_modules",
    "tests",
    "venv",
    "AGENTS*",
    "CHANGELOG*",
    "CODE_OF_CONDUCT*",
    "CONTRIBUTING*",
    "IMPORT.md",
    "LICENSE*",
    "README*",
    "SECURITY*",
    "**.gitkeep",
)
#: MyST's extensions for directives with colons, formulas and ``{{ address }}``.
MARKDOWN: Final = (
    "attrs_block",
    "colon_fence",
    "deflist",
    "dollarmath",
    "substitution",
)
#: Environment variables in which hosts put the address; they override conf.py.
_ADDRESS: Final = ("READTHEDOCS_CANONICAL_URL", "SITE_BASEURL")


def _organization(config: Config, key: str) -> str:
    """A value of `groupsite_organization`, which has not been checked yet."""
    declared = config.groupsite_organization
    value = declared.get(key, "") if isinstance(declared, dict) else ""
    return value if isinstance(value, str) else ""


def _project(config: Config) -> str:
    return _organization(config, "name") or "Project name not set"


def _latex_documents(config: Config) -> list[tuple[str, ...]]:
    author = _organization(config, "name") or config.author
    return [(config.root_doc, "site.tex", config.project, author, "howto")]


#: Setting → value, or a function of the `Config`.
DEFAULTS: Final[dict[str, Any]] = {
    "project": _project,
    "author": lambda config: config.project,
    "copyright": lambda config: config.author,
    # sites have no version, but the EPUB builder requires one
    "version": "latest",
    "release": "latest",
    # directives and roles without a prefix
    "primary_domain": "groupsite",
    "exclude_patterns": list(EXCLUDED),
    "html_title": lambda config: config.project,
    "html_math_renderer": "mathml",
    # layout.html has its own frame, the theme adds nothing around it
    "html_sidebars": {"**": []},
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_show_sphinx": False,
    "html_use_index": False,
    "html_permalinks": False,
    "html_scaled_image_link": False,
    "latex_documents": _latex_documents,
    "latex_engine": "xelatex",
    "myst_url_schemes": SCHEMES,
    # look up links by id in one domain instead of all of them
    "myst_ref_domains": ["std"],
    "groupsite_paper_pages": "research/papers",
    "groupsite_person_pages": "group/people",
    "groupsite_posts": "posts",
    "groupsite_search": True,
}
#: Setting → folder or file that it defaults to if there is one next to conf.py.
_IF_PRESENT: Final = {
    "templates_path": "_templates",
    "html_static_path": "_static",
    "html_extra_path": "files",
    "html_css_files": "_static/custom.css",
}


def set_defaults(app: Sphinx) -> None:
    """Replace the defaults of Sphinx and MyST with ours, in `setup`."""
    confdir = Path(app.confdir)
    present = {
        setting: [name.removeprefix("_static/")]
        for setting, name in _IF_PRESENT.items()
        if (confdir / name).exists()
    }
    for name, value in (DEFAULTS | present).items():
        set_default(app.config, name, value)


def complete_settings(_app: Sphinx, config: Config) -> None:
    """Merge lists that projects extend, and use the host's address.

    Runs at ``config-inited``. A project that excludes another folder or adds a MyST
    extension wants to keep ours.
    """
    for name, ours in (
        ("exclude_patterns", EXCLUDED),
        ("myst_enable_extensions", MARKDOWN),
    ):
        own = config[name]
        if isinstance(own, str):  # Sphinx says that it takes one, and fails
            own = [own] if own else []
        if isinstance(own, list | tuple | set | frozenset):
            more = [value for value in own if value not in ours]
            config[name] = [*ours, *sorted(more, key=str)]
    if isinstance(config.myst_substitutions, dict):
        address = {"address": _address(config)}
        config.myst_substitutions = {**address, **config.myst_substitutions}
    if "html_baseurl" not in config.overrides:
        hosts = (os.environ.get(name) for name in _ADDRESS)
        config.html_baseurl = next(filter(None, hosts), config.html_baseurl)


def _address(config: Config) -> str:
    """The postal address of the group in one line."""
    place = [_organization(config, key) for key in ("locality", "postcode")]
    parts = (
        _organization(config, "street"),
        " ".join(filter(None, place)),
        _organization(config, "country"),
    )
    return ", ".join(filter(None, parts))
