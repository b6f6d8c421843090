"""Short names: `{news}` for `{groupsite:news}`.

In a whole project, our domain is the ``primary_domain``, but it need not be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import is_directive_registered, is_role_registered

from groupsite.build.domain import groupsite_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_short_names(app: Sphinx) -> None:
    """Register our names that are free, at ``builder-inited``, after all others.

    Directives and roles of other extensions keep their names. Those of the primary
    domain take precedence over the names registered here anyway.
    """
    domain = groupsite_domain(app.env)
    for name, directive in domain.directives.items():
        if not is_directive_registered(name):
            app.add_directive(name, directive)
    for name, role in domain.roles.items():
        if not is_role_registered(name):
            app.add_role(name, role)
