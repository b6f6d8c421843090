"""`groupsite upgrade`: the pin and the workflows, and nothing of the author's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from groupsite import __version__
from groupsite.cli.main import main
from groupsite.starting import site as starting
from groupsite.starting.stamps import stamped
from tests.conftest import Site

if TYPE_CHECKING:
    from pathlib import Path

PUBLISH: Final = ".github/workflows/publish.yml"
OLD: Final = stamped("name: As it was\n", "0.0.1")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site that an earlier version has written."""
    main(["new", str(tmp_path / "lab"), "--yes"])
    site = Site(tmp_path / "lab")
    site.write("requirements.txt", "# ours\ngroupsite[online]==0.0.1\n")
    site.write(PUBLISH, OLD)
    return site


def run(
    site: Site, capsys: pytest.CaptureFixture[str], *arguments: str
) -> dict[str, Any]:
    """What the command tells programs."""
    capsys.readouterr()
    main(["upgrade", "--site", str(site.srcdir), "--json", *arguments])
    return json.loads(capsys.readouterr().out)


def files(site: Site) -> dict[str, bytes]:
    """All files of a site."""
    return {
        path.relative_to(site.srcdir).as_posix(): path.read_bytes()
        for path in site.srcdir.rglob("*")
        if path.is_file()
    }


def test_pin_and_workflows_are_renewed(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those alone, and it is shown; the second time there is nothing to do."""
    before = files(site)
    told = run(site, capsys)
    after = files(site)

    assert told["code"] == 0
    assert (told["from"], told["to"]) == ("0.0.1", __version__)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"requirements.txt", PUBLISH} == {*told["changed"]}
    assert (
        site.read("requirements.txt") == f"# ours\ngroupsite[online]=={__version__}\n"
    )
    assert site.read(PUBLISH) == starting.renewed_files(__version__)[PUBLISH]
    assert "-groupsite[online]==0.0.1\n" in told["diff"]

    told = run(site, capsys)
    assert (told["code"], told["changed"]) == (1, [])
    assert files(site) == after


@pytest.mark.parametrize("edited", [f"{OLD}# mine\n", "name: All my own\n"])
def test_what_somebody_has_edited_stays(
    site: Site, edited: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The author is shown what ours would be."""
    site.write(PUBLISH, edited)
    capsys.readouterr()
    main(["upgrade", "--site", str(site.srcdir)])
    out = capsys.readouterr().out

    assert site.read(PUBLISH) == edited
    assert f"{PUBLISH}: you have edited it, so it stays" in out
    assert "+name: Publish\n" in out


def test_what_somebody_has_removed_does_not_come_back(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is not on Read the Docs has no file for it."""
    site.remove(".readthedocs.yaml")
    run(site, capsys)
    assert not (site.srcdir / ".readthedocs.yaml").exists()


def test_it_can_be_shown_first(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written with --dry-run."""
    before = files(site)
    told = run(site, capsys, "--dry-run")

    assert told["changed"] == ["requirements.txt", PUBLISH]
    assert files(site) == before


def test_another_version(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the pin: its workflows come with it."""
    told = run(site, capsys, "--to", "0.0.0")
    assert told["changed"] == ["requirements.txt"]
    assert "==0.0.0" in site.read("requirements.txt")
    assert site.read(PUBLISH) == OLD


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        (
            "sphinx==9.0\n",
            (),
            f"no pin of groupsite: write `groupsite=={__version__}` into it",
        ),
        ("groupsite==0.0.1 \\\n  --hash=sha256:0\n", (), "has hashes: use the program"),
        ("groupsite==999.0\n", (), "names 999.0, and"),
        ("groupsite==0.0.1\n", ("--to", "newest"), "write a version such as"),
    ],
)
def test_what_cannot_be_raised(
    site: Site, text: str, arguments: tuple[str, ...], said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """It is said why and what to do, and nothing is written."""
    site.write("requirements.txt", text)
    before = files(site)
    told = run(site, capsys, *arguments)

    assert told["code"] == 2
    assert said in told["errors"][0]
    assert files(site) == before
