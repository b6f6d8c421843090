"""Co-authors of al-folio with pages of their own: ``_data/coauthors.yml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from groupsite.model.text import spelling
from groupsite.moving.account import State
from groupsite.moving.examples import is_example_coauthor
from groupsite.moving.site import person_id

if TYPE_CHECKING:
    from groupsite.moving.jekyll.folder import Jekyll


def read(jekyll: Jekyll, path: str, data: dict[str, Any]) -> None:
    """Co-authors with pages of their own, as far as they have written papers here."""
    authors = " and ".join(
        entry.fields.get("author", "") for entry in jekyll.moved.papers
    )
    written = spelling(authors)
    for family, known in data.items():
        for number, item in enumerate(known if isinstance(known, list) else [], 1):
            if not isinstance(item, dict):
                continue
            fields = jekyll.account.thing("people", path, {**item, "family": family}, label=f"{family} {number}")  # fmt: skip
            first = fields.texts("firstname")
            for place, form in enumerate(first):
                if "." in form and place:  # initials match anyway
                    fields.thing.facts["firstname", place].state = State.LOOK
            if is_example_coauthor(str(fields.peek("url"))):
                fields.thing.example = True
                continue
            to = fields.address("url")
            if spelling(family) not in written or not first:
                fields.thing.leave("no paper here is by this co-author")
                continue
            fields.take("family")
            spelt = _as_written(family, authors)
            name = f"{first[0]} {spelt}"
            if found := jekyll.moved.person(name):
                fields.thing.became(f"group/people.yml: {found}")
                links = jekyll.moved.the("people", found).setdefault("links", {})
                if to and links.setdefault("homepage", to) != to:
                    fields.leave("url", "this person has another home page")
                continue
            aliases = [f"{other} {spelt}" for other in first[1:] if "." not in other]
            jekyll.moved.add(
                "people",
                {"id": person_id(name), "name": name, "aliases": aliases,
                 "links": {"homepage": to} if to else {}},
                fields.thing,
            )  # fmt: skip


def _as_written(family: str, authors: str) -> str:
    """A family name as papers write it: in the file it has no capitals."""
    found = re.search(rf"(?<!\w){re.escape(family)}(?!\w)", authors, re.IGNORECASE)
    return found[0] if found else family.title() if family.islower() else family
