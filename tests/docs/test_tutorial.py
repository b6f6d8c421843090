"""The tutorial, typed from its first line to its last."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import Site
from tests.docs.shell import shell
from tests.docs.snippets import blocks, type_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.docs.snippets import Block

#: Where the tutorial pushes to.
_REMOTE: Final = "https://github.com/example-lab/example-lab.github.io.git"
#: The year of the examples; the tutorial is typed in the present one.
_YEAR: Final = "2026"


@pytest.mark.full
def test_the_tutorial_can_be_typed(tmp_path: Path) -> None:
    """Each command works, the site has what was written, and it is pushed."""
    year = f"{datetime.now(tz=UTC):%Y}"
    bare = tmp_path / "remote"
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    instead = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{bare}.insteadOf",
        "GIT_CONFIG_VALUE_0": _REMOTE,
    }
    folder = tmp_path / "home"
    folder.mkdir()
    for block in blocks("tutorial"):
        if block.language == "sh":
            folder = shell(folder, block.text, tmp_path, instead)
        else:
            write(Site(folder), block, year)
    built = Site(folder).build(
        config={"nitpicky": True, "groupsite_today": f"{year}-12-01"}
    )

    home = built.main()
    assert "We make waves calm." in home.text_content()
    assert [p.get("data-key") for p in home.cssselect(".paper")] == ["doe2026waves"]
    assert len(home.cssselect(".news-item")) == 3
    roe = built.main("group/people/roe-richard")
    assert [p.get("data-key") for p in roe.cssselect(".paper")] == ["doe2026waves"]
    pushed = subprocess.run(
        ["git", "-C", bare, "ls-tree", "-r", "--name-only", "main"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert {"conf.py", ".github/workflows/publish.yml"} <= {*pushed}
    assert not [name for name in pushed if name.startswith(("_build", "group/people/"))]


def write(site: Site, block: Block, year: str) -> None:
    """Type a block into its file; news goes below the heading."""
    name = block.file.replace(_YEAR, year)
    if not name.startswith("news/"):
        type_in(site, block)
        return
    heading = f"# News {year}\n"
    text = block.text.replace(f" {_YEAR}-", f" {year}-")
    site.edit(name, heading, f"{heading}\n{text}")
