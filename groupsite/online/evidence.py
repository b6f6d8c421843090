"""Why something is proposed: who says it, and how well it fits. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from groupsite.online.same import likeness

if TYPE_CHECKING:
    from groupsite.online.same import Likeness
    from groupsite.online.work import Work


class Evidence(NamedTuple):
    """What speaks for two records being one paper, each criterion by itself."""

    #: Who says what, a sentence without a full stop: ``arXiv names 10.5555/ab.1``.
    says: str
    likeness: Likeness
    #: The years of the two; ``?`` for one that is not said.
    years: tuple[str, str]

    @property
    def lines(self) -> tuple[str, ...]:
        """The same in words for authors."""
        title, authors, _ = self.likeness
        earlier, later = self.years
        return (
            self.says,
            f"titles {title:.0%} alike, first authors {authors:.0%}, {earlier} → {later}",
        )


def evidence(says: str, earlier: Work, later: Work) -> Evidence:
    """What speaks for two records being one paper."""
    return Evidence(says, likeness(earlier, later), (_year(earlier), _year(later)))


def _year(work: Work) -> str:
    return str(work.date.year) if work.date else "?"
