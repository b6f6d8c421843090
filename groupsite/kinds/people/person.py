"""`Person`: who somebody is, and how they have been part of the group over time.

These dataclasses define the format of `group/people.yml`; pydantic checks the file
against them. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from dataclasses import field as with_default
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field

from groupsite.model.dates import PartialDate
from groupsite.model.identifiers import address_fault
from groupsite.model.names import split_name
from groupsite.model.text import did_you_mean
from groupsite.sources.yaml.fields import (
    SEVERAL,
    STRICT,
    Account,
    Date,
    FieldError,
    Filled,
    Id,
    Ids,
    Markup,
    Orcid,
    OtherId,
    Texts,
    WebAddress,
    Written,
    check_period,
    several,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def _name(value: Any) -> Any:
    if isinstance(value, str) and not value.strip(" ,"):
        raise ValueError("a name is required")
    return value


#: ``Given Family``, or ``Family, Given`` if the family name has several words.
WrittenName = Annotated[
    str, BeforeValidator(_name), Written(pattern=r"[^\s,]", numbers="all")
]


#: A profile at DBLP and its number, if it is that of one of several namesakes.
PROFILE: Final = re.compile(
    r"(?:https?://dblp\.[\w.-]+/pid/)?([a-z\d]+/[\w-]+?(-\d{1,4})?)(?:\.html)?"
)


def _dblp(value: Any) -> Any:
    if isinstance(value, str) and value and not PROFILE.fullmatch(value):
        raise ValueError(
            f"{value!r} is no profile at DBLP: write what its address ends in, such as "
            "64/6025-2; a name with a number, such as Wei Li 0002, goes to the `aliases`"
        )
    return value


#: The id of a profile at DBLP, or its address, or ``""``.
Dblp = Annotated[
    str,
    BeforeValidator(_dblp),
    Written(pattern=f"^({PROFILE.pattern})?$"),
]

#: Relation to the group, derived from memberships; ``planned`` if none has begun.
Status = Literal["current", "planned", "former", "collaborator"]
#: Sorts before all dates.
_UNKNOWN: Final = PartialDate(0)


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A period in the group, which lasts while it has no end."""

    __pydantic_config__: ClassVar = STRICT

    #: ``lead``, ``postdoc``, ``phd``, ``visitor``, ``summer``, or any other text.
    role: str = "member"
    #: The first month or year.
    start: Annotated[Date | None, Field(alias="from")] = None
    #: The last month or year.
    end: Annotated[Date | None, Field(alias="to")] = None
    #: ``current``, ``planned`` or ``former``, if the dates do not say it or are unknown.
    status: Literal["", "current", "planned", "former"] = ""
    #: What the project is about.
    topic: str = ""
    #: Ids of the supervisors, in this file.
    supervisors: Ids = ()
    #: The supervisor who leads, or the only one; empty if unknown.
    lead_supervisor: OtherId = ""
    #: Ids of grants.
    grants: Annotated[Ids, Field(alias="grant")] = ()
    #: Other sources of funding, as text.
    funding: Texts = ()
    #: The next position, and where it is.
    next: str = ""
    #: A sentence about this time.
    note: str = ""

    def __post_init__(self) -> None:
        check_period(self.start, self.end)
        if self.lead_supervisor and not self.supervisors:
            object.__setattr__(self, "supervisors", (self.lead_supervisor,))
        if self.lead_supervisor and self.lead_supervisor not in self.supervisors:
            message = f"`lead_supervisor` {self.lead_supervisor} is not one of"
            raise FieldError("lead_supervisor", f"{message} the `supervisors`")

    @property
    def standing(self) -> Literal["current", "planned", "former"]:
        """Its status; without one, and without a day, an end is past."""
        return self.status or ("former" if self.end else "current")

    def judged(self, day: PartialDate) -> Membership:
        """The same with its status on *day*, unless the file says it.

        A time whose end or beginning is only known as a year or a month has not ended,
        or has begun, on each day of it.
        """
        if self.status:
            return self
        if self.start is not None and self.start.certainly_after(day):
            return replace(self, status="planned")
        ended = self.end is not None and day.certainly_after(self.end)
        return replace(self, status="former" if ended else "current")


@dataclass(frozen=True, kw_only=True)
class Affiliation:
    """A place of work, from a date until the next affiliation begins.

    One with an end holds in addition. Several that begin on the same date, or whose
    beginning is unknown, hold side by side.
    """

    __pydantic_config__: ClassVar = STRICT

    #: ``Institution, Country``, always spelled the same.
    place: Annotated[
        tuple[Filled, ...], Field(min_length=1), BeforeValidator(several), SEVERAL
    ]
    #: The first month or year there.
    start: Annotated[Date | None, Field(alias="from")] = None
    #: The last month or year there, if it was in addition to another place.
    end: Annotated[Date | None, Field(alias="to")] = None

    def __post_init__(self) -> None:
        check_period(self.start, self.end)

    @property
    def places(self) -> str:
        """All of `place` in one line."""
        return "; ".join(self.place)


#: ``@name@server``.
_ON_MASTODON: Final = re.compile(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")


def _mastodon(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip() or "://" in value:
        return value
    account = _ON_MASTODON.fullmatch(value.strip())
    if account is None:
        raise ValueError(f"{value!r} is no account: write '@name@server', in quotes")
    return f"https://{account[2]}/@{account[1]}"


#: An account, ``"@name@server"``, or the address of the profile, or ``""``.
Mastodon = Annotated[
    WebAddress,
    BeforeValidator(_mastodon),
    Written(pattern=rf"^\s*(https?://[^\s/]\S*|{_ON_MASTODON.pattern})?\s*$"),
]
#: Addresses by their labels.
Labels = Mapping[str, WebAddress]


def _any_label(schema: dict[str, Any]) -> None:
    """Tell authors' editors that there may be other keys."""
    address = schema["properties"]["LABEL"]["additionalProperties"]
    schema["properties"]["LABEL"] = schema["additionalProperties"] = address


@dataclass(frozen=True, kw_only=True)
class Links:
    """Addresses, or ids at some services; any other label names an address."""

    __pydantic_config__: ClassVar = {**STRICT, "json_schema_extra": _any_label}

    #: Their own page.
    homepage: WebAddress = ""
    #: ORCID iD.
    orcid: Orcid = ""
    #: The id in the address of the profile on Google Scholar.
    scholar: Account = ""
    #: The id in the address of the profile on DBLP.
    dblp: Dblp = ""
    #: The id in the address of the CV on HAL.
    hal: Account = ""
    #: The name on GitHub.
    github: Account = ""
    #: The address of a profile or a community on Zenodo.
    zenodo: WebAddress = ""
    #: The account on Mastodon.
    mastodon: Mastodon = ""
    #: The name on Bluesky: ``jane.example.org``.
    bluesky: Account = ""
    #: The profile on LinkedIn.
    linkedin: WebAddress = ""
    #: The profile on ResearchGate.
    researchgate: WebAddress = ""
    #: Any other pages.
    other: Annotated[tuple[WebAddress, ...], BeforeValidator(several), SEVERAL] = ()
    #: Any other label, which is shown, and its address.
    labelled: Annotated[Labels, Field(alias="LABEL")] = with_default(
        default_factory=dict
    )

    def addresses(self) -> list[tuple[str, str]]:
        """Pairs (name of the service, address) of all links.

        A full address in place of an id is kept as it is.
        """
        prefixes = {
            "homepage": "",
            "scholar": "https://scholar.google.com/citations?user=",
            "orcid": "https://orcid.org/",
            "dblp": "https://dblp.org/pid/",
            "hal": "https://cv.hal.science/",
            "github": "https://github.com/",
            "zenodo": "",
            "mastodon": "",
            "bluesky": "https://bsky.app/profile/",
            "linkedin": "",
            "researchgate": "",
        }
        pairs = []
        for name, prefix in prefixes.items():
            value = str(getattr(self, name))
            if value:
                pairs.append((name, value if "://" in value else prefix + value))
        pairs += self.labelled.items()
        return pairs + [("other", address) for address in self.other]


def _gathered(value: Any) -> Any:
    """The keys that are labels below one of their own, whose addresses are checked."""
    if not isinstance(value, dict):
        return value
    known = {field.name for field in fields(Links)} - {"labelled"}
    labels = {key: address for key, address in value.items() if key not in known}
    for label, address in labels.items():
        if hint := did_you_mean(label, known):
            raise FieldError(label, f"unknown key `{label}`{hint}")
        fault = "should be a text"
        if isinstance(address, str):
            fault = address_fault(address.strip()) if address.strip() else "is empty"
        if fault:
            raise FieldError(label, f"`{label}`: {fault}")
    rest = {key: inner for key, inner in value.items() if key in known}
    return {**rest, "LABEL": labels} if labels else rest


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member of the group, past or present, or a collaborator."""

    __pydantic_config__: ClassVar = STRICT

    #: Lower case, usually ``family-given``; other files name the person by it.
    id: Id
    #: The name to show; ``Family, Given`` if the family name has several words.
    name: WrittenName
    #: Other names on publications; initials need none, they match anyway. The own name
    #: says who of several people of that name is meant by it, ``Wei Li 0002`` who is
    #: called so by DBLP.
    aliases: Texts = ()
    #: A title to show instead of the role ("Reader in Mathematics").
    position: str = ""
    #: What else they are, as a list in Markdown: other posts, offices, fellowships.
    roles: Markup = ""
    #: An address that everybody may see.
    email: str = ""
    #: Where to find them: building and room.
    office: str = ""
    #: Their times in the group; none for collaborators.
    memberships: tuple[Membership, ...] = ()
    #: Where they work, for each place in turn.
    affiliations: tuple[Affiliation, ...] = ()
    #: Their pages elsewhere.
    links: Annotated[Links, BeforeValidator(_gathered)] = Links()
    #: Path of a picture, relative to the people file.
    photo: str = ""
    #: A sentence about them.
    note: str = ""
    #: A few paragraphs about them, in Markdown: what they work on, where they come from.
    bio: Markup = ""

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
    def times(self) -> tuple[Membership, ...]:
        """The memberships by their beginning, those of which it is unknown first."""
        return tuple(sorted(self.memberships, key=_beginning))

    @property
    def status(self) -> Status:
        """The relation to the group on the day of the site; see `Settings.day`."""
        if not self.memberships:
            return "collaborator"
        known = {membership.standing for membership in self.memberships}
        for status in ("current", "planned"):
            if status in known:
                return status
        return "former"

    @property
    def present(self) -> tuple[Membership, ...]:
        """All current memberships, the latest first.

        Without any, the next one if it is planned, or else the last one.
        """
        those = [m for m in self.times if m.standing == self.status]
        if self.status == "current":
            return tuple(reversed(those))
        return tuple(those[:1] if self.status == "planned" else those[-1:])

    @property
    def membership(self) -> Membership | None:
        """The first of `present`; None for collaborators."""
        return next(iter(self.present), None)

    @property
    def place(self) -> str:
        """The latest affiliation without an end, or else the last one."""
        lasting = [a for a in self.affiliations if a.end is None]
        return _latest(lasting) or _latest(self.affiliations)

    def place_at(self, date: PartialDate) -> str:
        """The affiliations at *date*, or ``""`` if unknown."""
        begun = [
            a
            for a in self.affiliations
            if a.start is None or a.start.within(None, date)
        ]
        lasting = _latest(a for a in begun if a.end is None)
        bounded = (a.places for a in begun if a.end and a.end.within(date, None))
        return "; ".join(filter(None, [lasting, *bounded]))


def _beginning(time: Membership | Affiliation) -> PartialDate:
    return time.start or _UNKNOWN


def _latest(affiliations: Iterable[Affiliation]) -> str:
    """The affiliations that begin last, side by side if there are several."""
    known = tuple(affiliations)
    last = max(map(_beginning, known), default=_UNKNOWN)
    return "; ".join(a.places for a in known if _beginning(a) == last)
