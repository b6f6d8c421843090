"""The files of a new site, of a group that somebody has or of one that is made up."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.starting.stamps import stamped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HERE: Final = Path(__file__).parent
#: Folders with the files of all sites, the pages of a new one, and a whole made-up site.
_FILES: Final = _HERE / "files"
_PAGES: Final = _HERE / "pages"
_EXAMPLE: Final = _HERE / "example"
#: What Markdown takes for markup.
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>$#|])")
#: A text that YAML takes as it stands.
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .,'’()-]*[\w.)])?")
#: What a name in capitals between two @ stands for, in the text of a file.
_PLACE: Final = re.compile(r"@([A-Z_]+)@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a group whose site begins."""

    #: Its name.
    name: str
    #: Its head, as ``Given Family``, and the id of that person; empty for nobody.
    owner: str = ""
    owner_id: str = ""
    #: The ORCID iD of its head.
    orcid: str = ""
    #: The address of the site; empty while there is none.
    address: str = ""
    #: The day on which it begins, as ``2026-11``.
    month: str


def new_files(facts: Facts, version: str) -> dict[str, bytes]:
    """The files of a new site, by path.

    :param version: that of groupsite.
    """
    texts = {"conf.py": _conf(facts), "group/people.yml": _people(facts)}
    for name, data in _tree(_PAGES):
        path = name.replace("year.md", f"{facts.month[:4]}.md")
        texts[path] = _filled(data.decode(), facts, version)
    files = {name: text.encode() for name, text in texts.items()}
    return files | _files_of_all(facts, version)


def example_files(month: str, version: str) -> dict[str, bytes]:
    """The files of the site of a group that is made up and has everything, by path."""
    facts = Facts(name="the Example Lab, which does not exist", month=month)
    return dict(_tree(_EXAMPLE)) | _files_of_all(facts, version)


def renewed_files(version: str) -> dict[str, str]:
    """What upgrades renew where nobody has edited it: workflows and the like, by path."""
    texts = {name: data.decode() for name, data in _tree(_FILES)}
    return {
        name: stamped(text, version)
        for name, text in texts.items()
        if name.endswith((".yml", ".yaml"))
    }


def _files_of_all(facts: Facts, version: str) -> dict[str, bytes]:
    """What stands beside the pages of each site."""
    texts = {
        name: _filled(data.decode(), facts, version) for name, data in _tree(_FILES)
    }
    return {n: t.encode() for n, t in (texts | renewed_files(version)).items()}


def _tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All files below *folder*, by the path that they have in a site.

    Names that begin with a dot stand as ``dot-`` here: they would count in this
    repository, too.
    """
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in parts:
            yield (
                "/".join(re.sub("^dot-", ".", part) for part in parts),
                path.read_bytes(),
            )


def _filled(text: str, facts: Facts, version: str) -> str:
    """*text* with the facts in their places."""
    name, owner = _markdown(facts.name), _markdown(facts.owner)
    about = "% Say in two or three sentences what you work on.\n"
    about += f"This is the website of {name}."
    person = f"# {owner}\n\n:::{{profile}}\n{about}\n:::"
    values: Mapping[str, str] = {
        "NAME": name,
        "HEAD": person if owner else f"# {name}\n\n{about}",
        "YEAR": facts.month[:4],
        "MONTH": facts.month[5:],
        "VERSION": version,
    }
    return _PLACE.sub(lambda place: values[place[1]], text)


def _conf(facts: Facts) -> str:
    """The text of conf.py."""
    settings: dict[str, object] = {"project": facts.name}
    if facts.address:
        settings["html_baseurl"] = facts.address
    if facts.owner_id:
        settings["groupsite_owner"] = facts.owner_id
    settings["groupsite_organization"] = {"name": facts.name, "page": "group/index"}
    lines = [f"{key} = {_python(value)}\n" for key, value in settings.items()]
    return (
        '"""The facts of this site; https://mehrhardt.github.io/docs/ says what else can be set."""\n\n'
        'extensions = ["groupsite"]\nhtml_theme = "groupsite"\n\n' + "".join(lines)
    )


def _people(facts: Facts) -> str:
    """The text of the people file."""
    lines = ["# Each person begins with `- id:`; README.md shows an example."]
    if facts.owner_id:
        lines += [
            f"- id: {facts.owner_id}",
            f"  name: {_yaml(facts.owner)}",
            "  memberships:",
            "    - role: lead",
        ]
        if facts.orcid:
            lines += ["  links:", f"    orcid: {facts.orcid}"]
    return "\n".join([*lines, ""])


def _python(value: object) -> str:
    """*value* as it stands in Python, in double quotes."""
    return json.dumps(value, ensure_ascii=False)


def _yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
