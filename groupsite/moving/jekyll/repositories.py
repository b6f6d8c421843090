"""Code on GitHub that al-folio shows: ``_data/repositories.yml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from groupsite.model.text import slug
from groupsite.moving.account import State
from groupsite.moving.examples import is_example_code

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.jekyll.folder import Jekyll


def read(jekyll: Jekyll, fields: Fields) -> None:
    """Code on GitHub that the old site has shown."""
    made, wrong, examples = [], list[str](), list[str]()
    for written in fields.texts("github_repos"):
        repo = written.strip("/ ")
        if is_example_code(repo):
            examples.append(written)
        elif re.fullmatch(r"[\w.-]+/[\w.-]+", repo):
            name = repo.partition("/")[2]
            made.append(jekyll.moved.add("software", {"id": slug(name), "title": name, "links": {"GitHub": f"https://github.com/{repo}"}}))  # fmt: skip
        else:
            wrong.append(written)
    if made:
        fields.thing.became("research/software.yml")
    elif examples and not wrong:
        fields.thing.example = True
    for fact in fields.thing.facts.values():
        if fact.value in wrong:
            fact.state, fact.why = State.LEFT, "it is no repository on GitHub"
    fields.leave("github_users", "nothing here shows what a user of GitHub does")
    for fact in fields.thing.facts.values():
        if fact.value in examples or is_example_code(str(fact.value)):
            fact.state = State.LOOK
