"""`groupsite new`: a site that builds at once, in a folder that is free."""

from __future__ import annotations

import ast
import json
import os
import pty
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from groupsite import __version__
from groupsite.cli.main import main
from tests.conftest import REPOSITORY, Site
from tests.online.conftest import Reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

STRICT: Final = {"nitpicky": True}
ORCID: Final = "0000-0002-1825-0097"
GROUP: Final = (
    *("--name", "Example Lab", "--owner", "Jane Doe"),
    *("--address", "https://lab.example.org"),
)


def new(folder: Path, *arguments: str) -> Site:
    """A new site, written into *folder*."""
    assert main(["new", str(folder), "--yes", *arguments]) == 0
    return Site(folder)


def names(folder: Path) -> set[str]:
    """All files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in files}


@pytest.mark.parametrize("arguments", [(), GROUP, GROUP[:2], ("--owner", "李明")])
def test_a_new_site_builds_without_a_message(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Whatever is known of the group; what visitors see is about it."""
    site = new(tmp_path / "our-lab", *arguments)
    built = site.build(config=STRICT)
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))
    name = given.get("--name", "Our lab")

    assert built.page().cssselect(".site-name a")[0].text_content().strip() == name
    home = built.main().cssselect("h1")[0].text_content()
    assert home == given.get("--owner", name)
    assert len(built.main("news/index").cssselect(".news-item")) == 1
    members = built.main("group/index").cssselect(".person")
    assert len(members) == ("--owner" in given)


@pytest.mark.parametrize("arguments", [GROUP, ("--example",)])
def test_check_has_nothing_but_advice(
    tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """On a site that nobody has edited yet."""
    site = new(tmp_path / "lab", *arguments)
    capsys.readouterr()
    main(["check", "--site", str(site.srcdir), "--json"])
    told = json.loads(capsys.readouterr().out)

    assert told["messages"] == []
    assert {finding["sort"] for finding in told["findings"]} <= {"advice"}


def test_a_new_site_is_content_alone(tmp_path: Path) -> None:
    """It holds these files, a conf.py of few lines and one pin; no code of ours."""
    site = new(tmp_path / "lab", *GROUP)
    (news,) = {name for name in names(site.srcdir) if name.startswith("news/20")}

    assert names(site.srcdir) == {
        *("conf.py", "index.md", "publications.bib", "group/index.md", "group/people.yml"),
        *("news/index.md", news, "research/index.md", "research/publications.md"),
        *("Makefile", "requirements.txt", "README.md", "AGENTS.md", ".gitignore"),
        *(".github/workflows/publish.yml", ".github/workflows/update.yml"),
        ".readthedocs.yaml",
    }  # fmt: skip
    conf = site.read("conf.py")
    assert len(conf.splitlines()) <= 15
    settings = {
        ast.unparse(node.targets[0]): ast.literal_eval(node.value)
        for node in ast.parse(conf).body
        if isinstance(node, ast.Assign)
    }
    assert settings["extensions"] == ["groupsite"]
    assert settings["html_theme"] == "groupsite"
    assert settings["html_baseurl"] == "https://lab.example.org/"
    assert site.read("requirements.txt") == f"groupsite[online]=={__version__}\n"


def test_the_example_shows_everything(tmp_path: Path) -> None:
    """A group that is made up, says so, and has records of all kinds."""
    site = new(tmp_path / "lab", "--example")
    built = site.build(config=STRICT)

    assert "does not exist" in built.main().text_content()
    assert {"Makefile", "README.md", "requirements.txt"} <= names(site.srcdir)
    lists = ["grants", "talks", "teaching", "software", "awards", "publications"]
    for name in lists:
        assert built.main(f"research/{name}").cssselect(
            "[data-id], [data-key], .record"
        )
    assert built.main("cv").cssselect("h2")


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ('Lab "of" \\ signs: # {x} `y` *z* <b> $1$', "Jane: Doe #1"),
        ("Институт примеров", "Željka Örnek-Müller"),
        ("@NAME@ @YEAR@ {{ address }}", "'; import os; '"),
    ],
)
def test_names_are_shown_as_they_are(tmp_path: Path, name: str, owner: str) -> None:
    """Whatever signs they have; none of them is markup, code or YAML."""
    site = new(tmp_path / "lab", "--name", name, "--owner", owner)
    built = site.build(config=STRICT)

    assert built.page().cssselect(".site-name a")[0].text_content().strip() == name
    # Sphinx turns quotes
    plain = str.maketrans("“”‘’", "\"\"''")
    assert built.main().cssselect("h1")[0].text_content().translate(plain) == owner
    shown = " ".join(built.main().text_content().split())
    assert f"This is the website of {name}." in shown.translate(plain)


def test_a_folder_with_files_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and the message says what to do."""
    (tmp_path / "notes.txt").write_text("mine")
    code = main(["new", str(tmp_path), "--yes"])

    assert code == 2
    assert names(tmp_path) == {"notes.txt"}
    assert capsys.readouterr().err == (
        f"groupsite new: {tmp_path} has files in it (notes.txt): "
        "name a folder that is new or empty\n"
    )


def test_a_site_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says that it is one."""
    new(tmp_path / "lab")
    assert main(["new", str(tmp_path / "lab"), "--yes"]) == 2
    assert "has a conf.py; it seems to be a site already" in capsys.readouterr().err


def test_a_repository_without_files_is_free(tmp_path: Path) -> None:
    """As it is cloned from the site that hosts it."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert "conf.py" in names(new(tmp_path).srcdir)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--address", "Exampleton, Nowhere"],
            "--address: 'Exampleton, Nowhere' is no",
        ),
        (["--address", "lab"], "--address: 'lab' is no address"),
        (["--orcid", ORCID], "write --owner, too"),
        (
            ["--owner", "Jane Doe", "--orcid", "1234"],
            "--orcid: '1234' is not an ORCID iD",
        ),
        (["--example", "--name", "Ours"], "leave out the others"),
    ],
)
def test_wrong_facts(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is named, and nothing is written."""
    assert main(["new", str(tmp_path / "lab"), "--yes", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "lab").exists()


def in_terminal(folder: Path, typed: str, *arguments: str) -> str:
    """What somebody sees who answers questions on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "groupsite", "new", str(folder), *arguments],
        cwd=REPOSITORY, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.write(ours, typed.encode())
    assert process.wait(30) == 0
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so at the end
            part = b""
        if not part:
            break
        seen += part
    os.close(ours)
    return seen.decode()


def test_it_asks_for_what_no_option_says(tmp_path: Path) -> None:
    """Name, head and address; Enter takes the default, or leaves it out."""
    seen = in_terminal(tmp_path / "lab", "Jane Doe\n\n", "--name", "Example Lab")
    site = Site(tmp_path / "lab")

    assert "What is your group called?" not in seen
    assert "Who heads it" in seen
    assert "At which address" in seen
    assert 'project = "Example Lab"' in site.read("conf.py")
    assert "html_baseurl" not in site.read("conf.py")
    assert "- id: doe-jane\n  name: Jane Doe\n" in site.read("group/people.yml")


def test_nothing_is_asked_with_yes(tmp_path: Path) -> None:
    """On a terminal, too."""
    assert "?" not in in_terminal(tmp_path / "lab", "", "--yes")


def test_it_takes_no_time(tmp_path: Path) -> None:
    """Less than a second, with the start of the program; Sphinx is not imported."""
    code = (
        "import sys; from groupsite.cli.main import main\n"
        f"main(['new', {str(tmp_path / 'lab')!r}, '--owner', 'Jane Doe', '--yes'])\n"
        "sys.exit(bool({'sphinx', 'httpx', 'pydantic', 'babel'} & set(sys.modules)))"
    )
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=True)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    # of the processor, which others may be using as well
    assert end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime < 1


LISTED: Final[dict[str, Any]] = {
    "group": [
        {
            "work-summary": [
                {
                    "title": {"title": {"value": title}},
                    "type": "journal-article",
                    "publication-date": {"year": {"value": "2026"}},
                    "external-ids": {"external-id": ids},
                }
            ]
        }
        for title, ids in (
            (
                "Calm waves in MRI",
                [
                    {
                        "external-id-type": "doi",
                        "external-id-value": "10.5555/calm.1",
                        "external-id-relationship": "self",
                    }
                ],
            ),
            ("A paper without a number", []),
        )
    ]
}


def test_the_papers_of_the_head_are_added(
    program: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `add` does; what cannot be asked for is told, and the site is there."""
    program.record()
    program.server.at(f"/v3.0/{ORCID}/works", Reply(json.dumps(LISTED)))
    program.server.at("/works", Reply(json.dumps({"results": [], "meta": {}})))
    code = main(
        [
            "new",
            str(tmp_path / "lab"),
            "--owner",
            "Jane Doe",
            "--orcid",
            ORCID,
            "--json",
        ]
    )
    told = json.loads(capsys.readouterr().out)
    site = Site(tmp_path / "lab")
    papers = site.build(config=STRICT).main("research/publications")

    assert told["faults"] == [
        "“A paper without a number” was left out: it has no DOI or arXiv number, add it by hand"
    ]
    assert code == 3
    (paper,) = papers.cssselect(".paper")
    assert "Calm waves in MRI" in paper.text_content()
    assert f"orcid: {ORCID}" in site.read("group/people.yml")


def test_workflows_are_those_of_this_repository(tmp_path: Path) -> None:
    """The one that proposes updates is the same, but for its first line."""
    site = new(tmp_path / "lab")
    path = ".github/workflows/update.yml"
    first, _, rest = site.read(path).partition("\n")

    assert first.startswith(f"# groupsite {__version__} wrote this file")
    assert rest == (REPOSITORY / path).read_text("utf-8")


def test_the_site_is_published_and_pull_requests_are_shown(tmp_path: Path) -> None:
    """On Pages after a push; a pull request is built, and not deployed."""
    site = new(tmp_path / "lab")
    workflow = yaml.load(site.read(".github/workflows/publish.yml"), yaml.BaseLoader)
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    steps = {
        s["uses"].partition("@")[0]: s.get("if", "")
        for s in build["steps"]
        if "uses" in s
    }

    assert {"push", "pull_request"} <= set(workflow["on"])
    assert deploy["if"] == steps["actions/upload-pages-artifact"]
    assert deploy["if"] == "github.event_name != 'pull_request'"
    assert steps["actions/upload-artifact"] == "github.event_name == 'pull_request'"
    (matcher,) = (s["run"] for s in build["steps"] if "add-matcher" in s.get("run", ""))
    written = json.loads(matcher.partition("<<'END'\n")[2].partition("\nEND")[0])
    ours = json.loads((REPOSITORY / ".github/sphinx-matcher.json").read_text("utf-8"))
    assert written == ours
