"""The wheel: it holds everything, and works where this repository is not."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email.parser import BytesParser
from typing import TYPE_CHECKING

import lxml.html
import pytest

import groupsite
from tests.conftest import REPOSITORY, ROOTS

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
import groupsite
extensions = ["groupsite"]
html_theme = "basic"
project = groupsite.__file__
"""
PAGE = """\
Home
====

.. groupsite:publications::
"""


def run(*args: str | Path, cwd: Path, path: Path | None = None) -> str:
    """Run this Python with *args*, without a network; its output, or a failure with it."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    env |= {"PIP_NO_INDEX": "1", "PYTHONPATH": str(path or "")}
    done = subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this repository."""
    folder = tmp_path_factory.mktemp("wheel")
    arguments = ("--wheel", "--no-isolation", "--outdir", folder, REPOSITORY)
    run("-m", "build", *arguments, cwd=folder)
    (path,) = folder.iterdir()
    return path


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """All files of the package are in the wheel, and no other part of the site is."""
    names = set(zipfile.ZipFile(wheel).namelist())

    package = REPOSITORY / "groupsite"
    files = {
        path.relative_to(REPOSITORY).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"groupsite/py.typed", "groupsite/static/groupsite.css"} < files
    info = f"groupsite-{groupsite.__version__}.dist-info/"
    assert {name for name in names if not name.startswith(info)} == files


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licence and needs are in the metadata, the licence is with it."""
    archive = zipfile.ZipFile(wheel)
    info = f"groupsite-{groupsite.__version__}.dist-info"
    metadata = BytesParser().parsebytes(archive.read(f"{info}/METADATA"))

    assert metadata["Name"] == "groupsite"
    assert metadata["Version"] == groupsite.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    needs = [need.partition(">")[0] for need in metadata.get_all("Requires-Dist", ())]
    assert sorted(needs) == [
        "babel",
        "pydantic",
        "pyyaml",
        "sphinx",
        "sphinxcontrib-bibtex",
    ]
    licence = archive.read(f"{info}/licenses/LICENSE")
    assert licence == (REPOSITORY / "LICENSE").read_bytes()
    assert "py3-none-any" in wheel.name


def test_the_installed_package_builds_a_site(wheel: Path, tmp_path: Path) -> None:
    """A project far from this repository builds with the installed wheel."""
    target, source, out = (tmp_path / name for name in ("target", "source", "out"))
    source.mkdir()
    run("-m", "pip", "install", "--no-deps", "--target", target, wheel, cwd=tmp_path)
    (source / "conf.py").write_text(CONF, "utf-8")
    (source / "index.rst").write_text(PAGE, "utf-8")
    bib = (ROOTS / "basic/publications.bib").read_bytes()
    (source / "publications.bib").write_bytes(bib)

    options = ("-W", "-n", "-q", "-b", "html")
    printed = run("-m", "sphinx", *options, source, out, cwd=source, path=target)

    assert printed == ""
    page = lxml.html.document_fromstring((out / "index.html").read_bytes())
    assert str(target) in page.cssselect("title")[0].text_content()
    assert len(page.cssselect(".paper[id]")) == 3
    assert (out / "_static/groupsite.css").is_file()
