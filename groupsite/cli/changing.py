"""Changes files of a site, all of them or none, and shows what changes."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from groupsite.cli.command import CommandError
from groupsite.model.positions import display_path
from groupsite.sources.editing import ChangedError, edit_files, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from groupsite.sources.editing import TextFile


def change_files(
    paths: Iterable[Path],
    change: Callable[[Mapping[Path, str]], Mapping[Path, str]],
    *,
    dry: bool = False,
) -> None:
    """Change files, all of them or none.

    :param change: is given the texts of those that are there, and returns new ones;
        called again if somebody saves a file meanwhile.
    :param dry: write nothing; *change* is called all the same.
    :raises CommandError: if they cannot be written; then nothing is.
    """
    paths = list(paths)

    def changed(files: Mapping[Path, TextFile]) -> Mapping[Path, str]:
        return change({p: f.text for p, f in files.items() if f.data is not None})

    try:
        if dry:
            changed({path: read_file(path) for path in paths})
        else:
            edit_files(paths, changed)
    except ChangedError as error:
        raise CommandError(str(error)) from None
    except (ValueError, OSError) as error:
        raise CommandError(f"{error}; nothing was written") from None


def diff(before: Mapping[Path, str], after: Mapping[Path, str], srcdir: Path) -> str:
    """What changes, as a unified diff.

    :param before: texts of the files that were there.
    :param after: new texts.
    """
    lines: list[str] = []
    for path, text in after.items():
        name = display_path(path, srcdir)
        old = f"a/{name}" if path in before else "/dev/null"
        sides = _lines(before.get(path, "")), _lines(text)
        for line in difflib.unified_diff(*sides, old, f"b/{name}"):
            end = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
            lines.append(line + end)
    return "".join(lines)


def _lines(text: str) -> list[str]:
    """The lines of *text* as programs count them that apply patches."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
