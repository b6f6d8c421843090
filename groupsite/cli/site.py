"""Reads a site as a build does: its settings and records. Nothing is written."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.project import EXCLUDE_PATHS
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.matching import get_matching_files

from groupsite.build.domain import groupsite_domain
from groupsite.build.loading import load_records
from groupsite.build.registry import record_kinds
from groupsite.cli.command import CommandError

if TYPE_CHECKING:
    from groupsite.model.graph import Graph
    from groupsite.model.kinds import RecordKind
    from groupsite.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """What is written in the sources of a site."""

    settings: Settings
    graph: Graph
    #: Its address, ``html_baseurl``; services are told who asks.
    address: str
    #: Its pages in Markdown, below `Settings.srcdir`, without those that are made.
    pages: tuple[str, ...]
    #: Ours, and those of its extensions.
    kinds: tuple[RecordKind[Any], ...]

    @property
    def bibfiles(self) -> tuple[Path, ...]:
        """The .bib files, the one for new papers first.

        :raises CommandError: if there are only works of others.
        """
        settings = self.settings
        own = [path for path in settings.bibfiles if path not in settings.cited_files]
        if own:
            others = (path for path in settings.bibfiles if path != own[0])
            return (own[0], *others)
        if settings.bibfiles:
            message = "all files in `bibtex_bibfiles` are in `groupsite_cited_files`"
            raise CommandError(f"{message}: there is none for papers of your own")
        return (settings.confdir / "publications.bib",)


class _Project(Sphinx):
    """A project whose records are loaded, and nothing else is done."""

    def _init_builder(self) -> None:
        if "groupsite" not in self.extensions:
            raise CommandError('conf.py has no `extensions = ["groupsite"]`')
        load_records(self)


def load_site(folder: Path) -> Site:
    """The site in *folder*.

    :raises CommandError: if its conf.py cannot be read, or has no groupsite.
    """
    with (
        tempfile.TemporaryDirectory() as made,
        patch_docutils(folder),
        docutils_namespace(),
    ):
        try:
            app = _Project(
                folder,
                folder,
                Path(made, "output"),
                Path(made, "doctrees"),
                "dummy",
                # what belongs to building, such as the lock
                confoverrides={"groupsite_whole_project": False},
                status=None,
                warning=io.StringIO(),
                freshenv=True,
            )
        except SphinxError as error:
            raise CommandError(f"conf.py cannot be read: {error}") from None
        domain, config = groupsite_domain(app.env), app.config
        skipped = [*config.exclude_patterns, *EXCLUDE_PATHS, "_build", "**/.*"]
        pages = get_matching_files(app.srcdir, ["**.md"], skipped)
        base = str(config.html_baseurl or "")
        address = base if base.startswith(("http://", "https://")) else ""
        settings, kinds = domain.settings, record_kinds(app)
        return Site(settings, domain.graph, address, tuple(pages), kinds)
