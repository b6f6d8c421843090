"""People of HugoBlox: pages of authors, and from 2026 on files of data."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import spelling
from groupsite.moving.account import web_address
from groupsite.moving.hugo.folder import LOOK, Hugo
from groupsite.moving.hugo.groups import listed_groups, memberships
from groupsite.moving.hugo.vitae import read_vita
from groupsite.moving.linking import PICTURES
from groupsite.moving.mapping import biography, link_key, person_links
from groupsite.moving.site import person_id

if TYPE_CHECKING:
    from groupsite.moving.account import Fields

_EMAIL: Final = re.compile(r"(?:mailto:)?([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)(?:\?.*)?")
_DEGREES: Final = re.compile(
    r"(?:,\s*(?:Ph\.?\s?D|[MBD]\.?(?:Sc|A|S|D|Eng|Phil)|P\.?E|R\.?N|M\.?P\.?H|M\.?B\.?A|F[A-Z]{2,5}|M[A-Z]{3,5})\.?)+\s*$"
)
_ORCID: Final = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_STARS: Final = ("level", "icon", "icon_pack", "percent", "color", "color_border")
_OWNERS: Final = ("admin", "me")


def read_people(hugo: Hugo) -> None:
    """Add all people, and say who leads."""
    owners: list[tuple[str, bool]] = []
    groups = listed_groups(hugo)
    ranks: dict[str, tuple[int, str]] = {}
    for path in _paths(hugo):
        if hugo.is_example(path):
            continue
        if path.endswith(".md"):
            fields = hugo.open("people", path)
        else:
            fields = hugo.account.thing("people", path, hugo.data(path))
        slug = _slug(path, fields)
        own = hugo.data(path).get("user_groups")
        added = _person(hugo, fields, slug)
        places = [groups.index(g) for g in own if g in groups] if isinstance(own, list) else []  # fmt: skip
        if added and places:
            family = str(hugo.data(path).get("last_name") or "")
            ranks[added] = min(places), spelling(family)
        if added and (slug in _OWNERS or fields.peek("superuser") is True or fields.peek("is_owner") is True):  # fmt: skip
            owners.append((added, slug in _OWNERS))
    if ranks:
        hugo.moved.order_people(ranks)
    _lead(hugo, owners)


def _paths(hugo: Hugo) -> list[str]:
    """The pages of authors, and the files of data of those who have such."""
    found: dict[str, str] = {}
    for name in ("authors", "author"):
        for path in hugo.source.below(f"{hugo.content}/{name}", ".md"):
            below = path.removeprefix(f"{hugo.content}/{name}/")
            if "/" in below or below not in ("_index.md", "index.md"):
                found[below.partition("/")[0].removesuffix(".md")] = path
    for folder in ("data/authors", "data/en/authors", "data/people"):
        for path in hugo.source.below(folder, ".yaml", ".yml", ".json", ".toml"):
            name = PurePosixPath(path).stem
            if name in found:  # only there so that there is a page
                page = hugo.account.thing("people", found[name], hugo.data(found[name]))
                page.look(*LOOK, "title", "authors")
                page.thing.became(path)
            found[name] = path
    return [path for _, path in sorted(found.items())]


def _slug(path: str, fields: Fields) -> str:
    if not path.endswith(".md"):
        return PurePosixPath(path).stem
    given = fields.peek("authors")
    if isinstance(given, list) and len(given) == 1 and isinstance(given[0], str):
        return given[0]
    return _named_by(path)


def _named_by(path: str) -> str:
    name = PurePosixPath(path)
    return name.parent.name if name.stem in ("_index", "index") else name.stem


def _person(hugo: Hugo, fields: Fields, slug: str) -> str:
    """Add a person; returns the id, or ``""`` if there is no name."""
    name, given, degrees = _called(hugo, fields)
    if not name:
        fields.thing.leave("it has no name")
        return ""
    owns = slug in _OWNERS or fields.peek("superuser") is True
    if owns and _is_group(hugo, name):
        return _group(hugo, fields)
    own = fields.map("name")
    own.look("given", "middle", "family")
    fields.look("first_name", "last_name", "authors", "name")
    data: dict[str, Any] = {"id": person_id(name), "name": name}
    data["aliases"] = [
        alias for alias in (own.text("alternate"),) if alias not in ("", name)
    ]
    role = hugo.plain(fields.text("role"))
    data["position"] = role
    data["memberships"] = memberships(hugo, fields, role)
    places = [o.text("name") for n in ("organizations", "affiliations") for o in fields.maps(n)]  # fmt: skip
    places = [hugo.plain(place) for place in places if place]
    if places:
        data["affiliations"] = [{"place": places if len(places) > 1 else places[0]}]
    pairs, files = _links(hugo, fields)
    mails = [m[1] for _, to in pairs if (m := _EMAIL.fullmatch(to))]
    given_mail = fields.peek("email")
    if isinstance(given_mail, str) and (mail := _EMAIL.fullmatch(given_mail.strip())):
        fields.take("email")
        mails.insert(0, mail[1])
    data["email"] = mails[0] if mails else ""
    if to := fields.address("personal_url"):
        pairs.append(("homepage", to))
    data["links"] = person_links([p for p in pairs if not _EMAIL.fullmatch(p[1])])
    data["links"] |= _institutions(hugo, fields)
    data["note"] = ", ".join([degrees, *fields.texts("postnominals")]).strip(", ")
    _photo(hugo, fields, slug, data)
    added = hugo.moved.add("people", data, fields.thing)
    for called in (slug, name, given):
        if called:
            hugo.moved.call(called, added)
    folder = _named_by(fields.thing.path)
    for called in (slug, folder):  # what a page says of its author, and where it is
        hugo.known.people[called] = added  # type: ignore[index]
    _biography(hugo, fields, added, files)
    read_vita(hugo, fields, added)
    fields.look(
        "superuser", "is_owner", "user_groups", "slug", "status", "index", *LOOK
    )
    for old in (f"author/{slug}", f"authors/{slug}"):
        hugo.moved.redirects.setdefault(old, f"group/people/{added}")
    return added


def _called(hugo: Hugo, fields: Fields) -> tuple[str, str, str]:
    """The name of a person, its parts put together, and the degrees behind it."""
    own = fields.map("name")
    given = " ".join(filter(None, (own.peek("given"), own.peek("middle"), own.peek("family"))))  # fmt: skip
    name = own.text("display") or fields.text("title", "name") or given
    if not name:
        first = [fields.text("first_name"), fields.text("last_name")]
        name = " ".join(filter(None, first))
    name, degrees = _without_degrees(hugo.plain(name))
    return name, given, degrees


def _institutions(hugo: Hugo, fields: Fields) -> dict[str, str]:
    """Name → address of the pages of institutions that somebody belongs to."""
    found = {}
    for key in ("organizations", "affiliations"):
        for one in fields.maps(key):
            name = hugo.plain(str(one.peek("name") or ""))
            if str(one.peek("url") or "").strip() in ("", "#"):
                one.look("url")
            elif name and link_key(name, "") == "" and (to := one.address("url")):
                found[name] = to
    return found


def _is_group(hugo: Hugo, name: str) -> bool:
    """Whether an author is the group itself."""
    titles = [hugo.config.peek("title"), hugo.params.peek("org_name")]
    names = [spelling(t) for t in titles if isinstance(t, str)]
    others = hugo.source.below(f"{hugo.content}/authors", "/_index.md")
    return spelling(name) in names and len(others) > 1


def _group(hugo: Hugo, fields: Fields) -> str:
    """Put what is said of the group on the home page."""
    path = fields.thing.path
    pairs, files = _links(hugo, fields)
    text = hugo.body(fields)
    short = hugo.myst(fields.text("bio"), path)
    if spelling(short) not in spelling(text):
        hugo.about.append(short)
    hugo.about.append(text)
    places = [o.text("name") for o in fields.maps("organizations")]
    lines = [f"[{re.sub('^(?:mailto:|https?://)', '', to)}]({to})" for _, to in pairs]
    lines += files
    hugo.about += [hugo.plain(fields.text("role")), ", ".join(p for p in places if p)]
    hugo.about.append(" · ".join(lines))
    _picture_of_group(hugo, fields)
    fields.look("superuser", "user_groups", "authors", "tags", *LOOK)
    fields.thing.became("index.md")
    return ""


def _picture_of_group(hugo: Hugo, fields: Fields) -> None:
    found = [f for f in hugo.beside(fields.thing.path, *PICTURES) if "avatar" in f]
    if found and not hugo.linker.picture_fault(found[0]):
        hugo.about.insert(0, f"![](/{found[0]})")
    fields.look("avatar_filename", "avatar")


def _without_degrees(name: str) -> tuple[str, str]:
    """A name, and the degrees behind it, which a comma would make given names."""
    found = _DEGREES.search(name)
    return (name[: found.start()], found[0].strip(" ,")) if found else (name, "")


def _links(hugo: Hugo, fields: Fields) -> tuple[list[tuple[str, str]], list[str]]:
    """Label and address of all links, and those to files of the site, as Markdown."""
    pairs: list[tuple[str, str]] = []
    files: list[str] = []
    for key in ("social", "links", "profiles"):
        for one in fields.maps(key):
            icon = str(one.peek("icon") or "").rpartition("/")[2]
            label = str(one.peek("label") or "") or icon
            name = "link" if one.peek("link") else "url"
            to = str(one.peek(name) or "").strip()
            one.look("icon", "icon_pack", "display", "label")
            if _EMAIL.fullmatch(to):
                pairs.append((label, one.text(name)))
            elif "orcid.org" in to and (number := _ORCID.search(to)):
                one.take(name)
                pairs.append(("orcid", number[0]))
            elif "://" in to and web_address(to):
                pairs.append((icon or label, one.text(name)))
            elif to and hugo.linker.find(to, hugo.base(fields.thing.path)):
                shown = "CV" if icon == "cv" else label
                files.append(f"[{shown}]({one.text(name)})")
            elif to.startswith(("/#", "#")) or not to:
                one.look(name)
            else:
                one.leave(name, "it leads to no address and to no file")
                continue
    ids = fields.map("ids")
    for key in list(ids):
        name = key.replace("_", "").replace("google", "")
        value = str(ids.peek(key) or "")
        if link_key(name, value):
            pairs.append((name, ids.text(key)))
    return pairs, files


def _photo(hugo: Hugo, fields: Fields, slug: str, data: dict[str, Any]) -> None:
    path = fields.thing.path
    names = [
        str(fields.peek("avatar_filename") or ""),
        str(fields.peek("avatar") or ""),
    ]
    beside = [f for f in hugo.beside(path, *PICTURES) if "avatar" in PurePosixPath(f).name.lower()]  # fmt: skip
    media = [f"assets/media/authors/{slug}{ending}" for ending in PICTURES]
    given = [hugo.linker.find(n, posixpath.dirname(path)) for n in names if n]
    found = [f for f in (*given, *beside, *filter(hugo.source.has, media)) if f]
    fields.look("avatar_filename", "avatar")
    if not found:
        return
    if fault := hugo.linker.picture_fault(found[0]):
        hugo.account.note(found[0], fault)
        return
    placed = hugo.linker.picture(f"/{found[0]}", f"group/{data['id']}")
    data["photo"] = placed.removeprefix("group/") if placed.startswith("group/") else f"../{placed}"  # fmt: skip


def _biography(hugo: Hugo, fields: Fields, person: str, files: list[str]) -> None:
    path = fields.thing.path
    text = hugo.body(fields, headings=0)
    short = hugo.myst(fields.text("bio"), path, 0)
    interests = [hugo.plain(one) for one in fields.texts("interests")]
    if spelling(short) and spelling(short) not in spelling(text):
        text = f"{short}\n\n{text}".strip()
    if interests:
        text = f"{text}\n\nInterests: {', '.join(interests)}.".strip()
    for key, called in (("skills", "Skills"), ("languages", "Languages")):
        for line in _named(fields, key, called):
            text = f"{text}\n\n{line}".strip()
    if files:
        text = f"{text}\n\n{' · '.join(files)}".strip()
    biography(hugo.moved, person, text, fields.thing, posixpath.dirname(path))


def _named(fields: Fields, key: str, called: str) -> list[str]:
    """What somebody can do, without how many stars are drawn for it."""
    lines, single = [], []
    for one in fields.maps(key):
        one.look(*_STARS)
        name, label = one.text("name"), one.text("label", "description")
        for item in one.maps("items"):
            item.look(*_STARS, "description")
        items = [item.text("label", "name") for item in one.maps("items")]
        if items:
            lines.append(f"{name or called}: {', '.join(filter(None, items))}.")
        elif name:
            single.append(f"{name} ({label})" if label else name)
    return [f"{called}: {', '.join(single)}.", *lines] if single else lines


def _lead(hugo: Hugo, owners: list[tuple[str, bool]]) -> None:
    """Say whose site it is: who is marked so, or the one who leads."""
    records = {r.data["id"]: r.data for r in hugo.moved.records.get("people", ())}
    leads = [i for i, data in records.items() if any(m["role"] == "lead" for m in data.get("memberships", ()))]  # fmt: skip
    marked = [i for i, _ in owners]
    sure = [i for i, named in owners if named] or marked
    both = [i for i in sure if i in leads]
    chosen = both or (sure if len(sure) == 1 else []) or (leads if len(leads) == 1 else [])  # fmt: skip
    if len(records) == 1 and not chosen:
        chosen = list(records)
    if not chosen:
        return
    owner = chosen[0]
    hugo.moved.owner = owner
    hugo.account.guess("", f"the site is that of {records[owner]['name']}")
    if not records[owner].get("memberships"):
        records[owner]["memberships"] = [{"role": "lead"}]
