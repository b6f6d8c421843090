"""The wheel: it holds everything, and works where this repository is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email.parser import BytesParser
from pathlib import Path, PurePath, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

import lxml.html
import pytest
from packaging.metadata import Metadata

import groupsite
from tests.conftest import REPOSITORY, ROOTS

#: Where the dependencies are; the package itself is not installed there.
DEPENDENCIES: Final = sysconfig.get_path("purelib")
STRICT: Final = ("-m", "sphinx", "-W", "-n", "-q", "-b", "html")
#: A site of ours in a few lines, to need all files of the package.
SITE: Final = {
    "conf.py": """\
extensions = ["groupsite"]
html_theme = "groupsite"
language = "de"
groupsite_organization = {"name": "Example Group"}
""",
    "index.md": "# Home\n\n:::{timeline}\n:::\n\n"
    ":::{news} 2024-07\n:kind: talk\n\nA talk.\n:::\n",
}


def run(*args: str | Path, cwd: Path, python: Path | str = sys.executable) -> str:
    """Run Python with *args*, without a network; its output, or a failure with it."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [python, *args],
        cwd=cwd,
        env=env | {"PIP_NO_INDEX": "1"},
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


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment of its own into which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder)
    config = {"base": str(folder), "platbase": str(folder)}
    # the wheel's own dependencies are those of the tests
    own = Path(sysconfig.get_path("purelib", "venv", config))
    (own / "dependencies.pth").write_text(f"{DEPENDENCIES}\n", "utf-8")
    python = Path(sysconfig.get_path("scripts", "venv", config), "python")
    arguments = ("--python", python, "install", "--no-deps", wheel)
    run("-m", "pip", *arguments, cwd=folder)
    return python


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


def test_fonts_come_with_their_licence(wheel: Path) -> None:
    """Each is in the wheel as its authors made it, and so is what they allow."""
    archive = zipfile.ZipFile(wheel)
    fonts = [n for n in archive.namelist() if n.endswith((".ttf", ".otf", ".woff2"))]

    names = {PurePath(name).stem for name in fonts}
    assert {f"SourceSans3-{name}" for name in ("Regular", "It", "Bold")} < names
    for font in fonts:
        licence = archive.read(str(PurePosixPath(font).with_name("OFL.txt"))).decode()
        assert "SIL Open Font License, Version 1.1" in licence
        assert archive.read(font) == (REPOSITORY / font).read_bytes()
    # what people download for a font that few use
    assert sum(archive.getinfo(n).compress_size for n in fonts) < 800_000


def test_the_source_archive_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """It holds the package and what builds it, and no other part of the site."""
    run(
        "-m",
        "build",
        "--sdist",
        "--no-isolation",
        "-o",
        tmp_path,
        REPOSITORY,
        cwd=tmp_path,
    )
    (archive,) = tmp_path.iterdir()
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "all", filter="data")
    (folder,) = (tmp_path / "all").iterdir()

    assert {path.name for path in folder.iterdir()} == {
        *("groupsite", "pyproject.toml", "README-package.md", "LICENSE", "PKG-INFO"),
        ".gitignore",
    }
    run(
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "-o",
        tmp_path / "wheel",
        folder,
        cwd=tmp_path,
    )
    (again,) = (tmp_path / "wheel").iterdir()
    assert again.read_bytes() == wheel.read_bytes()


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, version, licence and needs are in the metadata, the licence is with it."""
    archive = zipfile.ZipFile(wheel)
    info = f"groupsite-{groupsite.__version__}.dist-info"
    metadata = BytesParser().parsebytes(archive.read(f"{info}/METADATA"))

    assert metadata["Name"] == "groupsite"
    assert metadata["Version"] == groupsite.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT AND CC-BY-SA-3.0 AND OFL-1.1"
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    # what PyPI demands, and what it shows
    Metadata.from_email(archive.read(f"{info}/METADATA"), validate=True)
    urls = dict(url.split(", ") for url in metadata.get_all("Project-URL", ()))
    assert {*urls} == {"Documentation", "Source", "Issues", "Changelog"}
    assert metadata["Description-Content-Type"] == "text/markdown"
    shown = (REPOSITORY / "README-package.md").read_text("utf-8")
    assert metadata.get_payload(decode=True) == shown.encode()
    # nothing there is relative to this page
    assert all(to.startswith("https://") for to in re.findall(r"\]\(([^)]+)\)", shown))
    needs = metadata.get_all("Requires-Dist", ())
    optional = [need for need in needs if "extra ==" in need]
    needed = [need for need in needs if need not in optional]
    assert sorted(needed) == sorted(project["project"]["dependencies"])
    extras = project["project"]["optional-dependencies"]
    assert sorted(optional) == sorted(
        f"{need}; extra == '{extra}'"
        for extra, needs in extras.items()
        for need in needs
    )
    licence = archive.read(f"{info}/licenses/LICENSE")
    assert licence == (REPOSITORY / "LICENSE").read_bytes()
    assert "py3-none-any" in wheel.name


def test_the_package_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    """What the next tests use is the wheel, and not this repository."""
    command = "import groupsite; print(groupsite.__file__)"
    printed = run("-c", command, cwd=tmp_path, python=installed)

    assert Path(printed.strip()).is_relative_to(installed.parents[1])


def test_the_extension_alone_works_from_the_wheel(
    installed: Path, tmp_path: Path
) -> None:
    """A project in Markdown with a theme of others needs no other extension."""
    source, out = tmp_path / "source", tmp_path / "out"
    shutil.copytree(ROOTS / "alone", source)
    theme = ("-D", "html_theme=furo")
    printed = run(*STRICT, *theme, source, out, cwd=source, python=installed)

    assert printed == ""
    page = lxml.html.document_fromstring((out / "all.html").read_bytes())
    assert page.cssselect("body[data-theme], .sidebar-drawer")
    people = page.cssselect(".people.cards .person-name")
    assert [name.text_content() for name in people] == [
        "Jane Doe",
        "Bo Green",
        "Kim Young",
    ]
    assert len(page.cssselect("#publications .paper[id]")) == 10
    assert len(page.cssselect("#news .news-item")) == 4
    assert page.cssselect(".year-chart svg rect")
    links = page.cssselect("link[rel=stylesheet], script[src]")
    files = [urlsplit(link.get("href") or link.get("src")).path for link in links]
    ours = [name for name in files if "/groupsite" in name]
    assert {"_static/groupsite.css", "_static/groupsite-icons.css"} < {*ours}
    assert all((out / name).is_file() for name in ours)
    assert (out / "papers/doe2024fast.html").is_file()


def test_a_site_of_ours_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """Theme, fonts and words of other languages are there."""
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for name, text in SITE.items():
        (source / name).write_text(text, "utf-8")
    printed = run(*STRICT, source, out, cwd=source, python=installed)

    assert printed == ""
    page = lxml.html.document_fromstring((out / "index.html").read_bytes())
    assert page.get("lang") == "de"
    assert [k.text_content() for k in page.cssselect("#home .news-kind")] == [
        "Vortrag"
    ] * 2
    for link in page.cssselect("link[rel=stylesheet]"):
        assert (out / urlsplit(link.get("href")).path).is_file()
    assert (out / "404.html").is_file()


@pytest.mark.parametrize(
    "arguments", [("--yes", "--owner", "Jane Doe"), ("--example",)]
)
def test_a_new_site_begins_with_the_wheel(
    installed: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """The program writes it, builds it without a message, and finds nothing wrong."""
    run("-m", "groupsite", "new", "lab", *arguments, cwd=tmp_path, python=installed)
    lab = tmp_path / "lab"
    printed = run(*STRICT, ".", "_build", cwd=lab, python=installed)
    said = run("-m", "groupsite", "doctor", cwd=lab, python=installed)

    assert printed == ""
    assert said.splitlines()[-1].endswith("nothing is wrong.")
