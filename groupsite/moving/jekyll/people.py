"""People of a site made with Jekyll: pages in collections, entries of data, the owner."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import spelling
from groupsite.moving.account import TEXT, web_address
from groupsite.moving.jekyll.folder import LOOK
from groupsite.moving.jekyll.rest import plain, said
from groupsite.moving.mapping import biography, link_key, person_links
from groupsite.moving.site import person_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.moving.account import Fields
    from groupsite.moving.jekyll.folder import Jekyll

#: Words of roles → ours.
_ROLES: Final = {
    "pi": "lead", "principal-investigator": "lead", "lead": "lead", "head": "lead",
    "group-leader": "lead", "lab-director": "lead", "director": "lead", "group-head": "lead",
    "postdoc": "postdoc", "postdoctoral-researcher": "postdoc", "postdoctoral-fellow": "postdoc",
    "post-doc": "postdoc", "postdocs": "postdoc", "postdoctoral-research-associate": "postdoc",
    "phd": "phd", "phd-student": "phd", "phd-students": "phd", "phd-candidate": "phd",
    "doctoral-student": "phd", "graduate-student": "phd", "visitor": "visitor", "visiting": "visitor",
}  # fmt: skip
_ALUMNI: Final = frozenset(["alum", "alumni", "alumnus", "alumna", "former", "past", "formermembers", "former-members"])  # fmt: skip
_PRESENT: Final = frozenset(["current", "present", "active", "member", "members"])
#: Accounts on services → the address of their profile.
PROFILES: Final = {
    "linkedin": "https://www.linkedin.com/in/{}", "linkedin_username": "https://www.linkedin.com/in/{}",
    "twitter": "https://x.com/{}", "x": "https://x.com/{}", "x_username": "https://x.com/{}",
    "twitter_username": "https://x.com/{}", "researchgate_profile": "https://www.researchgate.net/profile/{}",
    "researchgate": "https://www.researchgate.net/profile/{}", "gitlab_username": "https://gitlab.com/{}",
    "gitlab": "https://gitlab.com/{}", "medium_username": "https://medium.com/@{}", "medium": "https://medium.com/@{}",
    "instagram_id": "https://www.instagram.com/{}", "instagram": "https://www.instagram.com/{}",
    "facebook_id": "https://www.facebook.com/{}", "facebook": "https://www.facebook.com/{}",
    "youtube_id": "https://www.youtube.com/@{}", "youtube": "https://www.youtube.com/@{}",
    "semanticscholar_id": "https://www.semanticscholar.org/author/{}", "bluesky": "https://bsky.app/profile/{}",
    "kaggle_id": "https://www.kaggle.com/{}", "kaggle": "https://www.kaggle.com/{}",
    "inspirehep_id": "https://inspirehep.net/authors/{}", "publons_id": "https://publons.com/a/{}",
    "scopus_id": "https://www.scopus.com/authid/detail.uri?authorId={}", "stackoverflow": "https://stackoverflow.com/users/{}",
    "stackoverflow_id": "https://stackoverflow.com/users/{}", "osf_id": "https://osf.io/{}",
    "wikidata_id": "https://www.wikidata.org/wiki/{}", "unsplash_id": "https://unsplash.com/@{}",
    "strava_userid": "https://www.strava.com/athletes/{}", "keybase_username": "https://keybase.io/{}",
    "mastodon_username": "https://{}", "wikipedia_id": "https://wikipedia.org/wiki/User:{}",
    "zotero_username": "https://www.zotero.org/{}", "dblp_url": "{}", "bitbucket": "https://bitbucket.org/{}",
    "telegram": "https://t.me/{}", "scholar_userid": "{}", "github_username": "{}", "orcid_id": "{}",
    "goodreads": "https://www.goodreads.com/{}", "flickr_id": "https://www.flickr.com/{}",
}  # fmt: skip
_SERVICES: Final = {"scholar_userid": "scholar", "github_username": "github", "orcid_id": "orcid", "dblp_url": "dblp"}  # fmt: skip
_TAG: Final = re.compile(r"<[^<>]*>")
_GROUP: Final = re.compile(
    r"\b(?:lab|labs|laboratory|group|team|cent(?:er|re)|institute|department|research|project"
    r"|collaboration|network|consortium|unit|gruppe|mip|and|for|the|in)s?\b|实验室|课题组|研究|[\d—–:&|]",
    re.IGNORECASE,
)


def role_of(word: str) -> str:
    """A role as we call it, or as it is written."""
    return _ROLES.get(spelling(word), word.replace("-", " ").strip())


def is_group(name: str) -> bool:
    """Whether a name is that of a group and not of a person."""
    return bool(_GROUP.search(name)) or len(name.split()) < 2


def person(jekyll: Jekyll, fields: Fields, base: str = "") -> str:
    """Add a person; returns the id, or ``""`` if there is no name.

    :param base: the folder that pictures are relative to.
    """
    name = fields.text("name", "title")
    if not name:
        fields.thing.leave("it has no name")
        return ""
    name = " ".join(_TAG.sub(" ", name).split())
    data: dict[str, Any] = {"id": person_id(name), "name": name}
    data["aliases"] = [a for a in fields.texts("aliases") if a != name]
    data["position"] = fields.text("position", "description")
    if mail := fields.email("email", "mail"):
        data["email"] = mail
    called = role_of(fields.text("role"))
    group = fields.peek("group") or fields.peek("status") or fields.peek("category")
    former = isinstance(group, str) and spelling(group) in _ALUMNI
    time: dict[str, Any] = {"role": called or "member"}
    _period(fields, time)
    if former:
        fields.take(next(n for n in ("group", "status", "category") if fields.peek(n)))
        if "to" not in time:
            time["status"] = "former"
    elif isinstance(group, str) and spelling(group) in _PRESENT:
        fields.take(next(n for n in ("group", "status", "category") if fields.peek(n)))
    elif isinstance(group, str) and "role" not in fields:
        time["role"] = role_of(fields.text("group", "category") or group)
    data["memberships"] = [time]
    if place := fields.text("affiliation", "employer"):
        data["affiliations"] = [{"place": place}]
    phone = fields.map("links").text("phone") or fields.text("phone", "tel")
    data["links"] = links(fields, profiles=jekyll.profiles)
    notes = [*map(plain, fields.texts("note")), phone]
    data["note"] = "; ".join(filter(None, notes))
    _photo(jekyll, fields, data, base)
    added = jekyll.moved.add("people", data, fields.thing)
    stem = PurePosixPath(fields.thing.path).stem
    jekyll.moved.call(stem, added)
    text = jekyll.body(fields, 0) if fields.peek(TEXT) else jekyll.myst(fields.text("bio"), fields.thing.path)  # fmt: skip
    fields.look("webpage", *LOOK)
    short = jekyll.myst(fields.text("excerpt"), fields.thing.path)
    short = "" if spelling(short) in spelling(text) else short
    text = "\n\n".join(filter(None, (short, text, said(jekyll, fields))))
    biography(jekyll.moved, added, text, fields.thing, base)
    return added


def _period(fields: Fields, time: dict[str, Any]) -> None:
    for ours, names in (("from", ("start", "start_year", "start_date", "joined", "from")),
                        ("to", ("end", "end_year", "end_date", "left", "to"))):  # fmt: skip
        if date := fields.date(*names):
            time[ours] = date
    if "from" in time and "to" in time and time["to"] < time["from"][: len(time["to"])]:
        del time["to"]


def _photo(jekyll: Jekyll, fields: Fields, data: dict[str, Any], base: str) -> None:
    for key in ("image", "img", "photo", "avatar", "picture", "profile_picture"):
        value = fields.peek(key)
        if isinstance(value, str) and value.strip():
            photo(jekyll, fields, key, data, base)
            return


def photo(
    jekyll: Jekyll, fields: Fields, key: str, data: dict[str, Any], base: str = ""
) -> None:
    """Copy the photo of a person beside the people file."""
    value = str(fields.peek(key)).strip()
    linker = jekyll.linker
    names = [value, f"assets/img/{value}", f"images/{value}"]
    found = next(filter(None, (linker.find(name, base) for name in names)), "")
    if not found and "://" not in value:
        found = linker.only(value)
    if not found:
        fields.leave(key, "there is no such file" if "://" not in value else "a picture of another host")  # fmt: skip
        return
    if fault := linker.picture_fault(found):
        fields.leave(key, fault)
        return
    placed = linker.picture(f"/{found}", f"group/{data['id']}")
    fields.take(key)
    data["photo"] = placed.removeprefix("group/") if placed.startswith("group/") else f"../{placed}"  # fmt: skip


def links(
    fields: Fields, but: tuple[str, ...] = (), profiles: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The links of a person: a mapping, a list, or keys beside the name.

    :param but: keys that are none.
    :param profiles: further services → addresses there, as in `PROFILES`.
    """
    pairs: list[tuple[str, str]] = []
    known_there = {**(profiles or {}), **PROFILES}
    given = fields.map("links")
    for name in list(given):
        _pair(given, name, pairs, known_there)
    for one in fields.maps("links"):
        label = one.text("label", "icon", "type", "name")
        if to := one.address("url", "link", "href"):
            pairs.append((label, to))
    for name in [n for n in fields if n not in but]:
        known = name in PROFILES or link_key(name, "") or name in ("url", "website", "homepage", "home-page", "site", "redirect", "orcid", "scholar", "github", "googlescholar", "google-scholar")  # fmt: skip
        if known and isinstance(fields.peek(name), str):
            _pair(fields, name, pairs, known_there)
    return person_links(pairs)


def _pair(
    fields: Fields,
    name: str,
    pairs: list[tuple[str, str]],
    profiles: Mapping[str, str],
) -> None:
    """Take one link."""
    value = fields.peek(name)
    if not isinstance(value, str) or not value.strip():
        return
    value = value.strip()
    label = _SERVICES.get(name, name)
    if label == "orcid":
        if number := fields.orcid(name):
            pairs.append(("orcid", number))
        return
    if label in ("email", "mail"):
        if mail := fields.email(name):
            pairs.append(("email", f"mailto:{mail}"))
        return
    if web_address(value) and ("/" in value or "." in value):
        pairs.append((label, fields.address(name)))
    elif re.search(r"\s", value):
        fields.leave(name, "no address on the web")
    elif name in profiles and profiles[name] != "{}":
        account = fields.text(name).lstrip("@")
        pairs.append((label, profiles[name].replace("{}", account)))
    elif link_key(label, value):
        pairs.append((label, fields.text(name)))


def owner(jekyll: Jekyll, name: str, fields: Fields) -> str:
    """Add the person whose site it is."""
    known = jekyll.moved.person(name)
    if known:
        data = jekyll.moved.the("people", known)
        data["memberships"][0]["role"] = "lead"
    else:
        known = jekyll.moved.add(
            "people",
            {"id": person_id(name), "name": name, "memberships": [{"role": "lead"}]},
            fields.thing,
        )
    jekyll.moved.owner = known
    jekyll.account.guess(fields.thing.path, f"the site is that of {name}")
    return known
