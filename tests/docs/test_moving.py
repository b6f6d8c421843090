"""What the guides say of moving in happens with made-up sites of each system."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from groupsite.moving.recognise import READERS
from tests.conftest import Site
from tests.docs.conftest import DOCS
from tests.docs.shell import shell
from tests.docs.snippets import blocks
from tests.moving import moved, old_site
from tests.moving.sites import SITES

if TYPE_CHECKING:
    from pathlib import Path

#: Heading of a section → the made-up site that it is tried with, as its table shows it.
SECTIONS: Final = {
    "al-folio": "al-folio",
    "HugoBlox": "hugoblox before 2026",
    "lab-website-template": "lab-website-template",
    "academicpages": "academicpages",
    "labdata": "labdata",
    "JSON Resume": "json-resume",
    "RenderCV": "rendercv",
    ".bib files": "bib",
}
#: What stands for a part of a name in the tables.
_ANY: Final = re.compile(r"NAME|DATE|YEAR")
#: The repository that the guide clones.
_REMOTE: Final = "https://github.com/example-lab/example-lab.github.io.git"
GIT: Final = ("git", "-c", "user.name=Jane Doe", "-c", "user.email=doe@example.org")


def rows(title: str) -> list[tuple[list[str], list[str]]]:
    """Old and new paths of each row of the table of a section, as patterns."""
    text = (DOCS / "guides/moving.md").read_text("utf-8")
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return [
        (_patterns(old), _patterns(new))
        for old, new in re.findall(r"^\| (`.*?) \| (`.*?) \|$", section, re.MULTILINE)
    ]


def _patterns(cell: str) -> list[str]:
    return [_ANY.sub("*", path) for path in re.findall(r"`([^`]+)`", cell)]


def test_every_system_has_a_section() -> None:
    """All that `groupsite import` knows."""
    assert {site.partition(" ")[0] for site in SECTIONS.values()} == {*READERS}


@pytest.mark.parametrize("title", SECTIONS)
def test_files_go_where_the_guide_says(title: str, tmp_path: Path) -> None:
    """Each old file of a table becomes part of one of the new ones beside it."""
    result = moved(old_site(tmp_path / "old", SITES[SECTIONS[title]]), tmp_path / "new")
    became = {
        (thing.path, place.partition(":")[0])
        for thing in result.account.things
        for place in thing.into
    }
    found = rows(title)

    assert found
    for olds, news in found:
        hits = {
            (old, new)
            for path, place in became
            for old in olds
            for new in news
            if fnmatchcase(path, old) and fnmatchcase(place, new)
        }
        assert {old for old, _ in hits} == {*olds}
        assert {new for _, new in hits} == {*news}


@pytest.mark.full
def test_a_site_can_take_the_place_of_an_old_one(tmp_path: Path) -> None:
    """The commands leave the new site on a branch of the old repository, and nothing else."""
    bare, work = tmp_path / "bare", tmp_path / "work"
    old_site(work, SITES["al-folio"])
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("add", "."),
        ("commit", "-qm", "Old"),
        ("clone", "-q", "--bare", ".", str(bare)),
    ):
        subprocess.run([*GIT, *arguments], cwd=work, check=True)
    instead = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{bare}.insteadOf",
        "GIT_CONFIG_VALUE_0": _REMOTE,
    }
    folder = tmp_path / "home"
    folder.mkdir()
    for block in blocks("guides/moving"):
        folder = shell(folder, block.text, tmp_path, instead)
    names = subprocess.run(
        ["git", "-C", bare, "ls-tree", "-r", "--name-only", "groupsite"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()

    assert {"conf.py", "publications.bib", ".github/workflows/publish.yml"} <= {*names}
    assert not [name for name in names if name.startswith(("_", "Gemfile"))]


@pytest.mark.full
def test_an_importer_can_be_written(tmp_path: Path) -> None:
    """The module of the guide moves people and news, and tells what is left."""
    (module,) = (b for b in blocks("guides/importers") if b.file)
    (command,) = (b for b in blocks("guides/importers") if b.language == "sh")
    (tmp_path / module.file).write_text(module.text, "utf-8")
    old_site(
        tmp_path / "old-site",
        {
            "members.csv": "name,role,since,until,web,room\n"
            "Jane Doe,Professor,2015,,https://doe.example.org,1.01\n"
            "Richard Roe,Student,2020-10,2024-03,,\n",
            "news/2026-03-04.txt": "We have moved.\n",
        },
    )
    shell(tmp_path, command.text.replace("python ", f"{sys.executable} "), tmp_path)
    new = tmp_path / "new-site"
    people: list[dict[str, Any]] = yaml.safe_load(
        (new / "group/people.yml").read_text()
    )
    report = (new / "IMPORT.md").read_text("utf-8")
    built = Site(new).build(config={"groupsite_today": "2026-11-01"})

    assert [(p["id"], p["memberships"][0]["role"]) for p in people] == [
        ("doe-jane", "lead"),
        ("roe-richard", "phd"),
    ]
    (item,) = built.main("news/2026").cssselect(".news-item")
    assert "We have moved." in item.text_content()
    (left,) = re.findall(r"^- .*`room`.*$", report, re.MULTILINE)
    assert "1.01" in left
