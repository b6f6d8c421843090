"""Names of authors for programs, which cannot see what a reader sees.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.eastern import is_eastern
from groupsite.model.names import is_body

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Author, Paper

#: Name that stands for all unnamed people, as pandoc and Better BibTeX write it.
OTHERS: Final = "others"
#: Suffixes that belong to a name; degrees do not.
_GENERATION: Final = re.compile(r"(?:Jr|Sr)\.?|[IV]+")


def indexed(author: Author) -> str:
    """The name as printed, or ``Family, Given`` where programs would split it wrongly.

    Zotero takes the last word of a name without a comma for the family name.
    """
    if not author.given:
        return undivided(author.name)
    generation = _GENERATION.match(author.suffix)
    family = " ".join(filter(None, [author.family, generation and generation[0]]))
    if " " in family or author.suffix or is_eastern(author.family):
        return f"{family}, {author.given}"
    return author.name


def undivided(name: str) -> str:
    """A name of one part: EndNote and Zotero divide what has no comma at its last blank."""
    return f"{name}," if " " in name else name


def indexed_authors(paper: Paper) -> list[str]:
    """All authors: the people, the bodies behind them, and who stands for all others."""
    behind = [*map(undivided, bodies(paper)), *unnamed(paper)]
    return [*map(indexed, paper.authors), *behind]


def bodies(paper: Paper) -> list[str]:
    """The collaborations for which the authors write: ``Example Collaboration``."""
    return [
        name if is_body(name) else f"{name} Collaboration"
        for name in paper.collaborations
    ]


def unnamed(paper: Paper) -> list[str]:
    """What stands for the authors who are not named, if no collaboration does."""
    return [OTHERS] if paper.and_others and not paper.collaborations else []
