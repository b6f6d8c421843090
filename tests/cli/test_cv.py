"""`groupsite cv`: the CV of one person, without a build of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from groupsite.cli.main import main
from groupsite.output.cvpdf import typeset
from groupsite.output.cvpdf.making import page_count

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

pytest.importorskip("typst")

PAGE = "---\norphan: true\n---\n\n# Jane\n\n:::{cv} doe-jane\n:::\n"


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with a CV."""
    return make_site(
        files={
            "jane.md": PAGE,
            "cv.yml": "- id: doe-jane\n  employment: [{title: Reader}]\n",
        }
    )


def run(site: Site, *arguments: str) -> int:
    """The exit status of the command."""
    output = str(site.build_dir)
    return main(["cv", "--site", str(site.srcdir), "--output", output, *arguments])


def test_a_cv_is_made_alone(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is the file that a build makes, which is not made."""
    path = tmp_path / "my.pdf"

    assert run(site, "doe-jane", "--out", str(path)) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith(f"{path}: 1 page, ")
    assert captured.err == ""
    assert not (site.build_dir / "html").exists()
    assert site.build().outdir.joinpath("jane.pdf").read_bytes() == path.read_bytes()


def test_nothing_is_read_twice(site: Site, tmp_path: Path) -> None:
    """It shares what builds have read, and they share what it has."""
    site.build()
    stamps = {p: p.stat().st_mtime_ns for p in site.build_dir.rglob("*.doctree")}
    assert stamps

    assert run(site, "--out", str(tmp_path / "a.pdf")) == 0
    assert {p: p.stat().st_mtime_ns for p in stamps} == stamps
    assert site.build().read == set()
    assert site.build().written == set()


@pytest.mark.parametrize(
    ("variant", "says"),
    [("short", ""), ("recent", "CV of recent years"), ("selected", "CV with selected")],
)
def test_variants_need_no_setting(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variant: str, says: str
) -> None:
    """The owner's, into a file that is called so."""
    monkeypatch.chdir(tmp_path)

    assert run(site, "--variant", variant) == 0
    data = (tmp_path / f"doe-jane-{variant}.pdf").read_bytes()
    assert page_count(data) == 1
    assert says.encode() in data


def test_programs_get_json(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file, its pages and its size."""
    path = tmp_path / "my.pdf"
    run(site, "--json", "--out", str(path))
    result = json.loads(capsys.readouterr().out)

    assert result == {
        "code": 0,
        "file": str(path),
        "pages": 1,
        "bytes": path.stat().st_size,
        "fault": "",
    }


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["doe-jan"], 2, "there is no person `doe-jan`; did you mean `doe-jane`?"),
        (["smith-ann"], 2, "no page has the CV of `smith-ann`: write one with {cv} smith-ann"),
        (["--variant", "shrt"], 2, "there is no variant `shrt`; did you mean `short`?"),
        (["--variant", "narrative"], 0, ""),
        (["--out", "no/such/folder/x.pdf"], 2, "cannot be written: No such file or directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_done(
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    """It says why, and what to do."""
    monkeypatch.chdir(tmp_path)

    assert run(site, *arguments) == code
    assert message in capsys.readouterr().err


def test_an_empty_cv(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and the status says so."""
    site.write(
        "conf.py",
        site.read("conf.py")
        + 'groupsite_cv = {"variants": {"t": {"sections": ["events"]}}}\n',
    )
    path = tmp_path / "my.pdf"

    assert run(site, "--variant", "t", "--out", str(path)) == 1
    assert "the CV `t` of `doe-jane` would be empty" in capsys.readouterr().err
    assert not path.exists()


def test_without_typst(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what to install, before anything is read."""
    monkeypatch.setattr(typeset, "typst_version", lambda: "")

    assert run(site) == 2
    assert "typst is missing: pip install 'groupsite[cv]'" in capsys.readouterr().err
