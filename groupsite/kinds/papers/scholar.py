"""The page of a paper at Google Scholar, in the profile of the site's owner.

al-folio's `google_scholar_id` names it there. Pure: neither Sphinx nor docutils is
imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.paper import PaperLink

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings

_VIEW: Final = "https://scholar.google.com/citations?view_op=view_citation"
#: A profile by its address, or its id alone.
_USER: Final = re.compile(r"(?:.*[?&]user=)?([\w-]+)")


def with_scholar(paper: Paper, graph: Records, settings: Settings) -> Paper:
    """*paper* with a link to its page, if the profile of the owner is known."""
    if not paper.look.scholar_id:
        return paper
    owner = graph.get("person", settings.owner)
    profile = _USER.match(owner.links.scholar) if owner else None
    if profile is None:
        return paper
    citation = f"{profile[1]}:{paper.look.scholar_id}"
    address = f"{_VIEW}&user={profile[1]}&citation_for_view={citation}"
    return replace(paper, links=(*paper.links, PaperLink("scholar", address)))
