"""Numbers of papers in the profile that their author has at Google Scholar.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.model.schemes import Identifier

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings

_PROFILE: Final = re.compile(r"[?&]user=([\w-]+)")


def with_profile(paper: Paper, graph: Records, settings: Settings) -> Paper:
    """The paper, whose number at Google Scholar stands behind that of the owner there.

    al-folio has the number alone, which leads nowhere if the owner has no profile.
    """
    if not any(map(_is_bare, paper.identifiers)):
        return paper
    numbers = []
    for number in paper.identifiers:
        if _is_bare(number):
            user = _user(graph, settings)
            numbers += [Identifier("scholar", f"{user}:{number.value}")] if user else []
        else:
            numbers.append(number)
    return replace(paper, identifiers=tuple(numbers))


def _is_bare(number: Identifier) -> bool:
    """Whether nobody knows from *number* whose profile has it."""
    return number.scheme == "scholar" and ":" not in number.value


def _user(graph: Records, settings: Settings) -> str:
    """What Google Scholar calls the owner of the site; ``""`` if unknown."""
    owner = graph.get("person", settings.owner)
    links = dict(owner.links.addresses()) if owner else {}
    match = _PROFILE.search(links.get("scholar", ""))
    return match[1] if match else ""
