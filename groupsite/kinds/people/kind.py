"""People as a kind of record: all its parts in one table."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final
from zlib import crc32

from groupsite.kinds.people.advice import people_advice
from groupsite.kinds.people.entry import (
    faces,
    people_layout,
    people_of_theme,
    people_with_bios,
    person_brief,
)
from groupsite.kinds.people.frequent import frequent_authors_of
from groupsite.kinds.people.loader import load_people, person_edges
from groupsite.kinds.people.names import Name
from groupsite.kinds.people.person import Person
from groupsite.kinds.people.schema import person_thing
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Advice,
    Entry,
    Filter,
    Group,
    Linking,
    Listing,
    Option,
    Page,
    Picture,
    Question,
    Search,
    Section,
    Size,
    Source,
)
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import SETTINGS, position_of
from groupsite.model.text import fold
from groupsite.model.wording import is_word
from groupsite.sources.yaml.datafile import YamlFile, picture_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.people.person import Membership
    from groupsite.model.dates import PartialDate
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings

#: Largest side of a photo in a list, in pixels: ``5rem`` (`groupsite-people.css`).
_PHOTO: Final = 80
#: The same of a photo in the head of a page: ``10rem``.
_PORTRAIT: Final = 160
#: Number of colours of monograms.
_TONES: Final = 4
_STATUS = {"current": 0, "planned": 1, "former": 2, "collaborator": 3}


def _order(person: Person) -> tuple[object, ...]:
    """Members by status, then in file order; collaborators by family name."""
    status = _STATUS[person.status]
    if person.status != "collaborator":
        return (status,)
    family, given = person.sort_name
    return (status, fold(family), fold(given))


def _address(person: Person) -> str:
    addresses = person.links.addresses()
    return addresses[0][1] if addresses else ""


def _role(person: Person, context: Context) -> Group:
    membership = person.membership
    role = membership.role if membership else "none"
    settings = context.settings
    return Group(role, settings.phrases.get(f"roles.{role}", settings.role(role)))


def _was_there(
    person: Person,
    since: PartialDate | None,
    until: PartialDate | None,
    grants: set[str],
) -> bool:
    """Whether a membership overlaps the period; paid by one of *grants*, if any."""
    return any(
        (not grants or grants & set(membership.grants))
        and _is_within(membership, since, until)
        for membership in person.memberships
    )


def _left(person: Person) -> PartialDate | None:
    """When the last membership ended; None if one has no end."""
    ends = [membership.end for membership in person.memberships]
    known = [end for end in ends if end]
    return max(known) if len(known) == len(ends) and known else None


def _is_within(
    membership: Membership, since: PartialDate | None, until: PartialDate | None
) -> bool:
    start, end = membership.start, membership.end
    begun = until is None or start is None or start.within(None, until)
    return begun and (since is None or end is None or end.within(since, None))


def _supervised(graph: Records, supervisor: str) -> Iterable[str]:
    """Ids of the people whom *supervisor* has supervised."""
    for i in graph.linked("person", supervisor, "person"):
        person: Person | None = graph.get("person", i)
        memberships = person.memberships if person else ()
        if any(supervisor in membership.supervisors for membership in memberships):
            yield i


def _page_folder(person: Person, settings: Settings) -> str:
    """Current and former members have a page; empty for others."""
    return settings.person_pages if person.memberships else ""


def _known_roles(settings: Settings) -> set[str]:
    roles = (key.partition(".") for key in settings.phrases)
    return {role for prefix, _, role in roles if prefix == "role"}


def _photo(person: Person, settings: Settings) -> str:
    """The path of a photo, which is next to the people file, from the sources."""
    return picture_path(person.photo, posixpath.dirname(settings.people))


def initials(person: Person) -> str:
    """Two letters for a monogram, or one if the name is one word."""
    letters = [word[0] for word in person.display_name.split() if word[0].isalpha()]
    return "".join([*letters[:1], *letters[1:][-1:]]).upper() or "?"


def tone(person: Person) -> str:
    """The number of the colours of a monogram, which stays as long as the id does."""
    return str(crc32(person.id.encode()) % _TONES + 1)


def _check(graph: Records, settings: Settings) -> Iterable[Problem]:
    """Check the owner and shared aliases."""
    yield from _shared_aliases(graph)
    people = graph.ids("person")
    if settings.owner and people and settings.owner not in people:
        position = position_of("groupsite_owner", settings.confdir)
        if fault := graph.unknown("person", settings.owner):
            yield Problem(position, f"`groupsite_owner`: {fault}", Subtype.CONFIG)


def _shared_aliases(graph: Records) -> Iterable[Problem]:
    """Report aliases that are a name of somebody else: authors may be either.

    Two people may well have one name, and one of them may repeat it as an alias.
    """
    seen: dict[tuple[str, ...], tuple[str, bool]] = {}
    for person_id in graph.ids("person"):
        located = graph.located("person", person_id)
        assert located is not None
        person: Person = located.record
        own = Name.parse(person.name).words
        fields = {person.name: "name"}
        fields |= {name: f"aliases[{n}]" for n, name in enumerate(person.aliases, 1)}
        for name, field in fields.items():
            words = Name.parse(name).words
            first, named = seen.setdefault(words, (person_id, words == own))
            if first != person_id and not (named and words == own):
                message = (
                    f"`{person_id}`: `{name}` is also a name of `{first}`; authors of this "
                    "name could be either"
                )
                yield Problem(located.at(field), message, Subtype.AUTHOR)


def _roles(person: Person, _settings: Settings) -> list[str]:
    roles = (membership.role for membership in person.memberships)
    return [role for role in dict.fromkeys(roles) if is_word(role)]


def _role_phrase(role: str, _graph: Records, settings: Settings) -> str:
    return settings.role(role)


def _search_detail(person: Person, _graph: Records, settings: Settings) -> str:
    """``PhD student, 2021–2024``, or the affiliation of a collaborator."""
    membership = person.membership
    if membership is None:
        return person.place
    role = person.position or settings.role(membership.role)
    years = [str(date.year) for date in (membership.start, membership.end) if date]
    lasts = (
        "–" if years and membership.standing == "current" and not membership.end else ""
    )
    return ", ".join(filter(None, (role, "–".join(dict.fromkeys(years)) + lasts)))


def _search_words(person: Person, _graph: Records, settings: Settings) -> Iterable[str]:
    """Other names, roles, topics, places, what came next."""
    yield " ".join(person.aliases)
    yield person.bio
    for membership in person.memberships:
        yield settings.role(membership.role)
        yield f"{membership.topic} {membership.next} {membership.note}"
    yield " ".join(affiliation.places for affiliation in person.affiliations)


PERSON: RecordKind[Person] = RecordKind(
    name="person",
    source=Source(
        load=YamlFile(
            SETTINGS["people"].default, Person, load_people, lambda given: given.people
        )
    ),
    links=Linking(
        role=True,
        edges=person_edges,
        questions={
            "supervisor": Question(_supervised, of=("person",)),
            "frequent": Question(frequent_authors_of, of=("paper",)),
        },
    ),
    title=lambda person: person.display_name,
    order=_order,
    entry=Entry(
        brief=person_brief,
        attributes=lambda person: {
            "id": person.id,
            "monogram": initials(person),
            "tone": tone(person),
        },
    ),
    list=Listing(
        directive="people",
        options={
            "role": Option(
                lambda person: {m.role for m in person.memberships},
                _known_roles,
                meaning="roles in the group, past ones included",
                example="phd postdoc",
            ),
            "status": Option(
                lambda person: (person.status,),
                lambda _: _STATUS,
                meaning="whether they are in the group, were, or never have been",
                example="current",
            ),
        },
        groups={"role": _role},
        filters={"role": Filter(_roles, _role_phrase)},
        layout=people_layout,
        layouts={"bios": people_with_bios, "faces": faces},
    ),
    shown_on={
        "person": Section(rank=10, relation="supervisor", limit=6),
        "theme": Section(rank=10, phrase="theme.people", content=people_of_theme),
        "cv": Section(
            rank=40,
            phrase="cv.supervision",
            node_id="supervision",
            relation="supervisor",
            group="role",
            last=_left,
        ),
        "report": Section(rank=60, phrase="report.person", belongs=_was_there),
    },
    page=Page(folder=_page_folder, address=_address, prefers_address=True),
    picture=Picture(
        path=_photo,
        field="photo",
        sizes=(
            Size("small", _PHOTO, _PHOTO, cropped=True),
            Size("large", _PORTRAIT, _PORTRAIT, cropped=True),
        ),
    ),
    search=Search(3, _search_detail, _search_words),
    schema=person_thing,
    advice=Advice(check=_check, advise=people_advice),
    phrases={
        "cv.supervision": "Supervision",
        "title.person": "profile",
        "theme.people": "People",
        "theme.others": "With {people}",
        "list.person": "Supervision",
        "filter.title.people": "Filter people",
        "search.person": "Person",
        "search.all.person": "People",
        "report.person": "People",
    },
)
