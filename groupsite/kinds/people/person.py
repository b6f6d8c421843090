"""`Person`: who somebody is, and how they have been part of the group over time.

These dataclasses define the format of `group/people.yml`; pydantic checks the file
against them. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from groupsite.model.names import split_name
from groupsite.sources.yaml.fields import (
    STRICT,
    Account,
    Date,
    Id,
    Orcid,
    Texts,
    WebAddress,
    check_period,
    several,
)

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate


def _name(value: Any) -> Any:
    if isinstance(value, str) and not value.strip(" ,"):
        raise ValueError("a name is required")
    return value


#: ``Given Family``, or ``Family, Given`` if the family name has several words.
WrittenName = Annotated[str, BeforeValidator(_name)]

#: Relation to the group, derived from memberships.
Status = Literal["current", "former", "collaborator"]


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A period in the group, which lasts while it has no end: no clock decides."""

    __pydantic_config__: ClassVar = STRICT

    #: ``lead``, ``postdoc``, ``phd``, ``visitor``, ``summer``, or any other text.
    role: str
    #: The first month or year.
    start: Annotated[Date, Field(alias="from")]
    #: The last month or year.
    end: Annotated[Date | None, Field(alias="to")] = None
    #: What the project is about.
    topic: str = ""
    #: Ids of the supervisors, in this file.
    supervisors: Texts = ()
    #: The supervisor who leads; empty if unknown.
    lead_supervisor: str = ""
    #: Ids of grants.
    grants: Annotated[Texts, Field(alias="grant")] = ()
    #: Other sources of funding, as text.
    funding: Texts = ()
    #: The next position, and where it is.
    next: str = ""
    #: A sentence about this time.
    note: str = ""

    def __post_init__(self) -> None:
        check_period(self.start, self.end)
        if self.lead_supervisor and self.lead_supervisor not in self.supervisors:
            message = f"`lead_supervisor` {self.lead_supervisor} is not one of"
            raise ValueError(f"{message} the `supervisors`")


@dataclass(frozen=True, kw_only=True)
class Affiliation:
    """A place of work, from a date until the next affiliation begins."""

    __pydantic_config__: ClassVar = STRICT

    #: ``Institution, Country``, always spelled the same.
    place: str
    #: The first month or year there.
    start: Annotated[Date, Field(alias="from")]


@dataclass(frozen=True, kw_only=True)
class Links:
    """Addresses; `orcid`, `scholar` and `github` are ids at these services."""

    __pydantic_config__: ClassVar = STRICT

    #: Their own page.
    homepage: WebAddress = ""
    #: ORCID iD.
    orcid: Orcid = ""
    #: The id in the address of the profile on Google Scholar.
    scholar: Account = ""
    #: The name on GitHub.
    github: Account = ""
    #: The profile on LinkedIn.
    linkedin: WebAddress = ""
    #: The profile on ResearchGate.
    researchgate: WebAddress = ""
    #: Any other pages.
    other: Annotated[tuple[WebAddress, ...], BeforeValidator(several)] = ()

    def addresses(self) -> list[tuple[str, str]]:
        """Pairs (name of the service, address) of all links.

        A full address in place of an id is kept as it is.
        """
        prefixes = {
            "homepage": "",
            "scholar": "https://scholar.google.com/citations?user=",
            "orcid": "https://orcid.org/",
            "github": "https://github.com/",
            "linkedin": "",
            "researchgate": "",
        }
        pairs = []
        for name, prefix in prefixes.items():
            value = str(getattr(self, name))
            if value:
                pairs.append((name, value if "://" in value else prefix + value))
        return pairs + [("other", address) for address in self.other]


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member of the group, past or present, or a collaborator."""

    __pydantic_config__: ClassVar = STRICT

    #: Lower case, usually ``family-given``; other files name the person by it.
    id: Id
    #: The name to show; ``Family, Given`` if the family name has several words.
    name: WrittenName
    #: Other names on publications; initials need none, they match anyway.
    aliases: Texts = ()
    #: A title to show instead of the role ("Reader in Mathematics").
    position: str = ""
    #: An address that everybody may see.
    email: str = ""
    #: Their times in the group; none for collaborators.
    memberships: tuple[Membership, ...] = ()
    #: Where they work, for each place in turn.
    affiliations: tuple[Affiliation, ...] = ()
    #: Their pages elsewhere.
    links: Links = Links()
    #: Path of a picture, relative to the people file.
    photo: str = ""
    #: A sentence about them.
    note: str = ""

    @property
    def display_name(self) -> str:
        """``Given Family``."""
        if "," not in self.name:
            return self.name
        parts = split_name(self.name)
        return " ".join(filter(None, (parts.given, parts.family, parts.suffix)))

    @property
    def sort_name(self) -> tuple[str, str]:
        """(family name, given names)."""
        parts = split_name(self.name)
        return parts.family, parts.given

    @property
    def status(self) -> Status:
        """``current`` if a membership has no end, ``collaborator`` if there is none."""
        if not self.memberships:
            return "collaborator"
        if any(membership.end is None for membership in self.memberships):
            return "current"
        return "former"

    @property
    def membership(self) -> Membership | None:
        """The current membership, or else the latest one; None for collaborators."""
        if not self.memberships:
            return None
        return max(self.memberships, key=lambda m: (m.end is None, m.start))

    @property
    def latest_affiliation(self) -> Affiliation | None:
        """The most recent affiliation; None if there is none."""
        return max(self.affiliations, key=lambda a: a.start, default=None)

    def place_at(self, date: PartialDate) -> str:
        """The affiliation at *date*, or ``""`` if unknown."""
        begun = [a for a in self.affiliations if a.start.within(None, date)]
        return max(begun, key=lambda a: a.start).place if begun else ""
