"""Old sites of strangers: nothing leads out of them, lasts for ever, or is run."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.moving.plain import NotPlainError, of_json, of_toml, of_yaml
from groupsite.moving.source import Source, UnreadableError, matter_of
from groupsite.moving.target import NotWritableError, Target
from tests.moving import PNG, moved, old_site
from tests.moving.sites import AL_FOLIO

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "the secret of the machine"


def written(folder: Path) -> str:
    """All that has been written."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    return "\n".join(p.read_bytes().decode("utf-8", "replace") for p in files)


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A link to a file or a folder elsewhere is not read, not copied, and told."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(SECRET)
    (outside / "secret.png").write_bytes(PNG + SECRET.encode())
    old = old_site(tmp_path / "old", AL_FOLIO)
    (old / "_pages/secret.md").symlink_to(outside / "secret.md")
    (old / "_news").joinpath("secrets").symlink_to(outside)
    (old / "assets/img/sea.png").unlink()
    (old / "assets/img/sea.png").symlink_to(outside / "secret.png")
    moved(old, tmp_path / "new")
    assert SECRET not in written(tmp_path / "new")
    assert "`_pages/secret.md`: a link" in (tmp_path / "new/IMPORT.md").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("path", [
    "../outside/secret.png", "/../outside/secret.png", "assets/img/../../../outside/secret.png",
    "..%2foutside%2fsecret.png", "file:///etc/passwd", "/etc/passwd", "..\\outside\\secret.png",
])  # fmt: skip
def test_paths_do_not_lead_out_of_the_folder(tmp_path: Path, path: str) -> None:
    """A path in a text, a field or an entry is that of a file of the old site, or of none."""
    outside = old_site(tmp_path / "outside", {"secret.png": PNG + SECRET.encode()})
    files = AL_FOLIO | {
        "_pages/join.md": f"---\ntitle: Join\n---\n\n![x]({path}) [y]({path})\n\n:::{{figure}} {path}\n:::\n",
        "_projects/calm.md": f"---\ntitle: Calm\nimg: {path}\n---\n\nWe wait.\n",
        "_bibliography/papers.bib": f"@misc{{a, title={{T}}, author={{A B}}, year=2026, pdf={{{path}}}, preview={{{path}}}}}\n",
    }
    moved(old_site(tmp_path / "old", files), tmp_path / "new")
    assert SECRET not in written(tmp_path / "new")
    assert "root:" not in written(tmp_path / "new")
    assert [p.name for p in outside.iterdir()] == ["secret.png"]


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../../x", "a\\..\\x", "", "a\0b", "x" * 300]
)
def test_nothing_is_written_outside_of_the_target(tmp_path: Path, path: str) -> None:
    """Whatever a reader asks for."""
    with pytest.raises(NotWritableError):
        Target(tmp_path / "new").write(path, b"x")
    assert not (tmp_path / "x").exists()


def test_nothing_is_written_through_a_link_in_the_target(tmp_path: Path) -> None:
    """A folder of the new site may be a link that somebody has put there."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new/group").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotWritableError):
        Target(tmp_path / "new").write("group/people.yml", b"x")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_ids_and_names_of_pages_are_no_paths(tmp_path: Path) -> None:
    """Titles and names become parts of addresses, and nothing else."""
    files = AL_FOLIO | {
        "_projects/calm.md": "---\ntitle: ../../../evil\n---\n\nEvil.\n",
        "_people/x.md": "---\nname: ../../evil /etc\n---\n\nEvil.\n",
        "_posts/2026-01-05-..-..-evil.md": "---\ntitle: Evil\n---\n\nEvil.\n",
    }
    moved(old_site(tmp_path / "old", files), tmp_path / "new")
    assert {p.name for p in tmp_path.iterdir()} == {"old", "new"}


def test_old_addresses_are_those_of_the_site(tmp_path: Path) -> None:
    """No page is written for an address that leads out of it."""
    files = AL_FOLIO | {
        "_pages/join.md": "---\ntitle: Join\npermalink: /../../evil/\nredirect_from: [/../../etc/x, 'C:\\x', /was/]\n---\n\nWords.\n"
    }
    result = moved(old_site(tmp_path / "old", files), tmp_path / "new")
    assert result.moved.redirects["was"] == "join"
    assert not [old for old in result.moved.redirects if ".." in old or "\\" in old]


@pytest.mark.parametrize("text", [
    "a: !!python/object/apply:os.system ['touch {0}']",
    "a: !!python/name:os.system",
    "!!python/object/new:os.system [touch {0}]",
])  # fmt: skip
def test_tags_make_nothing(tmp_path: Path, text: str) -> None:
    """YAML of strangers is texts, lists and mappings."""
    path = tmp_path / "made"
    of_yaml(text.format(path))
    assert not path.exists()


def bomb(depth: int) -> str:
    """Aliases that hold each other: 10 to the power of *depth* values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, depth)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("text", [
    bomb(12), "[" * 100_000, "{a: " * 100_000, "- " * 50_000 + "x", "&a [*a, *a]\n", "x: " + "a" * 2_000_000,
])  # fmt: skip
def test_yaml_takes_bounded_time(text: str) -> None:
    """Neither depth, nor repetition, nor length makes it slow."""
    begin = time.perf_counter()
    with contextlib.suppress(NotPlainError):
        of_yaml(text)
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "1e999999999", "[" + "9" * 10_000 + "]"]
)
def test_json_takes_bounded_time(text: str) -> None:
    """Deep and large JSON is a fault or a text."""
    begin = time.perf_counter()
    with contextlib.suppress(NotPlainError):
        of_json(text)
    assert time.perf_counter() - begin < 5


def test_toml_that_is_deep_is_a_fault() -> None:
    """The parser of the library recurses."""
    with pytest.raises(NotPlainError):
        of_toml("a = " + "[" * 100_000)


@pytest.mark.parametrize(("text", "value"), [
    ("a: 2026-03", {"a": "2026-03"}),
    ("a: 1.10", {"a": "1.10"}),
    ("a: 0123", {"a": "0123"}),
    ("a: yes\nb: 'yes'", {"a": True, "b": "yes"}),
    ("a: @name", {"a": "@name"}),
    ("base: &b {x: 1}\na: {<<: *b, y: 2}", {"base": {"x": "1"}, "a": {"y": "2", "x": "1"}}),
    ("a: &x [1]\nb: *x", {"a": ["1"], "b": ["1"]}),
    ("a: ~\nb:", {"a": None, "b": None}),
    ("a: 1\na: 2", {"a": "1"}),
])  # fmt: skip
def test_values_stay_as_they_are_written(text: str, value: Any) -> None:
    """Numbers and dates are texts, as people have written them."""
    assert of_yaml(text) == value


def test_a_large_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text larger than any page is left, and told."""
    monkeypatch.setattr("groupsite.moving.source.LARGEST_TEXT", 10_000)
    files = AL_FOLIO | {"_news/large.md": "---\ndate: 2026-01-01\n---\n" + "x" * 20_000}
    moved(old_site(tmp_path / "old", files), tmp_path / "new")
    report = (tmp_path / "new/IMPORT.md").read_text("utf-8")
    assert "`_news/large.md` (news): it is too large" in report


def test_there_is_an_end_to_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder with more files than any site has is read in part, and that is told."""
    monkeypatch.setattr("groupsite.moving.source.MOST_FILES", 3)
    source = Source(old_site(tmp_path, {f"{n}.md": "x" for n in range(9)}))
    assert len(source.files) == 3
    assert source.skipped


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading it would last until somebody writes."""
    os.mkfifo(tmp_path / "resume.json")
    source = Source(tmp_path)
    assert source.files == ()
    with pytest.raises(UnreadableError):
        source.text("resume.json")


def test_liquid_is_text(tmp_path: Path) -> None:
    """Nothing in a template is run, whatever it asks for."""
    tags = "{% include_relative ../../etc/passwd %} {{ site.github.token }} {% raw %}{{ x }}{% endraw %} {% for a in (1..999999999) %}x{% endfor %}"
    files = AL_FOLIO | {
        "_pages/join.md": f"---\ntitle: Join\n---\n\nWords stay. {tags}\n"
    }
    moved(old_site(tmp_path / "old", files), tmp_path / "new")
    text = (tmp_path / "new/join.md").read_text("utf-8")
    assert "Words stay." in text
    assert "root:" not in text


@pytest.mark.parametrize("text", [
    "[" * 50_000, "![" * 50_000, "[a](" * 50_000, "`" * 50_000, ":::{figure} x\n" * 10_000,
    "{%" * 50_000, "<a " * 50_000, "---\n" * 20_000,
])  # fmt: skip
def test_texts_take_bounded_time(tmp_path: Path, text: str) -> None:
    """Whatever is left open in a page."""
    files = {
        "_config.yml": "title: x\n",
        "_bibliography/papers.bib": "",
        "_pages/x.md": f"---\ntitle: X\n---\n\nWords {text}\n",
    }
    begin = time.perf_counter()
    moved(old_site(tmp_path / "old", files), tmp_path / "new")
    assert time.perf_counter() - begin < 20


def test_a_page_that_is_nearly_front_matter_is_text() -> None:
    """Without its end, it is none."""
    assert matter_of("---\na: b\n").data == {}
    assert matter_of("+++\na = 'b'\n+++\ntext").data == {"a": "b"}
