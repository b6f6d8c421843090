"""`groupsite schema`: schemas beside the data, and files that name them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest
import yaml

from groupsite.cli.main import main
from tests.conftest import REPOSITORY, Site
from tests.sites import EMPTY, new_lab

if TYPE_CHECKING:
    from collections.abc import Callable

NOTE: Final = "# yaml-language-server: $schema="


class Loader(yaml.SafeLoader):
    """Reads YAML as editors do: dates are texts."""


Loader.yaml_implicit_resolvers = {
    sign: [one for one in resolvers if "timestamp" not in one[0]]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def run(site: Site, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command tells programs."""
    capsys.readouterr()
    main(["schema", "--site", str(site.srcdir), "--json"])
    return json.loads(capsys.readouterr().out)


def faults(site: Site) -> list[str]:
    """What an editor says of the .yml files of a site."""
    said = []
    for path in sorted(site.srcdir.rglob("*.yml")):
        if ".github" in path.parts or path.is_relative_to(site.srcdir / ".venv"):
            continue
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith(NOTE)
        schema = json.loads((path.parent / first.removeprefix(NOTE)).read_text("utf-8"))
        validator = jsonschema.Draft7Validator(schema)
        data = yaml.load(path.read_text("utf-8"), Loader)
        said += [f"{path.name} {[*e.path]}" for e in validator.iter_errors(data)]
    return said


def content_of(repository: Path, folder: Path) -> Path:
    """A copy of what a site reads."""
    folder.mkdir()
    names = ["conf.py", "group", "research", "news", "publications.bib"]
    for name in names:
        subprocess.run(["cp", "-r", repository / name, folder], check=True)
    text = (folder / "conf.py").read_text("utf-8")
    (folder / "conf.py").write_text(
        text.replace("Path(__file__).parent", repr(str(repository)))
    )
    return folder


@pytest.mark.parametrize("name", ["lab", "repository"])
def test_whole_sites_are_right(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor has nothing to say of them, and a build neither."""
    folder = tmp_path / name
    if name == "lab":
        new_lab(folder)
    else:
        content_of(REPOSITORY, folder)
    site = Site(folder)
    before = {path: path.read_bytes() for path in site.srcdir.rglob("*.yml")}
    told = run(site, capsys)

    assert told["code"] == 0
    noted = {
        path
        for path, data in before.items()
        if path.read_bytes().partition(b"\n")[2] == data
    }
    assert {path.relative_to(site.srcdir).as_posix() for path in noted} == {
        *told["noted"]
    }
    assert {f"{path.stem}.json" for path in before} == {
        PurePosixPath(name).name for name in told["schemas"]
    }
    assert faults(site) == []
    for path, data in before.items():
        assert path in noted or path.read_bytes() == data
    if name == "lab":
        assert site.build("dummy").warnings == []


def test_a_second_run_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until there is a new id; then only the schemas that name it are new."""
    site = Site(new_lab(tmp_path / "lab"))
    run(site, capsys)
    assert run(site, capsys) == {"code": 1, "schemas": [], "noted": []}

    site.edit("research/grants.yml", "- id: travel-money", "- id: money-for-travels")
    told = run(site, capsys)
    assert ".schema/talks.json" in told["schemas"]
    assert ".schema/grants.json" not in told["schemas"]
    assert told["noted"] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"- id: a\r\n  name: A\r\n", NOTE.encode() + b"../.schema/people.json\r\n"),
        (
            "\ufeff- id: a\n  name: Ä\n".encode(),
            NOTE.encode() + b"../.schema/people.json\n",
        ),
        (
            "- id: a\n  name: Ä\n".encode("cp1252"),
            NOTE.encode() + b"../.schema/people.json\n",
        ),
        (f"{NOTE}https://example.org/own.json\n- id: a\n  name: A\n".encode(), b""),
    ],
)
def test_files_stay_as_they_are(
    before: bytes, after: bytes, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], make_site: Callable[..., Site],
) -> None:  # fmt: skip
    """But for their first line: line ends, marks, encodings; a note of the author stays."""
    site = make_site(files={"group/people.yml": before})
    conf = site.read("conf.py")
    site.write("conf.py", f'{conf}groupsite_people = "group/people.yml"\n')
    run(site, capsys)
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""

    data = (site.srcdir / "group/people.yml").read_bytes()
    assert data == mark + after + before.removeprefix(mark)


def test_git_ignores_the_schemas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are for the author's own editor, and change with each id."""
    site = Site(new_lab(tmp_path / "lab"))
    subprocess.run(["git", "init", "-q", site.srcdir], check=True)
    run(site, capsys)
    status = subprocess.run(
        ["git", "status", "--short", "--untracked-files=all"], cwd=site.srcdir,
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert ".schema" not in status


def test_kinds_of_others_have_schemas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that a conf.py adds, with the ids that they may name."""
    site = Site(Path(shutil.copytree(EMPTY, tmp_path / "site")))
    code = """
from dataclasses import dataclass
from typing import ClassVar
from groupsite import add_record_kind, kit

@dataclass(frozen=True, kw_only=True)
class Prop:
    __pydantic_config__: ClassVar = kit.STRICT
    id: kit.Id
    title: kit.Filled
    #: Who keeps it, as ``ID``
    owner: kit.Ids = ()
"""
    kind = """
def setup(app):
    add_record_kind(app, kit.RecordKind(
        name="prop", title=lambda prop: prop.title,
        source=kit.Source(load=kit.data_file("props.yml", Prop)),
        links=kit.Linking(edges=kit.field_edges(owner="person")),
    ))
"""
    site.write("group/people.yml", "- id: doe-jane\n  name: Jane Doe\n")
    site.write("research/props.yml", "- id: a\n  title: A\n  owner: x\n")
    site.write("props.py", f"from __future__ import annotations\n{code}{kind}")
    path = f"import sys; sys.path.insert(0, {str(site.srcdir)!r})\n"
    more = 'extensions = ["groupsite", "props"]\n'
    site.write("conf.py", path + site.read("conf.py") + more)
    told = run(site, capsys)

    assert "research/props.yml" in told["noted"]
    assert faults(site) == ["props.yml [0, 'owner']"]
    schema = json.loads(site.read(".schema/props.json"))
    owner = schema["items"]["properties"]["owner"]
    assert owner["markdownDescription"] == "Who keeps it, as ``ID``."
