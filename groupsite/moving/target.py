"""Writes a new site: nothing outside of its folder, and nothing that its authors have edited.

What was written is noted by its digest in a file that no page is made of. A file that is
no longer as it was written is an author's, and so is one that was there before, and one
that has been deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The digests of what was written. Hidden, so that it is in nobody's way.
NOTES: Final = ".groupsite-import.json"
_LONGEST: Final = 200


class NotWritableError(Exception):
    """The target cannot be written to; says why."""


@dataclass
class Outcome:
    """What has become of the files of a site."""

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    #: Files of authors, which stay as they are.
    kept: list[str] = field(default_factory=list)


class Target:
    """The folder of a new site."""

    def __init__(self, folder: Path) -> None:
        """:raises NotWritableError: if there is something else."""
        if folder.exists() and not folder.is_dir():
            raise NotWritableError(f"{folder} is a file: name a folder")
        self.folder = folder.resolve()
        self.outcome = Outcome()
        self._digests = self._read()

    def _read(self) -> dict[str, str]:
        path = self.folder / NOTES
        if path.is_symlink() or not path.is_file():
            return {}
        try:
            noted = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            message = f"{path} cannot be read: remove it, and all files count as yours"
            raise NotWritableError(message) from None
        files = noted.get("files", {}) if isinstance(noted, dict) else {}
        return (
            {str(k): str(v) for k, v in files.items()}
            if isinstance(files, dict)
            else {}
        )

    @property
    def is_new(self) -> bool:
        """Whether nothing has been written here before."""
        return not self._digests

    def write(self, path: str, data: bytes) -> None:
        """Write a file, unless it is an author's.

        :raises NotWritableError: if it would not be in the folder, or cannot be written.
        """
        place = self._place(path)
        digest = hashlib.sha256(data).hexdigest()
        noted = self._digests.get(path)
        if place.is_symlink() or (place.exists() and not place.is_file()):
            self.outcome.kept.append(path)
            return
        present = _digest(place)
        if present == digest:
            self.outcome.same.append(path)
        elif present != noted:  # edited, deleted, or there before
            self.outcome.kept.append(path)
            return
        else:
            self._replace(place, data)
            self.outcome.written.append(path)
        self._digests[path] = digest

    def finish(self) -> None:
        """Note what was written."""
        text = json.dumps(
            {"note": "What `groupsite import` has written; other files are yours.", "files": self._digests},
            indent=1,
            sort_keys=True,
        )  # fmt: skip
        if self.outcome.written or self.is_new:
            self._replace(self._place(NOTES), text.encode())

    def _place(self, path: str) -> Path:
        parts = PurePosixPath(path).parts
        bad = not parts or path.startswith("/") or ".." in parts or "\\" in path
        if bad or any(len(part.encode()) > _LONGEST or "\0" in part for part in parts):
            raise NotWritableError(f"{path!r} is no path in the new site")
        place = self.folder
        for part in parts[:-1]:
            place /= part
            if place.is_symlink():
                raise NotWritableError(
                    f"{place} is a link: nothing is written through it"
                )
        return self.folder.joinpath(*parts)

    def _replace(self, place: Path, data: bytes) -> None:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".groupsite-")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(place)
        except OSError as error:
            raise NotWritableError(f"{place}: {error.strerror}") from None


def _digest(path: Path) -> str | None:
    """The digest of a file; None if there is none, as of one never noted."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def check_apart(source: Path, target: Path) -> None:
    """Check that neither folder is in the other one.

    :raises NotWritableError: if one is.
    """
    one, other = source.resolve(), target.resolve()
    if (
        one == other
        or one in other.parents
        or (source.is_dir() and other in one.parents)
    ):
        message = "the new site has to stand beside the old one, not in it or around it"
        raise NotWritableError(message)


def written_in(
    target: Target, texts: Mapping[str, str], order: Iterable[str] = ()
) -> None:
    """Write all texts, in the order of their paths."""
    for path in dict.fromkeys([*order, *sorted(texts)]):
        target.write(path, texts[path].encode())
