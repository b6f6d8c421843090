"""`{news}` for `{groupsite:news}`: our names without that of our domain.

A project that is a group's site makes ours its ``primary_domain``, and no other has to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import is_directive_registered, is_role_registered

from groupsite.build.domain import groupsite_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_short_names(app: Sphinx) -> None:
    """At ``builder-inited``, after everybody else: take the names that are free.

    A directive or role of somebody else's keeps its name. One of the primary domain goes
    before what we register here anyway.
    """
    domain = groupsite_domain(app.env)
    for name, directive in domain.directives.items():
        if not is_directive_registered(name):
            app.add_directive(name, directive)
    for name, role in domain.roles.items():
        if not is_role_registered(name):
            app.add_role(name, role)
