"""`groupsite doctor`: what is wrong with an installation, and what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from groupsite import __version__
from groupsite.cli.health import Finding, package_faults, pin_faults, setting_faults
from groupsite.cli.main import main
from groupsite.model.settings import SUCCESSORS
from tests.conftest import REPOSITORY, Site

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'extensions = ["groupsite"]\n'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A new site in git."""
    main(["new", str(tmp_path / "lab"), "--yes"])
    subprocess.run(["git", "init", "-q", tmp_path / "lab"], check=True)
    return Site(tmp_path / "lab")


def run(site: Site, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command tells programs."""
    capsys.readouterr()
    code = main(["doctor", "--site", str(site.srcdir), "--json"])
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["code"] == code
    return told


def test_nothing_is_wrong_with_a_new_site(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """The status is 0, and it says so."""
    told = run(site, capsys)
    assert told["code"] == 0
    assert [one for one in told["findings"] if not one["is_hint"]] == []

    main(["doctor", "--site", str(site.srcdir)])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"groupsite {__version__}: nothing is wrong."


def test_each_fault_has_a_line(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is, what is wrong, and what to do."""
    site.write("requirements.txt", "groupsite==0.0.1\n")
    site.write("conf.py", f'{CONF}groupsite_ownr = "doe-jane"\n')
    code = main(["doctor", "--site", str(site.srcdir)])
    lines = capsys.readouterr().out.splitlines()

    assert code == 1
    assert f"requirements.txt:1: this names groupsite 0.0.1, and {__version__} is installed: pip install -r requirements.txt, or `groupsite upgrade`" in lines  # fmt: skip
    assert "conf.py:2: there is no setting `groupsite_ownr`; did you mean `groupsite_owner`?" in lines  # fmt: skip


def test_it_runs_where_nothing_is_installed(site: Site) -> None:
    """Without Sphinx, Babel or any other package that we need."""
    code = (
        f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})\n"
        "from groupsite.cli.main import main\n"
        f"sys.exit(main(['doctor', '--site', {str(site.srcdir)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (1, "")
    assert (
        "the package packaging is missing: pip install -r requirements.txt"
        in done.stdout
    )


@pytest.mark.parametrize(
    ("needs", "versions", "expected"),
    [
        (["sphinx>=9.0"], {"sphinx": "9.1"}, []),
        (["Sphinx_Design>=0.8"], {"sphinx-design": "0.9"}, []),
        (["sphinx>=9.0"], {"sphinx": "8.2"}, ["sphinx 8.2 is installed, and >=9.0 is needed: pip install -r requirements.txt"]),
        (["sphinx>=9.0"], {}, ["the package sphinx is missing: pip install -r requirements.txt"]),
        (["httpx>=0.28; extra == 'online'"], {}, []),
        (["tomli>=2; python_version < '3'"], {}, []),
    ],
)  # fmt: skip
def test_packages(
    needs: list[str], versions: dict[str, str], expected: list[str]
) -> None:
    """Those that we need, here and now."""
    assert [one.message for one in package_faults(needs, versions)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("groupsite[online]==1.0\nsphinx==9.1 \\\n  --hash=sha256:0\n", []),
        ("# sphinx==1.0\nsphinx==9.2 ; python_version >= '3.11'\n", [(2, "this names sphinx 9.2, and 9.1 is installed: pip install -r requirements.txt")]),
        ("sphinx==9.0 ; python_version < '3.11'\n", []),
        ("furo==1\n", [(1, "this names furo 1, and it is not installed: pip install -r requirements.txt")]),
        ("groupsite\n", [(1, "write groupsite==1.0, or a new version may change your site unasked")]),
    ],
)  # fmt: skip
def test_pins(text: str, expected: list[tuple[int, str]]) -> None:
    """What requirements.txt names is what is installed, on this Python."""
    found = list(pin_faults(text, {"groupsite": "1.0", "sphinx": "9.1"}))
    assert [(one.where, one.message) for one in found] == [
        (f"requirements.txt:{line}", message) for line, message in expected
    ]


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        (f"{CONF}groupsite_owner = 1\nhtml_theme = 'groupsite'\n", []),
        (f"{CONF}\ngroupsite_qqq: str = 'x'\n", [("conf.py:3", "there is no setting `groupsite_qqq`: remove it")]),
        (f"{CONF}groupsite_boss = 'x'\n", [("conf.py:2", "`groupsite_boss` is called `groupsite_owner` now")]),
        ("extensions = [\n", [("conf.py:1", "this is no Python ('[' was never closed): look at this line and the one before")]),
        ("project = 'x'\n", [("conf.py:1", 'write extensions = ["groupsite"], or nothing of groupsite is there')]),
    ],
)  # fmt: skip
def test_settings(
    conf: str, expected: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that do not exist, or are called otherwise now."""
    monkeypatch.setitem(SUCCESSORS, "boss", "owner")
    assert list(setting_faults(conf)) == [Finding(*one) for one in expected]


def test_a_clone_without_history(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its pages would have wrong dates."""
    git = (
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-C",
        str(site.srcdir),
    )
    subprocess.run([*git, "add", "."], check=True)
    for number in "12":
        subprocess.run(
            [*git, "commit", "-q", "--allow-empty", "-m", number], check=True
        )
    clone = tmp_path / "clone"
    url = f"file://{site.srcdir}"
    subprocess.run(["git", "clone", "-q", "--depth=1", url, clone], check=True)
    told = run(Site(clone), capsys)

    (fault,) = [one for one in told["findings"] if not one["is_hint"]]
    assert fault["message"].endswith("git fetch --unshallow")
