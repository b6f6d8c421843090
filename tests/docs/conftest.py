"""The documentation, built once for the tests of a process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from groupsite.build.domain import groupsite_domain
from groupsite.build.registry import record_kinds
from tests.conftest import REPOSITORY, Built, Site

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.model.kinds import RecordKind

DOCS: Final = REPOSITORY / "docs"


@dataclass
class Documentation:
    """The pages, and what a project with our extension has registered."""

    built: Built
    kinds: tuple[RecordKind[Any], ...]
    directives: dict[str, Any]
    roles: dict[str, Any]
    #: Names of all settings of ours.
    settings: list[str]


@pytest.fixture(scope="session")
def documentation(tmp_path_factory: pytest.TempPathFactory) -> Documentation:
    """The documentation; any warning is an error."""
    site = Site(DOCS)
    site.build_dir = tmp_path_factory.mktemp("documentation")
    found: dict[str, Any] = {}

    def look(app: Sphinx, _exception: Exception | None) -> None:
        domain = groupsite_domain(app.env)
        found["kinds"] = record_kinds(app)
        found["directives"] = dict(domain.directives)
        found["roles"] = dict(domain.roles)
        names = [name for name in app.config.values if name.startswith("groupsite_")]
        found["settings"] = names

    def listen(app: Sphinx) -> None:
        app.connect("build-finished", look)

    built = site.build(config={"nitpicky": True}, on_app=listen)
    return Documentation(built, **found)
